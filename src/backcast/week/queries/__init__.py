"""Reads of the week: the stored plan with every name and sentence in it, for the page and for JSON alike."""

from datetime import date

from backcast.accounts.models import Viewer
from backcast.errors import NotFound
from backcast.vision import queries as visions
from backcast.week.models import Move, Week
from backcast.week.queries.documents import document, move_document, person_document
from backcast.week.queries.ics import calendar
from backcast.week.queries.shown import HOURS, Left, Told, View, view
from backcast.week.queries.subjects import ABOUT, Names
from backcast.week.queries.words import BECAUSE, REASONS, because, reason, title, titled


def week(viewer: Viewer, start: date) -> Week | None:
    """The stored week that begins on a Monday."""
    return Week.objects.of(viewer).filter(start=start).select_related("workspace").first()


def hours(viewer: Viewer, stored: Week | None) -> float:
    """Hours of a week: its own, else the vision's, else three."""
    if stored and stored.hours is not None:
        return stored.hours
    active = visions.active(viewer)
    return active.hours_per_week if active else HOURS


def move(viewer: Viewer, move_id: int) -> Move:
    """One move of this workspace."""
    rows = Move.objects.of(viewer).select_related("week", "person__tie", "milestone", "promise__person", *ABOUT)
    found = rows.filter(pk=move_id, person__deleted_at=None).first()
    if found is None:
        raise NotFound(f"There is no move {move_id}.", "See this week's with: backcast week")
    return found


__all__ = [
    "BECAUSE",
    "HOURS",
    "REASONS",
    "Left",
    "Names",
    "Told",
    "View",
    "because",
    "calendar",
    "document",
    "hours",
    "move",
    "move_document",
    "person_document",
    "reason",
    "title",
    "titled",
    "view",
    "week",
]

"""Looks back: at each practice about monthly, at the whole future twice a year. Always when the user likes."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Count, Max, Q, QuerySet

from backcast.accounts.models import Viewer
from backcast.errors import NotFound
from backcast.vision.models import FuturePerson, Milestone, Note, Shift, Vision
from backcast.vision.queries import future_people, milestones
from backcast.vision.queries.different import Code, different

HALF_YEAR: Final = timedelta(days=182)
"""From one look at the whole future to the next (product.md A5: twice a year)."""
NOTES: Final = 30
"""Earlier looks on one page [D]."""


@dataclass(frozen=True, slots=True)
class Due:
    """What asks to be looked at again: so many practices, and the whole future or not."""

    practices: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Look:
    """A future to be looked back at: what became different since `start`, in codes, and its words `before`."""

    vision: Vision
    start: date | None
    is_first: bool
    changed: Sequence[Code]
    before: Mapping[str, str]
    milestones: Mapping[int, Milestone]
    people: Mapping[int, FuturePerson]


def due(viewer: Viewer, vision: Vision) -> Due | None:
    """What it is time to look back at; None while nothing is. One query."""
    is_time = Q(shifts__state="open", shifts__review__lte=viewer.today)
    looked = Max("notes__day", filter=Q(notes__kind="half-year"))
    row = Vision.objects.of(viewer).annotate(looked=looked, practices=Count("shifts", filter=is_time, distinct=True))
    last, practices = row.values_list("looked", "practices").get(pk=vision.pk)
    start = last or vision.written_on
    whole = start is not None and start + HALF_YEAR <= viewer.today
    return Due(practices, whole) if practices or whole else None


def next_look(look: Look) -> date | None:
    """The day from which the whole future may be looked at again; None where it is not known when it was written."""
    return look.start + HALF_YEAR if look.start else None


def month_on(day: date) -> date:
    """The same day a month later, or the last one there is."""
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def look(viewer: Viewer, vision: Vision) -> Look:
    """What became different in a future since the last look; six queries however long its story is."""
    last = Note.objects.of(viewer).filter(vision=vision, kind="half-year").order_by("-day", "-pk").first()
    story, people = list(milestones(viewer, vision)), list(future_people(viewer, vision))
    changed, before = different(viewer, vision, last, story, people)
    return Look(
        vision=vision,
        start=last.day if last else vision.written_on,
        is_first=last is None,
        changed=changed,
        before=before,
        milestones={row.pk: row for row in story},
        people={row.pk: row for row in people},
    )


def shifts(viewer: Viewer, vision: Vision) -> list[Shift]:
    """Every shift: those that are practised by the day they are looked at again, then the others."""
    rows = Shift.objects.of(viewer).filter(vision=vision)
    return sorted(rows, key=lambda row: (row.state != "open", row.review or date.max, row.pk))


def notes(viewer: Viewer, vision: Vision) -> QuerySet[Note]:
    """Every look back at a future, newest first, with the shift it is about."""
    return Note.objects.of(viewer).filter(vision=vision).select_related("shift").order_by("-day", "-pk")


def shift(viewer: Viewer, shift_id: int) -> Shift:
    """One shift of this workspace, with its future."""
    found = Shift.objects.of(viewer).filter(pk=shift_id).select_related("vision").first()
    if found is None:
        raise NotFound("There is no such shift.", "Go back to the Vision page.")
    return found


def note(viewer: Viewer, note_id: int) -> Note:
    """One look back of this workspace, with its future."""
    found = Note.objects.of(viewer).filter(pk=note_id).select_related("vision", "shift").first()
    if found is None:
        raise NotFound("There is no such note.", "Go back to the Vision page.")
    return found

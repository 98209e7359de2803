"""How far a barrier is: open, its guide asked, or past it."""

from datetime import date

from backcast.accounts.models import Viewer
from backcast.errors import Invalid
from backcast.journal.actions import Recorder
from backcast.journal.models import Change
from backcast.vision.actions.rows import writing
from backcast.vision.models import BARRIER_STATES, Barrier


def set_barrier(viewer: Viewer, row: Barrier, state: str) -> Change | None:
    """Say how far a barrier is; None where it was so before. Opened again, its guide has not been asked."""
    if state not in BARRIER_STATES:
        raise Invalid(f"{state[:40]} is not a state of a barrier.", f"One of: {', '.join(BARRIER_STATES)}.")
    with writing(viewer, row.title) as rec:
        keep_barrier(rec, row, state, viewer.today)
    return rec.change if rec.change.pk else None


def keep_barrier(rec: Recorder, row: Barrier, state: str, day: date) -> None:
    """The same within another change; `day` is when the guide was asked, unless that is known already."""
    days = {"open": None, "asked": row.asked_on or day, "past": row.asked_on}
    rec.update(row, state=state, asked_on=days[state])

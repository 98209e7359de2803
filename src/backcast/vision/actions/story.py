"""The story changed where it is read: days and hours of a milestone, and what had to be true just before it."""

from datetime import date
from typing import Any

from backcast.accounts.models import Viewer
from backcast.engine.schedule import HOURS_BY_KIND
from backcast.errors import Invalid
from backcast.vision import queries
from backcast.vision.actions.hand import keep_milestone, spend
from backcast.vision.actions.rows import set_links, writing
from backcast.vision.models import Milestone, MilestoneAfter, Vision


def change_here(
    viewer: Viewer,
    row: Milestone,
    *,
    state: str = "",
    day: date | None = None,
    spent: float | None = None,
    keeps_day: bool = False,
) -> None:
    """Set the day, the state and the hours spent of a milestone in one change.

    `day` is the one that the milestone shows: what is done shows when it was done, the others their latest date.
    A milestone keeps the day it was done on until it is opened again.
    """
    if row.state == "done" and day and day > viewer.today:
        raise Invalid("Something done lies in the past.", "Choose today or an earlier day.")
    with writing(viewer, row.title) as rec:
        if row.state == "done":
            rec.update(row, done_on=day or row.done_on)
        elif not keeps_day:
            rec.update(row, due=day)
        if spent:
            spend(rec, row, spent)
        if state:
            rec.update(row, state=state, done_on=(row.done_on or viewer.today) if state == "done" else None)


def insert_before(
    viewer: Viewer, vision: Vision, later: Milestone | None, *, title: str, kind: str, beside: bool = False
) -> Milestone:
    """A new milestone that had to be true just before another, or before the future itself where there is none.

    It stands between the other one and what that waited for, so that the chain stays a chain; `beside` leaves what it
    waited for where it is. What came before something done was true by the day of that.
    """
    with writing(viewer, title) as rec:
        waited = (
            [] if later is None else [one.after_id for one in queries.after(viewer, vision).filter(milestone=later)]
        )
        columns: dict[str, Any] = {"title": title, "kind": kind, "hours": HOURS_BY_KIND[kind]}
        if later is not None and later.state == "done":
            columns |= {"state": "done", "done_on": later.done_on}
        made = keep_milestone(rec, Milestone(vision=vision), [] if beside else waited, None, columns)
        if later is not None:
            set_links(rec, MilestoneAfter, "after_id", {later.pk: [*waited, made.pk] if beside else [made.pk]})
    return made

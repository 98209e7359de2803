"""Answers to the guided questions that do more than the form of a part, and the place where they stopped."""

from collections.abc import Sequence
from typing import Any

from backcast.accounts.models import Viewer
from backcast.errors import Invalid
from backcast.formats import names
from backcast.vision import queries
from backcast.vision.actions.hand import keep_milestone, keep_person
from backcast.vision.actions.rows import writing
from backcast.vision.models import FuturePerson, Milestone, Vision
from backcast.vision.queries.guided import DONE


def keep_place(viewer: Viewer, vision: Vision, key: str) -> None:
    """Note where the questions go on. A bookmark, no answer: it is not in the journal, and no undo moves it. Whoever
    went through them once is through: looking at one again does not ask for the rest."""
    Vision.objects.of(viewer).filter(pk=vision.pk).exclude(step=DONE).update(step=key)


def add_person(viewer: Viewer, vision: Vision, row: FuturePerson | None, **columns: Any) -> FuturePerson:
    """Add a future person, or set what is given of one. Somebody who is there already is not written twice: what is
    told besides the name is added to them, and nothing is taken from them."""
    with writing(viewer, columns["name"] or columns["describe"]) as rec:
        held = row or _held(viewer, vision, columns)
        if held is not None and row is None:
            columns = {name: value for name, value in columns.items() if value}
        return keep_person(rec, held or FuturePerson(vision=vision), columns)


def _held(viewer: Viewer, vision: Vision, columns: dict[str, Any]) -> FuturePerson | None:
    """Who stands there under that name or description, unless both are told to be somewhere and not the same."""
    wanted, where = names.fold(columns["name"] or columns["describe"]), names.fold(columns["organisation"])
    for one in queries.future_people(viewer, vision):
        theirs = names.fold(one.organisation)
        same = names.fold(one.name or one.describe) == wanted and bool(one.name) == bool(columns["name"])
        if same and (theirs == where or not theirs or not where):
            return one
    return None


def tick_coffee(viewer: Viewer, row: FuturePerson) -> None:
    """The user would like to have coffee with somebody who is there already, or no longer would."""
    with writing(viewer, row.name or row.describe) as rec:
        rec.update(row, coffee=not row.coffee)


def put_before(
    viewer: Viewer,
    vision: Vision,
    row: Milestone | None,
    *,
    before: int | None = None,
    leads_to: Sequence[int] | None = None,
    **columns: Any,
) -> Milestone:
    """Add a milestone that comes just before another one of the story, or set what is given of one, in one change."""
    with writing(viewer, columns["title"]) as rec:
        found = keep_milestone(rec, row or Milestone(vision=vision), None, leads_to, columns)
        if before is not None:
            then = queries.milestones(viewer, vision).filter(pk=before).first()
            if then is None:
                raise Invalid("A link leads out of this vision.", "Choose from its own milestones.")
            held = queries.after(viewer, vision).filter(milestone=then).values_list("after", flat=True)
            keep_milestone(rec, then, [*held, found.pk], None, {})
    return found

"""Another future that begins as one of those there: its people, its story and what frames them."""

from collections.abc import Mapping
from typing import Any

from backcast import limits
from backcast.accounts.models import Viewer
from backcast.journal.actions import Recorder
from backcast.vision import queries
from backcast.vision.actions.hand import key_of
from backcast.vision.actions.rows import new_vision, writing
from backcast.vision.models import (
    Barrier,
    FuturePerson,
    Milestone,
    MilestoneAfter,
    MilestoneLeads,
    Place,
    RoleModel,
    Shift,
    Vision,
)

OTHER_WAYS = (", another way", ", a third way")
"""What tells the title of a copy from the first one's."""
FRAME = ("horizon", "place", "known_for", "meaning", "importance", "hours_per_week", "milestone_share")
OWN = {"id", "uid", "workspace", "vision", "reach", "reach_low", "reach_high"}
"""Columns a copy has for itself, or that are derived anew."""


def copy(viewer: Viewer, vision: Vision) -> Vision:
    """The same future beside it, not the active one; what is done stays done. What the user thinks of it, their own
    words and their looks back are the first one's. Refused where there are three."""
    others = list(queries.visions(viewer))
    title = _title(vision.title, {one.title for one in others})
    with writing(viewer, title) as rec:
        key = key_of(title, {one.key for one in others})
        made = new_vision(rec, key, {"title": title} | {name: getattr(vision, name) for name in FRAME})
        people = _parts(rec, FuturePerson, vision, made)
        story = _parts(rec, Milestone, vision, made)
        for model in (Place, Shift, RoleModel):
            _parts(rec, model, vision, made)
        _parts(rec, Barrier, vision, made, story)
        after, leads = queries.after(viewer, vision), queries.leads(viewer, vision)
        rec.insert_many([MilestoneAfter(milestone=story[one.milestone_id], after=story[one.after_id]) for one in after])
        rec.insert_many(
            [
                MilestoneLeads(milestone=story[one.milestone_id], future_person=people[one.future_person_id])
                for one in leads
            ]
        )
    return made


def _title(title: str, taken: set[str]) -> str:
    stem = title
    for way in OTHER_WAYS:
        stem = stem.removesuffix(way)
    tries = [stem[: limits.NAME - len(way)].rstrip(" .") + way for way in OTHER_WAYS]
    return next((one for one in tries if one not in taken), tries[-1])


def _parts(
    rec: Recorder, model: type[Any], vision: Vision, made: Vision, story: Mapping[int, Milestone] | None = None
) -> dict[int, Any]:
    """The parts of one kind again, by the ids of those they come from; `story` where they hang on a milestone."""
    rows = list(model.objects.of(rec.viewer).filter(vision=vision).order_by("pk"))
    columns = [field for field in model._meta.concrete_fields if field.name not in OWN]
    copies = []
    for row in rows:
        told = {field.attname: getattr(row, field.attname) for field in columns}
        if story is not None and told.get("milestone_id"):
            told["milestone_id"] = story[told["milestone_id"]].pk
        copies.append(model(vision=made, **told))
    rec.insert_many(copies)
    return {row.pk: copied for row, copied in zip(rows, copies, strict=True)}

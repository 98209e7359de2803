"""Loading a vision file: idempotent by key, only what is told, never back in a state (contract.md, Vision file)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from backcast.accounts.models import Viewer
from backcast.engine.schedule import HOURS_BY_KIND
from backcast.formats import vision_records as told
from backcast.journal.actions import Recorder
from backcast.vision import queries
from backcast.vision.actions.rows import activate, by_key, check_room, new_vision, set_links, set_stage, writing
from backcast.vision.actions.who import Directory
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

FORWARD = {"open": ("doing", "done", "dropped"), "doing": ("done", "dropped")}
"""Where a file may move a state to; a milestone that is done or dropped stays so."""
VISION = (
    "title",
    "horizon",
    "known_for",
    "place",
    "importance",
    "meaning",
    "hours_per_week",
    "milestone_share",
    "appeal",
    "sure",
)
PERSON = ("name", "describe", "organisation", "local", "knows_me", "coffee", "weight")
MILESTONE = ("title", "kind", "due", "hours", "weeks", "at_work", "importance")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading a file did; `changed` is False where everything was there already."""

    vision: Vision
    warnings: tuple[str, ...]
    changed: bool


def load(viewer: Viewer, parsed: told.VisionFile) -> Loaded:
    """Bring a future in step with a file. A fourth future, links to nothing and cycles are refused whole."""
    with writing(viewer, parsed.title) as rec:
        vision = _load_vision(rec, parsed)
        people, story = by_key(rec, FuturePerson, vision), by_key(rec, Milestone, vision)
        parsed.check_links(_after_by_key(viewer, vision), list(people))
        people = _load_people(rec, vision, people, parsed.future_people)
        story = _load_milestones(rec, vision, story, parsed.milestones)
        _load_links(rec, vision, story, people, parsed.milestones)
        _load_rest(rec, vision, story, parsed)
        set_stage(rec, parsed.stage)
    return Loaded(vision, parsed.warnings, rec.change.pk is not None)


def _load_vision(rec: Recorder, parsed: told.VisionFile) -> Vision:
    held = queries.visions(rec.viewer).filter(key=parsed.key).first()
    columns = told.told(parsed, *VISION)
    if held is None:
        current = queries.active(rec.viewer)
        held = new_vision(rec, parsed.key, columns)
        if parsed.active or (parsed.active is None and current is None):
            activate(rec, held)
        return held
    rec.update(held, **columns)
    if parsed.active is True:
        activate(rec, held)
    elif parsed.active is False:
        rec.update(held, active=False)
    return held


def _after_by_key(viewer: Viewer, vision: Vision) -> dict[str, list[str]]:
    keys = dict(queries.milestones(viewer, vision).values_list("pk", "key"))
    found: dict[str, list[str]] = {key: [] for key in keys.values()}
    for link in queries.after(viewer, vision):
        found[keys[link.milestone_id]].append(keys[link.after_id])
    return found


def _load_people(
    rec: Recorder, vision: Vision, held: dict[str, FuturePerson], parsed: Sequence[told.FuturePerson]
) -> dict[str, FuturePerson]:
    who = Directory(rec.viewer, [one.name for one in parsed if one.name])
    columns, new = {}, []
    for one in parsed:
        own = told.told(one, *PERSON)
        row = held.get(one.key) or FuturePerson(vision=vision, key=one.key)
        own["person_id"] = who.future(row, own)
        if row.pk:
            columns[row.pk] = own
        else:
            new.append(FuturePerson(vision=vision, key=one.key, **own))
    check_room(len(held) + len(new))
    rec.update_many(FuturePerson, columns)
    return {**held, **{row.key: row for row in rec.insert_many(new)}}


def _load_milestones(
    rec: Recorder, vision: Vision, held: dict[str, Milestone], parsed: Sequence[told.Milestone]
) -> dict[str, Milestone]:
    columns, new = {}, []
    for one in parsed:
        own = told.told(one, *MILESTONE)
        row = held.get(one.key)
        if row is None:
            own.setdefault("hours", HOURS_BY_KIND[one.kind or "other"])
            state = one.state or "open"
            new.append(Milestone(vision=vision, key=one.key, state=state, told_state=one.state or "", **own))
        else:
            columns[row.pk] = own | _told_state(row, one.state, rec.viewer.today)
    check_room(len(held) + len(new))
    rec.update_many(Milestone, columns)
    return {**held, **{row.key: row for row in rec.insert_many(new)}}


def _told_state(row: Milestone, state: str | None, today: date) -> dict[str, Any]:
    """What a file's state changes: nothing unless the file says something new that lies ahead."""
    if state is None or state == row.told_state:
        return {}
    if state not in FORWARD.get(row.state, ()):
        return {"told_state": state}
    return {"told_state": state, "state": state, "done_on": today if state == "done" else None}


def _load_links(
    rec: Recorder,
    vision: Vision,
    story: Mapping[str, Milestone],
    people: Mapping[str, FuturePerson],
    parsed: Sequence[told.Milestone],
) -> None:
    after = {story[one.key].pk: [story[key].pk for key in one.after] for one in parsed if one.after is not None}
    leads = {story[one.key].pk: [people[key].pk for key in one.leads_to] for one in parsed if one.leads_to is not None}
    set_links(rec, MilestoneAfter, "after_id", after)
    set_links(rec, MilestoneLeads, "future_person_id", leads)


def _load_rest(rec: Recorder, vision: Vision, story: Mapping[str, Milestone], parsed: told.VisionFile) -> None:
    guides = Directory(rec.viewer, [one.guide for one in parsed.barriers if one.guide])
    held = {row.title: row for row in Barrier.objects.of(rec.viewer).filter(vision=vision)}
    barriers = [
        {
            "title": one.title,
            **guides.guide(held.get(one.title), one.guide),
            **told.told(one, "first_ask"),
            **({"milestone_id": story[one.before].pk} if one.before else {}),
        }
        for one in parsed.barriers
    ]
    _load_models(rec, vision, parsed.models)
    _merge(rec, Place, vision, ("title",), [{"title": one.title} for one in parsed.places])
    _merge(
        rec, Shift, vision, ("was", "to"), [told.told(one, "was", "to", "practice", "review") for one in parsed.shifts]
    )
    _merge(rec, Barrier, vision, ("title",), barriers)


def _load_models(rec: Recorder, vision: Vision, parsed: Sequence[told.RoleModel]) -> None:
    who = Directory(rec.viewer, [one.name for one in parsed])
    held = {row.name: row for row in RoleModel.objects.of(rec.viewer).filter(vision=vision)}
    rows = [
        {"name": one.name, "person_id": who.model(held.get(one.name), one.name), **told.told(one, "what")}
        for one in parsed
    ]
    _merge(rec, RoleModel, vision, ("name",), rows)


def _merge(rec: Recorder, model: type[Any], vision: Vision, own: Sequence[str], rows: list[dict[str, Any]]) -> None:
    """Insert what is new and set what is told of the rest; rows are recognised by the columns `own`."""
    stored = model.objects.of(rec.viewer).filter(vision=vision)
    held = {tuple(getattr(row, name) for name in own): row for row in stored}
    found = [(held.get(tuple(columns[name] for name in own)), columns) for columns in rows]
    rec.update_many(model, {row.pk: columns for row, columns in found if row})
    new = [model(vision=vision, **columns) for row, columns in found if not row]
    check_room(len(held) + len(new))
    rec.insert_many(new)

"""The vision written by hand, part by part."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain, count
from typing import Any, TypeVar

from backcast import limits
from backcast.accounts.models import Viewer
from backcast.engine.schedule import HOURS_BY_KIND
from backcast.errors import Invalid, Refused
from backcast.formats import names
from backcast.formats import vision_records as told
from backcast.journal.actions import Recorder, hanging
from backcast.vision import queries
from backcast.vision.actions.rows import activate, by_key, check_room, new_vision, set_links, set_stage, writing
from backcast.vision.actions.who import Directory
from backcast.vision.models import (
    Barrier,
    FuturePerson,
    Milestone,
    MilestoneAfter,
    MilestoneLeads,
    Note,
    Place,
    RoleModel,
    Shift,
    Vision,
)

Part = TypeVar("Part", FuturePerson, Milestone, Place, Shift, Barrier, RoleModel)


def begin(viewer: Viewer, *, person: Mapping[str, Any] | None = None, milestone: str = "", **columns: Any) -> Vision:
    """Write a future from its first sentence, with at most one future person and one milestone."""
    with writing(viewer, columns["title"]) as rec:
        vision = keep_vision(rec, None, None, columns)
        found = keep_person(rec, FuturePerson(vision=vision), dict(person)) if person else None
        if milestone:
            keep_milestone(rec, Milestone(vision=vision), None, [found.pk] if found else None, {"title": milestone})
    return vision


def write(viewer: Viewer, vision: Vision | None, *, stage: str | None = None, **columns: Any) -> Vision:
    """Write a new future, or what is given of an old one. The first one is the active one."""
    with writing(viewer, columns.get("title") or (vision.title if vision else "")) as rec:
        return keep_vision(rec, vision, stage, columns)


def keep_vision(rec: Recorder, vision: Vision | None, stage: str | None, columns: Mapping[str, Any]) -> Vision:
    """Write a future, or what is given of one, within another change."""
    viewer = rec.viewer
    _check_horizon(viewer, vision, columns.get("horizon"))
    set_stage(rec, stage)
    if vision is not None:
        rec.update(vision, **columns)
        return vision
    current = queries.active(viewer)
    vision = new_vision(rec, _new_vision_key(viewer, columns["title"]), columns)
    if current is None:
        activate(rec, vision)
    return vision


def _check_horizon(viewer: Viewer, vision: Vision | None, horizon: date | None) -> None:
    """A day that has passed or lies beyond a working life is refused, unless it stands there already."""
    if not horizon or (vision and vision.horizon == horizon):
        return
    try:
        told.ahead(horizon, viewer.today)
    except Invalid as refused:
        raise Invalid(f"{refused.message[:1].upper()}{refused.message[1:]}.", refused.hint) from refused


def _new_vision_key(viewer: Viewer, title: str) -> str:
    taken = {one.key for one in queries.visions(viewer)}
    return key_of(title, taken) if "main" in taken else "main"


def choose(viewer: Viewer, vision: Vision) -> None:
    """Make this future the active one; the weeks work for it from now on."""
    with writing(viewer, vision.title) as rec:
        activate(rec, vision)


def put_person(viewer: Viewer, vision: Vision, row: FuturePerson | None, **columns: Any) -> FuturePerson:
    """Add a future person, or set what is given of one. They need a name or a description."""
    with writing(viewer, columns.get("name") or columns.get("describe") or "") as rec:
        return keep_person(rec, row or FuturePerson(vision=vision), columns)


def keep_person(rec: Recorder, row: FuturePerson, columns: dict[str, Any]) -> FuturePerson:
    """Add a future person, or set what is given of one, within another change."""
    name, describe = columns.get("name", row.name), columns.get("describe", row.describe)
    if not name and not describe:
        raise Invalid("A future person needs a name or a description.", "Write who they are, as far as you know.")
    columns["person_id"] = Directory(rec.viewer, [name]).future(row, columns)
    row.key = row.key or key_of(name or describe, by_key(rec, FuturePerson, row.vision))
    return _put(rec, row, columns)


def put_milestone(
    viewer: Viewer,
    vision: Vision,
    row: Milestone | None,
    *,
    after: Sequence[int] | None = None,
    leads_to: Sequence[int] | None = None,
    **columns: Any,
) -> Milestone:
    """Add a milestone, or set what is given of one; `after` and `leads_to` are ids within the same vision.

    Hours left empty are those of its kind. A milestone that would wait for itself is refused.
    """
    with writing(viewer, columns.get("title") or (row.title if row else "")) as rec:
        return keep_milestone(rec, row or Milestone(vision=vision), after, leads_to, columns)


def keep_milestone(
    rec: Recorder,
    row: Milestone,
    after: Sequence[int] | None,
    leads_to: Sequence[int] | None,
    columns: dict[str, Any],
) -> Milestone:
    """Add a milestone, or set what is given of one, within another change."""
    if columns.get("hours", row.hours) is None:
        columns["hours"] = HOURS_BY_KIND[columns.get("kind", row.kind)]
    row.key = row.key or key_of(columns["title"], by_key(rec, Milestone, row.vision))
    found = _put(rec, row, columns)
    if after is not None:
        _check_after(rec.viewer, found, after)
        set_links(rec, MilestoneAfter, "after_id", {found.pk: after})
    if leads_to is not None:
        _check_within(queries.future_people(rec.viewer, found.vision), leads_to)
        set_links(rec, MilestoneLeads, "future_person_id", {found.pk: leads_to})
    return found


def _check_within(rows: Any, wanted: Sequence[int]) -> None:
    if rows.filter(pk__in=wanted).count() != len(set(wanted)):
        raise Invalid("A link leads out of this vision.", "Choose from its own people and milestones.")


def _check_after(viewer: Viewer, row: Milestone, wanted: Sequence[int]) -> None:
    _check_within(queries.milestones(viewer, row.vision), wanted)
    after: dict[int, list[int]] = {}
    for waits in queries.after(viewer, row.vision):
        after.setdefault(waits.milestone_id, []).append(waits.after_id)
    cycle = told.cycle_of({**after, row.pk: list(wanted)})
    if cycle:
        other = cycle[(cycle.index(row.pk) + 1) % len(cycle)]
        title = queries.milestone(viewer, other).title
        if other == row.pk:
            raise Invalid(f"“{row.title}” cannot wait for itself.", "Take it out of what comes before.")
        raise Invalid(f"“{title}” already waits for “{row.title}”, so it cannot come before it.", "Choose another one.")


def put_place(viewer: Viewer, vision: Vision, row: Place | None, **columns: Any) -> Place:
    """Add or change a place to be."""
    return _put_once(viewer, vision, row or Place(vision=vision), ("title",), columns)


def put_shift(viewer: Viewer, vision: Vision, row: Shift | None, **columns: Any) -> Shift:
    """Add or change a shift."""
    return _put_once(viewer, vision, row or Shift(vision=vision), ("was", "to"), columns)


def put_barrier(
    viewer: Viewer,
    vision: Vision,
    row: Barrier | None,
    *,
    guide: str = "",
    milestone: int | None = None,
    **columns: Any,
) -> Barrier:
    """Add or change a barrier; `guide` is a name, linked where it is clear whose, `milestone` the id of the one it
    stands before. Another guide than the one who was asked has yet to be."""
    if milestone is not None:
        _check_within(queries.milestones(viewer, vision), [milestone])
    columns |= Directory(viewer, [guide]).guide(row, guide) | {"milestone_id": milestone}
    if row and row.state == "asked" and guide != row.guide_name:
        columns |= {"state": "open", "asked_on": None}
    return _put_once(viewer, vision, row or Barrier(vision=vision), ("title",), columns)


def put_model(viewer: Viewer, vision: Vision, row: RoleModel | None, *, name: str, **columns: Any) -> RoleModel:
    """Add or change somebody to learn from; linked where it is clear whom the name means."""
    columns |= {"name": name, "person_id": Directory(viewer, [name]).model(row, name)}
    return _put_once(viewer, vision, row or RoleModel(vision=vision), ("name",), columns)


def _put_once(viewer: Viewer, vision: Vision, row: Part, own: Sequence[str], columns: dict[str, Any]) -> Part:
    """Add or change a row that is recognised by the columns `own`."""
    with writing(viewer, str(columns[own[0]])) as rec:
        return keep_once(rec, vision, row, own, columns)


def keep_once(rec: Recorder, vision: Vision, row: Part, own: Sequence[str], columns: Mapping[str, Any]) -> Part:
    """The same within another change. Invalid where another row has these columns."""
    same = type(row).objects.of(rec.viewer).filter(vision=vision, **{name: columns[name] for name in own})
    if same.exclude(pk=row.pk).exists():
        raise Invalid(f"“{columns[own[0]]}” is here already.", "Change that one instead.")
    return _put(rec, row, columns)


def _put(rec: Recorder, row: Part, columns: Mapping[str, Any]) -> Part:
    """Insert a new row or update an old one."""
    if row.pk:
        rec.update(row, **columns)
        return row
    check_room(type(row).objects.of(rec.viewer).filter(vision=row.vision).count() + 1)
    for name, value in columns.items():
        setattr(row, name, value)
    return rec.insert(row)


def key_of(title: str, taken: Iterable[str]) -> str:
    """A key from a title in any script, different from those taken: "Speak at PyCon" → "speak-at-pycon"."""
    stem = "-".join(names.plain(title).replace("'", "").split())[: limits.KEY - 8].strip("-") or "part"
    held = set(taken)
    tries = chain([stem], (f"{stem}-{number}" for number in count(2)))
    return next(key for key in tries if key not in held)


def set_state(viewer: Viewer, milestone: Milestone, state: str, *, done_on: date | None = None) -> None:
    """Open, doing, done or dropped; done today where no day is given."""
    if state not in told.STATES:
        raise Invalid(f"{state[:40]} is not a state of a milestone.", f"One of: {', '.join(told.STATES)}.")
    if done_on and done_on > viewer.today:
        raise Invalid("Something done lies in the past.", "Choose today or an earlier day.")
    day = (done_on or milestone.done_on or viewer.today) if state == "done" else None
    with writing(viewer, milestone.title) as rec:
        rec.update(milestone, state=state, done_on=day)


def spend(rec: Recorder, milestone: Milestone, hours: float) -> None:
    """Add hours to a milestone within another change; an open one is then being done."""
    state = "doing" if milestone.state == "open" else milestone.state
    rec.update(milestone, done_hours=max(milestone.done_hours + hours, 0.0), state=state)


def remove(viewer: Viewer, row: Any) -> None:
    """Remove a vision or a part of one. A milestone that work was done on stays: it can be dropped."""
    with writing(viewer, getattr(row, "title", "")) as rec:
        _remove(rec, row)


def _remove(rec: Recorder, row: Any) -> None:
    viewer = rec.viewer
    if isinstance(row, Vision):
        for model in (Barrier, Milestone, FuturePerson, Place, RoleModel, Shift):
            for part in model.objects.of(viewer).filter(vision=row):
                _remove(rec, part)
    if isinstance(row, Vision | Shift):
        about = {"vision": row} if isinstance(row, Vision) else {"shift": row}
        rec.delete_many(Note.objects.of(viewer).filter(**about))
    if isinstance(row, Milestone):
        rec.delete_many(MilestoneLeads.objects.of(viewer).filter(milestone=row))
        rec.delete_many(MilestoneAfter.objects.of(viewer).filter(milestone=row))
        rec.delete_many(MilestoneAfter.objects.of(viewer).filter(after=row))
    if isinstance(row, FuturePerson):
        rec.delete_many(MilestoneLeads.objects.of(viewer).filter(future_person=row))
    if hanging(row):
        raise Refused(f"Work on “{row.title}” was done already, so it stays.", "Drop it instead: it leaves the story.")
    rec.delete(row)

"""A plan from nothing: six weeks of small steps as milestones of the vision, in one change that can be undone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from backcast.accounts.models import Viewer
from backcast.engine.steps import WEEKS
from backcast.errors import Invalid
from backcast.journal.actions import Recorder
from backcast.journal.models import Change
from backcast.network.actions.facts import speak_too
from backcast.vision import queries
from backcast.vision.actions.hand import keep_vision
from backcast.vision.actions.rows import by_key, check_room, set_links, writing
from backcast.vision.actions.steps import PREFIX, Newcomer, Planned, Step, plan, step_of
from backcast.vision.models import Milestone, MilestoneAfter, Place, Vision

ROOM = timedelta(weeks=6)
"""How long a step may wait before the story calls it late: weeks may be skipped [D]."""
WEEK = timedelta(weeks=1)
YEARS = 5
"""How far ahead the sentence looks where nobody says otherwise (product.md A2: three to five)."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A step as a page shows it; `state` is empty where it is not in the story yet."""

    title: str
    minutes: int
    step: Step | None
    state: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One week of the plan."""

    start: date
    steps: Sequence[Shown]


def begin(viewer: Viewer, told: Newcomer, start: date) -> Change | None:
    """Write the steps that are missing, from the week of `start` on, and a vision where there is none; None where all
    was there before. What is in the story already stays as the user has it; the languages told are kept as theirs.
    Invalid without ten minutes a week."""
    with writing(viewer, f"Six weeks in {told.town}") as rec:
        vision = queries.active(viewer) or _vision(rec, told)
        steps = _planned(told, vision.hours_per_week)
        held = by_key(rec, Milestone, vision)
        new = [one for one in steps if one.key not in held]
        check_room(len(held) + len(new))
        rows = {one.key: _milestone(vision, one, start) for one in new}
        rec.insert_many(list(rows.values()))
        _link(rec, new, held | rows)
        _put_places(rec, vision, told.places)
        speak_too(rec, told.languages)
    return rec.change if rec.change.pk else None


def _planned(told: Newcomer, hours: float) -> list[Planned]:
    steps = plan(told, hours)
    if not steps:
        hint = "Half an hour is enough: change it on the Vision page."
        raise Invalid("There are no hours a week to plan with.", hint)
    return steps


def _vision(rec: Recorder, told: Newcomer) -> Vision:
    """The future from one sentence, active at once."""
    today = rec.viewer.today
    horizon = today.replace(year=today.year + YEARS, day=min(today.day, 28))
    columns = {"title": told.sentence, "horizon": horizon, "place": told.town, "hours_per_week": told.hours}
    return keep_vision(rec, None, None, columns)


def _milestone(vision: Vision, one: Planned, start: date) -> Milestone:
    """The step as a milestone, to be done in its own week or in one of the six after it."""
    due = start + (one.week + 1) * WEEK - timedelta(days=1) + ROOM
    told = {"kind": one.step.kind, "title": one.title, "hours": one.minutes / 60}
    return Milestone(vision=vision, key=one.key, due=min(due, vision.horizon), **told)


def opens(due: date | None) -> date | None:
    """The Monday from which a step is offered, if it has a date."""
    return due - ROOM - WEEK + timedelta(days=1) if due else None


def _link(rec: Recorder, new: Iterable[Planned], rows: dict[str, Milestone]) -> None:
    waits = {one.key: [PREFIX + name for name in one.step.after] for one in new}
    after = {rows[key].pk: [rows[one].pk for one in keys if one in rows] for key, keys in waits.items()}
    set_links(rec, MilestoneAfter, "after_id", after)


def _put_places(rec: Recorder, vision: Vision, wanted: Sequence[str]) -> None:
    held = set(Place.objects.of(rec.viewer).filter(vision=vision).values_list("title", flat=True))
    new = [Place(vision=vision, title=title) for title in wanted if title not in held]
    check_room(len(held) + len(new))
    rec.insert_many(new)


def finish(rec: Recorder, row: Milestone, hours: float, day: date) -> None:
    """Note within another change that a step is done, and the hours it took."""
    rec.update(row, state="done", done_on=day, done_hours=row.done_hours + hours)


def preview(viewer: Viewer, told: Newcomer, start: date) -> list[Part]:
    """The six weeks as they would be written, with the state of what is there already."""
    vision = queries.active(viewer)
    held = {row.key: row for row in _rows(viewer, vision)}

    def shown(one: Planned) -> Shown:
        row = held.get(one.key)
        return Shown(row.title if row else one.title, one.minutes, one.step, row.state if row else "")

    steps = _planned(told, vision.hours_per_week if vision else told.hours)
    weeks = [[shown(one) for one in steps if one.week == week] for week in range(WEEKS)]
    return [Part(start + place * WEEK, row) for place, row in enumerate(weeks) if row]


def stored(viewer: Viewer) -> list[Part]:
    """The steps that are in the story, by the week each was meant for; nothing where there are none."""
    weeks: dict[date, list[Shown]] = {}
    for row in _rows(viewer, queries.active(viewer)):
        if row.state != "dropped":
            monday = _monday(opens(row.due) or viewer.today)
            weeks.setdefault(monday, []).append(_shown(row))
    return [Part(start, weeks[start]) for start in sorted(weeks)]


def _shown(row: Milestone) -> Shown:
    return Shown(row.title, round(row.hours * 60), step_of(row.key), row.state)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _rows(viewer: Viewer, vision: Vision | None) -> Iterable[Any]:
    """The steps of a future, in their order."""
    if vision is None:
        return []
    return queries.milestones(viewer, vision).filter(key__startswith=PREFIX)

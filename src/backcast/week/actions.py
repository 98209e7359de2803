"""Plan a week, and say what happened to a move. The plan is derived and not journaled; done and skip are."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from backcast.accounts.models import Viewer, Workspace
from backcast.engine.week import value
from backcast.engine.week.kinds import minutes_of
from backcast.engine.week.records import HORIZON, Candidate, LeftOut, Plan, Planned, Request, Spent
from backcast.errors import Invalid, Refused
from backcast.formats import names
from backcast.journal.actions import Recorder, record
from backcast.journal.models import Change
from backcast.ties import actions as ties
from backcast.ties.models import Interaction
from backcast.vision import actions as vision
from backcast.week import queries
from backcast.week.models import Move, Week
from backcast.week.snapshot import State, slices_in, state
from backcast.week.sources import candidates

LOOK = 2 * HORIZON
AHEAD = timedelta(days=366)
"""How far ahead a week may be planned: the facts of today say little about a later one [D]."""
LATELY = timedelta(days=31)
"""How far back the day of a done move may lie [D]."""
VERSION = "1"
"""Part of what a stored plan rests on: raise it when the same rows would give another plan."""
LEFT_OUT = 40
"""How many of what was left out are kept with the plan, the most valuable first [D]."""


def monday(day: date) -> date:
    """The week a day belongs to; on Saturday and Sunday the coming one."""
    first = day - timedelta(days=day.weekday())
    return first + timedelta(days=7) if day.weekday() >= 5 else first


def plan(viewer: Viewer, *, on: date | None = None) -> Week:
    """The stored plan of a week, computed anew where something changed since. A week gone by keeps its last plan;
    refused where it never had one, and more than a year ahead."""
    start = monday(on or viewer.today)
    stored = queries.week(viewer, start)
    if stored and stored.inputs and _is_past(viewer, start):
        return stored
    _check(viewer, start)
    if stored and stored.inputs == _inputs(viewer, stored):
        return stored
    ties.age(viewer)
    return _replan(viewer, start)


def _is_past(viewer: Viewer, start: date) -> bool:
    return start + timedelta(days=6) < viewer.today


def _check(viewer: Viewer, start: date) -> None:
    if _is_past(viewer, start):
        raise Refused("That week has gone by without a plan.", "Leave the date out for this week.")
    if start > viewer.today + AHEAD:
        raise Refused("That week is more than a year ahead.", "Plan it when it is nearer.")


def set_hours(viewer: Viewer, hours: float, *, on: date | None = None) -> Change | None:
    """Hours for one week alone: 0 to 80. None where they were set so before."""
    if not 0 <= hours <= 80:
        raise Invalid("Hours are between 0 and 80.", "Two or three are plenty.")
    start = monday(on or viewer.today)
    _check(viewer, start)
    with record(viewer, "hours", title=f"Week of {start.isoformat()}") as rec:
        rec.update(_held(viewer, start), hours=hours)
    return rec.change if rec.change.pk else None


def _held(viewer: Viewer, start: date) -> Week:
    """The row of a week, made where missing and held until the transaction ends: plans and what is done to their
    moves come one after the other."""
    weeks = Week.objects.of(viewer)
    weeks.get_or_create(workspace=viewer.workspace, start=start)
    return weeks.select_for_update(of=("self",)).select_related("workspace").get(start=start)


def _inputs(viewer: Viewer, week: Week) -> str:
    """What the plan rests on. The stamp is the stored one: this viewer may have been read before the last change."""
    told = (VERSION, week.workspace.stamp, viewer.today.isoformat(), week.start.isoformat(), week.hours)
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]


@transaction.atomic
def _replan(viewer: Viewer, start: date) -> Week:
    """Compute and store; rows keep their ids by their key."""
    week = _held(viewer, start)
    if week.inputs == _inputs(viewer, week):
        return week
    seen = state(viewer, week, queries.hours(viewer, week), queries.week(viewer, start - timedelta(days=7)))
    offered = {one.key: one for one in candidates(seen)}
    pace = _pace(seen)
    found = _solved(list(offered.values()), seen, pace)
    _store_moves(viewer, week, found, offered)
    week.report = _report(seen, found, offered, pace)
    week.inputs, week.computed = _inputs(viewer, week), timezone.now()
    week.save(update_fields=["report", "inputs", "computed"])
    return week


def _solved(offered: list[Candidate], seen: State, pace: float) -> Plan:
    from backcast.engine.week.plan import plan as solve

    spent = tuple(part for move in seen.done for part in _spent(move, seen.hours))
    usual = seen.story.vision.hours_per_week if seen.story else queries.HOURS
    request = Request(hours=(seen.hours, usual), weeks=LOOK, pace=pace, account=seen.account, spent=spent)
    return solve(offered, request)


def _spent(move: Move, hours: float) -> list[Spent]:
    """What a move took of its week; one of several slices counts as so many."""
    times = slices_in(move, hours) if move.kind == "slice" else 1
    took = move.minutes if move.spent is None else move.spent
    return [Spent(move.kind, took // times)] * times


def _pace(seen: State) -> float:
    """Slices a week that keep every date of the story."""
    if seen.story is None or not seen.story.schedule.items or seen.hours <= 0:
        return 0.0
    return value.pace_in_slices(seen.story.schedule.pace, seen.hours, minutes_of("slice", seen.hours))


def _store_moves(viewer: Viewer, week: Week, found: Plan, offered: Mapping[str, Candidate]) -> None:
    rows = {row.key: row for row in Move.objects.of(viewer).filter(week=week)}
    shown = {one.key for one in found.weeks[0]}
    Move.objects.of(viewer).filter(week=week, state="shown").exclude(key__in=shown).update(state="hidden")
    for slot, planned in enumerate(found.weeks[0]):
        row = rows.get(planned.key) or Move(workspace=viewer.workspace, week=week, key=planned.key)
        _fill(row, slot, planned, offered[planned.key])
        row.save()


def _fill(row: Move, slot: int, planned: Planned, one: Candidate) -> None:
    row.slot, row.kind, row.state = slot, one.kind, "shown"
    row.minutes, row.value = planned.minutes, planned.value
    row.why = [[reason.code, dict(reason.figures)] for reason in one.why]
    row.serves = [[ref.kind, ref.key] for ref in one.serves]
    subject = one.key.split(":")[1]
    row.person_id = one.person
    row.promise_id = int(subject) if one.kind == "promise" else None
    row.milestone_id = int(subject) if one.kind == "slice" else None


def _report(seen: State, found: Plan, offered: Mapping[str, Candidate], pace: float) -> dict[str, Any]:
    ranked = sorted(found.left_out, key=lambda one: (-max(offered[one.key].values), one.key))
    return {
        "hours": seen.hours,
        "pace": pace,
        "account": seen.account,
        "optimal": found.optimal,
        "left_out": [_left(one, offered[one.key]) for one in ranked[:LEFT_OUT]],
        "more": max(0, len(ranked) - LEFT_OUT),
        "ahead": [[[one.key, offered[one.key].person, one.minutes] for one in week] for week in found.weeks[1:]],
    }


def _left(one: LeftOut, candidate: Candidate) -> dict[str, Any]:
    return {
        "key": one.key,
        "person": candidate.person,
        "because": one.because,
        "figures": {name: str(figure) if isinstance(figure, date) else figure for name, figure in one.figures},
        "week": one.week,
    }


def done(
    viewer: Viewer, move: Move, *, note: str = "", minutes: int | None = None, on: date | None = None
) -> Change | None:
    """Mark a move done, today or on a day gone by, and do what that means: a promise is kept, a contact is logged,
    hours are spent. Done twice changes nothing."""
    day = on or viewer.today
    if minutes is not None and not 0 <= minutes <= 24 * 60:
        raise Invalid("Minutes are between 0 and 1440.", "Leave them out if you don't know.")
    if not viewer.today - LATELY <= day <= viewer.today:
        raise Invalid("A move is done today or was in the last weeks.", "Leave the day out for today.")
    with record(viewer, "done", title=queries.title(move)) as rec:
        if _now(viewer, move) == "done":
            return None
        rec.update(move, state="done", done_on=day, until=None, spent=minutes, note=names.clean_text(note))
        DONE.get(move.kind, _nothing_else)(rec, move, day)
    return rec.change


def _now(viewer: Viewer, move: Move) -> str:
    """The state of a move, held until the transaction ends: of two at once, the second sees what the first did."""
    _held(viewer, move.week.start)
    move.refresh_from_db(fields=["state"])
    return move.state


def _nothing_else(rec: Recorder, move: Move, day: date) -> None:
    """The rest is done where it belongs: on the page of the vision or the people."""


def _kept(rec: Recorder, move: Move, day: date) -> None:
    if move.promise and move.promise.done_on is None:
        ties.keep_promise(rec, move.promise, day)


def _written(rec: Recorder, move: Move, day: date) -> None:
    """A few lines are a message; the minutes they took to write are no hours together."""
    from backcast.engine.warmth import measure

    weight, hours = measure("message")
    told = {"text": move.note or queries.title(move), "weight": weight, "hours": hours}
    rec.insert(Interaction(person=move.person, day=day, kind="message", way="out", **told))
    ties.refresh(rec.viewer, [move.person_id] if move.person_id else [])


def _worked(rec: Recorder, move: Move, day: date) -> None:
    if move.milestone:
        vision.spend(rec, move.milestone, (move.minutes if move.spent is None else move.spent) / 60)


DONE = {"promise": _kept, "few_lines": _written, "wake": _written, "slice": _worked}
"""What being done means besides, by kind."""


def skip(viewer: Viewer, move: Move, *, until: date | None = None) -> Change | None:
    """Leave a move for later: until a day, or until next week. None where it was left so before."""
    until = until or max(move.week.start, monday(viewer.today)) + timedelta(days=7)
    if until <= viewer.today:
        raise Invalid("That day is not ahead.", "Name a later day, or leave it out for next week.")
    with record(viewer, "skip", title=queries.title(move)) as rec:
        if _now(viewer, move) == "done":
            raise Refused("This move is done already.", "Undo it first if that was a mistake.")
        rec.update(move, state="skipped", until=until)
    return rec.change if rec.change.pk else None

"""Plan a week, and say what happened to a move. The plan is derived and not journaled; done and skip are."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from backcast import limits
from backcast.accounts.models import Viewer
from backcast.engine.week import value
from backcast.engine.week.kinds import minutes_of
from backcast.engine.week.records import HORIZON, Candidate, LeftOut, Plan, Planned, Request, Spent
from backcast.errors import Invalid, Refused
from backcast.formats import names
from backcast.journal.actions import record
from backcast.journal.models import Change
from backcast.ties import actions as ties
from backcast.ties.models import Interaction
from backcast.vision import actions as vision
from backcast.week import queries
from backcast.week.models import Move, Week
from backcast.week.snapshot import OPENINGS, State, state
from backcast.week.sources import candidates

LOOK = 2 * HORIZON
VERSION = "1"
"""Part of what a stored plan rests on: raise it when the same rows would give another plan."""
LEFT_OUT = 40
"""How many of what was left out are kept with the plan, the most valuable first [D]."""


def monday(day: date) -> date:
    """The week a day belongs to; on Saturday and Sunday the coming one."""
    first = day - timedelta(days=day.weekday())
    return first + timedelta(days=7) if day.weekday() >= 5 else first


def plan(viewer: Viewer, *, on: date | None = None) -> Week:
    """The stored plan of a week, computed anew where something changed since. Refused for weeks gone by."""
    start = monday(on or viewer.today)
    stored = queries.week(viewer, start)
    hours = queries.hours(viewer, stored)
    if stored and stored.inputs == _inputs(viewer, start, hours):
        return stored
    if start < monday(viewer.today) - timedelta(days=7) or (
        stored is None and start < viewer.today - timedelta(days=7)
    ):
        if stored is None:
            raise Refused("That week has gone by without a plan.", "Leave the date out for this week.")
        return stored
    return _replan(viewer, start)


def set_hours(viewer: Viewer, hours: float, *, on: date | None = None) -> None:
    """Hours for one week alone: 0 to 80."""
    if not 0 <= hours <= 80:
        raise Invalid("Hours are between 0 and 80.", "Two or three are plenty.")
    with record(viewer, "hours") as rec:
        rec.update(_week(viewer, monday(on or viewer.today)), hours=hours)


def _week(viewer: Viewer, start: date) -> Week:
    return queries.week(viewer, start) or Week.objects.of(viewer).create(workspace=viewer.workspace, start=start)


def _inputs(viewer: Viewer, start: date, hours: float) -> str:
    told = (VERSION, viewer.workspace.stamp, viewer.today.isoformat(), start.isoformat(), hours)
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]


@transaction.atomic
def _replan(viewer: Viewer, start: date) -> Week:
    """Compute and store; rows keep their ids by their key."""
    viewer.workspace.refresh_from_db()
    week = _week(viewer, start)
    hours = queries.hours(viewer, week)
    account = _account(viewer, start)
    seen = state(viewer, week, hours, account)
    offered = {one.key: one for one in candidates(seen)}
    pace = _pace(seen)
    found = _solved(list(offered.values()), seen, pace)
    _store_moves(viewer, week, found, offered)
    week.report = _report(seen, found, offered, pace)
    week.inputs, week.computed = _inputs(viewer, start, hours), timezone.now()
    week.save(update_fields=["report", "inputs", "computed"])
    return week


def _solved(offered: list[Candidate], seen: State, pace: float) -> Plan:
    from backcast.engine.week.plan import plan as solve

    spent = tuple(Spent(move.kind, move.spent if move.spent is not None else move.minutes) for move in seen.done)
    usual = seen.story.vision.hours_per_week if seen.story else queries.HOURS
    request = Request(hours=(seen.hours, usual), weeks=LOOK, pace=pace, account=seen.account, spent=spent)
    return solve(offered, request)


def _pace(seen: State) -> float:
    """Slices a week that keep every date of the story."""
    if seen.story is None or not seen.story.schedule.items or seen.hours <= 0:
        return 0.0
    return value.pace_in_slices(seen.story.schedule.pace, seen.hours, minutes_of("slice", seen.hours))


def _account(viewer: Viewer, start: date) -> float:
    """What the last planned week leaves to do, or is ahead."""
    last = queries.week(viewer, start - timedelta(days=7))
    if last is None:
        return 0.0
    done = Move.objects.of(viewer).filter(week=last, kind="slice", state="done").count()
    return value.account_after(last.report.get("account", 0.0), last.report.get("pace", 0.0), done)


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


def done(viewer: Viewer, move: Move, *, note: str = "", minutes: int | None = None) -> Change | None:
    """Mark a move done today, and do what that means: a promise is kept, a contact is logged, hours are spent.
    Done twice changes nothing."""
    if move.state == "done":
        return None
    if minutes is not None and not 0 <= minutes <= 24 * 60:
        raise Invalid("Minutes are between 0 and 1440.", "Leave them out if you don't know.")
    with record(viewer, "done", title=queries.title(move)) as rec:
        rec.update(
            move,
            state="done",
            done_on=viewer.today,
            until=None,
            spent=minutes,
            note=names.clean_text(note)[: limits.TEXT],
        )
        if move.promise:
            ties.keep_promise(rec, move.promise, viewer.today)
        if move.kind in OPENINGS and move.person:
            rec.insert(_written(viewer, move, minutes))
            ties.refresh(viewer, [move.person.pk])
        if move.milestone:
            spent = move.minutes if minutes is None else minutes
            vision.spend(rec, move.milestone, spent / 60)
    return rec.change


def _written(viewer: Viewer, move: Move, minutes: int | None) -> Interaction:
    """A few lines are a message; the minutes they took to write are no hours together."""
    from backcast.engine.warmth import measure

    weight, hours = measure("message")
    text = move.note or queries.title(move)
    return Interaction(
        person=move.person, day=viewer.today, kind="message", way="out", weight=weight, hours=hours, text=text
    )


def skip(viewer: Viewer, move: Move, *, until: date | None = None) -> Change | None:
    """Leave a move for later: until a day, or until next week."""
    if move.state == "done":
        raise Refused("This move is done already.", "Undo it first if that was a mistake.")
    until = until or max(move.week.start, monday(viewer.today)) + timedelta(days=7)
    if until <= viewer.today:
        raise Invalid("That day is not ahead.", "Name a later day, or leave it out for next week.")
    with record(viewer, "skip", title=queries.title(move)) as rec:
        rec.update(move, state="skipped", until=until)
    return rec.change

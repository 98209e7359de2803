"""Plan a week: computed when something changed, stored, read back at once. Derived, so not in the journal."""

import hashlib
import json
from datetime import date, timedelta

from django.utils import timezone

from backcast.accounts.models import Viewer
from backcast.engine.week import value
from backcast.engine.week.kinds import minutes_of
from backcast.engine.week.records import Candidate, Plan, Request, Spent
from backcast.errors import Invalid, Refused
from backcast.journal.actions import in_turn, record
from backcast.journal.models import Change
from backcast.ties import actions as ties
from backcast.ties.queries.proposals import is_offered
from backcast.week import queries
from backcast.week.actions.storing import report, store_moves
from backcast.week.models import Move, Week
from backcast.week.snapshot import WEEKS, State, slices_in, state
from backcast.week.sources import candidates

AHEAD = timedelta(days=366)
"""How far ahead a week may be planned: the facts of today say little about a later one [D]."""
VERSION = "5"
"""Part of what a stored plan rests on: raise it when the same rows would give another plan."""


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
    if stored and stored.inputs == inputs_of(viewer, stored):
        return stored
    ties.age(viewer)
    return _replan(viewer, start)


def _is_past(viewer: Viewer, start: date) -> bool:
    return viewer.today - start > timedelta(days=6)


def _check(viewer: Viewer, start: date) -> None:
    if _is_past(viewer, start):
        raise Refused("That week has gone by without a plan.", "Leave the date out for this week.")
    if start - viewer.today > AHEAD:
        raise Refused("That week is more than a year ahead.", "Plan it when it is nearer.")


def set_hours(viewer: Viewer, hours: float, *, on: date | None = None) -> Change | None:
    """Hours for one week alone: 0 to 80. None where they were set so before."""
    if not 0 <= hours <= 80:
        raise Invalid("Hours are between 0 and 80.", "Two or three are plenty.")
    start = monday(on or viewer.today)
    _check(viewer, start)
    with record(viewer, "hours", title=f"Week of {start.isoformat()}") as rec:
        rec.update(held(viewer, start), hours=hours)
    return rec.change if rec.change.pk else None


def held(viewer: Viewer, start: date) -> Week:
    """The row of a week as it is now, made where missing; asked in turn, so that plans and what is done to their moves
    come one after the other."""
    weeks = Week.objects.of(viewer)
    weeks.get_or_create(workspace=viewer.workspace, start=start)
    return weeks.select_related("workspace").get(start=start)


def inputs_of(viewer: Viewer, week: Week) -> str:
    """What the plan rests on. The stamp is the stored one: this viewer may have been read before the last change."""
    told = (VERSION, week.workspace.stamp, viewer.today.isoformat(), week.start.isoformat(), week.hours)
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]


def _replan(viewer: Viewer, start: date) -> Week:
    """Compute and store, unless somebody else just did; rows keep their ids by their key."""
    with in_turn(viewer):
        week = held(viewer, start)
        return week if week.inputs == inputs_of(viewer, week) else _stored(viewer, week)


def _stored(viewer: Viewer, week: Week) -> Week:
    start = week.start
    seen = state(viewer, week, queries.hours(viewer, week), queries.week(viewer, start - timedelta(days=7)))
    offered = {one.key: one for one in candidates(seen)}
    pace = _pace(seen)
    found = _solved(list(offered.values()), seen, pace)
    store_moves(viewer, week, found, offered)
    week.report = report(seen, found, offered, pace) | {"proposals": is_offered(viewer)}
    week.inputs, week.computed = inputs_of(viewer, week), timezone.now()
    week.save(update_fields=["report", "inputs", "computed"])
    return week


def _solved(offered: list[Candidate], seen: State, pace: float) -> Plan:
    from backcast.engine.week.plan import plan as solve

    spent = tuple(part for move in seen.done for part in _spent(move, seen.hours))
    hours = (seen.hours, *_later_hours(seen))
    request = Request(hours=hours, weeks=WEEKS, pace=pace, account=seen.account, spent=spent)
    return solve(offered, request)


def _later_hours(seen: State) -> list[float]:
    """Hours of the weeks ahead: their own where the user set some, else the usual ones."""
    usual = seen.story.vision.hours_per_week if seen.story else queries.HOURS
    set_ones = Week.objects.of(seen.viewer).filter(start__gt=seen.start, hours__isnull=False)
    own = {day: hours for day, hours in set_ones.values_list("start", "hours") if hours is not None}
    return [own.get(seen.start + timedelta(weeks=week), usual) for week in range(1, WEEKS)]


def _spent(move: Move, hours: float) -> list[Spent]:
    """What a move took of its week; one of several slices is one move and counts as so many slices."""
    times = slices_in(move, hours) if move.kind == "slice" else 1
    took = move.minutes if move.spent is None else move.spent
    return [Spent(move.kind, took // times, int(nth == 0)) for nth in range(times)]


def _pace(seen: State) -> float:
    """Slices a week that keep every date of the story."""
    if seen.story is None or not seen.story.schedule.items or seen.hours <= 0:
        return 0.0
    return value.pace_in_slices(seen.story.schedule.pace, seen.hours, minutes_of("slice", seen.hours))

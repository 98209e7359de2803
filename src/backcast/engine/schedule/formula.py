"""The schedule from milestones. Readings of the design, with their reasons: docs/algorithms/schedule.md."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from math import floor

from backcast.engine.schedule.jobs import Job, jobs
from backcast.engine.schedule.levelling import EPSILON, Stretch, demand, earliest, fits, latest, speed_needed
from backcast.engine.schedule.records import (
    HOURS_IN_A_WEEK,
    MILESTONE_SHARE,
    PACE_LEAST,
    RELIEFS,
    Item,
    Milestone,
    Problem,
    Relief,
    Schedule,
)


def schedule(
    milestones: Sequence[Milestone],
    *,
    today: date,
    horizon: date,
    hours_per_week: float,
    milestone_share: float = MILESTONE_SHARE,
) -> Schedule:
    """When each milestone must begin so that every date holds, in `milestone_share` of `hours_per_week`.

    Invalid for milestones that wait for each other, and for a key used twice; everything else is data.
    """
    total, share = max(hours_per_week, 0.0), min(max(milestone_share, 0.0), 1.0)
    todo = jobs(milestones, today, horizon)
    speed = total * share
    fitting = fits(todo, speed)
    items = _items(todo, speed, today)
    extra = 0.0 if fitting else _extra_hours(todo, total, share)
    return Schedule(
        hours_per_week=speed,
        hours_total=total,
        fits=fitting,
        extra_hours_needed=extra,
        pace=_pace(todo, total, share),
        items=items,
        frees=() if fitting else _frees(milestones, items, today, horizon, total, share),
        problems=_problems(milestones, items, today, horizon, speed, extra),
    )


def _items(todo: Sequence[Job], speed: float, today: date) -> tuple[Item, ...]:
    rows = zip(todo, earliest(todo, speed), latest(todo, speed), strict=True)
    by_start = sorted(rows, key=lambda row: (row[2].start, row[0].key))
    return tuple(_item(job, early, late, today) for job, early, late in by_start)


def _item(job: Job, early: Stretch, late: Stretch, today: date) -> Item:
    slack = late.start - early.start
    return Item(
        key=job.key,
        earliest_start=_day(early.start, today),
        latest_start=_day(late.start, today),
        latest_finish=_day(late.finish, today),
        slack_weeks=slack,
        critical=slack <= EPSILON,
        hours=job.hours,
        ready=not job.before,
    )


def _day(weeks: float, today: date) -> date:
    """The day a time falls on, kept within the calendar."""
    days = floor(7 * weeks + 1e-6)
    return today + timedelta(days=max(min(days, (date.max - today).days), (date.min - today).days))


def _pace(todo: Sequence[Job], total: float, share: float) -> float:
    """Share of this week's hours that keeps every date, held between the least and the share allowed."""
    asked = demand(todo)
    needed = asked / total if total else (share if asked else 0.0)
    return min(max(needed, PACE_LEAST), share)


def _extra_hours(todo: Sequence[Job], total: float, share: float) -> float | None:
    """Hours a week to add to `total`, of which milestones still get their share."""
    speed = speed_needed(todo, HOURS_IN_A_WEEK * share)
    return max(speed / share - total, 0.0) if speed else speed


def _frees(
    milestones: Sequence[Milestone],
    items: Sequence[Item],
    today: date,
    horizon: date,
    total: float,
    share: float,
) -> tuple[Relief, ...]:
    """What is still missing without, or with half of, each critical milestone; those that help most first."""
    critical = sorted((item for item in items if item.critical), key=lambda item: (-item.hours, item.key))
    found = []
    for item in critical[:RELIEFS]:
        dropped = [one for one in milestones if one.key != item.key]
        halved = [_halved(one) if one.key == item.key else one for one in milestones]
        without, half = (_extra_hours(jobs(rest, today, horizon), total, share) for rest in (dropped, halved))
        found.append(Relief(item.key, without, half))
    return tuple(sorted(found, key=lambda one: (one.extra_if_dropped is None, one.extra_if_dropped, one.key)))


def _halved(milestone: Milestone) -> Milestone:
    """Half of what is left of it, in hours and in least weeks."""
    return replace(milestone, hours=milestone.hours_left / 2, weeks=milestone.weeks_left / 2, done_hours=0.0)


def _problems(
    milestones: Sequence[Milestone],
    items: Sequence[Item],
    today: date,
    horizon: date,
    speed: float,
    extra: float | None,
) -> tuple[Problem, ...]:
    known = {one.key for one in milestones}
    found = [Problem("horizon_passed")] if horizon < today else []
    for one in sorted(milestones, key=lambda one: one.key):
        if one.due and one.due < today:
            found.append(Problem("overdue", one.key))
        if one.due and one.due > horizon:
            found.append(Problem("after_horizon", one.key))
        found += [Problem("unknown_predecessor", one.key, key) for key in one.after if key not in known]
    if not speed and any(item.hours for item in items):
        found.append(Problem("no_hours"))
    if extra is None:
        found += [Problem("too_near", item.key) for item in items[:1]]
    return tuple(found)

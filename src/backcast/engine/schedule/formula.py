"""The schedule from milestones. Readings of the design, with their reasons: docs/algorithms/schedule.md."""

from collections.abc import Sequence
from datetime import date, timedelta
from math import floor

from backcast.engine.schedule.jobs import Job, jobs
from backcast.engine.schedule.levelling import EPSILON, demand, earliest, held_by, latest, speed_needed
from backcast.engine.schedule.links import links
from backcast.engine.schedule.problems import problems
from backcast.engine.schedule.records import (
    HOURS_IN_A_WEEK,
    MILESTONE_SHARE,
    PACE_LEAST,
    Item,
    Milestone,
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

    Invalid for a key used twice; everything else that is odd is told in `problems`.
    """
    total, share = max(hours_per_week, 0.0), min(max(milestone_share, 0.0), 1.0)
    linked = links(milestones)
    todo = jobs(milestones, today, horizon, linked)
    items, fits = _items(milestones, todo, total * share, today, horizon)
    extra = 0.0 if fits else extra_hours(todo, total, share)
    return Schedule(
        hours_per_week=total * share,
        hours_total=total,
        milestone_share=share,
        fits=fits,
        extra_hours_needed=extra,
        pace=_pace(todo, total, share),
        items=items,
        problems=problems(milestones, linked, todo, items, today, horizon, total * share, extra),
    )


def _items(
    milestones: Sequence[Milestone], todo: Sequence[Job], speed: float, today: date, horizon: date
) -> tuple[tuple[Item, ...], bool]:
    """Every milestone in time, the first to begin first, and whether none had to begin before today."""
    late, early = latest(todo, speed), earliest(todo, speed)
    dated = {one.key for one in milestones if one.due and one.due <= horizon}
    found = []
    for job, first, last, (why, place) in zip(todo, early, late, held_by(todo, late), strict=True):
        slack = last.start - first.start
        found.append(
            Item(
                key=job.key,
                earliest_start=_day(first.start, today),
                latest_start=_day(last.start, today),
                latest_finish=_day(last.finish, today),
                slack_weeks=slack,
                critical=slack <= EPSILON,
                hours=job.hours,
                ready=not job.before,
                because=("due" if job.key in dated else "horizon") if why == "date" else why,
                rests_on="" if why == "date" else todo[place].key,
            )
        )
    starts = {job.key: last.start for job, last in zip(todo, late, strict=True)}
    found.sort(key=lambda item: (starts[item.key], item.key))
    return tuple(found), all(one.start >= -EPSILON for one in late)


def _day(weeks: float, today: date) -> date:
    """The day a time falls on, kept within the calendar."""
    days = floor(7 * weeks + 1e-6)
    return today + timedelta(days=max(min(days, (date.max - today).days), (date.min - today).days))


def _pace(todo: Sequence[Job], total: float, share: float) -> float:
    """Share of this week's hours that keeps every date, held between the least and the share allowed."""
    asked = demand(todo)
    needed = asked / total if total else (share if asked else 0.0)
    return min(max(needed, PACE_LEAST), share)


def extra_hours(todo: Sequence[Job], total: float, share: float) -> float | None:
    """Hours a week to add to `total`, of which milestones still get their share, until it fits; None: never."""
    speed = speed_needed(todo, HOURS_IN_A_WEEK * share)
    return max(speed / share - total, 0.0) if speed else speed

"""One pair of hands: jobs take their hours one after another, in weeks from today, at `speed` hours a week.

The list is fixed before the hours are known, so more hours move every latest start later and every earliest
start earlier, and never the other way; without least weeks it also finds a schedule whenever there is one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from backcast.engine.schedule.jobs import Job
from backcast.engine.schedule.records import NEVER

EPSILON = 1e-9
"""Weeks below which two times are the same: far under a second."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A job in time: it may run from `start` to `finish` and takes its hours from `begin` to `end` within."""

    start: float
    begin: float
    end: float
    finish: float


def latest(jobs: Sequence[Job], speed: float) -> list[Stretch]:
    """Everything as late as it may be, the latest first; a start below 0 lies that many weeks too early."""
    found: list[Stretch] = []
    free = inf
    for job in jobs:
        finish = min([job.due, *(found[later].start for later in job.behind)])
        end = min(free, finish) if job.hours else finish
        begin = end - _weeks(job.hours, speed)
        if job.hours:
            free = begin
        found.append(Stretch(min(begin, finish - job.weeks), begin, end, finish))
    return found


def earliest(jobs: Sequence[Job], speed: float) -> list[Stretch]:
    """Everything as early as it can be, in the same list from its other end."""
    found: dict[int, Stretch] = {}
    free = 0.0
    for place in range(len(jobs) - 1, -1, -1):
        job = jobs[place]
        ready = max((found[earlier].finish for earlier in job.before), default=0.0)
        begin = max(free, ready) if job.hours else ready
        end = begin + _weeks(job.hours, speed)
        if job.hours:
            free = end
        length = max(job.weeks, end - begin)
        start = max(ready, end - length)
        found[place] = Stretch(start, begin, end, max(end, start + length))
    return [found[place] for place in range(len(jobs))]


def fits(jobs: Sequence[Job], speed: float) -> bool:
    """True where nothing had to begin before today."""
    return all(stretch.start >= -EPSILON for stretch in latest(jobs, speed))


def demand(jobs: Sequence[Job]) -> float:
    """Hours a week asked for at least: the most, over all limits t, of hours due by t over weeks to t."""
    most = hours = 0.0
    for job in reversed(jobs):
        hours += job.hours
        if job.hours:
            most = max(most, hours / job.limit if job.limit > 0 else inf)
    return most


def speed_needed(jobs: Sequence[Job], most: float) -> float | None:
    """Least hours a week, within 1e-4, at which the jobs fit; None where `most` are not enough."""
    low, high = demand(jobs), most
    if low > high or not fits(jobs, high):
        return None
    if fits(jobs, low):
        return low
    while high - low > 1e-4:
        middle = (low + high) / 2
        low, high = (low, middle) if fits(jobs, middle) else (middle, high)
    return high


def _weeks(hours: float, speed: float) -> float:
    if not hours:
        return 0.0
    return min(hours / speed, NEVER) if speed > 0 else NEVER

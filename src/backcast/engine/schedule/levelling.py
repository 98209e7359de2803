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
    """Least hours a week at which the jobs fit; None where `most` are not enough.

    The earliest start is a concave chain of straight lines in the weeks an hour takes, so following the line at hand
    to where it reaches today (Newton) never leads past the answer and finds it in as many steps as there are lines.
    """
    needed = demand(jobs)
    pace = 1 / needed if needed else inf
    for _ in range(len(jobs) + 1):
        if pace * most < 1:
            return None
        worst, hours = tightest(jobs, pace)
        if worst >= -EPSILON:
            break
        pace = pace + worst / hours if hours else 0.0
    return 1 / pace if pace else None


def tightest(jobs: Sequence[Job], pace: float) -> tuple[float, float]:
    """The earliest of all latest starts where an hour takes `pace` weeks, and the hours that stand behind it."""
    starts: list[tuple[float, float]] = []
    free = (inf, 0.0)
    for job in jobs:
        finish = min([(job.due, 0.0), *(starts[later] for later in job.behind)])
        start = (finish[0] - job.weeks, finish[1])
        if job.hours:
            end, taken = min(free, finish)
            free = (end - job.hours * pace, taken + job.hours)
            start = min(start, free)
        starts.append(start)
    return min(starts, default=(0.0, 0.0))


def held_by(jobs: Sequence[Job], late: Sequence[Stretch]) -> list[tuple[str, int]]:
    """Why each may not begin later: `date` (its own), `after` or `hours`, with the place of the job they go to."""
    found: list[tuple[str, int]] = []
    hands = -1
    for job, one in zip(jobs, late, strict=True):
        if job.hours and one.end < one.finish and one.begin <= one.finish - job.weeks:
            found.append(("hours", hands))
        elif one.finish >= job.due:
            found.append(("date", -1))
        else:
            found.append(("after", next(later for later in job.behind if late[later].start == one.finish)))
        if job.hours:
            hands = len(found) - 1
    return found


def _weeks(hours: float, speed: float) -> float:
    if not hours:
        return 0.0
    return min(hours / speed, NEVER) if speed > 0 else NEVER

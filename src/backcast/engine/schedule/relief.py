"""What would make a story fit: each critical milestone dropped, or half as large."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from backcast.engine.schedule.formula import extra_hours
from backcast.engine.schedule.jobs import jobs
from backcast.engine.schedule.records import RELIEFS, Milestone, Relief, Schedule


def reliefs(milestones: Sequence[Milestone], found: Schedule, *, today: date, horizon: date) -> tuple[Relief, ...]:
    """What is still missing without, or with half of, each critical milestone; those that help most first.

    Nothing where it fits. Apart from the schedule, since only a page that shows it needs so many of them.
    """
    if found.fits:
        return ()

    def missing(story: Sequence[Milestone]) -> float | None:
        return extra_hours(jobs(story, today, horizon), found.hours_total, found.milestone_share)

    critical = sorted((item for item in found.items if item.critical), key=lambda item: (-item.hours, item.key))
    tried = []
    for item in critical[:RELIEFS]:
        dropped = [one for one in milestones if one.key != item.key]
        halved = [_halved(one) if one.key == item.key else one for one in milestones]
        tried.append(Relief(item.key, missing(dropped), missing(halved)))
    return tuple(sorted(tried, key=lambda one: (one.extra_if_dropped is None, one.extra_if_dropped, one.key)))


def _halved(milestone: Milestone) -> Milestone:
    """Half of what is left of it, in hours and in least weeks."""
    return replace(milestone, hours=milestone.hours_left / 2, weeks=milestone.weeks_left / 2, done_hours=0.0)

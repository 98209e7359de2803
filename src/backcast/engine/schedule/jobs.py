"""Milestones as jobs on one time line, in weeks from today, in the order in which they claim the hours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from backcast.engine.schedule.links import Links, links
from backcast.engine.schedule.records import Milestone


@dataclass(frozen=True, slots=True)
class Job:
    """A milestone: the `hours` it takes, its least `weeks`, when it is `due`, its neighbours in the list.

    `limit` is the latest finish if hours cost no time: due dates and least weeks alone.
    """

    key: str
    hours: float
    weeks: float
    due: float
    limit: float
    before: tuple[int, ...]
    behind: tuple[int, ...]


def jobs(milestones: Sequence[Milestone], today: date, horizon: date, linked: Links | None = None) -> list[Job]:
    """The list: latest limit first; of equal limits those with the fewest others to come, then by key."""
    linked = linked or links(milestones)
    by_key = {one.key: one for one in milestones}
    least = {one.key: one.weeks_left for one in milestones}
    due = {one.key: weeks(min(one.due or horizon, horizon), today) for one in milestones}
    keys, limit = _list(linked, due, least)
    place = {key: index for index, key in enumerate(keys)}
    before = [tuple(place[earlier] for earlier in linked.before[key]) for key in keys]
    behind: list[list[int]] = [[] for _ in keys]
    for index, earlier in enumerate(before):
        for one in earlier:
            behind[one].append(index)
    return [
        Job(
            key=key,
            hours=0.0 if by_key[key].at_work else by_key[key].hours_left,
            weeks=least[key],
            due=due[key],
            limit=limit[key],
            before=before[index],
            behind=tuple(behind[index]),
        )
        for index, key in enumerate(keys)
    ]


def _list(linked: Links, due: dict[str, float], least: dict[str, float]) -> tuple[list[str], dict[str, float]]:
    """Keys in the order in which they claim hours, and the limit of each."""
    limit, to_come = dict(due), dict.fromkeys(due, 0)
    for key in reversed(linked.order):
        begin, count = limit[key] - least[key], to_come[key] + 1
        for earlier in linked.before[key]:
            limit[earlier] = min(limit[earlier], begin)
            to_come[earlier] = max(to_come[earlier], count)
    return sorted(due, key=lambda key: (-limit[key], to_come[key], -least[key], key)), limit


def weeks(day: date, today: date) -> float:
    """Weeks from today to a day."""
    return (day - today).days / 7

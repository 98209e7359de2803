"""Milestones as jobs on one time line, in weeks from today, in the order in which they claim the hours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from backcast.engine.schedule.records import Milestone
from backcast.errors import Invalid


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


def jobs(milestones: Sequence[Milestone], today: date, horizon: date) -> list[Job]:
    """The list: latest limit first, successors before predecessors, then by key. Invalid for a cycle."""
    by_key = {one.key: one for one in milestones}
    if len(by_key) < len(milestones):
        raise Invalid("Two milestones share a key.", "Give each milestone its own key.")
    before = {one.key: tuple(sorted({key for key in one.after if key in by_key})) for one in milestones}
    depth = _depths(before)
    due = {one.key: _weeks(min(one.due or horizon, horizon), today) for one in milestones}
    least = {one.key: one.weeks_left for one in milestones}
    limit = dict(due)
    for key in sorted(by_key, key=depth.__getitem__, reverse=True):
        for earlier in before[key]:
            limit[earlier] = min(limit[earlier], limit[key] - least[key])
    keys = sorted(by_key, key=lambda key: (-limit[key], -depth[key], -least[key], key))
    place = {key: index for index, key in enumerate(keys)}
    behind: dict[str, list[int]] = {key: [] for key in keys}
    for key in keys:
        for earlier in before[key]:
            behind[earlier].append(place[key])
    return [
        Job(
            key=key,
            hours=0.0 if by_key[key].at_work else by_key[key].hours_left,
            weeks=least[key],
            due=due[key],
            limit=limit[key],
            before=tuple(place[earlier] for earlier in before[key]),
            behind=tuple(behind[key]),
        )
        for key in keys
    ]


def _weeks(day: date, today: date) -> float:
    return (day - today).days / 7


def _depths(before: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Length of the longest way to each key; a cycle is named."""
    waiting = {key: len(earlier) for key, earlier in before.items()}
    behind: dict[str, list[str]] = {key: [] for key in before}
    for key, earlier in before.items():
        for one in earlier:
            behind[one].append(key)
    ready = [key for key, open_ in waiting.items() if not open_]
    depth = dict.fromkeys(ready, 0)
    for key in ready:
        for later in behind[key]:
            depth[later] = max(depth.get(later, 0), depth[key] + 1)
            waiting[later] -= 1
            if not waiting[later]:
                ready.append(later)
    if len(ready) < len(before):
        raise Invalid(
            f"These milestones wait for each other: {' → '.join(_cycle(before, waiting))}.",
            "Take one of them out of `after`.",
        )
    return depth


def _cycle(before: Mapping[str, tuple[str, ...]], waiting: Mapping[str, int]) -> list[str]:
    """Keys around one cycle, first key repeated, each before the one that waits for it."""
    key = min(key for key, open_ in waiting.items() if open_)
    way: list[str] = []
    while key not in way:
        way.append(key)
        key = next(earlier for earlier in before[key] if waiting[earlier])
    return [key, *reversed(way[way.index(key) :])]

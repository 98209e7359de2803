"""Small steps over six weeks: which week each goes into, and which are let go where the hours are few.

Every figure is our choice [D]: a newcomer needs something small to finish in every week, not the best schedule.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from backcast.engine.week.problem import room_of
from backcast.engine.week.records import Request

WEEKS: Final = 6
MOST: Final = 3
"""Steps in one week."""
LEAST_MINUTES: Final = 10
"""Nothing is begun in less."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its minutes, the first week (index) it is meant for, and the keys of what must come in an earlier
    week."""

    key: str
    week: int
    minutes: int
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """The week (index) of a step and the minutes it has there."""

    week: int
    minutes: int


def spread(steps: Sequence[Step], hours: float, let_go: Sequence[str]) -> Mapping[str, Placed]:
    """The weeks of the steps, in their order, within what is left of `hours` a week after the review.

    A step takes half of that at most, so that two fit into a week. Where six weeks do not hold them all, those in
    `let_go` leave one after the other until they do. Nothing at all where a week has less than ten minutes.
    """
    room = room_of(Request(hours), 0).minutes
    kept = list(steps) if room >= LEAST_MINUTES else []
    leaving = iter(let_go)
    placed = _placed(kept, room)
    while any(one.week >= WEEKS for one in placed.values()):
        gone = next(leaving, kept[-1].key)
        kept = [one for one in kept if one.key != gone]
        placed = _placed(kept, room)
    return placed


def _placed(steps: Sequence[Step], room: int) -> dict[str, Placed]:
    """Each step in the first week from its own on that has room for it and comes after what it waits for."""
    free: dict[int, list[int]] = {}
    placed: dict[str, Placed] = {}
    for one in steps:
        minutes = max(LEAST_MINUTES, min(one.minutes, room // 2))
        waits = (placed[key].week + 1 for key in one.after if key in placed)
        week = max(one.week, *waits, 0)
        while len(free.get(week, ())) >= MOST or sum(free.get(week, ())) + minutes > room:
            week += 1
        free.setdefault(week, []).append(minutes)
        placed[one.key] = Placed(week, minutes)
    return placed

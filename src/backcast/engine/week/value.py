"""What a move is worth, v in [0, 1] (engines.md §6).

All figures are [D], our choice, tried on eight synthetic worlds over 26 weeks each. What a move to somebody gains for
the vision (engine.worth) is one factor among others: `gain` = g/(g + g*), 0 while nothing is known of it.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

DUTY: Final = 1.0
DUTY_DAYS: Final = 7
PROMISE_LATER: Final = 0.6
NO_VISION: Final = 0.95
NAMES_WANTED: Final = 6
SORTED_WANTED: Final = 30
RECALL: Final = 0.9
PLACE_TO_BE: Final = 0.45
VISIBLE: Final = 0.5
VISIBLE_DAYS: Final = 28
"""Rest after one small visible thing."""
RING: Final[Mapping[str, float]] = {"close": 0.4, "active": 0.3, "outer": 0.15}
"""p, the pull of a ring; none and inner have none: inner people need no suggestion."""
DORMANT_BASE: Final = 0.15
QUIET_BASE: Final = 0.1
LINES_BEFORE: Final = 6
"""Days before the next contact from which a few lines are offered: the week in which they fall due."""
CONTACT_DAYS: Final = 3
HELLO: Final[Mapping[str, float]] = {"champion": 0.2, "advocate": 0.175, "supporter": 0.15}
"""Occasion, by standing, for a first word to somebody who would do something and has no contact on record: at least
what a dormant tie has."""
STAGE: Final[Mapping[str, float]] = {"entry": 0.8, "mid": 1.0, "senior": 1.1, "lead": 1.2, "executive": 1.3}
SPLIT_RANGE: Final = (0.5, 1.5)
STABLE: Final = 1.15
"""A move foreseen for this week is kept unless another is worth 15 % more."""
OWED: Final = 0.4
"""What a slice is worth beyond its importance while the pace still asks for it."""
SECOND: Final = 0.8
SLACK_SCALE: Final = 8.0
"""Weeks of slack at which the urgent half of a slice's value has halved."""
STEP: Final = 0.94
"""A small step of a plan in weeks: above anything that sets up data, below a duty, so that the plan is kept."""
STEP_LATER: Final = 0.002
"""Less for each step that stands before it, so that those meant for earlier weeks come first."""
THANKS: Final = 0.7
THANKS_HALVE: Final = 30.0
"""Days in which a word of thanks loses half of its value."""
FOLLOW_UP: Final = 0.4
"""A quiet word where an answer is awaited: below thanks that are fresh, above most that is not owed."""
NEAR: Final = 0.6
FAR: Final = 0.03
"""Reach of a future person below which it is worth asking oneself who might know somebody near them."""
GIVE_BASE: Final = 0.15
"""Occasion for something useful where more was received than given."""
GIVE_ONLY: Final = 0.55
"""Something useful for the only one who could introduce, while nothing may be asked of them."""
DRAFTED: Final = (0.2, 0.3)
"""An ask the user drafted themselves: at least the first, and the second times its chance besides."""
DIRECT: Final = (0.2, 0.25)
"""A letter to a stranger: at least the first, and the second times their weight over the heaviest's."""
BARRIER: Final = (0.3, 0.2)
"""The first ask to a barrier's guide: at least the first, and the second times the importance of what it stands before
over the highest."""
ACCOUNT_RANGE: Final = (-1.0, 2.0)


def is_duty(due_in: int | None) -> bool:
    """A promise overdue or due within 7 days (`due_in` days from the week's first day; None = no date)."""
    return due_in is not None and due_in <= DUTY_DAYS


def promise_value(due_in: int | None) -> float:
    """1 for a duty, .6 for a promise with a later date or none."""
    return DUTY if is_duty(due_in) else PROMISE_LATER


def vision_value(has_vision: bool) -> float:
    """Five lines of vision: .95 while there is none, then nothing."""
    return 0.0 if has_vision else NO_VISION


def naming_value(named: int) -> float:
    """Name or describe two future people: from .85 at none down to nothing at six."""
    return 0.1 + 0.75 * (1 - named / NAMES_WANTED) if named < NAMES_WANTED else 0.0


def sorting_value(placed: int, people: int) -> float:
    """Sort ten people into the lists: from .85 down to .05 at thirty placed, soon nothing, and nothing once all are."""
    if placed >= people:
        return 0.0
    return max(0.0, 0.05 + 0.8 * (1 - placed / min(SORTED_WANTED, people)))


def recall_value(people: int) -> float:
    """Write down a few people from memory: .9 while nobody is here, then nothing."""
    return 0.0 if people else RECALL


def hello_value(ring: str | None, standing: str, *, split: float = 1.0, gain: float = 0.0) -> float:
    """A first few lines to somebody on the lists without any contact on record: the occasion of their standing, and
    the whole pull of their ring if they have one. Friendly people and those not placed are not asked for."""
    base = HELLO.get(standing, 0.0)
    return people_value(ring, 0.0, base, split=split, gain=gain) if base else 0.0


def step_value(before: int) -> float:
    """A small step with so many open ones before it: .94, a little less for each, and never below .9."""
    return max(0.9, STEP - STEP_LATER * before)


def split_of(stage: str | None, chosen: float | None = None) -> float:
    """Deep against broad: the user's choice, else the stage's default (1 where unknown), held in .5–1.5."""
    wanted = chosen if chosen is not None else STAGE.get(stage or "", 1.0)
    return min(max(wanted, SPLIT_RANGE[0]), SPLIT_RANGE[1])


def people_value(ring: str | None, activity: float, base: float, *, split: float = 1.0, gain: float = 0.0) -> float:
    """1 − (1 − p(1−A))(1 − base)(1 − gain): any one of pull, occasion and gain is reason enough.

    `activity` A and `gain` = g/(g+g*) in [0, 1]; p = the ring's pull times the user's `split`.
    """
    pull = min(1.0, RING.get(ring or "", 0.0) * split)
    return 1 - (1 - pull * (1 - activity)) * (1 - base) * (1 - gain)


def lines_value(
    ring: str | None,
    activity: float,
    *,
    due_in: float | None,
    contact_days: int,
    overdue: bool,
    split: float = 1.0,
    gain: float | None = None,
) -> float:
    """A few lines. `due_in` = days to the next contact, None where the ring gives no date.

    With a date: from 6 days before it. Without a ring: for what it gains, and while no gain of anybody is known
    (`gain` None), after 3 days of contact or more, once silent for longer than the interval (`overdue`), at base .1.
    An inner person without a date is not suggested; one with a date has it because the user asked for it, and as
    inner people have no pull it counts as an occasion, base .1.
    """
    if due_in is not None:
        base = QUIET_BASE if ring == "inner" else 0.0
        return people_value(ring, activity, base, split=split, gain=gain or 0.0) if due_in <= LINES_BEFORE else 0.0
    if ring is not None:
        return 0.0
    if gain is not None:
        return people_value(None, activity, 0.0, gain=gain)
    return people_value(None, activity, QUIET_BASE) if overdue and contact_days >= CONTACT_DAYS else 0.0


def wake_value(ring: str | None, activity: float, *, split: float = 1.0, gain: float = 0.0) -> float:
    """Wake a dormant tie: base .15, and the pull of its ring if it has one."""
    return people_value(ring, activity, DORMANT_BASE, split=split, gain=gain)


def thanks_value(days: int) -> float:
    """Thank for an introduction, or close the loop: .7, halved every 30 days since."""
    return THANKS * math.exp2(-max(days, 0) / THANKS_HALVE)


def near_value(reach: float) -> float:
    """Who might know somebody near a future person: .6 while their reach is below .03, then nothing."""
    return NEAR if reach < FAR else 0.0


def give_value(
    ring: str | None, activity: float, *, owes: bool, is_only: bool, split: float = 1.0, gain: float = 0.0
) -> float:
    """Something useful: the pull of the ring, the occasion of a balance against the user, and what it gains; nothing
    without occasion or gain. .55 at least for the only connector while nothing may be asked of them. Giving is a deep
    kind: the user's split multiplies its value as well as the pull."""
    if not (owes or is_only or gain > 0):
        return 0.0
    base = GIVE_BASE if owes else 0.0
    deep = min(1.0, split * people_value(ring, activity, base, split=split, gain=gain))
    return max(deep, GIVE_ONLY if is_only else 0.0)


def ask_value(gain: float) -> float:
    """Ask along a route: what it gains alone, as no rhythm asks for it."""
    return people_value(None, 1.0, 0.0, gain=gain)


def drafted_value(chance: float, gain: float = 0.0) -> float:
    """An ask that lies there as a draft: .2 and .3 times its chance, or what it gains if that is more."""
    return max(DRAFTED[0] + DRAFTED[1] * chance, ask_value(gain))


def direct_value(weight: float) -> float:
    """Write to a stranger without a way there; `weight` = that of the future person over the heaviest's."""
    return DIRECT[0] + DIRECT[1] * weight


def barrier_value(importance: int) -> float:
    """The first ask to the guide past a barrier; `importance` 1 to 5, of its milestone or else of the future."""
    return BARRIER[0] + BARRIER[1] * importance / 5


@dataclass(frozen=True, slots=True)
class Startable:
    """A milestone that can be worked on now: slack in weeks, importance 1–5, `weight` = that of the heaviest
    future person it leads to over that of the heaviest of all, in [0, 1], 0 where it leads to none."""

    key: str
    latest_start: date
    slack: float
    importance: int
    weight: float


def slice_value(milestone: Startable) -> float:
    """importance · (.2 + .2/(1 + slack/8)), slack not below 0; what the pace adds is given in the plan."""
    importance = 0.5 + 0.1 * milestone.importance / 5 + 0.4 * milestone.weight
    return importance * (0.2 + 0.2 / (1 + max(milestone.slack, 0.0) / SLACK_SCALE))


def slices_offered(milestones: Iterable[Startable]) -> tuple[tuple[str, float], ...]:
    """The two milestones with the earliest latest starts and the value of a slice, the second's times .8."""
    first = sorted(milestones, key=lambda one: (one.latest_start, one.key))[:2]
    return tuple((one.key, slice_value(one) * factor) for one, factor in zip(first, (1.0, SECOND), strict=False))


def pace_in_slices(share: float, hours: float, minutes: int) -> float:
    """Slices a week that the schedule's pace (a share of the week's hours) comes to, for slices so long."""
    return share * hours * 60 / minutes


def account_after(account: float, pace: float, done: int) -> float:
    """Slices owed after a week in which so many were done, held in −1…+2: a quiet month leaves no backlog."""
    return min(max(account + pace - done, ACCOUNT_RANGE[0]), ACCOUNT_RANGE[1])


def slices_owed(pace: float, account: float, weeks: int) -> tuple[int, ...]:
    """How many slices the pace asks for in each week, if each week's are done (whole slices, rounded up)."""
    owed = []
    for _ in range(weeks):
        owed.append(max(0, math.ceil(round(account + pace, 9))))
        account = account_after(account, pace, owed[-1])
    return tuple(owed)

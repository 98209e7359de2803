"""What goes into the schedule and what comes out, with its constants; [D] is our choice."""

from dataclasses import dataclass
from datetime import date

HOURS_BY_KIND = {
    "association": 20.0,
    "conference": 16.0,
    "assignment": 40.0,
    "skill": 40.0,
    "talk": 30.0,
    "article": 20.0,
    "introduction": 3.0,
    "follow": 3.0,
    "role": 10.0,
    "other": 10.0,
}
"""Hours of a milestone that names none, by kind [D]."""

MILESTONE_SHARE = 0.6
"""Share of the week's hours that milestones may use at most, where the vision names none [D]."""

PACE_LEAST = 0.2
"""A story that is far ahead of its dates keeps moving at this share of the week [D]."""

HOURS_IN_A_WEEK = 168.0
"""Where even these do not make the story fit, its dates are too near, not the hours too few."""

RELIEFS = 12
"""How many critical milestones are tried for what dropping them frees, those with most hours first [D]."""

NEVER = 5_200.0
"""Weeks (a century) a milestone takes at most, so that no hours at all stay a date."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """An open or doing milestone.

    `hours` in all (None: by kind) of which `done_hours` are behind, `after` the keys of its predecessors,
    `weeks` the least time from start to finish, `at_work` done in working hours, `importance` 1 to 5.
    """

    key: str
    hours: float | None = None
    due: date | None = None
    after: tuple[str, ...] = ()
    weeks: float | None = None
    at_work: bool = False
    importance: int = 3
    kind: str = "other"
    done_hours: float = 0.0

    @property
    def hours_in_all(self) -> float:
        return max(HOURS_BY_KIND[self.kind] if self.hours is None else self.hours, 0.0)

    @property
    def hours_left(self) -> float:
        return max(self.hours_in_all - max(self.done_hours, 0.0), 0.0)

    @property
    def weeks_left(self) -> float:
        """Least weeks still to run: what is done has used its part of them [D]."""
        weeks, hours = max(self.weeks or 0.0, 0.0), self.hours_in_all
        return weeks * self.hours_left / hours if hours else weeks


@dataclass(frozen=True, slots=True)
class Item:
    """A milestone in time. `latest_finish` = the earliest of due date, horizon and successors' latest starts.

    `slack_weeks` = latest minus earliest start, negative where that many weeks are missing; `critical` where
    none is left. `hours` are those still to spend, `ready` where no predecessor is open. It cannot begin later
    `because` of its date (`due`, `horizon`), or of the one it `rests_on`: that comes `after` it, or takes the `hours`.
    """

    key: str
    earliest_start: date
    latest_start: date
    latest_finish: date
    slack_weeks: float
    critical: bool
    hours: float
    ready: bool
    because: str
    rests_on: str


@dataclass(frozen=True, slots=True)
class Relief:
    """Extra hours a week still missing once a critical milestone is dropped, or what is left of it is halved.

    None where no number of hours makes the rest fit.
    """

    key: str
    extra_if_dropped: float | None
    extra_if_halved: float | None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the user should know: a code, the milestone it is about, `others` and a figure.

    overdue, after_horizon, horizon_passed (weeks past) · due_before (due that many weeks before one it waits for) ·
    unknown_predecessor (others) · ring (others wait for each other; the last wait is left out) · no_hours (hours
    asked for) · date_missed (others lead to it, weeks missing) · too_near (no
    number of hours keeps the dates)
    """

    code: str
    key: str = ""
    others: tuple[str, ...] = ()
    number: float = 0.0


@dataclass(frozen=True, slots=True)
class Schedule:
    """The whole story in time. `hours_per_week` is what milestones may use, `milestone_share` of `hours_total`.

    `extra_hours_needed` more a week, of all hours, make it fit: 0 where it fits, None where no hours would.
    `pace` is the share of this week's hours that keeps every date. Items in order of latest start.
    """

    hours_per_week: float
    hours_total: float
    milestone_share: float
    fits: bool
    extra_hours_needed: float | None
    pace: float
    items: tuple[Item, ...]
    problems: tuple[Problem, ...]

    @property
    def tightest(self) -> tuple[Item, ...]:
        """The critical chain, or what is nearest to one: from the least slack to the date it serves."""
        least = min(self.items, key=lambda item: round(item.slack_weeks, 6), default=None)
        return self.chain(least) if least else ()

    def chain(self, item: Item) -> tuple[Item, ...]:
        """The milestone and what it pushes when it begins later than its latest start, down to a date."""
        by_key, found = {one.key: one for one in self.items}, [item]
        while found[-1].rests_on:
            found.append(by_key[found[-1].rests_on])
        return tuple(found)

"""What goes into a week and what comes out: codes and figures, never sentences."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

HORIZON: Final = 6
"""Weeks that are solved together; later ones are an outlook (engines.md §6)."""

Figure = int | float | str | date
Figures = tuple[tuple[str, Figure], ...]
Because = Literal[
    "no_hours",  # the week has no minutes at all
    "too_long",  # longer than the whole week
    "not_yet",  # offered from a later week on: `from` = its index
    "no_value",  # worth nothing in any week looked at
    "after",  # another move comes first, in an earlier week: `key`
    "same_way",  # another way to the same future person is taken within three weeks: `key`, `week`
    "same_person",  # that person already has an opening this fortnight: `key`, `week`
    "limit",  # enough of its family: `limit` = the row of LIMITS, `most`
    "hours",  # no time left: `minutes` asked, `free` left
    "moves",  # enough moves: `most`
    "energy",  # too much for the week: `energy` asked, `free` left
    "duties_first",  # fits but for what was promised: `minutes` that the duties take
    "later",  # nothing stands in its way now, and a later week suits better
]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a move is offered: a code that the page words, and the figures of the sentence."""

    code: str
    figures: Figures = ()


@dataclass(frozen=True, slots=True)
class Ref:
    """What a move serves: a milestone, future person, tie, vision …, by id or key."""

    kind: str
    key: int | str


@dataclass(frozen=True, slots=True)
class Candidate:
    """One move that could be made.

    `values` holds v in [0, 1] for this week and the following ones; the last holds for all later weeks, and 0
    means not offered in that week. `earliest` is the first week (index) it may be in, `most` how often it may
    be made in all, `after` the keys of candidates that must be in an earlier week. A duty is placed first, by
    `due`. `foreseen`: the last plan showed it for this week. `way`: the future person it is a way to.
    """

    key: str
    kind: str
    minutes: int
    energy: int
    values: tuple[float, ...]
    why: tuple[Reason, ...] = ()
    serves: tuple[Ref, ...] = ()
    person: int | None = None
    due: date | None = None
    duty: bool = False
    earliest: int = 0
    most: int = 1
    after: tuple[str, ...] = ()
    foreseen: bool = False
    way: int | None = None

    def value_in(self, week: int) -> float:
        """v in the week with this index; 0 before `earliest`."""
        return self.values[min(week, len(self.values) - 1)] if week >= self.earliest else 0.0


@dataclass(frozen=True, slots=True)
class Spent:
    """One move already done in the first week, or a further slice of one (`moves` 0); it has used its share of that
    week's limits."""

    kind: str
    minutes: int
    moves: int = 1


@dataclass(frozen=True, slots=True)
class Request:
    """The weeks to plan: hours a week (one figure, or one a week; the last holds on), and the settings.

    `discount` γ a week: .97 put the best move in week three, .9 does not (engines.md §6). `moves` a week at
    most, so that a week stays a short list [D]. `pace` = slices a week that keep every date, `account` =
    slices owed when the first week begins (−1 ahead … +2 behind). `spent` = moves already done in the first
    week; `hours` is still that week's whole budget. `gap` = how far below the best plan is near enough.
    """

    hours: float | tuple[float, ...]
    weeks: int = HORIZON
    discount: float = 0.9
    moves: int = 5
    pace: float = 0.0
    account: float = 0.0
    spent: tuple[Spent, ...] = ()
    gap: float = 0.005

    def hours_in(self, week: int) -> float:
        """Hours of the week with this index."""
        if isinstance(self.hours, tuple):
            return self.hours[min(week, len(self.hours) - 1)]
        return self.hours


@dataclass(frozen=True, slots=True)
class Planned:
    """A move in a week: how many times (slices only more than once), whole minutes in all, value of one."""

    key: str
    count: int
    minutes: int
    value: float


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A candidate that is not in the first week: why, and the week (index) it comes in, if any."""

    key: str
    because: Because
    figures: Figures = ()
    week: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The weeks, first one first; each with its duties by date, then the best first.

    `value` = discounted worth of what was chosen in the solved weeks (duties are not chosen), `bound` = what
    no plan can exceed, `optimal` = the two are within the gap asked for; a plan cut short is not.
    """

    weeks: tuple[tuple[Planned, ...], ...]
    left_out: tuple[LeftOut, ...]
    value: float
    bound: float
    optimal: bool
    solver: str

    @property
    def gap(self) -> float:
        """How far the value may lie below the best one, as a share of the bound."""
        return max(0.0, self.bound - self.value) / self.bound if self.bound > 0 else 0.0

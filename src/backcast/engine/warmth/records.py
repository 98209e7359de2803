"""What goes into warmth and what comes out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

Figure = float | str


class Contact(NamedTuple):
    """One dated contact: `weight` and `hours` as `measure` gives them; `way` is in, out or both.

    One without hours (a reaction, an invitation without words) is a touch: it is counted and feeds activity,
    and neither ends a silence nor says that anyone wrote.
    """

    day: date
    weight: float
    hours: float
    way: str


@dataclass(frozen=True, slots=True)
class Tie:
    """What is known of one tie.

    `since` is the connection date, `standing_on` the day the standing was set, `cadence` the person's own
    interval in days (≥ 1), `shared_years` the years at the same organisation of at most 50 known people or as
    told by the user, `favours` the number given to and received from them.
    """

    contacts: Sequence[Contact] = ()
    standing: str = "unknown"
    ring: str = ""
    cadence: int | None = None
    since: date | None = None
    standing_on: date | None = None
    shared_years: float = 0.0
    favours: tuple[int, int] = (0, 0)


class Reason(NamedTuple):
    """One part of the answer: a code for the page, and the figures that explain it."""

    code: str
    figures: dict[str, Figure]


@dataclass(frozen=True, slots=True)
class Warmth:
    """A tie on one day. Closeness, activity, strength and reciprocity lie in [0, 1], balance in [-1, 1].

    `interactions` counts all contacts, `days` the days with more than a touch. `first` is the earlier of the
    connection and the first contact, `last` the last that was more than a touch, `next` that day plus the
    interval. `gap` is the mean number of days from one day of contact to the next.
    """

    activity: float
    closeness: float
    strength: float
    reciprocity: float | None
    balance: float
    status: str
    interactions: int
    days: int
    first: date | None
    last: date | None
    next: date | None
    gap: float | None
    why: tuple[Reason, ...]

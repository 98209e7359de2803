"""Counting the contacts of one tie, once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum

from backcast.engine.warmth.records import Contact


@dataclass(frozen=True, slots=True)
class Tally:
    """Contacts up to today. All but `interactions`, `first` and `ages` leave touches out.

    `ages` holds (age in days, heaviest weight) of each day; `sent`, `received` and `mutual` count ways.
    """

    interactions: int
    first: date | None
    ages: list[tuple[int, float]]
    days: int
    last: date | None
    gap: float | None
    hours: float
    sent: int
    received: int
    mutual: int

    @property
    def two_sided(self) -> bool:
        """True once both sides have written; a meeting counts for both."""
        return self.mutual > 0 or (self.sent > 0 and self.received > 0)


def tally(contacts: Sequence[Contact], today: date) -> Tally:
    """One pass; exact sums, so that the order of the contacts changes nothing."""
    heaviest: dict[date, float] = {}
    hours: list[float] = []
    real: set[date] = set()
    ways = {"in": 0, "out": 0, "both": 0}
    interactions = 0
    for day, weight, length, way in contacts:
        if day > today:
            continue
        interactions += 1
        if weight > heaviest.get(day, -1.0):
            heaviest[day] = weight
        if length > 0:
            hours.append(length)
            real.add(day)
            ways[way] += 1
    now = today.toordinal()
    return Tally(
        interactions=interactions,
        first=min(heaviest, default=None),
        ages=[(now - day.toordinal(), weight) for day, weight in heaviest.items()],
        days=len(real),
        last=max(real, default=None),
        gap=(max(real) - min(real)).days / (len(real) - 1) if len(real) > 1 else None,
        hours=fsum(hours),
        sent=ways["out"],
        received=ways["in"],
        mutual=ways["both"],
    )

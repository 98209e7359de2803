"""Rings: how near a tie should be kept, proposed from contact that was really there (engines.md §1)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from backcast.engine.warmth.constants import RING_SIZE

NEAREST = ("inner", "close", "active")
"""The rings that are proposed, from the nearest; outer and family are the user's own idea."""

LEAST_DAYS = {"inner": 24, "close": 8, "active": 3}
"""Days of contact in the last year: two thirds of the ring's own rhythm (30 and 90 days), and for the innermost
every second week, as weekly contact is rarely all on record [D]."""

LEAST_CLOSENESS = {"inner": 0.5, "close": 0.1, "active": 0.0}
"""Inner people are friends (90 hours, Hall 2019); close ones have some 14 hours on record [D]."""

LASTING = 180
"""Days between first and last contact below which a busy exchange may be about one matter only [D]."""

YEAR = 365
"""Days looked back on."""


@dataclass(frozen=True, slots=True)
class Near:
    """A tie without a ring: days of contact in the last year, days from first to last contact, closeness and
    strength in [0, 1], whether only one side has ever written, and the rings the user has answered for."""

    key: int
    days: int
    lasting: int
    closeness: float
    strength: float
    one_sided: bool = False
    answered: frozenset[str] = frozenset()


def proposed(ties: Iterable[Near], taken: Mapping[str, int]) -> dict[int, str]:
    """A ring for each tie that lives in its rhythm, the strongest first, as far as there is room.

    `taken` is how many the user has placed in each ring; a ring never comes to hold more than `RING_SIZE`. Where
    the ring someone fits is full, the next further one is proposed. Where a ring was answered for someone (in
    whatever way), only a nearer one is proposed again. The order of the ties changes nothing.
    """
    room = {ring: RING_SIZE[ring] - taken.get(ring, 0) for ring in NEAREST}
    found: dict[int, str] = {}
    for tie in sorted(ties, key=lambda one: (-one.strength, one.key)):
        ring = next((ring for ring in _fitting(tie) if room[ring] > 0), None)
        if ring:
            room[ring] -= 1
            found[tie.key] = ring
    return found


def _fitting(tie: Near) -> list[str]:
    """The rings a tie fits, nearest first; none from the nearest answered one on."""
    if tie.one_sided or tie.lasting < LASTING:
        return []
    nearer = NEAREST[: min((NEAREST.index(ring) for ring in tie.answered if ring in NEAREST), default=None)]
    return [ring for ring in nearer if tie.days >= LEAST_DAYS[ring] and tie.closeness >= LEAST_CLOSENESS[ring]]

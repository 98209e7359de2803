"""What a map is made of."""

from dataclasses import dataclass
from typing import Final

ALONE: Final = 0
"""The group of those who know nobody here."""
Edge = tuple[int, int, float]
"""Two people and how surely they know each other, in (0, 1]."""
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody lies, in units of about one person, and the number of their group."""

    x: float
    y: float
    group: int

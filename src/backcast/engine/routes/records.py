"""What a chance is made of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Estimate:
    """A chance in (0, 1) with the range it may lie in: `low` and `high` by two published base rates."""

    chance: float
    low: float
    high: float

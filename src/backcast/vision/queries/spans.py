"""Lengths of time as one says them of a plan: never more room than there is, never less missing than there is."""

from math import ceil, floor

DAY = 1 / 7
NEAR = 1e-6
"""Weeks below which a length is nothing: under a second."""


def spare(weeks: float) -> str:
    """What there is to spare: "9 weeks to spare", "nothing to spare", "2 weeks missing"."""
    if weeks < -NEAR:
        return f"{missing(-weeks)} missing"
    if weeks < DAY - NEAR:
        return "nothing to spare"
    return f"{whole(weeks)} to spare"


def whole(weeks: float) -> str:
    """Whole weeks, or days below one, that have passed."""
    found = floor(weeks + NEAR)
    return _count(found, "week") if found else _count(floor(7 * weeks + NEAR), "day")


def missing(weeks: float) -> str:
    """What is missing: whole weeks upward, days below one."""
    return _count(ceil(weeks - NEAR), "week") if weeks >= 1 - NEAR else _count(max(ceil(7 * weeks - NEAR), 1), "day")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"

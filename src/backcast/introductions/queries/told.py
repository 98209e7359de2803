"""Chances in the words people use: "about 4 in 10", and the range they may lie in."""

from typing import Final

from backcast.engine.routes import Estimate

FEW: Final = 0.05
"""Below one in twenty a chance is told in hundredths, as tenths say too little of it [D]."""


def about(estimate: Estimate) -> str:
    """The chance as one would say it."""
    whole = _whole(estimate)
    number = round(estimate.chance * whole)
    if number < 1:
        return f"less than 1 in {whole}"
    return f"about {number} in {whole}" if number < whole else f"more than {whole - 1} in {whole}"


def spread(estimate: Estimate) -> str:
    """The range it may lie in, by two published rates."""
    whole = _whole(estimate)
    low, high = int(estimate.low * whole + 0.5), min(max(1, round(estimate.high * whole)), whole - 1)
    if low >= high:
        return f"{high} in {whole}"
    return f"{low} to {high} in {whole}" if low else f"up to {high} in {whole}"


def percent(chance: float) -> str:
    """A chance in hundredths, for a place with little room."""
    return "under 1\u00a0%" if chance < 0.005 else f"{round(100 * chance)}\u00a0%"


def _whole(estimate: Estimate) -> int:
    return 10 if estimate.low >= FEW else 100

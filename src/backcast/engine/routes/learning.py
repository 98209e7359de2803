"""What own outcomes teach: one shift δ of every hop's log-odds."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from backcast.engine.routes.chance import chance
from backcast.engine.routes.constants import SPREAD

WIDTH: Final = 1.2816
"""Standard deviations either side of the mode that hold 80 % of a normal distribution."""
REACH: Final = 10.0
STEPS: Final = 60


@dataclass(frozen=True, slots=True)
class Outcome:
    """An ask that was answered, or was not within three weeks: the first hop's score on that day, and whether they
    agreed."""

    score: float
    agreed: bool


@dataclass(frozen=True, slots=True)
class Learned:
    """The user's shift δ of the log-odds: posterior mode with its 80 % interval, and how many outcomes it rests on."""

    shift: float
    low: float
    high: float
    outcomes: int


def learn(outcomes: Sequence[Outcome]) -> Learned:
    """δ ~ N(0, .6²); posterior mode of Σ[y − f(δ)] − δ/.36 = 0 by bisection, interval from its curvature
    (Laplace's approximation). Without outcomes the prior itself."""
    low, high = -REACH, REACH
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if _slope(outcomes, middle) > 0 else (low, middle)
    shift = (low + high) / 2 if outcomes else 0.0
    spread = WIDTH / sqrt(_curvature(outcomes, shift))
    return Learned(shift, shift - spread, shift + spread, len(outcomes))


def _slope(outcomes: Sequence[Outcome], shift: float) -> float:
    seen = sum(one.agreed - chance(one.score, shift=shift) for one in outcomes)
    return seen - shift / SPREAD**2


def _curvature(outcomes: Sequence[Outcome], shift: float) -> float:
    seen = (chance(one.score, shift=shift) for one in outcomes)
    return sum(f * (1 - f) for f in seen) + 1 / SPREAD**2

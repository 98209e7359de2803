"""The chance of a hop, of a route and of several routes together.

f = logistic(logit f₀ + δ + score), score = 3(s − ½) + .7·[standing ≥ supporter] + .5·b on the first hop and 3(s − ½) on
later ones. A route holds if each of its hops does; all figures [D] but f₀ (engines.md §3).
"""

from collections.abc import Iterable, Sequence
from math import exp, log, prod
from typing import Final

from backcast.engine.routes import constants
from backcast.engine.routes.records import Estimate

BASES: Final = (constants.BASE, constants.LOW, constants.HIGH)


def logistic(x: float) -> float:
    """1/(1 + e^−x), without overflow."""
    return 1 / (1 + exp(-x)) if x >= 0 else exp(x) / (1 + exp(x))


def logit(p: float) -> float:
    """log-odds of a chance in (0, 1)."""
    return log(p / (1 - p))


def tie_score(strength: float, *, stands: bool, owed: float) -> float:
    """What the first hop adds to the log-odds: strength of the tie, whether they are supporter or
    above, and the balance of favours (engine.warmth)."""
    return hop_score(strength) + constants.BY_STANDING * stands + constants.BY_BALANCE * owed


def hop_score(strength: float) -> float:
    """What a later hop adds: 3(s − ½), s = how surely the two know each other."""
    return constants.BY_STRENGTH * (strength - 0.5)


def together(strengths: Iterable[float]) -> float:
    """How surely two people know each other by several pieces of evidence: 1 − Π(1 − s)."""
    return 1.0 - prod(1.0 - one for one in sorted(strengths))


def shared_employer(size: int | None) -> float:
    """How surely two people who were at one organisation at the same time know each other: .5·min(1, 12/size)."""
    return constants.HEARD["employer"] * min(1.0, constants.SMALL / max(size or constants.USUAL_SIZE, 1))


def chance(score: float, *, shift: float = 0.0, base: float = constants.BASE) -> float:
    """f, the chance of one hop; `shift` = the user's own δ."""
    return logistic(logit(base) + shift + score)


def against(score: float) -> float:
    """e^−score: the odds against a hop at an even base rate. 1/f = 1 + e^−(logit f₀ + δ) · against."""
    return exp(-score)


def score_of(odds: float) -> float:
    """The score whose odds against are these."""
    return -log(odds)


def scale(*, shift: float = 0.0, base: float = constants.BASE) -> float:
    """e^−(logit f₀ + δ): what every hop's odds are times of, by base rate and the user's own shift."""
    return exp(-logit(base) - shift)


def estimate(score: float, *, shift: float = 0.0) -> Estimate:
    """The chance of one hop with its range."""
    return route([score], shift=shift)


def route(scores: Sequence[float], *, shift: float = 0.0) -> Estimate:
    """The chance that every hop of a route holds, with its range."""
    return Estimate(*(prod(chance(score, shift=shift, base=base) for score in scores) for base in BASES))


def combined(routes: Iterable[Estimate]) -> Estimate:
    """The chance that one of several routes holds: noisy-or over the best three. They must begin with different
    people; their answers still depend on the same last person, so no more are counted [D]."""
    best = sorted(routes, key=lambda one: -one.chance)[: constants.COMBINED]
    sides = zip(*((one.chance, one.low, one.high) for one in best), strict=True) if best else [(), (), ()]
    return Estimate(*(1.0 - prod(1.0 - one for one in side) for side in sides))

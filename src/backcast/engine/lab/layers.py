"""The ties of one person by layer: how many there are, how close they are by now, and what each does."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import exp
from typing import Final

from backcast.engine.lab.parameters import BASE, COUNTS, LAYERS, WEEKS, Parameters, Strategy
from backcast.engine.lab.ties import BUCKETS, Plan, Tie, activity, begun, closeness, plan, settled, tie

AGAIN: Final = 13
"""Weeks after which closeness is taken up again (lab.md A.1)."""
FADING: Final = 840
"""Weeks over which a tie asleep is forgotten: those for which the shares of hires by layer were told (lab.md B) [D]."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Ties of one kind that one person has: how many, what each does for them out of work and in work."""

    count: float
    closeness: float
    idle: Tie
    busy: Tie


@lru_cache(maxsize=256)
def layers(
    parameters: Parameters, mine: Strategy, others: Strategy, week: float, mutuals: tuple[int, ...]
) -> tuple[Layer, ...]:
    """The ties of somebody with the strategy `mine` among others, so many weeks after both began with it. Before, all
    lived as `BASE`."""
    hearer, teller = plan(parameters, mine), plan(parameters, others)
    size, opened = buckets(parameters, mine, others)
    found = []
    for at in range(len(COUNTS) + sum(since <= week for since in opened)):
        count, mutual = (COUNTS[at], mutuals[at]) if at < len(COUNTS) else (size, 0)
        close = close_by(parameters, at, teller, hearer, week, opened)
        found.append(
            Layer(
                count,
                close,
                told(parameters, at, teller, hearer, close, mutual, out=True),
                told(parameters, at, teller, hearer, close, mutual, out=False),
            )
        )
    return _strongest(found, parameters.shape.strongest)


def _strongest(found: list[Layer], left: float) -> tuple[Layer, ...]:
    """The same layers with so many ties in all, the strongest; all of them unless an ablation asks."""
    for at in sorted(range(len(found)), key=lambda at: -found[at].busy.strength):
        kept = min(left, found[at].count)
        found[at], left = replace(found[at], count=kept), left - kept
    return tuple(found)


def close_by(
    parameters: Parameters, at: int, teller: Plan, hearer: Plan, week: float, opened: Sequence[float]
) -> float:
    """The closeness of a tie of a layer between two plans: from what it was among people who live as `BASE`, or from 0
    where it was begun since."""
    together = (teller.busy[at] + hearer.busy[at]) / 2
    if at >= len(COUNTS):
        return closeness(parameters, together, 0.0, week - opened[at - len(COUNTS)])
    if LAYERS[at] == "dormant":  # others fall asleep as these are forgotten, so that a market at rest stays so [D]
        asleep = _asleep(parameters)
        return max(closeness(parameters, together, asleep, week), asleep)
    return closeness(parameters, together, settled(parameters, plan(parameters, BASE).busy[at]), week)


def _asleep(parameters: Parameters) -> float:
    """The closeness of ties asleep, the mean of all that fell asleep within the time they take to be forgotten."""
    faded = parameters.decay * FADING
    return parameters.dormant * (1 - exp(-faded)) / faded


def told(parameters: Parameters, at: int, teller: Plan, hearer: Plan, close: float, mutual: int, *, out: bool) -> Tie:
    """What a tie does for somebody out of work, or in work; the teller is in work."""
    hours = (teller.busy[at] + (hearer.idle if out else hearer.busy)[at]) / 2
    return tie(parameters, activity(parameters, at, hours), close, mutual)


def buckets(parameters: Parameters, mine: Strategy, others: Strategy) -> tuple[float, tuple[float, ...]]:
    """New ties come in buckets, an eighth of what may come at all: its size, and the weeks in which they open, each
    once half of it is begun."""
    size = sum(begun(parameters, one, 1e9) for one in (mine, others)) / len(BUCKETS)
    weeks = [_when(parameters, mine, others, (bucket + 0.5) * size) for bucket in range(len(BUCKETS))] if size else []
    return size, tuple(week for week in weeks if week is not None)


def _when(parameters: Parameters, mine: Strategy, others: Strategy, many: float) -> float | None:
    """The week in which so many new ties are begun."""
    low, high = 0.0, 100.0 * WEEKS
    if sum(begun(parameters, one, high) for one in (mine, others)) < many:
        return None
    for _ in range(60):
        middle = (low + high) / 2
        reached = sum(begun(parameters, one, middle) for one in (mine, others)) >= many
        low, high = (low, middle) if reached else (middle, high)
    return high

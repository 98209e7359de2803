"""The ties of one person by layer: how many there are, how close they are by now, and what each does."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from math import exp, log1p
from typing import Final

from backcast.engine.lab.ego import USUAL, Ego
from backcast.engine.lab.parameters import BASE, COUNTS, LAYERS, WEEKS, Parameters, Strategy
from backcast.engine.lab.picks import picked
from backcast.engine.lab.ties import BUCKETS, Plan, Tie, activity, begun, closeness, contacts, plan, settled, tie

AGAIN: Final = 13
"""Weeks after which closeness is taken up again (lab.md A.1)."""
FADING: Final = 840
"""Weeks over which a tie asleep is forgotten: those for which the shares of hires by layer were told (lab.md B) [D]."""
RECENT: Final = 4.0
"""Weeks within which one's own activity is the chance of a contact: the usual `window`."""
SURE: Final = 0.9999
"""Own activity at most: the inner layer's by its usual contacts is .9997 [D]."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Ties of one kind that one person has: how many, what each does for them out of work and in work."""

    count: float
    closeness: float
    idle: Tie
    busy: Tie

    def tie(self, *, out: bool) -> Tie:
        """What one does for them out of work, or in work."""
        return self.idle if out else self.busy


@lru_cache(maxsize=256)
def layers(
    parameters: Parameters,
    mine: Strategy,
    others: Strategy,
    week: float,
    ego: Ego = USUAL,
    among: Ego = USUAL,
) -> tuple[Layer, ...]:
    """The ties `ego` of somebody with the strategy `mine` to others whose ties are `among`, so many weeks after both
    began with it. Before, all lived as `BASE`."""
    hearer, teller = plan(parameters, mine, ego), plan(parameters, others, among)
    size, opened = buckets(parameters, mine, others, ego, among)
    found = []
    for at in range(len(COUNTS) + sum(since <= week for since in opened)):
        count, held = (ego.counts[at], ego.mutuals[at]) if at < len(COUNTS) else (size, 0)
        close = close_by(parameters, at, teller, hearer, week, opened, ego, among)
        mutual = partial(picked, parameters, at, (others, mine), (teller, hearer), held, egos=(among, ego))
        idle, busy = (
            told(parameters, at, teller, hearer, close, mutual(out=out), out=out, ego=ego, among=among)
            for out in (True, False)
        )
        found.append(Layer(count, close, idle, busy))
    return _strongest(found, parameters.shape.strongest)


def _strongest(found: list[Layer], left: float) -> tuple[Layer, ...]:
    """The same layers with so many ties in all, the strongest; all of them unless an ablation asks."""
    for at in sorted(range(len(found)), key=lambda at: -found[at].busy.strength):
        kept = min(left, found[at].count)
        found[at], left = replace(found[at], count=kept), left - kept
    return tuple(found)


def close_by(
    parameters: Parameters,
    at: int,
    teller: Plan,
    hearer: Plan,
    week: float,
    opened: Sequence[float],
    ego: Ego = USUAL,
    among: Ego = USUAL,
) -> float:
    """The closeness of a tie of a layer between two plans: from what the hearer knows it to be, else from what it was
    among people who live as `BASE`, or from 0 where it was begun since."""
    together = (teller.busy[at] + hearer.busy[at]) / 2
    if at >= len(COUNTS):
        return closeness(parameters, together, 0.0, week - opened[at - len(COUNTS)])
    first = ego.closeness[at]
    if LAYERS[at] == "dormant":  # others fall asleep as these are forgotten, so that a market at rest stays so [D]
        asleep = _asleep(parameters) if first is None else first
        return closeness(parameters, together, asleep, week, rest=asleep)
    if first is None:
        first = settled(parameters, _before(parameters, at, ego, among))
    return closeness(parameters, together, first, week)


def _before(parameters: Parameters, at: int, ego: Ego, among: Ego) -> float:
    """The joint hours a week of a tie among people who live as `BASE`."""
    return (plan(parameters, BASE, among).busy[at] + plan(parameters, BASE, ego).busy[at]) / 2


def _asleep(parameters: Parameters) -> float:
    """The closeness of ties asleep, the mean of all that fell asleep within the time they take to be forgotten."""
    faded = parameters.decay * FADING
    return parameters.dormant * (1 - exp(-faded)) / faded


def told(
    parameters: Parameters,
    at: int,
    teller: Plan,
    hearer: Plan,
    close: float,
    mutual: float,
    *,
    out: bool,
    ego: Ego = USUAL,
    among: Ego = USUAL,
) -> Tie:
    """What a tie does for somebody out of work, or in work; the teller is in work."""
    hours = (teller.busy[at] + (hearer.idle if out else hearer.busy)[at]) / 2
    more = _more(parameters, at, hours, ego, among) if at < len(COUNTS) else 0.0
    return tie(parameters, activity(parameters, at, hours, more), close, mutual)


def _more(parameters: Parameters, at: int, hours: float, ego: Ego, among: Ego) -> float:
    """Contacts a week above the usual, where one's own activity is known: more hours bring as many more as they bring
    anybody, and fewer take away their part of what there is [D]."""
    own = ego.activity[at]
    if own is None:
        return 0.0
    before = _before(parameters, at, ego, among)
    above = -log1p(-min(own, SURE)) / RECENT - contacts(parameters, at, before)
    return above * min(1.0, hours / before) if before else above


@lru_cache(maxsize=256)
def buckets(
    parameters: Parameters, mine: Strategy, others: Strategy, ego: Ego = USUAL, among: Ego = USUAL
) -> tuple[float, tuple[float, ...]]:
    """New ties come in buckets, an eighth of what may come at all: its size, and the weeks in which they open, each
    once half of it is begun."""

    def both(week: float) -> float:
        return begun(parameters, mine, week, ego) + begun(parameters, others, week, among)

    size = both(1e9) / len(BUCKETS)
    weeks = [_when(both, (bucket + 0.5) * size) for bucket in range(len(BUCKETS))] if size else []
    return size, tuple(week for week in weeks if week is not None)


def _when(many_by: Callable[[float], float], many: float) -> float | None:
    """The week in which so many new ties are begun."""
    low, high = 0.0, 100.0 * WEEKS
    if many_by(high) < many:
        return None
    for _ in range(60):
        middle = (low + high) / 2
        reached = many_by(middle) >= many
        low, high = (low, middle) if reached else (middle, high)
    return high

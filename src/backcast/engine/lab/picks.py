"""Ties picked by their mutual contacts: bridges, which have few, and cliques, which have many.

A strategy that looks at them gives its hours to such ties of a layer only. In formulas a layer is as its mean tie, so
its mutual contacts become the mean over hours: those kept for everybody stay with what the layer has, those given on
top go to ties as picked. New ties are all picked. Who else is closer or livelier in the layer stays as it is [D].
"""

from backcast.engine.lab.ego import USUAL, Ego
from backcast.engine.lab.parameters import COUNTS, Parameters, Strategy
from backcast.engine.lab.ties import Plan, begun, kept

Both = tuple[Strategy, Strategy]


def picked(
    parameters: Parameters,
    at: int,
    both: Both,
    plans: tuple[Plan, Plan],
    held: float,
    *,
    out: bool,
    egos: tuple[Ego, Ego] = (USUAL, USUAL),
) -> float:
    """The mutual contacts of a tie of a layer between two strategies, teller and hearer, where it had so many; the
    hearer is out of work, or in work."""
    if all(one.mutual is None for one in both):
        return held
    if at >= len(COUNTS):
        weights = [begun(parameters, one, 1e9, ego) for one, ego in zip(both, egos, strict=True)]
        return _mean(held, both, weights, sum(weights))
    teller, hearer = plans
    hours = (teller.busy[at], (hearer.idle if out else hearer.busy)[at])
    weights = [one - parameters.social * kept(at, ego) for one, ego in zip(hours, egos, strict=True)]
    return _mean(held, both, weights, sum(hours))


def _mean(held: float, both: Both, weights: list[float], of_all: float) -> float:
    """What it has, moved to what each side picks by its share of the hours."""
    moved = sum(
        weight * (one.mutual - held) for one, weight in zip(both, weights, strict=True) if one.mutual is not None
    )
    return held + moved / of_all if of_all else held

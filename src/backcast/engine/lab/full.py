"""The full market for the kernel: what the ties of each pair of groups do in some week, as whole numbers."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from backcast.engine.lab.layers import buckets, close_by, layers, told
from backcast.engine.lab.parameters import BASE, COUNTS, LAYERS, Parameters, Strategy
from backcast.engine.lab.picks import picked
from backcast.engine.lab.seniority import MIDDLE, Level, by_group
from backcast.engine.lab.tables import MUTUAL, Passing, Tables
from backcast.engine.lab.ties import Tie, alone, loses, plan
from backcast.engine.lab.words import ONE, threshold

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Whole = NDArray[np.uint64]

UNIT: Final = 1 << 20
"""The weight of a tie of full strength: weights are whole numbers."""
CLOSED: Final = Tie(0.0, 0.0, 0.0, 0.0)
"""A tie that is not begun yet."""


def tables(parameters: Parameters, strategies: Sequence[Strategy], week: float, levels: Sequence[Level] = ()) -> Tables:
    """The chances of one week for groups that have followed these strategies since week 0, each at its level; all in
    the middle where none are named.

    News that would come to nothing over any tie is drawn first (thin first, lab.md A.2): its rate holds the best chance
    of any tie, and a tie keeps its own share of that."""
    held = levels or [MIDDLE] * len(strategies)
    people = by_group(parameters, held, len(strategies))
    idle, busy = (_ties(people, strategies, week, out=out) for out in (True, False))
    idle = [[_open(pair, level.openings) for pair, level in zip(row, held, strict=True)] for row in idle]
    best_idle, best_busy = (max(one.works for one in _flat(grid)) for grid in (idle, busy))
    news, ladder = parameters.news * best_idle, parameters.ladder * best_busy
    stays = (1.0, 1 - parameters.quit_less)
    leaves = [[loses(own, one) * part for part in stays] for own, one in zip(people, strategies, strict=True)]
    moves = [[part + parameters.moves * less for part, less in zip(row, stays, strict=True)] for row in leaves]
    return Tables(
        own=_whole([alone(own, one, BASE.idle) for own, one in zip(people, strategies, strict=True)]),
        news=_whole([news] * len(strategies)),
        ladder=_whole([news + ladder] * len(strategies)),
        leaves=_whole(leaves),
        moves=_whole(moves),
        to_idle=_passing(idle, best_idle),
        to_busy=_passing(busy, best_busy),
    )


def opened(
    tables: Tables,
    parameters: Parameters,
    strategies: Sequence[Strategy],
    openings: float,
    levels: Sequence[Level] = (),
) -> Tables:
    """The same week with so many openings against those of the market at rest (lab.md C7)."""
    import numpy as np

    whole = np.minimum(np.rint(tables.news * openings), ONE).astype(np.uint64)
    ladder = np.minimum(whole + (tables.ladder - tables.news), np.uint64(ONE))
    people = by_group(parameters, levels, len(strategies))
    own = _whole([alone(one, strategy, BASE.idle, openings) for one, strategy in zip(people, strategies, strict=True)])
    return replace(tables, own=own, news=whole, ladder=ladder)


def amounts(parameters: Parameters, strategies: Sequence[Strategy], week: float) -> "tuple[Floats, Floats]":
    """What one tie adds to what a person's ties amount to, by [group, group of the contact, layer]: strength, and
    closeness to a power."""
    import numpy as np

    shape = (len(strategies), len(strategies), len(LAYERS))
    strength, close = np.zeros(shape), np.zeros(shape)
    for mine, hearer in enumerate(strategies):
        for other, teller in enumerate(strategies):
            for at, one in enumerate(layers(parameters, hearer, teller, week)):
                strength[mine, other, at] = one.busy.strength
                close[mine, other, at] = one.closeness**parameters.convex
    return strength, close


Grid = list[list[list[list[Tie]]]]
"""Ties by group of the teller, group of the hearer, layer, mutual contacts."""


def _ties(people: Sequence[Parameters], strategies: Sequence[Strategy], week: float, *, out: bool) -> Grid:
    """What hearers have of it, by what holds for them."""
    hearers = list(zip(people, strategies, strict=True))
    return [[_pair(held, teller, hearer, week, out=out) for held, hearer in hearers] for teller in strategies]


def _open(pair: list[list[Tie]], openings: float) -> list[list[Tie]]:
    """Ties whose hearers have so many openings."""
    return [[replace(one, works=one.works * openings) for one in layer] for layer in pair] if openings != 1 else pair


def _pair(parameters: Parameters, teller: Strategy, hearer: Strategy, week: float, *, out: bool) -> list[list[Tie]]:
    """What the ties of every layer do between two groups."""
    plans = plan(parameters, teller), plan(parameters, hearer)
    _, opened = buckets(parameters, teller, hearer)
    found = []
    there = len(COUNTS) + sum(since <= week for since in opened)
    for at in range(there):
        close = close_by(parameters, at, *plans, week, opened)
        mutuals = [picked(parameters, at, (teller, hearer), plans, held, out=out) for held in range(MUTUAL)]
        found.append([told(parameters, at, *plans, close, mutual, out=out) for mutual in mutuals])
    return found + [[CLOSED] * MUTUAL] * (len(LAYERS) - there)


def _flat(grid: Grid) -> list[Tie]:
    return [one for row in grid for pair in row for layer in pair for one in layer]


def _passing(grid: Grid, best: float) -> Passing:
    import numpy as np

    shape = (len(grid), len(grid), len(LAYERS), MUTUAL)
    ties = _flat(grid)
    weight = np.array([round(one.weight * UNIT) for one in ties], np.uint64).reshape(shape)
    keep, vouched = ([getattr(one, name) for one in ties] for name in ("works", "vouched"))
    return Passing(weight, _whole([one / best for one in keep]).reshape(shape), _whole(vouched).reshape(shape))


def _whole(chances: Any) -> "Whole":
    """Chances as whole numbers of 2^32nds, in the same shape."""
    import numpy as np

    every = np.asarray(chances, dtype=float)
    return np.array([threshold(one) for one in every.ravel()], np.uint64).reshape(every.shape)

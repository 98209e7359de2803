"""Single lives with a strategy: how far luck moves what the mean hides (lab.md C, luck).

Each life goes from week to week by the chances of the market in formulas, alone among people who live as everybody
else. Lives of different strategies share their random words, and so their luck.
"""

from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING, Final

from backcast.engine.lab import words
from backcast.engine.lab.layers import AGAIN
from backcast.engine.lab.meanfield import COLD, IDLE, Market
from backcast.engine.lab.parameters import WEEKS, Strategy
from backcast.engine.lab.pay import chances

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

PARTS: Final = (0.1, 0.25, 0.5, 0.75, 0.9)
"""Quantiles that are told: the outer two hold four lives of five between them."""


@dataclass(frozen=True, slots=True)
class Lives:
    """`pay[year][life]`: what a life earned in each year, in years of the first week's pay; `total[life]`: all of it,
    discounted; `idle[life]`: weeks out of work."""

    pay: "Floats"
    total: "Floats"
    idle: "Floats"

    def band(self, part: float) -> list[float]:
        """Year by year, the pay that so many lives stay below."""
        import numpy as np

        return [float(one) for one in np.quantile(self.pay, part, axis=1)]


def lives(market: Market, mine: Strategy, years: int, many: int, seed: int) -> Lives:
    """So many lives over some years; they begin as the market at rest is, with pay 1."""
    import numpy as np

    parameters = market.parameters
    begins = words.low(words.first(words.key(seed, 2**32), many)) / words.ONE
    state = np.searchsorted(np.cumsum(market.states), begins, side="right").clip(IDLE, 2)
    wage, pay = np.ones(many), np.zeros((years, many))
    total, idle = np.zeros(many), np.zeros(many)
    for at in range(years * WEEKS):
        if at % AGAIN == 0:
            _, rows, growth = chances(market, mine, at, market.states[IDLE])
            steps = np.cumsum([[part for to in row for part in to] for row in rows], axis=1)
        drawn = words.high(words.first(words.key(seed, at), many)) / words.ONE
        to = (steps[state] <= drawn[:, None]).sum(axis=1).clip(0, 5)
        state = to // 2
        wage *= np.where(to % 2, parameters.better, 1.0)
        wage *= np.where(state >= COLD, exp(growth / WEEKS), 1.0)
        earned = wage * np.where(state == IDLE, parameters.replaced, 1.0) / WEEKS
        pay[at // WEEKS] += earned
        total += earned * exp(-parameters.discount * at / WEEKS)
        idle += state == IDLE
    return Lives(pay, total, idle)

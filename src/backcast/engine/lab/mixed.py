"""Several strategies in one market: what each earns beside the others, and which shares of them are at rest.

The market in formulas (lab.md A.4) with a mixture of people: every tie leads to somebody of each strategy with the
chance of its share. With one strategy alone this is `pay.expected`, alone or with everyone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from typing import Final

from backcast.engine.lab.layers import AGAIN, Layer, layers
from backcast.engine.lab.meanfield import IDLE, Market, Offers, chosen_among, heard, openings, week
from backcast.engine.lab.parameters import BASE, WEEKS, Strategy
from backcast.engine.lab.pay import amount, earned, expected, grown, growth, passed

SPEED: Final = 1.0
"""How much a strategy's share grows in a round for each per cent of pay above the mean: e-fold [D]."""
ROUNDS: Final = 60
STILL: Final = 1e-4
"""Rounds at most, and the largest change of a share that counts as rest [D]."""


@dataclass(frozen=True, slots=True)
class Rest:
    """Shares of strategies after the last round, what each then earns against the mean of all in per cent, the rounds
    it took, and whether nothing moved any more."""

    shares: tuple[float, ...]
    gains: tuple[float, ...]
    rounds: int
    still: bool


Grid = list[list[tuple[Layer, ...]]]
"""Ties by the strategy of the one and of the other."""


def earnings(market: Market, strategies: Sequence[Strategy], shares: Sequence[float], years: float) -> list[float]:
    """Discounted pay of a life with each strategy where so large a share lives by each, in years of the first week's
    pay. Strategies that nobody follows earn what the first to do so would."""
    parameters = market.parameters
    states = [list(market.states) for _ in strategies]
    pay = [list(market.states) for _ in strategies]
    value = [0.0] * len(strategies)
    rows: list[list[list[tuple[float, float]]]] = []
    grows: list[float] = []
    for at in range(round(years * WEEKS)):
        if at % AGAIN == 0:
            rows, grows = _chances(market, strategies, shares, at, [held[IDLE] for held in states])
        for one, row in enumerate(rows):
            states[one], pay[one] = passed(states[one], row), grown(parameters, pay[one], row, grows[one])
            value[one] += earned(parameters, pay[one], at)
    return value


def gains(market: Market, strategies: Sequence[Strategy], years: float) -> tuple[float, ...]:
    """What each adds to pay against living as everybody else among people who do, in per cent, where as many live by
    each."""
    usual = expected(market, BASE, years, ego=market.ego).pay
    equal = [1 / len(strategies)] * len(strategies)
    return tuple(100 * (one / usual - 1) for one in earnings(market, strategies, equal, years))


def replicate(
    market: Market, strategies: Sequence[Strategy], years: float, shares: Sequence[float], rounds: int = ROUNDS
) -> Rest:
    """Shares that grow with pay (the replicator, Taylor and Jonker 1978), until they rest or the rounds are over."""
    held, done, still = list(shares), 0, False
    gains = _gains(earnings(market, strategies, held, years), held)
    while done < rounds and not still:
        more = [share * exp(SPEED * gain) for share, gain in zip(held, gains, strict=True)]
        then = [share / sum(more) for share in more]
        still = max(abs(new - old) for new, old in zip(then, held, strict=True)) < STILL
        held, done = then, done + 1
        gains = _gains(earnings(market, strategies, held, years), held)
    return Rest(tuple(held), tuple(gains), done, still)


def _gains(pay: Sequence[float], shares: Sequence[float]) -> list[float]:
    mean = sum(one * share for one, share in zip(pay, shares, strict=True))
    return [100 * (one / mean - 1) for one in pay]


def _chances(
    market: Market,
    strategies: Sequence[Strategy],
    shares: Sequence[float],
    at: int,
    idle: Sequence[float],
) -> tuple[list[list[list[tuple[float, float]]]], list[float]]:
    """From each state to each for everybody's strategy, and the growth of their pay."""
    parameters = market.parameters
    grid: Grid = [
        [layers(parameters, one, other, at, market.ego, market.ego) for other in strategies] for one in strategies
    ]
    mean = sum(share * out for share, out in zip(shares, idle, strict=True))
    free = openings(parameters, mean, market.states[IDLE])
    rivals = {way: _all_rivals(grid, shares, idle, out=way) for way in (True, False)}
    rows, grows = [], []
    for mine, strategy in enumerate(strategies):
        contacts, better = (_offers(grid[mine], rivals[out], shares, idle, out=out) for out in (True, False))
        rows.append(week(parameters, strategy, heard(parameters, strategy, contacts, better, free)))
        held = [amount(parameters, ties) for ties in grid[mine]]
        sums = [sum(share * one[part] for share, one in zip(shares, held, strict=True)) for part in range(2)]
        grows.append(growth(parameters, strategy, (sums[0], sums[1]), market.ego))
    return rows, grows


Rivals = list[list[list[tuple[float, float, float]]]]
"""By strategy of the teller and layer of the hearer's tie: whom else the teller may tell."""


def _offers(
    own: Sequence[tuple[Layer, ...]], rivals: Rivals, shares: Sequence[float], idle: Sequence[float], *, out: bool
) -> Offers:
    """What one's contacts may bring: as `meanfield.offers`, teller by teller."""
    found = []
    for teller, share in enumerate(shares):
        for at, layer in enumerate(own[teller]) if share else ():
            one = layer.tie(out=out)
            chance = (1 - idle[teller]) * one.weight * chosen_among(one.weight, rivals[teller][at]) * one.works
            found.append((share * layer.count, chance, one.vouched))
    return found


def _all_rivals(grid: Grid, shares: Sequence[float], idle: Sequence[float], *, out: bool) -> Rivals:
    return [
        [_rivals(grid, teller, at, shares, idle, out=out) for at in range(max(len(row[teller]) for row in grid))]
        for teller in range(len(shares))
    ]


def _rivals(
    grid: Grid, teller: int, at: int, shares: Sequence[float], idle: Sequence[float], *, out: bool
) -> list[tuple[float, float, float]]:
    """Whom else a teller may tell: how many, what they weigh, the chance that they are wanted."""
    return [
        (share * max(0.0, layer.count - (place == at)), layer.tie(out=out).weight, wanted if out else 1 - wanted)
        for other, (share, wanted) in enumerate(zip(shares, idle, strict=True))
        if share
        for place, layer in enumerate(grid[other][teller])
    ]

"""What a strategy is worth: expected pay over some years, discounted, in a market in formulas (lab.md A.2, A.4)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import exp, log

from backcast.engine.lab.ego import USUAL, Ego
from backcast.engine.lab.layers import AGAIN, Layer, layers
from backcast.engine.lab.meanfield import IDLE, Market, Rates, openings, rates, week
from backcast.engine.lab.parameters import BASE, WEEKS, Parameters, Strategy
from backcast.engine.lab.ties import OUTER, effort


@dataclass(frozen=True, slots=True)
class Outcome:
    """Discounted pay over the years, in years of the first week's pay; the share of time out of work; and the share of
    jobs found out of work that came through contacts."""

    pay: float
    idle: float
    through_contacts: float

    def against(self, other: "Outcome") -> float:
        """Pay against another's, in per cent."""
        return 100 * (self.pay / other.pay - 1)


def expected(
    market: Market,
    mine: Strategy,
    years: float,
    *,
    everyone: bool = False,
    ego: Ego = USUAL,
) -> Outcome:
    """The mean of all lives with a strategy and the ties `ego`, alone among people who live as BASE or when everyone
    takes it up. A life begins somewhere in the market at rest, with pay 1. Other people's ties are the market's."""
    parameters = market.parameters
    crowd = _crowd(market, mine, years) if everyone and market.ego != ego else None
    shares, pay = list(market.states), list(market.states)
    value = idle_weeks = contacts = jobs = 0.0
    weeks = round(years * WEEKS)
    for at in range(weeks):
        if at % AGAIN == 0 or everyone:
            idle = (crowd[at] if crowd else shares[IDLE]) if everyone else market.states[IDLE]
            told, rows, growth = chances(market, mine, at, idle, everyone=everyone, ego=ego)
        contacts, jobs = contacts + shares[IDLE] * told.contacts, jobs + shares[IDLE] * told.found
        shares, pay = passed(shares, rows), grown(parameters, pay, rows, growth)
        value += earned(parameters, pay, at)
        idle_weeks += shares[IDLE]
    return Outcome(value, idle_weeks / max(1, weeks), contacts / jobs if jobs else 0.0)


@lru_cache(maxsize=32)
def _crowd(market: Market, mine: Strategy, years: float) -> list[float]:
    """The share out of work before each week, where everyone has the market's ties and this strategy."""
    shares, found = list(market.states), []
    for at in range(round(years * WEEKS)):
        found.append(shares[IDLE])
        _, rows, _ = chances(market, mine, at, shares[IDLE], everyone=True, ego=market.ego)
        shares = passed(shares, rows)
    return found


def gains(
    market: Market, strategies: Iterable[Strategy], years: float, *, everyone: bool = False, ego: Ego = USUAL
) -> tuple[float, ...]:
    """What each strategy adds to pay against living as everybody else, in per cent; alone, or when everyone takes it
    up."""
    usual = expected(market, BASE, years, ego=ego)
    return tuple(expected(market, one, years, everyone=everyone, ego=ego).against(usual) for one in strategies)


Rows = Sequence[Sequence[tuple[float, float]]]
"""From each state to each, the chance without a move to a better job, and with one (`meanfield.week`)."""


def passed(shares: Sequence[float], rows: Rows) -> list[float]:
    """The states after a week."""
    return [sum(shares[state] * sum(rows[state][to]) for state in range(3)) for to in range(3)]


def grown(parameters: Parameters, pay: Sequence[float], rows: Rows, growth: float) -> list[float]:
    """What all lives in each state are paid after a week: more after a move, and in work by its growth a year."""
    held = [sum(pay[s] * (rows[s][to][0] + rows[s][to][1] * parameters.better) for s in range(3)) for to in range(3)]
    return [one * (1.0 if to == IDLE else exp(growth / WEEKS)) for to, one in enumerate(held)]


def earned(parameters: Parameters, pay: Sequence[float], at: int) -> float:
    """Pay of a week after so many, discounted, in years of the first week's."""
    return exp(-parameters.discount * at / WEEKS) * (pay[IDLE] * parameters.replaced + sum(pay[1:])) / WEEKS


def chances(
    market: Market,
    mine: Strategy,
    at: int,
    idle: float,
    *,
    everyone: bool = False,
    ego: Ego = USUAL,
) -> tuple[Rates, list[list[tuple[float, float]]], float]:
    """Somebody's week after so many weeks with a strategy: its rates, from each state to each, and the growth of pay a
    year. `idle` is the share out of work among those they meet."""
    parameters, since, others = market.parameters, at // AGAIN * AGAIN, market.ego
    theirs = mine if everyone else BASE
    ties = layers(parameters, mine, theirs, since, ego, others)
    tellers = layers(parameters, theirs, theirs, since if everyone else 0.0, others, others)
    told = rates(parameters, mine, ties, tellers, idle, openings(parameters, idle, market.states[IDLE]))
    return told, week(parameters, mine, told), growth(parameters, mine, amount(parameters, ties), others)


def growth(parameters: Parameters, mine: Strategy, ties: tuple[float, float], among: Ego = USUAL) -> float:
    """Growth of pay a year: β_w z_w + β_n z_n, hours of work and what one's ties amount to, in standard deviations from
    everybody else. What they amount to counts as at least one outer tie of somebody else's, for without any the
    logarithm has no end [D]."""
    usual, least = everybodys(parameters, among)
    strength, close = (log(max(own, bound) / other) for own, bound, other in zip(ties, least, usual, strict=True))
    of_ties = ((1 - parameters.closeness_pays) * strength + parameters.closeness_pays * close) / parameters.spread
    return parameters.work_pays * effort(parameters, mine) + parameters.ties_pay * of_ties


@lru_cache(maxsize=256)
def everybodys(parameters: Parameters, among: Ego = USUAL) -> tuple[tuple[float, float], tuple[float, float]]:
    """What the ties of everybody else amount to, and one of their outer ties."""
    ties = layers(parameters, BASE, BASE, 0.0, among, among)
    return amount(parameters, ties), amount(parameters, [replace(ties[OUTER], count=1.0)])


def amount(parameters: Parameters, ties: Sequence[Layer]) -> tuple[float, float]:
    """What ties amount to: their strength, and their closeness to a power; mutual contacts are nothing to either."""
    strength = sum(one.count * one.busy.strength for one in ties)
    return float(strength), float(sum(one.count * one.closeness**parameters.convex for one in ties))

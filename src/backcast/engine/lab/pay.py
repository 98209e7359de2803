"""What a strategy is worth: expected pay over some years, discounted, in a market in formulas (lab.md A.2, A.4)."""

from collections.abc import Sequence
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
    among: Ego | None = None,
) -> Outcome:
    """The mean of all lives with a strategy and the ties `ego`, alone among people who live as BASE or when everyone
    takes it up. A life begins somewhere in the market at rest, with pay 1. Other people's ties are `among`, or as the
    market's."""
    parameters, others = market.parameters, among or market.ego
    crowd = _crowd(market, mine, years, others) if everyone and others != ego else None
    shares, pay = list(market.states), list(market.states)
    value = idle_weeks = contacts = jobs = 0.0
    weeks = round(years * WEEKS)
    for at in range(weeks):
        if at % AGAIN == 0 or everyone:
            idle = (crowd[at] if crowd else shares[IDLE]) if everyone else market.states[IDLE]
            told, rows, growth = chances(market, mine, at, idle, everyone=everyone, ego=ego, among=others)
        contacts, jobs = contacts + shares[IDLE] * told.contacts, jobs + shares[IDLE] * told.found
        shares = _passed(shares, rows)
        pay = [sum(pay[s] * (rows[s][to][0] + rows[s][to][1] * parameters.better) for s in range(3)) for to in range(3)]
        pay = [one * (1.0 if to == IDLE else exp(growth / WEEKS)) for to, one in enumerate(pay)]
        earned = pay[IDLE] * parameters.replaced + sum(pay[1:])
        value += exp(-parameters.discount * at / WEEKS) * earned / WEEKS
        idle_weeks += shares[IDLE]
    return Outcome(value, idle_weeks / max(1, weeks), contacts / jobs if jobs else 0.0)


@lru_cache(maxsize=32)
def _crowd(market: Market, mine: Strategy, years: float, ego: Ego) -> list[float]:
    """The share out of work before each week, where everyone has these ties and this strategy."""
    shares, found = list(market.states), []
    for at in range(round(years * WEEKS)):
        found.append(shares[IDLE])
        _, rows, _ = chances(market, mine, at, shares[IDLE], everyone=True, ego=ego, among=ego)
        shares = _passed(shares, rows)
    return found


def _passed(shares: Sequence[float], rows: Sequence[Sequence[tuple[float, float]]]) -> list[float]:
    """The states after a week."""
    return [sum(shares[state] * sum(rows[state][to]) for state in range(3)) for to in range(3)]


def chances(
    market: Market,
    mine: Strategy,
    at: int,
    idle: float,
    *,
    everyone: bool = False,
    ego: Ego = USUAL,
    among: Ego | None = None,
) -> tuple[Rates, list[list[tuple[float, float]]], float]:
    """Somebody's week after so many weeks with a strategy: its rates, from each state to each, and the growth of pay a
    year. `idle` is the share out of work among those they meet."""
    parameters, since, others = market.parameters, at // AGAIN * AGAIN, among or market.ego
    theirs = mine if everyone else BASE
    ties = layers(parameters, mine, theirs, since, ego, others)
    tellers = layers(parameters, theirs, theirs, since if everyone else 0.0, others, others)
    told = rates(parameters, mine, ties, tellers, idle, openings(parameters, idle, market.states[IDLE]))
    return told, week(parameters, mine, told), growth(parameters, mine, amount(parameters, ties), others)


def growth(parameters: Parameters, mine: Strategy, ties: tuple[float, float], among: Ego = USUAL) -> float:
    """Growth of pay a year: β_w z_w + β_n z_n, hours of work and what one's ties amount to, in standard deviations from
    everybody else. What they amount to counts as at least one outer tie of somebody else's, for without any the
    logarithm has no end [D]."""
    usual, least = _usual(parameters, among)
    strength, close = (log(max(own, bound) / other) for own, bound, other in zip(ties, least, usual, strict=True))
    of_ties = ((1 - parameters.closeness_pays) * strength + parameters.closeness_pays * close) / parameters.spread
    return parameters.work_pays * effort(parameters, mine) + parameters.ties_pay * of_ties


@lru_cache(maxsize=256)
def _usual(parameters: Parameters, among: Ego) -> tuple[tuple[float, float], tuple[float, float]]:
    """What the ties of everybody else amount to, and one of their outer ties."""
    ties = layers(parameters, BASE, BASE, 0.0, among, among)
    return amount(parameters, ties), amount(parameters, [replace(ties[OUTER], count=1.0)])


def amount(parameters: Parameters, ties: Sequence[Layer]) -> tuple[float, float]:
    """What ties amount to: their strength, and their closeness to a power; mutual contacts are nothing to either."""
    strength = sum(one.count * one.busy.strength for one in ties)
    return float(strength), float(sum(one.count * one.closeness**parameters.convex for one in ties))

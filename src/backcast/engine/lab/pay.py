"""What a strategy is worth: expected pay over some years, discounted, in a market in formulas (lab.md A.2, A.4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

from backcast.engine.lab.layers import AGAIN, Layer, layers
from backcast.engine.lab.meanfield import IDLE, Market, Rates, openings, rates, week
from backcast.engine.lab.parameters import BASE, MUTUALS, WEEKS, Parameters, Strategy
from backcast.engine.lab.ties import effort


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
    mutuals: tuple[int, ...] = MUTUALS,
    among: tuple[int, ...] | None = None,
) -> Outcome:
    """The mean of all lives with a strategy, alone among people who live as BASE or when everyone takes it up. A life
    begins somewhere in the market at rest, with pay 1. `among` holds the mutual contacts of other people's ties, where
    they differ from one's own."""
    parameters = market.parameters
    shares, pay = list(market.states), list(market.states)
    value = idle_weeks = contacts = jobs = 0.0
    weeks = round(years * WEEKS)
    for at in range(weeks):
        if at % AGAIN == 0 or everyone:
            idle = shares[IDLE] if everyone else market.states[IDLE]
            told, rows, growth = chances(market, mine, at, idle, everyone=everyone, mutuals=mutuals, among=among)
        contacts, jobs = contacts + shares[IDLE] * told.contacts, jobs + shares[IDLE] * told.found
        shares = [sum(shares[state] * sum(rows[state][to]) for state in range(3)) for to in range(3)]
        pay = [sum(pay[s] * (rows[s][to][0] + rows[s][to][1] * parameters.better) for s in range(3)) for to in range(3)]
        pay = [one * (1.0 if to == IDLE else exp(growth / WEEKS)) for to, one in enumerate(pay)]
        earned = pay[IDLE] * parameters.replaced + sum(pay[1:])
        value += exp(-parameters.discount * at / WEEKS) * earned / WEEKS
        idle_weeks += shares[IDLE]
    return Outcome(value, idle_weeks / max(1, weeks), contacts / jobs if jobs else 0.0)


def chances(
    market: Market,
    mine: Strategy,
    at: int,
    idle: float,
    *,
    everyone: bool = False,
    mutuals: tuple[int, ...] = MUTUALS,
    among: tuple[int, ...] | None = None,
) -> tuple[Rates, list[list[tuple[float, float]]], float]:
    """Somebody's week after so many weeks with a strategy: its rates, from each state to each, and the growth of pay a
    year. `idle` is the share out of work among those they meet."""
    parameters, since = market.parameters, at // AGAIN * AGAIN
    ties = layers(parameters, mine, mine if everyone else BASE, since, mutuals)
    theirs = ties if everyone else layers(parameters, BASE, BASE, 0.0, among or mutuals)
    told = rates(parameters, mine, ties, theirs, idle, openings(parameters, idle, market.states[IDLE]))
    return told, week(parameters, mine, told), growth(parameters, mine, amount(parameters, ties))


def growth(parameters: Parameters, mine: Strategy, ties: tuple[float, float]) -> float:
    """Growth of pay a year: β_w z_w + β_n z_n, hours of work and what one's ties amount to, in standard deviations from
    everybody else."""
    usual = amount(parameters, layers(parameters, BASE, BASE, 0.0, MUTUALS))
    strength, close = (log(own / other) for own, other in zip(ties, usual, strict=True))
    of_ties = ((1 - parameters.closeness_pays) * strength + parameters.closeness_pays * close) / parameters.spread
    return parameters.work_pays * effort(parameters, mine) + parameters.ties_pay * of_ties


def amount(parameters: Parameters, ties: Sequence[Layer]) -> tuple[float, float]:
    """What ties amount to: their strength, and their closeness to a power; mutual contacts are nothing to either."""
    strength = sum(one.count * one.busy.strength for one in ties)
    return float(strength), float(sum(one.count * one.closeness**parameters.convex for one in ties))

"""The market in formulas: everybody meets the average of everybody else (lab.md A.4).

The fast half of the lab, and the oracle of the simulation. With equal weights the chance of a hire through a tie is the
matching formula of Calvó-Armengol and Zenou (2005).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from math import log
from typing import TYPE_CHECKING, Final

from backcast.engine.lab.ego import USUAL, Ego
from backcast.engine.lab.layers import Layer, layers
from backcast.engine.lab.parameters import BASE, Parameters, Strategy
from backcast.engine.lab.ties import Tie, alone, loses

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

NODES: Final = 40
"""Of the Gauss–Laguerre quadrature (lab.md A.4)."""
JOB_FINDING, CONTACT_SHARE, MOVES = 0.131, 0.40, 0.005
"""What a market is fitted to: finds work in a week (net of losing it in the same one), share of jobs found through
contacts (a third to a half), moves to another job a week (lab.md A.3)."""
AT_MOST, CLOSE = 60, 1e-12
"""Rounds of fitting, and how near the share out of work must be to the round before."""
IDLE, COLD, REFERRED = range(3)
"""Out of work; in work, hired without and with a referral."""


Enough = Callable[[float], bool]


@dataclass(frozen=True, slots=True)
class Rates:
    """One person's week: finds work alone, through contacts, by referral; of a better job, through contacts, by
    referral."""

    alone: float
    contacts: float
    referral: float
    better: float
    better_referral: float

    @property
    def found(self) -> float:
        """Out of work, finds any."""
        return 1 - (1 - self.alone) * (1 - self.contacts)


def rates(
    parameters: Parameters,
    mine: Strategy,
    own: Sequence[Layer],
    theirs: Sequence[Layer],
    idle: float,
    openings: float = 1.0,
) -> Rates:
    """The week of somebody with these ties, among tellers whose ties are `theirs` and of whom the share `idle` is out
    of work; `openings` there are against those at rest."""
    contacts = offers(own, theirs, idle, out=True)
    better = offers(own, theirs, idle, out=False)
    return heard(parameters, mine, contacts, better, openings)


def heard(parameters: Parameters, mine: Strategy, contacts: "Offers", better: "Offers", openings: float) -> Rates:
    """The week of somebody whom contacts may tell this."""
    news = parameters.news * openings
    return Rates(
        alone(parameters, mine, BASE.idle, openings),
        some(contacts, news),
        some(contacts, news, vouched=True),
        some(better, parameters.ladder),
        some(better, parameters.ladder, vouched=True),
    )


def openings(parameters: Parameters, idle: float, at_rest: float) -> float:
    """Openings against those of the market at rest: ((J − E)/(J − E*))^χ with a fixed number of jobs (lab.md C7)."""
    free = parameters.openings * at_rest
    return max(0.0, (free + idle - at_rest) / free) ** parameters.fixed_jobs if parameters.fixed_jobs else 1.0


Offers = Sequence[tuple[float, float, float]]
"""For each layer: ties, the chance of a job through one of them where every teller has news, and how much of it is
vouched for."""


def some(told: Offers, rate: float, *, vouched: bool = False) -> float:
    """The chance of any offer, or any that is vouched for, where tellers have news at this rate."""
    none = 1.0
    for count, chance, share in told:
        none *= (1 - min(1.0, rate * chance * (share if vouched else 1.0))) ** count
    return 1 - none


def offers(own: Sequence[Layer], theirs: Sequence[Layer], idle: float, *, out: bool) -> Offers:
    """p = (1 − u) · ω · E[1/(ω + W)] · works, with W what the teller's other contacts weigh who are wanted too."""
    wanted = idle if out else 1 - idle
    rivals = [(layer.count, layer.tie(out=out).weight) for layer in theirs]
    return [_offer(at, layer.tie(out=out), layer.count, rivals, idle, wanted) for at, layer in enumerate(own)]


def _offer(
    at: int, one: Tie, count: float, rivals: Sequence[tuple[float, float]], idle: float, wanted: float
) -> tuple[float, float, float]:
    others = tuple((max(0.0, many - (place == at)), weight) for place, (many, weight) in enumerate(rivals))
    return count, (1 - idle) * one.weight * chosen(one.weight, others, wanted) * one.works, one.vouched


@cache
def _nodes() -> "tuple[Floats, Floats]":
    import numpy as np
    from numpy.polynomial.laguerre import laggauss

    nodes, weights = laggauss(NODES)
    return nodes, weights * np.exp(nodes)


@lru_cache(maxsize=4096)
def chosen(weight: float, others: tuple[tuple[float, float], ...], wanted: float) -> float:
    """`chosen_among` rivals who are all as likely to be wanted."""
    return chosen_among(weight, tuple((count, one, wanted) for count, one in others))


def chosen_among(weight: float, others: Sequence[tuple[float, float, float]]) -> float:
    """E[1/(ω + W)] = ∫₀^∞ e^(−zω) Π (1 − u_l + u_l e^(−zω_l))^(n_l) dz, with the nodes scaled to 1/(ω + ½ E W)."""
    import numpy as np

    if weight <= 0:
        return 0.0
    nodes, parts = _nodes()
    count, one, wanted = np.array(others, dtype=float).reshape(-1, 3).T
    scale = 1 / (weight + float(count * one @ wanted) / 2)
    z = nodes * scale
    met = np.log1p(wanted[:, None] * np.expm1(-one[:, None] * z))
    return float(parts @ np.exp(count @ met - z * weight)) * scale


def week(parameters: Parameters, mine: Strategy, told: Rates) -> list[list[tuple[float, float]]]:
    """From each state to each: the chance without a move to a better job, and with one."""
    leaves = loses(parameters, mine)
    by = {COLD: leaves, REFERRED: leaves * (1 - parameters.quit_less)}
    cold = told.found - told.referral
    rows = [[(0.0, 0.0)] * 3 for _ in range(3)]
    stays = {COLD: cold * (1 - by[COLD]), REFERRED: told.referral * (1 - by[REFERRED])}
    rows[IDLE] = [(1 - sum(stays.values()), 0.0), (stays[COLD], 0.0), (stays[REFERRED], 0.0)]
    for state in (COLD, REFERRED):
        keeps = 1 - by[state]
        own = parameters.moves * (1 - parameters.quit_less * (state == REFERRED)) * (1 - told.better)
        to_cold = (told.better - told.better_referral) * keeps + own
        to_referred = told.better_referral * keeps
        rows[state][IDLE] = (by[state], 0.0)
        rows[state][COLD] = ((keeps - to_cold - to_referred) * (state == COLD), to_cold)
        rows[state][REFERRED] = ((keeps - to_cold - to_referred) * (state == REFERRED), to_referred)
    return rows


def long_run(rows: Sequence[Sequence[tuple[float, float]]]) -> list[float]:
    """The shares of the three states that a week leaves as they are."""
    import numpy as np

    chain = np.array([[sum(part) for part in row] for row in rows])
    system = chain.T - np.eye(3)
    system[-1] = 1.0
    return [float(share) for share in np.linalg.solve(system, np.array([0.0, 0.0, 1.0]))]


@dataclass(frozen=True, slots=True)
class Market:
    """A market at rest in which everybody lives as BASE with the ties `ego`, and the assumptions fitted to it."""

    parameters: Parameters
    states: tuple[float, float, float]
    rates: Rates
    ego: Ego = USUAL


def fitted(parameters: Parameters, *, contact_share: float = CONTACT_SHARE, ego: Ego = USUAL) -> Market:
    """The market with `searches`, `news` and `ladder` fitted, so that people find work, hear of it and move as often as
    was measured. Where the moves people make alone are more than wanted already, nobody hears of better jobs."""
    ties = layers(parameters, BASE, BASE, 0.0, ego, ego)
    idle = parameters.b / (parameters.b + JOB_FINDING)
    for _ in range(AT_MOST):
        parameters = _fit(parameters, ties, idle, contact_share)
        told = rates(parameters, BASE, ties, ties, idle)
        states = long_run(week(parameters, BASE, told))
        if abs(states[IDLE] - idle) < CLOSE:
            break
        idle = states[IDLE]
    return Market(parameters, (states[0], states[1], states[2]), told, ego)


def at_rest(parameters: Parameters) -> Market:
    """The market of these assumptions as they are, nothing fitted."""
    ties = layers(parameters, BASE, BASE, 0.0)
    idle = parameters.b / (parameters.b + JOB_FINDING)
    for _ in range(AT_MOST * 10):
        told = rates(parameters, BASE, ties, ties, idle)
        states = long_run(week(parameters, BASE, told))
        if abs(states[IDLE] - idle) < CLOSE:
            break
        idle = (idle + states[IDLE]) / 2
    return Market(parameters, (states[0], states[1], states[2]), told)


def _fit(parameters: Parameters, ties: Sequence[Layer], idle: float, share: float) -> Parameters:
    """The three rates for a given share out of work; news by halving, for what it brings rises with it."""
    gross = JOB_FINDING / (1 - parameters.b)
    contacts, better = offers(ties, ties, idle, out=True), offers(ties, ties, idle, out=False)
    news = _halved(lambda rate: some(contacts, rate) >= share * gross)
    own = 1 - (1 - gross) / (1 - some(contacts, news))
    wanted = max(0.0, (MOVES - parameters.moves) / (1 - parameters.moves))
    ladder = _halved(lambda rate: some(better, rate) >= wanted) if wanted else 0.0
    return replace(parameters, searches=log(1 - own) / log(1 - parameters.cold), news=news, ladder=ladder)


def _halved(enough: Enough) -> float:
    """The lowest rate that is enough, of at most a hundred a week [D]: the worlds need three."""
    low, high = 0.0, 100.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high

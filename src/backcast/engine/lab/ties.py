"""Ties as rates: planned hours by layer give closeness and activity, and these give what a tie does (lab.md A.1).

All of it is by group and layer, never by tie: a tie itself holds only its layer and its count of mutual contacts.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import exp, log
from typing import Final

from backcast.engine.lab.ego import CIRCLES, USUAL, Ego
from backcast.engine.lab.parameters import (
    AWAKE,
    BASE,
    CONTACTS,
    COUNTS,
    EACH,
    HOURS,
    KEPT,
    LAYERS,
    TAU,
    Parameters,
    Strategy,
)

BUCKETS: Final = LAYERS[len(COUNTS) :]
"""Layers that open as new ties are begun."""
OUTER: Final = LAYERS.index("outer")
Where = tuple[tuple[str, float], ...]
"""Shares of hours by layer, as a strategy names them."""
ALIKE: Final = sum(many * count for many, count in zip(CONTACTS, COUNTS, strict=True)) / sum(
    hours * count for hours, count in zip(HOURS, COUNTS, strict=True)
)
"""Contacts an hour brings over all layers."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Hours a week for one tie of each layer, in work and out of work."""

    busy: tuple[float, ...]
    idle: tuple[float, ...]


@lru_cache(maxsize=256)
def plan(parameters: Parameters, strategy: Strategy, ego: Ego = USUAL) -> Plan:
    """The hours one side plans for a tie of each layer: what is kept for it anyway, and an equal part of the hours that
    go to the layer. New ties are kept out of work too, whoever else the hours go to then."""
    spread, out = shares(strategy.where, ego), shares(strategy.idle_where or strategy.where, ego)
    busy = _hours(parameters, spread, strategy.people * parameters.hours, ego)
    idle = _hours(parameters, out, strategy.idle * parameters.free, ego)
    return Plan(busy, (*idle[: len(COUNTS)], *busy[len(COUNTS) :]))


def shares(where: Where, ego: Ego = USUAL) -> dict[str, float]:
    """Which share of the hours goes to which layer, as ties are kept anyway where nothing is said; new ties are their
    own business (`begun`). What was meant for a layer without ties goes to the others that were meant, and without any
    to new ties [D]."""
    wanted = where
    if where == EACH:
        wanted = tuple(zip(CIRCLES, map(float, ego.counts), strict=True))
    elif where in ((), AWAKE):
        woken = [("dormant", kept(OUTER, ego) * ego.counts[CIRCLES.index("dormant")])] if where else []
        wanted = (*((name, kept(at, ego) * ego.counts[at]) for at, name in enumerate(KEPT)), *woken)
    held = {name: part for name, part in wanted if name not in CIRCLES or ego.counts[CIRCLES.index(name)]}
    every = sum(held.values()) if wanted is not where or len(held) < len(where) else 1.0
    return {name: part / every for name, part in held.items()} if every else {"new": 1.0}


def _hours(parameters: Parameters, spread: dict[str, float], extra: float, ego: Ego) -> tuple[float, ...]:
    planned = [
        parameters.social * kept(at, ego) + (extra * spread.get(name, 0.0) / ego.counts[at] if ego.counts[at] else 0.0)
        for at, name in enumerate(CIRCLES)
    ]
    return (*planned, *(HOURS[OUTER] if spread.get("new") else 0.0 for _ in BUCKETS))


def kept(layer: int, ego: Ego) -> float:
    """Social hours a week that are kept for one tie of a layer anyway: a day has no more hours for whoever knows more
    people, so that a larger layer shares those of a usual one [D]."""
    return HOURS[layer] * min(1.0, COUNTS[layer] / ego.counts[layer]) if ego.counts[layer] else HOURS[layer]


def begun(parameters: Parameters, strategy: Strategy, week: float, ego: Ego = USUAL) -> float:
    """New ties one has begun after so many weeks: each takes `starts` hours to begin and an outer tie's hours to
    keep, so that n(t) = (xL/.045)(1 − e^(−.045 t/c))."""
    keep = HOURS[OUTER]
    hours = strategy.people * parameters.hours * shares(strategy.where, ego).get("new", 0.0)
    return hours / keep * (1 - exp(-keep * week / parameters.starts))


def settled(parameters: Parameters, hours: float) -> float:
    """The closeness that so many joint hours a week lead to: r / (r + λτ)."""
    return hours / (parameters.shape.closeness * hours + parameters.decay * TAU)


def closeness(parameters: Parameters, hours: float, first: float, week: float, rest: float = 0.0) -> float:
    """Closeness after some weeks of so many joint hours: dC/dt = (r/τ)(1 − C) − λ(C − C_rest) in closed form, `rest`
    where it would fade to without any."""
    rate = parameters.shape.closeness * hours / TAU + parameters.decay
    goal = settled(parameters, hours) + parameters.decay * rest / rate
    return goal + (first - goal) * exp(-rate * week)


def contacts(parameters: Parameters, layer: int, hours: float) -> float:
    """Contacts a week: they follow the hours. Layers without hours of their own are met as outer ties are [D]."""
    like = layer if HOURS[min(layer, len(HOURS) - 1)] and layer < len(HOURS) else OUTER
    an_hour = CONTACTS[like] / HOURS[like] if parameters.shape.by_layer else ALIKE
    return an_hour * hours / parameters.social


def activity(parameters: Parameters, layer: int, hours: float, more: float = 0.0) -> float:
    """The chance of a contact within the window, with so many contacts a week more than usual."""
    many = (contacts(parameters, layer, hours) + more) * parameters.window
    return 1 - exp(-many) if parameters.shape.activity else min(1.0, many)


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie of some layer between two plans, at some week: its strength, what it weighs among others, the chance that
    news over it comes to a job, and of these the share that was vouched for."""

    strength: float
    weight: float
    works: float
    vouched: float


def tie(parameters: Parameters, active: float, close: float, mutual: float) -> Tie:
    """What a tie does: it speaks up by strength or trust, is new by few mutual contacts, vouches by closeness alone."""
    sure = min(1.0, close)
    strength = 1 - (1 - active) * (1 - sure) if parameters.shape.strength else active + close
    trusted = 1 - (1 - min(1.0, strength)) * exp(-mutual / parameters.trust)
    speaks = (parameters.told + (1 - parameters.told) * trusted) * exp(-mutual / parameters.novelty)
    vouching = min(1.0, float(sure**parameters.vouches) * parameters.vouching)
    tipped, referred = conversions(parameters)
    converts = vouching * referred + (1 - vouching) * tipped
    return Tie(strength, float(strength**parameters.prefers), speaks * converts, vouching * referred / converts)


def conversions(parameters: Parameters) -> tuple[float, float]:
    """The chance that a tip, and that a referral, becomes a job: odds on top of a cold application's."""
    cold = log(parameters.cold / (1 - parameters.cold))
    tipped = cold + log(parameters.odds_known / parameters.odds_vouched)
    return _chance(tipped), _chance(tipped + log(parameters.odds_vouched))


def _chance(logit: float) -> float:
    return 1 / (1 + exp(-logit))


def alone(parameters: Parameters, strategy: Strategy, usual: float, openings: float = 1.0) -> float:
    """The chance of finding a job by applications: 1 − (1 − π)^m, m fewer as more hours go to people, and
    with the openings there are against those at rest."""
    less = ((1 - strategy.idle) / (1 - usual)) ** parameters.less_search if parameters.free else 1.0
    many = openings * parameters.searches * less
    return float(1 - (1 - parameters.cold) ** many)


def loses(parameters: Parameters, strategy: Strategy) -> float:
    """The chance of losing a job hired into without referral: b e^(−θz), z the hours of work above everybody else's in
    standard deviations."""
    return parameters.b * exp(-parameters.effort * effort(parameters, strategy))


def effort(parameters: Parameters, strategy: Strategy) -> float:
    """Hours of work above everybody else's, in standard deviations."""
    return (parameters.hours * (BASE.people - strategy.people) + strategy.longer) / parameters.deviation

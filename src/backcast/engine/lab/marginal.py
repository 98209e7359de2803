"""What one more hour a week brings, place by place (lab.md C, break-even).

One more hour means: whoever lives as everybody else keeps all their hours as they are, and in work gives a place so
many more each week from now on. Out of work they live as before, so that what is told is what was built in time. Jobs
are the weekly chance to find one through contacts for somebody who falls out of work after the years; pay is the
expected pay of all the years. An average over all hours, or hours put elsewhere from the start, gives another order.
"""

from dataclasses import dataclass, replace
from typing import Final

from backcast.engine.lab.ego import USUAL, Ego
from backcast.engine.lab.meanfield import IDLE, Market
from backcast.engine.lab.parameters import BASE, COUNTS, HOURS, LAYERS, WEEKS, Parameters, Strategy
from backcast.engine.lab.pay import chances, expected, gains
from backcast.engine.lab.ties import shares

PLACES: Final = ("work", "close", "active", "outer", "new", "dormant", "spread")
"""Where an hour can go: the work itself, the inner and close layers as their hours are spread, one other layer, new
ties, and all as everybody's hours are spread."""
MANY: Final = 10
"""Hours of which the mean is told beside the first one."""


@dataclass(frozen=True, slots=True)
class Yield:
    """What an hour brings at a place, in per cent of what there is without it: jobs through contacts and pay, of the
    first hour and of the mean of ten."""

    place: str
    jobs: float
    jobs_of_many: float
    pay: float
    pay_of_many: float


def places(ego: Ego = USUAL) -> tuple[str, ...]:
    """Those at which there are ties, or can be."""
    held = {name for name, many in zip(LAYERS, ego.counts, strict=False) if many}
    needs = {"close": {"inner", "close"}, "spread": held - {"dormant"}}
    return tuple(one for one in PLACES if one in ("work", "new") or needs.get(one, {one}) & held)


def longer(parameters: Parameters, place: str, more: float, ego: Ego = USUAL) -> Strategy:
    """As everybody else, with so many more hours at a place while in work. Without free hours there are none."""
    if not (more and parameters.hours):
        return BASE
    if place == "work":
        return replace(BASE, name=place, longer=more)
    usual, held = shares(BASE.where, ego), BASE.people * parameters.hours
    hours = {name: held * part for name, part in usual.items()}
    for name, part in _spread(place, usual, ego).items():
        hours[name] = hours.get(name, 0.0) + more * part
    where = tuple((name, part / (held + more)) for name, part in hours.items())
    people = (held + more) / parameters.hours
    return replace(BASE, name=place, people=people, where=where, idle_where=tuple(usual.items()), longer=more)


def _spread(place: str, usual: dict[str, float], ego: Ego) -> dict[str, float]:
    """Which share of the hour goes to which layer."""
    if place != "close":
        return usual if place == "spread" else {place: 1.0}
    near = {name: usual[name] for name in ("inner", "close") if name in usual}
    return {name: part / sum(near.values()) for name, part in near.items()}


def yields(market: Market, years: float, ego: Ego = USUAL) -> list[Yield]:
    """Of all places, in one market."""
    usual, jobs = expected(market, BASE, years, ego=ego), contacts(market, BASE, years, ego)

    def brings(place: str, more: int) -> tuple[float, float]:
        mine = longer(market.parameters, place, more, ego)
        found = contacts(market, mine, years, ego) / jobs - 1 if jobs else 0.0
        return 100 * found / more, expected(market, mine, years, ego=ego).against(usual) / more

    each = {place: (brings(place, 1), brings(place, MANY)) for place in places(ego)}
    return [Yield(place, one[0], many[0], one[1], many[1]) for place, (one, many) in each.items()]


def pays(market: Market, years: float, ego: Ego = USUAL) -> tuple[float, ...]:
    """What the first hour adds to pay at each place, in per cent."""
    return gains(market, (longer(market.parameters, place, 1, ego) for place in places(ego)), years, ego=ego)


def contacts(market: Market, mine: Strategy, years: float, ego: Ego = USUAL) -> float:
    """The weekly chance of a job through contacts for somebody out of work after so many years with a strategy."""
    told, _, _ = chances(market, mine, round(years * WEEKS), market.states[IDLE], ego=ego)
    return told.contacts


def costs() -> dict[str, float]:
    """The hours that a tie of the first two layers takes, for each hour of one of all those further out: 27 and 6.8.
    A cost in time (Dunbar's shares) and no rule, for it says nothing of what an hour brings."""
    further = [LAYERS.index(name) for name in ("active", "outer")]
    each = sum(COUNTS[at] * HOURS[at] for at in further) / sum(COUNTS[at] for at in further)
    return {name: HOURS[LAYERS.index(name)] / each for name in ("inner", "close")}

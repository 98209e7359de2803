"""Weeks of the full market with pay: people, their strategies and what each of them earns (lab.md A.2, step 7).

Everybody first lives as everybody else; then each takes up the strategy of their group. Runs with the same seed share
their random words, and so their luck: what differs between them is the strategies.
"""

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING, Final

from backcast.engine.lab import full, kernel
from backcast.engine.lab.graphs import Graph
from backcast.engine.lab.kernels import Step
from backcast.engine.lab.layers import AGAIN
from backcast.engine.lab.meanfield import IDLE, Market, openings
from backcast.engine.lab.parameters import BASE, LAYERS, WEEKS, Parameters, Strategy
from backcast.engine.lab.pay import everybodys
from backcast.engine.lab.seniority import Level, by_group
from backcast.engine.lab.ties import effort

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Groups = NDArray[np.uint8]
    Whole = NDArray[np.int64]

BEFORE: Final = 60
"""Weeks in which everybody lives as everybody else, before anything is counted: a market that begins in work is at rest
by then."""
Notice = Callable[[int], bool]
"""Told how many weeks have passed; False stops the run."""
Seen = Callable[["Flags", "Flags", "Groups"], None]
"""Told of a week who was out of work before it, who is in work after it, and how each found a job (codes of the
kernel)."""


@dataclass(slots=True)
class Tally:
    """What one group went through: weeks out of work and jobs found then by each channel (codes of the kernel), weeks
    in work, moves, losses, and how people were in the weeks they lost or kept a job (by whether referred)."""

    idle: int
    busy: int
    found: "Whole"
    moves: int
    lost: "Whole"
    held: "Whole"


@dataclass(frozen=True, slots=True)
class Paid:
    """`value[agent]`: discounted pay, in years of the first week's; and what each group went through."""

    value: "Floats"
    tallies: tuple[Tally, ...]


def settled(
    market: Market,
    graph: Graph,
    seed: int,
    *,
    state: kernel.State | None = None,
    step: Step = kernel.step,
    seen: Seen | None = None,
) -> kernel.State:
    """The market after the weeks in which everybody lives as `BASE`, from everybody in work or from `state`. `step` is
    any of `kernels`."""
    state, tables = state or kernel.employed(graph.agents), full.tables(market.parameters, [BASE], 0)
    for week in range(BEFORE):
        idle = ~state.employed
        told = step(state, graph, tables, seed, week)
        if seen:
            seen(idle, state.employed, told.found)
    return state


def live(
    market: Market,
    graph: Graph,
    start: kernel.State,
    groups: "Groups",
    strategies: Sequence[Strategy],
    years: float,
    seed: int,
    *,
    levels: Sequence[Level] = (),
    step: Step = kernel.step,
    notice: Notice = lambda _: True,
    seen: Seen | None = None,
) -> Paid:
    """Some years from a state, which is not changed. `groups` holds the place of each agent's strategy."""
    import numpy as np

    parameters, state = market.parameters, deepcopy(start)
    state.group = groups.copy()
    wage, value = np.ones(graph.agents), np.zeros(graph.agents)
    tallies = tuple(Tally(0, 0, np.zeros(4, np.int64), 0, *np.zeros((2, 2), np.int64)) for _ in strategies)
    owner = np.repeat(np.arange(graph.agents), np.diff(graph.start))
    for at in range(round(years * WEEKS)):
        if at % AGAIN == 0:
            tables = full.tables(parameters, strategies, at, levels)
            grows = np.exp(_growth(parameters, graph, owner, groups, strategies, at, levels) / WEEKS)
        now = tables
        if parameters.fixed_jobs:
            free = openings(parameters, 1 - float(state.employed.mean()), market.states[IDLE])
            now = full.opened(tables, parameters, strategies, free, levels)
        busy, referred = state.employed, state.referred
        told = step(state, graph, now, seed, BEFORE + at)
        wage[busy & (told.found > 0) & state.employed] *= parameters.better
        wage[state.employed] *= grows[state.employed]
        value += wage * np.where(state.employed, 1.0, parameters.replaced) * exp(-parameters.discount * at / WEEKS)
        for group, tally in enumerate(tallies):
            _count(tally, groups == group, busy, referred, told)
        if seen:
            seen(~busy, state.employed, told.found)
        if not notice(at + 1):
            break
    return Paid(value / WEEKS, tallies)


def _count(tally: Tally, mine: "Flags", busy: "Flags", referred: "Flags", told: kernel.Week) -> None:
    import numpy as np

    out, held = mine & ~busy, mine & busy
    tally.idle, tally.busy = tally.idle + int(out.sum()), tally.busy + int(held.sum())
    tally.found += np.bincount(told.found[out], minlength=4)
    tally.moves += int((told.found[held] > 0).sum())
    tally.held += np.bincount(referred[held], minlength=2)
    tally.lost += np.bincount(referred[held & told.lost], minlength=2)


def _growth(
    parameters: Parameters,
    graph: Graph,
    owner: "Whole",
    groups: "Groups",
    strategies: Sequence[Strategy],
    week: int,
    levels: Sequence[Level],
) -> "Floats":
    """The growth of everybody's pay a year, from the ties they have in this graph: as `pay.growth`."""
    import numpy as np

    at = (groups[owner].astype(np.intp) * len(strategies) + groups[graph.contact]) * len(LAYERS) + graph.layer
    share = (1 - parameters.closeness_pays, parameters.closeness_pays)
    of_ties = np.zeros(graph.agents)
    figures = zip(share, full.amounts(parameters, strategies, week), *everybodys(parameters), strict=True)
    for part, one, other, least in figures:
        held = np.bincount(owner, one.ravel()[at], graph.agents)
        of_ties += part * np.log(np.maximum(held, least) / other)
    hours = np.array([effort(parameters, one) for one in strategies])[groups]
    people = by_group(parameters, levels, len(strategies))
    work, ties = (np.array([getattr(one, name) for one in people])[groups] for name in ("work_pays", "ties_pay"))
    grows: Floats = work * hours + ties * of_ties / parameters.spread
    return grows

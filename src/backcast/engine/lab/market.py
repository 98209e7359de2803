"""Weeks of the full market with pay: people, their strategies and what each of them earns (lab.md A.2, step 7).

Everybody first lives as everybody else; then each takes up the strategy of their group. Runs with the same seed share
their random words, and so their luck: what differs between them is the strategies.
"""

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from math import exp, prod
from typing import TYPE_CHECKING, Final

from backcast.engine.lab import full, kernel
from backcast.engine.lab.counts import CHANNELS
from backcast.engine.lab.graphs import Graph
from backcast.engine.lab.kernels import Step
from backcast.engine.lab.layers import AGAIN
from backcast.engine.lab.meanfield import IDLE, Market, openings
from backcast.engine.lab.parameters import BASE, WEEKS, Parameters, Strategy
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
PART: Final = 1 << 14
"""Agents whose ties are gone through in one go [D]."""
KINDS: Final = (2, 2, 2, len(CHANNELS) + 1)
"""A week is told apart by: in work before it, referred, lost a job, how one was found."""
Notice = Callable[[int], bool]
"""Told how many weeks have passed; False stops the run."""
Seen = Callable[["Flags", "Flags", "Groups"], None]
"""Told of a week who was out of work before it, who is in work after it, and how each found a job (codes of the
kernel)."""


@dataclass(frozen=True, slots=True)
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
    ties, weeks = _ties(graph, groups, len(strategies)), np.zeros((len(strategies), *KINDS), np.int64)
    for at in range(round(years * WEEKS)):
        if at % AGAIN == 0:
            tables = full.tables(parameters, strategies, at, levels)
            grows = np.exp(_growth(parameters, ties, groups, strategies, at, levels) / WEEKS)
        now = tables
        if parameters.fixed_jobs:
            free = openings(parameters, 1 - float(state.employed.mean()), market.states[IDLE])
            now = full.opened(tables, parameters, strategies, free, levels)
        busy, referred = state.employed, state.referred
        told = step(state, graph, now, seed, BEFORE + at)
        _pay(parameters, at, wage, value, grows, state.employed, busy & (told.found > 0))
        weeks += _weeks(groups, busy, referred, told, len(strategies))
        if seen:
            seen(~busy, state.employed, told.found)
        if not notice(at + 1):
            break
    return Paid(value / WEEKS, tuple(_tally(each) for each in weeks))


def _pay(
    parameters: Parameters, at: int, wage: "Floats", value: "Floats", grows: "Floats", works: "Flags", moved: "Flags"
) -> None:
    """What a week changes in everybody's pay, and what it adds to the value of their lives."""
    import numpy as np

    wage[np.flatnonzero(moved & works)] *= parameters.better
    wage *= np.where(works, grows, 1.0)
    paid = np.where(works, 1.0, parameters.replaced)
    paid *= wage
    paid *= exp(-parameters.discount * at / WEEKS)
    value += paid


def _weeks(groups: "Groups", busy: "Flags", referred: "Flags", told: kernel.Week, many: int) -> "Whole":
    """How many had a week of each kind, by [group, in work before it, referred, lost a job, how one was found]."""
    import numpy as np

    kind = groups.astype(np.int16)
    for part, some in zip((busy, referred, told.lost, told.found), KINDS, strict=True):
        kind *= some
        kind += part.astype(np.int16)
    found: Whole = np.bincount(kind, minlength=many * prod(KINDS)).reshape(many, *KINDS)
    return found


def _tally(weeks: "Whole") -> Tally:
    """What one group went through, from its weeks of each kind."""
    idle, busy = weeks
    return Tally(
        idle=int(idle.sum()),
        busy=int(busy.sum()),
        found=idle.sum(axis=(0, 1)),
        moves=int(busy[..., 1:].sum()),
        lost=busy[:, 1].sum(axis=1),
        held=busy.sum(axis=(1, 2)),
    )


def _ties(graph: Graph, groups: "Groups", many: int) -> "Floats":
    """How many ties everybody has, by [agent, group of the contact, layer], layers as far as there are any. A part of
    the agents at a time."""
    import numpy as np

    shape = many, int(graph.layer.max(initial=0)) + 1
    found = np.zeros((graph.agents, *shape))
    for low in range(0, graph.agents, PART):
        start = graph.start[low : low + PART + 1]
        some = slice(start[0], start[-1])
        owner = np.repeat(np.arange(len(start) - 1), np.diff(start))
        at = np.ravel_multi_index((owner, groups[graph.contact[some]], graph.layer[some]), (len(start) - 1, *shape))
        found[low : low + PART] = np.bincount(at, minlength=(len(start) - 1) * prod(shape)).reshape(-1, *shape)
    return found


def _growth(
    parameters: Parameters,
    ties: "Floats",
    groups: "Groups",
    strategies: Sequence[Strategy],
    week: int,
    levels: Sequence[Level],
) -> "Floats":
    """The growth of everybody's pay a year, from the ties they have in this graph: as `pay.growth`."""
    import numpy as np

    share = (1 - parameters.closeness_pays, parameters.closeness_pays)
    of_ties = np.zeros(len(ties))
    figures = zip(share, full.amounts(parameters, strategies, week), *everybodys(parameters), strict=True)
    for part, one, other, least in figures:
        for group, each in enumerate(one):
            mine = groups == group
            held = np.tensordot(ties[mine], each[:, : ties.shape[2]], 2)
            of_ties[mine] += part * np.log(np.maximum(held, least) / other)
    hours = np.array([effort(parameters, one) for one in strategies])[groups]
    people = by_group(parameters, levels, len(strategies))
    work, near = (np.array([getattr(one, name) for one in people])[groups] for name in ("work_pays", "ties_pay"))
    grows: Floats = work * hours + near * of_ties / parameters.spread
    return grows

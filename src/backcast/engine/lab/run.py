"""Weeks of a market one after the other, and what is counted on the way."""

from collections.abc import Callable
from typing import Final

from backcast.engine.lab import kernel, kernels
from backcast.engine.lab.counts import Counts, begun
from backcast.engine.lab.graphs import Graph
from backcast.engine.lab.tables import Tables

BEFORE: Final = 50
"""Weeks before anything is averaged: everybody begins in work, and the market must settle (engines.md §10)."""
STEPS: Final = 1 << 24
"""Agents times weeks that pass between two looks at whether to stop: a tenth of a second, compiled [D]."""
AT_ONCE: Final = 64
"""Weeks that pass in between at most [D]."""

Notice = Callable[[int], bool]
"""Told how many weeks have passed; False stops the run."""


def run(
    graph: Graph,
    tables: Tables,
    weeks: int,
    seed: int,
    *,
    before: int = BEFORE,
    start: kernel.State | None = None,
    by: kernels.Kernel = kernels.NUMPY,
    notice: Notice = lambda _: True,
) -> Counts:
    """So many weeks, everybody in work at the start or as `start` has it; what is counted begins after the first
    `before` weeks. `notice` hears of some weeks at a time and may stop the run."""
    state, counts = start or kernel.employed(graph.agents), begun(graph.agents)
    some = min(max(STEPS // max(graph.agents, 1), 1), AT_ONCE)
    for first in range(0, weeks, some):
        now = range(first, min(first + some, weeks))
        by.weeks(state, graph, tables, seed, now, counts, before)
        if not notice(now.stop):
            break
    return counts

"""Which kernel lets the weeks pass. All give the same outcome, bit for bit; they differ in speed alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from types import MappingProxyType
from typing import Final

from backcast.engine.lab import graphs, kernel
from backcast.engine.lab.counts import Counts
from backcast.engine.lab.graphs import Graph
from backcast.engine.lab.kernel import State, Week, employed
from backcast.engine.lab.tables import Tables

Step = Callable[[State, Graph, Tables, int, int], Week]
"""What lets one week pass, as `kernel.step` does."""
Weeks = Callable[[State, Graph, Tables, int, range, Counts, int], object]
"""What lets some weeks pass and counts them, as `one_by_one` does; averages begin with the week named last."""
KERNELS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "numpy": "backcast.engine.lab.kernel",
        "numba": "backcast.engine.lab.fast",
        "events": "backcast.engine.lab.events",
    }
)
PLAIN: Final = "numpy"
"""The one that says what a week means, and needs nothing more than the others do."""
AUTO: Final = "auto"


@dataclass(frozen=True, slots=True)
class Kernel:
    """A kernel by its name in `KERNELS`: one week whose outcome is told, or many that are counted."""

    name: str
    step: Step
    weeks: Weeks


def one_by_one(step: Step) -> Weeks:
    """Weeks one after the other, and what is counted of them: the meaning for those that stay in compiled code."""

    def weeks(state: State, graph: Graph, tables: Tables, seed: int, some: range, counts: Counts, before: int) -> None:
        for week in some:
            idle = (~state.employed).nonzero()[0]
            found = step(state, graph, tables, seed, week).found
            counts.add(idle, state.employed, found, week >= before)

    return weeks


NUMPY: Final = Kernel(PLAIN, kernel.step, one_by_one(kernel.step))


def choose(name: str, tables: Tables, threads: int = 1) -> Kernel:
    """A kernel by name; `auto` is the fastest there is for these tables. It is compiled already.

    Raises ModuleNotFoundError where it needs numba and that is not installed, and ValueError where it cannot do what
    these tables ask."""
    if name == AUTO:
        name = _fastest(tables)
    if name == PLAIN:
        return NUMPY
    found = _compiled(name, partial(import_module(KERNELS[name]).weeks, threads=threads))
    found.step(employed(2), graphs.of_links(2, [(0, 1)]), tables, 0, 0)
    return found


def _compiled(name: str, weeks: Callable[..., Week]) -> Kernel:
    """One that lets weeks pass by itself, and one week as well."""

    def step(state: State, graph: Graph, tables: Tables, seed: int, week: int) -> Week:
        return weeks(state, graph, tables, seed, range(week, week + 1))

    return Kernel(name, step, weeks)


def _fastest(tables: Tables) -> str:
    if find_spec("numba") is None:
        return PLAIN
    from backcast.engine.lab import events

    return "events" if events.plain(tables) else "numba"

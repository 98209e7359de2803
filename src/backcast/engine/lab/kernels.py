"""Which kernel lets the weeks pass. All give the same outcome, bit for bit; they differ in speed alone."""

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from types import MappingProxyType
from typing import Final

from backcast.engine.lab import graphs
from backcast.engine.lab.graphs import Graph
from backcast.engine.lab.kernel import State, Week, employed
from backcast.engine.lab.tables import Tables

Step = Callable[[State, Graph, Tables, int, int], Week]
"""What lets one week pass, as `kernel.step` does."""
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


def choose(name: str, tables: Tables, threads: int = 1) -> tuple[str, Step]:
    """A kernel by name, and the name; `auto` is the fastest there is for these tables. It is compiled already.

    Raises ModuleNotFoundError where it needs numba and that is not installed, and ValueError where it cannot do what
    these tables ask."""
    if name == AUTO:
        name = _fastest(tables)
    module = import_module(KERNELS[name])
    if name == PLAIN:
        return name, module.step
    step: Step = partial(module.step, threads=threads)
    step(employed(2), graphs.of_links(2, [(0, 1)]), tables, 0, 0)
    return name, step


def _fastest(tables: Tables) -> str:
    if find_spec("numba") is None:
        return PLAIN
    from backcast.engine.lab import events

    return "events" if events.plain(tables) else "numba"

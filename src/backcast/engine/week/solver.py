"""The solvers by name. All take the same problem and are held to one contract (tests/contracts/solver.py)."""

from collections.abc import Mapping
from importlib import import_module
from typing import Final, Protocol, cast

from backcast.engine.week.problem import Problem, Solution

SOLVERS: Final[Mapping[str, str]] = {
    "greedy": "backcast.engine.week.solvers.greedy:solve",
    "highs": "backcast.engine.week.solvers.highs:solve",
}


class Solver(Protocol):
    """Chooses counts for every item and week, deterministic unless cut by the clock."""

    def __call__(self, problem: Problem, *, seconds: float, start: Solution | None = None) -> Solution:
        """A feasible solution, never worse than `start`, found in about so many seconds."""
        ...


def solver_named(name: str) -> Solver:
    """The solver of that name; its library is imported now (ImportError where it is not installed)."""
    module, function = SOLVERS[name].split(":")
    return cast(Solver, getattr(import_module(module), function))

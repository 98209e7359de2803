"""The solvers by name. All take the same problem and are held to one contract (tests/contracts/solver.py)."""

from collections.abc import Mapping
from importlib import import_module
from typing import Final, Protocol, cast

from backcast.engine.week.problem import Problem, Solution

SOLVERS: Final[Mapping[str, str]] = {
    "greedy": "backcast.engine.week.solvers.greedy:solve",
    "highs": "backcast.engine.week.solvers.highs:solve",
}

PATIENCE: Final = 60.0
"""Seconds after which a search is given up on a machine that hardly gets to it: the last resort [D]. The bound on work
ends it long before, after about two seconds of one core."""


class Solver(Protocol):
    """Chooses counts for every item and week; the same on any machine unless it takes all of `seconds`."""

    def __call__(
        self, problem: Problem, *, work: float = 1.0, seconds: float = PATIENCE, start: Solution | None = None
    ) -> Solution:
        """A feasible solution, never worse than `start`, found with so much work: 1 is some two seconds of a core."""
        ...


def solver_named(name: str) -> Solver:
    """The solver of that name; its library is imported now (ImportError where it is not installed)."""
    module, function = SOLVERS[name].split(":")
    return cast(Solver, getattr(import_module(module), function))

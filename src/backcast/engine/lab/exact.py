"""The stationary market of a small network, solved and not simulated (Calvó-Armengol and Jackson, AER 94, 2004).

A week, for agents who were employed or not at the end of the week before:
1. each hears of a job with chance `a`, on their own;
2. who is out of work takes it; who is employed passes it to one contact out of work, each as likely, or lets it go;
3. then everybody employed, the newly hired too, loses their job with chance `b`.

A state is a number whose bit i says whether agent i is employed. The chain over all of them is written as a matrix and
its stationary distribution follows from one linear system, so that slow markets cost no more than quick ones.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from backcast.engine.lab.networks import MOST, Network

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Whole = NDArray[np.int64]

PERIODS: Final = 10
"""Periods out of work that the hazard is told for (engines.md §10)."""
NEVER: Final = 1e-12
"""A chance below this is none: it lies among the last digits of a solution that sums to one, and nothing can be said
about what follows it."""


RARE: Final = 1e-8
"""The larger of both chances at least [D]: where hardly anything happens in a week, digits are lost in 1 − a, and below
this unemployment would be off by more than 1e-9."""


@dataclass(frozen=True, slots=True)
class Exact:
    """The market in the long run, per agent. `unemployment`: chance of being out of work. `correlation`: of being
    employed, None where one of two never changes. `hazard[i][k-1]`: chance that agent i finds work in a week after at
    least k weeks without, None where that never happens. `residual`: how far the solution is from stationary."""

    unemployment: tuple[float, ...]
    correlation: tuple[tuple[float | None, ...], ...]
    hazard: tuple[tuple[float | None, ...], ...]
    residual: float

    @property
    def mean(self) -> float:
        """Unemployment of all."""
        return sum(self.unemployment) / len(self.unemployment)


def exact(network: Network, a: float, b: float, periods: int = PERIODS) -> Exact:
    """Solve the market of at most twelve agents; `a` and `b` are weekly chances in [0, 1], not both 0.

    Raises ValueError for a larger network, for chances outside their range, for changes so rare that digits are lost,
    and where nothing ever changes, so that the long run depends on how it began."""
    _check(network, a, b)
    chain = _chain(network, a, b)
    where = _stationary(chain)
    return Exact(
        unemployment=tuple(float(1 - where[_employed(network.agents, at)].sum()) for at in range(network.agents)),
        correlation=_correlation(network.agents, where),
        hazard=tuple(tuple(_hazards(chain, where, network.agents, at, periods)) for at in range(network.agents)),
        residual=float(abs(where @ chain - where).max()),
    )


def _check(network: Network, a: float, b: float) -> None:
    if not 1 <= network.agents <= MOST:
        raise ValueError(f"Between 1 and {MOST} agents can be solved exactly")
    if not (0 <= a <= 1 and 0 <= b <= 1):
        raise ValueError("Both a and b are chances between 0 and 1")
    if a == b == 0:
        raise ValueError("With a and b both 0 nothing ever changes")
    if max(a, b) < RARE:
        raise ValueError(f"With a and b both below {RARE:g} changes are too rare to be solved for")


def _employed(agents: int, at: int) -> "Flags":
    """Which states have this agent in work."""
    import numpy as np

    return (np.arange(2**agents) >> at & 1).astype(bool)


def _chain(network: Network, a: float, b: float) -> "Floats":
    """The chance of each state a week after each."""
    import numpy as np

    states = 2**network.agents
    chain = np.zeros((states, states))
    neighbours = network.neighbours()
    for state in range(states):
        hired, chances = _hired(network.agents, neighbours, state, a)
        chain[state, state | hired] = chances
    for at in range(network.agents):
        by_agent = chain.reshape(states, -1, 2, 2**at)
        by_agent[:, :, 0] += b * by_agent[:, :, 1]
        by_agent[:, :, 1] *= 1 - b
    return chain


def _hired(agents: int, neighbours: list[list[int]], state: int, a: float) -> "tuple[Whole, Floats]":
    """Every set of people who may find work after a state, as the bits it adds, and the chance of each.

    News spreads one teller at a time: each adds nobody, or one of the people they may tell."""
    import numpy as np

    out = [at for at in range(agents) if not state >> at & 1]
    place = {at: bit for bit, at in enumerate(out)}
    chances = np.zeros(2 ** len(out))
    chances[0] = 1.0
    for told in _tellings(agents, neighbours, state, place):
        after = (1 - a) * chances
        for bit in told:
            held, added = chances.reshape(-1, 2, 2**bit), after.reshape(-1, 2, 2**bit)
            added[:, 1] += a / len(told) * (held[:, 0] + held[:, 1])
        chances = after
    bits = np.zeros(1, dtype=np.int64)
    for at in out:
        bits = np.concatenate([bits, bits | 1 << at])
    return bits, chances


def _tellings(agents: int, neighbours: list[list[int]], state: int, place: dict[int, int]) -> Iterator[list[int]]:
    """For each agent, whom their news may reach; those whose news is lost are left out."""
    for at in range(agents):
        told = [place[other] for other in neighbours[at] if other in place] if state >> at & 1 else [place[at]]
        if told:
            yield told


def _stationary(chain: "Floats") -> "Floats":
    """The distribution that a week leaves as it is: πP = π and Σπ = 1, one equation of the first giving way to it."""
    import numpy as np

    system = chain.T - np.eye(len(chain))
    system[-1] = 1.0
    wanted = np.zeros(len(chain))
    wanted[-1] = 1.0
    found: Floats = np.clip(np.linalg.solve(system, wanted), 0.0, None)
    found /= found.sum()
    return found


def _correlation(agents: int, where: "Floats") -> tuple[tuple[float | None, ...], ...]:
    import numpy as np

    work = np.array([_employed(agents, at) for at in range(agents)], dtype=float)
    means = work @ where
    apart = work - means[:, None]
    covariance = (apart * where) @ apart.T
    return tuple(tuple(_ratio(covariance, one, other) for other in range(agents)) for one in range(agents))


def _ratio(covariance: "Floats", one: int, other: int) -> float | None:
    spread = float(covariance[one, one] * covariance[other, other]) ** 0.5
    return min(max(float(covariance[one, other]) / spread, -1.0), 1.0) if spread > NEVER else None


def _hazards(chain: "Floats", where: "Floats", agents: int, at: int, periods: int) -> Iterator[float | None]:
    """The chance of work after at least k weeks without: the stationary state, thinned to those still out each week."""
    out = ~_employed(agents, at)
    still = where * out
    for _ in range(periods):
        held = float(still.sum())
        if held < NEVER:
            yield None
            continue
        still = (still / held) @ chain
        found = float(still[~out].sum())
        yield found
        still = still * out

"""Small networks: who can tell whom about a job."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final

MOST: Final = 12
"""Agents whose market can be solved exactly: 2^12 states make a matrix of 134 MB (engines.md §10)."""


@dataclass(frozen=True, slots=True)
class Network:
    """So many agents, numbered from 0, and the links between them; each link once, the lower number first."""

    agents: int
    links: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, agents: int, links: Iterable[tuple[int, int]]) -> "Network":
        """A network from links in any order and direction."""
        return cls(agents, tuple(sorted({(min(one, other), max(one, other)) for one, other in links})))

    def neighbours(self) -> list[list[int]]:
        """Whom each agent is linked to, in order."""
        found: list[list[int]] = [[] for _ in range(self.agents)]
        for one, other in self.links:
            found[one].append(other)
            found[other].append(one)
        return [sorted(held) for held in found]


def complete(agents: int) -> Network:
    """Everybody linked to everybody."""
    return Network.of(agents, combinations(range(agents), 2))


def cycle(agents: int) -> Network:
    """A ring of at least three."""
    return Network.of(agents, ((at, (at + 1) % agents) for at in range(agents)))


def star(agents: int) -> Network:
    """The first linked to all others, who know nobody else."""
    return Network.of(agents, ((0, at) for at in range(1, agents)))


NAMED: Final[Mapping[str, Network]] = {
    "pair": complete(2),
    "triangle": complete(3),
    "cycle4": cycle(4),
    "complete4": complete(4),
    "star4": star(4),
}
"""Networks with a name of their own."""

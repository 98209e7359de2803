"""Large networks as arrays: for each agent a run of contacts, with what the tables know of each tie."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Numbers = NDArray[np.int32]
    Small = NDArray[np.uint8]

BYTES_A_TIE = 6
"""A contact's number, the layer and the count of mutual contacts, for each of the two directions of a tie."""


@dataclass(frozen=True, slots=True)
class Graph:
    """Contacts of agent i are `contact[start[i]:start[i + 1]]`; `layer` and `mutual` (0 to 63) go with each."""

    start: "Whole"
    contact: "Numbers"
    layer: "Small"
    mutual: "Small"

    @property
    def agents(self) -> int:
        """How many agents there are."""
        return len(self.start) - 1


def memory(agents: int, degree: float) -> int:
    """Bytes a graph takes, and the work of making it: three lists of ends beside the arrays themselves."""
    return round(agents * (8 + degree * (BYTES_A_TIE + 3 * 8)))


def of_links(agents: int, links: Iterable[tuple[int, int]]) -> Graph:
    """A graph from links between two different agents, each told once."""
    import numpy as np

    ends = np.array(list(links), dtype=np.int64).reshape(-1, 2)
    return _graph(agents, ends[:, 0], ends[:, 1])


def regular(agents: int, degree: int, seed: int) -> Graph:
    """A random graph in which everybody has `degree` contacts: ends paired at random, then links to oneself and double
    ones exchanged with others until none is left.

    Raises ValueError where there is no such graph."""
    import numpy as np

    if not 0 <= degree < max(agents, 1) or agents * degree % 2:
        raise ValueError(f"{agents} agents cannot have {degree} different contacts each")
    rng = np.random.default_rng(seed)
    ends = np.repeat(np.arange(agents, dtype=np.int64), degree)
    if degree == agents - 1:
        one, other = np.triu_indices(agents, 1)
        return _graph(agents, one.astype(np.int64), other.astype(np.int64))
    rng.shuffle(ends)
    one, other = ends[0::2].copy(), ends[1::2].copy()
    while len(wrong := _wrong(agents, one, other)):
        partners = rng.integers(len(one), size=len(wrong))
        for at, partner in zip(wrong.tolist(), partners.tolist(), strict=True):
            other[at], other[partner] = other[partner], other[at]
    return _graph(agents, one, other)


def layered(agents: int, counts: Sequence[int], seed: int) -> Graph:
    """Random graphs laid over each other, one a layer, with so many ties each: everybody has the same number of ties of
    each layer, and no two of their contacts know each other more than by chance."""
    import numpy as np

    parts = [regular(agents, count, seed + place) for place, count in enumerate(counts)]
    teller = np.concatenate([np.repeat(np.arange(agents), np.diff(part.start)) for part in parts])
    order = np.argsort(teller, kind="stable")
    layer = np.concatenate([np.full(len(part.contact), at, np.uint8) for at, part in enumerate(parts)])[order]
    contact = np.concatenate([part.contact for part in parts])[order]
    start = np.sum([part.start for part in parts], axis=0)
    return Graph(start, contact, layer, np.zeros(len(contact), np.uint8))


def _wrong(agents: int, one: "Whole", other: "Whole") -> "Whole":
    """Where a link is to oneself, or there already."""
    import numpy as np

    keys = np.minimum(one, other) * agents + np.maximum(one, other)
    _, kept = np.unique(keys, return_index=True)
    double = np.ones(len(keys), dtype=bool)
    double[kept] = False
    return np.flatnonzero(double | (one == other))


def _graph(agents: int, one: "Whole", other: "Whole") -> Graph:
    import numpy as np

    teller = np.concatenate([one, other])
    order = np.argsort(teller, kind="stable")
    start = np.zeros(agents + 1, dtype=np.int64)
    np.cumsum(np.bincount(teller, minlength=agents), out=start[1:])
    contact = np.concatenate([other, one])[order].astype(np.int32)
    return Graph(start, contact, np.zeros(len(contact), np.uint8), np.zeros(len(contact), np.uint8))

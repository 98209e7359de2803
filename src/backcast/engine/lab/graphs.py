"""Large networks as arrays: for each agent a run of contacts, with what the tables know of each tie."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Numbers = NDArray[np.int32]
    Small = NDArray[np.uint8]

PART: Final = 1 << 23
"""Ends of links that are put into order at once: the work of it stays small beside a large graph [D]."""
SHIFT: Final = 32
"""Bits for the place of an end among all; there are fewer than 2^31."""


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

    def ties(self, agents: "Whole") -> "tuple[Whole, Whole]":
        """The ties of some agents, one after the other, and whose each is by their place among these."""
        import numpy as np

        begin = self.start[agents]
        many = self.start[agents + 1] - begin
        owner = np.repeat(np.arange(len(agents)), many)
        return np.arange(len(owner)) + np.repeat(begin - (np.cumsum(many) - many), many), owner


def memory(agents: int, degree: float) -> int:
    """Bytes at most that a graph and a run on it take. While it is made: the ends of all links, the contacts, flags,
    and the work of one part; later the contacts and what a week needs for each agent (measured: 61 by `kernel`)."""
    ends = agents * degree
    return round(8 * agents + max(10 * ends + 40 * min(ends, 2 * PART), 4 * ends + 70 * agents))


def of_links(agents: int, links: Iterable[tuple[int, int]]) -> Graph:
    """A graph from links between two different agents, each told once."""
    import numpy as np

    return of_ends(agents, np.array(list(links), np.int32).reshape(-1))


def of_ends(agents: int, ends: "Numbers") -> Graph:
    """The same from the two ends of each link, one after the other."""
    import numpy as np

    start = np.zeros(agents + 1, np.int64)
    np.cumsum(np.bincount(ends, minlength=agents), out=start[1:])
    return _graph(start, ends)


def regular(agents: int, degree: int, seed: int) -> Graph:
    """A random graph in which everybody has `degree` contacts: ends paired at random, then links to oneself and double
    ones exchanged with others until none is left.

    Raises ValueError where there is no such graph."""
    import numpy as np

    if not 0 <= degree < max(agents, 1) or agents * degree % 2:
        raise ValueError(f"{agents} agents cannot have {degree} different contacts each")
    start = np.arange(agents + 1) * degree
    if 2 * degree >= agents > 0:
        return _graph(start, _missing(regular(agents, agents - 1 - degree, seed)))
    ends = np.repeat(np.arange(agents, dtype=np.int32), degree)
    rng = np.random.default_rng(seed)
    rng.shuffle(ends)
    one, other = ends[0::2], ends[1::2]
    wrong = _wrong(agents, one, other, None)
    while len(wrong):
        partners = rng.integers(len(one), size=len(wrong))
        for at, partner in zip(wrong.tolist(), partners.tolist(), strict=True):
            other[at], other[partner] = other[partner], other[at]
        wrong = _wrong(agents, one, other, np.concatenate([wrong, partners]))
    return _graph(start, ends)


def _missing(graph: Graph) -> "Numbers":
    """The links that a graph lacks: among many contacts it is those left out that are drawn, for exchanging links would
    hardly ever end."""
    import numpy as np

    told = np.tri(graph.agents, k=-1, dtype=bool).T
    told[np.repeat(np.arange(graph.agents), np.diff(graph.start)), graph.contact] = False
    return np.argwhere(told).astype(np.int32).reshape(-1)


def layered(agents: int, counts: Sequence[int], seed: int) -> Graph:
    """Random graphs laid over each other, one a layer, with so many ties each: everybody has the same number of ties of
    each layer, and no two of their contacts know each other more than by chance."""
    import numpy as np

    parts = [regular(agents, count, seed + place).contact for place, count in enumerate(counts)]
    contact = np.concatenate([part.reshape(agents, many) for part, many in zip(parts, counts, strict=True)], axis=1)
    layer = np.tile(np.repeat(np.arange(len(counts), dtype=np.uint8), counts), agents)
    return Graph(np.arange(agents + 1) * sum(counts), contact.reshape(-1), layer, _nothing(len(layer)))


def _wrong(agents: int, one: "Numbers", other: "Numbers", changed: "Whole | None") -> "Whole":
    """Links to oneself, and those there already under a smaller number. Where only some links were changed since all
    the others were right, only what can equal these is looked at."""
    import numpy as np

    least = np.minimum(one, other)
    if changed is not None:
        seen = np.zeros(agents, bool)
        seen[least[changed]] = True
        parts = [np.flatnonzero(seen[least])]
    else:
        step = max(agents * PART // max(len(one), 1), 1)
        parts = [np.flatnonzero((least >= low) & (least < low + step)) for low in range(0, agents, step)]
    found = [some[_again(least[some].astype(np.int64) * agents + np.maximum(one[some], other[some]))] for some in parts]
    return np.unique(np.concatenate([*found, np.flatnonzero(one == other)]))


def _again(keys: "Whole") -> "Whole":
    """Places of the numbers that stand further to the left already."""
    import numpy as np

    ordered = np.sort(keys)
    twice = ordered[1:][ordered[1:] == ordered[:-1]]
    some = np.flatnonzero(np.isin(keys, twice)) if len(twice) else np.empty(0, np.intp)
    _, first = np.unique(keys[some], return_index=True)
    return np.delete(some, first)


def _graph(start: "Whole", ends: "Numbers") -> Graph:
    """Everybody's contacts from the two ends of each link, one after the other: first over links in which one is told
    first, then over the others, each in the order they are told in. A part of the agents at a time."""
    import numpy as np

    contact, low, agents = np.empty(len(ends), np.int32), 0, len(start) - 1
    while low < agents:
        high = max(int(np.searchsorted(start, start[low] + PART, side="right")) - 1, low + 1)
        some = np.flatnonzero((ends >= low) & (ends < high))
        order = (ends[some] - low).astype(np.int64) << SHIFT | (some & 1) << SHIFT - 1 | some >> 1
        order.sort()
        place = (order & (1 << SHIFT - 1) - 1) << 1 | order >> SHIFT - 1 & 1
        contact[start[low] : start[high]] = ends[place ^ 1]
        low = high
    return Graph(start, contact, _nothing(len(ends)), _nothing(len(ends)))


def _nothing(ties: int) -> "Small":
    """The same for every tie, stored once."""
    import numpy as np

    return np.broadcast_to(np.uint8(0), ties)

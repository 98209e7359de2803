"""One week of the market in plain numpy: the meaning, which faster kernels must equal bit for bit (lab.md A.2).

What happens follows from the state at the end of the week before; what follows from it is written at the end.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from backcast.engine.lab import words
from backcast.engine.lab.graphs import Graph
from backcast.engine.lab.tables import Passing, Tables

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Small = NDArray[np.uint8]
    Whole = NDArray[np.int64]

NOTHING: Final = 0
ALONE: Final = 1
TIPPED: Final = 2
VOUCHED: Final = 3
"""How a job was found; of several offers the larger counts, then the lower layer's (an inner tie before an outer)."""
LAYERS: Final = 16
PART: Final = 1 << 17
"""Ties looked at in one go: their numbers stay in a near cache [D]."""


@dataclass(slots=True)
class State:
    """Everybody at the end of a week: in work or not, hired by referral or not, and their group."""

    employed: "Flags"
    referred: "Flags"
    group: "Small"


@dataclass(frozen=True, slots=True)
class Week:
    """What a week brought each agent: how they found a job (a code above, in work or out), and whether they then lost
    one. Who was in work and has a code went to a better job."""

    found: "Small"
    lost: "Flags"


def employed(agents: int) -> State:
    """Everybody in work, in one group."""
    import numpy as np

    return State(np.ones(agents, bool), np.zeros(agents, bool), np.zeros(agents, np.uint8))


def step(state: State, graph: Graph, tables: Tables, seed: int, week: int) -> Week:
    """Let one week pass; `state` is changed. `seed` and the number of the week decide all that is random."""
    import numpy as np

    word = words.first(words.key(seed, week), graph.agents)
    hears, keeps = words.high(word), words.low(word)
    busy, group = state.employed, state.group
    best = np.zeros(graph.agents, np.int64)
    best[~busy & (hears < tables.own[group])] = ALONE * LAYERS
    news, ladder = busy & (hears < tables.news[group]), busy & (hears < tables.ladder[group])
    _pass_on(best, np.flatnonzero(news), word, state, graph, tables.to_idle, ~busy)
    _pass_on(best, np.flatnonzero(ladder & ~news), word, state, graph, tables.to_busy, busy)
    found = (best // LAYERS).astype(np.uint8)
    referred = np.where(found > 0, found == VOUCHED, state.referred)
    before = np.where(busy, state.referred, referred).astype(np.uint8)
    works = busy | (found > 0)
    lost = works & (keeps < tables.leaves[group, before])
    alone = busy & (found == 0) & ~lost & (keeps < tables.moves[group, before])
    found[alone] = ALONE
    state.employed, state.referred = works & ~lost, referred & ~alone & ~lost & works
    return Week(found, lost)


def _pass_on(
    best: "Whole",
    tellers: "Whole",
    word: "words.Words",
    state: State,
    graph: Graph,
    passing: Passing,
    wanted: "Flags",
) -> None:
    """Each teller's news goes to one wanted contact, by weight; what comes of it is noted in `best`. Some tellers at a
    time, so that the work of it stays small however many there are."""
    import numpy as np

    many = int((graph.start[tellers + 1] - graph.start[tellers]).sum())
    for some in np.array_split(tellers, many // PART + 1):
        _tell(best, some, word, state, graph, passing, wanted)


def _tell(
    best: "Whole",
    tellers: "Whole",
    word: "words.Words",
    state: State,
    graph: Graph,
    passing: Passing,
    wanted: "Flags",
) -> None:
    import numpy as np

    ties, owner = graph.ties(tellers)
    open_ = wanted[graph.contact[ties]]
    ties, owner = ties[open_], owner[open_]
    if not len(ties):
        return
    told = (state.group[tellers[owner]], state.group[graph.contact[ties]], graph.layer[ties], graph.mutual[ties])
    sums = np.cumsum(passing.weight[told])
    ends = np.searchsorted(owner, np.arange(len(tellers)), side="right")
    upto = np.where(ends > 0, sums[ends - 1], np.uint64(0)).astype(np.uint64)
    base = np.concatenate([np.zeros(1, np.uint64), upto[:-1]])
    some = np.flatnonzero(upto > base)
    second = words.further(word[tellers[some]])
    drawn = words.high(second) * (upto - base)[some] >> np.uint64(words.BITS)
    chosen = np.searchsorted(sums, base[some] + drawn, side="right")
    tie = tuple(part[chosen] for part in told)
    kept = words.low(second) < passing.keep[tie]
    vouched = words.high(words.further(second)) < passing.vouched[tie]
    offer = np.where(vouched, VOUCHED, TIPPED) * LAYERS + (LAYERS - 1 - tie[2].astype(np.int64))
    np.maximum.at(best, graph.contact[ties[chosen]][kept], offer[kept])

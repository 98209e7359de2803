"""One week of the market compiled by numba: `kernel.step` bit for bit, on several threads, in blocks of any size.

Nothing here decides anything of its own: `kernel` says what a week means. Import this only where numba is installed
and speed is wanted; each function is compiled once for each kind of computer and kept in numba's folder.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

import numba  # noqa: TID253
import numpy as np  # noqa: TID253

from backcast.engine.lab import words
from backcast.engine.lab.fetch import AHEAD, fetch
from backcast.engine.lab.graphs import Graph
from backcast.engine.lab.kernel import ALONE, LAYERS, TIPPED, VOUCHED, State, Week
from backcast.engine.lab.tables import Passing, Tables

if TYPE_CHECKING:
    from numpy.typing import NDArray

Work = TypeVar("Work", bound=Callable[..., Any])

CHUNK: Final = 1024
"""Agents whose words are made at once: they stay in the nearest cache [D]."""
BITS: Final = np.uint64(words.BITS)
HALF: Final = np.uint64(words.ONE - 1)
GOLDEN: Final = np.uint64(words.GOLDEN)
FIRST: Final = np.uint64(words.FIRST)
SECOND: Final = np.uint64(words.SECOND)
FAR, NEAR, LAST = np.uint64(30), np.uint64(27), np.uint64(31)


def compiled(work: Work) -> Work:
    """The function as machine code, which leaves other threads alone. It is kept for the next start beside this file or
    in the user's own folder, and not at all where neither can be written. What is kept goes by the function's own file:
    after a change here `events` must be touched as well."""
    made = numba.njit(nogil=True, error_model="numpy")(work)
    with suppress(RuntimeError):
        made.enable_caching()
    return cast(Work, made)


def step(state: State, graph: Graph, tables: Tables, seed: int, week: int, *, threads: int = 1, block: int = 0) -> Week:
    """Let one week pass; `state` is changed. The outcome is the same for any number of threads and any `block` (agents
    a thread takes at a time; 0 for one block each)."""
    agents, key = graph.agents, np.uint64(words.key(seed, week))
    found, others = np.zeros(agents, np.uint8), np.zeros((threads - 1, agents), np.uint8)
    ties = _ties(graph)
    passing = _passing(tables.to_idle), _passing(tables.to_busy)
    hearing, leaving = (tables.own, tables.news, tables.ladder), (tables.leaves, tables.moves)
    before = state.employed, state.referred, state.group
    works, referred, lost = (np.empty(agents, np.bool_) for _ in range(3))

    def hear(thread: int, begin: int, end: int) -> None:
        _hear(begin, end, key, before, ties, hearing, passing, others[thread - 1] if thread else found)

    def settle(_: int, begin: int, end: int) -> None:
        _settle(begin, end, key, before, leaving, others, (works, referred, found, lost))

    each(hear, agents, threads, block)
    each(settle, agents, threads, block)
    state.employed, state.referred = works, referred
    return Week(found, lost)


def each(work: Callable[[int, int, int], object], many: int, threads: int, block: int = 0) -> None:
    """Do the work on every block, by thread, first and last; returns when all is done."""
    block = block or -(-many // threads) or 1
    begins = range(0, many, block)

    def mine(thread: int) -> None:
        for begin in begins[thread::threads]:
            work(thread, begin, min(begin + block, many))

    others = [_pool(threads - 1).submit(mine, thread) for thread in range(1, threads)]
    mine(0)
    for other in others:
        other.result()


@cache
def _pool(threads: int) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(threads, thread_name_prefix="lab")


def _ties(graph: Graph) -> tuple[Any, ...]:
    """The arrays of a graph; what is the same for every tie is stored once, and read with a stride of nothing."""
    return graph.start, graph.contact, *_once(graph.layer), *_once(graph.mutual)


def _once(part: "NDArray[np.uint8]") -> "tuple[NDArray[np.uint8], int]":
    return (part, 1) if part.strides != (0,) or not len(part) else (part[:1].copy(), 0)


def _passing(passing: Passing) -> tuple[Any, ...]:
    return passing.weight, passing.keep, passing.vouched


@compiled
def mix(word: Any) -> Any:
    """`words.further` of one word."""
    word = (word ^ word >> FAR) * FIRST
    word = (word ^ word >> NEAR) * SECOND
    return word ^ word >> LAST


@compiled
def fill(made: Any, key: Any, begin: int, many: int) -> None:
    """The first words of so many agents from `begin` on."""
    for at in range(many):
        made[at] = mix(key + np.uint64(begin + at) * GOLDEN)


@compiled
def ahead(agents: Any, place: int, start: Any, contact: Any) -> None:
    """Ask for the contacts of the agent some places further on."""
    fetch(start, agents[min(place + 2 * AHEAD, len(agents) - 1)])
    soon = agents[min(place + AHEAD, len(agents) - 1)]
    fetch(contact, start[soon])
    fetch(contact, start[soon + 1] - 1)


@compiled
def count(at: int, start: Any, contact: Any, busy: Any, wanted: bool) -> int:
    """How many contacts are in work, or out of it."""
    many = 0
    for tie in range(start[at], start[at + 1]):
        many += busy[contact[tie]] == wanted
    return many


@compiled
def _hear(begin: int, end: int, key: Any, before: Any, ties: Any, hearing: Any, passing: Any, best: Any) -> None:
    """Who finds a job alone, and whose news goes to whom; the best offer of each is noted, as `kernel` writes it."""
    busy, _, group = before
    own, news, ladder = hearing
    most = max(own.max(), news.max(), ladder.max())
    made, some, more = np.empty(CHUNK, np.uint64), np.empty(CHUNK, np.int64), np.empty(CHUNK, np.int64)
    for base in range(begin, end, CHUNK):
        size, many = min(CHUNK, end - base), 0
        fill(made, key, base, size)
        for at in range(size):
            some[many] = base + at
            many += made[at] >> BITS < most
        tell, offer = 0, 0
        for at in some[:many]:
            hears, mine = made[at - base] >> BITS, group[at]
            if busy[at]:
                some[tell] = more[offer] = at
                idle = hears < news[mine]
                tell, offer = tell + idle, offer + (not idle and hears < ladder[mine])
            elif hears < own[mine]:
                best[at] = max(best[at], np.uint8(ALONE * LAYERS))
        _tell(some[:tell], key, False, busy, group, ties, passing[0], best)
        _tell(more[:offer], key, True, busy, group, ties, passing[1], best)


@compiled
def _tell(tellers: Any, key: Any, wanted: bool, busy: Any, group: Any, ties: Any, passing: Any, best: Any) -> None:
    """The news of each goes to one wanted contact, by weight. Whoever has none is left out first, which reads the
    memory of many tellers at once."""
    start, contact, layer, layers, mutual, mutuals = ties
    weight, keep, vouched = passing
    many = 0
    for place in range(len(tellers)):
        ahead(tellers, place, start, contact)
        tellers[many] = tellers[place]
        many += count(tellers[place], start, contact, busy, wanted) > 0
    for at in tellers[:many]:
        own, total = group[at], np.uint64(0)
        for tie in range(start[at], start[at + 1]):
            other = contact[tie]
            if busy[other] == wanted:
                total += weight[own, group[other], layer[tie * layers], mutual[tie * mutuals]]
        second = mix(mix(key + np.uint64(at) * GOLDEN))
        drawn = (second >> BITS) * total >> BITS
        for tie in range(start[at], start[at + 1]):
            other = contact[tie]
            if busy[other] != wanted:
                continue
            in_layer, known = layer[tie * layers], mutual[tie * mutuals]
            weighs = weight[own, group[other], in_layer, known]
            if drawn < weighs:
                if second & HALF < keep[own, group[other], in_layer, known]:
                    code = VOUCHED if mix(second) >> BITS < vouched[own, group[other], in_layer, known] else TIPPED
                    best[other] = max(best[other], np.uint8(code * LAYERS + LAYERS - 1 - in_layer))
                break
            drawn -= weighs


@compiled
def _settle(begin: int, end: int, key: Any, before: Any, leaving: Any, others: Any, after: Any) -> None:
    """The best offer of all threads is taken, and those who lose or leave a job do; most have neither."""
    busy, referred, group = before
    leaves, moves = leaving
    works, vouched, found, lost = after
    least = max(leaves.max(), moves.max())
    made, some = np.empty(CHUNK, np.uint64), np.empty(CHUNK, np.int64)
    for base in range(begin, end, CHUNK):
        last = min(base + CHUNK, end)
        fill(made, key, base, last - base)
        for other in others:
            _better(found[base:last], other[base:last])
        lost[base:last], works[base:last] = False, busy[base:last]
        _both(vouched[base:last], referred[base:last], busy[base:last])
        for near in some[: _changed(some, found[base:last], made, least)]:
            at, keeps = base + near, made[near] & HALF
            code, was = found[at] // np.uint8(LAYERS), busy[at]
            referral = code == VOUCHED if code > 0 else referred[at]
            flag = np.intp(referred[at] if was else referral)
            held = was or code > 0
            gone = held and keeps < leaves[group[at], flag]
            alone = was and code == 0 and not gone and keeps < moves[group[at], flag]
            found[at], lost[at] = ALONE if alone else code, gone
            works[at], vouched[at] = held and not gone, referral and held and not gone and not alone


@compiled
def _better(one: Any, other: Any) -> None:
    for at in range(len(one)):
        one[at] = max(one[at], other[at])


@compiled
def _both(both: Any, one: Any, other: Any) -> None:
    for at in range(len(both)):
        both[at] = one[at] & other[at]


@compiled
def _changed(some: Any, best: Any, made: Any, least: Any) -> int:
    """Places of a chunk where there is an offer, or a job may end; how many."""
    many = 0
    for at in range(len(best)):
        some[many] = at
        many += (made[at] & HALF < least) | (best[at] > 0)
    return many

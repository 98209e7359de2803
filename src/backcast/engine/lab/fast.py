"""One week of the market compiled by numba: `kernel.step` bit for bit, on several threads, in blocks of any size.

Nothing here decides anything of its own: `kernel` says what a week means. Import this only where numba is installed
and speed is wanted; each function is compiled once for each kind of computer and kept in numba's folder.
"""

import sys
from typing import TYPE_CHECKING, Any, Final

import numpy as np  # noqa: TID253

from backcast.engine.lab import words
from backcast.engine.lab.graphs import Graph
from backcast.engine.lab.kernel import ALONE, LAYERS, TIPPED, VOUCHED, State, Week
from backcast.engine.lab.machine import AHEAD, compiled, fetch
from backcast.engine.lab.tables import Passing, Tables
from backcast.engine.lab.turns import next_taken, shared, taken, together

if TYPE_CHECKING:
    from numpy.typing import NDArray

CHUNK: Final = 1024
"""Agents whose words are made at once: they stay in the nearest cache [D]."""
EIGHT: Final = 8
EACH: Final = np.uint64(0x0102040810204080)
"""Times eight bytes of 0 or 1, the first the lowest: the highest byte of it holds them all, the first as lowest bit."""
BITS: Final = np.uint64(words.BITS)
HALF: Final = np.uint64(words.ONE - 1)
GOLDEN: Final = np.uint64(words.GOLDEN)
FIRST: Final = np.uint64(words.FIRST)
SECOND: Final = np.uint64(words.SECOND)
FAR, NEAR, LAST = np.uint64(30), np.uint64(27), np.uint64(31)


def step(state: State, graph: Graph, tables: Tables, seed: int, week: int, *, threads: int = 1, block: int = 0) -> Week:
    """Let one week pass; `state` is changed. The outcome is the same for any number of threads and any `block` (eights
    of agents a thread takes at a time; 0 for what suits)."""
    agents, key = graph.agents, np.uint64(words.key(seed, week))
    best = np.empty((threads, agents), np.uint8)
    passing = _passing(tables.to_idle), _passing(tables.to_busy)
    hearing, leaving = (tables.own, tables.news, tables.ladder), (tables.leaves, tables.moves)
    before, market = (eights(state.employed), state.referred, state.group), (_ties(graph), hearing, passing, leaving)
    works, referred, lost = (np.empty(agents, np.bool_) for _ in range(3))
    items, after = shared(-(-agents // EIGHT), 3, threads, block), (works, referred, lost)
    together(lambda thread: _week(thread, items, key, before, market, best, after), threads)
    state.employed, state.referred = works, referred
    return Week(best[0], lost)


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


def eights(flags: "NDArray[np.bool_]") -> "tuple[NDArray[np.bool_], NDArray[np.uint64], NDArray[np.uint8]]":
    """Flags one by one, the full eights of them as one number each, and room to `pack` them all. Packed they are small
    enough for the cache of each core; two cores that pass each other a million bytes wait for it."""
    full = len(flags) // EIGHT * EIGHT if sys.byteorder == "little" else 0
    return flags, flags[:full].view(np.uint64), np.empty(-(-len(flags) // EIGHT), np.uint8)


@compiled
def pack(flags: Any, begin: int, end: int) -> None:
    """Write so many eights of flags as one byte each; the last one is filled up with flags that are set."""
    flag, full, bits = flags
    for at in range(begin, min(end, len(full))):
        bits[at] = full[at] * EACH >> np.uint64(56)
    for at in range(len(full), end):
        byte = 255
        for place in range(min(EIGHT, len(flag) - EIGHT * at)):
            byte ^= (not flag[EIGHT * at + place]) << place
        bits[at] = byte


@compiled
def given(bits: Any, at: int) -> bool:
    """One flag of those packed."""
    return bool(bits[at >> 3] >> (at & 7) & 1)


@compiled
def ahead(agents: Any, place: int, start: Any, contact: Any) -> None:
    """Ask for the contacts of the agent some places further on."""
    fetch(start, agents[min(place + 2 * AHEAD, len(agents) - 1)])
    soon = agents[min(place + AHEAD, len(agents) - 1)]
    fetch(contact, start[soon])
    fetch(contact, start[soon + 1] - 1)


@compiled
def count(at: int, start: Any, contact: Any, bits: Any, wanted: bool) -> int:
    """How many contacts are in work, or out of it."""
    many = 0
    for tie in range(start[at], start[at + 1]):
        many += given(bits, contact[tie]) == wanted
    return many


@compiled
def _week(thread: int, items: Any, key: Any, before: Any, market: Any, best: Any, after: Any) -> None:
    """What one thread does of a week: its own row of the offers first, then, of whatever is left, what comes of all."""
    ties, hearing, passing, leaving = market
    made, some, more = np.empty(CHUNK, np.uint64), np.empty(CHUNK, np.int64), np.empty(CHUNK, np.int64)
    flags, agents = before[0], len(before[1])
    begin, end = taken(items, 0, thread)
    while begin >= 0:
        pack(flags, begin, end)
        best[:, EIGHT * begin : EIGHT * end] = 0
        begin, end = next_taken(items, 0, thread)
    begin, end = taken(items, 1, thread)
    while begin >= 0:
        end = min(EIGHT * end, agents)
        _hear(EIGHT * begin, end, key, before, ties, hearing, passing, best[thread], (made, some, more))
        begin, end = next_taken(items, 1, thread)
    begin, end = taken(items, 2, thread)
    while begin >= 0:
        end = min(EIGHT * end, agents)
        _settle(EIGHT * begin, end, key, before, leaving, best, after, (made, some))
        begin, end = next_taken(items, 2, thread)


@compiled
def _hear(
    begin: int, end: int, key: Any, before: Any, ties: Any, hearing: Any, passing: Any, best: Any, room: Any
) -> None:
    """Who finds a job alone, and whose news goes to whom; the best offer of each is noted, as `kernel` writes it."""
    (busy, _, bits), _, group = before
    own, news, ladder = hearing
    most = max(own.max(), news.max(), ladder.max())
    made, some, more = room
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
        _tell(some[:tell], key, False, bits, group, ties, passing[0], best)
        _tell(more[:offer], key, True, bits, group, ties, passing[1], best)


@compiled
def _tell(tellers: Any, key: Any, wanted: bool, bits: Any, group: Any, ties: Any, passing: Any, best: Any) -> None:
    """The news of each goes to one wanted contact, by weight. Whoever has none is left out first, which reads the
    memory of many tellers at once."""
    start, contact, layer, layers, mutual, mutuals = ties
    weight, keep, vouched = passing
    many = 0
    for place in range(len(tellers)):
        ahead(tellers, place, start, contact)
        tellers[many] = tellers[place]
        many += count(tellers[place], start, contact, bits, wanted) > 0
    for at in tellers[:many]:
        own, total = group[at], np.uint64(0)
        for tie in range(start[at], start[at + 1]):
            other = contact[tie]
            if given(bits, other) == wanted:
                total += weight[own, group[other], layer[tie * layers], mutual[tie * mutuals]]
        second = mix(mix(key + np.uint64(at) * GOLDEN))
        drawn = (second >> BITS) * total >> BITS
        for tie in range(start[at], start[at + 1]):
            other = contact[tie]
            if given(bits, other) != wanted:
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
def _settle(begin: int, end: int, key: Any, before: Any, leaving: Any, best: Any, after: Any, room: Any) -> None:
    """The best offer of all threads is taken, and those who lose or leave a job do; most have neither."""
    (busy, _, _), referred, group = before
    leaves, moves = leaving
    works, vouched, lost = after
    made, some = room
    found = best[0]
    least = max(leaves.max(), moves.max())
    for base in range(begin, end, CHUNK):
        last = min(base + CHUNK, end)
        fill(made, key, base, last - base)
        for other in best[1:]:
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

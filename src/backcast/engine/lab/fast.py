"""Weeks of the market compiled by numba: `kernel.step` bit for bit, on several threads, in blocks of any size.

Nothing here decides anything of its own: `kernel` says what a week means. Import this only where numba is installed
and speed is wanted; each function is compiled once for each kind of computer and kept in numba's folder.
"""

from typing import TYPE_CHECKING, Any, Final

import numpy as np  # noqa: TID253

from backcast.engine.lab import words
from backcast.engine.lab.counting import counted, counting, note
from backcast.engine.lab.counts import Counts
from backcast.engine.lab.graphs import Graph
from backcast.engine.lab.kernel import ALONE, LAYERS, TIPPED, VOUCHED, State, Week
from backcast.engine.lab.machine import AHEAD, compiled, fetch
from backcast.engine.lab.packed import EIGHT, flags, given, pack
from backcast.engine.lab.tables import Passing, Tables
from backcast.engine.lab.turns import next_taken, shared, taken, together

if TYPE_CHECKING:
    from numpy.typing import NDArray

CHUNK: Final = 1024
"""Agents whose words are made at once: they stay in the nearest cache [D]."""
BITS: Final = np.uint64(words.BITS)
HALF: Final = np.uint64(words.ONE - 1)
GOLDEN: Final = np.uint64(words.GOLDEN)
FIRST: Final = np.uint64(words.FIRST)
SECOND: Final = np.uint64(words.SECOND)
FAR, NEAR, LAST = np.uint64(30), np.uint64(27), np.uint64(31)


def weeks(
    state: State,
    graph: Graph,
    tables: Tables,
    seed: int,
    some: range,
    counts: Counts | None = None,
    before: int = 0,
    *,
    threads: int = 1,
    block: int = 0,
) -> Week:
    """Let some weeks pass without coming back to Python in between, as `kernels.one_by_one` does; `state` is changed,
    and told what the last of them brought. The outcome is the same for any number of threads and any `block` (eights of
    agents a thread takes at a time; 0 for what suits)."""
    agents, keys = graph.agents, np.array([words.key(seed, week) for week in some], np.uint64)
    best = np.empty((threads, agents), np.uint8)
    works, referred, lost = flags(agents), np.empty(agents, np.bool_), np.empty(agents, np.bool_)
    passing = _passing(tables.to_idle), _passing(tables.to_busy)
    chances = (tables.own, tables.news, tables.ladder), (tables.leaves, tables.moves)
    start, now = (state.employed, state.referred), (works, referred, state.group)
    items, market = shared(-(-agents // EIGHT), 1 + 2 * len(some), threads, block), (_ties(graph), chances, passing)
    told = counting(counts, some, before, threads)
    together(lambda thread: _weeks(thread, items, keys, start, market, best, (now, lost), told), threads)
    counted(counts, told)
    state.employed, state.referred = works[0][:agents], referred
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
def begin_with(begin: int, end: int, start: Any, busy: Any, referred: Any) -> None:
    """So many eights of agents are as they were."""
    first, last = EIGHT * begin, min(EIGHT * end, len(referred))
    busy[0][first:last], referred[first:last] = start[0][first:last], start[1][first:last]
    pack(busy, begin, end)


@compiled
def _weeks(thread: int, items: Any, keys: Any, start: Any, market: Any, best: Any, state: Any, told: Any) -> None:
    """What one thread does of some weeks: its own row of the offers first, then, of whatever is left, what comes of
    all."""
    (ties, (hearing, leaving), passing), (now, lost) = market, state
    busy, referred, agents = now[0], now[1], len(lost)
    room = np.empty(CHUNK, np.uint64), np.empty(CHUNK, np.int64), np.empty(CHUNK, np.int64)
    begin, end = taken(items, 0, thread)
    while begin >= 0:
        begin_with(begin, end, start, busy, referred)
        best[:, EIGHT * begin : EIGHT * end] = 0
        begin, end = next_taken(items, 0, thread)
    for week in range(len(keys)):
        key, lap = keys[week], 1 + 2 * week
        begin, end = taken(items, lap, thread)
        while begin >= 0:
            end = min(EIGHT * end, agents)
            _hear(EIGHT * begin, end, key, now, ties, hearing, passing, best[thread], room)
            begin, end = next_taken(items, lap, thread)
        begin, end = taken(items, lap + 1, thread)
        while begin >= 0:
            _settle(EIGHT * begin, min(EIGHT * end, agents), key, now, leaving, best, lost, room)
            note(begin, end, (week, thread), busy, best[0], told, room[1])
            if week + 1 < len(keys):
                best[:, EIGHT * begin : EIGHT * end] = 0
            begin, end = next_taken(items, lap + 1, thread)


@compiled
def _hear(
    begin: int, end: int, key: Any, now: Any, ties: Any, hearing: Any, passing: Any, best: Any, room: Any
) -> None:
    """Who finds a job alone, and whose news goes to whom; the best offer of each is noted, as `kernel` writes it."""
    (busy, _, bits), _, group = now
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
def _settle(begin: int, end: int, key: Any, now: Any, leaving: Any, best: Any, lost: Any, room: Any) -> None:
    """The best offer of all threads is taken, and those who lose or leave a job do; most have neither."""
    (busy, _, _), referred, group = now
    leaves, moves = leaving
    made, some, _ = room
    found = best[0]
    least = max(leaves.max(), moves.max())
    for base in range(begin, end, CHUNK):
        last = min(base + CHUNK, end)
        fill(made, key, base, last - base)
        for other in best[1:]:
            _better(found[base:last], other[base:last])
        lost[base:last] = False
        _kept(referred[base:last], busy[base:last])
        for near in some[: _changed(some, found[base:last], made, least)]:
            at, keeps = base + near, made[near] & HALF
            code, was = found[at] // np.uint8(LAYERS), busy[at]
            referral = code == VOUCHED if code > 0 else referred[at]
            flag = np.intp(referred[at] if was else referral)
            held = was or code > 0
            gone = held and keeps < leaves[group[at], flag]
            alone = was and code == 0 and not gone and keeps < moves[group[at], flag]
            found[at], lost[at] = ALONE if alone else code, gone
            busy[at], referred[at] = held and not gone, referral and held and not gone and not alone


@compiled
def _better(one: Any, other: Any) -> None:
    for at in range(len(one)):
        one[at] = max(one[at], other[at])


@compiled
def _kept(one: Any, other: Any) -> None:
    for at in range(len(one)):
        one[at] &= other[at]


@compiled
def _changed(some: Any, best: Any, made: Any, least: Any) -> int:
    """Places of a chunk where there is an offer, or a job may end; how many."""
    many = 0
    for at in range(len(best)):
        some[many] = at
        many += (made[at] & HALF < least) | (best[at] > 0)
    return many

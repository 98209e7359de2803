"""The plain market by events: a week visits those out of work, and of their contacts the ones that hear of a job.

The states are those of `kernel.step`, week by week and bit for bit. News can only matter where a teller knows somebody
out of work, so the tellers are found from there; of everybody else's contacts nothing is read. Whose job ends is drawn
from everybody's word, which costs nothing but arithmetic.
"""

from typing import Any, Final

import numpy as np  # noqa: TID253

from backcast.engine.lab import words
from backcast.engine.lab.fast import BITS, CHUNK, EIGHT, GOLDEN, HALF, ahead, count, eights, fill, given, mix, pack
from backcast.engine.lab.graphs import Graph
from backcast.engine.lab.kernel import ALONE, VOUCHED, State, Week
from backcast.engine.lab.machine import compiled
from backcast.engine.lab.tables import Passing, Tables
from backcast.engine.lab.turns import next_taken, shared, taken, together
from backcast.engine.lab.words import ONE

ALL: Final = np.uint8(255)
"""Eight that all work."""


def step(state: State, graph: Graph, tables: Tables, seed: int, week: int, *, threads: int = 1, block: int = 0) -> Week:
    """Let one week pass; `state` is changed. The outcome is the same for any number of threads and any `block`, as in
    `fast.step`. Raises ValueError for tables of more than the plain market."""
    if not plain(tables):
        raise ValueError("Only the plain market can be followed by its events")
    agents, key, busy = graph.agents, np.uint64(words.key(seed, week)), eights(state.employed)
    found, tells = np.empty(agents, np.uint8), np.empty(EIGHT * len(busy[2]), np.bool_)
    works, referred, lost = (np.empty(agents, np.bool_) for _ in range(3))
    items, chances = shared(len(busy[2]), 4, threads, block), (tables.own[0], tables.news[0], tables.leaves[0, 0])
    market, after = (graph.start, graph.contact, busy, state.referred), (works, referred, found, lost)
    together(lambda thread: _week(thread, items, key, chances, market, (tells, tells.view(np.uint64)), after), threads)
    state.employed, state.referred = works, referred
    return Week(found, lost)


def plain(tables: Tables) -> bool:
    """Whether all that these tables know is who hears alone, who has news and who loses a job."""
    rates = np.ptp(tables.leaves) == 0 and (tables.moves == tables.leaves).all() and tables.ladder[0] <= tables.news[0]
    return bool(len(tables.own) == 1 and rates and _every(tables.to_idle))


def _every(passing: Passing) -> bool:
    """Whether each contact is as likely as the others, and all that is told comes to something."""
    return bool((passing.weight == 1).all() and (passing.keep == ONE).all() and (passing.vouched == ONE).all())


@compiled
def _week(thread: int, items: Any, key: Any, chances: Any, market: Any, tells: Any, after: Any) -> None:
    """What one thread does of a week, in rounds: who is out of work, who hears, who tells, what comes of it."""
    start, contact, busy, referred = market
    ties, (own, news, leaves), found = (start, contact), chances, after[2]
    made, some, more = np.empty(CHUNK, np.uint64), np.empty(CHUNK, np.int64), np.empty(CHUNK, np.int64)
    near, hears = np.empty(CHUNK, np.int32), np.empty(CHUNK, np.bool_)
    begin, end = taken(items, 0, thread)
    while begin >= 0:
        pack(busy, begin, end)
        found[EIGHT * begin : EIGHT * end], tells[1][begin:end] = 0, 0
        begin, end = next_taken(items, 0, thread)
    begin, end = taken(items, 1, thread)
    while begin >= 0:
        _hear(begin, end, key, ties, news, busy, tells[0], found, (some, near, hears))
        begin, end = next_taken(items, 1, thread)
    begin, end = taken(items, 2, thread)
    while begin >= 0:
        _tell(begin, end, key, ties, busy[2], tells, found, (some, more))
        begin, end = next_taken(items, 2, thread)
    begin, end = taken(items, 3, thread)
    while begin >= 0:
        _settle(EIGHT * begin, min(EIGHT * end, len(found)), key, (own, leaves), (busy[0], referred), after, made)
        begin, end = next_taken(items, 3, thread)


@compiled
def _set(flags: Any, begin: int, end: int, some: Any) -> Any:
    """Where flags are set, from the eight of `begin` on until the list is full: how many, and where to go on."""
    flag, eights = flags
    many = 0
    while begin < end and many <= CHUNK - EIGHT:
        if eights[begin] != 0:
            for at in range(EIGHT * begin, EIGHT * begin + EIGHT):
                some[many] = at
                many += flag[at]
        begin += 1
    return many, begin


@compiled
def _out(bits: Any, begin: int, end: int, some: Any) -> Any:
    """Who does not work, as `_set` tells it."""
    many = 0
    while begin < end and many <= CHUNK - EIGHT:
        if bits[begin] != ALL:
            for at in range(EIGHT * begin, EIGHT * begin + EIGHT):
                some[many] = at
                many += not given(bits, at)
        begin += 1
    return many, begin


@compiled
def _hear(begin: int, end: int, key: Any, ties: Any, news: Any, busy: Any, tells: Any, found: Any, room: Any) -> None:
    """The contacts of those out of work who hear of a job, if they have one. Nobody has found any yet."""
    start, contact = ties
    some, near, hears = room
    while begin < end:
        many, begin = _out(busy[2], begin, end, some)
        full = 0
        for place in range(many):
            ahead(some[:many], place, start, contact)
            for tie in range(start[some[place]], start[some[place] + 1]):
                near[full] = contact[tie]
                full += 1
                if full == CHUNK:
                    _mark(near, key, news, hears, tells)
                    full = 0
        _mark(near[:full], key, news, hears, tells)


@compiled
def _mark(near: Any, key: Any, news: Any, hears: Any, tells: Any) -> None:
    """Note who of these hears of a job."""
    for place in range(len(near)):
        hears[place] = mix(key + np.uint64(near[place]) * GOLDEN) >> BITS < news
    for place in range(len(near)):
        if hears[place]:
            tells[near[place]] = True


@compiled
def _tell(begin: int, end: int, key: Any, ties: Any, bits: Any, tells: Any, found: Any, room: Any) -> None:
    """Each in work passes the news to one contact out of work; no two threads can tell somebody different things."""
    start, contact = ties
    some, several = room
    while begin < end:
        many, begin = _set(tells, begin, end, some)
        more = 0
        for place in range(many):
            ahead(some[:many], place, start, contact)
            at, knows, only = some[place], 0, 0
            for tie in range(start[at], start[at + 1]):
                out = int(not given(bits, contact[tie]))
                knows, only = knows + out, only + out * contact[tie]
            several[more] = at
            more += given(bits, at) & (knows > 1)
            if given(bits, at) and knows == 1:
                found[only] = VOUCHED
        for at in several[:more]:
            _choose(at, key, start, contact, bits, found)


@compiled
def _choose(at: int, key: Any, start: Any, contact: Any, bits: Any, found: Any) -> None:
    """One of several contacts out of work is told."""
    several = count(at, start, contact, bits, False)
    left = (mix(mix(key + np.uint64(at) * GOLDEN)) >> BITS) * np.uint64(several) >> BITS
    for tie in range(start[at], start[at + 1]):
        if not given(bits, contact[tie]):
            if left == 0:
                found[contact[tie]] = VOUCHED
                break
            left -= np.uint64(1)


@compiled
def _settle(begin: int, end: int, key: Any, chances: Any, before: Any, after: Any, made: Any) -> None:
    """Who was told, or hears alone, works; jobs end, those found this week too."""
    for base in range(begin, end, CHUNK):
        last = min(base + CHUNK, end)
        fill(made, key, base, last - base)
        busy, referred = before[0][base:last], before[1][base:last]
        works, vouched, found, lost = after[0][base:last], after[1][base:last], after[2][base:last], after[3][base:last]
        _works(made, chances[0], busy, found, works)
        _ends(made, chances[1], works, lost)
        _vouched(works, busy, referred, found, vouched)


@compiled
def _works(made: Any, own: Any, busy: Any, found: Any, works: Any) -> None:
    for at in range(len(works)):
        works[at] = made[at] >> BITS < own
    for at in range(len(works)):
        found[at] = max(found[at], np.uint8(works[at] & (not busy[at])) * np.uint8(ALONE))
    for at in range(len(works)):
        works[at] = busy[at] | (found[at] > 0)


@compiled
def _ends(made: Any, leaves: Any, works: Any, lost: Any) -> None:
    for at in range(len(works)):
        lost[at] = made[at] & HALF < leaves
    for at in range(len(works)):
        lost[at] &= works[at]
    for at in range(len(works)):
        works[at] ^= lost[at]


@compiled
def _vouched(works: Any, busy: Any, referred: Any, found: Any, vouched: Any) -> None:
    for at in range(len(works)):
        vouched[at] = (referred[at] & busy[at]) | (found[at] == VOUCHED)
    for at in range(len(works)):
        vouched[at] &= works[at]

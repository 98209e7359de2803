"""The plain market by events: a week visits those out of work, and of their contacts the ones that hear of a job.

The states are those of `kernel.step`, week by week and bit for bit. News can only matter where a teller knows somebody
out of work, so the tellers are found from there; of everybody else's contacts nothing is read. Whose job ends is drawn
from everybody's word, which costs nothing but arithmetic.
"""

from typing import Any

import numpy as np  # noqa: TID253

from backcast.engine.lab import words
from backcast.engine.lab.counting import counted, counting, note
from backcast.engine.lab.counts import Counts
from backcast.engine.lab.fast import BITS, CHUNK, GOLDEN, HALF, ahead, begin_with, count, fill, mix
from backcast.engine.lab.graphs import Graph
from backcast.engine.lab.kernel import ALONE, VOUCHED, State, Week
from backcast.engine.lab.machine import compiled
from backcast.engine.lab.packed import ALL, EIGHT, flags, given
from backcast.engine.lab.tables import Passing, Tables
from backcast.engine.lab.turns import next_taken, shared, taken, together
from backcast.engine.lab.words import ONE


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
    """Let some weeks pass, as `fast.weeks` does. Raises ValueError for tables of more than the plain market."""
    if not plain(tables):
        raise ValueError("Only the plain market can be followed by its events")
    agents, keys = graph.agents, np.array([words.key(seed, week) for week in some], np.uint64)
    works, tells = flags(agents), flags(agents)
    referred, lost, found = np.empty(agents, np.bool_), np.empty(agents, np.bool_), np.empty(agents, np.uint8)
    items, chances = shared(len(works[2]), 1 + 3 * len(some), threads, block), _chances(tables)
    start, now = (state.employed, state.referred), (works, referred, found, lost)
    market = (graph.start, graph.contact), chances, tells[:2]
    told = counting(counts, some, before, threads)
    together(lambda thread: _weeks(thread, items, keys, start, market, now, told), threads)
    counted(counts, told)
    state.employed, state.referred = works[0][:agents], referred
    return Week(found, lost)


def _chances(tables: Tables) -> tuple[Any, ...]:
    return tables.own[0], tables.news[0], tables.leaves[0, 0]


def plain(tables: Tables) -> bool:
    """Whether all that these tables know is who hears alone, who has news and who loses a job."""
    rates = np.ptp(tables.leaves) == 0 and (tables.moves == tables.leaves).all() and tables.ladder[0] <= tables.news[0]
    return bool(len(tables.own) == 1 and rates and _every(tables.to_idle))


def _every(passing: Passing) -> bool:
    """Whether each contact is as likely as the others, and all that is told comes to something."""
    return bool((passing.weight == 1).all() and (passing.keep == ONE).all() and (passing.vouched == ONE).all())


@compiled
def _weeks(thread: int, items: Any, keys: Any, start: Any, market: Any, now: Any, told: Any) -> None:
    """What one thread does of some weeks: who hears, who tells, and what comes of it."""
    (ties, (own, news, leaves), tells), (busy, referred, found, _) = market, now
    made, some, more = np.empty(CHUNK, np.uint64), np.empty(CHUNK, np.int64), np.empty(CHUNK, np.int64)
    near, hears = np.empty(CHUNK, np.int32), np.empty(CHUNK, np.bool_)
    begin, end = taken(items, 0, thread)
    while begin >= 0:
        begin_with(begin, end, start, busy, referred)
        found[EIGHT * begin : EIGHT * end], tells[1][begin:end] = 0, 0
        begin, end = next_taken(items, 0, thread)
    for week in range(len(keys)):
        key, lap = keys[week], 1 + 3 * week
        begin, end = taken(items, lap, thread)
        while begin >= 0:
            _hear(begin, end, key, ties, news, busy, tells[0], found, (some, near, hears))
            begin, end = next_taken(items, lap, thread)
        begin, end = taken(items, lap + 1, thread)
        while begin >= 0:
            _tell(begin, end, key, ties, busy[2], tells, found, (some, more))
            begin, end = next_taken(items, lap + 1, thread)
        begin, end = taken(items, lap + 2, thread)
        while begin >= 0:
            _settle(EIGHT * begin, min(EIGHT * end, len(found)), key, (own, leaves), now, made)
            note(begin, end, (week, thread), busy, found, told, some)
            if week + 1 < len(keys):
                found[EIGHT * begin : EIGHT * end], tells[1][begin:end] = 0, 0
            begin, end = next_taken(items, lap + 2, thread)


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
def _settle(begin: int, end: int, key: Any, chances: Any, now: Any, made: Any) -> None:
    """Who was told, or hears alone, works; jobs end, those found this week too."""
    for base in range(begin, end, CHUNK):
        last = min(base + CHUNK, end)
        fill(made, key, base, last - base)
        works, vouched, found, lost = now[0][0][base:last], now[1][base:last], now[2][base:last], now[3][base:last]
        _alone(made, chances[0], works, found, lost)
        _vouched(works, found, vouched)
        _ends(made, chances[1], works, found, lost)
        _still(works, vouched)


@compiled
def _alone(made: Any, own: Any, works: Any, found: Any, hears: Any) -> None:
    for at in range(len(works)):
        hears[at] = made[at] >> BITS < own
    for at in range(len(works)):
        found[at] = max(found[at], np.uint8(hears[at] & (not works[at])) * np.uint8(ALONE))


@compiled
def _vouched(works: Any, found: Any, vouched: Any) -> None:
    for at in range(len(works)):
        vouched[at] = (vouched[at] & works[at]) | (found[at] == VOUCHED)


@compiled
def _ends(made: Any, leaves: Any, works: Any, found: Any, lost: Any) -> None:
    for at in range(len(works)):
        works[at] |= found[at] > 0
    for at in range(len(works)):
        lost[at] = made[at] & HALF < leaves
    for at in range(len(works)):
        lost[at] &= works[at]
    for at in range(len(works)):
        works[at] ^= lost[at]


@compiled
def _still(works: Any, vouched: Any) -> None:
    for at in range(len(works)):
        vouched[at] &= works[at]

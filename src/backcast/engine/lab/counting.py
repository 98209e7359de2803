"""What compiled weeks count: as `Counts.add` does, by each thread on its own. Only where numba is installed."""

from typing import TYPE_CHECKING, Any, Final

import numpy as np  # noqa: TID253

from backcast.engine.lab.counts import CHANNELS, LONGEST, Counts
from backcast.engine.lab.machine import compiled
from backcast.engine.lab.packed import ALL, EIGHT, pack, packed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]

Counting = tuple["NDArray[np.int16]", "Whole", "Whole", int]
"""For how many weeks each agent is out of work; what each thread has counted, side by side `at_risk`, `hired` and
`channels`; how many each found out of work in each week; and the first week that is told. No agents: nothing is."""
SPELLS: Final = LONGEST + 1


def counting(counts: Counts | None, some: range, before: int, threads: int) -> Counting:
    """To count these weeks, or nothing."""
    each = np.zeros((threads, 2 * SPELLS + len(CHANNELS) + 1), np.int64)
    out = np.zeros(0, np.int16) if counts is None else counts.out
    return out, each, np.zeros((threads, len(some)), np.int64), before - some.start


def counted(counts: Counts | None, told: Counting) -> None:
    """Put together what all threads have counted."""
    if counts is None:
        return
    risk, hired, channels = np.split(told[1].sum(axis=0), (SPELLS, 2 * SPELLS))
    counts.at_risk += risk
    counts.hired += hired
    counts.channels[1:] += channels[1:]
    for many in told[2].sum(axis=0).tolist():
        counts.passed(many)


@compiled
def note(begin: int, end: int, when: Any, busy: Any, found: Any, told: Any, some: Any) -> None:
    """So many eights of agents have had their week (its number, and the thread): who works is packed anew, and who was
    or is out of work is counted. `some` is room for a few of them."""
    (week, thread), (out, each, idle, first) = when, told
    if len(out) == 0:
        pack(busy, begin, end)
        return
    many = 0
    while begin < end:
        full, begin = _spells(begin, end, busy, some)
        many += _count(some[:full], busy[0], found, out, each[thread], week >= first)
    idle[thread, week] += many


@compiled
def _spells(begin: int, end: int, busy: Any, some: Any) -> Any:
    """Whoever was or is out of work, until the list is full: twice the agent, and one more for who was. How many, and
    where to go on."""
    (_, eights, bits), many = busy, 0
    while begin < end and many <= len(some) - EIGHT:
        before, now = bits[begin], packed(eights[begin])
        both = before & now
        if both != ALL:
            for place in range(EIGHT):
                some[many] = 2 * (EIGHT * begin + place) + (1 - (before >> place & 1))
                many += 1 - (both >> place & 1)
        bits[begin] = now
        begin += 1
    return many, begin


@compiled
def _count(some: Any, busy: Any, found: Any, out: Any, each: Any, told: bool) -> int:
    """How many of these are out of work now. Nothing hangs on a condition, which the processor would guess wrong."""
    idle = 0
    for agent in some:
        at, was = agent >> 1, agent & told
        out_of, weeks = not busy[at], out[at]
        each[weeks] += was
        each[SPELLS + weeks] += was & (not out_of)
        each[2 * SPELLS + found[at] * was] += was
        out[at] = min(weeks + 1, LONGEST) * out_of
        idle += out_of
    return idle

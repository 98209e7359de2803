"""Blocks of a week that threads take in turn, and the wait between two rounds. Only where numba is installed.

A round ends when every block of it is done, whoever did it: a thread that comes late, or never, costs only its help,
and one that works slowly takes fewer blocks. Nothing of an outcome may hang on who takes which.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any, Final

import numpy as np  # noqa: TID253

from backcast.engine.lab.machine import compiled, plus_one, read

SHARES: Final = 12
"""Blocks for each thread: the wait at the end of a round is for one of them at most [D]."""
LEAST: Final = 1024
"""Items of a block, unless fewer are asked for: to take it must cost nothing beside the work [D]."""
LINE: Final = 8
"""Numbers apart at which two cores do not share a line of their memory."""


def shared(many: int, rounds: int, threads: int, block: int = 0) -> tuple[Any, int, int]:
    """So many items to be gone through in each round: what is done and taken by now, the items of a block and of all.
    A block has `block` items where that is named, and all of them for one thread alone."""
    fair = many if threads == 1 else max(LEAST, -(-many // (SHARES * threads)))
    return np.zeros((rounds, 1 + threads, LINE), np.int64), block or max(fair, 1), many


def together(work: Callable[[int], object], threads: int) -> None:
    """Let so many threads do the work, each told which it is; this one is the first. It is back when all is done; the
    others may then still look for blocks, and find none."""
    others = [_pool(threads - 1).submit(work, thread) for thread in range(1, threads)]
    work(0)
    for other in others:
        other.cancel()


@cache
def _pool(threads: int) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(threads, thread_name_prefix="lab")


@compiled
def taken(items: Any, lap: int, thread: int) -> tuple[int, int]:
    """The next items of a round, first and last, of a thread's own part and then of the next ones. Where nobody has any
    left the first is -1, but not before the round has ended; threads that help need not see the end of the last."""
    turns, block, many = items
    threads, blocks = turns.shape[1] - 1, -(-many // block)
    for further in range(threads):
        whose = (thread + further) % threads
        place = whose * blocks // threads + plus_one(turns, LINE * (lap * (1 + threads) + 1 + whose))
        if place < (whose + 1) * blocks // threads:
            return place * block, min((place + 1) * block, many)
    while (thread == 0 or lap + 1 < len(turns)) and read(turns, LINE * lap * (1 + threads)) < blocks:
        pass
    return -1, -1


@compiled
def next_taken(items: Any, lap: int, thread: int) -> tuple[int, int]:
    """What is `taken` after what was taken is done."""
    plus_one(items[0], LINE * lap * items[0].shape[1])
    return taken(items, lap, thread)

"""The runs of a sweep on all cores of this computer, one process each. Which process plays a run does not matter."""

import os
import threading
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

    from backcast.engine.lab.cases import Case

IMPOSSIBLE: Final = "impossible"
"""The key of a result that is none."""
Task = tuple["Case", int]
"""What is played, and its seed."""
Played = tuple[int, dict[str, Any]]
"""The place of a task, and what came of it."""


def cores() -> int:
    """Cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS, Windows
        return os.cpu_count() or 1


def one(case: "Case", seed: int) -> dict[str, Any]:
    """One run, wherever it is; of a market that cannot be, why."""
    from backcast.engine.lab.play import play

    try:
        return play(case, seed)
    except ValueError as wrong:
        return {IMPOSSIBLE: str(wrong)}


def played(tasks: Iterable[tuple[int, Task]], jobs: int) -> Iterator[Played]:
    """Results as they come, at most `jobs` at a time. Raises Refused where a process was ended from outside."""
    if jobs == 1:
        yield from ((place, one(*task)) for place, task in tasks)
    else:
        yield from _beside(iter(tasks), jobs)


def _beside(tasks: Iterator[tuple[int, Task]], jobs: int) -> Iterator[Played]:
    """Runs wait here and not in the processes, so that a sweep of any size takes little room."""
    import multiprocessing
    from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
    from concurrent.futures.process import BrokenProcessPool
    from itertools import islice

    from backcast.errors import Refused

    before = multiprocessing.active_children()
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin)
    running: dict[Future[dict[str, Any]], int] = {}
    try:
        while True:
            for place, task in islice(tasks, 2 * jobs - len(running)):
                running[pool.submit(one, *task)] = place
            if not running:
                break
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                yield running.pop(future), future.result()
        pool.shutdown()
    except BrokenProcessPool as broken:
        raise Refused(
            "A process of the sweep ended from outside, perhaps for want of memory.", "Use fewer with --jobs."
        ) from broken
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        _end([child for child in multiprocessing.active_children() if child not in before])


def _begin() -> None:
    """In each process: Ctrl-C is the main one's to answer, and when that is gone this one goes too."""
    import multiprocessing
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent:
        threading.Thread(target=_follow, args=(parent,), daemon=True).start()


def _follow(parent: "BaseProcess") -> None:
    parent.join()
    os._exit(1)


def _end(children: "list[BaseProcess]") -> None:
    for child in children:
        child.terminate()
    for child in children:
        child.join()

"""The backward schedule of large stories: time by size, with and without room, and what least weeks cost.

    python bench/schedule.py [SIZE…]

Made-up stories: a third of the milestones wait for one or two earlier ones, a third have least weeks, half
have a due date. Small ones are also tried in every order in which they can claim the hours: how often would
another order fit where ours does not? (Never without least weeks; the tests look at that.)
"""

import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations
from time import perf_counter
from typing import Any

from backcast.engine.schedule import Milestone, reliefs, schedule
from backcast.engine.schedule.jobs import Job, jobs
from backcast.engine.schedule.levelling import fits

TODAY = date(2026, 11, 23)
WEEKS = 260


def story(size: int, rng: random.Random, weeks: int = WEEKS) -> list[Milestone]:
    found: list[Milestone] = []
    for number in range(size):
        earlier = rng.sample(found, min(len(found), rng.randint(1, 2))) if rng.random() < 1 / 3 else []
        due = TODAY + timedelta(weeks=rng.randint(weeks // 4, weeks)) if rng.random() < 0.5 else None
        length = rng.randint(2, weeks // 8) if rng.random() < 1 / 3 else None
        links = tuple(one.key for one in earlier)
        found.append(Milestone(f"m{number:04}", rng.randint(1, 40), due, links, length))
    return found


def timed(size: int, room: float) -> None:
    """One story of that size, with `room` times the hours its mean asks for."""
    milestones = story(size, random.Random(size))
    hours = room * sum(one.hours_left for one in milestones) / WEEKS / 0.6
    frame = {"today": TODAY, "horizon": TODAY + timedelta(weeks=WEEKS)}
    found, took = quickest(lambda: schedule(milestones, **frame, hours_per_week=hours))
    _, more = quickest(lambda: reliefs(milestones, found, **frame))
    tight = sum(one.critical for one in found.items)
    timing = f"{took:7.1f} ms, relief {more:7.1f} ms"
    print(f"{size:>6} milestones, {room:3.1f} × the hours: {timing}, fits {found.fits}, {tight} critical")


def quickest(work: Callable[[], Any], tries: int = 5) -> tuple[Any, float]:
    """What it gives, and the least milliseconds of a few runs: others use the machine too."""
    times = []
    for _ in range(tries):
        start = perf_counter()
        found = work()
        times.append((perf_counter() - start) * 1000)
    return found, min(times)


def other_orders(tries: int = 2000, size: int = 5) -> None:
    """How often some other order of claiming the hours fits where the list does not."""
    rng, ours, best = random.Random(7), 0, 0
    for _ in range(tries):
        milestones = [replace(one, hours=rng.randint(1, 9)) for one in story(size, rng, weeks=32)]
        milestones = [replace(one, weeks=one.weeks and rng.randint(1, 16)) for one in milestones]
        todo = jobs(milestones, TODAY, TODAY + timedelta(weeks=32))
        mine = fits(todo, 1.0)
        ours += mine
        best += mine or any(fits(reordered(todo, order), 1.0) for order in orders(todo))
    print(f"of {tries} tight stories of {size}: {ours} fit as listed, {best} in some order")


def orders(todo: Sequence[Job]) -> Iterator[dict[int, int]]:
    """New place of each job, for every order that keeps successors before predecessors."""
    for order in permutations(range(len(todo))):
        place = {old: new for new, old in enumerate(order)}
        if all(place[later] < place[old] for old in order for later in todo[old].behind):
            yield place


def reordered(todo: Sequence[Job], place: dict[int, int]) -> list[Job]:
    return [
        replace(
            todo[old],
            behind=tuple(place[one] for one in todo[old].behind),
            before=tuple(place[one] for one in todo[old].before),
        )
        for old in sorted(place, key=place.__getitem__)
    ]


if __name__ == "__main__":
    for size in [int(word) for word in sys.argv[1:]] or [20, 100, 500]:
        for room in (2.0, 0.5):
            timed(size, room)
    other_orders()

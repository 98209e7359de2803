"""The week at 300 candidates × 6 weeks: greedy against HiGHS, several weeks' hours.

    python bench/week.py [--candidates 300] [--seeds 5] [--work 1]

To reach (engines.md §6): greedy ≤ 50 ms; HiGHS within .5 % in 2 s. A table: the greedy's milliseconds and how
far it lies below HiGHS; HiGHS' own seconds, the gap it proves, and how often the bound on work cut it. Times are those
of the processor, as others use the machine too.
"""

import argparse
import random
import statistics
from datetime import date, timedelta
from time import process_time

from backcast.engine.week.kinds import KINDS, minutes_of
from backcast.engine.week.plan import plan
from backcast.engine.week.records import Candidate, Request
from backcast.engine.week.value import (
    Startable,
    lines_value,
    naming_value,
    promise_value,
    slices_offered,
    sorting_value,
    vision_value,
    wake_value,
)

MONDAY = date(2026, 11, 23)


def candidates(size, hours, rng):
    """A full book: set-up, two milestones, a tenth promises, and people due or dormant, some twice."""
    setup = {
        "vision": vision_value(False),
        "name_people": naming_value(0),
        "sort_lists": sorting_value(0, 400),
    }
    out = [move(kind, hours, (value,)) for kind, value in setup.items()]
    out += slices(hours, rng)
    while len(out) < size:
        out.append(for_person(len(out), rng.randrange(size * 2 // 3), hours, rng))
    return out


def move(kind, hours, values, key=None, **rest):
    return Candidate(key or kind, kind, minutes_of(kind, hours), KINDS[kind].energy, values, **rest)


def slices(hours, rng):
    stones = [
        Startable(key, MONDAY + timedelta(rng.randrange(400)), rng.uniform(-2, 40), rng.randint(1, 5), rng.random())
        for key in ("article", "talk")
    ]
    return [move("slice", hours, (value,), key=f"slice:{key}", most=12) for key, value in slices_offered(stones)]


def for_person(n, person, hours, rng):
    kind = rng.choices(("promise", "few_lines", "wake"), (1, 6, 3))[0]
    due = rng.randrange(-10, 60)
    ring, activity = rng.choice(("close", "active", "outer")), rng.uniform(0, 0.8)
    if kind == "promise":
        values, extra = (promise_value(due),), {"due": MONDAY + timedelta(due), "duty": due <= -8}
    elif kind == "wake":
        values, extra = (wake_value(rng.choice((ring, None)), activity),), {}
    else:
        values, extra = tuple(lines_at(ring, activity * 0.9**w, due - 7 * w) for w in range(6)), {}
    return move(kind, hours, values, key=f"{kind}:{n:04d}", person=person, **extra)


def lines_at(ring, activity, due_in):
    return lines_value(ring, activity, due_in=due_in, contact_days=5, overdue=due_in < 0)


def timed(found, request, **how):
    start = process_time()
    return plan(found, request, **how), process_time() - start


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("--candidates", type=int, default=300)
    asked.add_argument("--seeds", type=int, default=5)
    asked.add_argument("--work", type=float, default=1.0)
    args = asked.parse_args()
    warm = candidates(20, 2, random.Random(0))
    plan(warm, Request(hours=2.0), solver="highs")  # the libraries load once, before the clock
    print(f"{args.candidates} candidates x 6 weeks, {args.seeds} worlds a row, work {args.work:g}")
    print("hours  greedy ms  below HiGHS  HiGHS s (worst)  gap (worst)  cut  same first week")
    for hours in (1.0, 2.0, 3.0, 5.0, 10.0):
        row(args, hours)


def row(args, hours):
    greedy_s, below, exact_s, gaps, cut, same = [], [], [], [], 0, 0
    for seed in range(args.seeds):
        found = candidates(args.candidates, hours, random.Random(seed))
        request = Request(hours=hours, pace=0.3 * hours)
        quick, seconds = timed(found, request, solver="greedy")
        exact, exact_seconds = timed(found, request, solver="highs", work=args.work)
        greedy_s.append(seconds)
        below.append(1 - quick.value / exact.value)
        exact_s.append(exact_seconds)
        gaps.append(exact.gap)
        cut += not exact.optimal
        same += {one.key for one in quick.weeks[0]} == {one.key for one in exact.weeks[0]}
    print(
        f"{hours:5g}  {1000 * max(greedy_s):9.1f}  {max(below):11.2%}  {statistics.mean(exact_s):7.2f}"
        f" ({max(exact_s):5.2f})  {max(gaps):11.3%}  {cut:3d}  {same}/{args.seeds}"
    )


if __name__ == "__main__":
    main()

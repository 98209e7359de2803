"""Warmth on a real list of timed contacts: who is in contact again, and how fast thousands are aged.

    python bench/warmth.py [FILE…] [--cuts 40,70,120] [--window 14]

FILE holds `u v t` or `u v weight t` (KONECT), also with commas, t in unix seconds; a folder is searched
for `out.*`. Without FILE the folder named by BACKCAST_REAL_DATA is taken. Pairs seen before a cut are ranked
by warmth's activity, recency and counts: who is in contact in the window after it? AUC, and its mean over
the cuts. The interval of activity is the window.
"""

import argparse
import os
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

from backcast.engine.warmth import Contact, Tie, activity, measure, warmth

DAY = 86_400
Pair = tuple[str, str]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("file", nargs="*", type=Path)
    options.add_argument("--cuts", default="40,70,120", help="days after the first contact")
    options.add_argument("--window", type=int, default=14, help="days")
    given = options.parse_args()
    real = os.environ.get("BACKCAST_REAL_DATA")
    for path in lists(given.file or ([Path(real) / "network"] if real else [])):
        report(path, [int(cut) for cut in given.cuts.split(",")], given.window)
    ageing()


def lists(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.glob("out.*")) if path.is_dir() else [path]


def contacts(path: Path) -> list[tuple[float, Pair]]:
    """(seconds since the first contact, undirected pair), in order of time."""
    found = []
    with path.open() as lines:
        for line in lines:
            cells = line.replace(",", " ").split()
            if line[0] in "%#" or len(cells) < 3 or cells[0] == cells[1] or not is_number(cells[-1]):
                continue
            found.append((float(cells[-1]), (min(cells[:2]), max(cells[:2]))))
    start = min(found)[0]
    return sorted((time - start, pair) for time, pair in found)


def is_number(text: str) -> bool:
    """False for the name of a column."""
    return text.replace(".", "", 1).isdigit()


def report(path: Path, cuts: Sequence[int], window: int) -> None:
    seen = contacts(path)
    names = ("warmth (days, cut-off)", "single events", "recency", "count")
    print(f"{path.name}: {len(seen)} contacts, {len({pair for _, pair in seen})} pairs, {window} days ahead")
    table = [at_cut(seen, cut, window) for cut in cuts]
    print(f"{'AUC':<24}", *(f"day {cut:>4}" for cut in cuts), "    mean", sep="  ")
    for name, row in zip(names, zip(*table, strict=True), strict=True):
        print(f"{name:<24}", *(f"{value:8.4f}" for value in (*row, sum(row) / len(row))), sep="  ")


def at_cut(seen: Sequence[tuple[float, Pair]], cut: int, window: int) -> list[float]:
    past: dict[Pair, list[float]] = defaultdict(list)
    again = set()
    for time, pair in seen:
        if time < cut * DAY:
            past[pair].append(cut - time / DAY)
        elif time < (cut + window) * DAY:
            again.add(pair)
    truth = [pair in again for pair in past]
    scores = (
        [activity([(int(age), 1.0) for age in {int(age) for age in ages}], window) for ages in past.values()],
        [activity([(int(age), 1.0) for age in ages], window) for ages in past.values()],
        [-min(ages) for ages in past.values()],
        [float(len(ages)) for ages in past.values()],
    )
    return [auc(score, truth) for score in scores]


def auc(scores: Sequence[float], truth: Sequence[bool]) -> float:
    """Chance that a pair in contact again ranks above one that is not; ties count half."""
    order = sorted(range(len(scores)), key=scores.__getitem__)
    total, start = 0.0, 0
    while start < len(order):
        end = start
        while end < len(order) and scores[order[end]] == scores[order[start]]:
            end += 1
        total += (start + end + 1) / 2 * sum(truth[one] for one in order[start:end])
        start = end
    yes = sum(truth)
    return (total - yes * (yes + 1) / 2) / (yes * (len(truth) - yes))


def ageing(people: int = 10_000, each: int = 20) -> None:
    """Time to age everyone to today, on made-up contacts."""
    rng, today = random.Random(1), date(2026, 11, 23)
    sizes = [measure(kind) for kind in ("meeting", "call", "message", "mail")]
    ties = [
        Tie([Contact(today - timedelta(rng.randrange(3000)), *rng.choice(sizes), rng.choice(("in", "out")))
             for _ in range(each)], ring=rng.choice(("", "close", "outer")), since=today)
        for _ in range(people)
    ]  # fmt: skip
    for explain in (False, True):
        start = perf_counter()
        for tie in ties:
            warmth(tie, today, explain=explain)
        took = perf_counter() - start
        print(f"{people} ties, {people * each} contacts, reasons {explain!s:<5}: {took:.2f} s")


if __name__ == "__main__":
    sys.exit(main())

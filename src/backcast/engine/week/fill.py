"""Filling one week: whatever fits, the best first, by a given idea of "best"."""

from collections.abc import Callable
from dataclasses import replace

from backcast.engine.week.ledger import Ledger
from backcast.engine.week.problem import Item, Problem, Room

Score = Callable[[Item, Room, float], float]
"""How good an item of that worth is in a week with that room; more is better."""


def by_worth(item: Item, room: Room, worth: float) -> float:
    """The worth itself."""
    return worth


def by_minutes(item: Item, room: Room, worth: float) -> float:
    """Worth a minute."""
    return worth / max(1, item.minutes)


def by_room(item: Item, room: Room, worth: float) -> float:
    """Worth a share of everything the week holds: minutes, energy and moves."""
    shares = item.minutes / max(1, room.minutes) + item.energy / max(1, room.energy) + 1 / max(1, room.moves)
    return worth / shares


def fill(ledger: Ledger, week: int, score: Score = by_room, *, wait: bool = False) -> None:
    """Place in the week whatever fits, best first. With `wait`, what has a better week later waits for it."""
    several = {place for place, item in enumerate(ledger.items) if item.most > 1}
    for _, _, item in _ranked(ledger.problem, week, score, wait):
        if ledger.moves[week] < 1 and item not in several:
            continue
        if ledger.fits(item, week):
            ledger.add(item, week)


def _ranked(problem: Problem, week: int, score: Score, wait: bool) -> list[tuple[float, str, int]]:
    """Everything that could be made, best first. Slices of one milestone are one move and rank together, with what
    the owed ones add."""
    room = problem.rooms[week]
    ranked = []
    for place, item in enumerate(problem.items):
        worth = item.worth[week]
        if worth <= 0 or (wait and worth < max(item.worth[week:])):
            continue
        times = item.most_in(room)
        owed = min(times, problem.owed[week]) if item.is_slice else 0
        whole = item if times < 2 else replace(item, minutes=times * item.minutes, energy=times * item.energy)
        rank = score(whole, room, times * worth + owed * problem.owed_worth[week])
        ranked += [(-rank, item.key, place)] * times
    return sorted(ranked)

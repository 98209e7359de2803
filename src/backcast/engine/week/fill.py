"""Filling one week: whatever fits, the best first, by a given idea of "best"."""

from collections.abc import Callable

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
    for _, _, item in _ranked(ledger.problem, week, score, wait):
        if ledger.moves[week] < 1:
            return
        if ledger.fits(item, week):
            ledger.add(item, week)


def _ranked(problem: Problem, week: int, score: Score, wait: bool) -> list[tuple[float, str, int]]:
    """Every single move that could be made, best first: slices one by one, owed ones with what they add."""
    room = problem.rooms[week]
    ranked = []
    for place, item in enumerate(problem.items):
        worth = item.worth[week]
        if worth <= 0 or (wait and worth < max(item.worth[week:])):
            continue
        for nth in range(min(item.most, room.moves)):
            owed = problem.owed_worth[week] if item.is_slice and nth < problem.owed[week] else 0.0
            ranked.append((-score(item, room, worth + owed), item.key, place))
    return sorted(ranked)

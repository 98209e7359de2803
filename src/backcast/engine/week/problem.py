"""The week as numbers: items with a worth per week, rooms that bound each week, and solutions.

Maximise Σ worth[i][w] · count[i][w] + Σ owed_worth[w] · min(owed[w], slices in w), subject to each room, to
each item's `most`, to one opening a person in any two weeks running, to one way to a future person in any three, and to
`after` in an earlier week.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from backcast.engine.week.kinds import KINDS, LIMITS, SLICES
from backcast.engine.week.records import Candidate, Request
from backcast.engine.week.value import OWED, STABLE, slices_owed

REVIEW_MINUTES: Final = 10
REVIEW_FROM: Final = 0.5
"""The review's minutes are kept back from weeks of half an hour or more [D]."""
ENERGY_AN_HOUR: Final = 2.5
ENERGY_LEAST: Final = 4
"""Energy in a week: 2.5 an hour, at least 4 [D]."""
ROUNDING: Final = 1e-5
"""Two plans this near are equal: ten times the absolute gap at which a solver stops."""

Counts = tuple[tuple[int, ...], ...]
"""How often each item is made in each week: item by item, in the order of the problem."""


@dataclass(frozen=True, slots=True)
class Room:
    """What one week holds: whole minutes, energy, moves (several slices of one milestone are one move), and moves of
    each family."""

    minutes: int
    energy: int
    moves: int
    limits: Mapping[str, int]

    def less(self, kind: str, minutes: int, moves: int = 1) -> "Room":
        """The room left after one move of that kind, or after a further slice (no move); never below nothing."""
        row = KINDS[kind]
        limits = {name: max(0, most - (name in row.limits)) for name, most in self.limits.items()}
        return Room(
            max(0, self.minutes - minutes), max(0, self.energy - row.energy), max(0, self.moves - moves), limits
        )


@dataclass(frozen=True, slots=True)
class Item:
    """A candidate as the solvers see it: discounted `worth` per week (0 = not in that week), `after` as
    places in the list of items, `person` only where the move is an opening, `way` where it is one to somebody of the
    future."""

    key: str
    kind: str
    minutes: int
    energy: int
    worth: tuple[float, ...]
    most: int
    limits: tuple[str, ...]
    person: int | None
    after: tuple[int, ...]
    way: int | None = None

    @property
    def is_slice(self) -> bool:
        """Counts towards the pace."""
        return SLICES in self.limits

    def most_in(self, room: Room) -> int:
        """How often it may be made in a week with so much room."""
        return min(self.most, room.moves and min((room.limits[name] for name in self.limits), default=self.most))


@dataclass(frozen=True, slots=True)
class Problem:
    """Items in the order of their keys, one room a week, and what the schedule still asks for."""

    items: tuple[Item, ...]
    rooms: tuple[Room, ...]
    owed: tuple[int, ...]
    owed_worth: tuple[float, ...]
    gap: float

    @property
    def weeks(self) -> int:
        """Number of weeks."""
        return len(self.rooms)

    def first(self, weeks: int) -> "Problem":
        """The same problem over its first weeks only."""
        items = tuple(replace(item, worth=item.worth[:weeks]) for item in self.items)
        return Problem(items, self.rooms[:weeks], self.owed[:weeks], self.owed_worth[:weeks], self.gap)

    def value(self, counts: Counts) -> float:
        """What the counts are worth."""
        rows = zip(self.items, counts, strict=True)
        moves = sum(worth * n for item, row in rows for worth, n in zip(item.worth, row, strict=True) if n)
        return moves + sum(self.owed_worth[w] * self.kept_pace(counts, w) for w in range(self.weeks))

    def kept_pace(self, counts: Counts, week: int) -> int:
        """Slices of that week that the pace asked for."""
        made = sum(row[week] for item, row in zip(self.items, counts, strict=True) if item.is_slice)
        return min(self.owed[week], made)

    def simple_bound(self) -> float:
        """What no solution exceeds: every item in its best week, every owed slice made."""
        best = sum(item.most * max(item.worth, default=0.0) for item in self.items)
        slices = any(item.is_slice for item in self.items)
        return best + (sum(n * w for n, w in zip(self.owed, self.owed_worth, strict=True)) if slices else 0.0)


@dataclass(frozen=True, slots=True)
class Solution:
    """Counts, their value, a bound on any value, and whether the two are within the gap asked for."""

    counts: Counts
    value: float
    bound: float
    optimal: bool
    solver: str


def solution(problem: Problem, counts: Counts, bound: float, solver: str) -> Solution:
    """The counts with their value; optimal where the bound proves it."""
    value = problem.value(counts)
    bound = max(bound, value)
    return Solution(counts, value, bound, bound - value <= problem.gap * bound + ROUNDING, solver)


def rooms_of(request: Request) -> tuple[Room, ...]:
    """The room of each week before anything is placed; the first without what was already done in it."""
    first, *later = [room_of(request, week) for week in range(request.weeks)]
    for done in request.spent:
        first = first.less(done.kind, done.minutes, done.moves)
    return (first, *later)


def room_of(request: Request, week: int) -> Room:
    """The whole room of the week with this index."""
    hours = request.hours_in(week)
    minutes = round(hours * 60) - (REVIEW_MINUTES if hours >= REVIEW_FROM else 0)
    slices = max(1, -int(-request.pace // 1))
    energy = max(ENERGY_LEAST, int(ENERGY_AN_HOUR * hours))
    return Room(minutes, energy, request.moves, {**LIMITS, SLICES: slices})


def problem_of(
    candidates: Sequence[Candidate],
    request: Request,
    rooms: tuple[Room, ...],
    duties: Mapping[str, int | None],
) -> Problem:
    """What is left to choose, once each duty has its week (None: none) and the rooms are what they leave.

    `candidates` are in the order of their keys.
    """
    free = [candidate for candidate in candidates if candidate.key not in duties]
    places = {candidate.key: place for place, candidate in enumerate(free)}
    opened = _openings(candidates, duties)
    items = tuple(_item(candidate, request, duties, opened, places) for candidate in free)
    owed = list(slices_owed(request.pace, request.account, request.weeks))
    owed[0] = max(0, owed[0] - sum(SLICES in KINDS[done.kind].limits for done in request.spent))
    worth = tuple(OWED * request.discount**week for week in range(request.weeks))
    return Problem(items, rooms, tuple(owed), worth, request.gap)


def _openings(candidates: Sequence[Candidate], duties: Mapping[str, int | None]) -> set[tuple[int, int]]:
    """Person and week of every duty that is itself an opening."""
    placed = ((one, duties.get(one.key)) for one in candidates if KINDS[one.kind].opening)
    return {(one.person, week) for one, week in placed if week is not None and one.person is not None}


def _item(
    one: Candidate,
    request: Request,
    duties: Mapping[str, int | None],
    opened: set[tuple[int, int]],
    places: Mapping[str, int],
) -> Item:
    row = KINDS[one.kind]
    person = one.person if row.opening else None
    before = [duties[key] for key in one.after if key in duties]
    kept = STABLE if one.foreseen else 1.0
    after = tuple(sorted(places[key] for key in one.after if key in places))

    def worth(week: int) -> float:
        waits = any(placed is None or placed >= week for placed in before)
        met = person is not None and any((person, week + step) in opened for step in (-1, 0, 1))
        if waits or met:
            return 0.0
        return one.value_in(week) * request.discount**week * kept

    values = tuple(worth(week) for week in range(request.weeks))
    return Item(one.key, one.kind, one.minutes, one.energy, values, one.most, row.limits, person, after, one.way)

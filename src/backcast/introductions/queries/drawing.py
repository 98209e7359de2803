"""The drawing of routes: columns by hops from the user, ordered so that few lines cross, and what stands where."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from backcast.engine.routes import HOPS
from backcast.introductions.queries.routes import YOU, Hop, Route
from backcast.introductions.queries.told import percent
from backcast.network.models import Person

ME: Final = 0
"""The user among the ids of people."""
WIDE, HIGH, ACROSS, DOWN, EDGE = 164, 40, 288, 68, 16
"""Size of a box, the way from one to the next, and the room around them all, in units of the drawing [D]."""
LETTERS: Final = 20
"""Letters of a name that fit into a box; wide ones count twice."""
Slot = tuple[int, ...]
"""A place in a column: (person,), or (from, to, column) where a longer line passes."""


@dataclass(frozen=True, slots=True)
class Node:
    """Somebody in the drawing; `person` None is the user. `x`, `y` are the middle of the box."""

    person: Person | None
    label: str
    x: int
    y: int
    is_end: bool

    @property
    def left(self) -> int:
        """Where the box begins."""
        return self.x - WIDE // 2

    @property
    def top(self) -> int:
        """Where the box begins from above."""
        return self.y - HIGH // 2


@dataclass(frozen=True, slots=True)
class Line:
    """A hop in the drawing, with its chance at (x, y); `ways` are the places of the routes that take it."""

    path: str
    label: str
    x: int
    y: int
    width: float
    ways: tuple[int, ...]
    is_weakest: bool

    @property
    def is_best(self) -> bool:
        """Whether the likeliest route takes it."""
        return 0 in self.ways


@dataclass(frozen=True, slots=True)
class Drawing:
    """What to draw, in units of which text is 14 high."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]


def drawing(routes: Sequence[Route]) -> Drawing:
    """The routes as one picture; each person and each hop once."""
    ways = [(ME, *(one.pk for one in route.people)) for route in routes]
    columns, chains = layers(ways)
    rows = max(len(column) for column in columns)
    at = {
        slot: (EDGE + WIDE // 2 + ACROSS * x, EDGE + HIGH // 2 + round(DOWN * (y + (rows - len(column)) / 2)))
        for x, column in enumerate(columns)
        for y, slot in enumerate(column)
    }
    people = {one.pk: one for route in routes for one in route.people}
    ends = {way[-1] for way in ways}
    nodes = (_node(people.get(slot[0]), *at[slot], slot[0] in ends) for slot in at if len(slot) == 1)
    size = (2 * EDGE + WIDE + ACROSS * (len(columns) - 1), 2 * EDGE + HIGH + DOWN * (rows - 1))
    return Drawing(*size, tuple(nodes), tuple(_lines(routes, chains, at)))


def layers(ways: Sequence[Sequence[int]]) -> tuple[list[list[Slot]], dict[frozenset[int], list[Slot]]]:
    """The slots column by column, and the slots each line goes through; the ends stand at the right, and two sweeps by
    barycentre lessen the crossings."""
    hops = list(dict.fromkeys(hop for way in ways for hop in pairwise(way)))
    far = _far(hops)
    ends = {way[-1] for way in ways}
    far |= dict.fromkeys(ends, max([1, *(column + 1 for one, column in far.items() if one not in ends)]))
    chains: dict[frozenset[int], list[Slot]] = {}
    for src, dst in hops:
        between = [(src, dst, column) for column in range(far[src] + 1, far[dst])]
        chains.setdefault(frozenset((src, dst)), [(src,), *between, (dst,)])
    column_of = {slot: slot[2] if len(slot) > 1 else far[slot[0]] for chain in chains.values() for slot in chain}
    columns: list[list[Slot]] = [[] for _ in range(max(column_of.values()) + 1)]
    for slot, column in column_of.items():
        columns[column].append(slot)
    links = [link for chain in chains.values() for link in pairwise(chain)]
    for by, order in ((-1, range(1, len(columns))), (1, range(len(columns) - 2, -1, -1))):
        for column in order:
            _sort(columns[column], columns[column + by], links)
    return columns, chains


def _far(hops: Sequence[tuple[int, int]]) -> dict[int, int]:
    """How far from the user everybody stands: by the longest way, so that no hop stays within a column; by the shortest
    where routes lead through two people in both orders."""
    for pick in (max, min):
        far = {ME: 0}
        for _ in range(HOPS + 1):
            for src, dst in hops:
                if src in far:
                    far[dst] = pick(far.get(dst, far[src] + 1), far[src] + 1)
        if max(far.values()) <= HOPS:
            break
    return far


def _sort(column: list[Slot], beside: Sequence[Slot], links: Iterable[tuple[Slot, Slot]]) -> None:
    """Order a column by where, in the middle, its neighbours stand in the one beside it."""
    place = {slot: float(row) for row, slot in enumerate(beside)}
    near: dict[Slot, list[float]] = {}
    for one, other in links:
        for slot, neighbour in ((one, other), (other, one)):
            if neighbour in place:
                near.setdefault(slot, []).append(place[neighbour])
    middle = {slot: sum(near[slot]) / len(near[slot]) if slot in near else len(beside) / 2 for slot in column}
    column.sort(key=middle.__getitem__)


def _node(person: Person | None, x: int, y: int, is_end: bool) -> Node:
    return Node(person, fitting(person.name) if person else YOU, x, y, is_end)


def fitting(name: str) -> str:
    """As much of a name as a box holds."""
    room = LETTERS
    for place, letter in enumerate(name):
        room -= 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        if room < 0:
            return f"{name[: place - 1].rstrip()}…"
    return name


def _lines(
    routes: Sequence[Route], chains: dict[frozenset[int], list[Slot]], at: dict[Slot, tuple[int, int]]
) -> Iterable[Line]:
    """Every hop once, the best route's last, so that it lies above the others."""
    taken: dict[frozenset[int], tuple[Hop, list[int]]] = {}
    for place, route in enumerate(routes):
        for hop in route.hops:
            taken.setdefault(_pair(hop), (hop, []))[1].append(place)
    weakest = _pair(routes[0].hops[routes[0].weakest]) if len(routes[0].hops) > 1 else None
    for pair, (hop, ways) in reversed(taken.items()):
        points = [at[slot] for slot in chains[pair]]
        path, x, y = _path(points)
        told = f"{percent(hop.chance.chance)}{', weakest' if pair == weakest else ''}"
        width = round(1 + 2 * hop.chance.chance + 2 * (0 in ways), 1)
        yield Line(path, told, x, y, width, tuple(ways), pair == weakest)


def _pair(hop: Hop) -> frozenset[int]:
    return frozenset((hop.src.pk if hop.src else ME, hop.dst.pk))


def _path(points: Sequence[tuple[int, int]]) -> tuple[str, int, int]:
    """The line through some places from box to box, level where it passes a column, and the middle of the gap in which
    its chance stands: the last one for a line of the user's, whose lines part, else the first, as lines meet later.
    Two of one column are joined around their right sides."""
    half = WIDE // 2
    if points[-1][0] <= points[0][0]:
        (x1, y1), (x2, y2) = points[0], points[-1]
        out = max(x1, x2) + half + 36
        return f"M{x1 + half} {y1}C{out} {y1} {out} {y2} {x2 + half} {y2}", out - 9, (y1 + y2) // 2
    stops = [(x + side, y) for x, y in points for side in (-half, half)][1:-1]
    (x1, y1), (x2, y2) = stops[-2:] if points[0][0] == EDGE + half else stops[:2]
    return "M" + "L".join(f"{x} {y}" for x, y in stops), (x1 + x2) // 2, (y1 + y2) // 2

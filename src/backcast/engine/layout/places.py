"""Where groups and their people lie: Fruchterman–Reingold twice, from the old places where there are any."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from math import cos, dist, hypot, pi, sin, sqrt

from backcast.engine.layout.records import ALONE, Edge, Point, Spot

ROOM = 0.7
"""Radius of a group over the root of its size [D]: people are then some one unit apart."""
GAP = 2.0
"""Units between the edges of two groups [D]."""
ROUNDS = 300
"""Rounds of a first drawing [D]; the temperature cools from a tenth of the width to nothing."""
AGAIN, WARM = 20, 0.02
"""Rounds of a drawing that goes on from an old one, and its temperature as a share of the radius [D]: nobody moves
further in it than AGAIN · WARM / 2, a fifth of the radius."""
FAR = 1.4
"""Nobody lies further from the middle of their group than so many of its radii [D]."""
TURN = pi * (3 - sqrt(5))
"""The golden angle: points of a sunflower never line up."""
APART = 60
"""Rounds of pushing overlapping groups apart [D]."""

Groups = Mapping[int, Sequence[int]]


def radius(size: int) -> float:
    """The radius of a group of so many people, in units of about one person."""
    return ROOM * sqrt(size)


def centres(found: Groups, edges: Sequence[Edge], kept: Mapping[int, Spot]) -> dict[int, Point]:
    """The middle of each group: near those it knows most, and no two over each other. Where the map goes on from
    `kept`, groups stay, and a new one begins amid those it knows, or at the rim."""
    size = {number: radius(len(members)) for number, members in sorted(found.items())}
    links = _between(found, edges)
    begun = {number: middle for number in size if (middle := _before(found[number], kept, number))}
    if not begun:
        linked = [number for number in size if number != ALONE] or [ALONE]
        width = 1.2 * sqrt(sum((size[number] + GAP / 2) ** 2 for number in linked))
        begun = _apart(linked, _spread(linked, links, {}, width), [size[number] for number in linked])
    rim = max(hypot(x, y) + size[number] for number, (x, y) in begun.items()) + GAP
    return _apart(list(size), _seeded(list(size), links, begun, rim), list(size.values()))


def _between(found: Groups, edges: Sequence[Edge]) -> list[Edge]:
    """How much groups know of each other, as links between their numbers."""
    of = {pk: number for number, members in found.items() for pk in members}
    total: dict[tuple[int, int], float] = defaultdict(float)
    for a, b, weight in edges:
        one, other = sorted((of[a], of[b]))
        if one != other:
            total[one, other] += weight
    return [(one, other, weight) for (one, other), weight in sorted(total.items())]


def inside(
    found: Groups, edges: Sequence[Edge], kept: Mapping[int, Spot], centres: Mapping[int, Point]
) -> dict[int, Spot]:
    """The spot of everybody, around the middle of their group."""
    of = {pk: number for number, members in found.items() for pk in members}
    links: dict[int, list[Edge]] = defaultdict(list)
    for a, b, weight in edges:
        if of[a] == of[b]:
            links[of[a]].append((a, b, weight))
    placed: dict[int, Spot] = {}
    for number in sorted(found):
        members, (x, y) = found[number], centres[number]
        if number == ALONE:
            where = _sunflower(members, kept)
        else:
            where = _spread(members, links[number], _around(members, kept, number), radius(len(members)))
        for pk, (dx, dy) in zip(members, where, strict=True):
            placed[pk] = Spot(x + dx, y + dy, number)
    return placed


def _middle(members: Iterable[int], kept: Mapping[int, Spot]) -> Point | None:
    """The middle of the old places of some people, or None where they had none."""
    spots = [kept[pk] for pk in members if pk in kept]
    if not spots:
        return None
    return sum(spot.x for spot in spots) / len(spots), sum(spot.y for spot in spots) / len(spots)


def _stayed(members: Iterable[int], kept: Mapping[int, Spot], number: int) -> list[int]:
    """Who of a group was in it before."""
    return [pk for pk in members if pk in kept and kept[pk].group == number]


def _before(members: Sequence[int], kept: Mapping[int, Spot], number: int) -> Point | None:
    """Where a group was: the middle of those who stayed, else of those who were elsewhere."""
    return _middle(_stayed(members, kept, number), kept) or _middle(members, kept)


def _around(members: Sequence[int], kept: Mapping[int, Spot], number: int) -> dict[int, Point]:
    """The old places of those who stayed, from their middle: who came from elsewhere begins anew."""
    stayed = _stayed(members, kept, number)
    x, y = _middle(stayed, kept) or (0.0, 0.0)
    return {pk: (kept[pk].x - x, kept[pk].y - y) for pk in stayed}


def _spread(members: Sequence[int], links: Sequence[Edge], begun: Mapping[int, Point], width: float) -> list[Point]:
    """Places of some nodes by Fruchterman–Reingold, scaled to a disc of this radius around its middle."""
    import igraph

    if len(members) < 2:
        return [(0.0, 0.0)] * len(members)
    place = {pk: n for n, pk in enumerate(members)}
    graph = igraph.Graph(len(members), [(place[a], place[b]) for a, b, _ in links])
    weights = [weight for _, _, weight in links]
    if not begun:
        drawn = graph.layout_fruchterman_reingold(weights=weights or None, niter=ROUNDS)
        return _scaled([(x, y) for x, y in drawn], width)
    natural = _natural(len(members), sum(weights))
    seed = [(x * natural / width, y * natural / width) for x, y in _seeded(members, links, begun, width)]
    drawn = graph.layout_fruchterman_reingold(
        weights=weights or None, niter=AGAIN, seed=seed, start_temp=WARM * natural
    )
    return _turned(_scaled([(x, y) for x, y in drawn], width), [begun.get(pk) for pk in members])


def _turned(points: Sequence[Point], old: Sequence[Point | None]) -> list[Point]:
    """The points moved and turned, or mirrored and turned, so that those with an old place lie best on it: igraph lays
    the longest side of what it has drawn flat. The old ones are around their middle."""
    held = [(n, complex(*point)) for n, point in enumerate(old) if point]
    now = [complex(*point) for point in points]
    middle = sum(now[n] for n, _ in held) / len(held)
    now = [one - middle for one in now]
    turn = sum(then * now[n].conjugate() for n, then in held)
    mirror = sum(then * now[n] for n, then in held)
    if abs(mirror) > abs(turn):
        now, turn = [one.conjugate() for one in now], mirror
    turn = turn / abs(turn) if turn else 1.0 + 0j
    return [((one * turn).real, (one * turn).imag) for one in now]


def _natural(size: int, weight: float) -> float:
    """About the radius at which pull and push of so many nodes are even: r³ = n² / Σw."""
    return float((size * size / max(weight, 1e-9)) ** (1 / 3)) if weight else sqrt(size)


def _seeded(members: Sequence[int], links: Sequence[Edge], begun: Mapping[int, Point], width: float) -> list[Point]:
    """Where each begins: at their old place, else amid those they know, a little aside so that no two are one."""
    near: dict[int, list[Point]] = defaultdict(list)
    for a, b, _ in links:
        for one, other in ((a, b), (b, a)):
            if one not in begun and other in begun:
                near[one].append(begun[other])
    placed: list[Point] = []
    for n, pk in enumerate(members):
        if pk in begun:
            placed.append(begun[pk])
            continue
        x, y = _mean(near[pk]) if near[pk] else (width * cos(n * TURN), width * sin(n * TURN))
        placed.append((x + 0.5 * cos(n * TURN), y + 0.5 * sin(n * TURN)))
    return placed


def _mean(points: Sequence[Point]) -> Point:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def _scaled(points: Sequence[Point], width: float) -> list[Point]:
    """Points around their middle, as wide as an even disc of this radius; whoever lies far out comes nearer."""
    x, y = _mean(points)
    around = [(px - x, py - y) for px, py in points]
    wide = sqrt(sum(dx * dx + dy * dy for dx, dy in around) / len(around))
    if wide < 1e-9:
        return [(0.0, 0.0)] * len(points)
    scale = width / sqrt(2) / wide
    return [_within(dx * scale, dy * scale, FAR * width) for dx, dy in around]


def _within(x: float, y: float, most: float) -> Point:
    far = hypot(x, y)
    return (x, y) if far <= most else (x * most / far, y * most / far)


def _sunflower(members: Sequence[int], kept: Mapping[int, Spot]) -> list[Point]:
    """Places for people without any link, evenly: who had one keeps it, as far as it can be told from an old place."""
    middle = _middle([pk for pk in members if pk in kept and kept[pk].group == ALONE], kept)
    free = [_seed_of(n) for n in range(len(members))]
    if middle is None:
        return free
    placed: dict[int, Point] = {}
    for pk in members:
        if pk in kept and kept[pk].group == ALONE:
            placed[pk] = (kept[pk].x - middle[0], kept[pk].y - middle[1])
    taken: dict[tuple[int, int], list[Point]] = defaultdict(list)
    for x, y in placed.values():
        taken[round(x), round(y)].append((x, y))
    rest = (seed for seed in map(_seed_of, count()) if _is_free(seed, taken))
    return [placed[pk] if pk in placed else next(rest) for pk in members]


def _is_free(point: Point, taken: Mapping[tuple[int, int], Sequence[Point]]) -> bool:
    """Whether nobody lies within two thirds of a unit, by cells of one unit."""
    x, y = round(point[0]), round(point[1])
    near = (one for i in (-1, 0, 1) for j in (-1, 0, 1) for one in taken.get((x + i, y + j), ()))
    return all(dist(point, one) > 2 / 3 for one in near)


def _seed_of(n: int) -> Point:
    far = ROOM * sqrt(n + 0.5)
    return far * cos(n * TURN), far * sin(n * TURN)


def _apart(numbers: Sequence[int], points: Sequence[Point], sizes: Sequence[float]) -> dict[int, Point]:
    """The middles pushed apart until no two discs overlap, each giving way to the larger more than it pushes."""
    import numpy as np

    at, size = np.array(points, dtype=float), np.array(sizes)
    least = size[:, None] + size[None, :] + GAP
    np.fill_diagonal(least, 0.0)
    gives = size[None, :] ** 2 / (size[:, None] ** 2 + size[None, :] ** 2)
    for _ in range(APART):
        apart = at[:, None, :] - at[None, :, :]
        far = np.maximum(np.hypot(apart[..., 0], apart[..., 1]), 1e-6)
        over = np.maximum(least - far, 0.0)
        if over.max() < 0.01:
            break
        at += ((over * gives / far)[..., None] * apart).sum(axis=1) * 0.6
    return {number: (float(x), float(y)) for number, (x, y) in zip(numbers, at, strict=True)}

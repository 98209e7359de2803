"""The map: who lies where, near those they know, so that groups can be seen.

Communities by Leiden, then Fruchterman–Reingold on the groups, then inside each (docs/algorithms/map.md).
Lengths are in units of about one person: a group of n people is a disc of some 0.7·√n.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from random import Random

from backcast.engine.layout import groups, places
from backcast.engine.layout.records import ALONE, Edge, Spot

__all__ = ["ALONE", "Edge", "Spot", "layout"]

SEED = 20
FRESH = 0.5
"""Where fewer than this share of the people had a place, the map is drawn anew [D]: an old picture of few would hold
the new one of many."""
STEPS = 3
Tell = Callable[[int, int, str], None]

_drawing = threading.Lock()
"""igraph has one source of chance for the whole process."""


def layout(
    people: Sequence[int],
    edges: Sequence[Edge],
    old: Mapping[int, Spot] | None = None,
    *,
    anew: bool = False,
    tell: Tell | None = None,
) -> dict[int, Spot]:
    """A spot for each of `people` from who knows whom: `edges` are (one, other, strength in (0, 1]). The `old` spots
    are where it begins, so that whoever did not change stays about where they were, in a group of the same number;
    `anew` keeps the numbers alone. The same input gives the same map. Groups count from 1; 0 are those who know nobody
    here."""
    told = tell or (lambda done, total, words: None)
    known = set(people)
    if not known:
        return {}
    held = {pk: spot for pk, spot in (old or {}).items() if pk in known}
    kept = held if held and not anew and len(held) >= FRESH * len(known) else {}
    inner = sorted((min(a, b), max(a, b), weight) for a, b, weight in edges if a in known and b in known and a != b)
    with _drawing:
        _seed()
        told(0, STEPS, "Finding groups")
        found = groups.groups(sorted(known), inner, held, kept)
        told(1, STEPS, "Placing the groups")
        centres = places.centres(found, inner, kept)
        told(2, STEPS, "Placing the people")
        placed = places.inside(found, inner, kept, centres)
    told(STEPS, STEPS, "Drawn")
    return placed


def _seed() -> None:
    import igraph

    igraph.set_random_number_generator(Random(SEED))  # noqa: S311 the same map every time, no secret

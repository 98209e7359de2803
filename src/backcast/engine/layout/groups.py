"""Who belongs together: communities by Leiden, with the numbers they had before."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import count

from backcast.engine.layout.records import ALONE, Edge, Spot

ROUNDS = -1
"""Rounds of Leiden [D]: on 5,000 people the third changes nothing any more."""


def groups(
    people: Sequence[int], edges: Sequence[Edge], numbered: Mapping[int, Spot], kept: Mapping[int, Spot]
) -> dict[int, list[int]]:
    """People by the number of their group, in order. Where the map goes on from `kept`, so do its groups; in any case a
    group has the number of the `numbered` one it shares most people with."""
    linked = sorted({pk for a, b, _ in edges for pk in (a, b)})
    found = _communities(linked, edges, kept) if linked else []
    numbers = _numbers(found, numbered)
    told = {numbers[place]: members for place, members in enumerate(found)}
    alone = sorted(set(people) - set(linked))
    return {ALONE: alone, **told} if alone else told


def _communities(linked: Sequence[int], edges: Sequence[Edge], kept: Mapping[int, Spot]) -> list[list[int]]:
    import igraph

    place = {pk: n for n, pk in enumerate(linked)}
    graph = igraph.Graph(len(linked), [(place[a], place[b]) for a, b, _ in edges])
    found = graph.community_leiden(
        "modularity",
        weights=[weight for _, _, weight in edges],
        n_iterations=ROUNDS,
        initial_membership=_begun(linked, kept) if kept else None,
    )
    return [[linked[n] for n in members] for members in found]


def _begun(linked: Iterable[int], kept: Mapping[int, Spot]) -> list[int]:
    """Where Leiden goes on from: the old groups, and each newcomer in one of their own."""
    fresh, names = count(), dict[object, int]()
    keys = [kept[pk].group if pk in kept and kept[pk].group != ALONE else (pk,) for pk in linked]
    for key in keys:
        if key not in names:
            names[key] = next(fresh)
    return [names[key] for key in keys]


def _numbers(found: Sequence[Sequence[int]], numbered: Mapping[int, Spot]) -> dict[int, int]:
    """The number of each group: the old one it shares most people with, the greatest overlap first; else a free one,
    the largest group first."""
    shared = Counter(
        (place, numbered[pk].group) for place, members in enumerate(found) for pk in members if pk in numbered
    )
    told: dict[int, int] = {}
    used = {ALONE}
    for (place, number), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0][1], item[0][0])):
        if place not in told and number not in used:
            told[place] = number
            used.add(number)
    free = (number for number in count(1) if number not in used)
    for place in sorted(range(len(found)), key=lambda one: (-len(found[one]), found[one][:1])):
        if place not in told:
            told[place] = next(free)
    return told

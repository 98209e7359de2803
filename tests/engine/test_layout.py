"""The map keeps people near those they know, and where they were."""

import random
from math import dist
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcast.engine.layout import ALONE, Spot, groups, layout, places


def world(rng, sizes, bridges=3):
    """People in planted groups of these sizes, with few links between them: (people, edges)."""
    people, edges, first = [], {}, 1
    for size in sizes:
        here = range(first, first + size)
        people += here
        for one in here:
            for other in rng.sample([pk for pk in here if pk != one], min(6, size - 1)):
                edges[min(one, other), max(one, other)] = rng.uniform(0.3, 1)
        first += size
    for _ in range(bridges if len(people) > 1 else 0):
        a, b = sorted(rng.sample(people, 2))
        edges.setdefault((a, b), 0.3)
    return people, [(a, b, weight) for (a, b), weight in edges.items()]


def at(spot):
    return spot.x, spot.y


def by_group(placed):
    found = {}
    for pk, spot in placed.items():
        found.setdefault(spot.group, set()).add(pk)
    return found


def test_two_circles_of_friends_are_two_groups_apart():
    people, edges = world(random.Random(1), [12, 8], bridges=1)
    placed = layout([*people, 99], edges)
    assert by_group(placed) == {1: set(range(1, 13)), 2: set(range(13, 21)), ALONE: {99}}
    near = [dist(at(placed[1]), at(placed[pk])) for pk in range(2, 13)]
    far = [dist(at(placed[1]), at(placed[pk])) for pk in range(13, 21)]
    assert max(near) < min(far)
    assert len({at(spot) for spot in placed.values()}) == 21


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 10**6), st.lists(st.integers(9, 16), min_size=3, max_size=6))
def test_a_small_change_leaves_people_where_they_were(seed, sizes):
    rng = random.Random(seed)
    people, edges = world(rng, sizes)
    before = layout(people, edges)
    assert before == layout(list(reversed(people)), rng.sample(edges, len(edges)))
    gone, new = rng.choice(people), max(people) + 1
    rest = [pk for pk in people if pk != gone]
    changed = [edge for edge in edges if gone not in edge[:2]] + [(rng.choice(rest), new, 0.5)]
    after = layout([*rest, new], changed, before)
    stayed = [pk for pk in rest if after[pk].group == before[pk].group]
    moved = [dist(at(before[pk]), at(after[pk])) for pk in stayed]
    assert len(stayed) >= 0.8 * len(rest) and set(after) == {*rest, new}
    assert median(moved) < 1 and max(moved) < 2 * places.radius(max(sizes))


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10**6), st.lists(st.integers(1, 30), min_size=1, max_size=7))
def test_no_two_groups_lie_over_each_other(seed, sizes):
    people, edges = world(random.Random(seed), sizes)
    found = {n: sorted(members) for n, members in by_group(layout(people, edges)).items()}
    middles = places.centres(found, edges, {})
    for one in found:
        for other in found:
            room = places.radius(len(found[one])) + places.radius(len(found[other]))
            assert one == other or dist(middles[one], middles[other]) > 0.95 * room


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 6)), min_size=1, max_size=40))
def test_groups_keep_the_number_they_share_most_people_with(told):
    """`told` holds for each person their group now and the number they had."""
    now = {}
    for pk, (group, _) in enumerate(told):
        now.setdefault(group, []).append(pk)
    found = list(now.values())
    numbers = groups._numbers(found, {pk: Spot(0, 0, number) for pk, (_, number) in enumerate(told)})
    assert len(set(numbers.values())) == len(found) and ALONE not in numbers.values()
    shared = {
        (n, had): sum(told[pk][1] == had for pk in members) for n, members in enumerate(found) for had in range(1, 7)
    }
    most = max(shared.values())
    assert any(numbers[n] == had for (n, had), times in shared.items() if times == most)
    for (n, had), times in shared.items():  # whoever has a number another wanted more shares more with it
        owner = next((one for one, number in numbers.items() if number == had), None)
        if times and numbers[n] != had and shared.get((n, numbers[n]), 0) < times:
            assert owner is not None and shared[owner, had] >= times


@pytest.mark.parametrize("known", [0, 3])
def test_a_map_of_few_does_not_hold_one_of_many(known):
    people, edges = world(random.Random(4), [10, 10])
    held = {pk: Spot(500.0 + pk, 500.0, 7) for pk in people[:known]}
    again = layout(people, edges, held)
    assert max(dist(at(spot), (0, 0)) for spot in again.values()) < 20
    assert {again[pk].group for pk in people[:known]} <= {7} and len({spot.group for spot in again.values()}) == 2


def test_anew_keeps_the_numbers_alone():
    people, edges = world(random.Random(4), [10, 10])
    fresh = layout(people, edges)
    shifted = {pk: Spot(spot.x + 900, spot.y, spot.group + 3) for pk, spot in fresh.items()}
    again = layout(people, edges, shifted, anew=True)
    assert {pk: (at(spot), spot.group - 3) for pk, spot in again.items()} == {
        pk: (at(spot), spot.group) for pk, spot in fresh.items()
    }


def test_nobody_and_only_strangers_to_each_other():
    assert layout([], []) == {}
    alone = layout(list(range(40)), [(1, 1, 1.0), (2, 999, 1.0)])
    assert {spot.group for spot in alone.values()} == {ALONE} and len({at(spot) for spot in alone.values()}) == 40
    again = layout(list(range(1, 45)), [], alone)
    assert all(dist(at(alone[pk]), at(again[pk])) < 1 for pk in range(1, 40))
    spots = [at(spot) for spot in again.values()]
    assert min(dist(a, b) for n, a in enumerate(spots) for b in spots[:n]) > 0.2

"""Routes as a whole: the best, together, with who is left out of them, in a few questions to the database."""

from dataclasses import replace
from itertools import islice
from math import prod

import pytest
from hypothesis import given

from backcast.engine import routes as engine
from backcast.introductions.models import Ask
from backcast.introductions.queries import limits, routes, search
from backcast.introductions.queries.targets import Target, of_person
from backcast.journal.actions import record
from backcast.network.models import Person
from backcast.ties.models import Tie
from tests.introductions.graphs import SEEDS, Graph, few, of_seed


def together(ways):
    """1 − Π(1 − chance) over the best three by different first people."""
    best = {}
    for way, chance in ways.items():
        best[way[0]] = max(chance, best.get(way[0], 0.0))
    return 1 - prod(1 - one for one in islice(sorted(best.values(), reverse=True), 3))


@few(12)
@given(seed=SEEDS)
def test_together_counts_the_best_three_of_different_people_however_few_are_shown(alice, twelve, seed):
    graph, random = of_seed(alice, twelve, seed)
    graph.write()
    ends = tuple(random.sample(twelve, random.choice([1, 2])))
    silent = random.sample(twelve, 3)
    Tie.objects.of(alice).filter(person__in=silent).update(may_ask=False)
    target, most = Target("words", None, "", ends, limits.Aim()), random.choice([1, 2, 5])
    found = routes.routes(alice, target, most=most)
    left = frozenset(silent)
    ways = graph.ways(search.Wanted(ends, most, not_first=left))
    assert found.combined.chance == pytest.approx(together(ways))
    assert [one.chance.chance for one in found.routes] == pytest.approx(sorted(ways.values(), reverse=True)[:most])
    would = {way[0] for way in graph.ways(search.Wanted(ends, most, only=left))}
    named = {one.person.pk for one in found.left_out}
    assert named == would


@pytest.fixture
def bridge(alice, twelve):
    """Two ways to the last person: by the first two people, each over the third."""
    near, far, middle, end = twelve[:4]
    ties = {near: engine.against(1.0), far: engine.against(-1.0)}
    hops = {(near, middle): 1.0, (far, middle): 1.0, (middle, end): 2.0}
    Graph(alice, twelve, ties, hops).write()
    return Person.objects.of(alice).in_bulk([near, far, middle, end])


def test_a_route_tells_its_hops_with_ranges_and_its_weakest(alice, bridge):
    near, far, middle, end = bridge.values()
    found = routes.routes(alice, of_person(end))
    first, second = found.routes
    assert (first.people, second.people) == ((near, middle, end), (far, middle, end))
    assert [(hop.src, hop.dst) for hop in first.hops] == [(None, near), (near, middle), (middle, end)]
    assert (first.weakest, second.weakest) == (2, 0)
    assert first.hops[0].chance == engine.estimate(1.0)
    for side in ("chance", "low", "high"):
        each = [getattr(hop.chance, side) for hop in first.hops]
        assert getattr(first.chance, side) == pytest.approx(prod(each))
        both = [1 - getattr(one.chance, side) for one in found.routes]
        assert getattr(found.combined, side) == pytest.approx(1 - prod(both))
    assert [one.people for one in routes.routes(alice, of_person(end), via=far).routes] == [second.people]


def test_who_rests_is_left_out_by_name_and_answers_move_every_chance(alice, bridge):
    near, far, _, end = bridge.values()
    before = routes.routes(alice, of_person(end))
    with record(alice, "test") as rec:
        row = rec.insert(Ask(connector=near, state="drafted", made_on=alice.today, score=1.0))
    assert routes.routes(alice, of_person(end)).routes == before.routes
    with record(alice, "test") as rec:
        rec.update(row, state="declined", asked_on=alice.today, answered_on=alice.today)
    found = routes.routes(alice, of_person(end))
    assert [one.people[0] for one in found.routes] == [far]
    assert [(one.person, one.because) for one in found.left_out] == [(near, limits.RESTS.format(days=60))]
    assert found.shift.outcomes == 1 and found.shift.shift < 0
    assert found.routes[0].chance.chance < before.routes[1].chance.chance
    later = replace(alice, today=alice.today.replace(year=alice.today.year + 1))
    assert [one.people[0] for one in routes.routes(later, of_person(end)).routes] == [near, far]


def test_somebody_the_user_knows_is_reached_directly_even_if_they_are_not_to_be_asked(alice, bridge):
    near = next(iter(bridge.values()))
    Tie.objects.of(alice).filter(person=near).update(may_ask=False)
    found = routes.routes(alice, of_person(near))
    assert [one.people for one in found.routes] == [(near,)] and found.left_out == ()


def test_routes_take_few_questions_whatever_the_graph(alice, twelve, django_assert_max_num_queries):
    graph, _ = of_seed(alice, twelve, 3)
    graph.ties = dict.fromkeys(twelve[:8], 1.0)
    graph.hops = {(a, b): 1.0 for a in twelve for b in twelve if a != b}
    graph.write()
    Tie.objects.of(alice).filter(person__in=twelve[:4]).update(may_ask=False)
    target = of_person(Person.objects.of(alice).get(pk=twelve[-1]))
    with django_assert_max_num_queries(15):
        found = routes.routes(alice, target, most=2)
    assert len(found.routes) == 2 and len(found.left_out) == 4

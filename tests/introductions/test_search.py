"""The search of routes finds what looking at every way finds, on small graphs of every shape."""

from unittest.mock import patch

import pytest
from django.db import connection
from hypothesis import given

from backcast.introductions.queries import search
from backcast.network.models import Person
from backcast.ties.models import SILENT, Tie
from tests.introductions.graphs import SEEDS, Graph, few, of_seed, sought


def check(graph, wanted):
    """What the search finds is the best there is, in order, each once: ways of the very chances of the best."""
    chances = graph.ways(wanted)
    ordered = sorted(chances, key=lambda way: -chances[way])
    if wanted.apart:
        ordered = list({way[0]: way for way in reversed(ordered)}.values())
        ordered.sort(key=lambda way: -chances[way])
    found = search.best(graph.viewer, wanted)
    best = [chances[way] for way in ordered[: wanted.most]]
    assert [1 / one.inverse for one in found] == pytest.approx(best, rel=1e-9)
    assert [chances[one.people] for one in found] == pytest.approx(best, rel=1e-9)
    assert len({one.people[0] if wanted.apart else one.people for one in found}) == len(found)
    for one in found:
        hops = [graph.hops[pair] for pair in zip(one.people, one.people[1:], strict=False)]
        assert one.against == pytest.approx([graph.ties[one.people[0]], *hops])


@few(40)
@given(seed=SEEDS)
def test_the_best_routes_are_those_that_looking_at_every_way_finds(alice, twelve, seed):
    graph, random = of_seed(alice, twelve, seed)
    graph.write()
    for near in (0, 1, search.NEAR):
        with patch.object(search, "NEAR", near):
            check(graph, sought(graph, random))


@pytest.mark.deep
@few(120)
@given(seed=SEEDS)
def test_the_best_routes_are_those_that_looking_at_every_way_finds_however_often_one_tries(alice, twelve, seed):
    graph, random = of_seed(alice, twelve, seed)
    graph.write()
    for _ in range(20):
        with patch.object(search, "NEAR", random.choice([0, 1, 3, search.NEAR])):
            check(graph, sought(graph, random))


def test_a_long_way_that_only_the_surest_tie_makes_good_enough_is_found(alice, twelve, monkeypatch):
    monkeypatch.setattr(search, "NEAR", 1)
    first, second, third, end, other = twelve[:5]
    hops = dict.fromkeys([(first, second), (second, third), (third, end), (other, second)], 0.3)
    Graph(alice, twelve, {first: 0.05, other: 0.5, end: 2.0}, hops).write()
    assert [one.people for one in search.best(alice, search.Wanted((end,), 1))] == [(first, second, third, end)]


def test_nobody_finds_a_way_over_the_people_and_ties_of_another_workspace(alice, charlie, twelve):
    first, middle, end = twelve[:3]
    graph = Graph(alice, twelve, {first: 1.0}, {(first, middle): 1.0, (middle, end): 1.0})
    graph.write()
    own = Person.objects.of(charlie).bulk_create([Person(workspace=charlie.workspace, name="P", sort="p")])[0]
    Graph(charlie, [own.pk], {own.pk: 1.0}).write()
    assert [one.people for one in search.best(alice, search.Wanted((end,), 5))] == [(first, middle, end)]
    assert search.best(charlie, search.Wanted((end,), 5)) == []


def test_nothing_is_found_without_ends_ties_or_a_number(alice, twelve):
    graph = Graph(alice, twelve, {}, {(twelve[0], twelve[1]): 1.0})
    graph.write()
    assert search.best(alice, search.Wanted((twelve[1],), 5)) == []
    graph.ties = {twelve[0]: 1.0}
    graph.write()
    assert search.best(alice, search.Wanted((), 5)) == search.best(alice, search.Wanted((twelve[1],), 0)) == []
    assert search.best(alice, search.Wanted((twelve[1],), 5, only=frozenset())) == []
    assert len(search.best(alice, search.Wanted((twelve[1],), 5))) == 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a plan of SQLite")
def test_the_database_reads_indexes_alone(alice, twelve):
    asked = []

    def note(execute, sql, params, many, context):
        asked.append((sql, params))
        return execute(sql, params, many, context)

    graph, _ = of_seed(alice, twelve, 7)
    graph.write()
    with connection.execute_wrapper(note):
        search.best(alice, search.Wanted((twelve[1],), 1))
    with connection.cursor() as cursor:
        told = [cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params).fetchall() for sql, params in asked]
    plans = [" ".join(row[3] for row in rows) for rows in told]
    assert [plan.count("COVERING INDEX hop_back (dst_id=?") for plan in plans] == [1, 2, 3]
    assert "INDEX tie_against" in plans[0] and all("COVERING INDEX tie_route" in plan for plan in plans)
    assert "INDEX tie_silent" in Tie.objects.of(alice).filter(SILENT, against__isnull=False).explain()

"""The drawing of ways, chances in words, and what speaks for a conversation: laws, by many small cases."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcast.engine.routes import Estimate
from backcast.introductions.queries import drawing, told
from backcast.introductions.queries.openers import LIKENESS, Portrait, Sought, field_words, likeness

WAYS = st.lists(st.permutations(range(1, 8)).flatmap(lambda ids: st.integers(0, 3).map(lambda n: ids[:n])), min_size=1)


@settings(max_examples=40)
@given(WAYS, st.sampled_from([[99], [98, 99]]))
def test_every_hop_runs_from_column_to_column_and_everybody_stands_once(between, ends):
    ways = [(drawing.ME, *way, ends[place % len(ends)]) for place, way in enumerate(between)]
    columns, chains = drawing.layers(ways)
    people = [slot[0] for column in columns for slot in column if len(slot) == 1]
    assert sorted(people) == sorted({one for way in ways for one in way})
    assert columns[0] == [(drawing.ME,)] and {slot[0] for slot in columns[-1]} == {way[-1] for way in ways}
    assert all(columns)
    column_of = {slot: place for place, column in enumerate(columns) for slot in column}
    for way in ways:
        for hop in pairwise(way):
            chain = chains[frozenset(hop)]
            assert {chain[0], chain[-1]} == {(hop[0],), (hop[1],)}
            steps = [column_of[two] - column_of[one] for one, two in pairwise(chain)]
            assert all(step == 1 for step in steps) or (len(steps) == 1 and steps[0] <= 0)


def test_a_line_that_passes_a_column_does_not_run_through_somebody():
    columns, chains = drawing.layers([(0, 1, 9), (0, 2, 3, 9), (0, 4, 5, 9)])
    middle = [slot for slot in columns[2] if len(slot) == 3]
    assert middle == [(1, 9, 2)] and chains[frozenset((1, 9))] == [(1,), (1, 9, 2), (9,)]
    at = {slot: (x * 10, y) for x, column in enumerate(columns) for y, slot in enumerate(column)}
    crossings = [
        (one, two)
        for one in chains.values()
        for two in chains.values()
        for (a, b), (c, d) in zip(pairwise(one), pairwise(two), strict=False)
        if at[a][0] == at[c][0] and (at[a][1] - at[c][1]) * (at[b][1] - at[d][1]) < 0
    ]
    assert crossings == []


def test_who_is_met_both_directly_and_through_somebody_stands_behind_them():
    columns, _ = drawing.layers([(0, 2, 9), (0, 1, 2, 9)])
    assert [[slot for slot in column if len(slot) == 1] for column in columns] == [[(0,)], [(1,)], [(2,)], [(9,)]]
    both_ways, _ = drawing.layers([(0, 1, 2, 9), (0, 2, 1, 9)])
    assert sorted(both_ways[1]) == [(1,), (2,)] and both_ways[2] == [(9,)]


@pytest.mark.parametrize(
    ("name", "fits"),
    [("Ana Silva", "Ana Silva"), ("x" * 20, "x" * 20), ("x" * 21, "x" * 19 + "…"), ("田" * 11, "田" * 9 + "…")],
)
def test_a_name_fits_its_box(name, fits):
    assert drawing.fitting(name) == fits


@pytest.mark.parametrize(
    ("chance", "low", "high", "about", "spread"),
    [
        (0.4, 0.2, 0.6, "about 4 in 10", "2 to 6 in 10"),
        (0.97, 0.9, 0.99, "more than 9 in 10", "9 in 10"),
        (0.06, 0.02, 0.21, "about 6 in 100", "2 to 21 in 100"),
        (0.004, 0.001, 0.02, "less than 1 in 100", "up to 2 in 100"),
        (0.18, 0.12, 0.38, "about 2 in 10", "1 to 4 in 10"),
    ],
)
def test_a_chance_in_words(chance, low, high, about, spread):
    estimate = Estimate(chance, low, high)
    assert (told.about(estimate), told.spread(estimate)) == (about, spread)


SOUGHT = Sought({1: "Kelvin"}, {5: "Cy"}, frozenset({"sre", "platform"}), "lisbon")
NOBODY = Portrait(7, 1.0, frozenset(), frozenset(), (), 0, frozenset(), "")
PARTS = {
    "now": {"here": frozenset({1})},
    "before": {"gone": frozenset({1})},
    "knows": {"knows": ("Cy", "Di")},
    "field": {"words": frozenset({"sre", "bread"})},
    "place": {"place": "lisbon"},
    "many": {"acquainted": 20},
}


@given(st.sets(st.sampled_from(sorted(PARTS))), st.sampled_from(sorted(PARTS)))
@settings(max_examples=40)
def test_whatever_speaks_for_somebody_counts_and_is_told(parts, more):
    """Who is there now is not counted as having been there too."""

    def portrait(chosen):
        told_of = {key: value for part in chosen for key, value in PARTS[part].items()}
        return Portrait(*(told_of.get(key, getattr(NOBODY, key)) for key in Portrait.__slots__))

    some, reasons = likeness(SOUGHT, portrait(parts))
    left = 1.0
    for part in parts - ({"before"} if "now" in parts else set()):
        left *= 1 - LIKENESS[part]
    assert some == pytest.approx(1 - left) and len(reasons) == len(parts - ({"before"} if "now" in parts else set()))
    assert 0 <= some < 1 and likeness(SOUGHT, portrait(parts | {more}))[0] >= some


def test_ranks_tell_no_field():
    assert field_words("Head of Platform & SRE", "Senior Manager") == {"platform", "sre"}

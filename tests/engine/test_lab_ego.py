"""Ego networks: their text, and what own ties change in the formulas."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcast.engine.lab import meanfield, pay, ties
from backcast.engine.lab.ego import CIRCLES, KNOWN, MOST, USUAL, Ego, parsed
from backcast.engine.lab.layers import layers
from backcast.engine.lab.parameters import BASE, LAYERS, MUTUALS, STRATEGIES, Parameters
from backcast.errors import Invalid

SHARE = st.none() | st.floats(0, 1)


def five(each):
    return st.tuples(*[each] * len(CIRCLES))


EGOS = st.builds(Ego, five(st.integers(0, MOST)), five(st.floats(0, KNOWN)), five(SHARE), five(SHARE))
FEW = st.builds(Ego, five(st.integers(0, 3)), st.just(MUTUALS), five(SHARE), five(SHARE))


@given(EGOS)
def test_the_text_of_an_ego_network_is_read_back_as_it_was(ego):
    assert parsed(str(ego)) == ego


def test_the_text_is_short_and_may_leave_out_what_is_usual():
    assert str(USUAL) == "inner=5,close=10,active=35,outer=100,dormant=20"
    own = Ego((2, 0, 0, 7, 0), (20.0, *MUTUALS[1:]), (0.8, *[None] * 4), (None, None, None, 0.05, None))
    assert str(own) == "inner=2:.8::20,outer=7::.05"
    assert parsed(" outer = 7 : : 0.05 , inner=2:.80::20. ") == own
    assert parsed("none") == replace(USUAL, counts=(0,) * 5) and str(parsed("none")) == "none"


@pytest.mark.parametrize(
    "text", ["", "inner", "friends=3", "inner=", "inner=-1", "inner=1.5", "inner=1:2", "inner=1:nan", "inner=1:::64",
             "inner=1:.5:.5:5:5", "inner=1,inner=2", "inner=100001", "inner=٣", "inner=1e-3",
     "inner=1e999"]
)  # fmt: skip
def test_other_text_is_refused_with_what_to_write(text):
    with pytest.raises(Invalid) as refused:
        parsed(text)
    assert refused.value.hint


@settings(max_examples=60, deadline=None)
@given(FEW, st.sampled_from(list(STRATEGIES.values())))
def test_no_hour_is_lost_and_nothing_leaves_its_bounds_however_few_ties_there_are(ego, mine):
    assumed = Parameters()
    assert abs(sum(ties.shares(mine.where, ego).values()) - 1) < 1e-12
    planned = ties.plan(assumed, mine, ego)
    kept = ties.plan(replace(assumed, hours=0.0), mine, ego)
    extra = sum(count * (one - base) for count, one, base in zip(ego.counts, planned.busy, kept.busy, strict=False))
    new = ties.shares(mine.where, ego).get("new", 0.0) * mine.people * assumed.hours
    assert abs(extra + new - mine.people * assumed.hours) < 1e-9
    for one in layers(assumed, mine, BASE, 130, ego):
        assert 0 <= one.closeness <= 1 and 0 <= one.idle.works <= 1 and 0 <= one.busy.strength <= 1


def test_a_person_without_ties_earns_something_and_less_than_with_them():
    market = meanfield.fitted(Parameters())
    none, usual = (pay.expected(market, BASE, 2, ego=ego) for ego in (parsed("none"), USUAL))
    assert 0 < none.pay < usual.pay and none.idle > usual.idle


def test_what_is_known_as_usual_changes_nothing():
    assumed = Parameters()
    usual = layers(assumed, BASE, BASE, 0.0)[: len(CIRCLES)]
    own = replace(USUAL, closeness=tuple(one.closeness for one in usual))
    met = [ties.activity(assumed, at, ties.plan(assumed, BASE).busy[at]) for at in range(4)]
    own = replace(own, activity=(None, *met[1:], None))
    market = meanfield.fitted(assumed)
    for name in ("broad", "work", "dormant"):
        one, other = (pay.expected(market, STRATEGIES[name], 1, ego=ego).pay for ego in (own, USUAL))
        assert abs(one - other) < 1e-9


def test_closer_and_more_active_ties_are_worth_more():
    market, at = meanfield.fitted(Parameters()), LAYERS.index("outer")
    found = []
    for share in (0.0, 0.3, 0.9):
        known = tuple(share if place == at else None for place in range(len(CIRCLES)))
        found.append(
            [pay.expected(market, BASE, 1, ego=ego).pay for ego in (Ego(closeness=known), Ego(activity=known))]
        )
    assert all(less < more for one in zip(*found, strict=True) for less, more in pairwise(one))


def test_everyone_means_the_others_with_their_own_ties():
    market, few = meanfield.fitted(Parameters()), parsed("close=3,outer=20")
    broad = STRATEGIES["broad"]
    same = pay.expected(market, broad, 1, everyone=True, ego=replace(USUAL, mutuals=tuple(map(float, MUTUALS))))
    assert same == pay.expected(market, broad, 1, everyone=True)
    alone, all_do = (pay.expected(market, broad, 1, everyone=one, ego=few) for one in (False, True))
    assert 0 < abs(all_do.pay - alone.pay) < 0.05

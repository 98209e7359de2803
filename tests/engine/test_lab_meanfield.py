"""The market in formulas: its integral, its fit, its laws, and the simulation it must agree with."""

from dataclasses import replace
from itertools import product
from math import comb, log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcast.engine.lab import full, graphs, kernel, meanfield, pay, ties
from backcast.engine.lab.ego import Ego
from backcast.engine.lab.layers import layers
from backcast.engine.lab.parameters import BASE, COUNTS, STRATEGIES, Parameters

NONE = Ego(mutuals=(0,) * len(COUNTS))


@settings(max_examples=25, deadline=None)
@given(
    st.floats(0.05, 1),
    st.lists(st.tuples(st.integers(0, 4), st.floats(0.05, 1)), max_size=3),
    st.floats(0.01, 0.99),
)
def test_the_integral_is_the_mean_over_every_set_of_rivals(weight, others, wanted):
    mean = 0.0
    for held in product(*(range(count + 1) for count, _ in others)):
        chance = 1.0
        for (count, _), some in zip(others, held, strict=True):
            chance *= comb(count, some) * wanted**some * (1 - wanted) ** (count - some)
        mean += chance / (weight + sum(some * one for (_, one), some in zip(others, held, strict=True)))
    assert meanfield.chosen(weight, tuple(others), wanted) == pytest.approx(mean, rel=2e-3)


@pytest.mark.parametrize(("degree", "wanted"), [(1, 0.07678811), (4, 0.03803837), (10, 0.02316511), (50, 0.0153811)])
def test_equal_weights_give_the_matching_formula(degree, wanted):
    """Unemployment of a d-regular market at a = .1, b = .015 (Calvó-Armengol and Zenou 2005)."""
    a, b, out = 0.1, 0.015, 0.1
    for _ in range(500):
        share = meanfield.chosen(1.0, ((degree - 1, 1.0),), out)
        found = 1 - (1 - a) * (1 - a * (1 - out) * share) ** degree
        out = b / (b + found * (1 - b))
    assert out == pytest.approx(wanted, abs=2e-6)


@pytest.fixture(scope="module")
def market():
    return meanfield.fitted(Parameters())


def test_a_fitted_market_is_what_was_measured_and_at_rest(market):
    told, states = market.rates, market.states
    assert told.contacts / told.found == pytest.approx(0.4, abs=1e-6)
    assert states[0] / (1 - states[0]) == pytest.approx(0.0607, abs=0.001)
    found = pay.expected(market, BASE, 3)
    assert found.idle == pytest.approx(states[0], abs=1e-9)
    assert found.through_contacts == pytest.approx(0.4, abs=1e-6)


def test_with_nothing_to_give_away_every_strategy_is_the_same(market):
    idle = replace(market, parameters=replace(market.parameters, hours=0.0, free=0.0, less_search=0.0))
    usual = pay.expected(idle, BASE, 1).pay
    assert all(pay.expected(idle, one, 1).pay == pytest.approx(usual, rel=1e-12) for one in STRATEGIES.values())


def test_what_pays_decides(market):
    def best(**changed):
        other = replace(market, parameters=replace(market.parameters, **changed))
        held = ("work", "broad", "deep", "balanced", "base")
        return max(held, key=lambda name: pay.expected(other, STRATEGIES[name], 5).pay)

    assert best(ties_pay=0.0) == "work"
    assert best(work_pays=0.0, effort=0.0, ties_pay=0.02) not in ("work", "base")


@settings(max_examples=20, deadline=None)
@given(st.floats(0, 3), st.floats(0, 3), st.floats(0, 1), st.floats(0, 500))
def test_hours_bring_people_closer_and_silence_apart(fewer, more, first, week):
    told = Parameters()
    low, high = sorted((fewer, more))
    near, nearer = (ties.closeness(told, hours, first, week) for hours in (low, high))
    assert 0 <= near <= nearer + 1e-12 <= 1 + 1e-12
    assert ties.closeness(told, 0.0, first, told.half_life) == pytest.approx(first / 2)
    assert ties.closeness(told, high, ties.settled(told, high), week) == pytest.approx(ties.settled(told, high))


def test_the_layers_come_out_by_themselves():
    """lab.md A.1: .71/.38/.16/.05 without anybody's extra hours; trust and novelty peak at ten mutual contacts."""
    told = Parameters()
    kept = [ties.settled(told, told.social * hours) for hours in (1.96, 0.49, 0.15, 0.045)]
    assert kept == pytest.approx([0.71, 0.38, 0.16, 0.05], abs=0.006)
    outer = [ties.tie(told, 0.08, 0.065, mutual).works for mutual in range(64)]
    assert 6 <= max(range(64), key=outer.__getitem__) <= 14 and outer[0] < outer[10] > outer[40]
    odds = [log(one / (1 - one)) for one in (told.cold, *ties.conversions(told))]
    assert odds[2] - odds[0] == pytest.approx(log(6.5)) and odds[2] - odds[1] == pytest.approx(log(2.5))


def test_the_simulation_agrees():
    """lab.md A.4: contact hires within 5 %, unemployment within 3 %; a random graph, everybody as everybody else."""
    market = meanfield.fitted(Parameters(), ego=NONE)
    graph, told = graphs.layered(4000, COUNTS, 5), full.tables(market.parameters, [BASE], 0)
    state, out, found, risk, moves, busy = kernel.employed(4000), 0.0, [0, 0, 0, 0], 0, 0, 0
    for week in range(400):
        idle = ~state.employed
        got = kernel.step(state, graph, told, 2, week).found
        if week >= 100:
            out, risk = out + idle.mean() / 300, risk + idle.sum()
            busy, moves = busy + (~idle).sum(), moves + (got[~idle] > 0).sum()
            found = [held + (got[idle] == code).sum() for code, held in enumerate(found)]
    rates = market.rates
    assert out == pytest.approx(market.states[0], rel=0.03)
    assert (found[2] + found[3]) / risk == pytest.approx(rates.contacts, rel=0.05)
    assert found[3] / risk == pytest.approx(rates.referral, rel=0.06)
    assert moves / busy == pytest.approx(0.005, rel=0.1)


def test_new_ties_open_as_they_are_begun():
    told, new = Parameters(), STRATEGIES["new"]
    many = [sum(one.count for one in layers(told, new, BASE, week)[len(COUNTS) :]) for week in (0, 60, 260)]
    assert many[0] < many[1] < many[2] <= ties.begun(told, new, 1e9)
    assert abs(many[2] - ties.begun(told, new, 260)) < ties.begun(told, new, 1e9) / 8

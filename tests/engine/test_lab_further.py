"""The next hour, levels, and strategies beyond the first ones: laws that hold whatever is assumed."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcast.engine.lab import full, marginal, meanfield, pay, seniority, ties
from backcast.engine.lab.ego import USUAL, Ego
from backcast.engine.lab.further import Further
from backcast.engine.lab.layers import layers
from backcast.engine.lab.parameters import BASE, COUNTS, MUTUALS, STRATEGIES, Parameters
from backcast.engine.lab.picks import picked
from backcast.engine.lab.seniority import ASSUMED, KNOWN, MIDDLE, Level
from backcast.engine.lab.strategies import strategy
from backcast.errors import Invalid

SOME = [BASE, STRATEGIES["work"], STRATEGIES["broad"]]


@pytest.fixture(scope="module")
def market():
    return meanfield.fitted(Parameters())


def _with(market, **changed):
    return replace(market, parameters=replace(market.parameters, **changed))


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(marginal.PLACES), st.floats(0.1, 12), st.floats(0.5, 40))
def test_one_more_hour_is_that_hour_and_nothing_else(place, more, hours):
    told = Parameters(hours=hours)
    mine, usual = marginal.longer(told, place, more), ties.plan(told, BASE)
    plan = ties.plan(told, mine)
    given_ = sum(count * (one - other) for count, one, other in zip(COUNTS, plan.busy, usual.busy, strict=False))
    beginning = hours * mine.people * ties.shares(mine.where).get("new", 0.0)
    at_work = ties.effort(told, mine) * told.deviation
    assert given_ + beginning + at_work == pytest.approx(more)
    assert (at_work == pytest.approx(more)) == (place == "work") and (beginning > 0) == (place == "new")
    assert plan.idle[: len(COUNTS)] == pytest.approx(usual.idle[: len(COUNTS)]) and mine.idle == BASE.idle


def test_no_hours_bring_nothing(market):
    assert all(marginal.longer(market.parameters, place, 0) is BASE for place in marginal.PLACES)
    none = _with(market, hours=0.0, free=0.0)
    assert [(one.jobs, one.pay, one.pay_of_many) for one in marginal.yields(none, 1)] == [(0.0, 0.0, 0.0)] * 7


def test_an_hour_brings_nothing_where_nothing_is_paid(market):
    ties_pay_nothing = _with(market, ties_pay=0.0, news=0.0, ladder=0.0)
    work, *people = marginal.yields(ties_pay_nothing, 1)
    assert work.pay > 0 and all(one.jobs == 0 and one.pay == pytest.approx(0, abs=1e-9) for one in people)
    work, *people = marginal.yields(_with(market, work_pays=0.0, effort=0.0), 1)
    assert work.pay == work.jobs == 0 and all(one.pay > 0 for one in people)


def test_an_hour_goes_where_there_is_somebody():
    assert marginal.places(USUAL) == marginal.PLACES
    few = Ego(counts=(2, 0, 0, 0, 0))
    assert marginal.places(few) == ("work", "close", "new", "spread")
    assert marginal.places(Ego(counts=(0, 0, 0, 0, 0))) == ("work", "new")
    assert dict(marginal.longer(Parameters(), "close", 1, few).where) == {"inner": 1.0}


def test_in_the_middle_everything_is_as_without_levels(market):
    told = market.parameters
    assert MIDDLE.on(told) == told and KNOWN[1] is ASSUMED[1] is MIDDLE
    usual = pay.expected(market, BASE, 0.5)
    gains = tuple(pay.expected(market, one, 0.5).against(usual) for one in SOME)
    assert seniority.gains(market, SOME, 0.5, MIDDLE) == gains == seniority.gains(market, SOME, 0.5, Level("same"))
    plain, level = full.tables(told, SOME, 13), full.tables(told, SOME, 13, [MIDDLE] * 3)
    for name in ("own", "news", "ladder", "leaves", "moves"):
        assert (getattr(plain, name) == getattr(level, name)).all()
    assert (plain.to_idle.keep == level.to_idle.keep).all() and (plain.to_busy.keep == level.to_busy.keep).all()


def test_a_level_is_of_the_person_in_tables_as_in_formulas(market):
    """Chances of the kernel's tables against the formulas: losing a job, applying, and hearing of one over a tie."""
    told, levels = market.parameters, [MIDDLE, ASSUMED[0], ASSUMED[2]]
    tables = full.tables(told, [BASE] * 3, 0, levels)
    unit = 2.0**32
    for at, level in enumerate(levels):
        own = level.on(told)
        assert tables.leaves[at, 0] / unit == pytest.approx(own.b, rel=1e-6)
        assert tables.own[at] / unit == pytest.approx(ties.alone(own, BASE, BASE.idle), rel=1e-6)
        tie = layers(own, BASE, BASE, 0.0)[0].idle
        news = tables.news[0] / unit * tables.to_idle.keep[0, at, 0, MUTUALS[0]] / unit
        assert news == pytest.approx(own.news * tie.works, rel=1e-6)
        assert tables.to_idle.vouched[0, at, 0, MUTUALS[0]] / unit == pytest.approx(tie.vouched, rel=1e-6)


def test_people_are_ahead_where_the_best_of_them_is():
    rows = [(1.0, 0.5, 2.0), (1.0, 0.5, 0.9), (0.0, 0.1, -1.0)]
    assert seniority.people_ahead([STRATEGIES[name] for name in ("work", "deep", "broad")], rows) == 2 / 3
    assert seniority.people_ahead([STRATEGIES["deep"], STRATEGIES["broad"]], [(1.0, 2.0)]) is None


def test_further_figures_are_those_of_their_worlds(market):
    found = Further.of(market, SOME[1:], 0.5)
    assert found.document() == {}
    for _ in range(2):
        found.look(market)
    told = found.document()
    for one in told["next_hour"]["places"]:
        assert one["low"] == one["middle"] == one["high"] == pytest.approx(one["pay"], rel=1e-12)
    assert [one["level"] for one in told["advance"]["assumed"]["known"]] == ["junior", "middle", "senior"]
    for levels in told["advance"]["assumed"].values():
        for level in levels:
            work, broad = level["strategies"]
            assert work["middle"] == work["usual"] and level["people_ahead"] == (broad["usual"] > work["usual"])
    assert told["next_hour"]["costs"] == pytest.approx({"inner": 27.14, "close": 6.785}, rel=1e-3)


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(sorted(STRATEGIES)), st.integers(0, 1000))
def test_any_share_of_the_hours_has_its_name(root, share):
    told = strategy(f"{root}@{share / 1000}")
    assert (told.people, told.where, told.idle) == (share / 1000, STRATEGIES[root].where, STRATEGIES[root].idle)
    assert strategy(told.name) == told and strategy(root) is STRATEGIES[root]


@pytest.mark.parametrize("name", ["", "luck", "@.5", "broad@", "broad@1.01", "broad@-1", "broad@nan", "broad@.5@.5"])
def test_a_name_without_a_strategy_is_refused(name):
    with pytest.raises(Invalid) as wrong:
        strategy(name)
    assert "broad@.25" in wrong.value.hint


def test_what_is_picked_counts_by_its_hours(market):
    told, bridging = market.parameters, STRATEGIES["bridging"]
    plans = ties.plan(told, BASE), ties.plan(told, bridging)
    for at, held in enumerate(MUTUALS):
        assert picked(told, at, (BASE, BASE), (plans[0], plans[0]), held, out=False) == held
        found = picked(told, at, (BASE, bridging), plans, held, out=False)
        extra, every = plans[1].busy[at] - told.social * (1.96, 0.49, 0.15, 0.045, 0)[at], plans[0].busy[at]
        every += plans[1].busy[at]
        assert found == pytest.approx(held + (extra * (bridging.mutual - held) / every if every else 0))
    new = picked(told, len(COUNTS), (bridging, bridging), (plans[1], plans[1]), 0, out=True)
    assert new == pytest.approx(bridging.mutual)
    own = layers(told, bridging, BASE, 52)
    tables = full.tables(told, [BASE, bridging], 52)
    for at, mutual in enumerate((*MUTUALS, 0)):
        news = tables.news[0] / 2.0**32 * tables.to_idle.keep[0, 1, at, mutual] / 2.0**32
        assert news == pytest.approx(told.news * own[at].idle.works, rel=1e-5)


def test_by_chance_every_tie_has_the_same_hours():
    told = Parameters()
    for ego in (USUAL, Ego(counts=(1, 0, 4, 7, 3))):
        plan = ties.plan(told, STRATEGIES["random"], ego)
        extra = [
            one - told.social * kept for one, kept in zip(plan.busy[:5], (1.96, 0.49, 0.15, 0.045, 0.0), strict=True)
        ]
        assert all(
            one == pytest.approx(told.hours / ego.ties) for one, many in zip(extra, ego.counts, strict=True) if many
        )

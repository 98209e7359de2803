"""Pay in the run, several strategies in one market, fixed jobs, and what an ablation takes away."""

from dataclasses import replace

import numpy as np  # noqa: TID253
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcast.engine.lab import full, graphs, kernel, market, meanfield, mixed, pay, ties
from backcast.engine.lab.ablation import CASES, gap
from backcast.engine.lab.ego import Ego
from backcast.engine.lab.layers import layers
from backcast.engine.lab.parameters import BASE, COUNTS, STRATEGIES, Parameters, Shape

NONE = Ego(mutuals=(0,) * len(COUNTS))
SOME = [BASE, STRATEGIES["broad"], STRATEGIES["reactive"]]


@pytest.fixture(scope="module")
def usual():
    return meanfield.fitted(Parameters())


def test_among_people_of_one_kind_a_mixture_is_the_formulas(usual):
    for crowd, everyone in ((0, False), (1, True)):
        shares = [float(at == crowd) for at in range(3)]
        found = mixed.earnings(usual, SOME, shares, 0.5)
        assert found[crowd] == pytest.approx(pay.expected(usual, SOME[crowd], 0.5, everyone=everyone).pay, rel=5e-4)
        if not everyone:
            alone = [pay.expected(usual, one, 0.5).pay for one in SOME]
            assert found == pytest.approx(alone, rel=1e-12)


def test_shares_follow_pay(usual):
    rest = mixed.replicate(usual, SOME, 0.25, [0.2, 0.3, 0.5], rounds=2)
    first = mixed.earnings(usual, SOME, [0.2, 0.3, 0.5], 0.25)
    assert sum(rest.shares) == pytest.approx(1) and rest.rounds == 2 and not rest.still
    order = sorted(range(3), key=first.__getitem__)
    grown = [share / before for share, before in zip(rest.shares, [0.2, 0.3, 0.5], strict=True)]
    assert sorted(range(3), key=grown.__getitem__) == order
    assert mixed.replicate(usual, SOME, 0.25, [0.0, 1.0, 0.0]).shares == (0.0, 1.0, 0.0)


@pytest.fixture(scope="module")
def small():
    held = meanfield.fitted(Parameters(), ego=NONE)
    graph = graphs.layered(400, (2, 3, 4, 6, 2), 3)
    return held, graph, market.settled(held, graph, 1)


def test_a_life_is_paid_week_by_week(small):
    """Without growth, moves that pay, or discount, pay is weeks in work and a share of those out of it."""
    held, graph, start = small
    plain = replace(held.parameters, work_pays=0.0, ties_pay=0.0, better=1.0, discount=0.0)
    held, groups = replace(held, parameters=plain), np.arange(400, dtype=np.uint8) % 2
    found = market.live(held, graph, start, groups, SOME[:2], 0.5, 1)
    weeks = [one.idle + one.busy for one in found.tallies]
    assert weeks == [200 * 26] * 2
    after = sum(one.idle for one in found.tallies)
    assert found.value.sum() * 52 == pytest.approx(400 * 26 - plain.replaced * after, abs=plain.replaced * 60)
    again = market.live(held, graph, start, groups, SOME[:2], 0.5, 1)
    assert (again.value == found.value).all() and start.group.sum() == 0
    heard = []
    market.live(held, graph, start, groups, SOME[:2], 0.5, 1, notice=lambda week: heard.append(week) or week < 3)
    assert heard == [1, 2, 3]


def _grown(held, graph, mine):
    """The assumptions of a market in which nothing but growth changes pay, and pay over a quarter there."""
    sure = replace(held.parameters, b=0.0, moves=0.0, ladder=0.0, discount=0.0, better=1.0)
    start, groups = kernel.employed(graph.agents), np.zeros(graph.agents, np.uint8)
    return sure, market.live(replace(held, parameters=sure), graph, start, groups, [mine], 0.25, 1).value


def _quarter(grows):
    return sum(np.exp(grows * week / 52) for week in range(1, 14)) / 52


def test_pay_grows_by_hours_and_by_the_ties_one_has(small):
    sure, value = _grown(small[0], small[1], STRATEGIES["work"])
    usual = pay.amount(sure, layers(sure, BASE, BASE, 0.0))
    one, close = full.amounts(sure, [STRATEGIES["work"]], 0)
    of_ties = [
        np.log(sum(count * part for count, part in zip((2, 3, 4, 6, 2), held[0, 0], strict=False)) / wanted)
        for held, wanted in zip((one, close), usual, strict=True)
    ]
    grows = sure.work_pays * ties.effort(sure, STRATEGIES["work"]) + sure.ties_pay * sum(of_ties) / 2 / sure.spread
    assert value == pytest.approx([_quarter(grows)] * 400, rel=1e-9)


def test_whoever_knows_nobody_is_paid_as_with_one_outer_tie_in_the_run_as_in_formulas(small):
    graph = graphs.of_links(3, [(0, 1)])
    graph = replace(graph, layer=np.full_like(graph.layer, ties.OUTER))
    sure, value = _grown(small[0], graph, BASE)
    assert value == pytest.approx([_quarter(pay.growth(sure, BASE, (0.0, 0.0)))] * 3, rel=1e-9)


@settings(max_examples=20, deadline=None)
@given(st.floats(0, 3))
def test_fewer_openings_mean_less_news_and_no_less_of_a_ladder(openings):
    told = Parameters()
    week = _week()
    now = full.opened(week, told, SOME, openings)
    assert (now.ladder - now.news == week.ladder - week.news).all()
    assert now.news == pytest.approx(week.news.astype(float) * openings, abs=1)
    assert (now.own >= week.own).all() if openings >= 1 else (now.own <= week.own).all()
    assert not openings or openings != 1 or (now.own == week.own).all()


_held = []


def _week():
    """Tables of three strategies, made once."""
    if not _held:
        _held.append(full.tables(Parameters(), SOME, 0))
    return _held[0]


def test_with_fixed_jobs_a_job_taken_is_one_fewer_to_hear_of():
    fixed = Parameters(fixed_jobs=1.0)
    assert [meanfield.openings(fixed, idle, 0.06) for idle in (0.0, 0.03, 0.06, 0.12)] == pytest.approx([0, 0.5, 1, 2])
    assert meanfield.openings(Parameters(), 0.01, 0.06) == 1.0
    usual = meanfield.fitted(Parameters())
    rest = meanfield.at_rest(usual.parameters)
    assert rest.states == pytest.approx(usual.states, abs=1e-9)


def test_an_ablation_takes_away_what_it_says():
    """The order of deep and broad turns when only fifty ties count, and not when one tie's benefits add up."""
    usual = Parameters()
    hours = 0.4
    straight = replace(usual, shape=CASES["closeness does not level off"])
    assert ties.settled(straight, 2 * hours) == pytest.approx(2 * ties.settled(straight, hours))
    assert ties.closeness(straight, hours, 0.1, 1e6) == pytest.approx(ties.settled(straight, hours))
    few = replace(usual, shape=Shape(activity=False))
    assert ties.activity(few, 3, 0.04) == pytest.approx(2 * ties.activity(few, 3, 0.02))
    own = layers(replace(usual, shape=Shape(strongest=12)), BASE, BASE, 0.0)
    assert [one.count for one in own] == [5, 7, 0, 0, 0]
    assert gap(usual, 1).ahead < 0 < gap(replace(usual, shape=Shape(strongest=50)), 1).ahead


def test_each_group_is_told_what_its_people_went_through(small):
    held, graph, start = small
    groups, weeks, before = np.arange(400, dtype=np.uint8) % 3 // 2, [], start.employed
    seen = lambda *told: weeks.append([part.copy() for part in told])  # noqa: E731
    found = market.live(held, graph, start, groups, SOME[:2], 1, 1, seen=seen)
    assert (weeks[0][0] == ~before).all() and len(weeks) == 52
    for group, tally in enumerate(found.tallies):
        mine = [[part[groups == group] for part in week] for week in weeks]
        assert tally.idle == sum(idle.sum() for idle, _, _ in mine)
        assert tally.busy == tally.held.sum() == sum((~idle).sum() for idle, _, _ in mine)
        assert tally.moves == sum((how[~idle] > 0).sum() for idle, _, how in mine) > 0
        assert tally.lost.sum() == sum((~idle & ~works).sum() for idle, works, _ in mine) > 0
        for code in range(4):
            assert tally.found[code] == sum((how[idle] == code).sum() for idle, _, how in mine)


def test_ties_are_counted_by_whom_they_lead_to_and_layer(monkeypatch):
    monkeypatch.setattr(market, "PART", 7)
    graph, groups = graphs.layered(40, (1, 2, 3), 5), np.arange(40, dtype=np.uint8) % 3
    links = graphs.of_links(40, [(0, other) for other in range(1, 30)])
    for one in (graph, links):
        wanted = np.zeros((40, 3, one.layer.max() + 1))
        for agent in range(40):
            for tie in range(one.start[agent], one.start[agent + 1]):
                wanted[agent, groups[one.contact[tie]], one.layer[tie]] += 1
        assert (market._ties(one, groups, 3) == wanted).all() and wanted.sum() == len(one.contact)
    assert market._ties(graphs.of_links(3, []), groups[:3], 2).tolist() == [[[0], [0]]] * 3

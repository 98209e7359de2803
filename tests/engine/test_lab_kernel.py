"""The kernel of the lab beside a week told agent by agent, and beside the exact market."""

import numpy as np  # noqa: TID253
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcast.engine.lab import graphs, kernel, tables, words
from backcast.engine.lab.counts import begun
from backcast.engine.lab.exact import exact
from backcast.engine.lab.networks import NAMED, cycle
from backcast.engine.lab.run import AT_ONCE, run


def fresh(rng, agents):
    """A graph, tables and a state with everything in them."""
    pairs = [(one, other) for one in range(agents) for other in range(one) if rng.random() < 0.4]
    graph = graphs.of_links(agents, pairs)
    of_ties = (rng.integers(0, most, len(graph.contact), dtype=np.uint8) for most in (3, tables.MUTUAL))
    graph = graphs.Graph(graph.start, graph.contact, *of_ties)
    shape = (2, 2, 3, tables.MUTUAL)
    some = lambda *of: rng.integers(0, words.ONE + 1, of, dtype=np.uint64)  # noqa: E731
    passing = [tables.Passing(rng.integers(0, 4, shape, dtype=np.uint64), some(*shape), some(*shape)) for _ in range(2)]
    own, news, leaves = some(2), some(2), some(2, 2) // 4
    told = tables.Tables(own, news // 2, news, leaves, leaves * 2, *passing)
    state = kernel.State(
        rng.random(agents) < 0.6, rng.random(agents) < 0.3, rng.integers(0, 2, agents).astype(np.uint8)
    )
    state.referred &= state.employed
    return graph, told, state


def week_by_hand(state, graph, told, seed, week):
    """The same week, one agent after the other, in whole numbers alone."""
    agents, half = graph.agents, words.ONE - 1
    base = words.key(seed, week)
    word = [words.mix(base + at * words.GOLDEN & words.MASK) for at in range(agents)]
    offers = [[] for _ in range(agents)]
    for at in range(agents):
        hears, group = word[at] >> 32, int(state.group[at])
        if not state.employed[at]:
            if hears < told.own[group]:
                offers[at].append((kernel.ALONE, 0))
            continue
        if hears >= told.ladder[group]:
            continue
        idle = hears < told.news[group]
        passing = told.to_idle if idle else told.to_busy
        ties = [
            tie for tie in range(graph.start[at], graph.start[at + 1])
            if bool(state.employed[graph.contact[tie]]) != idle
        ]  # fmt: skip
        of = [
            (group, int(state.group[graph.contact[tie]]), int(graph.layer[tie]), int(graph.mutual[tie])) for tie in ties
        ]
        weights = [int(passing.weight[one]) for one in of]
        if not sum(weights):
            continue
        second = words.mix(word[at])
        drawn, chosen = (second >> 32) * sum(weights) >> 32, 0
        while drawn >= sum(weights[: chosen + 1]):
            chosen += 1
        if second & half < passing.keep[of[chosen]]:
            vouched = words.mix(second) >> 32 < passing.vouched[of[chosen]]
            code = kernel.VOUCHED if vouched else kernel.TIPPED
            offers[graph.contact[ties[chosen]]].append((code, kernel.LAYERS - 1 - of[chosen][2]))
    after = []
    for at in range(agents):
        keeps, group, busy, was = word[at] & half, state.group[at], state.employed[at], int(state.referred[at])
        found = max(offers[at])[0] if offers[at] else 0
        vouched = int(found == kernel.VOUCHED)
        before = was if busy else vouched
        works = busy or found > 0
        lost = works and keeps < told.leaves[group, before]
        if busy and not found and not lost and keeps < told.moves[group, before]:
            found, vouched = kernel.ALONE, 0
        referred = works and not lost and bool(vouched if found else was)
        after.append((works and not lost, referred, found, lost))
    return after


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 9), st.integers(0, 2**70))
def test_a_week_is_what_it_is_agent_by_agent(draw, agents, seed):
    graph, told, state = fresh(np.random.default_rng(draw), agents)
    for week in range(3):
        wanted = week_by_hand(state, graph, told, seed, week)
        got = kernel.step(state, graph, told, seed, week)
        rows = zip(state.employed, state.referred, got.found, got.lost, strict=True)
        assert [tuple(map(int, row)) for row in rows] == [tuple(map(int, row)) for row in wanted]


@pytest.mark.parametrize("name", ["complete4", "star4"])
def test_many_small_markets_are_the_exact_one(name):
    """Copies of one network side by side: unemployment within four standard errors, the first hazards within .01."""
    copies, one = 3000, NAMED[name]
    links = [(at * 4 + i, at * 4 + j) for at in range(copies) for i, j in one.links]
    graph, wanted = graphs.of_links(copies * 4, links), exact(one, 0.1, 0.015)
    told, out = tables.plain(0.1, 0.015), np.zeros(4)
    state = kernel.employed(copies * 4)
    for week in range(60):
        kernel.step(state, graph, told, 7, week)
    for at in range(4):
        out = 1 - state.employed[at::4].mean()
        error = (wanted.unemployment[at] * (1 - wanted.unemployment[at]) / copies) ** 0.5
        assert abs(out - wanted.unemployment[at]) < 4 * error


def test_a_run_counts_what_the_exact_market_says():
    graph = graphs.of_links(4000, [(at + i, at + j) for at in range(0, 4000, 4) for i, j in cycle(4).links])
    found, wanted = run(graph, tables.plain(0.1, 0.015), 250, 3), exact(cycle(4), 0.1, 0.015)
    assert found.mean(50) == pytest.approx(wanted.mean, abs=0.002)
    for got, told in zip(found.hazard()[:3], wanted.hazard[0], strict=False):
        assert got == pytest.approx(told, abs=0.01)
    assert sum(found.by_channel().values()) == pytest.approx(1)
    assert found.weeks_to_job()["median"] <= found.weeks_to_job()["mean"]
    short = run(graph, tables.plain(0.1, 0.015), 20, 3)
    assert short.by_week == found.by_week[:20] and short.mean(50) is None and short.hazard() == [None] * 10
    stopped = run(graph, tables.plain(0.1, 0.015), 250, 3, notice=lambda weeks: weeks < 100)
    assert stopped.by_week == found.by_week[: 2 * AT_ONCE]
    assert begun(0).by_channel() == {"own": None, "tip": None, "referral": None}


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 30), st.integers(0, 12), st.integers(0, 9))
def test_a_regular_graph_is_one(agents, degree, seed):
    if degree >= agents or agents * degree % 2:
        with pytest.raises(ValueError, match="different contacts each"):
            graphs.regular(agents, degree, seed)
        return
    graph = graphs.regular(agents, degree, seed)
    for at in range(agents):
        beside = graph.contact[graph.start[at] : graph.start[at + 1]].tolist()
        assert len(set(beside)) == degree and at not in beside
        assert all(at in graph.contact[graph.start[other] : graph.start[other + 1]] for other in beside)

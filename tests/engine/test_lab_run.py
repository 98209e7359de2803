"""What a run counts, beside the same weeks counted person by person."""

from collections import Counter

import numpy as np  # noqa: TID253
import pytest

from backcast.engine.lab import graphs, kernel, tables
from backcast.engine.lab.counts import LONGEST
from backcast.engine.lab.run import run


def by_hand(graph, told, weeks, seed, before):
    state, out, risk, hired, ways = kernel.employed(graph.agents), [0] * graph.agents, Counter(), Counter(), Counter()
    shares = []
    for week in range(weeks):
        was = state.employed.tolist()
        found = kernel.step(state, graph, told, seed, week).found.tolist()
        for at, works in enumerate(state.employed.tolist()):
            if not was[at] and week >= before:
                risk[out[at]] += 1
                hired[out[at]] += works
                ways[found[at]] += found[at] > 0
            out[at] = 0 if works else min(out[at] + 1, LONGEST)
        shares.append(1 - sum(state.employed.tolist()) / graph.agents)
    return shares, risk, hired, ways


@pytest.mark.parametrize(("a", "b", "weeks"), [(0.1, 0.05, 60), (0.5, 0.9, 30), (0.0005, 0.3, 560), (0.0, 0.2, 40)])
def test_a_run_counts_person_by_person(a, b, weeks):
    graph, told = graphs.regular(40, 3, 2), tables.plain(a, b)
    shares, *counted = by_hand(graph, told, weeks, 4, 7)
    found = run(graph, told, weeks, 4, before=7)
    assert found.by_week == shares
    for got, wanted in zip((found.at_risk, found.hired, found.channels), counted, strict=True):
        assert {at: many for at, many in enumerate(got.tolist()) if many} == {at: n for at, n in wanted.items() if n}


def test_a_run_begins_where_it_is_told():
    graph, told = graphs.regular(40, 3, 2), tables.plain(0.2, 0.1)
    nobody = kernel.State(np.zeros(40, bool), np.zeros(40, bool), np.zeros(40, np.uint8))
    assert run(graph, told, 1, 1, before=0, start=nobody).at_risk.tolist()[:2] == [40, 0]

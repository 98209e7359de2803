"""Graphs as arrays: whose contacts stand where, and that parts of the work change nothing."""

import numpy as np  # noqa: TID253
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcast.engine.lab import graphs

LINKS = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda link: link[0] != link[1]), max_size=30)


def contacts(graph):
    return [graph.contact[graph.start[at] : graph.start[at + 1]].tolist() for at in range(graph.agents)]


@pytest.fixture(scope="module", params=[1, 5, graphs.PART])
def _parts(request):
    before, graphs.PART = graphs.PART, request.param
    yield
    graphs.PART = before


@pytest.mark.usefixtures("_parts")
@settings(max_examples=40, deadline=None)
@given(LINKS)
def test_contacts_stand_in_the_order_of_the_links(links):
    told = list({frozenset(link): link for link in links}.values())
    found = graphs.of_links(9, told)
    told_first = [[other for one, other in told if one == at] for at in range(9)]
    told_second = [[one for one, other in told if other == at] for at in range(9)]
    assert contacts(found) == [one + other for one, other in zip(told_first, told_second, strict=True)]
    assert found.layer.tolist() == found.mutual.tolist() == [0] * 2 * len(told)


@pytest.mark.parametrize(("agents", "degree"), [(200, 6), (31, 14), (30, 15), (24, 22), (9, 8), (5, 0)])
def test_parts_of_the_work_change_nothing(agents, degree, monkeypatch):
    whole = graphs.regular(agents, degree, 3)
    monkeypatch.setattr(graphs, "PART", 7)
    found = contacts(graphs.regular(agents, degree, 3))
    assert found == contacts(whole)
    for at, beside in enumerate(found):
        assert len(set(beside)) == degree and at not in beside and all(at in found[other] for other in beside)


def test_layers_lie_over_each_other():
    graph = graphs.layered(40, (2, 0, 3), 1)
    parts = contacts(graphs.regular(40, 2, 1)), contacts(graphs.regular(40, 3, 3))
    assert contacts(graph) == [one + other for one, other in zip(*parts, strict=True)]
    assert np.array_equal(graph.layer, [0, 0, 2, 2, 2] * 40) and len(graph.mutual) == 200

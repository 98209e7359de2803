"""The compiled kernels beside the plain one: every state, code and loss equal, on any number of threads."""

from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy

import numpy as np  # noqa: TID253
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcast.engine.lab import full, graphs, kernel, kernels, tables
from backcast.engine.lab.parameters import BASE, STRATEGIES, Parameters
from backcast.engine.lab.run import run
from tests.engine.test_lab_kernel import fresh

pytestmark = pytest.mark.deep
WAYS = [(1, 0), (1, 7), (2, 0), (2, 3), (3, 1), (3, 1000)]


def weeks_are_equal(state, graph, told, seed, weeks, steps):
    """All of `steps` bring what `kernel.step` does."""
    plain, others = deepcopy(state), [deepcopy(state) for _ in steps]
    for week in range(weeks):
        wanted = kernel.step(plain, graph, told, seed, week)
        for one, step in zip(others, steps, strict=True):
            got = step(one, graph, told, seed, week)
            pairs = (plain.employed, one.employed), (plain.referred, one.referred)
            for this, that in (*pairs, (wanted.found, got.found), (wanted.lost, got.lost)):
                assert this.dtype == that.dtype and np.array_equal(this, that)


def dense(threads, block):
    from backcast.engine.lab import fast

    return lambda *told: fast.step(*told, threads=threads, block=block)


def by_events(threads, block=0):
    from backcast.engine.lab import events

    return lambda *told: events.step(*told, threads=threads, block=block)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 40), st.integers(0, 2**70))
def test_any_tables_on_any_graph(draw, agents, seed):
    graph, told, state = fresh(np.random.default_rng(draw), agents)
    weeks_are_equal(state, graph, told, seed, 4, [dense(*way) for way in WAYS])


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 40), st.floats(0, 1), st.floats(0, 1), st.integers(0, 2**70))
def test_the_plain_market_by_events(draw, agents, a, b, seed):
    graph, _, state = fresh(np.random.default_rng(draw), agents)
    state.group[:] = 0
    graph = graphs.Graph(graph.start, graph.contact, *(np.zeros(len(graph.contact), np.uint8) for _ in range(2)))
    weeks_are_equal(state, graph, tables.plain(a, b), seed, 6, [*(by_events(*way) for way in WAYS), dense(2, 3)])


def test_many_agents_through_all_chunks():
    """Chunks that are full, lists that must be emptied, several blocks a thread."""
    graph, told = graphs.regular(9002, 8, 1), tables.plain(0.3, 0.6)
    steps = [by_events(1), by_events(2), by_events(3, 111), dense(1, 0), dense(3, 111)]
    weeks_are_equal(kernel.employed(9002), graph, told, 5, 12, steps)
    graph, groups = graphs.layered(9002, (1, 3, 4), 2), [BASE, STRATEGIES["broad"]]
    state = kernel.employed(9002)
    state.group[::3] = 1
    weeks_are_equal(state, graph, full.tables(Parameters(), groups, 26), 5, 60, [dense(1, 0), dense(2, 0)])


def test_markets_at_once_share_threads_and_wait_for_none_of_the_others():
    """More weeks at a time than threads that help: whoever gets none does all alone, and the outcome is the same."""
    graph, told = graphs.regular(9002, 8, 1), tables.plain(0.3, 0.6)
    with ThreadPoolExecutor(6) as pool:
        steps = [[step] for _ in range(3) for step in (by_events(3, 20), dense(3, 20))]
        for one in [pool.submit(weeks_are_equal, kernel.employed(9002), graph, told, 5, 25, step) for step in steps]:
            one.result(timeout=120)


def test_a_star_has_more_contacts_than_a_chunk():
    graph = graphs.of_links(3000, [(0, other) for other in range(1, 3000)])
    steps = [by_events(1), by_events(2), dense(2, 0)]
    weeks_are_equal(kernel.employed(3000), graph, tables.plain(0.4, 0.5), 2, 20, steps)


def test_every_kernel_counts_the_same():
    graph, told = graphs.regular(500, 4, 1), tables.plain(0.05, 0.1)
    wanted = run(graph, told, 90, 3)
    for name in kernels.KERNELS:
        chosen, step = kernels.choose(name, told, 2)
        got = run(graph, told, 90, 3, step=step)
        assert chosen == name and got.by_week == wanted.by_week
        for one in ("at_risk", "hired", "channels"):
            assert np.array_equal(getattr(got, one), getattr(wanted, one))


def test_the_fastest_is_taken_where_it_can_do_what_is_asked():
    more = full.tables(Parameters(), [BASE], 0)
    assert kernels.choose("auto", tables.plain(0.1, 0.1))[0] == "events" and kernels.choose("auto", more)[0] == "numba"
    with pytest.raises(ValueError, match="plain market"):
        kernels.choose("events", more)


@pytest.mark.parametrize("order", ["little", "big"])
@settings(max_examples=60, deadline=None)
@given(st.lists(st.booleans(), min_size=1, max_size=70), st.integers(1, 9))
def test_flags_are_packed_on_every_computer(order, drawn, step):
    from backcast.engine.lab import fast

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.byteorder", order)
        flags = fast.eights(np.array(drawn, np.bool_))
    for begin in range(0, len(flags[2]), step):
        fast.pack(flags, begin, min(begin + step, len(flags[2])))
    padded = drawn + [True] * (-len(drawn) % fast.EIGHT)
    assert flags[2].tolist() == np.packbits(padded, bitorder="little").tolist()
    assert [fast.given(flags[2], at) for at in range(len(padded))] == padded

"""The compiled kernels beside the plain one: every state, code and loss equal, on any number of threads."""

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy

import numpy as np  # noqa: TID253
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcast.engine.lab import full, graphs, kernel, kernels, tables
from backcast.engine.lab.counts import begun
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


def each_week(weeks, threads, block):
    return lambda *told: weeks(*told[:-1], range(told[-1], told[-1] + 1), threads=threads, block=block)


def dense(threads, block):
    from backcast.engine.lab import fast

    return each_week(fast.weeks, threads, block)


def by_events(threads, block=0):
    from backcast.engine.lab import events

    return each_week(events.weeks, threads, block)


def many_weeks_are_equal(state, graph, told, seed, module, way, before=2):
    """Weeks that do not come back in between end and count as those one by one, in two goes as well."""
    plain, one = deepcopy(state), deepcopy(state)
    wanted, got = begun(graph.agents), begun(graph.agents)
    for some in (range(5), range(5, 6), range(6, 13)):
        kernels.NUMPY.weeks(plain, graph, told, seed, some, wanted, before)
        held = one.employed, one.referred
        kept = [part.copy() for part in held]
        module.weeks(one, graph, told, seed, some, got, before, threads=way[0], block=way[1])
        assert all(np.array_equal(*pair) for pair in zip(held, kept, strict=True)), "the state before was written to"
        for part in ("employed", "referred"):
            assert np.array_equal(getattr(plain, part), getattr(one, part))
        for part in ("out", "by_week", "at_risk", "hired", "channels"):
            assert np.array_equal(getattr(wanted, part), getattr(got, part)), part


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 40), st.integers(0, 2**70))
def test_any_tables_on_any_graph(draw, agents, seed):
    graph, told, state = fresh(np.random.default_rng(draw), agents)
    weeks_are_equal(state, graph, told, seed, 4, [dense(*way) for way in WAYS])


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 40), st.integers(0, 2**70), st.sampled_from(WAYS))
def test_many_weeks_of_any_tables(draw, agents, seed, way):
    from backcast.engine.lab import fast

    graph, told, state = fresh(np.random.default_rng(draw), agents)
    many_weeks_are_equal(state, graph, told, seed, fast, way)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 3000), st.floats(0, 1), st.floats(0, 1), st.sampled_from(WAYS))
def test_many_weeks_of_the_plain_market(seed, agents, a, b, way):
    from backcast.engine.lab import events, fast

    rng = np.random.default_rng(seed)
    graph = graphs.of_links(agents, {tuple(sorted(rng.choice(agents, 2, replace=False))) for _ in range(agents - 1)})
    state = kernel.employed(agents)
    state.employed[:], state.referred[:] = rng.random((2, agents)) < 0.7
    for module in (events, fast):
        many_weeks_are_equal(state, graph, tables.plain(a, b), seed, module, way)


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
        chosen = kernels.choose(name, told, 2)
        got = run(graph, told, 90, 3, by=chosen)
        assert chosen.name == name and got.by_week == wanted.by_week
        for one in ("out", "at_risk", "hired", "channels"):
            assert np.array_equal(getattr(got, one), getattr(wanted, one))


def test_the_fastest_is_taken_where_it_can_do_what_is_asked():
    more = full.tables(Parameters(), [BASE], 0)
    assert kernels.choose("auto", tables.plain(0.1, 0.1)).name == "events"
    assert kernels.choose("auto", more).name == "numba"
    with pytest.raises(ValueError, match="plain market"):
        kernels.choose("events", more)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.booleans(), min_size=1, max_size=70), st.integers(1, 9))
def test_flags_are_packed_eight_to_a_byte(drawn, step):
    from backcast.engine.lab import packed

    made = packed.flags(len(drawn))
    made[0][: len(drawn)] = drawn
    for begin in range(0, len(made[2]), step):
        packed.pack(made, begin, min(begin + step, len(made[2])))
    padded = drawn + [True] * (-len(drawn) % packed.EIGHT)
    assert made[2].tolist() == np.packbits(padded, bitorder="little").tolist()
    assert [packed.given(made[2], at) for at in range(len(padded))] == padded


@pytest.mark.parametrize("order", ["little", "big"])
def test_every_kind_of_computer_packs_alike(order):
    from backcast.engine.lab.packed import FIRSTS

    for byte in range(256):
        read = int.from_bytes([byte >> place & 1 for place in range(8)], order)
        assert read * FIRSTS[order] % 2**64 >> 56 == byte


def test_kept_code_goes_by_every_file_it_may_come_from(tmp_path):
    """What a function calls from another file is part of it: a change there must not leave the code of before."""
    lab = tmp_path / "backcast" / "engine" / "lab"
    lab.mkdir(parents=True)
    for folder in (lab, lab.parent, lab.parent.parent):
        (folder / "__init__.py").touch()
    shutil.copy(kernels.__file__.replace("kernels", "machine"), lab)
    header = "from backcast.engine.lab.machine import compiled\n"
    outer = f"{header}from backcast.engine.lab.inner import inner\n@compiled\ndef outer(): return inner()\n"
    (lab / "outer.py").write_text(outer)
    # -B: what Python keeps of a file it takes for fresh if that was written in the same second
    say = [sys.executable, "-B", "-c", "from backcast.engine.lab.outer import outer; print(outer())"]
    for answer in "23":
        (lab / "inner.py").write_text(f"{header}@compiled\ndef inner(): return {answer}\n")
        assert subprocess.run(say, cwd=tmp_path, capture_output=True, text=True, check=True).stdout.strip() == answer
        assert list(lab.glob("__pycache__/outer.outer*.nbc")), "nothing was kept"

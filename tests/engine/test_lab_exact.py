"""The exact market: against every outcome written out, its laws, and values solved elsewhere."""

import json
import os
from itertools import pairwise, product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcast.engine.lab.exact import exact
from backcast.engine.lab.networks import NAMED, Network, complete, cycle

CHANCE = st.floats(0.01, 0.99)


@st.composite
def networks(draw, most=4):
    agents = draw(st.integers(1, most))
    pairs = [(one, other) for one in range(agents) for other in range(one)]
    return Network.of(agents, [pair for pair in pairs if draw(st.booleans())])


def after(network, a, b, before):
    """Every state a week later with its chance: each agent's news, then each one's loss, all written out."""
    beside = network.neighbours()
    news = []
    for at, employed in enumerate(before):
        wanted = [other for other in beside[at] if not before[other]] if employed else [at]
        news.append([(1 - a if wanted else 1.0, None), *((a / len(wanted), one) for one in wanted)])
    chances = {}
    for told in product(*news):
        held = list(before)
        weight = 1.0
        for chance, one in told:
            weight *= chance
            if one is not None:
                held[one] = True
        for lost in product((False, True), repeat=sum(held)):
            state, left, part = [], iter(lost), weight
            for employed in held:
                gone = employed and next(left)
                part *= (b if gone else 1 - b) if employed else 1.0
                state.append(employed and not gone)
            chances[tuple(state)] = chances.get(tuple(state), 0.0) + part
    return chances


def long_run(network, a, b):
    """The stationary chances by letting the weeks pass."""
    states = list(product((False, True), repeat=network.agents))
    steps = {state: after(network, a, b, state) for state in states}
    now = dict.fromkeys(states, 1 / len(states))
    for _ in range(4000):
        then = dict.fromkeys(states, 0.0)
        for state, chance in now.items():
            for to, part in steps[state].items():
                then[to] += chance * part
        if max(abs(then[state] - now[state]) for state in states) < 1e-14:
            break
        now = then
    return now, steps


@settings(max_examples=12, deadline=None)
@given(networks(most=3), CHANCE, CHANCE)
def test_it_is_the_long_run_of_every_outcome_written_out(network, a, b):
    found, (now, steps) = exact(network, a, b), long_run(network, a, b)
    for at in range(network.agents):
        out = sum(chance for state, chance in now.items() if not state[at])
        assert found.unemployment[at] == pytest.approx(out, abs=1e-9)
        hired = sum(now[state] * part for state in now if not state[at] for to, part in steps[state].items() if to[at])
        assert found.hazard[at][0] == pytest.approx(hired / out, abs=1e-8)
        for other in range(network.agents):
            both = sum(chance for state, chance in now.items() if state[at] and state[other])
            apart = both - sum(now[s] for s in now if s[at]) * sum(now[s] for s in now if s[other])
            spread = found.unemployment[at] * (1 - found.unemployment[at])
            spread *= found.unemployment[other] * (1 - found.unemployment[other])
            assert found.correlation[at][other] == pytest.approx(apart / spread**0.5, abs=1e-6)


@settings(max_examples=25, deadline=None)
@given(networks(most=5), CHANCE, CHANCE, st.randoms(use_true_random=False))
def test_its_laws_hold(network, a, b, rng):
    found = exact(network, a, b)
    for out, hazard in zip(found.unemployment, found.hazard, strict=True):
        assert out == pytest.approx(b / (b + hazard[0]), abs=1e-9)
        assert all(later <= sooner + 1e-9 for sooner, later in pairwise(hazard))
    assert found.residual < 1e-12
    places = list(range(network.agents))
    rng.shuffle(places)
    moved = Network.of(network.agents, [(places[one], places[other]) for one, other in network.links])
    again = exact(moved, a, b)
    assert [again.unemployment[place] for place in places] == pytest.approx(found.unemployment, abs=1e-10)
    assert exact(network, min(a * 1.1, 1), b).mean <= found.mean + 1e-9
    assert exact(network, a, min(b * 1.1, 1)).mean >= found.mean - 1e-9


def test_what_cannot_be_solved_is_said_in_words():
    for network, a, b, said in (
        (complete(13), 0.1, 0.015, "12 agents"),
        (cycle(4), 1.1, 0.015, "between 0 and 1"),
        (cycle(4), 0.1, float("nan"), "between 0 and 1"),
        (cycle(4), 0, 0, "nothing ever changes"),
    ):
        with pytest.raises(ValueError, match=said):
            exact(network, a, b)


def test_at_the_edges_nobody_changes_any_more():
    everybody, nobody = exact(NAMED["pair"], 0.1, 0.0), exact(NAMED["pair"], 0.0, 0.1)
    assert everybody.unemployment == pytest.approx((0, 0)) and everybody.hazard[0][0] is None
    assert nobody.unemployment == pytest.approx((1, 1)) and nobody.hazard[0][:2] == pytest.approx((0, 0))
    assert everybody.correlation[0] == (None, None)
    path = exact(Network.of(3, [(0, 1), (1, 2)]), 0.1, 0.0)
    assert {one for row in path.hazard for one in row} == {None}


@pytest.mark.skipif(not os.environ.get("BACKCAST_REAL_DATA"), reason="BACKCAST_REAL_DATA is not set")
@pytest.mark.parametrize("few", [True, pytest.param(False, marks=pytest.mark.deep)])
def test_it_is_what_was_solved_elsewhere(few):
    told = json.loads(Path(os.environ["BACKCAST_REAL_DATA"], "caj_exact.json").read_text())
    held = [one for one in told["networks"].values() if (one["n"] <= 8) == few]
    assert len(held) >= 2
    for one in held:
        found = exact(Network.of(one["n"], [(i - 1, j - 1) for i, j in one["edges"]]), told["a"], told["b"])
        assert found.unemployment == pytest.approx(one["unemployment"], abs=1e-9)
        for row, wanted in zip(found.correlation, one["corr"], strict=True):
            assert row == pytest.approx(wanted, abs=1e-9)
        after = {int(k): h for k, h in one["reemployment_hazard_agent1_after_k_periods_unemployed"].items()}
        assert [found.hazard[0][k - 1] for k in after if k <= 10] == pytest.approx(
            [h for k, h in after.items() if k <= 10], abs=1e-9
        )

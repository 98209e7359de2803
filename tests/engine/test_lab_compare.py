"""Strategies over all worlds: draws, quantiles, and what the answer hangs on."""

import statistics
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcast.engine.lab import pay, prior
from backcast.engine.lab.compare import Comparison, World, quantile
from backcast.engine.lab.parameters import STRATEGIES, Parameters

NAMES = ("work", "broad", "deep")


@pytest.fixture(scope="module")
def found():
    chosen = [STRATEGIES[name] for name in NAMES]
    drawn = [World(one.parameters, pay.gains(one, chosen, 3)) for one in prior.worlds(1, 16)]
    return Comparison(chosen, drawn)


def test_every_world_lies_within_what_is_assumed(found):
    for world in found.worlds:
        for name, told in prior.RANGES.items():
            assert told.low <= getattr(world.parameters, name) <= told.high
    again = islice(prior.worlds(1, 16), 2)
    assert [market.parameters for market in again] == [world.parameters for world in found.worlds[:2]]
    known = next(prior.worlds(1, 16, known={"told": 0.33}))
    assert known.parameters.told == 0.33 and known.rates.found == pytest.approx(0.1321, abs=0.0002)


def test_the_answer_hangs_on_what_hours_of_work_pay(found):
    """lab.md C: rank slopes of β_w −.75, of the share of social hours −.31, none other above .2 in many draws."""
    slopes = found.slopes(NAMES.index("broad"), NAMES.index("work"))
    assert next(iter(slopes)) == "work_pays" and slopes["work_pays"] < -0.5
    classes = found.by_ratio(1, 0)
    assert sum(many for _, _, many, _ in classes) == 16
    assert (classes[-1][3] or 0) > (classes[0][3] or 0)
    assert sum(found.best(at) for at in range(3)) == pytest.approx(1)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(-3, 3), st.integers(-3, 3)), min_size=1, max_size=12), st.floats(0, 1))
def test_quantiles_and_places_are_what_they_are(rows, part):
    told = Comparison([STRATEGIES["work"], STRATEGIES["broad"]])
    told.worlds = [World(Parameters(work_pays=0.001 * (at + 1)), row) for at, row in enumerate(rows)]
    for at in range(2):
        held = sorted(row[at] for row in rows)
        assert held[0] <= quantile(held[::-1], part) <= held[-1]
        assert (quantile(held, 0), quantile(held, 1)) == (held[0], held[-1])
        assert told.spread(at)["middle"] == statistics.median(held)
        assert told.best(at) == sum(row[at] == max(row) for row in rows) / len(rows)
    assert all(-1 - 1e-9 <= slope <= 1 + 1e-9 for slope in told.slopes(0, 1).values())
    assert sum(many for _, _, many, _ in told.by_ratio(0, 1)) == len(rows)


def test_hours_that_pay_nothing_are_in_the_last_class():
    told = Comparison([STRATEGIES["work"]], [World(Parameters(work_pays=0.0), (1.0,))])
    assert told.worlds[0].ratio == float("inf")
    assert told.by_ratio(0, 0)[-1][2] == 1

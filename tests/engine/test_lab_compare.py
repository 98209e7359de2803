"""Strategies over all worlds: draws, quantiles, what the answer hangs on, and single lives."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcast.engine.lab import prior
from backcast.engine.lab.compare import Comparison, World, compare, ratio
from backcast.engine.lab.parameters import STRATEGIES, Parameters

NAMES = ("work", "broad", "deep")


@pytest.fixture(scope="module")
def found():
    return compare(prior.worlds(1, 16), [STRATEGIES[name] for name in NAMES], 3)


def test_every_world_lies_within_what_is_assumed(found):
    for world in found.worlds:
        for name, told in prior.RANGES.items():
            assert told.low <= getattr(world.parameters, name) <= told.high
    again = compare(prior.worlds(1, 16), [STRATEGIES["work"]], 3, notice=lambda many: many < 2)
    assert [world.parameters for world in again.worlds] == [world.parameters for world in found.worlds[:2]]
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
    told = Comparison([STRATEGIES["work"], STRATEGIES["broad"]], 1)
    told.worlds = [World(Parameters(work_pays=0.001 * (at + 1)), row) for at, row in enumerate(rows)]
    for at in range(2):
        held = sorted(row[at] for row in rows)
        assert held[0] <= told.quantile(at, part) <= held[-1]
        assert (told.quantile(at, 0), told.quantile(at, 1)) == (held[0], held[-1])
        assert told.best(at) == sum(row[at] == max(row) for row in rows) / len(rows)
    assert all(-1 - 1e-9 <= slope <= 1 + 1e-9 for slope in told.slopes(0, 1).values())
    assert sum(many for _, _, many, _ in told.by_ratio(0, 1)) == len(rows)


def test_hours_that_pay_nothing_are_in_the_last_class():
    assert ratio(Parameters(work_pays=0.0)) == float("inf")
    told = Comparison([STRATEGIES["work"]], 1, [World(Parameters(work_pays=0.0), (1.0,))])
    assert told.by_ratio(0, 0)[-1][2] == 1

"""The chances of routes: the figures and laws of engines.md §3, and what own outcomes teach."""

from dataclasses import astuple
from itertools import pairwise
from math import exp, prod, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcast.engine import routes

FEW = settings(max_examples=60, deadline=None)
SCORES = st.floats(-1.5, 2.7)
SHIFTS = st.floats(-2, 2)
WAYS = st.lists(SCORES, min_size=1, max_size=4)


@pytest.mark.parametrize(
    ("strength", "stands", "chance", "low", "high"),
    [(0.0, False, 0.18, 0.12, 0.38), (0.3, False, 0.35, 0.24, 0.60), (0.5, False, 0.50, 0.37, 0.73),
     (0.7, True, 0.79, 0.68, 0.91)],
)  # fmt: skip
def test_the_published_rates_give_the_figures_of_the_design(strength, stands, chance, low, high):
    found = routes.estimate(routes.tie_score(strength, stands=stands, owed=0.0))
    assert [round(one, 2) for one in astuple(found)] == [chance, low, high]


def test_somebody_never_spoken_with_is_unlikely_even_at_the_high_rate():
    assert routes.estimate(routes.tie_score(0.0, stands=False, owed=0.0)).high < 0.4


@FEW
@given(strengths=st.lists(st.floats(0, 1), min_size=2, max_size=2), owed=st.floats(-1, 1), shift=SHIFTS)
def test_a_surer_tie_a_standing_and_a_favour_owed_raise_the_chance(strengths, owed, shift):
    weak, strong = sorted(strengths)

    def chance(strength, stands, owed):
        return routes.chance(routes.tie_score(strength, stands=stands, owed=owed), shift=shift)

    assert chance(weak, False, owed) <= chance(strong, False, owed) < chance(strong, True, owed)
    assert chance(weak, False, owed) < chance(weak, False, owed + 0.1)
    assert routes.hop_score(weak) == routes.tie_score(weak, stands=False, owed=0.0)


@FEW
@given(scores=WAYS, further=SCORES, shift=SHIFTS)
def test_a_route_is_no_likelier_than_its_weakest_hop_and_another_hop_never_helps(scores, further, shift):
    found, longer = routes.route(scores, shift=shift), routes.route([*scores, further], shift=shift)
    hops = [routes.estimate(score, shift=shift) for score in scores]
    assert all(side < before for side, before in zip(astuple(longer), astuple(found), strict=True))
    assert found.chance <= min(one.chance for one in hops)
    assert 0 < found.low < found.chance < found.high < 1
    assert found.chance == pytest.approx(prod(one.chance for one in hops))


@FEW
@given(scores=WAYS, shift=SHIFTS)
def test_the_odds_that_rows_keep_give_the_same_chance(scores, shift):
    scale = routes.scale(shift=shift)
    inverse = prod(1 + scale * routes.against(score) for score in scores)
    assert 1 / inverse == pytest.approx(routes.route(scores, shift=shift).chance, rel=1e-12)
    assert [routes.score_of(routes.against(score)) for score in scores] == pytest.approx(scores)


@FEW
@given(ways=st.lists(WAYS, max_size=6), further=WAYS)
def test_several_routes_count_as_the_best_three_and_another_never_hurts(ways, further):
    told = [routes.route(one) for one in ways]
    found, more = routes.combined(told), routes.combined([*told, routes.route(further)])
    best = max((one.chance for one in told), default=0.0)
    assert best - 1e-12 <= found.chance <= 1 - (1 - best) ** 3 + 1e-12
    assert found.chance <= more.chance + 1e-12 and found.chance == routes.combined(reversed(told)).chance
    if len(told) <= 3:
        for side in ("chance", "low", "high"):
            assert getattr(found, side) == pytest.approx(1 - prod(1 - getattr(one, side) for one in told))
    if not ways:
        assert astuple(found) == (0.0, 0.0, 0.0)


@FEW
@given(strengths=st.lists(st.floats(0, 1), max_size=5), further=st.floats(0, 1))
def test_more_evidence_never_makes_an_acquaintance_weaker(strengths, further):
    found = routes.together(strengths)
    assert max(strengths, default=0.0) - 1e-12 <= found <= routes.together([*strengths, further]) + 1e-12 <= 1 + 2e-12
    assert found == routes.together(reversed(strengths))


def test_a_shared_employer_says_less_the_larger_it_is():
    sizes = [routes.shared_employer(size) for size in (1, 12, 24, 50, 1000)]
    assert sizes == [0.5, 0.5, 0.25, 0.12, 0.006] and routes.shared_employer(None) == 0.12


OUTCOMES = st.lists(st.builds(routes.Outcome, SCORES, st.booleans()), max_size=25)


def posterior(outcomes):
    """Mode and spread of the shift on a fine grid: prior N(0, .6²) times the chance of what happened."""
    step = 1e-3
    grid = [step * place for place in range(-3000, 3001)]

    def log(shift):
        seen = [routes.chance(one.score, shift=shift) for one in outcomes]
        # The likelihood by products of chances, not by their derivative as in the code.
        return prod(f if one.agreed else 1 - f for f, one in zip(seen, outcomes, strict=True)) * exp(-(shift**2) / 0.72)

    heights = [log(shift) for shift in grid]
    place = heights.index(max(heights))
    before, here, after = (heights[place + one] for one in (-1, 0, 1))
    return grid[place], step / sqrt(2 - (before + after) / here)


@settings(max_examples=6, deadline=None)
@given(outcomes=OUTCOMES)
def test_the_learned_shift_is_the_mode_of_the_posterior_with_its_curvature(outcomes):
    found = routes.learn(outcomes)
    mode, spread = posterior(outcomes)
    assert found.shift == pytest.approx(mode, abs=2e-3) and found.outcomes == len(outcomes)
    assert found.low == pytest.approx(found.shift - 1.2816 * spread, abs=5e-3)
    assert found.high == pytest.approx(found.shift + 1.2816 * spread, abs=5e-3)


@FEW
@given(outcomes=OUTCOMES, score=SCORES)
def test_a_yes_raises_and_a_no_lowers_and_each_makes_it_surer(outcomes, score):
    no, now, yes = (
        routes.learn([*outcomes, *more]) for more in ([routes.Outcome(score, False)], [], [routes.Outcome(score, True)])
    )
    assert no.shift < now.shift < yes.shift
    assert now.shift == pytest.approx(0, abs=1e-9) or outcomes


def test_without_outcomes_the_shift_is_the_prior():
    found = routes.learn([])
    assert (found.shift, found.high) == (0.0, pytest.approx(0.6 * 1.2816)) and found.low == -found.high


def test_yeses_of_close_friends_teach_little_about_strangers():
    near, far = routes.tie_score(0.9, stands=True, owed=0.0), routes.tie_score(0.0, stands=False, owed=0.0)
    shifts = [routes.learn([routes.Outcome(score, True)] * 5).shift for score in (near, far)]
    assert 0 < 2 * shifts[0] < shifts[1]
    narrower = [routes.learn([routes.Outcome(0.0, n % 2 == 0) for n in range(times)]) for times in (0, 10, 100)]
    assert all(a.high - a.low > b.high - b.low for a, b in pairwise(narrower))

"""Small steps over six weeks: within the hours, in their order, and nothing needed is let go before its time."""

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from backcast.engine.steps import LEAST_MINUTES, MOST, WEEKS, Step, spread


@st.composite
def stories(draw):
    """Steps that wait for earlier ones only, and an order in which they may be let go."""
    found = []
    for n in range(draw(st.integers(0, 20))):
        waits = draw(st.sets(st.sampled_from([one.key for one in found]), max_size=3)) if found else ()
        found.append(Step(f"s{n}", draw(st.integers(0, WEEKS - 1)), draw(st.integers(5, 90)), tuple(sorted(waits))))
    keys = [one.key for one in found]
    return found, draw(st.permutations(keys))[: draw(st.integers(0, len(keys)))]


@given(stories(), st.floats(0, 80))
def test_every_week_holds_its_steps_and_what_waits_comes_later(story, hours):
    steps, let_go = story
    placed = spread(steps, hours, let_go)
    room = 60 * hours - (10 if hours >= 0.5 else 0) + 0.5  # whole minutes
    weeks = defaultdict(list)
    for one in steps:
        if one.key in placed:
            at = placed[one.key]
            assert one.week <= at.week < WEEKS and LEAST_MINUTES <= at.minutes <= max(LEAST_MINUTES, one.minutes)
            assert all(placed[key].week < at.week for key in one.after if key in placed)
            weeks[at.week].append(at.minutes)
    assert all(len(row) <= MOST and sum(row) <= room for row in weeks.values())


@given(stories())
def test_only_what_may_go_goes_while_that_is_enough(story):
    steps, let_go = story
    kept = set(spread(steps, 0.5, let_go))
    gone = [one.key for one in steps if one.key not in kept]
    assert set(gone) == set(let_go[: len(gone)]) or set(let_go) < set(gone)


def test_two_steps_fit_into_any_week_with_twenty_minutes():
    steps = [Step("a", 0, 60), Step("b", 0, 60), Step("c", 0, 60, ("a",))]
    assert {key: (at.week, at.minutes) for key, at in spread(steps, 0.5, ()).items()} == {
        "a": (0, 10), "b": (0, 10), "c": (1, 10)
    }  # fmt: skip
    assert {at.minutes for at in spread(steps, 10, ()).values()} == {60}
    assert spread(steps, 0.15, ()) == {}

"""The values of §6, figure by figure, and their laws."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcast.engine.week import value
from backcast.engine.week.kinds import KINDS, LIMITS, SLICES, minutes_of
from backcast.engine.week.value import Startable, lines_value, people_value, slice_value, slices_offered

UNIT = st.floats(0, 1)
RINGS = st.sampled_from(["inner", "close", "active", "outer", None])


def test_promises_are_duties_until_a_week_before_their_date():
    assert [value.is_duty(days) for days in (-9, 0, 7, 8, None)] == [True, True, True, False, False]
    assert [value.promise_value(days) for days in (7, 8, None)] == [1.0, 0.6, 0.6]


def test_set_up_moves_fade_as_the_data_come():
    assert [value.vision_value(has) for has in (False, True)] == [0.95, 0.0]
    assert [round(value.naming_value(n), 3) for n in (0, 2, 5, 6, 40)] == [0.85, 0.6, 0.225, 0.0, 0.0]
    assert [round(value.sorting_value(n, 400), 3) for n in (0, 15, 30, 90)] == [0.85, 0.45, 0.05, 0.0]
    assert [round(value.sorting_value(n, 10), 3) for n in (0, 5, 10)] == [0.85, 0.45, 0.0]
    assert value.sorting_value(0, 0) == 0


def test_people_by_ring_activity_and_occasion():
    assert people_value("close", 0.0, 0.0) == pytest.approx(0.4)
    assert people_value("active", 0.5, 0.15) == pytest.approx(1 - 0.85 * 0.85)
    assert people_value("inner", 0.0, 0.0) == people_value(None, 0.0, 0.0) == 0
    assert people_value("close", 0.0, 0.0, split=1.3) == pytest.approx(0.52)
    assert people_value(None, 0.3, 0.0, gain=0.5) == pytest.approx(0.5)


@given(RINGS, UNIT, UNIT, UNIT, st.floats(0.5, 1.5))
def test_people_values_stay_in_the_unit_and_fall_with_activity(ring, activity, base, gain, split):
    def at(a):
        return people_value(ring, a, base, split=split, gain=gain)

    assert 0 <= at(1.0) <= at(activity) + 1e-12 <= at(0.0) + 2e-12 <= 1 + 3e-12
    assert at(activity) >= max(base, gain) - 1e-12


def test_a_few_lines_come_in_the_week_they_fall_due():
    due = [lines_value("close", 0.5, due_in=days, contact_days=9, overdue=days < 0) for days in (7, 6, 0, -40)]
    assert due == pytest.approx([0.0, 0.2, 0.2, 0.2])


def test_without_a_ring_a_few_lines_need_history_and_silence():
    def at(days, overdue, ring=None):
        return lines_value(ring, 0.4, due_in=None, contact_days=days, overdue=overdue)

    assert at(3, True) == pytest.approx(0.1)
    assert at(2, True) == at(3, False) == at(9, True, "inner") == 0


def test_waking_a_dormant_tie_needs_no_ring():
    assert value.wake_value(None, 0.0) == pytest.approx(0.15)
    assert value.wake_value("close", 0.0) == pytest.approx(1 - 0.6 * 0.85)


def test_the_split_follows_the_stage_unless_chosen_and_is_held():
    assert [value.split_of(stage) for stage in ("entry", "executive", None)] == [0.8, 1.3, 1.0]
    assert [value.split_of("entry", chosen) for chosen in (1.2, 9.0, 0.0)] == [1.2, 1.5, 0.5]


def stone(key, start, slack=0.0, importance=5, weight=1.0):
    return Startable(key, date(2026, 11, 23) + timedelta(start), slack, importance, weight)


def test_slices_by_slack_and_importance():
    assert slice_value(stone("a", 0)) == pytest.approx(0.4)
    assert slice_value(stone("a", 0, slack=-30)) == pytest.approx(0.4)
    assert slice_value(stone("a", 0, slack=8)) == pytest.approx(0.3)
    assert slice_value(stone("a", 0, importance=3, weight=0)) == pytest.approx(0.56 * 0.4)


def test_only_the_two_milestones_that_must_start_first_are_offered():
    offered = slices_offered([stone("c", 9), stone("b", 2), stone("a", 2, slack=8)])
    assert [key for key, _ in offered] == ["a", "b"]
    assert [v for _, v in offered] == pytest.approx([0.3, 0.4 * 0.8])
    assert slices_offered([]) == ()


def test_the_pace_is_kept_by_a_running_account():
    assert value.slices_owed(0.5, 0.0, 6) == (1, 0, 1, 0, 1, 0)
    assert value.slices_owed(1.5, 0.0, 4) == (2, 1, 2, 1)
    assert value.slices_owed(0.0, 2.0, 2) == (2, 0)
    assert value.slices_owed(0.4, -1.0, 3) == (0, 0, 1)
    assert [value.account_after(0.0, 1.0, done) for done in (0, 1, 5)] == [1.0, 0.0, -1.0]
    assert value.account_after(2.0, 1.0, 0) == 2.0
    assert value.pace_in_slices(0.6, 2.0, 48) == pytest.approx(1.5)


@given(st.floats(0, 5), st.floats(-1, 2), st.integers(1, 52))
def test_the_slices_owed_never_leave_the_pace_by_more_than_one(pace, account, weeks):
    total = sum(value.slices_owed(pace, account, weeks))
    assert pace * weeks + account - 1e-6 <= total < pace * weeks + max(account, 0) + 1 + 1e-6


def test_small_steps_stand_below_duties_and_keep_their_order():
    values = [value.step_value(before) for before in range(60)]
    assert values[0] == 0.94 < value.DUTY and values == sorted(values, reverse=True) and values[-1] == 0.9
    assert values[1] == pytest.approx(0.938) and value.naming_value(0) < min(values)


def test_who_stands_on_a_list_is_worth_at_least_a_dormant_tie():
    values = [value.hello_value(None, word) for word in ("champion", "advocate", "supporter", "friendly", "unknown")]
    assert values == pytest.approx([0.2, 0.175, 0.15, 0, 0]) and values[2] >= value.wake_value(None, 0.0)
    assert value.hello_value("close", "champion") == pytest.approx(1 - 0.6 * 0.8)
    assert value.hello_value("close", "friendly") == 0
    assert (value.recall_value(0), value.recall_value(1)) == (0.9, 0.0)


def test_a_slice_is_two_fifths_of_the_week_within_bounds():
    assert [minutes_of("slice", hours) for hours in (0.25, 1, 2, 2.5, 40)] == [25, 25, 48, 60, 60]
    assert minutes_of("vision", 40) == 20


def test_every_limit_of_a_kind_is_in_the_table():
    used = {name for kind in KINDS.values() for name in kind.limits}
    assert used == {*LIMITS, SLICES}


def test_asking_giving_and_thanks_have_the_values_of_the_table():
    assert [value.thanks_value(days) for days in (0, 30, 60)] == pytest.approx([0.7, 0.35, 0.175])
    assert [value.near_value(reach) for reach in (0.0, 0.029, 0.03, 0.5)] == [0.6, 0.6, 0.0, 0.0]
    assert (value.ask_value(0.0), value.ask_value(0.5), value.direct_value(0.4)) == pytest.approx((0.0, 0.5, 0.3))
    assert value.drafted_value(0.5) == pytest.approx(0.35) and value.drafted_value(0.5, gain=0.6) == pytest.approx(0.6)
    given = [
        value.give_value("close", 0.0, owes=owes, is_only=only) for owes in (True, False) for only in (True, False)
    ]
    assert given == pytest.approx([0.55, 1 - 0.6 * 0.85, 0.55, 0.0])
    assert value.give_value(None, 0.0, owes=True, is_only=False, gain=0.5) == pytest.approx(1 - 0.85 * 0.5)
    deep, even = (value.give_value(None, 0.0, owes=True, is_only=False, gain=0.5, split=split) for split in (1.3, 1.0))
    assert deep == pytest.approx(1.3 * even) and value.give_value("close", 0, owes=True, is_only=True, split=1.5) <= 1


def test_a_first_ask_weighs_what_the_barrier_stands_before():
    assert [round(value.barrier_value(importance), 2) for importance in (1, 3, 5)] == [0.34, 0.42, 0.5]

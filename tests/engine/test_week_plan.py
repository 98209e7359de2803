"""The plan as the user meets it: duties first, slices by pace, calm weeks, and a cause for what waits."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcast.engine.week.kinds import KINDS
from backcast.engine.week.ledger import Ledger
from backcast.engine.week.plan import plan
from backcast.engine.week.problem import problem_of, rooms_of
from backcast.engine.week.records import Candidate, Request, Spent
from backcast.engine.week.tidy import tidy
from tests.contracts.solver import problems

MONDAY = date(2026, 11, 23)


def move(key, *values, minutes=None, **rest):
    kind = key.split(":")[0]
    row = KINDS[kind]
    return Candidate(key, kind, minutes or row.minutes, row.energy, values or (0.5,), **rest)


def duty(n, days, **rest):
    return move(f"promise:{n}", 1.0, due=MONDAY + timedelta(days), duty=True, **rest)


def keys(made, week=0):
    return [p.key for p in made.weeks[week]]


def causes(made):
    return {left.key: (left.because, dict(left.figures)) for left in made.left_out}


def test_duties_come_first_by_date_and_before_anything_better():
    made = plan([move("vision", 0.95), duty(1, 5), duty(2, -9), duty(3, 0)], Request(1.0))
    assert keys(made) == ["promise:2", "promise:3", "promise:1"]
    assert causes(made) == {"vision": ("duties_first", {"minutes": 45})}
    assert keys(made, 1) == ["vision"]


def test_an_exhausted_week_names_the_duties_it_leaves_out():
    made = plan([duty(n, n) for n in range(4)], Request(0.5, weeks=2))
    assert [keys(made, w) for w in (0, 1)] == [["promise:0"], ["promise:1"]]
    assert [(left.key, left.because, left.week) for left in made.left_out] == [
        ("promise:1", "hours", 1),
        ("promise:2", "hours", None),
        ("promise:3", "hours", None),
    ]
    assert dict(made.left_out[0].figures) == {"minutes": 15, "free": 5}


def test_a_shorter_duty_uses_what_a_longer_one_leaves():
    made = plan([duty(1, -3, minutes=45), duty(2, 1, minutes=20)], Request(0.5, weeks=1))
    assert keys(made) == ["promise:2"]
    assert causes(made) == {"promise:1": ("too_long", {"minutes": 45, "free": 20})}


def test_six_duties_are_five_moves_and_one_next_week():
    made = plan([duty(n, 0) for n in range(6)], Request(40.0))
    assert len(made.weeks[0]) == 5 and keys(made, 1) == ["promise:5"]
    assert causes(made) == {"promise:5": ("moves", {"minutes": 15, "free": 2315})}


@pytest.mark.parametrize(
    ("hours", "first"),
    [(0.0, []), (0.25, ["promise:1"]), (0.5, ["promise:1"]), (0.75, ["promise:1", "vision"])],
)
def test_small_weeks_hold_what_fits_after_the_review(hours, first):
    made = plan([duty(1, 0), move("vision", 0.95)], Request(hours))
    assert keys(made) == first


def test_a_week_without_hours_or_too_short_says_so():
    offered = [move("vision", 0.95), duty(1, 0, minutes=20)]
    assert {because for because, _ in causes(plan(offered, Request(0.0))).values()} == {"no_hours"}
    assert causes(plan(offered, Request(0.25)))["vision"] == ("too_long", {"minutes": 20, "free": 15})


def test_forty_hours_are_still_five_moves():
    made = plan([move(f"promise:{n}", 0.6) for n in range(9)], Request(40.0, weeks=1))
    assert keys(made) == [f"promise:{n}" for n in range(5)]
    assert causes(made)["promise:5"] == ("moves", {"most": 5})


def test_duties_are_not_blamed_for_what_was_chosen():
    made = plan([duty(0, 0), *(move(f"promise:{n}", 0.6) for n in range(1, 6))], Request(40.0, weeks=1))
    assert causes(made) == {"promise:5": ("moves", {"most": 5})}


def test_energy_keeps_a_short_week_light():
    made = plan([move(f"promise:{n}", 0.6, minutes=5) for n in range(6)], Request(1.0, weeks=1))
    assert len(made.weeks[0]) == 4
    assert causes(made)["promise:4"] == ("energy", {"energy": 1, "free": 0})


def test_a_duty_is_kept_tired_as_well_but_tires():
    made = plan(
        [*(duty(n, 0, minutes=5) for n in range(4)), move("wake:9", 0.3), move("sort_lists", 0.2)],
        Request(1.0),
    )
    assert keys(made)[4:] == ["sort_lists"]
    assert causes(made)["wake:9"] == ("duties_first", {"minutes": 20})


def test_two_light_messages_and_two_set_up_moves_a_week():
    light = [
        move(f"{kind}:{n}", v, person=n) for kind, n, v in [("few_lines", 1, 0.4), ("wake", 2, 0.3), ("wake", 3, 0.2)]
    ]
    setup = [move("vision", 0.95), move("name_people", 0.85), move("sort_lists", 0.8)]
    made = plan(light + setup, Request(5.0))
    assert keys(made) == ["vision", "name_people", "few_lines:1", "wake:2"]
    assert keys(made, 1) == ["sort_lists", "wake:3"]
    assert causes(made) == {
        "sort_lists": ("limit", {"limit": "setup", "most": 2}),
        "wake:3": ("limit", {"limit": "light", "most": 2}),
    }


def test_one_opening_a_person_a_fortnight_and_promises_are_free():
    made = plan(
        [move("few_lines:7", 0.4, person=7), move("wake:7", 0.3, person=7), move("promise:7", 0.6, person=7)],
        Request(3.0),
    )
    assert keys(made) == ["promise:7", "few_lines:7"] and keys(made, 1) == [] and keys(made, 2) == ["wake:7"]
    assert causes(made) == {"wake:7": ("same_person", {"key": "few_lines:7", "week": 0})}


def test_an_opening_kept_as_a_duty_counts_for_its_person_too():
    made = plan([replace(move("wake:1", 1.0, person=4), duty=True), move("few_lines:2", 0.4, person=4)], Request(3.0))
    assert keys(made) == ["wake:1"] and keys(made, 2) == ["few_lines:2"]
    assert causes(made) == {"few_lines:2": ("same_person", {"key": "wake:1", "week": 0})}


def test_what_comes_after_waits_for_an_earlier_week():
    made = plan(
        [
            move("vision", 0.1),
            move("name_people", 0.9, after=("vision",)),
            move("wake:1", 0.2, after=("promise:1",)),
            duty(1, 0),
        ],
        Request(3.0),
    )
    assert keys(made) == ["promise:1", "vision"] and keys(made, 1) == ["name_people", "wake:1"]
    assert causes(made) == {
        "name_people": ("after", {"key": "vision"}),
        "wake:1": ("after", {"key": "promise:1"}),
    }


def test_what_another_waits_for_is_not_exchanged_away():
    chain = [move("vision", 0.1), move("name_people", 0.9, after=("vision",)), move("wake:1", 0.3, person=1)]
    made = plan(chain, Request(0.5, weeks=3))
    assert [keys(made, w) for w in range(3)] == [["vision"], ["name_people"], ["wake:1"]]


def test_what_is_not_offered_now_says_from_when_and_what_has_no_value_says_so():
    made = plan(
        [move("few_lines:1", 0.0, 0.0, 0.3), move("few_lines:2", 0.0), move("vision", 0.9, earliest=3)],
        Request(3.0),
    )
    assert causes(made) == {
        "few_lines:1": ("not_yet", {"from": 2}),
        "few_lines:2": ("no_value", {}),
        "vision": ("not_yet", {"from": 3}),
    }
    assert keys(made, 2) == ["few_lines:1"] and keys(made, 3) == ["vision"]


def test_a_move_that_is_worth_more_next_week_comes_then():
    made = plan([move("few_lines:1", 0.2, 0.4)], Request(3.0))
    assert keys(made, 1) == ["few_lines:1"] and causes(made) == {"few_lines:1": ("later", {})}


def test_slices_are_whole_and_as_many_as_the_pace():
    made = plan(
        [move("slice:talk", 0.3, minutes=48, most=9), move("slice:paper", 0.35, minutes=48, most=1)],
        Request(4.0, pace=1.5),
    )
    first = {p.key: (p.count, p.minutes) for p in made.weeks[0]}
    assert first == {"slice:talk": (1, 48), "slice:paper": (1, 48)}
    assert [sum(p.count for p in week) for week in made.weeks] == [2, 2, 2, 1, 2, 1]
    assert {p.value for p in made.weeks[0]} == {0.3 + 0.4, 0.35 + 0.4}


def test_two_slices_of_one_milestone_are_one_line():
    made = plan([move("slice:talk", 0.3, minutes=30, most=5)], Request(2.0, weeks=1, pace=1.2))
    assert [(p.count, p.minutes) for p in made.weeks[0]] == [(2, 60)]


def test_the_pace_lifts_owed_slices_above_people_and_no_others():
    offered = [move("slice:talk", 0.2, minutes=50, most=9), move("wake:1", 0.3, minutes=50, person=1)]
    assert keys(plan(offered, Request(1.0, weeks=1, pace=0.5))) == ["slice:talk"]
    assert keys(plan(offered, Request(1.0, weeks=1, pace=0.5, account=-1.0))) == ["wake:1"]


def test_what_was_foreseen_stays_unless_another_is_clearly_better():
    foreseen = move("wake:1", 0.3, person=1, minutes=50, foreseen=True)
    assert keys(plan([foreseen, move("wake:2", 0.34, person=2, minutes=50)], Request(1.0))) == ["wake:1"]
    assert keys(plan([foreseen, move("wake:3", 0.35, person=3, minutes=50)], Request(1.0))) == ["wake:3"]


def test_moves_already_done_use_up_the_week():
    spent = (Spent("few_lines", 10), Spent("wake", 10), Spent("promise", 60))
    made = plan(
        [move("wake:1", 0.3, person=1), move("vision", 0.9), move("slice:a", 0.2, minutes=48)],
        Request(2.0, spent=spent),
    )
    assert keys(made) == ["vision"]
    assert causes(made)["wake:1"] == ("limit", {"limit": "light", "most": 2})
    assert causes(made)["slice:a"] == ("hours", {"minutes": 48, "free": 10})


def test_duties_are_not_blamed_for_what_was_already_done():
    spent = tuple(Spent("promise", 20) for _ in range(4))
    made = plan([duty(1, 0), move("vision", 0.9)], Request(1.5, spent=spent))
    assert keys(made) == [] and causes(made) == {
        "promise:1": ("hours", {"minutes": 15, "free": 0}),
        "vision": ("hours", {"minutes": 20, "free": 0}),
    }


def test_a_slice_already_done_is_no_longer_owed():
    offered = [move("slice:talk", 0.2, minutes=50, most=9), move("wake:1", 0.3, minutes=50, person=1)]
    request = Request(1.0, weeks=1, pace=2.0, account=-1.0, spent=(Spent("slice", 0),))
    assert keys(plan(offered, request)) == ["wake:1"]


@pytest.mark.parametrize("solver", ["greedy", "highs"])
def test_several_slices_of_one_milestone_are_one_of_five_moves(solver):
    offered = [move("slice:talk", 0.2, minutes=60, most=9), *(move(f"promise:{n}", 0.6) for n in range(6))]
    made = plan(offered, Request(9.0, weeks=1, pace=3.0), solver=solver)
    assert sorted(p.count for p in made.weeks[0]) == [1, 1, 1, 1, 3]
    spent = (Spent("slice", 60), Spent("slice", 60, 0), Spent("slice", 60, 0))
    rest = plan(offered[1:], Request(9.0, weeks=1, pace=3.0, spent=spent), solver=solver)
    assert len(rest.weeks[0]) == 4


def test_weeks_beyond_six_are_an_outlook():
    made = plan([move(f"wake:{n:02}", 0.3, person=n) for n in range(20)], Request(3.0, weeks=12))
    assert len(made.weeks) == 12
    assert [len(week) for week in made.weeks] == [2] * 10 + [0, 0]


def test_each_week_has_its_own_hours():
    made = plan([move("vision", 0.9), move("sort_lists", 0.8)], Request((0.0, 0.25, 3.0)))
    assert [keys(made, w) for w in range(3)] == [[], ["sort_lists"], ["vision"]]


@pytest.mark.parametrize(
    "wrong",
    [
        [move("vision"), move("vision")],
        [replace(move("vision"), kind="tweet")],
        [move("vision", after=("dream",))],
        [move("slice:a", most=0)],
        [replace(move("vision"), values=())],
    ],
)
def test_candidates_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ValueError):
        plan(wrong, Request(3.0))


@pytest.mark.parametrize("request_", [Request(-1.0), Request(float("nan")), Request(3.0, weeks=0)])
def test_weeks_that_make_no_sense_are_refused(request_):
    with pytest.raises(ValueError):
        plan([], request_)


def test_tidying_brings_forward_what_is_worth_more_now():
    request = Request(3.0, weeks=3)
    ledger = Ledger(problem_of([move("wake:1", 0.3)], request, rooms_of(request), {}))
    ledger.add(0, 2)
    tidy(ledger)
    assert ledger.counts(3) == ((1, 0, 0),)


@settings(max_examples=60, deadline=None)
@given(problems(), st.data())
def test_tidying_never_lowers_a_plan_and_leaves_no_room_unused(problem, data):
    candidates, request = problem
    ordered = sorted((replace(one, duty=False) for one in candidates), key=lambda one: one.key)
    numbers = problem_of(ordered, request, rooms_of(request), {})
    ledger = Ledger(numbers)
    places = st.tuples(st.integers(0, max(0, len(ordered) - 1)), st.integers(0, request.weeks - 1))
    for item, week in data.draw(st.lists(places, max_size=20)) if ordered else ():
        if ledger.fits(item, week):
            ledger.add(item, week)
    before = numbers.value(ledger.counts(request.weeks))
    tidy(ledger)
    assert numbers.value(ledger.counts(request.weeks)) >= before - 1e-9
    assert not any(ledger.fits(item, 0) for item in range(len(ordered)))


def test_one_way_to_somebody_of_the_future_in_three_weeks():
    asks = [replace(move(f"ask:{n}", 0.5 - n / 10, person=n), way=9) for n in (1, 2)]
    made = plan([*asks, replace(move("direct:3", 0.2, person=3), way=8)], Request(3.0))
    assert keys(made) == ["ask:1", "direct:3"] and keys(made, 1) == keys(made, 2) == [] and keys(made, 3) == ["ask:2"]
    assert causes(made) == {"ask:2": ("same_way", {"key": "ask:1", "week": 0})}

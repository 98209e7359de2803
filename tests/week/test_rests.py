"""What waits, and until when: skipping, the fortnight, silence after a few lines, and what was foreseen."""

import datetime as dt

import pytest

from backcast.accounts.models import Viewer
from backcast.errors import Invalid, Refused
from backcast.ties import actions as ties
from backcast.week import actions, queries
from backcast.week.models import Move, Week
from backcast.week.snapshot import state
from backcast.week.sources import candidates
from tests import make
from tests.week.test_week import MONDAY, kinds, loaded, week

DAY = dt.timedelta(days=1)


def on(viewer, day):
    """The same user on another day."""
    return Viewer(viewer.workspace, day)


def shown(viewer, kind):
    return next(one.move for one in week(viewer).moves if one.move.kind == kind)


def offered(viewer, start=MONDAY):
    """Every candidate of a week by its key."""
    stored = Week.objects.of(viewer).get_or_create(workspace=viewer.workspace, start=start)[0]
    return {one.key: one for one in candidates(state(viewer, stored, 3.0, None))}


def written(viewer, cadence):
    """A person to whom a few lines were written on Monday, as next week sees them."""
    person = make.person(viewer, ring="outer", cadence=cadence)
    make.contact(viewer, person, days_ago=200)
    actions.done(on(viewer, MONDAY), queries.move(viewer, shown(viewer, "few_lines").pk))
    assert f"few_lines:{person.pk}" not in offered(on(viewer, MONDAY + DAY)), "not twice in one week"
    return person, f"few_lines:{person.pk}"


def test_an_opening_to_one_person_is_fair_once_a_fortnight(alice):
    _, key = written(alice, cadence=7)
    assert offered(on(alice, MONDAY + 7 * DAY), MONDAY + 7 * DAY)[key].earliest == 1


def test_without_an_answer_a_third_of_the_interval_rests(alice):
    person, key = written(alice, cadence=100)
    person.interactions.get(day=MONDAY).delete()
    later = on(alice, MONDAY + 7 * DAY)
    ties.refresh(later, None)
    assert offered(later, later.today)[key].earliest == 4, "33 days from Monday on"


def test_a_skip_until_a_day_of_this_week_ends_on_that_day(alice):
    make.person(alice)
    move = shown(alice, "sort_lists")
    monday, wednesday = on(alice, MONDAY), on(alice, MONDAY + 2 * DAY)
    actions.skip(monday, queries.move(alice, move.pk), until=wednesday.today)
    assert "sort_lists" not in kinds(week(monday)) and "sort_lists" not in kinds(week(on(alice, MONDAY + DAY)))
    assert shown(wednesday, "sort_lists").pk == move.pk


def test_a_skip_for_half_a_year_holds_and_a_promise_put_off_is_no_duty(alice):
    person = make.person(alice)
    row = make.promise(alice, person, due_in=-3)
    actions.skip(alice, queries.move(alice, shown(alice, "promise").pk), until=MONDAY + 200 * DAY)
    later = MONDAY + 196 * DAY
    put_off = offered(on(alice, later), later)[f"promise:{row.pk}"]
    assert (put_off.duty, put_off.earliest) == (False, 1)
    assert offered(on(alice, later + 7 * DAY), later + 7 * DAY)[f"promise:{row.pk}"].duty


def test_a_second_slice_put_off_rests_as_the_milestone_it_is(alice):
    loaded(alice)
    first = shown(alice, "slice")
    actions.done(alice, queries.move(alice, first.pk))
    keys = [key for key in offered(alice) if key.startswith("slice:")]
    assert keys == [f"{first.key}:2"]
    again = Move(workspace=alice.workspace, week=first.week, key=keys[0], kind="slice", minutes=60, state="skipped")
    again.until = MONDAY + 21 * DAY
    again.save()
    assert offered(on(alice, MONDAY + 7 * DAY), MONDAY + 7 * DAY)[first.key].earliest == 2


def test_what_last_week_looked_ahead_to_is_foreseen(alice):
    loaded(alice, hours=1)
    for n in range(6):
        make.contact(alice, make.person(alice, f"Given{n} Family{n}", ring="active"), days_ago=100)
    ahead = {row[0] for row in actions.plan(alice).report["ahead"][0]}
    assert ahead
    later = on(alice, MONDAY + 7 * DAY)
    fresh = Week(workspace=alice.workspace, start=later.today)
    assert state(later, fresh, 1.0, queries.week(alice, MONDAY)).foreseen == ahead


def test_slices_done_and_not_done_reach_the_next_week(alice):
    loaded(alice)
    first = actions.plan(alice)
    pace, later = first.report["pace"], on(alice, MONDAY + 7 * DAY)
    assert actions.plan(later).report["account"] == pytest.approx(pace)
    actions.done(alice, queries.move(alice, Move.objects.of(alice).get(week=first, kind="slice").pk))
    assert actions.plan(later).report["account"] == pytest.approx(pace - 1)


def test_a_week_gone_by_keeps_its_plan_and_its_hours(alice):
    make.promise(alice, make.person(alice), due_in=1)
    before = queries.document(week(alice))
    later = on(alice, MONDAY + 7 * DAY)
    make.promise(later, make.person(later, "Bo Holm"), due_in=-6)
    assert queries.document(week(later, on=MONDAY)) == before
    with pytest.raises(Refused):
        actions.set_hours(later, 1.0, on=MONDAY)


@pytest.mark.parametrize("day", [dt.date.min, dt.date(2026, 11, 13), dt.date(2028, 1, 1), dt.date(9999, 12, 31)])
def test_weeks_out_of_sight_are_refused_and_leave_no_trace(alice, day):
    for ask in (lambda: actions.plan(alice, on=day), lambda: actions.set_hours(alice, 1.0, on=day)):
        with pytest.raises(Refused):
            ask()
    assert not Week.objects.of(alice).exists()


def test_a_move_is_done_on_a_day_gone_by_and_not_on_one_to_come(alice):
    row = make.promise(alice, make.person(alice), due_in=1)
    move = queries.move(alice, shown(alice, "promise").pk)
    for wrong in (alice.today + DAY, alice.today - 60 * DAY):
        with pytest.raises(Invalid):
            actions.done(alice, move, on=wrong)
    actions.done(alice, move, on=alice.today - DAY)
    row.refresh_from_db()
    assert row.done_on == alice.today - DAY


def test_the_second_of_two_at_once_writes_nothing(alice):
    person = make.person(alice, ring="close")
    make.contact(alice, person, days_ago=40)
    first, second = (queries.move(alice, shown(alice, "few_lines").pk) for _ in range(2))
    assert actions.done(alice, first) is not None
    assert actions.done(alice, second) is None
    assert person.interactions.count() == 2
    with pytest.raises(Refused):
        actions.skip(alice, queries.move(alice, first.pk))


def test_a_promise_kept_elsewhere_keeps_its_day(alice):
    row = make.promise(alice, make.person(alice), due_in=1)
    move = shown(alice, "promise")
    ties.settle_promise(alice, row, done_on=alice.today - 5 * DAY)
    assert "promise" not in kinds(week(alice))
    actions.done(alice, queries.move(alice, move.pk))
    row.refresh_from_db()
    assert row.done_on == alice.today - 5 * DAY

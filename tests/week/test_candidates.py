"""What each source offers for a week, and what it must never offer."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backcast.network.models import Person
from backcast.ties import actions as ties
from backcast.ties.models import Tie
from backcast.week import actions, queries
from backcast.week.models import Move, Week
from tests import make
from tests.week.test_rests import DAY, offered, on
from tests.week.test_week import MONDAY, kinds, loaded, week


def person(viewer, name, days, **told):
    """Somebody with a contact so many days ago, one a day."""
    made = make.person(viewer, name, **told)
    for ago in days:
        make.contact(viewer, made, days_ago=ago, kind="message", way="out")
    return made


@pytest.mark.parametrize(
    ("told", "days", "kind"),
    [
        ({"ring": "close"}, [23], "few_lines"),
        ({"ring": "close"}, [10], "few_lines"),
        ({}, [366, 380, 400], "few_lines"),
        ({}, [366, 380], None),
        ({}, [200, 220, 240], None),
        ({"standing": "champion"}, [800], "wake"),
        ({"ring": "inner"}, [100, 101, 102], None),
        ({"ring": "inner", "standing": "champion"}, [800], None),
        ({"ring": "inner", "standing": "champion", "cadence": 30}, [800], "wake"),
        ({"ring": "inner", "cadence": 14}, [40], "few_lines"),
        ({"ring": "family", "standing": "champion", "cadence": 14}, [800], None),
        ({"ring": "close", "suggest": False}, [40], None),
    ],
)
def test_who_is_offered_a_few_lines(alice, told, days, kind):
    made = person(alice, "Bo Holm", days, **told)
    assert {key for key in offered(alice) if ":" + str(made.pk) in key} == ({f"{kind}:{made.pk}"} if kind else set())


@pytest.mark.parametrize(("days", "first"), [(40, 0), (23, 0), (22, 1), (10, 2)])
def test_a_few_lines_come_in_the_week_in_which_they_fall_due(alice, days, first):
    """Close people are due after 30 days; Monday is tomorrow."""
    made = person(alice, "Bo Holm", [days], ring="close")
    one = offered(alice)[f"few_lines:{made.pk}"]
    values = [one.value_in(week) for week in range(12)]
    assert [bool(worth) for worth in values] == [week >= first for week in range(12)]
    assert len(set(values[first:])) == 1, "waiting never pays"


@pytest.mark.parametrize(("due", "is_duty"), [(None, False), (-30, True), (8, True), (9, False), (40, False)])
def test_a_promise_is_a_duty_for_its_last_week_and_waiting_never_pays(alice, due, is_duty):
    row = make.promise(alice, make.person(alice), due_in=due)
    one = offered(alice)[f"promise:{row.pk}"]
    assert one.duty == is_duty
    values = [one.value_in(week) for week in range(12)]
    assert values == sorted(values, reverse=True)


def test_within_a_week_it_is_a_duty_from_the_day_of_planning(alice):
    row = make.promise(alice, make.person(alice), due_in=11)
    friday = on(alice, MONDAY + 4 * DAY)
    assert not offered(alice)[f"promise:{row.pk}"].duty and offered(friday)[f"promise:{row.pk}"].duty


def test_what_could_be_kept_now_is_not_put_off_to_its_last_week(alice):
    make.promise(alice, make.person(alice), due_in=30)
    assert "promise" in kinds(week(alice))


def test_what_others_owe_and_what_is_owed_to_nobody_here_is_no_move(alice):
    owner = make.person(alice, "Alice Ash")
    make.promise(alice, owner, due_in=1)
    Person.objects.of(alice).filter(pk=owner.pk).update(is_owner=True)
    ties.promise(alice, make.person(alice), text="send me the slides", due=MONDAY, way="in")
    assert not [key for key in offered(alice) if key.startswith("promise")]


def test_who_was_put_off_is_put_off_for_every_opening(alice):
    made = person(alice, "Bo Holm", [40], ring="close", standing="champion")
    move = next(one.move for one in week(alice).moves if one.move.kind == "few_lines")
    actions.skip(alice, queries.move(alice, move.pk), until=MONDAY + 420 * DAY)
    later = on(alice, MONDAY + 371 * DAY)
    ties.refresh(later, None)
    assert offered(later, later.today)[f"wake:{made.pk}"].earliest == 7


def test_forty_who_rest_do_not_hide_the_next_one(alice):
    resting = [person(alice, f"Given{n} Family{n}", [800], standing="champion") for n in range(40)]
    this = Week(workspace=alice.workspace, start=MONDAY - 7 * DAY)
    this.save()
    for one in resting:
        told = {"kind": "wake", "key": f"wake:{one.pk}", "minutes": 10, "until": MONDAY + 300 * DAY}
        Move(workspace=alice.workspace, week=this, person=one, state="skipped", **told).save()
    made = person(alice, "Bo Holm", [366, 380, 400])
    assert f"few_lines:{made.pk}" in offered(alice)


def test_only_what_can_be_started_and_takes_own_hours_is_sliced(alice):
    story = loaded(alice)
    first = story.milestones.get(key="write-up")
    assert [key for key in offered(alice) if key.startswith("slice")] == [f"slice:{first.pk}"]
    story.milestones.filter(pk=first.pk).update(hours=0.5)
    assert offered(alice)[f"slice:{first.pk}"].minutes == 30, "no more than is left"
    story.milestones.filter(pk=first.pk).update(at_work=True)
    assert not [key for key in offered(alice) if key.startswith("slice")]


def test_lists_are_left_in_peace_once_enough_are_placed(alice):
    make.people(alice, [f"Given{n} Family{n}" for n in range(40)])
    for placed, is_offered in ((0, True), (30, True), (33, False)):
        rows = Tie.objects.of(alice).order_by("pk")
        rows.filter(pk__in=list(rows.values_list("pk", flat=True)[:placed])).update(standing="friendly")
        assert ("sort_lists:" in offered(alice)) == is_offered


def test_every_candidate_is_planned_or_left_out(alice):
    loaded(alice, hours=1)
    for n in range(9):
        made = person(alice, f"Given{n} Family{n}", [40 + n, 60, 80], ring="close")
        for due in range(5):
            make.promise(alice, made, due_in=n + due - 2)
    stored = actions.plan(alice)
    planned = set(Move.objects.of(alice).filter(week=stored, state="shown").values_list("key", flat=True))
    left = {row["key"] for row in stored.report["left_out"]}
    assert planned | left == set(offered(alice)) and not planned & left


def test_a_week_next_year_is_planned_from_its_own_monday(alice):
    made = person(alice, "Bo Holm", [10], ring="close")
    later = MONDAY + dt.timedelta(weeks=10)
    assert offered(alice, later)[f"few_lines:{made.pk}"].value_in(0) > 0


def test_what_is_offered_takes_as_many_queries_with_many_people(alice):
    loaded(alice)
    seen = []
    for upto in (2, 30):
        for n in range(upto):
            made = person(alice, f"P{upto} Q{n}", [40 + n, 60 + n], ring="close")
            make.promise(alice, made, due_in=n)
        with CaptureQueriesContext(connection) as read:
            assert len(offered(alice)) > upto
        seen.append(len([one for one in read if one["sql"].startswith("SELECT")]))
    assert seen[0] == seen[1] <= 25


def test_a_week_off_ahead_is_kept_free(alice):
    loaded(alice)
    make.person(alice)
    assert week(alice).ahead[0]["moves"]
    actions.set_hours(alice, 0, on=MONDAY + 7 * DAY)
    ahead = week(alice).ahead
    assert not ahead[0]["moves"] and ahead[1]["moves"]


def test_a_milestone_whose_hours_are_used_up_asks_whether_it_is_done(alice):
    """Else nothing would be offered for it, and what comes after it would wait for good."""
    first = loaded(alice).milestones.get(key="write-up")
    first.done_hours = 12.0
    first.save()
    make.person(alice)
    [one] = [one for one in week(alice).moves if one.move.kind == "slice"]
    assert (one.move.milestone_id, one.move.minutes) == (first.pk, 60)
    assert "All of its 12 h are used. Finish it, or say that it is done." in one.why

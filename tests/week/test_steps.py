"""Small steps as moves: in their weeks and order, within the hours, calm about weeks that were skipped."""

import datetime as dt

import pytest

from backcast.journal.actions import invert
from backcast.vision import actions as vision
from backcast.vision import queries as visions
from backcast.vision.actions import newcomer
from backcast.vision.actions.steps import PREFIX, Newcomer, plan
from backcast.vision.models import Milestone
from backcast.week import actions, queries
from tests import make
from tests.week.test_rests import offered, on
from tests.week.test_week import MONDAY, loaded, week

WEEK = dt.timedelta(weeks=1)
TOLD = Newcomer("Lisbon", "early music", school="TU Wien", employer="Acme")


def step(viewer, name):
    return Milestone.objects.of(viewer).get(key=PREFIX + name)


def shown(viewer, **told):
    """The steps in this week by the name of their row."""
    moves = [one.move for one in week(viewer, **told).moves]
    return {move.milestone.key.removeprefix(PREFIX): move for move in moves if move.kind == "step"}


@pytest.mark.parametrize("hours", [0.5, 1.0, 2.0, 5.0])
def test_six_weeks_as_they_were_shown(alice, hours):
    told = Newcomer("Lisbon", "early music", hours, school="TU Wien", employer="Acme")
    newcomer.begin(alice, told, MONDAY)
    document = queries.document(week(alice), 6)
    titles = [[one["title"] for one in document["moves"] if one["kind"] == "step"]]
    known = {one.title for one in plan(told, hours)}
    titles += [[one["title"] for one in part["moves"] if one["title"] in known] for part in document["ahead"]]
    planned = [[one.title for one in plan(told, hours) if one.week == at] for at in range(6)]
    assert [sorted(row) for row in titles] == [sorted(row) for row in planned]
    assert all(2 <= len(row) <= 3 for row in titles)
    for one in document["moves"]:
        assert one["why"] and one["minutes"] <= 60 * hours
    for part in document["ahead"]:
        assert sum(one["minutes"] for one in part["moves"]) <= 60 * hours - 10
    assert not known & {left["title"] for left in document["left_out"]}, "what has its week is not left out"


def test_a_step_says_why_and_how_and_what_it_serves(alice):
    newcomer.begin(alice, TOLD, MONDAY)
    one = next(one for one in week(alice).moves if one.title == "Find a meetup for early music in Lisbon")
    assert len(one.why) == 2 and "library" in one.why[1]
    assert [(ref["kind"], ref["title"]) for ref in one.serves] == [
        ("milestone", one.title),
        ("vision", TOLD.sentence),
    ]


def test_done_in_one_go_and_undone(alice):
    newcomer.begin(alice, TOLD, MONDAY)
    move = shown(alice)["meetup"]
    change = actions.done(on(alice, MONDAY), queries.move(alice, move.pk), minutes=30)
    row = step(alice, "meetup")
    assert (row.state, row.done_on, row.done_hours) == ("done", MONDAY, 0.5)
    later, evening = on(alice, MONDAY + WEEK), f"step:{step(alice, 'evening').pk}"
    assert "meetup" not in shown(on(alice, MONDAY)) and offered(later, later.today)[evening].after == ()
    invert(alice, change)
    row.refresh_from_db()
    assert (row.state, row.done_on, row.done_hours) == ("open", None, 0.0)
    assert "meetup" in shown(on(alice, MONDAY))


def test_what_waits_for_an_open_step_waits_and_nothing_else_does(alice):
    newcomer.begin(alice, TOLD, MONDAY)
    later = on(alice, MONDAY + 3 * WEEK)
    assert {"evening", "talk-one"}.isdisjoint(shown(later)) and "words" in shown(later)
    vision.set_state(alice, step(alice, "meetup"), "dropped")
    actions.skip(later, queries.move(alice, shown(later)["words"].pk), until=MONDAY + 9 * WEEK)
    for name in ("before", "reference", "association"):
        vision.set_state(alice, step(alice, name), "done")
    assert "evening" in shown(later) and "words" not in shown(later)


def test_months_away_leave_three_steps_and_no_debt(alice):
    newcomer.begin(alice, TOLD, MONDAY)
    later = on(alice, MONDAY + 20 * WEEK)
    assert len(shown(later)) == 3 and list(shown(later))[:1] == ["words"]
    assert week(later).planned <= 110


def test_beside_a_story_of_ones_own_both_go_on(alice):
    loaded(alice, hours=3)
    alone = week(alice).week.report["pace"]
    newcomer.begin(alice, TOLD, MONDAY)
    now = week(alice)
    assert now.week.report["pace"] == alone, "small steps ask for no slices"
    kinds = [one.move.kind for one in now.moves]
    assert kinds.count("step") == 3 and "slice" in kinds
    assert [one.title for one in now.moves if one.move.kind == "slice"] == ["Time for “Write the case study”"]


def test_a_step_made_long_is_worked_on_in_slices(alice):
    newcomer.begin(alice, TOLD, MONDAY)
    row, story = step(alice, "meetup"), visions.active(alice)
    vision.put_milestone(alice, story, row, hours=6.0)
    kinds = {one.move.kind for one in week(alice).moves if one.move.milestone == row}
    assert kinds == {"slice"}


def test_a_step_may_wait_for_other_work_of_the_story(alice):
    story = loaded(alice)
    newcomer.begin(alice, TOLD, MONDAY)
    vision.put_milestone(alice, story, step(alice, "words"), after=[story.milestones.get(key="write-up").pk])
    assert "words" not in shown(alice) and "before" in shown(alice)


def test_promises_come_before_the_steps(alice):
    newcomer.begin(alice, Newcomer("Lisbon", "early music", 0.5), MONDAY)
    make.promise(alice, make.person(alice), due_in=2)
    assert next(one.move.kind for one in week(alice).moves) == "promise" and not shown(alice)

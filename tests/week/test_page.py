"""The page of this week, and what its buttons do."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from backcast.journal.actions import record
from backcast.journal.queries import last_change
from backcast.network.models import Person
from backcast.ties import actions as ties
from backcast.ties.models import Interaction, Tie
from backcast.week import actions, queries
from backcast.week.models import Move, Week
from tests import cast, make
from tests.week.test_week import MONDAY, loaded, week

UNTIL = {"until": "2026-12-14"}


@pytest.fixture
def browser(alice):
    return cast.client(alice)


def text(answer):
    return answer.content.decode()


def few_lines(viewer):
    """A person to whom a few lines are due, and the move."""
    person = make.person(viewer, ring="close")
    make.contact(viewer, person, days_ago=40)
    return person, next(one.move for one in week(viewer).moves if one.move.kind == "few_lines")


def test_an_empty_workspace_begins_elsewhere_and_a_vision_alone_is_a_beginning(browser, alice):
    assert browser.get("/")["Location"] == reverse("welcome")
    loaded(alice)
    page = text(browser.get("/"))
    assert "Toward" in page and "Time for “Write the case study”" in page


def test_without_a_vision_it_asks_gently_and_is_useful(browser, alice):
    few_lines(alice)
    page = text(browser.get("/"))
    assert "Where do you want to be in five years?" in page and "A few lines to Mei Park" in page
    assert "Quiet for 5 weeks; you keep close ties about every 30 days." in page
    assert "What was left out, and why" in page and "Place one person" in page


def test_hours_are_set_for_this_week_and_can_be_taken_back(browser, alice):
    make.person(alice)
    done = browser.post("/week/hours", {"hours": "0"})
    assert (done.status_code, done["Location"]) == (303, "/")
    page = browser.get("/")
    assert "A week off" in text(page) and "Undo" in text(page)
    ties.take_back(alice, last_change(alice, "hours"))
    assert Week.objects.of(alice).get().hours is None and browser.get("/week/hours").status_code == 303


@pytest.mark.parametrize(("told", "said"), [("81", "between 0 and 80"), ("much", "Write a number"), ("", "how many")])
def test_wrong_hours_keep_the_input_and_say_why(browser, alice, told, said):
    make.person(alice)
    page = browser.post("/week/hours", {"hours": told})
    assert page.status_code == 422 and said in text(page) and (not told or f'value="{told}"' in text(page))
    assert not Week.objects.of(alice).exclude(hours=None).exists()


def test_done_is_said_shown_and_undone_whole(browser, alice):
    person, move = few_lines(alice)
    before = list(Tie.objects.of(alice).values())
    told = {"note": "wrote about <b>spring</b>", "minutes": "7"}
    assert browser.post(f"/week/moves/{move.pk}/done", told).status_code == 303
    page = text(browser.get("/"))
    assert "Done this week" in page and "wrote about &lt;b&gt;spring&lt;/b&gt;" in page
    assert Interaction.objects.of(alice).filter(person=person).count() == 2
    assert browser.post(f"/undo/{last_change(alice, 'done').pk}").status_code == 303
    assert Interaction.objects.of(alice).filter(person=person).count() == 1
    assert list(Tie.objects.of(alice).values()) == before
    assert f"/week/moves/{move.pk}/done" in text(browser.get("/"))


def test_when_all_is_done_that_is_enough(browser, alice):
    make.person(alice)
    for one in week(alice).moves:
        browser.post(f"/week/moves/{one.move.pk}/done")
    assert "That is enough for this week." in text(browser.get("/"))


def test_skipped_until_a_day_is_left_out_with_that_day(browser, alice):
    _, move = few_lines(alice)
    assert browser.post(f"/week/moves/{move.pk}/skip", UNTIL).status_code == 303
    assert "You left it until 14 December." in text(browser.get("/"))
    assert Move.objects.of(alice).get(pk=move.pk).until == dt.date(2026, 12, 14)


@pytest.mark.parametrize(
    ("act", "told", "said"),
    [
        ("done", {"note": "kept", "minutes": "many"}, "Minutes are a whole number"),
        ("done", {"note": "kept", "minutes": "2000"}, "Minutes are a whole number"),
        ("skip", {"until": "soon"}, "Write a day"),
        ("skip", {"until": "2026-11-22"}, "That day is not ahead."),
    ],
)
def test_wrong_input_keeps_the_page_open_and_changes_nothing(browser, alice, act, told, said):
    _, move = few_lines(alice)
    page = browser.post(f"/week/moves/{move.pk}/{act}", told)
    assert page.status_code == 422 and said in text(page) and "<details open>" in text(page)
    assert all(f'value="{value}"' in text(page) for value in told.values())
    assert Move.objects.of(alice).get(pk=move.pk).state == "shown"


def test_a_stranger_gets_404_and_changes_nothing(alice, charlie):
    _, move = few_lines(alice)
    before = list(Move.objects.of(alice).values())
    for act in ("done", "skip"):
        assert cast.client(charlie).post(f"/week/moves/{move.pk}/{act}", UNTIL).status_code == 404
    assert list(Move.objects.of(alice).values()) == before


def test_ties_are_aged_before_a_new_day_is_planned(alice):
    person = make.person(alice, ring="close")
    for days in (29, 200):
        make.contact(alice, person, days_ago=days)
    ties.age(alice)
    assert Tie.objects.of(alice).get().status == "current"
    later = cast.viewer(today=MONDAY + dt.timedelta(days=7))
    actions.plan(later)
    assert Tie.objects.of(later).get().status == "due" and later.workspace.aged_on == later.today


def test_planning_and_reading_ask_as_often_for_ten_people_as_for_400(alice):
    loaded(alice)
    asked = []
    for count in (10, 390):
        with record(alice, "test") as rec:
            people = rec.insert_many([Person(name=f"Mei {count} {n}", sort=f"mei {n}") for n in range(count)])
            rec.insert_many([Tie(person=one, ring="active", standing="friendly") for one in people])
            told = {"kind": "message", "way": "both", "weight": 1.0, "hours": 0.05}
            rec.insert_many([Interaction(person=one, day=dt.date(2026, 8, 1), **told) for one in people])
        ties.refresh(alice, None)
        with CaptureQueriesContext(connection) as planned:
            stored = actions.plan(alice)
        with CaptureQueriesContext(connection) as read:
            assert len(queries.view(alice, actions.plan(alice)).moves) == 5
        asked.append((len(planned), len(read)))
        assert stored.pk
    assert asked[1][1] == asked[0][1] <= 10 and asked[1][0] <= asked[0][0] + 2, asked

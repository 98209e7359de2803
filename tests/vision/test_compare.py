"""Futures side by side: their figures, what they share, what the user thinks of them, and one begun from another."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backcast.errors import Refused
from backcast.introductions.actions import worth
from backcast.journal.actions import invert
from backcast.journal.models import Change
from backcast.network.actions import acquaintances
from backcast.vision import actions, queries
from backcast.vision.actions.copy import copy
from backcast.vision.models import FuturePerson, Milestone, Vision
from backcast.vision.queries.compare import comparison
from tests import cast, make
from tests.vision.test_load import STORY, TOP, load

OTHER = (
    'key = "coast"\ntitle = "A firm <by> the coast"\nhorizon = 2029-01-01\nhours_per_week = 1\nappeal = 5\n'
    '[[future_people]]\nkey = "x"\nname = "mei park"\n[[future_people]]\nkey = "y"\ndescribe = "A baker"\n'
    '[[milestones]]\nkey = "s"\ntitle = "SPEAK."\nhours = 400\n'
    '[[milestones]]\nkey = "write-up"\ntitle = "Write it all up"\nhours = 8\nat_work = true\n'
    '[[milestones]]\nkey = "done"\ntitle = "Leave"\nhours = 5\nstate = "done"\n'
    '[[milestones]]\nkey = "no"\ntitle = "Not this"\nhours = 99\nstate = "dropped"\n'
)


@pytest.fixture
def browser(alice):
    return cast.client(alice)


def text(response):
    return re.sub(r"\s+", " ", response.content.decode())


def test_before_there_are_two_it_teaches_what_a_second_one_is_for(browser, alice):
    assert "First one future, then another beside it" in text(browser.get("/vision/compare"))
    load(alice, STORY)
    page = text(browser.get("/vision/compare"))
    assert "What a second future is for" in page and "Start another from this one" in page
    assert "What they have in common" not in page and "Remove it" not in page


def test_the_figures_are_those_of_each_story(browser, alice):
    load(alice, STORY)
    load(alice, OTHER)
    first, other = comparison(alice).futures
    assert (first.vision.active, first.hours, first.to_go, first.milestones) == (True, 50.0, 50.0, 2)
    assert (other.hours, other.at_work, other.to_go, other.milestones, other.done) == (405.0, 8.0, 400.0, 3, 1)
    for one in (first, other):
        plan = queries.plan(alice, one.vision)
        assert one.schedule == plan.schedule and (one.people, one.know_me) == (
            len(queries.story(alice, one.vision).people),
            0,
        )
    assert first.schedule.fits and not other.schedule.fits
    assert first.pace == pytest.approx(first.schedule.pace * 3.0)
    page = text(browser.get("/vision/compare"))
    assert "A firm &lt;by&gt; the coast" in page and "405 h, and 8 h in working hours" in page and "<by>" not in page
    assert ">Yes</a>, with about" in page and ">Not yet</a>:" in page and "5 of 5" in page


def test_what_they_share_is_known_by_key_or_title_and_person(browser, alice):
    make.person(alice, "Mei Park")
    load(alice, STORY + '[[future_people]]\nkey = "z"\ndescribe = "a baker"\n')
    load(alice, OTHER + '[[future_people]]\nkey = "q"\nname = "Only Here"\n')
    found = comparison(alice)
    assert [(one.whose, one.what) for one in found.milestones] == [("Both", ("Write it up", "Speak"))]
    assert [(one.whose, set(one.what)) for one in found.people] == [("Both", {"Mei Park", "a baker"})]
    load(alice, 'key = "third"\ntitle = "T"\nhorizon = 2030-01-01\n[[milestones]]\nkey = "t"\ntitle = "speak"\n')
    found = comparison(alice)
    assert [(one.whose, one.what) for one in found.milestones] == [
        ("All three", ("Speak",)),
        ("“Head of platforms” and “A firm <by> the coast”", ("Write it up",)),
    ]
    assert "“A firm &lt;by&gt; the coast”" in text(browser.get("/vision/compare"))


def test_ways_are_known_for_the_people_of_every_future(browser, alice):
    ada, bo = make.person(alice, "Ada Byron", standing="supporter"), make.person(alice, "Bo Lind")
    acquaintances.say(alice, ada, bo)
    load(alice, STORY)
    load(alice, OTHER + '[[future_people]]\nkey = "bo"\nname = "Bo Lind"\n')
    page = text(browser.get("/vision/compare"))
    assert "a way is known to 1" in page and "no way to them is known yet" in page
    row = FuturePerson.objects.of(alice).get(key="bo")
    alone = row.reach
    actions.choose(alice, row.vision)
    alice.workspace.refresh_from_db()
    worth.weigh(alice)
    row.refresh_from_db()
    assert row.reach == alone > 0


def test_what_the_user_thinks_of_a_future_is_kept_with_an_undo(browser, alice):
    vision = load(alice, STORY).vision
    page = text(browser.post(f"/vision/{vision.pk}/rate", {"appeal": "4", "sure": ""}, follow=True))
    vision.refresh_from_db()
    assert (vision.appeal, vision.sure) == (4, None) and "4 of 5" in page and "Undo" in page
    wrong = browser.post(f"/vision/{vision.pk}/rate", {"appeal": "9", "sure": "2"})
    assert wrong.status_code == 422 and "Choose one of these." in text(wrong)
    assert '<option value="2" selected>' in text(wrong)
    invert(alice, Change.objects.of(alice).latest("pk"))
    vision.refresh_from_db()
    assert vision.appeal is None


def told(viewer, vision):
    """A future as its document, without what only one of two can have."""
    found = queries.document(queries.story(viewer, vision))
    for rows in (
        found,
        *found["future_people"],
        *found["milestones"],
        *(one for k in ("places", "shifts", "barriers", "models") for one in found[k]),
    ):
        rows.pop("id")
    return {k: v for k, v in found.items() if k not in ("key", "active", "title", "others", "appeal", "sure")}


def test_another_begins_as_the_first_one_and_goes_its_own_way(browser, alice):
    make.person(alice, "Mei Park")
    first = load(
        alice, 'appeal = 3\nmeaning = "m"\n' + STORY + '[[milestones]]\nkey = "d"\ntitle = "D"\nstate = "done"\n'
    ).vision
    Milestone.objects.of(alice).filter(key="talk").update(done_hours=2.0)
    actions.write(alice, first, told="Mine")
    page = text(browser.post(f"/vision/{first.pk}/copy", follow=True))
    other = Vision.objects.of(alice).get(active=False)
    assert other.title == "Head of platforms, another way" and "begins as the other one" in page and "Undo" in page
    assert told(alice, other) == told(alice, first) and (other.appeal, other.told) == (None, "")
    undo = Change.objects.of(alice).latest("pk")
    assert not set(Milestone.objects.of(alice).filter(vision=first).values_list("uid", flat=True)) & set(
        Milestone.objects.of(alice).filter(vision=other).values_list("uid", flat=True)
    )
    row = Milestone.objects.of(alice).get(vision=other, key="talk")
    assert (row.done_hours, row.barriers.get().vision_id) == (2.0, other.pk)
    third = copy(alice, other)
    assert third.title == "Head of platforms, a third way"
    assert "There are three futures already." in text(browser.post(f"/vision/{first.pk}/copy", follow=True))
    with pytest.raises(Refused):
        copy(alice, first)
    before = told(alice, third)
    assert "Undo" in text(browser.post(f"/vision/{third.pk}/remove", follow=True))
    invert(alice, Change.objects.of(alice).latest("pk"))
    assert told(alice, Vision.objects.of(alice).get(pk=third.pk)) == before
    invert(alice, undo)
    assert set(Vision.objects.of(alice).values_list("pk", flat=True)) == {first.pk, third.pk}


def test_another_one_is_made_the_active_one_with_an_undo(browser, alice):
    load(alice, STORY)
    other = load(alice, OTHER).vision
    assert "Undo" in text(browser.post(f"/vision/{other.pk}/activate", follow=True))
    assert queries.active(alice) == other
    changes = Change.objects.of(alice).count()
    browser.post(f"/vision/{other.pk}/activate")
    assert Change.objects.of(alice).count() == changes


def test_the_page_asks_the_same_however_long_the_stories(browser, alice):
    counts = []
    for size in (2, 12):
        for key in ("one", "two"):
            rows = "".join(f'[[milestones]]\nkey = "k{n}"\ntitle = "Step {n}"\n' for n in range(size))
            rows += "".join(f'[[future_people]]\nkey = "p{n}"\nname = "Name {n}"\n' for n in range(size))
            load(alice, f'key = "{key}"\n' + TOP + rows)
        browser.get("/vision/compare")
        with CaptureQueriesContext(connection) as asked:
            browser.get("/vision/compare")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 7

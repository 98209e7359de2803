"""The page “Does it fit?”: the time line and its list, what is missing, what helps, and nothing yet."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backcast.journal.actions import invert
from backcast.journal.models import Change
from backcast.vision import actions, queries
from backcast.vision.queries.picture import ROWS, picture
from backcast.vision.queries.spans import missing, spare, whole
from backcast.vision.queries.troubles import listed
from tests import cast
from tests.vision.test_load import STORY, TOP, load

LATE = 'hours_per_week = 1\n[[milestones]]\nkey = "{}"\ntitle = "Step <{}>"\nhours = 60\ndue = 2027-11-21\n'


@pytest.fixture
def browser(alice):
    return cast.client(alice)


def text(response):
    return re.sub(r"\s+", " ", response.content.decode())


def test_before_there_is_a_story_it_says_how_to_begin(browser, alice):
    assert "First a future, then the way to it" in text(browser.get("/vision/schedule"))
    load(alice, TOP)
    page = browser.get("/vision/schedule")
    assert page.status_code == 200 and "Nothing to place in time yet" in text(page)


def test_what_fits_is_told_from_the_future_to_today(browser, alice):
    load(alice, STORY)
    page = text(browser.get("/vision/schedule"))
    assert "Yes, it fits" in page and "1 h 48 min of your 3 h a week" in page and "Not yet" not in page
    order = [
        page.index(words) for words in ('<ol class="timeline gap-above" reversed>', ">Speak</a>", ">Write it up</a>")
    ]
    assert order == sorted(order) and page.count('class="run"') == 2 and "tight" not in page
    assert "Later than that, it pushes “<bdi>Speak</bdi>”." in page and "weeks to spare" in page
    vision = queries.active(alice)
    assert f'href="/vision/{vision.pk}/schedule"' in text(browser.get("/vision/"))
    assert (
        browser.get(f"/vision/{vision.pk}/schedule").context["plan"] == browser.get("/vision/schedule").context["plan"]
    )


def test_what_does_not_fit_names_the_chain_and_what_helps(browser, alice):
    load(alice, TOP + LATE.format("a", "a"))
    page = text(browser.get("/vision/schedule"))
    assert "Not yet" in page and "is 48 weeks short" in page and '<span class="chip warn">tight</span>' in page
    assert "55 min more a week, 1 h 55 min in all." in page
    assert "the story without it fits, with half of it fits." in page
    assert "“Step &lt;a&gt;” cannot be there by 21 November 2027" in page and 'class="run tight"' in page
    assert "Some dates are too near, whatever the hours" not in page


def test_hours_none_and_a_day_gone_by_are_told_not_raised(browser, alice):
    vision = load(alice, STORY.replace("known_for", "hours_per_week = 0\nknown_for")).vision
    page = text(browser.get("/vision/schedule"))
    assert "No hours a week are set aside for the story, which asks for 50 hours in all." in page
    assert "so it cannot be placed in time" in page and "The time line" not in page and "is missing" not in page
    later = type(alice)(alice.workspace, vision.horizon + dt.timedelta(days=9))
    plan = queries.plan(later, vision)
    assert plan.troubles[0].sentence.startswith("The day of this future was 1 week ago.")
    assert picture(plan, later.today) is None and not plan.schedule.fits


def test_an_undo_that_ties_a_ring_is_told_and_every_page_stays(browser, alice):
    """A wait is taken out and turned round, then the first of these changes undone."""
    vision = load(alice, STORY).vision
    rows = queries.milestones(alice, vision)
    talk, first = rows.get(key="talk"), rows.get(key="write-up")
    actions.put_milestone(alice, vision, talk, after=[])
    change = Change.objects.of(alice).latest("pk")
    actions.put_milestone(alice, vision, first, after=[talk.pk])
    invert(alice, change)
    page = text(browser.get("/vision/schedule"))
    assert "“Speak” and “Write it up” wait for each other, so “Write it up” is shown as if it did not wait." in page
    assert browser.get("/vision/").status_code == browser.get("/").status_code == 200


def test_it_asks_as_often_for_many_as_for_few_and_draws_the_first(browser, alice):
    load(alice, TOP + LATE.format("a", "a"))
    with CaptureQueriesContext(
        connection,
    ) as few:
        browser.get("/vision/schedule")
    load(alice, TOP + "".join(LATE.format(f"k{one}", one).replace("hours_per_week = 1\n", "") for one in range(40)))
    with CaptureQueriesContext(connection) as many:
        page = text(browser.get("/vision/schedule"))
    assert len(few) == len(many)
    assert page.count("<circle") == ROWS and page.count("<h3>") == 41 and f"{41 - ROWS} more begin later" in page


@pytest.mark.parametrize(
    ("weeks", "room", "gone"),
    [(9.9, "9 weeks to spare", "9 weeks"), (1, "1 week to spare", "1 week"), (0.5, "3 days to spare", "3 days"),
     (0.1, "nothing to spare", "0 days"), (-0.01, "1 day missing", ""), (-2.1, "3 weeks missing", "")],
)  # fmt: skip
def test_room_is_never_told_larger_than_it_is(weeks, room, gone):
    assert spare(weeks) == room and (not gone or whole(weeks) == gone)
    assert missing(6 / 7) == "6 days" and missing(2) == "2 weeks"


def test_many_names_become_a_few_and_a_number():
    assert listed(["a"]) == "a" and listed([*"abcd"]) == "a, b, c and d" and listed([*"abcdef"]) == "a, b, c and 3 more"

"""The first run: one sentence and a first week; other ways to begin stand below it."""

import datetime as dt

import pytest
from django.urls import reverse

from backcast.accounts.models import Workspace
from backcast.journal.models import Change
from backcast.keeping.queries import digest
from backcast.network.models import Person
from backcast.vision import actions as vision
from backcast.vision import queries
from backcast.vision.models import Vision
from backcast.week.models import Move
from tests import cast

SENTENCE = {"title": "I lead a small team whose systems people trust", "hours": "2"}


@pytest.fixture
def client(alice):
    return cast.client(alice)


def text(answer):
    return answer.content.decode()


def test_it_asks_for_one_sentence_and_offers_the_other_ways_below(client):
    page = text(client.get(reverse("welcome")))
    ways = ("welcome", "memory", "imports", "imports-where", "newcomer", "make_sample", "work_or_networking")
    places = [page.index(f'"{reverse(name)}"', page.index("<h1>")) for name in ways]
    assert places == sorted(places)
    assert 'value="2"' in page and page.count("<button>") == 1, "one primary action"


def test_one_sentence_is_one_change_and_a_planned_week(client, alice):
    answer = client.post(reverse("welcome"), SENTENCE)
    assert (answer.status_code, answer["Location"]) == (303, "/")
    made = queries.active(alice)
    assert (made.title, made.hours_per_week, made.horizon) == (SENTENCE["title"], 2.0, dt.date(2031, 11, 22))
    page = text(client.get("/"))
    assert 2 <= page.count("data-move=") <= 5 and SENTENCE["title"] in page
    change = Change.objects.of(alice).get()
    assert f'"{reverse("undo", args=[change.pk])}"' in page
    client.post(reverse("undo", args=[change.pk]))
    assert queries.active(alice) is None and client.get("/")["Location"] == reverse("welcome")


def test_sent_twice_it_is_one_vision(client, alice):
    for _ in range(2):
        assert client.post(reverse("welcome"), SENTENCE)["Location"] == "/"
    assert vision.begin_with(alice, "Another one") is None, "not even at the same time"
    assert Vision.objects.of(alice).count() == 1
    page = text(client.get(reverse("welcome")))
    assert "You have begun" in page and "Show me a first week" not in page


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"title": ""}, "One sentence is enough, even a rough one."),
        ({"title": "\u200b \u202e"}, "One sentence is enough, even a rough one."),
        ({"title": "x" * 201}, "longer than 200 characters"),
        ({"hours": ""}, "Write a number between 0 and 80."),
        ({"hours": "-1"}, "Write a number between 0 and 80."),
        ({"hours": "nan"}, "Write a number, such as 2 or 1.5."),
        ({"hours": "two"}, "Write a number, such as 2 or 1.5."),
    ],
)
def test_what_cannot_be_used_is_said_and_kept(client, alice, told, words):
    before = digest()
    answer = client.post(reverse("welcome"), SENTENCE | told)
    assert answer.status_code == 422 and words in text(answer)
    assert ("title" in told) or SENTENCE["title"] in text(answer)
    assert digest() == before and not Move.objects.of(alice).exists()


def test_with_three_other_futures_it_says_where_to_make_room(client, alice):
    for n in range(3):
        made = vision.begin(alice, title=f"Future {n}", horizon=dt.date(2031, 1, 1))
    Vision.objects.of(alice).update(active=False)
    answer = client.post(reverse("welcome"), SENTENCE)
    assert answer.status_code == 422 and "There are three futures already." in text(answer)
    assert Vision.objects.of(alice).count() == 3 and made.title == "Future 2"


def test_a_stranger_makes_no_sample_of_the_owner(alice, charlie):
    client = cast.client(charlie)
    assert client.post(reverse("make_sample")).status_code == 404
    assert client.session["workspace"] == charlie.workspace_id
    assert not Workspace.objects.filter(name="demo").exists()


def test_the_sample_is_made_once_and_entered(client, alice):
    for _ in range(2):
        answer = client.post(reverse("make_sample"))
        assert (answer.status_code, answer.headers["Location"]) == (303, reverse("week"))
    demo = Workspace.objects.get(name="demo")
    assert client.session["workspace"] == demo.pk
    assert "Sample: invented people" in client.get(reverse("people")).content.decode()
    assert not Person.objects.of(alice).exists()

"""The first run: three ways to begin."""

import pytest
from django.urls import reverse

from backcast.accounts.models import Workspace
from backcast.network.models import Person
from backcast.ties import queries
from tests import cast


@pytest.fixture
def client(alice):
    return cast.client(alice)


def test_it_offers_three_ways_and_the_future(client):
    page = client.get(reverse("welcome")).content.decode()
    for name in ("imports", "make_sample", "welcome", "vision"):
        assert f'"{reverse(name)}"' in page


def test_a_few_people_are_written_down_and_empty_rows_left(client, alice):
    told = {
        "0-name": "Mei Park",
        "0-organisation": "Kelvin Labs",
        "0-standing": "advocate",
        "2-name": "Mei Park",
        "4-name": "山田",
    }
    answer = client.post(reverse("welcome"), told)
    assert answer.status_code == 303
    found = [(row.name, row.tie.standing) for row in queries.people(alice, sort="name")]
    assert sorted(found) == [("Mei Park", "advocate"), ("Mei Park", "unknown"), ("山田", "unknown")]
    assert "Added Mei Park, Mei Park, 山田." in client.get(answer.headers["Location"]).content.decode()


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({}, "Write at least one name."),
        ({"0-name": "Mei Park", "1-organisation": "Kelvin Labs"}, "Whose row is this?"),
        ({"0-name": "Mei Park", "1-name": "x" * 201}, "longer than 200 characters"),
        ({"0-name": "Mei Park", "1-name": "Bo", "1-standing": "boss"}, "Choose one of these"),
        ({"0-name": "Mei Park", "1-name": "\u200b", "1-organisation": "Kelvin Labs"}, "Whose row is this?"),
    ],
)
def test_one_wrong_row_adds_nobody_and_keeps_the_rest(client, alice, told, words):
    page = client.post(reverse("welcome"), told)
    assert page.status_code == 422
    assert words in page.content.decode()
    assert ("Mei Park" in page.content.decode()) is bool(told)
    assert not Person.objects.of(alice).exists()


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

"""Starting without contacts: a form, the six weeks before anything is written, and one undo."""

import html
import re

import pytest
from django.urls import reverse

from backcast.journal.models import Change
from backcast.network import queries as network
from backcast.network.actions import facts
from backcast.vision import actions as vision
from backcast.vision.models import Milestone, Place, Vision
from tests import cast
from tests.week.test_week import loaded

TOLD = {"town": "Lisbon", "field": "early <i>music", "hours": "2"}
ADDRESS = "/welcome/newcomer"


@pytest.fixture
def client(alice):
    return cast.client(alice)


def text(answer):
    return html.unescape(answer.content.decode())


def send(client, **told):
    return client.post(ADDRESS, TOLD | told)


def test_from_the_form_through_the_preview_to_the_week_and_back(client, alice):
    assert reverse("newcomer") == ADDRESS
    page = text(client.get(ADDRESS))
    assert all(
        f'name="{name}"' in page for name in ("town", "field", "hours", "title", "languages", "school", "employer")
    )
    seen = send(client, do="preview")
    assert seen.status_code == 200 and "Find a meetup for early <i>music in Lisbon" in text(seen)
    assert b"<i>music" not in seen.content and not Change.objects.of(alice).exists()
    hidden = dict(re.findall(r'<input type="hidden" name="(town|field|hours)" value="([^"]*)"', seen.content.decode()))
    assert {key: html.unescape(value) for key, value in hidden.items()} == TOLD | {"hours": "2"}
    done = send(client, do="apply")
    assert (done.status_code, done.headers["Location"]) == (303, "/")
    week = client.get("/")
    assert "Your six weeks are planned." in text(week) and "Find a meetup for" in text(week)
    assert "Done" in text(week) and "Ask in a library" in text(week)
    assert "Week of 28 December" in text(client.get(ADDRESS))
    client.post(re.search(r'action="(/undo/\d+)"', text(week))[1], headers={"referer": "/"})
    assert not Vision.objects.of(alice).exists() and not Place.objects.of(alice).exists()


def test_the_second_time_says_that_all_is_there_and_offers_nothing(client, alice):
    send(client, do="apply")
    send(client, do="apply")
    assert Change.objects.of(alice).count() == 1
    page = text(client.get("/"))
    assert "All of it is in your weeks already." in page
    again = text(send(client, do="preview"))
    assert "All of it is in your weeks already." in again and "Put this into my weeks" not in again
    more = text(send(client, do="preview", school="TU Wien"))
    assert "in your weeks already" in more and "Put this into my weeks" in more


def test_the_languages_told_are_kept_beside_those_known(client, alice):
    facts.speak(alice, "German, English")
    send(client, do="apply", languages="Portuguese, a little German")
    assert network.own_languages(alice) == "pt,de,en"
    undo = re.search(r'action="(/undo/\d+)"', text(client.get("/")))[1]
    assert "Put this into my weeks" not in text(send(client, do="preview", languages="English"))
    assert "Put this into my weeks" in text(send(client, do="preview", languages="Turkish"))
    client.post(undo, headers={"referer": "/"})
    assert network.own_languages(alice) == "de,en" and not Vision.objects.of(alice).exists()


def test_what_is_told_can_be_changed_and_wrong_input_is_kept(client, alice):
    kept = send(client, do="edit", employer="Acme & Co")
    assert kept.status_code == 200 and 'value="Acme & Co"' in text(kept)
    wrong = client.post(ADDRESS, {"town": " ", "field": "x" * 61, "hours": "0.2", "school": "TU Wien", "do": "apply"})
    assert wrong.status_code == 422 and 'value="TU Wien"' in text(wrong)
    for words in ("Town is missing.", "longer than 60 characters", "Write a number between 0.5 and 80."):
        assert words in text(wrong)
    for hours in ("nan", "inf", "1e400", "two"):
        assert send(client, do="apply", hours=hours).status_code == 422
    assert not Milestone.objects.of(alice).exists()


def test_beside_a_vision_its_sentence_and_hours_stay(client, alice):
    story = loaded(alice, hours=1)
    page = text(client.get(ADDRESS))
    assert 'name="hours"' not in page and "Head of platform" in page
    assert send(client, do="apply", hours="40", title="Another sentence").status_code == 303
    story.refresh_from_db()
    assert (story.title, story.hours_per_week) == ("Head of platform", 1.0)
    vision.write(alice, story, hours_per_week=0)
    refused = send(client, do="preview")
    assert refused.status_code == 422 and "Half an hour is enough" in text(refused)


def test_a_third_future_that_is_full_says_so(client, alice):
    for key in ("a", "b", "c"):
        Vision(workspace=alice.workspace, key=key, title=key, horizon="2031-01-01").save()
    refused = send(client, do="apply")
    assert refused.status_code == 422 and "three futures already" in text(refused)
    assert not Milestone.objects.of(alice).exists()


def test_as_many_queries_for_all_steps_as_for_few(client, alice, django_assert_max_num_queries):
    send(client, do="apply", hours="0.5")
    with django_assert_max_num_queries(12):
        client.get(ADDRESS)
    send(client, do="apply", hours="0.5", school="TU Wien", employer="Acme")
    with django_assert_max_num_queries(12):
        client.get(ADDRESS)
    with django_assert_max_num_queries(12):
        send(client, do="preview")

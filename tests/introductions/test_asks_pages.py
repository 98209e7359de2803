"""The pages of asks: a letter before it is kept, an ask through its steps, both people's pages, what was learned."""

import datetime as dt
import re
from html import unescape
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backcast.introductions.actions import asks as actions
from backcast.introductions.models import Ask
from backcast.introductions.queries import letters, targets
from backcast.journal.models import Change
from backcast.network.actions import acquaintances
from backcast.ties.actions import favours
from backcast.ties.models import Favour, Tie
from backcast.ties.queries import wordings
from backcast.vision import actions as vision
from tests import cast, make

ODD = "$name ${person} {{ 7|add:7 }} <script>alert(1)</script>"


@pytest.fixture
def home(settings, tmp_path):
    settings.BACKCAST_HOME = tmp_path
    return tmp_path


@pytest.fixture
def pair(alice, home):
    mei = make.person(alice, "Mei Park", standing="supporter", email="mei@example.org")
    make.contact(alice, mei, days_ago=10)
    ines = make.person(alice, "Ines Brandt", organisation="Brandt Labs")
    acquaintances.say(alice, mei, ines)
    return mei, ines


@pytest.fixture
def client(alice):
    return cast.client(alice)


def text(answer):
    return unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))


def drafted(client, pair):
    address = f"/introductions/asks/new?connector={pair[0].pk}&person={pair[1].pk}"
    words = {"text": "Hello Mei, about Ines.", "note": "I am Alice."}
    return address, client.post(address, words)


def test_a_letter_is_shown_and_kept_only_on_request(alice, client, pair):
    address, _ = f"/introductions/asks/new?connector={pair[0].pk}&person={pair[1].pk}", None
    shown = text(client.get(address))
    assert "in 10" in shown and "Hello Mei Park," in shown and "Ines Brandt" in shown and not Ask.objects.of(alice)
    _, kept = drafted(client, pair)
    row = Ask.objects.of(alice).get()
    assert kept.status_code == 303 and kept.headers["Location"] == f"/introductions/asks/{row.pk}"
    page = client.get(kept.headers["Location"]).content.decode()
    link = unescape(re.search(r'href="(mailto:[^"]+)"', page)[1])
    assert unquote(urlsplit(link).path) == "mei@example.org"
    assert parse_qs(urlsplit(link).query)["body"] == ["Hello Mei, about Ines.\r\n\r\nI am Alice."]
    again = client.post(address, {"text": "x", "note": "y"})
    assert again.status_code == 422 and "open ask with Mei Park: for Ines Brandt, drafted" in text(again)
    assert "x</textarea>" in again.content.decode() and text(again).count("You have an open ask") == 1
    assert f'href="{kept.headers["Location"]}"' in again.content.decode()


def test_an_ask_goes_its_way_by_buttons_and_each_is_undone(alice, client, pair):
    _, kept = drafted(client, pair)
    where = kept.headers["Location"]
    for state in ("asked", "agreed", "introduced", "thanked", "told"):
        assert f'value="{state}"' in client.get(where).content.decode()
        assert client.post(f"{where}/move", {"state": state, "on": "2026-11-20"}).status_code == 303
    assert Ask.objects.of(alice).get().told_on == dt.date(2026, 11, 20)
    assert "<h2>What happened?" not in client.get(where).content.decode()
    last = Change.objects.of(alice).order_by("-pk").first()
    client.post(f"/undo/{last.pk}")
    assert Ask.objects.of(alice).get().state == "thanked"
    client.post(f"/undo/{last.pk - 2}")
    assert Ask.objects.of(alice).get().state == "thanked", "only in its order"
    wrong = client.post(f"{where}/move", {"state": "asked", "on": ""})
    assert wrong.status_code == 422 and "does not become asked" in text(wrong)
    wrong = client.post(f"{where}/move", {"state": "told", "on": "soon"})
    assert wrong.status_code == 422 and "Write a day" in text(wrong)


def test_words_and_outcome_are_kept_as_they_are_and_a_draft_can_be_dropped(alice, client, pair):
    _, kept = drafted(client, pair)
    where = kept.headers["Location"]
    client.post(where, {"text": ODD, "note": ODD})
    client.post(where, {"outcome": ODD})
    row = Ask.objects.of(alice).get()
    assert row.text == row.note == row.outcome == ODD
    page = client.get(where).content.decode()
    assert "<script>alert" not in page and "{{ 7|add:7 }}" in page and "&amp;lt;" not in page
    assert client.post(f"{where}/drop").headers["Location"] == "/introductions/asks/"
    assert not Ask.objects.of(alice).exists()


def test_both_people_show_the_ask_and_the_lists_do(client, alice, pair):
    drafted(client, pair)
    mei, ines = (text(client.get(f"/people/{one.pk}/")) for one in pair)
    assert "For Ines Brandt" in " ".join(mei.split()) and "Mei Park was asked for them" in " ".join(ines.split())
    for page in ("/introductions/", "/introductions/asks/"):
        assert "Mei Park" in text(client.get(page)) and "A draft. Nothing is sent from here." in text(client.get(page))


def test_giving_first_is_suggested_with_two_ideas(alice, client, pair):
    address = f"/introductions/asks/new?connector={pair[0].pk}&person={pair[1].pk}"
    assert "Give first" not in text(client.get(address))
    favours.note(alice, pair[0], text="read my CV", way="in")
    assert text(client.get(address)).count("Thank them for “read my CV”") == 1


def test_a_limit_is_told_with_its_remedy_before_anything_is_written(alice, client, pair):
    actions.tell(alice, pair[0], targets.of_person(pair[1]), state="declined", on=alice.today)
    bo = make.person(alice, "Bo Holm")
    shown = client.get(f"/introductions/asks/new?connector={pair[0].pk}&person={bo.pk}")
    assert shown.status_code == 200 and "free again on 21 January 2027" in text(shown)


def test_an_address_that_names_nobody_finds_nothing(client, pair):
    mei = f"connector={pair[0].pk}"
    for query in ("", mei, "connector=x&person=1", "connector=999999&person=1", f"{mei}&person={'9' * 30}"):
        assert client.get(f"/introductions/asks/new?{query}").status_code == 404


def test_favours_and_the_wish_not_to_be_asked_are_on_the_page_of_a_person(alice, client, pair):
    person = pair[0].pk
    client.post(f"/people/{person}/favour", {"way": "in", "text": "read my CV", "on": "2026-11-20"})
    row = Favour.objects.of(alice).get()
    assert "0 given, 1 received" in text(client.get(f"/people/{person}/"))
    wrong = client.post(f"/people/{person}/favour", {"way": "in", "text": "", "on": "2026-11-20"})
    assert wrong.status_code == 422 and "A few words are enough." in text(wrong)
    client.post(f"/favours/{row.pk}/remove")
    assert not Favour.objects.of(alice).exists() and Tie.objects.of(alice).get(person=person).got == 0
    client.post(f"/people/{person}/may-ask", {"may_ask": "no"})
    assert not Tie.objects.of(alice).get(person=person).may_ask
    assert "They may be asked again" in text(client.get(f"/people/{person}/"))


def test_what_was_foretold_stands_beside_what_happened(alice, client, pair):
    assert "No answers yet" in text(client.get("/introductions/learned"))
    for n in range(6):
        made = make.person(alice, f"Given{n} Family{n}", standing="supporter")
        state = "agreed" if n else "declined"
        actions.tell(alice, made, targets.of_person(pair[1]), state=state, on=alice.today - dt.timedelta(days=9))
    shown = text(client.get("/introductions/learned"))
    assert "5 of 6 agreed" in shown and shown.count("They agreed") == 5 and "They said no" in shown
    assert "Before any answer: about 5 in 10, 3 to 7 in 10." in shown


def test_the_pages_ask_as_often_for_many_asks(alice, client, pair, django_assert_max_num_queries):
    for n in range(6):
        made = make.person(alice, f"Given{n} Family{n}", standing="supporter")
        actions.tell(alice, made, targets.of_person(pair[1]), on=alice.today)
    for address in ("/introductions/asks/", "/introductions/learned"):
        with django_assert_max_num_queries(8):
            client.get(address)


def test_every_language_has_a_letter_and_a_note_that_name_whom_they_are_about(alice, pair):
    vision.begin(alice, title="Grids", horizon=dt.date(2031, 1, 1))
    person, place = targets.of_person(pair[1]), targets.of_organisation(alice, pair[1].organisation)
    for language in wordings.LANGUAGES:
        alice.workspace.settings = {"locale": language}
        found = letters.letter(alice, pair[0], person)
        assert found.letter.language == found.note.language == language
        assert "Ines Brandt" in found.letter.text and found.letter.mailto.startswith("mailto:mei@example.org?")
        assert 0 < len(found.together.mailto) <= 2000 or language == "uk", "two in Cyrillic are too long for a link"
        assert "Brandt Labs" in letters.letter(alice, pair[0], place).letter.text


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_nothing_anybody_is_called_is_read_as_a_template(alice, pair, name):
    pair[1].name = name
    target = targets.Target("words", None, f"{name} $me ${{name}}", (), targets.of_words(alice, "").aim)
    found = letters.letter(alice, pair[0], target)
    assert "$me ${name}" in found.letter.text and len(found.letter.text.splitlines()) == 3

"""The page of one person: what it tells, what can be done on it, and undone."""

import pytest
from django.urls import reverse

from backcast.network.models import ContactPoint, Person
from backcast.ties.models import Interaction, Promise, Tie
from tests import cast, make
from tests.web.test_people_page import queries_of


@pytest.fixture
def mei(alice):
    return make.person(alice, "Mei Park", email="mei@example.org", organisation="Kelvin Labs", title="SRE")


@pytest.fixture
def client(alice):
    return cast.client(alice)


def text(page):
    return page.content.decode()


def sent(client, name, row_id, **fields):
    """Post a form, follow to the page it leads to, and return that."""
    answer = client.post(reverse(name, args=[row_id]), fields)
    assert answer.status_code == 303
    return client.get(answer.headers["Location"])


def test_the_page_tells_what_is_known_and_who_said_so(client, alice, mei):
    make.contact(alice, mei, days_ago=21, text="talked about *platforms*", minutes=90)
    page = text(client.get(reverse("person", args=[mei.pk])))
    assert "<h1><bdi>Mei Park</bdi></h1>" in page
    for part in (
        "SRE",
        "Kelvin Labs",
        "mailto:mei@example.org",
        "3 weeks ago",
        "1 h 30 min",
        "*platforms*",
        "you</td>",
    ):
        assert part in page
    assert "About 2 hours together on record." in page


def test_a_contact_is_logged_in_one_line_and_undone(client, alice, mei):
    page = sent(client, "log", mei.pk, kind="call", text="the talk", on="2026-11-20", minutes="30", way="out")
    row = Interaction.objects.of(alice).get()
    assert (row.kind, row.text, str(row.day), row.minutes, row.way) == ("call", "the talk", "2026-11-20", 30, "out")
    assert "Logged with Mei Park." in text(page) and "the talk" in text(page)
    undone = client.post(undo_of(page), headers={"referer": f"http://127.0.0.1:8000/people/{mei.pk}/"})
    assert (undone.status_code, undone.headers["Location"]) == (303, f"/people/{mei.pk}/")
    assert not Interaction.objects.of(alice).exists()
    assert Tie.objects.of(alice).get().last is None


def undo_of(page):
    """The address of the offer to undo on a page."""
    tags = [message.extra_tags for message in page.context["messages"]]
    return reverse("undo", args=[int(tags[0].removeprefix("undo-"))])


def test_standing_aim_and_ring_are_set_and_undone(client, alice, mei):
    page = sent(client, "stand", mei.pk, standing="advocate", aim="champion", ring="close")
    tie = Tie.objects.of(alice).get()
    assert (tie.standing, tie.aim, tie.ring) == ("advocate", "champion", "close")
    assert "would set up an interview" in text(page)
    client.post(undo_of(page))
    tie.refresh_from_db()
    assert (tie.standing, tie.aim, tie.ring) == ("unknown", "", "")


def test_saving_what_is_there_offers_no_undo_of_something_older(client, alice, mei):
    sent(client, "stand", mei.pk, standing="advocate", aim="", ring="")
    again = sent(client, "stand", mei.pk, standing="advocate", aim="", ring="")
    assert "Undo" not in text(again)


def test_someone_can_be_left_out_and_let_in_again(client, alice, mei):
    assert "Left out of every suggestion" in text(sent(client, "suggest", mei.pk, suggest="no"))
    assert Tie.objects.of(alice).get().suggest is False
    sent(client, "suggest", mei.pk, suggest="yes")
    assert Tie.objects.of(alice).get().suggest is True


def test_a_promise_is_noted_kept_and_open_again(client, alice, mei):
    sent(client, "promise", mei.pk, text="send the slides", due="2026-12-01")
    row = Promise.objects.of(alice).get()
    assert "kept today" in text(sent(client, "promise_done", row.pk, done="yes"))
    row.refresh_from_db()
    assert row.done_on == alice.today
    sent(client, "promise_done", row.pk, done="no")
    row.refresh_from_db()
    assert row.done_on is None and row.way == "out"


WRONG = [
    ("log", {"kind": "call", "text": "kept words", "on": "yesterday"}, "Write the date like 2026-11-22."),
    ("log", {"kind": "call", "text": "kept words", "on": ""}, "Say which day it was."),
    ("log", {"kind": "dance", "text": "kept words", "on": "2026-11-20"}, "Choose one of these"),
    ("log", {"kind": "call", "text": "kept words", "on": "0026-11-20"}, "not a likely day"),
    ("log", {"kind": "call", "text": "kept words", "on": "2026-11-20", "minutes": "-5"}, "Write whole minutes"),
    ("stand", {"standing": "boss"}, "Choose one of these"),
    ("promise", {"text": "", "due": "2026-12-01"}, "what was promised"),
    ("promise", {"text": "kept words", "due": "soon"}, "Write the date like 2026-11-22."),
]


@pytest.mark.parametrize(("name", "fields", "words"), WRONG)
def test_wrong_input_is_kept_and_named_and_nothing_is_written(client, alice, mei, name, fields, words):
    page = client.post(reverse(name, args=[mei.pk]), fields)
    assert page.status_code == 422
    assert words in text(page)
    assert fields.get("text", "") in text(page)
    assert not Interaction.objects.of(alice).exists() and not Promise.objects.of(alice).exists()
    assert client.get(reverse(name, args=[mei.pk])).headers["Location"] == reverse("person", args=[mei.pk])


def test_fifty_contacts_at_a_time(client, alice, mei):
    for number in range(52):
        make.contact(alice, mei, days_ago=number, text=f"talk {number:02}")
    newest = text(client.get(f"/people/{mei.pk}/"))
    older = text(client.get(f"/people/{mei.pk}/?contacts=2"))
    assert "talk 49" in newest and "talk 50" not in newest and "Older contacts" in newest
    assert "talk 50" in older and "talk 51" in older and "talk 49" not in older and "Newer contacts" in older
    for odd in ("x", "-1", "²", "99999", "9" * 40):
        assert client.get(f"/people/{mei.pk}/", {"contacts": odd}).status_code == 200


def test_the_number_of_queries_is_fixed(client, alice, mei):
    address = f"/people/{mei.pk}/"
    client.get(address)
    for days in (1, 100, 200):
        make.contact(alice, mei, days_ago=days)
    make.promise(alice, mei)
    client.get(address)
    few = queries_of(client, address)
    for number in range(20):
        make.contact(alice, mei, days_ago=number)
        make.promise(alice, mei, text=f"promise {number}")
    make.people(alice, [f"Mei {number}" for number in range(20)])
    client.get(address)
    assert queries_of(client, address) == few <= 23


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "https://example.org/a?b=<c>"])
def test_only_safe_addresses_become_links(client, alice, mei, address):
    ContactPoint(workspace=alice.workspace, person=mei, kind="url", value=address, key=address, day=alice.today).save()
    page = text(client.get(f"/people/{mei.pk}/"))
    assert ('href="https://example.org/a?b=&lt;c&gt;"' in page) is address.startswith("https")
    assert 'href="javascript' not in page and 'href="data' not in page


def test_a_reading_changes_no_fact(client, alice, mei):
    make.contact(alice, mei, days_ago=3)
    before = [list(model.objects.of(alice).values()) for model in (Person, Interaction, Promise)]
    for address in ("/people/", f"/people/{mei.pk}/", "/people/add", "/welcome/", f"/people/{mei.pk}/log"):
        client.get(address)
    assert [list(model.objects.of(alice).values()) for model in (Person, Interaction, Promise)] == before

"""The list of people: what it shows, how it narrows, and that it asks the database the same few questions."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from backcast.accounts.models import Workspace
from backcast.journal.actions import record
from backcast.network.models import Organisation, Person
from backcast.ties.models import Tie
from tests import cast, make

PAYLOAD = "<script>alert(1)</script>"


def rows(response):
    return [person.name for person in response.context["page"]]


def test_an_empty_workspace_is_led_to_the_first_run(alice):
    page = cast.client(alice).get(reverse("people"))
    assert page.status_code == 200
    assert reverse("welcome") in page.content.decode()
    assert "<table" not in page.content.decode()


def test_words_standing_and_order_narrow_the_list(alice):
    make.person(alice, "Mei Park", organisation="Kelvin Labs", standing="advocate")
    make.person(alice, "Ada Ruiz", organisation="Kelvin Labs, Inc.")
    make.person(alice, "Bo Holm")
    client = cast.client(alice)
    assert rows(client.get("/people/?q=kelvin&sort=name")) == ["Ada Ruiz", "Mei Park"]
    assert rows(client.get("/people/?standing=advocate")) == ["Mei Park"]
    assert rows(client.get("/people/?organisation=kelvin+labs&sort=name")) == ["Ada Ruiz", "Mei Park"]
    assert rows(client.get("/people/?standing=nonsense&sort=backwards&page=x")) == rows(client.get("/people/"))


def test_a_search_for_nobody_offers_to_add_them(alice):
    make.person(alice, "Mei Park")
    client = cast.client(alice)
    page = client.get("/people/", {"q": "Jane Doe & Co"}).content.decode()
    assert "/people/add?name=Jane+Doe+%26+Co" in page
    assert 'value="Jane Doe &amp; Co"' in client.get("/people/add?name=Jane+Doe+%26+Co").content.decode()


def test_out_of_touch_is_what_lapsed_reads(alice):
    person = make.person(alice, "Mei Park")
    for days in (3000, 2990, 2980):
        make.contact(alice, person, days_ago=days, kind="message")
    page = cast.client(alice).get("/people/").content.decode()
    assert Tie.objects.of(alice).get().status == "lapsed"
    assert "out of touch" in page
    assert ">lapsed<" not in page


def test_sixty_rows_a_page_with_links_that_keep_the_search(alice):
    for number in range(61):
        make.person(alice, f"Mei {number:02}")
    client = cast.client(alice)
    first = client.get("/people/?q=mei&sort=name")
    assert len(rows(first)) == 60
    assert "?q=mei&amp;sort=name&amp;page=2" in first.content.decode()
    assert rows(client.get("/people/?q=mei&sort=name&page=2")) == ["Mei 60"]


def test_the_number_of_queries_does_not_grow(alice):
    client = cast.client(alice)
    make.person(alice, "Mei Park", organisation="Kelvin Labs")
    client.get("/people/")
    few = queries_of(client, "/people/")
    with record(alice, "test") as rec:
        places = rec.insert_many([Organisation(name=f"Org {n}", key=f"org {n}") for n in range(500)])
        people = [Person(name=f"Mei {n}", sort=f"mei {n}", organisation=place) for n, place in enumerate(places)]
        rec.insert_many([Tie(person=person) for person in rec.insert_many(people)])
    assert queries_of(client, "/people/") == few <= 8


def queries_of(client, address):
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


@pytest.mark.parametrize(
    "name", [PAYLOAD, "علي بن سينا", "山田 太郎", "x" * 200, "'\"><img src=x onerror=alert(1)>", "🙂"]
)
def test_any_name_is_shown_as_text(alice, name):
    person = make.person(alice, name, organisation=name, title=name)
    make.contact(alice, person, text=f"{name}\n\n{name * 4}")
    make.promise(alice, person, text=name)
    client = cast.client(alice)
    for address in ("/people/?sort=name", f"/people/{person.pk}/", f"/people/?q={name[:20]}"):
        page = client.get(address)
        assert page.status_code == 200
        assert "<script>alert" not in page.content.decode()
        assert "<img" not in page.content.decode()


@pytest.mark.parametrize("address", ["/people/", "/people/{}/"])
def test_the_first_look_of_a_day_brings_ties_up_to_date(alice, address):
    person = make.person(alice, "Mei Park", ring="close")
    make.contact(alice, person, days_ago=100)
    Tie.objects.of(alice).update(status="current", strength=0.9)
    Workspace.objects.filter(pk=alice.workspace_id).update(aged_on=alice.today - dt.timedelta(days=1))
    page = cast.client(alice).get(address.format(person.pk)).content.decode()
    assert "fading" in page
    assert Workspace.objects.get(pk=alice.workspace_id).aged_on == alice.today


def test_adding_somebody_leads_to_their_page(alice):
    client = cast.client(alice)
    sent = client.post(
        "/people/add", {"name": " Mei  Park ", "organisation": "Kelvin Labs", "email": "mei@example.org"}
    )
    assert sent.status_code == 303
    page = client.get(sent.headers["Location"]).content.decode()
    assert "Mei Park" in page and "Kelvin Labs" in page and "mailto:mei@example.org" in page and "Undo" in page


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"name": ""}, "Name is missing."),
        ({"name": "\u200b"}, "Name is missing."),
        ({"name": "x" * 201}, "longer than 200 characters"),
        ({"name": "Ada", "email": "not one"}, "not an e-mail address"),
        ({"name": "Ada", "email": "mei@example.org"}, "Mei Park already has this address"),
    ],
)
def test_wrong_input_is_kept_and_named(alice, told, words):
    make.person(alice, "Mei Park", email="mei@example.org")
    page = cast.client(alice).post("/people/add", told)
    assert page.status_code == 422
    assert words in page.content.decode()
    assert 'aria-invalid="true"' in page.content.decode()
    assert told.get("email", "") in page.content.decode()

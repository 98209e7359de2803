"""The list of people: what it shows, how it narrows, and that it asks the database the same few questions."""

import datetime as dt
import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from backcast.accounts.models import Workspace
from backcast.journal.actions import record
from backcast.journal.models import Change
from backcast.network.models import Organisation, Person
from backcast.ties import queries
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


def test_a_search_for_nobody_offers_to_add_them_with_enter(alice):
    make.person(alice, "Mei Park", organisation="Kelvin Labs", standing="friendly")
    client = cast.client(alice)
    page = client.get("/people/", {"q": "Jane Doe & Co -mei org:acme", "standing": "advocate"}).content.decode()
    [(address, more)] = re.findall(r'href="(/people/add\?name=[^"]+)"([^>]*)>Add <bdi>Jane Doe &amp; Co</bdi>', page)
    assert "autofocus" in more
    assert 'value="Jane Doe &amp; Co"' in client.get(unescape(address)).content.decode()
    assert 'href="/people/?q=Jane+Doe+%26+Co+-mei+org%3Aacme"' in page
    page = client.get("/people/", {"q": "Jane", "organisation": "Kelvin Labs"}).content.decode()
    assert 'href="/people/add?name=Jane&amp;organisation=Kelvin+Labs"' in page
    page = client.get("/people/", {"q": "-mei"}).content.decode()
    assert "Nobody fits" in page and "/people/add?" not in page


def links(page, label):
    """Addresses and counts of a choice on the page."""
    found = re.findall(rf'<dd><a href="([^"]*)"[^>]*><bdi>{label}</bdi></a> <span[^>]*>(\d+)</span>', page)
    return [(unescape(address), int(count)) for address, count in found]


def test_choices_are_links_whose_counts_are_what_they_show(alice):
    for name, where, standing in [
        ("Mei", "Kelvin Labs", "advocate"),
        ("Ada", "Kelvin Labs", "friendly"),
        ("Bo", "Acme", "friendly"),
    ]:
        make.person(alice, name, organisation=where, standing=standing)
    client = cast.client(alice)
    page = client.get("/people/?sort=name&page=3&all=1").content.decode()
    assert links(page, "Kelvin Labs") == [("/people/?organisation=Kelvin+Labs&sort=name", 2)]
    [(address, count)] = links(page, "Friendly")
    assert (len(rows(client.get(address))), count) == (2, 2)
    page = client.get("/people/?standing=friendly&organisation=Kelvin+Labs").content.decode()
    assert links(page, "Advocate") == [("/people/?standing=advocate&organisation=Kelvin+Labs", 1)]
    assert links(page, "Acme") == [("/people/?standing=friendly&organisation=Acme", 1)]
    assert links(page, "Friendly") == [("/people/?organisation=Kelvin+Labs", 1)]
    assert (
        'href="/people/?standing=friendly"><span class="hidden-label">Take away: </span>Organisation: <bdi>Kelvin'
        in page
    )
    assert '<input type="hidden" name="standing" value="friendly">' in page
    assert links(page, "Champion") == []


def test_gone_and_hostile_choices_are_ignored_calmly(alice):
    make.person(alice, "Mei Park")
    client = cast.client(alice)
    for query in (
        "standing=boss&status=x&ring=%00&last=soon&page=-1&all=",
        "organisation=&q=",
        "tier=1",
        "q=" + "x" * 300,
    ):
        page = client.get("/people/?" + query)
        assert rows(page) == ["Mei Park"] and "Narrowed to" not in page.content.decode()
    page = client.get("/people/", {"organisation": PAYLOAD, "last": "never"}).content.decode()
    assert "Nobody fits" in page and "<script>alert" not in page and "Last contact: <bdi>None on record</bdi>" in page


def send(client, told, query=""):
    return client.post(f"/people/together{query}", told)


def test_several_people_are_set_at_once_and_undone_at_once(alice):
    people = [make.person(alice, name, ring="outer") for name in ("Ada", "Bo", "Mei")]
    client = cast.client(alice)
    page = client.get("/people/?q=-mei&ring=outer&sort=name").content.decode()
    assert page.count("data-select") == 2 and page.count("data-row") == 2 and "checked" not in page
    before = Change.objects.of(alice).count()
    told = {"people": [row.pk for row in people[:2]], "standing": "advocate", "ring": "none", "suggest": "no"}
    sent = send(client, told, "?q=-mei&ring=outer&sort=name")
    assert (sent.status_code, sent.headers["Location"]) == (303, "/people/?q=-mei&ring=outer&sort=name")
    held = {row.person.name: (row.standing, row.standing_on, row.ring, row.suggest) for row in queries.ties(alice)}
    set_now = ("advocate", alice.today, "", False)
    assert held == {"Ada": set_now, "Bo": set_now, "Mei": ("unknown", None, "outer", True)}
    assert Change.objects.of(alice).count() == before + 1
    page = client.get(sent.headers["Location"]).content.decode()
    assert "Saved for 2 people." in page
    client.post(re.search(r'action="(/undo/\d+)"', page)[1])
    assert {(row.standing, row.ring, row.suggest) for row in queries.ties(alice)} == {("unknown", "outer", True)}
    assert "All of it was so already." in client.get(
        send(client, {"people": [people[0].pk], "ring": "outer"}).headers["Location"]
    ).content.decode()  # fmt: skip


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"people": [], "standing": "advocate"}, "Tick one or more people first."),
        ({"people": ["x", "9" * 30, "-1", "²"], "ring": "close"}, "Tick one or more people first."),
        ({"people": "own"}, "Choose what to set for them."),
        ({"people": "own", "standing": "boss"}, "Choose one of these."),
    ],
)
def test_what_cannot_be_set_is_said_and_the_ticks_stay(alice, told, words):
    own = make.person(alice, "Mei Park")
    if told["people"] == "own":
        told = told | {"people": [own.pk]}
    page = send(cast.client(alice), told, "?q=mei")
    assert page.status_code == 422 and words in page.content.decode()
    assert ("checked" in page.content.decode()) == (told["people"] == [own.pk])
    assert 'action="/people/together?q=mei"' in page.content.decode()
    assert not Change.objects.of(alice).filter(verb="stand").exists()


def test_a_stranger_s_people_are_nobody_s_to_set(alice, charlie):
    mei, own = make.person(alice, "Mei Park"), make.person(charlie, "Bo")
    assert send(cast.client(charlie), {"people": [own.pk, mei.pk], "standing": "champion"}).status_code == 404
    assert {row.standing for viewer in (alice, charlie) for row in queries.ties(viewer)} == {"unknown"}


def test_all_of_a_page_can_be_ticked_without_a_script(alice):
    make.people(alice, [f"Mei {number:02}" for number in range(61)])
    client = cast.client(alice)
    [ticking] = re.findall(
        r'<a href="([^"]*)">Tick all on this page</a>', client.get("/people/?page=2&q=mei").content.decode()
    )
    page = client.get(unescape(ticking)).content.decode()
    assert page.count(" checked") == 1 and 'href="/people/?q=mei&amp;page=2">Untick all' in page
    assert client.get("/people/?all=1").content.decode().count(" checked") == 60


def test_out_of_touch_is_what_lapsed_reads(alice):
    person = make.person(alice, "Mei Park")
    for days in (3000, 2990, 2980):
        make.contact(alice, person, days_ago=days, kind="message")
    page = cast.client(alice).get("/people/").content.decode()
    assert Tie.objects.of(alice).get().status == "lapsed"
    assert "out of touch" in page
    assert ">lapsed<" not in page


def test_sixty_rows_a_page_with_links_that_keep_the_search(alice):
    make.people(alice, [f"Mei {number:02}" for number in range(61)])
    client = cast.client(alice)
    first = client.get("/people/?q=mei&sort=name")
    assert len(rows(first)) == 60
    assert 'href="/people/?q=mei&amp;sort=name&amp;page=2" rel="next"' in first.content.decode()
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
    client.get("/people/")
    assert queries_of(client, "/people/") == few <= 8
    assert queries_of(client, "/people/?q=mei&standing=unknown&status=quiet&last=never&organisation=org+7") <= 8


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

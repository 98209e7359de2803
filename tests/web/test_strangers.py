"""No address of these pages tells a stranger anything, or lets them change anything."""

import pytest
from django.urls import reverse

from backcast.journal.queries import last_change
from backcast.keeping.queries import digest
from backcast.ties.actions import age
from backcast.web.urls import urlpatterns
from tests import cast, make

ROWS = {"person_id": "person", "promise_id": "promise", "change_id": "change", "organisation_id": "organisation"}
BODY = {"kind": "call", "text": "x", "on": "2026-11-20", "standing": "champion", "suggest": "no", "done": "yes"}


@pytest.fixture
def rows(alice):
    """The ids of Alice's rows by what they are."""
    person = make.person(alice, "Mei Park", email="mei@example.org", organisation="Mei Labs")
    promise = make.promise(alice, person).pk
    own = {"person": person.pk, "organisation": person.organisation_id}
    return own | {"promise": promise, "change": last_change(alice, "promise").pk}


def of_a_row():
    """The patterns that name a row."""
    return [found for found in urlpatterns if set(found.pattern.converters) & set(ROWS)]


def address(found, rows):
    return reverse(found.name, kwargs={name: rows[ROWS[name]] for name in found.pattern.converters})


@pytest.mark.parametrize("found", of_a_row(), ids=lambda found: found.name)
@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_a_strangers_row_and_no_row_answer_the_same(charlie, rows, found, method):
    age(charlie)
    client = cast.client(charlie)
    client.get(reverse("people"))
    before = digest()
    theirs = getattr(client, method)(address(found, rows), BODY if method == "post" else {})
    nobodys = getattr(client, method)(address(found, dict.fromkeys(rows, 10**6)), BODY if method == "post" else {})
    assert theirs.status_code in (404, 405)
    assert (theirs.status_code, theirs.content) == (nobodys.status_code, nobodys.content)
    assert b"Mei" not in theirs.content
    assert digest() == before


def test_the_walk_covers_every_page_of_a_row():
    assert {found.name for found in of_a_row()} >= {
        "person",
        "log",
        "stand",
        "suggest",
        "promise",
        "promise_done",
        "undo",
    }


@pytest.mark.parametrize("number", [0, 2**63, 10**30])
def test_ids_beyond_the_table_are_not_found(alice, number):
    client = cast.client(alice)
    assert client.get(f"/people/{number}/").status_code == 404
    assert client.post(f"/undo/{number}").status_code == 404
    assert client.post(f"/promises/{number}/done").status_code == 404


@pytest.mark.parametrize(
    "referer", ["https://evil.example/x", "http://127.0.0.1:8000//evil.example", "", "javascript:1"]
)
def test_undo_never_leads_elsewhere(alice, referer):
    make.promise(alice, make.person(alice))
    change = last_change(alice, "promise")
    answer = cast.client(alice).post(reverse("undo", args=[change.pk]), headers={"referer": referer})
    assert answer.headers["Location"] in ("/", "/evil.example")


def test_an_undone_change_says_so(alice):
    make.promise(alice, make.person(alice))
    client, address = cast.client(alice), reverse("undo", args=[last_change(alice, "promise").pk])
    client.post(address)
    assert client.post(address).status_code == 303
    assert "taken back already" in client.get("/people/").content.decode()

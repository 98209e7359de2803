"""Family is looked for on request, by name and shared addresses, and asked about once."""

import pytest

from backcast.errors import NotFound
from backcast.journal.actions import invert, record
from backcast.network import actions as network
from backcast.network.models import ContactPoint, Person
from backcast.ties import actions as ties
from backcast.ties.actions.family import say_family
from backcast.ties.models import Tie
from backcast.ties.queries.family import relatives
from tests import cast
from tests.web.test_person_page import text, undo_of


@pytest.fixture
def owner(alice):
    with record(alice, "test") as rec:
        row = network.put_person(rec, name="Mia Quill", email="mia@quill.example", day=alice.today)
        rec.update(row, is_owner=True)
    return row


def person(viewer, name, **told):
    return ties.add(viewer, name=name, **told)


def shared(viewer, row, email):
    """An address of somebody else too: families share."""
    with record(viewer, "test") as rec:
        rec.insert(ContactPoint(person=row, kind="email", value=email, key=email, day=viewer.today))


def names(viewer):
    return [one.person.name for one in relatives(viewer)]


def test_the_family_name_and_a_shared_address_speak_and_work_comes_last(alice, owner):
    person(alice, "Ada Quill", organisation="Acme")
    person(alice, "Ole Quill")
    person(alice, "Quill Ash")
    person(alice, "Bo Tranquill")
    shared(alice, person(alice, "Cy Birch"), "mia@quill.example")
    assert names(alice) == ["Cy Birch", "Ole Quill", "Ada Quill"]
    assert [one.because for one in relatives(alice)] == [
        ("Shares an e-mail address with you or with your family.",),
        ("Has the same family name as you.",),
        ("Has the same family name as you.",),
    ]


def test_who_is_placed_leads_to_their_own_and_an_answer_is_never_asked_again(alice, owner):
    cy, ole = person(alice, "Cy Birch"), person(alice, "Ole Quill")
    person(alice, "Dora Birch")
    assert names(alice) == ["Ole Quill"]
    change = say_family(alice, family=[cy.pk], others=[ole.pk])
    assert relatives(alice)[0].because == ("Has the same family name as Cy Birch.",) and names(alice) == ["Dora Birch"]
    assert Tie.objects.of(alice).get(person=cy).ring == "family"
    invert(alice, change)
    assert names(alice) == ["Ole Quill"]
    assert Tie.objects.of(alice).get(person=cy).ring == ""


def test_nobody_is_family_of_somebody_unknown_and_nothing_said_twice_is_a_change(alice):
    row = person(alice, "Ole Quill")
    assert names(alice) == []
    assert say_family(alice, family=[row.pk]) is not None
    assert say_family(alice, family=[row.pk]) is None


def test_a_stranger_s_person_is_not_there(alice, charlie):
    row = person(charlie, "Ole Quill")
    with pytest.raises(NotFound):
        say_family(alice, family=[row.pk])
    assert Person.objects.of(charlie).get(pk=row.pk).tie.ring == ""


def test_the_page_asks_saves_and_offers_undo(alice, owner):
    client, ole, ada = cast.client(alice), person(alice, "Ole <b>Quill"), person(alice, "Ada Quill")
    page = text(client.get("/people/family"))
    assert "Ole &lt;b&gt;Quill" in page and "Has the same family name as you." in page
    client.post("/people/family", {"family": [ole.pk, "x"], "shown": [ole.pk, ada.pk]})
    after = client.get("/people/family")
    assert "Placed in the family: 1 name." in text(after) and "Nobody here looks like family" in text(after)
    client.post(undo_of(after))
    assert "Ada Quill" in text(client.get("/people/family"))

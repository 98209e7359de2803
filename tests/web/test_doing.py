"""What somebody does, how senior they are and where they live: read, said by hand, looked for."""

from backcast.network.actions import facts
from backcast.network.models import Fact, Person
from backcast.network.queries import described, doing
from backcast.ties import queries as ties
from tests import cast, make
from tests.vision.test_gap import text


def found(viewer, words):
    return {one.name for one in ties.people(viewer, words=words)}


def test_what_was_said_comes_before_the_role_and_that_before_the_headline():
    both = doing.said("", "", "Head of Data", "CISO")
    assert both == doing.Doing(doing.Word("data", "title"), doing.Word("lead", "title"))
    assert doing.said("", "", "Wizard", "CISO").field == doing.Word("security", "headline")
    assert doing.said("Beekeeping", "Director", "CISO", "").field == doing.Word("Beekeeping", "told")
    assert doing.said("", "Director", "Junior", "").seniority == doing.Word("lead", "told")
    assert doing.said("", "", "Wizard", "") == doing.NOBODY


def test_the_card_tells_it_and_takes_ones_word_with_an_undo(alice):
    mei, client = make.person(alice, "Mei Park", title="Head of Data"), cast.client(alice)
    page = text(client.get(f"/people/{mei.pk}/"))
    assert '<bdi>Data and AI</bdi> <span class="muted small">as their role says' in page and "unknown" in page
    told = {"field": "Data and AI", "seniority": "executive", "place": "Porto"}
    assert client.post(f"/people/{mei.pk}/does", told).status_code == 303
    page = text(client.get(f"/people/{mei.pk}/"))
    assert '<bdi>Executive</bdi> <span class="muted small">from you' in page and "Saved what you wrote" in page
    row = Person.objects.of(alice).get(pk=mei.pk)
    assert (row.field, row.seniority, row.place) == ("data", "executive", "Porto")
    assert facts.describe(alice, row, **told) is None
    undo = page.split('action="/undo/')[1].split('"')[0]
    client.post(f"/undo/{undo}")
    assert not Fact.objects.of(alice).filter(field__in=["field", "seniority", "place"]).exists()
    page = text(client.post(f"/people/{mei.pk}/does", told | {"seniority": "king", "field": "x" * 9000}))
    assert "Choose one of these." in page and "longer than" in page and '<details class="no-print" open>' in page


def test_the_edit_form_keeps_what_a_file_said(alice):
    mei = make.person(alice, "Mei Park")
    Fact.objects.of(alice).create(
        workspace=alice.workspace, person=mei, field="seniority", value="Director", source="csv", day=alice.today
    )
    facts.describe(alice, mei, field="Law", seniority="", place="")
    client = cast.client(alice)
    form = client.get(f"/people/{mei.pk}/edit").context["form"]
    assert form.initial["seniority"] == "lead" and form.initial["field"] == "Law"
    sent = {name: value for name, value in form.initial.items() if value} | {"title": "CISO"}
    assert client.post(f"/people/{mei.pk}/edit", sent).status_code == 303
    row = Person.objects.of(alice).get(pk=mei.pk)
    assert (row.seniority, row.field, row.title) == ("Director", "Law", "CISO")


def test_people_are_found_by_field_level_and_town(alice, monkeypatch):
    mei = make.person(alice, "Mei Park", title="Head of Data", place="Braga, Portugal")
    make.person(alice, "Ada Lin", title="CISO", place="Lisboa, Portugal")
    make.person(alice, "Bo Ek", title="Wizard")
    assert found(alice, "field:data") == found(alice, 'field:"Data and AI"') == {"Mei Park"}
    assert found(alice, "seniority:lead") == {"Mei Park"} and found(alice, "-seniority:lead field:security") == {
        "Ada Lin"
    }
    assert found(alice, "field:unknown") == found(alice, "seniority:unknown") == {"Bo Ek"}
    assert found(alice, "town:portugal") == {"Mei Park", "Ada Lin"} and found(alice, "town:BRAGA") == {"Mei Park"}
    assert found(alice, "town:brag") == found(alice, "seniority:king") == found(alice, "town:%") == set()
    facts.describe(alice, mei, field="Beekeeping", seniority="", place="")
    assert found(alice, "field:beekeeping") == {"Mei Park"}
    monkeypatch.setattr(described, "MOST", 2)
    assert found(alice, "field:Beekeeping") == {"Mei Park"} and found(alice, "field:security") == set()

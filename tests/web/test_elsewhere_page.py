"""Starting again somewhere else: who is there, who was, and who knows somebody there."""

import re

import pytest
from django.urls import reverse

from backcast.introductions.queries import elsewhere
from backcast.introductions.queries.elsewhere import Wanted
from backcast.journal.actions import record
from backcast.network import actions as network
from backcast.network.actions import acquaintances, facts, trash
from backcast.network.models import Fact, Organisation, Person, Position
from backcast.network.queries import search
from backcast.ties import actions as ties
from tests import cast, make
from tests.web.test_people_page import queries_of

ADDRESS = "/people/elsewhere"


@pytest.fixture
def people(alice):
    """Ada lives in Lisbon, Bo worked there, Cy was said to live there; Di knows Ada, and Ed, whom only Di knows."""
    told = {"Ada": "Lisbon, Portugal", "Bo": "Berlin", "Cy": "Porto", "Di": "Lisboa Court, Ohio", "Ed": "lisbon"}
    rows = {name: make.person(alice, name, place=place, title="Nurse") for name, place in told.items()}
    for name in ("Bo", "Cy", "Di"):
        ties.stand(alice, rows[name], standing="friendly")
    make.contact(alice, rows["Ada"], days_ago=3)
    with record(alice, "seed") as rec:
        acme = rec.insert(Organisation(name="Acme Labs", key="acme labs"))
        role = {"organisation": acme, "place": "Lisbon", "day": alice.today}
        rec.insert(Position(person=rows["Bo"], title="Nurse", end="2019-05", current=False, **role))
        rec.insert(Fact(person=rows["Cy"], field="place", value="Lisbon", day=alice.today.replace(year=2020)))
        me = rec.insert(Person(name="Me", sort="me", is_owner=True))
        rec.insert(Position(person=me, organisation=acme, end="2018-01", current=False, day=alice.today))
    for other in ("Ada", "Ed"):
        acquaintances.say(alice, rows["Di"], rows[other], strength=0.8)
    return rows


def because(rows):
    return {one.person.name: list(one.because) for one in rows}


def say(viewer, person, value):
    """What an address book tells of somebody's languages."""
    with record(viewer, "seed") as rec:
        rec.insert(Fact(person=person, field="languages", value=value, source="vcard", day=viewer.today))
        network.settle(rec, [person.pk])


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_who_is_or_was_there_is_told_with_the_reason(alice, people):
    found = elsewhere.found(alice, Wanted("lisbon"))
    assert because(found.yours) == {
        "Ada": ["Lives in Lisbon, Portugal"],
        "Bo": ["Worked at Acme Labs in Lisbon until 2019", "You were both at Acme Labs"],
        "Cy": ["Was in Lisbon in November 2020"],
    }
    assert found.yours[0].person.name == "Ada" and because(found.others) == {"Ed": ["Lives in lisbon"]}
    [di] = found.between
    assert di.person.name == "Di" and {one.person.name for one in di.knows} == {"Ada", "Ed"} and di.more == 0


FIT = [
    (Wanted("Portugal"), {"Ada"}),
    (Wanted("Lis"), set()),
    (Wanted("Lisbon", field="nurse", organisation="acme"), {"Bo"}),
    (Wanted(organisation="ACME LABS, Inc."), {"Bo"}),
    (Wanted(organisation="lab"), set()),
    (Wanted(field="nurs"), {"Ada", "Bo", "Cy", "Di", "Ed"}),
    (Wanted(field="urse"), set()),
]


def test_all_that_is_told_must_fit_and_words_are_whole(alice, people):
    for wanted, names in FIT:
        found = elsewhere.found(alice, wanted)
        assert {one.person.name for one in (*found.yours, *found.others)} == names, wanted


def test_the_page_leads_to_people_and_to_ways(alice, people):
    client = cast.client(alice)
    page = text(client.get(ADDRESS, {"place": "Lisbon"}))
    assert "Lives in Lisbon, Portugal" in page and "3 days ago" in page
    assert page.count(f"/introductions/to/person/{people['Ed'].pk}") == 2
    landing = text(client.get(ADDRESS))
    assert "5 of 5 people have a town on record" in landing and "?place=Lisbon%2C%20Portugal" in landing
    assert ADDRESS in text(client.get(reverse("people")))


def test_nobody_there_teaches_what_to_do(alice, people):
    client = cast.client(alice)
    page = text(client.get(ADDRESS, {"place": "Oslo & <b>"}))
    assert "in Oslo &amp; &lt;b&gt;</bdi> yet" in page and "<b>" not in page and "on record" in page
    words = re.search(r"(?s)<textarea[^>]*>(.*?)</textarea>", page)[1]
    assert "Do you know somebody in Oslo" in words
    assert reverse("person", args=[people["Ada"].pk]) in page.split('id="ask-heading"')[1]
    for told in ({"place": " "}, {"place": "x" * 201}, {"place": ",,", "field": "!"}, {"place": "\x00"}):
        assert "Where your people are" in text(client.get(ADDRESS, told))


def test_what_both_speak_is_a_reason_and_can_be_looked_for(alice, people):
    say(alice, people["Ada"], "pt,en")
    say(alice, people["Bo"], "pt")
    say(alice, people["Ed"], "Elvish")
    facts.speak(alice, "German, English, Portuguese")
    found = elsewhere.found(alice, Wanted("lisbon"))
    assert because(found.yours)["Ada"] == ["Lives in Lisbon, Portugal", "You both speak English and Portuguese"]
    assert because(found.others)["Ed"] == ["Lives in lisbon"]
    for wanted, told in (
        (
            Wanted(speaks="português"),
            {"Ada": ["You both speak English and Portuguese"], "Bo": ["You both speak Portuguese"]},
        ),
        (Wanted("Lisbon", speaks="elvish"), {"Ed": ["Lives in lisbon", "Speaks Elvish"]}),
        (Wanted(speaks="pt, en"), {"Ada": ["You both speak English and Portuguese"]}),
        (Wanted(speaks="Turkish"), {}),
    ):
        rows = elsewhere.found(alice, wanted)
        assert {
            name: said[: len(told.get(name, said))] for name, said in because([*rows.yours, *rows.others]).items()
        } == told
    assert not Wanted(speaks=" ; N/A ") and [row.name for row in search(alice, "speaks:PT -lisbon")] == ["Bo"]


def test_the_page_asks_once_what_you_speak_keeps_it_and_takes_it_back(alice, people):
    client = cast.client(alice)
    assert "Which languages do you speak?" in text(client.get(ADDRESS))
    answer = client.post(f"{ADDRESS}/languages", {"languages": "Türkçe, <b>", "place": "Lisbon", "field": ""})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{ADDRESS}?place=Lisbon")
    page = text(client.get(answer.headers["Location"]))
    assert "You speak <bdi>Turkish, &lt;b&gt;</bdi>" in page and "Saved what you speak." in page
    client.post(re.search(r'action="(/undo/\d+)"', page)[1])
    assert "You speak" not in text(client.get(ADDRESS))
    client.post(f"{ADDRESS}/languages", {"languages": "x" * 1_001})
    assert "with commas between" in text(client.get(ADDRESS))
    nobody = text(client.get(ADDRESS, {"speaks": "turkish"}))
    assert "Nobody <bdi>who speaks Turkish</bdi> yet" in nobody and "rarely told" in nobody
    assert "Do you know somebody who speaks Turkish whom I could talk to?" in nobody


def test_strangers_and_the_trash_stay_out_and_many_cost_no_more_queries(alice, charlie, people):
    make.person(charlie, "Zed")
    assert "Ada" not in text(cast.client(charlie).get(ADDRESS, {"place": "Lisbon"}))
    client, address = cast.client(alice), f"{ADDRESS}?place=lisbon"
    client.get(address)
    few = queries_of(client, address)
    trash.throw(alice, [people["Ada"].pk])
    for n in range(6):
        make.person(alice, f"Mei {n}", place="Lisbon")
    assert queries_of(client, address) == few <= 25
    assert "Ada" not in text(client.get(address))


def test_an_empty_house_is_told_how_to_begin(alice):
    assert "Nobody here yet" in text(cast.client(alice).get(ADDRESS))

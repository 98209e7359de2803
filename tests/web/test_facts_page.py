"""What is true of a person: edited by hand, and one click where sources disagree."""

import re

import pytest
from django.urls import reverse

from backcast.network.actions import trash
from backcast.network.models import Fact, Person
from tests import cast, make
from tests.network.test_disagreements import claims, roles, somebody
from tests.web.test_people_page import queries_of

PAYLOAD = "<script>alert(1)</script>"


@pytest.fixture
def ada(alice):
    """Somebody two files tell a town and a position of."""
    ada = somebody(alice)
    claims(alice, ada, "place", ("linkedin", PAYLOAD, 5), ("vcard", "Munich", 9))
    roles(alice, ada, ("linkedin", "Acme", "SRE", 1), ("vcard", "Globex", "CTO", 5))
    return ada


def text(page):
    assert page.status_code in (200, 422)
    return page.content.decode()


def send(client, person, **told):
    return client.post(reverse("choose", args=[person.pk]), told).headers["Location"]


def test_one_click_chooses_another_goes_back_to_the_newest_and_both_are_undone(alice, ada):
    client, address = cast.client(alice), reverse("person", args=[ada.pk])
    page = text(client.get(address))
    assert "Where sources disagree" in page and "<script>alert" not in page
    assert "LinkedIn export" in page and page.count("shown now") == 2
    assert page.count("Show this one") == page.count("Keep this one") == 2
    claim = f"fact-{Fact.objects.of(alice).get(value=PAYLOAD).pk}"
    assert send(client, ada, claim=claim) == address
    page = text(client.get(address))
    assert "Chosen for Ada Byron." in page and page.count('<span class="chip accent">chosen</span>') == 1
    client.post(re.search(r'action="(/undo/\d+)"', page)[1])
    assert Person.objects.of(alice).get(pk=ada.pk).place == "Munich"
    send(client, ada, claim=claim)
    send(client, ada, follow="place")
    assert Person.objects.of(alice).get(pk=ada.pk).place == "Munich"
    assert send(client, ada, claim="nonsense", follow="nonsense") == address


def test_languages_are_written_in_words_and_shown(alice):
    ada, client = somebody(alice), cast.client(alice)
    told = {"name": "Ada Byron", "languages": "english; Français (B2), Elvish"}
    client.post(reverse("edit", args=[ada.pk]), told)
    assert Person.objects.of(alice).get(pk=ada.pk).languages == "en,fr,Elvish"
    page = text(client.get(reverse("person", args=[ada.pk])))
    assert "Speaks <bdi>English, French, Elvish</bdi>" in page and "en,fr" not in page
    assert 'value="English, French, Elvish"' in text(client.get(reverse("edit", args=[ada.pk])))


def test_the_list_holds_whoever_waits_for_a_word(alice, ada):
    client, bo = cast.client(alice), somebody(alice, "Bo Lind")
    claims(alice, bo, "place", ("linkedin", "Porto", 5), ("vcard", "Porto", 9))
    page = text(client.get(reverse("disagree")))
    assert "2 facts." in page and "Ada Byron" in page and "Bo Lind" not in page
    assert send(client, ada, claim=f"fact-{ada.facts.get(value='Munich').pk}", back="disagree") == reverse("disagree")
    assert "1 fact." in text(client.get(reverse("disagree")))
    trash.throw(alice, [ada.pk])
    assert "Nothing disagrees" in text(client.get(reverse("disagree")))


def test_the_list_asks_as_often_for_many_as_for_one(alice, ada):
    client = cast.client(alice)
    few = queries_of(client, reverse("disagree"))
    for n in range(20):
        claims(alice, somebody(alice, f"Mei {n}"), "place", ("linkedin", "Porto", 5), ("vcard", f"Town {n}", 9))
    assert queries_of(client, reverse("disagree")) == few <= 8


def test_a_person_is_edited_by_hand_and_wrong_input_stays(alice, ada):
    client, address = cast.client(alice), reverse("edit", args=[ada.pk])
    page = text(client.get(address))
    assert 'value="Munich"' in page and 'value="Globex"' in page and 'value="CTO"' in page
    told = {"name": "Ada King", "organisation": "Initech", "title": "CEO", "place": "Bonn", "email": "ada@king.example"}
    assert client.post(address, told).headers["Location"] == reverse("person", args=[ada.pk])
    page = text(client.get(reverse("person", args=[ada.pk])))
    for part in ("<h1><bdi>Ada King</bdi></h1>", "CEO", "Initech", "Bonn", "mailto:ada@king.example", "/undo/"):
        assert part in page
    make.person(alice, "Bo", email="bo@example.org")
    for wrong, words in (({"name": ""}, "Name is missing."), ({"email": "bo@example.org"}, "already has this address")):
        page = client.post(address, told | {"place": "Kept"} | wrong)
        assert page.status_code == 422 and words in text(page) and 'value="Kept"' in text(page)

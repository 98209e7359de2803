"""Tags: given to one or to several, found by the search, and taken back."""

import re

from django.urls import reverse

from backcast.network.actions import trash
from backcast.network.models import Tag, Tagged
from backcast.network.queries.tags import tags_of
from tests import cast, make
from tests.web.test_people_page import rows


def test_several_are_tagged_with_a_standing_in_one_change_and_one_undo(alice):
    people = [make.person(alice, name) for name in ("Ada", "Bo", "Mei")]
    client, told = cast.client(alice), {"tag": " Lisbon  Conf 2026 ", "standing": "friendly"}
    sent = client.post("/people/together", told | {"people": [row.pk for row in people[:2]]})
    page = client.get(sent.headers["Location"]).content.decode()
    assert "Saved for 2 people." in page and tags_of(alice, people[0]) == ["lisbon conf 2026"]
    assert rows(client.get("/people/", {"q": 'tag:"Lisbon conf 2026"', "sort": "name"})) == ["Ada", "Bo"]
    assert rows(client.get("/people/", {"q": '-tag:"lisbon conf 2026"'})) == ["Mei"]
    client.post(re.search(r'action="(/undo/\d+)"', page)[1])
    assert not Tag.objects.of(alice).exists() and not Tagged.objects.of(alice).exists()
    page = client.post("/people/together", {"tag": "!?", "people": [people[0].pk]})
    assert page.status_code == 422 and "A tag needs a letter or a digit." in page.content.decode()


def test_a_tag_is_given_and_taken_away_on_the_page_of_a_person(alice, charlie):
    mei, other = make.person(alice, "Mei"), make.person(charlie, "Cleo")
    client, address = cast.client(alice), reverse("tag", args=[mei.pk])
    for name in ("Climbing", "CLIMBING", "<b>", ""):
        client.post(address, {"tag": name})
    page = client.get(reverse("person", args=[mei.pk])).content.decode()
    assert tags_of(alice, mei) == ["<b>", "climbing"] and "<bdi>&lt;b&gt;</bdi>" in page
    assert rows(client.get(re.search(r'href="(/people/\?q=tag:%22climbing%22)"', page)[1])) == ["Mei"]
    client.post(address, {"gone": "climbing"})
    assert tags_of(alice, mei) == ["<b>"] and Tag.objects.of(alice).count() == 1
    assert client.post(reverse("tag", args=[other.pk]), {"tag": "x"}).status_code == 404
    trash.throw(alice, [mei.pk])
    assert rows(client.get("/people/", {"q": "tag:<b>"})) == []

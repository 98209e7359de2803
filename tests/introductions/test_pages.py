"""The pages of introductions: whom to reach, the ways there, and what to do where there is none."""

import re
from html import unescape

import pytest
from django.urls import reverse

from backcast.imports.actions import merge
from backcast.introductions.queries import routes, targets, told
from backcast.network.actions import acquaintances, facts
from backcast.network.models import Organisation
from backcast.ties import actions as ties
from backcast.vision.models import FuturePerson, Vision
from tests import cast, make
from tests.web.test_people_page import queries_of

PAYLOAD = "<script>alert(1)</script>"


def text(page, status=200):
    assert page.status_code == status
    return unescape(re.sub(r"\s+", " ", page.content.decode()))


def ways_of(page):
    """What each row of the table says, without its marks."""
    rows = re.findall(r"<tr data-row.*?</tr>", page, re.S)
    return [
        re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row)).replace(" → ", ">").replace(" :", ":").strip() for row in rows
    ]


@pytest.fixture
def town(alice):
    """Two ways to Cy of Kelvin, whom Alice does not know: by Ana, who said so, and longer by Bo and Dan."""
    ana = make.person(alice, "Ana Silva", standing="champion", organisation="Nova")
    bo = make.person(alice, "Bo Holm", standing="friendly", organisation="Nova Valley")
    dan, cy = make.person(alice, "Dan Roe"), make.person(alice, "Cy Abel", organisation="Kelvin Labs", title="SRE")
    make.contact(alice, ana, days_ago=20)
    acquaintances.say(alice, ana, cy, why=f"they built it {PAYLOAD}")
    acquaintances.say(alice, bo, dan)
    acquaintances.say(alice, dan, cy, strength=0.9)
    return {one.name.split()[0].lower(): one for one in (ana, bo, dan, cy)}


def test_the_page_tells_every_way_its_chance_its_weakest_link_and_why(alice, town):
    found = routes.routes(alice, targets.of_person(town["cy"]))
    page = text(cast.client(alice).get(reverse("introductions-person", args=[town["cy"].pk])))
    first, second = ways_of(page)
    assert first.startswith("You>Ana Silva>Cy Abel") and second.startswith("You>Bo Holm>Dan Roe>Cy Abel")
    for row, route in zip((first, second), found.routes, strict=True):
        assert told.about(route.chance).capitalize() in row and told.spread(route.chance) in row
    assert "Ana Silva to Cy Abel: about 6 in 10" in first and "they built it" in first and "Draft the ask" in first
    assert f"connector={town['ana'].pk}&person={town['cy'].pk}" in page
    assert f"Together: {told.about(found.combined)} ({told.spread(found.combined)})." in page
    assert "A champion, last contact 2 weeks ago" in page and "Or write directly" in page and "5 to 15" in page
    assert len(re.findall(r'<path class="line', page)) == 5 and page.count("<rect") == 5
    assert re.search(r'class="share weakest[^>]*>65\s%, weakest<', page)
    assert (
        PAYLOAD in page
        and PAYLOAD
        not in cast.client(alice).get(reverse("introductions-person", args=[town["cy"].pk])).content.decode()
    )


def test_ways_can_lead_through_somebody_or_be_short(alice, town):
    client, address = cast.client(alice), reverse("introductions-person", args=[town["cy"].pk])
    assert len(ways_of(text(client.get(address, {"hops": "2"})))) == 1
    [way] = ways_of(text(client.get(address, {"via": town["dan"].pk})))
    assert "Bo Holm" in way
    page = text(client.get(address, {"via": town["dan"].pk, "hops": "2"}))
    assert "None that leads through <bdi>Dan Roe</bdi> is known" in page and f'<option value="{town["dan"].pk}"' in page
    for odd in ("x", "0", "-1", "9" * 30, "²"):
        assert client.get(address, {"via": odd}).status_code == 404
    assert len(ways_of(text(client.get(address, {"hops": "<99>"})))) == 2


def test_somebody_one_knows_needs_no_introduction_and_who_rests_is_named(alice, town):
    client = cast.client(alice)
    page = text(client.get(reverse("introductions-person", args=[town["ana"].pk])))
    assert "None: you know them yourself" in page and "Write to them" in page and "Or write directly" not in page
    ties.stand(alice, town["ana"], suggest=False)
    page = text(client.get(reverse("introductions-person", args=[town["cy"].pk])))
    assert [way[:12] for way in ways_of(page)] == ["You>Bo Holm>"]
    assert "<bdi>Ana Silva</bdi></a>: you said not to ask them." in page
    ties.stand(alice, town["bo"], suggest=False)
    page = text(client.get(reverse("introductions-person", args=[town["cy"].pk])))
    assert "No way to ask for just now" in page and "<bdi>Bo Holm</bdi></a>: you said" in page and not ways_of(page)


def test_words_lead_to_whom_they_mean(alice, town):
    client, address = cast.client(alice), reverse("introductions-words")
    kelvin = Organisation.objects.of(alice).get(name="Kelvin Labs")
    exact = {"cy abel": ("person", town["cy"].pk), "kelvin labs": ("organisation", kelvin.pk), "Cy": None}
    for words, meant in exact.items():
        page = client.get(address, {"words": words})
        assert page.status_code == (302 if meant else 200)
        assert not meant or page["Location"] == reverse(f"introductions-{meant[0]}", args=[meant[1]])
    page = text(client.get(address, {"words": "SRE"}))
    assert "1 person found" in page and len(ways_of(page)) == 2 and 'name="words" value="SRE"' in page
    make.person(alice, "Cy Abel", organisation="Elsewhere")
    assert "2 people found" in text(client.get(address, {"words": "Cy Abel"}))
    page = client.get(address, {"words": f"zz {PAYLOAD}"})
    assert "Nobody here is found by" in text(page) and PAYLOAD not in page.content.decode()
    assert client.get(address)["Location"] == client.get(address, {"words": " "})["Location"] == "/introductions/"
    assert "longer than" in text(client.get(address, {"words": "x" * 999}))


def test_an_address_of_nobody_is_not_found_and_one_who_was_merged_leads_on(alice, town):
    client = cast.client(alice)
    for name in ("person", "organisation", "future"):
        assert client.get(reverse(f"introductions-{name}", args=[987654])).status_code == 404
    twin = make.person(alice, "Ana M Silva")
    merge.merge(alice, town["ana"], twin)
    moved = client.get(reverse("introductions-person", args=[twin.pk]))
    assert moved["Location"] == reverse("introductions-person", args=[town["ana"].pk])


def test_the_people_of_the_future_are_told_by_how_near_they_are(alice, town):
    client = cast.client(alice)
    assert "Nobody is named yet" in text(client.get("/introductions/"))
    vision = Vision(workspace=alice.workspace, key="main", active=True, title="x", horizon="2031-01-01")
    vision.save()
    told_of = [
        {"name": "Cy", "person": town["cy"]},
        {"name": "Some Body", "organisation": "Kelvin Labs"},
        {"name": "Ana", "person": town["ana"]},
        {"describe": "an editor", "organisation": "Ghost & Co"},
        {"describe": "a judge"},
        {"name": "Mei", "knows_me": True},
    ]
    for place, one in enumerate(told_of):
        FuturePerson(workspace=alice.workspace, vision=vision, key=str(place), **one).save()
    page = text(client.get("/introductions/"))
    chance = told.about(routes.routes(alice, targets.of_person(town["cy"])).routes[0].chance)
    assert page.count(f"One introduction away, beginning with <bdi>Ana Silva</bdi>: {chance}") == 2
    for words in ("You know them<", "Nobody there is known yet", "No name yet", "Knows you already"):
        assert page.count(words) == 1, words
    pages = [
        text(client.get(reverse("introductions-future", args=[row.pk])))
        for row in FuturePerson.objects.of(alice).order_by("pk")
    ]
    assert ways_of(pages[0])[0].startswith("You>Ana Silva>Cy Abel")
    assert "anybody at <bdi>Kelvin Labs</bdi>, who may know them" in pages[1]
    assert "Nobody at <bdi>Ghost & Co</bdi> is known here yet" in pages[3]
    assert "They have no name and no organisation yet" in pages[4] and "They know you already" in pages[5]


def test_where_no_way_is_known_the_likeliest_conversations_are_named(alice):
    client = cast.client(alice)
    aim = make.person(alice, "Eve Ito", organisation="Kelvin Labs", title="Head of Reliability", place="Lisbon")
    page = text(client.get(reverse("introductions-person", args=[aim.pk])))
    assert "No way is known yet" in page and "What would open one" in page and "conversations most likely" not in page
    make.person(alice, "Like nothing", standing="champion", title="Head of Bread")
    page = text(client.get(reverse("introductions-person", args=[aim.pk])))
    assert "The conversation most likely" in page and "Like nothing" in page and "nothing noted here tells" in page
    near = {
        "here": {"organisation": "Kelvin Labs"},
        "field": {"title": "Reliability Engineer"},
        "town": {"place": "Lisbon"},
    }
    for name, is_like in near.items():
        make.person(alice, f"Like {name}", standing="supporter", **is_like)
    friend = make.person(alice, "Like a friend", standing="friendly")
    family = make.person(alice, "Like family", ring="family", organisation="Kelvin Labs")
    acquaintances.say(alice, friend, make.person(alice, "Like a stranger", organisation="Kelvin Labs"))
    facts.edit(alice, aim, name="Eve Ito", organisation="Elsewhere", title="Head of Reliability", place="Lisbon")
    page = text(client.get(reverse("introductions-person", args=[aim.pk])))
    named = re.findall(r"<li data-row><a[^>]*><bdi>(Like [^<]+)", page)
    assert named == ["Like here", "Like a friend", "Like field", "Like town"] and family.name not in named
    for words in (
        "Knows Like a stranger at Kelvin Labs",
        "Is at Kelvin Labs now",
        "Has to do with reliability",
        "Lives in the same town",
    ):
        assert words in page


def test_the_page_of_an_organisation_tells_whom_one_knows_there(alice, town):
    for name in ("Kelvin Labs Group", "Kelvin Health Labs"):
        make.person(alice, f"At {name}", organisation=name)
    kelvin, client = Organisation.objects.of(alice).get(name="Kelvin Labs"), cast.client(alice)
    page = text(client.get(reverse("organisation", args=[kelvin.pk])))
    now, rest = page.split("There now")[1].split("There before")
    before, between = rest.split("They know somebody there")
    assert "Cy Abel" in now and "Not met yet." in now and "Cy Abel" not in before
    assert "very likely the same" in now and "At Kelvin Labs Group" in now and "At Kelvin Health Labs" not in now
    assert '<bdi>Ana Silva</bdi></a> <span class="muted">knows <bdi>Cy Abel</bdi>: about 5 in 10' in between
    assert "Dan Roe" not in between, "nobody knows Dan"
    address = reverse("introductions-organisation", args=[kelvin.pk])
    assert f"{address}?via={town['ana'].pk}" in between
    page = text(client.get(address, {"via": town["ana"].pk}))
    assert len(ways_of(page)) == 1 and f"organisation={kelvin.pk}" in page and "1 person you know of" in page


def test_the_pages_ask_as_often_for_many_as_for_few(alice, town):
    client = cast.client(alice)
    addresses = [
        "/introductions/",
        reverse("introductions-person", args=[town["cy"].pk]),
        reverse("introductions-organisation", args=[town["cy"].organisation_id]),
        "/introductions/to/?words=SRE",
    ]
    client.get("/")
    few = [queries_of(client, address) for address in addresses]
    for n in range(4):
        one = make.person(alice, f"Mei {n}", standing="advocate", organisation="Initech")
        other = make.person(alice, f"Ines {n}", organisation="Kelvin Labs", title="SRE")
        acquaintances.say(alice, one, other)
        acquaintances.say(alice, one, town["cy"])
    many = [queries_of(client, address) for address in addresses]
    assert all(later <= first + 3 for first, later in zip(few, many, strict=True)), (few, many)
    assert max(many) <= 45, many

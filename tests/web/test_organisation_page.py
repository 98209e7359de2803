"""The pages of organisations: who is there, who was, and what is said of their names."""

import re

import pytest
from django.urls import reverse

from backcast.journal.models import Change
from backcast.network.actions import facts, trash
from backcast.network.models import Organisation, OrganisationName, Person
from tests import cast, make
from tests.web.test_people_page import queries_of

PAYLOAD = "<script>alert(1)</script>"


def text(page):
    assert page.status_code in (200, 422)
    return page.content.decode()


def kelvin(viewer):
    """Three names of one firm, and somebody who has left it."""
    for name, where in (("Bo", "Kelvin Labs"), ("Cy", "Kelvin"), ("Di", PAYLOAD), ("Ed", "Kelvin Valley")):
        make.person(viewer, name, organisation=where)
    gone = make.person(viewer, "Ada Byron", organisation="Kelvin Labs", title="SRE")
    facts.edit(viewer, gone, name="Ada Byron", organisation="Initech", title="", place="")
    return Organisation.objects.of(viewer).get(name="Kelvin Labs")


def test_the_list_counts_people_searches_every_name_and_shows_strong_likeness_alone(alice):
    labs, client = kelvin(alice), cast.client(alice)
    page = text(client.get(reverse("organisations")))
    assert "5 organisations" in page and "<script>alert" not in page and page.count("They are one<") == 1
    [row] = re.findall(r"<tr data-row>\s*<th[^>]*><a[^>]*><bdi>Kelvin Labs</bdi>.*?</tr>", page, re.S)
    assert re.findall(r">(\d+)</td>", row) == ["1", "1"]
    client.post(reverse("rename", args=[labs.pk]), {"name": "Nova", "since": "2023-07"})
    page = text(client.get(reverse("organisations"), {"q": "labs"}))
    assert "1 organisation found" in page and "<bdi>Nova</bdi>" in page and "Kelvin Valley" not in page
    assert "No organisation is called so" in text(client.get(reverse("organisations"), {"q": "zyx"}))


def test_the_page_tells_who_is_there_who_was_and_every_name(alice):
    labs, client = kelvin(alice), cast.client(alice)
    address = reverse("organisation", args=[labs.pk])
    assert (
        client.post(reverse("rename", args=[labs.pk]), {"name": "Nova", "since": "2023-07"}).headers["Location"]
        == address
    )
    page = text(client.get(address))
    now, before = page.split("There before")
    assert "<bdi>Bo</bdi>" in now and "<bdi>Ada Byron</bdi>" in before and "as of Nov 2026" in before
    assert 'before</span> <bdi>Kelvin Labs</bdi> <span class="muted small">since Jul 2023' in page
    client.post(re.search(r'action="(/undo/\d+)"', page)[1])
    assert not OrganisationName.objects.of(alice).exists() and "<h1><bdi>Kelvin Labs</bdi></h1>" in text(
        client.get(address)
    )


def test_two_are_made_one_from_the_suggestion_and_the_old_address_leads_on(alice):
    labs, client = kelvin(alice), cast.client(alice)
    other = Organisation.objects.of(alice).get(name="Kelvin")
    told = {"gone": other.pk, "back": "list"}
    assert client.post(reverse("same", args=[labs.pk]), told).headers["Location"] == reverse("organisations")
    assert "Kelvin and Kelvin Labs are one now." in text(client.get(reverse("organisations")))
    moved = client.get(reverse("organisation", args=[other.pk]))
    assert (moved.status_code, moved.headers["Location"]) == (303, reverse("organisation", args=[labs.pk]))
    assert Person.objects.of(alice).filter(organisation=labs).count() == 2
    for gone in (other.pk, "", "x", 10**6):
        assert client.post(reverse("same", args=[labs.pk]), {"gone": gone}).status_code in (404, 409)


@pytest.mark.parametrize("back", [{"back": "list"}, {}])
def test_two_that_are_different_are_never_asked_about_again_until_that_is_undone(alice, charlie, back):
    labs, client = kelvin(alice), cast.client(alice)
    other, address = Organisation.objects.of(alice).get(name="Kelvin"), reverse("different", args=[labs.pk])
    sent = client.post(address, {"gone": other.pk, **back}).headers["Location"]
    assert sent == (reverse("organisations") if back else reverse("organisation", args=[labs.pk]))
    said = text(client.get(sent))
    assert "Kelvin and Kelvin Labs are two." in said
    assert "They are two<span" not in text(client.get(reverse("organisations")))
    assert f'name="gone" value="{labs.pk}"' not in text(client.get(reverse("organisation", args=[other.pk])))
    assert client.post(address, {"gone": other.pk}).status_code == 303 and Change.objects.of(alice).count() == 7
    client.post(re.search(r'action="(/undo/\d+)"', said)[1])
    assert "They are two<span" in text(client.get(reverse("organisations")))
    for gone in (labs.pk, "", "x", make.person(charlie, "Cy", organisation="Cy & Co").organisation_id):
        assert client.post(address, {"gone": gone}).status_code in (404, 409)


def test_what_cannot_be_said_is_explained_beside_the_form(alice):
    labs, client = kelvin(alice), cast.client(alice)
    for name, told, words in (
        ("rename", {"name": "KELVIN"}, "Kelvin is here already."),
        ("rename", {"name": " "}, "New name is missing."),
        ("also", {"name": "x", "kind": "enemy"}, "Choose one of these."),
        ("also", {"name": "x", "kind": "alias", "since": "13/2020"}, "Write a year like 2023"),
    ):
        page = client.post(reverse(name, args=[labs.pk]), told)
        assert page.status_code == 422 and words in text(page)
    client.post(reverse("also", args=[labs.pk]), {"name": "KLabs", "kind": "alias", "since": ""})
    assert "also called</span> <bdi>KLabs</bdi>" in text(client.get(reverse("organisation", args=[labs.pk])))


def test_an_organisation_of_people_in_the_trash_alone_is_not_listed(alice):
    person = make.person(alice, "Mei Park", organisation="Quagmire Works")
    client = cast.client(alice)
    trash.throw(alice, [person.pk])
    assert "Quagmire" not in text(client.get(reverse("organisations")))
    assert "No organisation yet" in text(client.get(reverse("organisations")))


def test_the_pages_ask_as_often_for_many_as_for_few(alice):
    labs, client = kelvin(alice), cast.client(alice)
    addresses = [reverse("organisations"), reverse("organisation", args=[labs.pk])]
    client.get(addresses[1])  # the first look of a day brings ties and hops in step
    few = [queries_of(client, address) for address in addresses]
    make.people(alice, [(f"Mei {n}", f"Kelvin {'Group' if n % 2 else n}", "") for n in range(15)])
    make.people(alice, [(f"Ines {n}", "Kelvin Labs", "") for n in range(15)])
    assert [queries_of(client, address) for address in addresses] == few and max(few) <= 12

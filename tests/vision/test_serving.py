"""Which parts of the vision a person, an organisation or a way serves, and that every page leads there."""

import pytest

from backcast.formats import vision_file
from backcast.introductions.models import Ask
from backcast.network.actions import trash
from backcast.network.models import Organisation
from backcast.vision import actions
from backcast.vision.models import Barrier, FuturePerson, RoleModel, Vision
from backcast.vision.queries import serving
from tests import cast, make

STORY = """
title = "Head of platform"
horizon = 2030-11-01
[[future_people]]
key = "mei"
name = "Mei Park"
[[future_people]]
key = "cto"
describe = "a CTO <b>there</b>"
organisation = "Nordwind GmbH"
[[barriers]]
title = "No stage yet"
guide = "Mei Park"
[[models]]
name = "Mei Park"
"""


@pytest.fixture
def told(alice):
    """Mei, who is in every part of the story and works at Nordwind; Otto, who is in none."""
    mei = make.person(alice, "Mei Park", organisation="Nordwind")
    otto = make.person(alice, "Otto Lind", organisation="Elsewhere")
    vision = actions.load(alice, vision_file.read_text(STORY, "story.toml", alice.today)).vision
    return vision, mei, otto


def words(found):
    return [one.words for one in found]


def test_a_person_serves_what_names_them_and_what_they_lead_to(alice, told, django_assert_num_queries):
    _, mei, otto = told
    cto = FuturePerson.objects.of(alice).get(key="cto")
    ways = {otto.pk: [cto.pk], mei.pk: [FuturePerson.objects.of(alice).get(key="mei").pk]}
    with django_assert_num_queries(1):
        found = serving.of_people(alice, {mei.pk, otto.pk}, ways)
    assert words(found[mei.pk]) == [
        "One of the people who will know you",
        "Guides you past: No stage yet",
        "Somebody you learn from",
    ]
    assert [(one.part, one.id) for one in found[otto.pk]] == [("people", cto.pk)]
    assert words(found[otto.pk]) == ["On the way to a CTO <b>there</b>"]


def test_an_organisation_serves_by_any_name_and_by_who_is_there(alice, told, django_assert_num_queries):
    _, mei, _ = told
    row = mei.organisation
    with django_assert_num_queries(1):
        found = serving.of_organisation(alice, row.pk, [row.name])
    assert words(found) == [
        "Mei Park will know you",
        "a CTO <b>there</b> will know you",
        "A guide past: No stage yet",
        "You learn from Mei Park",
    ]
    other = Organisation.objects.of(alice).get(name="Elsewhere")
    assert serving.of_organisation(alice, other.pk, [other.name]) == []
    assert words(serving.of_organisation(alice, other.pk, ["Elsewhere", "NORDWIND"])) == [
        "a CTO <b>there</b> will know you"
    ]


def test_past_barriers_other_futures_the_trash_and_strangers_stay_out(alice, charlie, told):
    _, mei, _ = told
    assert serving.of_people(charlie, {mei.pk}) == {}
    actions.set_barrier(alice, Barrier.objects.of(alice).get(), "past")
    assert "Guides you past: No stage yet" not in words(serving.of_people(alice, {mei.pk})[mei.pk])
    trash.throw(alice, [mei.pk])
    assert serving.of_people(alice, {mei.pk}) == {}
    trash.restore(alice, [mei.pk])
    Vision.objects.of(alice).update(active=False)
    assert (
        serving.of_people(alice, {mei.pk}) == {}
        and serving.of_organisation(alice, mei.organisation_id, ["Nordwind"]) == []
    )


@pytest.mark.parametrize("what", ["promise", "thanks"])
def test_what_is_owed_leads_to_the_part_it_serves(alice, told, what):
    _, mei, otto = told
    if what == "promise":
        make.promise(alice, mei, due_in=1)
    else:
        day = alice.today
        Ask(workspace=alice.workspace, connector=otto, target=mei, made_on=day, state="introduced").save()
        Ask.objects.of(alice).update(asked_on=day, introduced_on=day)
    future = FuturePerson.objects.of(alice).get(key="mei").pk
    moves = cast.client(alice).get("/").context["moves"]
    [move] = [one for one, *_ in moves if one.move.kind in ("promise", "thank")]
    assert ("people", future) in [(part.part, part.id) for part in move.parts]


def test_every_later_page_leads_to_the_part_it_serves(alice, told):
    _, mei, otto = told
    client, future = cast.client(alice), FuturePerson.objects.of(alice).get(key="mei").pk
    ask = Ask(workspace=alice.workspace, connector=otto, target=mei, made_on=alice.today)
    ask.save()
    pages = ["/people/", f"/people/{mei.pk}/", f"/organisations/{mei.organisation_id}/"]
    pages += [f"/introductions/asks/{ask.pk}", f"/introductions/to/person/{mei.pk}"]
    pages += [f"/introductions/to/organisation/{mei.organisation_id}", f"/introductions/to/future/{future}"]
    pages += [f"/introductions/asks/new?connector={otto.pk}&person={mei.pk}"]
    for page in pages:
        text = client.get(page).content.decode()
        assert f"/vision/people/{future}/" in text, page
        assert "<b>there" not in text
    for part, model in (("barriers", Barrier), ("models", RoleModel)):
        assert f"/vision/{part}/{model.objects.of(alice).get().pk}/" in client.get(pages[1]).content.decode()

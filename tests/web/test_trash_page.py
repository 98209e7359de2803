"""The trash: out of every page and back as before, and forgetting several people at once."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from backcast.accounts.models import Suppression
from backcast.journal.actions import record
from backcast.keeping.queries import digest
from backcast.network.actions import trash as actions
from backcast.network.models import Acquaintance, Evidence, Hop, Organisation, Person, SearchText
from backcast.network.queries import search_lags, trash
from backcast.ties import actions as ties
from backcast.vision.models import Barrier, FuturePerson, Vision
from backcast.week import actions as week
from backcast.week.models import Move
from tests import cast, make
from tests.doors.test_strangers import addresses, filled

CANARY = "Zyx Quagmirova"
RARE = "quagmirova"
"""No random token of a page holds so many letters."""


@pytest.fixture(autouse=True)
def own_home(settings, tmp_path):
    """The codes of forgotten people go beside no real database."""
    settings.BACKCAST_HOME = tmp_path


def known(viewer, name=CANARY, **told):
    """Somebody with a row in every table that can show them."""
    person = make.person(viewer, name, email=f"{name.replace(' ', '.')}@example.org", organisation="Mire Works", **told)
    make.contact(viewer, person, days_ago=200, text=f"met {name}")
    make.contact(viewer, person, days_ago=400)
    make.contact(viewer, person, days_ago=500)
    make.promise(viewer, person, f"call {name}", due_in=1)
    make.evidence(viewer, person, text=f"{name} wrote")
    return person


def linked(viewer, person, other):
    """A vision, a week and somebody else that point at the person."""
    with record(viewer, "vision") as rec:
        vision = rec.insert(Vision(key="main", active=True, title="Head", horizon=viewer.today + dt.timedelta(900)))
        future = rec.insert(FuturePerson(vision=vision, key="cto", person=person, describe="a CTO"))
        barrier = rec.insert(Barrier(vision=vision, title="Fear", guide=person))
        pair = rec.insert(Acquaintance(a=other, b=person, strength=0.5))
        rec.insert(Evidence(acquaintance=pair, kind="said", strength=0.5, day=viewer.today, key=1))
    move = week.plan(viewer).moves.filter(person=person).first()
    week.done(viewer, move)
    week.plan(viewer)
    return {"vision_id": vision.pk, "future_person_id": future.pk, "barrier_id": barrier.pk, "move_id": move.pk}


def shown(client, ids):
    """Every page there is, as somebody who looks around, without the trash."""
    for name, route in addresses():
        known = set(re.findall(r"<(?:\w+:)?(\w+)>", route)) <= ids.keys()
        if name not in ("trash", "sign-in", "enter") and known:
            page = client.get(filled(route, ids), HTTP_REFERER="http://127.0.0.1:8000/")
            assert page.status_code in (200, 302, 303, 404, 405), (route, page.status_code)
            yield route, page.content.decode(errors="replace")


def test_who_is_in_the_trash_appears_nowhere_and_comes_back_as_before(alice):
    other = make.person(alice, "Bo Lind", ring="active")
    person = known(alice, standing="friendly", ring="close")
    ids = linked(alice, person, other) | {
        "person_id": person.pk,
        "change_id": 1,
        "promise_id": person.promises.get().pk,
    }
    ids |= {"evidence_id": person.evidence.get().pk, "organisation_id": person.organisation_id, "part": "barriers"}
    ids["row_id"] = ids["barrier_id"]
    client = cast.client(alice)
    assert sum(CANARY in page for _, page in shown(client, ids)) >= 5
    before = portrait(person.pk)
    client.post(reverse("trash"), {"people": [person.pk]})
    client.get(reverse("people"))
    for route, page in shown(client, ids | {"person_id": other.pk}):
        assert RARE not in page.lower(), route
        for address in set(re.findall(r'href="(/people/\d+/)"', page)):
            assert client.get(address).status_code == 200, (route, address)
    for address in ("person", "log", "stand", "suggest", "promise", "evidence"):
        assert client.post(reverse(address, args=[person.pk]), {"suggest": "no"}).status_code in (404, 405)
    assert client.post(reverse("promise_done", args=[ids["promise_id"]])).status_code == 404
    assert search_lags(alice) == set() and not SearchText.objects.of(alice).filter(person=person).exists()
    page = client.get(reverse("trash")).content.decode()
    assert CANARY in page and "22 Nov 2026" in page and '<td class="num" data-label="Days left">30</td>' in page
    client.post(reverse("restore"), {"people": [person.pk]})
    client.get(reverse("people"))  # which weighs ties anew
    assert portrait(person.pk) == before and search_lags(alice) == set()
    assert CANARY in client.get(reverse("person", args=[person.pk])).content.decode()
    client.post(reverse("trash"), {"people": [person.pk, other.pk]})
    pages = "".join(page for _, page in shown(client, ids))
    assert RARE not in pages.lower() and "Bo Lind" not in pages and "Nobody here yet" in pages


def portrait(pk):
    """Everything of one person, row by row; what is still to do is planned anew each time, and hops are made anew."""
    relations = [one for one in Person._meta.related_objects if one.one_to_many or one.one_to_one]
    relations = [one for one in relations if one.related_model is not Hop]
    rows = [(one.related_model, one.related_model._base_manager.filter(**{one.field.name: pk})) for one in relations]
    held = [found.filter(state="done") if model is Move else found for model, found in rows]
    return [list(found.order_by("pk").values()) for found in [Person._base_manager.filter(pk=pk), *held]]


def test_several_go_to_the_trash_at_once_and_one_undo_brings_them_back(alice):
    people = [known(alice, name) for name in ("Ada Ruiz", "Bo Holm")]
    stays = make.person(alice, "Mei Park")
    client = cast.client(alice)
    before = [portrait(row.pk) for row in people]
    sent = client.post("/people/trash?sort=name", {"people": [row.pk for row in people]})
    assert (sent.status_code, sent.headers["Location"]) == (303, "/people/?sort=name")
    page = client.get(sent.headers["Location"]).content.decode()
    assert "Moved 2 people to the trash." in page and "Ada Ruiz" not in page and "Mei Park" in page
    client.post(re.search(r'action="(/undo/\d+)"', page)[1])
    assert [portrait(row.pk) for row in people] == before and search_lags(alice) == set()
    assert actions.restore(alice, [stays.pk]) is None
    assert (
        "Tick one or more people first."
        in client.get(client.post("/people/trash").headers["Location"]).content.decode()
    )


def test_restoring_can_be_taken_back_too(alice):
    person = known(alice)
    actions.throw(alice, [person.pk])
    ties.take_back(alice, actions.restore(alice, [person.pk]))
    assert [one.person.pk for one in trash.trash(alice)] == [person.pk] and search_lags(alice) == set()


def test_a_stranger_reaches_nobody_through_the_trash(alice, charlie):
    person = make.person(alice, CANARY)
    actions.throw(alice, [make.person(alice, "Bo Lind").pk])
    client, before = cast.client(charlie), digest()
    for address in ("trash", "restore", "forget"):
        for ids in ([person.pk], [person.pk, 10**6], [10**17]):
            page = client.post(reverse(address), {"people": ids, "sure": "yes"})
            assert page.status_code == 404 and CANARY not in page.content.decode()
    assert client.get(reverse("forget"), {"people": person.pk}).status_code == 404
    assert "Bo Lind" not in client.get(reverse("trash")).content.decode() and digest() == before


def test_the_owner_is_never_thrown_away(alice):
    with record(alice, "import") as rec:
        owner = rec.insert(Person(name="Me", sort="me", is_owner=True))
    assert cast.client(alice).post(reverse("trash"), {"people": [owner.pk]}).status_code == 404


def test_forgetting_several_says_what_it_means_and_then_what_is_left(alice):
    people = [make.person(alice, f"Zyx Quagmir{n:02}", email=f"q{n}@q.example") for n in range(22)]
    actions.throw(alice, [people[0].pk])
    other = make.person(alice, "Bo Lind")
    make.contact(alice, other, text="lunch with Zyx Quagmir01")
    client, told = cast.client(alice), {"people": [row.pk for row in people]}
    page = client.post(reverse("forget"), told).content.decode()
    assert "Forget 22 people for good?" in page and page.count("<bdi>Zyx Quagmir") == 20 and "and 2 more" in page
    assert Person.objects.all_of(alice).count() == 23
    page = client.post(reverse("forget"), told | {"sure": "yes"}).content.decode()
    assert "22 people are gone for good" in page
    assert f'What you noted of a contact with <a href="/people/{other.pk}/"><bdi>Bo Lind</bdi></a>' in page
    assert [row.name for row in Person.objects.all_of(alice)] == ["Bo Lind"]
    assert Suppression.objects.of(alice).count() == 44 and not Organisation.objects.all_of(alice).exists()
    assert client.post(reverse("forget"), told | {"sure": "yes"}).status_code == 404

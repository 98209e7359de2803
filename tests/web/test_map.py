"""The map: drawn once, told when it is old, its bytes and its list; and nothing of it for a stranger."""

import re
import struct

import pytest
from django.urls import reverse

from backcast.accounts.models import Job
from backcast.formats.titles import FIELDS
from backcast.keeping import actions as keeping
from backcast.network.actions import acquaintances, facts, trash
from backcast.network.actions import map as actions
from backcast.network.models import Spot
from backcast.network.queries import map as queries
from backcast.ties.models import STANDINGS, STATUSES
from backcast.web.views.map import _marks
from tests import cast, make
from tests.vision.test_load import load
from tests.web.test_people_page import queries_of

VISION = """
title = "Head of platform"
horizon = 2031-01-01
[[future_people]]
key = "cto"
name = "{name}"
"""


@pytest.fixture
def people(alice):
    """Two circles: three at Acme who know each other, two at Globex, and Kin, whom nobody knows."""
    told = [("Ada", "Acme"), ("Bo", "Acme"), ("<b>Cy", "Acme"), ("Dora", "Globex"), ("Ed", "Globex"), ("Kin", "")]
    rows = [make.person(alice, name, organisation=where, standing="friendly") for name, where in told]
    for one, other in ((0, 1), (1, 2), (0, 2), (3, 4)):
        acquaintances.say(alice, rows[one], rows[other], strength=0.9)
    return rows


@pytest.fixture
def client(alice):
    return cast.client(alice)


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def unpacked(raw):
    """The buffer as map-data.js takes it apart: (ids, spots, strengths, pairs, groups, standings, statuses, fields)."""
    n, m = struct.unpack_from("<2I", raw)
    shape, found, at = [("I", n), ("f", 2 * n), ("f", n), ("I", 2 * m), ("H", n), *[("B", n)] * 3], [], 8
    for kind, many in shape:
        found.append(struct.unpack_from(f"<{many}{kind}", raw, at))
        at += struct.calcsize(f"<{many}{kind}")
    assert at == len(raw)
    return found


def test_it_is_drawn_on_the_first_visit_and_told_as_a_list(client, people):
    page = text(client.get(reverse("map")))
    assert "2 groups" in page and "the largest: <bdi>Acme</bdi>" in page and "On their own" in page
    assert page.index(">Acme<") < page.index(">Globex<") and "&lt;b&gt;Cy" in page and "<b>Cy" not in page
    assert re.search(r'<section class="map"[^>]* hidden>', page), "without a script there is the list alone"
    assert "has changed since" not in page and Job.objects.all_of(cast.viewer()).count() == 1
    number = re.search(r"/people/map/groups/(\d+)", page)[1]
    group = text(client.get(reverse("map-group", args=[number])))
    assert "Ada" in group and "Dora" not in group and "Acme" in group


def test_the_bytes_and_the_names_say_what_the_rows_say(alice, client, people):
    client.get(reverse("map"))
    ids, spots, strengths, pairs, groups, standings, statuses, _ = unpacked(client.get(reverse("map-data")).content)
    rows = {row.person_id: row for row in queries.spots(alice)}
    assert list(ids) == sorted(rows) == sorted(one.pk for one in people)
    assert list(groups) == [rows[pk].group for pk in ids]
    assert spots == pytest.approx([at for pk in ids for at in (rows[pk].x, rows[pk].y)], abs=1e-4)
    drawn = {frozenset((ids[a], ids[b])) for a, b in zip(pairs[::2], pairs[1::2], strict=True)}
    assert drawn == {frozenset((a, b)) for a, b, _ in queries.edges(alice)} and len(pairs) == 2 * len(drawn)
    assert frozenset((people[0].pk, people[1].pk)) in drawn and frozenset((people[0].pk, people[3].pk)) not in drawn
    assert {STANDINGS[one] for one in standings} == {"friendly"} and {STATUSES[one] for one in statuses} <= set(
        STATUSES
    )
    assert all(0 <= one <= 1 for one in strengths)
    answer = client.get(reverse("map-names"))
    assert answer.json() == {str(one.pk): one.name for one in people}
    assert answer.headers["Cache-Control"] == "no-store" == client.get(reverse("map-data")).headers["Cache-Control"]


def test_marks_show_what_people_do(alice, client, people):
    for person, title, field in zip(
        people, ("CISO", "Head of Data", "CISO", "Wizard", "", ""), [""] * 5 + ["Bees"], strict=True
    ):
        facts.edit(alice, person, name=person.name, organisation="", title=title, place="", field=field)
    page = text(client.get(reverse("map")))
    *_, fields = unpacked(client.get(reverse("map-data")).content)
    told = [*FIELDS]
    assert list(fields) == [told.index("security") + 1, told.index("data") + 1, told.index("security") + 1, 0, 0, 22]
    assert len(_marks()["field"]) == 23 == len({*_marks()["field"]})
    legend = page.split('data-legend="field"')[1].split("</ul>")[0]
    assert legend.index("Security") < legend.index("Data and AI") and "Unknown" in legend and "Legal" not in legend
    assert "Other words of yours" in legend


def test_a_change_of_who_knows_whom_is_told_and_drawn_when_asked(alice, client, people):
    client.get(reverse("map"))
    make.contact(alice, people[0])
    assert "has changed since" not in text(client.get(reverse("map")))
    acquaintances.say(alice, people[4], people[5])
    assert "has changed since" in text(client.get(reverse("map")))
    before = dict(queries.spots(alice).values_list("person_id", "group"))
    assert client.post(reverse("map-draw")).headers["Location"] == reverse("map")
    assert "has changed since" not in text(client.get(reverse("map")))
    after = dict(queries.spots(alice).values_list("person_id", "group"))
    assert after == before | {people[5].pk: before[people[4].pk]}
    trash.throw(alice, [people[0].pk])
    assert people[0].pk not in unpacked(client.get(reverse("map-data")).content)[0]
    assert "Ada" not in str(client.get(reverse("map-names")).json())


def test_many_people_are_left_to_the_worker_once(alice, client, people, monkeypatch):
    monkeypatch.setattr(actions, "AT_ONCE", 3)
    assert "Not drawn yet" in text(client.get(reverse("map"))) and not Spot.objects.of(alice).exists()
    for _ in range(2):
        client.post(reverse("map-draw"))
    assert Job.objects.of(alice).count() == 1 and 'id="progress"' in text(client.get(reverse("map")))
    part = {"headers": {"hx-request": "true"}}
    assert "<html" not in text(client.get(reverse("map"), **part))
    assert keeping.work_once() and not keeping.work_once()
    assert client.get(reverse("map"), **part).headers["HX-Redirect"] == reverse("map")
    assert "the largest: <bdi>Acme</bdi>" in text(client.get(reverse("map")))
    Job(workspace=alice.workspace, kind=queries.KIND, state="failed", error={"message": "It stopped halfway."}).save()
    page = text(client.get(reverse("map")))
    assert "It stopped halfway." in page and "Try again" in page and "the largest: <bdi>Acme</bdi>" in page
    client.post(reverse("map-draw"), {"anew": "1"})
    assert keeping.work_once() and Job.objects.of(alice).get().args["anew"] is True


def test_ways_lead_from_whom_to_ask_to_whom_one_wants_to_reach(alice, client, people):
    load(alice, VISION.format(name="Bo"))
    assert 'value="way"' in text(client.get(reverse("map")))
    told = client.get(reverse("map-ways", args=[people[1].pk])).json()
    assert told["to"] == people[1].pk and [people[0].pk, people[1].pk] in told["ways"]


def test_a_stranger_sees_nothing_of_it(alice, charlie, client, people):
    client.get(reverse("map"))
    make.person(charlie, "Zed")
    theirs = cast.client(charlie)
    assert "Ada" not in text(theirs.get(reverse("map")))
    assert list(theirs.get(reverse("map-names")).json().values()) == ["Zed"]
    assert len(unpacked(theirs.get(reverse("map-data")).content)[0]) == 1
    number = queries.groups(alice)[0].number
    assert theirs.get(reverse("map-group", args=[number])).status_code == 404
    theirs.post(reverse("map-draw"), {"anew": "1"})
    assert queries.spots(alice).count() == len(people)


def test_it_asks_as_often_for_many_as_for_few(alice, client, people):
    client.get(reverse("map"))
    few = queries_of(client, reverse("map"))
    for n in range(6):
        acquaintances.say(alice, make.person(alice, f"Mei {n}"), make.person(alice, f"Lin {n}"))
    client.post(reverse("map-draw"))
    assert queries_of(client, reverse("map")) == few <= 12


def test_nobody_yet_is_told_how_to_begin(client):
    assert "Nobody to draw yet" in text(client.get(reverse("map")))
    assert unpacked(client.get(reverse("map-data")).content)[0] == ()
    assert client.get(reverse("map-group", args=[1])).status_code == 404

"""The strangers walk: every address, every method, as nobody and as a stranger. Refused, and nothing changed.

A new address joins by itself; one with a parameter this test cannot fill fails it.
"""

import pytest
from django.apps import apps
from django.test import Client
from django.urls import get_resolver

from backcast.accounts.actions import enqueue
from backcast.engine.lab.scenario import Setting
from backcast.imports.models import Mapping
from backcast.introductions.models import Ask
from backcast.journal.models import Batch, Change
from backcast.lab import actions as lab
from backcast.network.actions import map as network_map
from backcast.network.models import Spot
from backcast.ties.models import Favour
from backcast.vision.models import Barrier, FuturePerson, Milestone, Note, Place, Shift, Vision
from backcast.week.models import Move, Week
from tests import cast, make

METHODS = ["get", "head", "post", "put", "patch", "delete", "options", "trace"]
OPEN = {"sign-in"}
CANARY = "Xanthippe Quillfeather"


@pytest.fixture
def walked(alice, charlie):
    """Alice with one row of everything, and what fills an address with it."""
    person = make.person(alice, CANARY, email="canary@example.org", organisation="Canary & Co")
    promise = make.promise(alice, person, CANARY)
    evidence = make.evidence(alice, person, text=CANARY)
    make.contact(alice, person, text=CANARY)
    own = Vision(workspace=alice.workspace, key="main", active=True, title=CANARY, horizon="2031-01-01")
    own.save()
    made = {"workspace": alice.workspace, "vision": own}
    milestone = Milestone(**made, key="m", title=CANARY, hours=3)
    future = FuturePerson(**made, key="f", name=CANARY, person=person)
    parts = [
        milestone,
        future,
        Place(**made, title=CANARY),
        Shift(**made, was=CANARY, to="b"),
        Barrier(**made, title=CANARY),
    ]
    for row in parts:
        row.save()
    note = Note(**made, kind="half-year", day=alice.today, text=CANARY)
    note.save()
    week = Week(workspace=alice.workspace, start="2026-11-23")
    week.save()
    move = Move(workspace=alice.workspace, week=week, kind="few_lines", key="k", person=person, minutes=10)
    move.save()
    batch = Batch(workspace=alice.workspace, digest="d", as_of=alice.today, report={"canary": CANARY})
    batch.save()
    job = enqueue(alice, "imports.read", {"canary": CANARY})
    mapping = Mapping(
        workspace=alice.workspace, kind="notes", digest="notes", columns={CANARY: "name"}, day=alice.today
    )
    mapping.save()
    ask = Ask(workspace=alice.workspace, connector=person, wanted=CANARY, made_on=alice.today, text=CANARY)
    ask.save()
    favour = Favour(workspace=alice.workspace, person=person, text=CANARY, day=alice.today)
    favour.save()
    experiment = lab.begin(alice, Setting(("work", "broad")), CANARY)
    network_map.ask(alice)
    return {
        "group": Spot.objects.of(alice).get().group,
        "ask_id": ask.pk,
        "experiment_id": experiment.pk,
        "favour_id": favour.pk,
        "person_id": person.pk,
        "organisation_id": person.organisation_id,
        "promise_id": promise.pk,
        "evidence_id": evidence.pk,
        "change_id": Change.objects.of(alice).first().pk,
        "batch_id": batch.pk,
        "job_id": job.pk,
        "mapping_id": mapping.pk,
        "move_id": move.pk,
        "vision_id": own.pk,
        "milestone_id": milestone.pk,
        "future_id": future.pk,
        "future_person_id": future.pk,
        "place_id": parts[2].pk,
        "shift_id": parts[3].pk,
        "barrier_id": parts[4].pk,
        "note_id": note.pk,
        "row_id": milestone.pk,
        "part": "milestones",
        "key": "main",
        "step": "before",
        "secret": "unknown",
        "name": "milestones",
    }


def addresses(patterns=None, prefix=""):
    """(name, route) of every address there is."""
    for entry in patterns if patterns is not None else get_resolver().url_patterns:
        route = prefix + str(entry.pattern)
        if hasattr(entry, "url_patterns"):
            yield from addresses(entry.url_patterns, route)
        else:
            yield entry.name, route


def filled(route, values):
    """The address with the victim's ids; KeyError for a parameter nobody thought of."""
    parts = []
    for part in route.split("<"):
        if ">" in part:
            parameter, rest = part.split(">", 1)
            part = f"{values[parameter.split(':')[-1]]}{rest}"
        parts.append(part)
    return "/" + "".join(parts)


def rows(workspace=None):
    """Every row of our tables, of one workspace or of all; sessions are not ours."""
    found = {}
    for model in apps.get_app_config("backcast").get_models():
        held = model._base_manager.order_by("pk")
        if workspace is not None and hasattr(model, "workspace"):
            held = held.filter(workspace=workspace)
        elif workspace is not None and model.__name__ == "Workspace":
            held = held.filter(pk=workspace.pk)
        found[model.__name__] = list(held.values_list())
    return found


def test_nobody_gets_anything(walked, settings):
    client = Client(
        headers={"host": "127.0.0.1:8000", "origin": "http://127.0.0.1:8000", "sec-fetch-site": "same-origin"}
    )
    before = rows()
    for name, route in addresses():
        for method in METHODS:
            answer = getattr(client, method)(filled(route, walked))
            assert answer.status_code in (403, 404, 405), (method, route, answer.status_code)
            assert CANARY.encode() not in answer.content, route
            if name not in OPEN:
                assert settings.SESSION_COOKIE_NAME not in answer.cookies
    assert rows() == before


def test_a_stranger_finds_nothing_of_somebody_else(walked, alice, charlie):
    client = cast.client(charlie)
    before = rows(alice.workspace)
    for name, route in addresses():
        if name in OPEN or name == "enter":
            continue
        for method in METHODS:
            answer = getattr(client, method)(filled(route, walked))
            assert CANARY.encode() not in answer.content, (method, route)
            if "<" in route:
                assert answer.status_code in (404, 405), (method, route, answer.status_code)
    assert rows(alice.workspace) == before


def test_a_foreign_row_and_no_row_answer_byte_for_byte_the_same(walked, charlie):
    client = cast.client(charlie)
    gone = {key: 987654321 if isinstance(value, int) else value for key, value in walked.items()}
    for _, route in addresses():
        if "_id" in route:
            theirs, nobodys = client.get(filled(route, walked)), client.get(filled(route, gone))
            assert (theirs.status_code, theirs.content) == (nobodys.status_code, nobodys.content), route


def test_looking_changes_no_fact(walked, alice):
    client = cast.client(alice)
    client.get("/"), client.get("/people/")
    before = rows()
    for name, route in addresses():
        if name not in OPEN:
            client.get(filled(route, walked))
            client.head(filled(route, walked))
    after = rows()
    for derived in ("Move", "Week", "Tie", "Workspace", "Match"):
        before.pop(derived), after.pop(derived)
    assert after == before


def test_enter_leads_only_to_ones_own_workspaces(alice, charlie):
    client = cast.client(charlie)
    client.post("/workspace/mine")
    assert client.session["workspace"] == charlie.workspace_id

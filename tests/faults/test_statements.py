"""Every statement of the main acts fails once: each act happens whole or not at all (security.md R28)."""

from contextlib import suppress

import pytest
from django.apps import apps
from django.db import OperationalError, connection

from backcast.imports import actions as imports
from backcast.journal.actions import invert
from backcast.journal.models import Change
from backcast.ties import actions as ties
from tests import cast, make
from tests.imports.exports import archive

pytestmark = pytest.mark.django_db(transaction=True)


def rows():
    """Every row of our tables."""
    models = apps.get_app_config("backcast").get_models()
    return {model.__name__: list(model._base_manager.order_by("pk").values_list()) for model in models}


def lasting(found):
    """Rows without the ids a failed attempt used up, and without what only counts."""
    return {name: len(held) for name, held in found.items()}


class FailAt:
    """Lets statements pass until the n-th, which fails as a full disk would."""

    def __init__(self, place):
        self.left = place

    def __call__(self, execute, sql, params, many, context):
        self.left -= 1
        if self.left == 0:
            raise OperationalError("disk I/O error")
        return execute(sql, params, many, context)


ACTS = {
    "add": lambda who, person: ties.add(
        who, name="Bo Birch", email="bo@example.org", organisation="Birch", title="CTO"
    ),
    "log": lambda who, person: make.contact(who, person),
    "stand": lambda who, person: ties.stand(who, person, standing="champion", ring="close"),
    "promise": lambda who, person: make.promise(who, person),
    "undo": lambda who, person: invert(who, Change.objects.of(who).order_by("-id").first()),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_an_act_happens_whole_or_not_at_all(act):
    viewer = cast.viewer()
    person = make.person(viewer, "Anna Ash", organisation="Ash & Co")
    before = rows()
    for place in range(1, 200):
        with connection.execute_wrapper(FailAt(place)) as _:
            try:
                act(viewer, person)
            except OperationalError:
                failed = True
            else:
                failed = False
        if not failed:
            break
        assert rows() == before, f"statement {place}"
    assert place > 3 and not failed
    assert rows() != before


@pytest.mark.deep
def test_an_import_that_fails_anywhere_is_finished_by_the_next_start(tmp_path, monkeypatch):
    viewer = cast.viewer()
    monkeypatch.setattr(imports, "CHUNK", 10)
    people = [(f"Given{n} Family{n}", "Ash & Co", "Baker", "07 Jun 2021") for n in range(5)]
    told = [(f"Given{n} Family{n}", "me", "2026-01-02") for n in range(5)]
    wanted = None
    for place in range(5, 260, 17):
        found = imports.read(viewer, [archive(tmp_path, "03-01-2026", people, told)])
        with connection.execute_wrapper(FailAt(place)), suppress(OperationalError):
            imports.apply(viewer, found.batch)
        imports.finish_interrupted()
        found.batch.refresh_from_db()
        if found.batch.state == "preview":
            imports.apply(viewer, found.batch)
        counts = lasting(rows())
        seen = {name: counts[name] for name in ("Person", "Fact", "Position", "Interaction", "Tie", "PreviewChunk")}
        assert wanted in (None, seen), f"statement {place}"
        wanted = seen
        found.batch.refresh_from_db()
        imports.undo(viewer, found.batch)
    assert wanted["Person"] == 6 and wanted["Interaction"] == 5 and wanted["PreviewChunk"] == 0

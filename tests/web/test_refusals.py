"""Wrong input at every form: the same page, 422, a calm sentence, and what was typed is still there."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from backcast.vision import actions
from backcast.vision.models import Milestone
from tests import cast, make

STOCK = re.compile(r"Ensure|Select a valid|This field is required|Enter a |did not validate|No file was")
"""How Django would say it."""
LONG = "long " * 2_000
TAG = "<script>alert(1)</script>"
SENT = {
    "people/add": [{"name": LONG}, {"name": "", "organisation": TAG}, {"name": TAG, "email": "👩‍💻"}],
    "people/{person}/log": [
        {"kind": "dance", "text": TAG, "on": "31.02.2026", "minutes": "-1", "way": "up"},
        {"kind": "call", "text": LONG, "on": "0001-01-01", "minutes": "1e999"},
        {},
    ],
    "people/{person}/stand": [{"standing": "god", "aim": TAG, "ring": "odd"}, {}],
    "people/{person}/promise": [{"text": LONG}, {"text": TAG, "due": "9999-12-31"}, {}],
    "people/place": [{"{person}-standing": "god"}],
    "week/questions/known_for": [{"answer": LONG}, {"answer": "", "wish": TAG}, {}],
    "week/questions/stage": [{"answer": "god"}, {}],
    "week/hours": [{"hours": "1e999"}, {"hours": "-1"}, {}],
    "vision/new": [
        {"title": LONG, "horizon": "31.02.2031", "hours_per_week": "-1"},
        {"title": TAG, "horizon": "2031-11-01", "hours_per_week": "1e999"},
        {"title": TAG, "horizon": "2031-11-01", "hours_per_week": "500"},
        {},
    ],
    "vision/{vision}/edit": [{"title": TAG, "importance": "9", "stage": "lost", "milestone_share": "nan"}, {}],
    "vision/{vision}/people/new": [{"name": LONG, "weight": "99"}, {}],
    "vision/{vision}/milestones/new": [
        {"title": TAG, "kind": "odd", "hours": "-1", "weeks": "1e999", "importance": "9", "after": "7", "due": "x"},
        {"title": TAG, "kind": "odd", "hours": "-1", "importance": "9", "leads_to": "none"},
        {},
    ],
    "vision/{vision}/places/new": [{"title": LONG}, {}],
    "vision/{vision}/shifts/new": [{"was": LONG, "to": TAG, "review": "31.02.2026"}, {}],
    "vision/{vision}/barriers/new": [{"title": TAG, "guide": LONG}, {}],
    "vision/milestones/{milestone}/here": [{"state": "odd"}, {"day": "x", "spent": "-1"}, {"spent": "nan"}],
    "vision/milestones/{milestone}/before": [{"title": LONG}, {"title": TAG, "kind": "odd"}, {}],
    "vision/milestones/{milestone}/barrier": [{"title": LONG}, {"title": TAG, "guide": LONG}, {}],
    "vision/{vision}/here": [{"title": LONG, "horizon": "2031-11-01"}, {"title": TAG, "horizon": "2020-01-01"}, {}],
    "vision/{vision}/before": [{"title": LONG}, {}],
    "vision/{vision}/barrier": [{"title": LONG}, {}],
    "vision/file": [{}],
    "imports/": [{}],
}
CASES = [(path, place) for path, rows in SENT.items() for place in range(len(rows))]


@pytest.fixture
def held(alice):
    """Something to write to at each door."""
    person = make.person(alice, "Mei Park")
    vision = actions.begin(
        alice,
        title="There",
        horizon=cast.TODAY.replace(year=2031),
        hours_per_week=3,
        milestone="I spoke",
        person={"name": "", "describe": "a CTO"},
    )
    milestone = Milestone.objects.of(alice).get()
    return {"person": person.pk, "vision": vision.pk, "milestone": milestone.pk}


@pytest.mark.parametrize(("path", "place"), CASES)
def test_wrong_input_gets_a_calm_sentence_and_stays(alice, held, path, place):
    sent = {name.format(**held): value for name, value in SENT[path][place].items()}
    answer = cast.client(alice).post("/" + path.format(**held), sent)
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert STOCK.findall(page) == []
    assert "error" in page and TAG not in answer.content.decode()
    assert all(value in page for name, value in sent.items() if value in (LONG, TAG) and name not in ("aim", "wish"))


def test_a_file_larger_than_a_page_takes_names_the_command(alice, monkeypatch):
    monkeypatch.setattr("backcast.limits.UPLOAD", 1024)
    file = SimpleUploadedFile("export.zip", b"x" * 2048)
    answer = cast.client(alice).post("/imports/", {"sources": file})
    assert answer.status_code == 422 and b"backcast import FILE" in answer.content


def test_a_body_of_three_megabytes_is_refused_in_words(alice):
    body = "name=" + "x" * 3_000_000
    answer = cast.client(alice).post("/people/add", body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 400 and b"send less at a time" in answer.content

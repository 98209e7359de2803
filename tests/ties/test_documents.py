"""People as JSON: the keys of the contract, and their reasons in words."""

import datetime as dt
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcast.engine import warmth
from backcast.engine.warmth import constants
from backcast.network.models import Fact
from backcast.ties import actions, queries
from backcast.ties.models import STATUSES
from backcast.ties.queries.documents import document, people_documents
from backcast.ties.queries.why import SENTENCES, sentences
from tests import make

ROW = [
    "id", "name", "standing", "aim", "ring", "organisation", "title", "emails", "urls", "closeness", "activity",
    "strength", "reciprocity", "status", "first_contact", "last_contact", "next_contact", "interactions", "worth",
    "suggest",
]  # fmt: skip
MORE = ["languages", "positions", "favours", "promises", "acquaintances", "proposals", "evidence", "why"]


def test_a_row_has_the_keys_of_the_contract_in_their_order(alice):
    make.person(alice, "Mei Park", email="mei@example.org", organisation="Kelvin Labs", title="SRE")
    row = people_documents(alice, queries.people(alice))[0]
    assert list(row) == ROW
    assert (row["organisation"], row["title"], row["emails"]) == ("Kelvin Labs", "SRE", ["mei@example.org"])
    assert [row[name] for name in ("aim", "ring", "worth", "last_contact", "reciprocity")] == [None] * 5


def test_a_portrait_adds_what_is_known_and_lists_contacts_newest_first(alice):
    person = make.person(alice, organisation="Kelvin Labs", title="SRE", standing="champion", ring="close")
    make.contact(alice, person, days_ago=40, text="first")
    make.contact(alice, person, days_ago=10, text="second", kind="mail", way="in")
    make.promise(alice, person, due_in=3)
    told = document(alice, person)
    assert set(told) == {*ROW, *MORE}
    assert [row["text"] for row in told["interactions"]] == ["second", "first"]
    assert told["interactions"][0] | {"id": 0} == {
        "id": 0, "day": "2026-11-12", "kind": "mail", "way": "in", "minutes": None, "text": "second", "source": "hand",
    }  # fmt: skip
    assert told["positions"][0]["organisation"] == "Kelvin Labs" and told["positions"][0]["source"] == "hand"
    assert told["promises"][0]["due"] == "2026-11-25" and told["next_contact"] == "2026-12-12"
    assert json.loads(json.dumps(told)) == told


def test_the_first_contact_is_the_connection_where_that_is_earlier(alice):
    person = make.person(alice)
    make.contact(alice, person, days_ago=5)
    Fact(workspace=alice.workspace, person=person, field="connected", value="2020-01-05", day=alice.today).save()
    actions.refresh(alice, [person.pk])
    assert document(alice, person)["first_contact"] == "2020-01-05"


def test_the_list_takes_two_queries_however_long(alice, django_assert_num_queries):
    for number in range(30):
        make.person(alice, f"Mei {number}", email=f"mei{number}@example.org", organisation=f"Org {number}")
    for wanted in (queries.people(alice), queries.people(alice)[:3]):
        with django_assert_num_queries(2):
            rows = people_documents(alice, wanted)
        assert all(len(row["emails"]) == 1 for row in rows)
    assert len(rows) == 3


contacts = st.lists(
    st.builds(
        lambda ago, kind, way: (ago, kind, way),
        st.integers(0, 4000),
        st.sampled_from(["meeting", "message", "call"]),
        st.sampled_from(["in", "out", "both"]),
    ),
    max_size=6,
)


@given(contacts, st.sampled_from(list(constants.FLOOR)), st.sampled_from(list(constants.INTERVAL)))
def test_every_reason_has_a_calm_sentence(told, standing, ring):
    today = dt.date(2026, 11, 22)
    held = [warmth.Contact(today - dt.timedelta(days=ago), *warmth.measure(kind), way) for ago, kind, way in told]
    tie = warmth.Tie(contacts=held, standing=standing, ring=ring, since=today - dt.timedelta(days=4100))
    for text in sentences(warmth.warmth(tie, today).why):
        assert text.endswith(".") and "!" not in text and "None" not in text and not re.search(r"\b1 days", text)


def test_no_status_is_left_without_words():
    assert {f"status.{status}" for status in STATUSES} <= set(SENTENCES)


@pytest.mark.parametrize(
    ("code", "figures", "text"),
    [
        ("hours", {"hours": 12.4, "shared": 0.0, "closeness": 0.1}, "About 12 hours together on record."),
        ("hours", {"hours": 0.1, "shared": 0.0, "closeness": 0.0}, "Less than an hour together on record."),
        ("silence", {"days": 420, "kept": 0.83},
         "Quiet for 14 months: 83 % of the closeness is left. 4.3 years halve it."),
        ("silence", {"days": 9, "kept": 0.996}, ""),
        ("status.lapsed", {"days": 5, "silence": 1100, "gap": 20.0},
         "Out of touch: last contact 3 years ago, where it used to be every 2 weeks."),
    ],
)  # fmt: skip
def test_figures_become_plain_words(code, figures, text):
    assert sentences([warmth.Reason(code, figures)]) == ([text] if text else [])

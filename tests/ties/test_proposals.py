"""Proposals over rows: what is open, in which order, and what an answer does to it."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backcast.accounts.models import Viewer
from backcast.errors import Invalid, NotFound
from backcast.journal.actions import record
from backcast.journal.models import Batch
from backcast.ties import actions as ties
from backcast.ties.actions import proposals as actions
from backcast.ties.models import Interaction, StandingEvidence, Tie, TieProposal
from backcast.ties.queries import proposals
from backcast.ties.queries.documents import document
from tests import make


def shown(viewer):
    return [(one.person.name, one.field, one.value) for one in proposals.proposals(viewer)]


def keys(viewer):
    return [(one.person.pk, one.field, one.value) for one in proposals.proposals(viewer)]


def later(viewer, days):
    return Viewer(viewer.workspace, viewer.today + dt.timedelta(days=days))


def in_touch(viewer, person, *days):
    for ago in days:
        make.contact(viewer, person, days_ago=ago)


@pytest.fixture
def mei(alice):
    return make.person(alice, "Mei Park")


def test_what_they_did_is_told_in_words_the_strongest_first(alice, mei):
    make.evidence(alice, mei, "recommendation", days_ago=6300)
    for skill, ago in (("Go", 1200), ("Go", 1100), ("Calm", 900), ("Writing", 800)):
        make.evidence(alice, mei, "endorsement", text=skill, days_ago=ago)
    make.evidence(alice, mei, "recommendation_given")
    (one,) = proposals.proposals(alice)
    assert (one.field, one.value) == ("standing", "supporter")
    assert one.because == ("Recommended you in writing in August 2009.", "Endorsed you for 3 skills, last in 2024.")
    told = document(alice, mei)
    assert told["proposals"] == [{"standing": "supporter", "because": " ".join(one.because)}]
    assert told["evidence"][0]["kind"] == "recommendation" and len(told["evidence"]) == 6


def test_the_best_come_first_and_there_are_twelve_at_most(alice):
    for number in range(14):
        make.evidence(alice, make.person(alice, f"Friendly {number:02}"), "endorsement", text="Go")
    near = make.person(alice, "Near")
    in_touch(alice, near, 3, 90, 250, 300)
    make.evidence(alice, make.person(alice, "Champion"), "effort")
    make.evidence(alice, make.person(alice, "Supporter"), "reference")
    found = shown(alice)
    assert len(found) == 12
    assert found[:4] == [
        ("Champion", "standing", "champion"),
        ("Supporter", "standing", "supporter"),
        ("Near", "ring", "active"),
        ("Friendly 00", "standing", "friendly"),
    ]


def test_nobody_is_proposed_without_evidence_or_against_the_users_word(alice):
    told = {"champion": {"standing": "champion"}, "family": {"ring": "family"}, "no": {"suggest": False}}
    for name, own in (told | {"outer": {"ring": "outer", "standing": "champion"}}).items():
        person = make.person(alice, name, **own)
        make.evidence(alice, person, "effort")
        in_touch(alice, person, 3, 90, 250, 300)
        assert [set(one) for one in document(alice, person)["proposals"]] == (
            [{"ring", "because"}] if name == "champion" else []
        )
    make.person(alice, "nobody")
    assert shown(alice) == [("champion", "ring", "active")]


@pytest.mark.parametrize("days", [(1, 2, 3), (3, 90), (400, 700, 900)], ids=["one matter", "too few", "long ago"])
def test_a_ring_needs_contact_that_lasts_and_is_recent(alice, mei, days):
    in_touch(alice, mei, *days)
    assert shown(alice) == []


def test_a_ring_needs_two_sides(alice, mei):
    for ago in (3, 90, 250, 300):
        make.contact(alice, mei, days_ago=ago, kind="mail", way="in")
    assert shown(alice) == []
    make.contact(alice, mei, days_ago=2, kind="mail", way="out")
    assert shown(alice) == [("Mei Park", "ring", "active")]


def test_accepting_several_is_one_change_and_one_undo(alice, mei):
    bo = make.person(alice, "Bo Lind")
    make.evidence(alice, bo, "interview")
    make.evidence(alice, mei, "recommendation")
    in_touch(alice, mei, 3, 90, 250, 300)
    change = actions.accept(alice, keys(alice))
    held = {tie.person_id: (tie.standing, tie.ring, tie.standing_on) for tie in Tie.objects.of(alice)}
    assert held == {mei.pk: ("supporter", "active", alice.today), bo.pk: ("advocate", "", alice.today)}
    assert Tie.objects.of(alice).get(person=mei).closeness >= 0.3
    assert shown(alice) == [] and TieProposal.objects.of(alice).filter(state="accepted").count() == 3
    ties.take_back(alice, change)
    assert {tie.standing for tie in Tie.objects.of(alice)} == {"unknown"}
    assert len(shown(alice)) == 3 and not TieProposal.objects.of(alice).exists()


def test_what_is_not_proposed_is_not_accepted(alice, mei):
    make.evidence(alice, mei, "endorsement")
    for value in ("champion", "unknown", "boss"):
        assert actions.accept(alice, [(mei.pk, "standing", value), (mei.pk, "ring", "inner")]) is None
    assert Tie.objects.of(alice).get().standing == "unknown" and not TieProposal.objects.of(alice).exists()


def test_a_refusal_is_for_good_and_takes_only_what_was_refused(alice, mei):
    make.evidence(alice, mei, "recommendation")
    make.evidence(alice, mei, "endorsement")
    actions.refuse(alice, (mei.pk, "standing", "supporter"))
    assert shown(alice) == [("Mei Park", "standing", "friendly")]
    make.evidence(alice, mei, "reference", days_ago=0)
    assert shown(later(alice, 300)) == [("Mei Park", "standing", "friendly")]


def test_what_was_left_rests_everywhere_but_on_their_own_page(alice, mei):
    make.evidence(alice, mei, "recommendation")
    assert proposals.is_offered(alice)
    actions.leave(alice, keys(alice))
    assert shown(alice) == [] == shown(later(alice, 1000)) and not proposals.is_offered(alice)
    assert document(alice, mei)["proposals"][0]["standing"] == "supporter"
    make.evidence(alice, mei, "recommendation", days_ago=-3)
    assert shown(later(alice, 10)) == [("Mei Park", "standing", "supporter")]
    assert proposals.is_offered(later(alice, 10)) and not proposals.is_offered(later(alice, 6))


def test_an_older_deed_that_a_newer_file_told_is_news(alice, mei):
    make.evidence(alice, mei, "recommendation")
    actions.leave(alice, keys(alice))
    batch = Batch(workspace=alice.workspace, state="applied", digest="d", as_of=alice.today + dt.timedelta(days=9))
    batch.save()
    make.evidence(alice, mei, "recommendation", days_ago=3000, batch=batch)
    assert shown(later(alice, 10)) == [("Mei Park", "standing", "supporter")]


def test_a_left_ring_comes_again_only_nearer(alice, mei):
    in_touch(alice, mei, 3, 90, 250, 300)
    actions.leave(alice, keys(alice))
    in_touch(alice, mei, 4, 5)
    assert shown(alice) == []
    for ago in range(20, 180, 20):
        make.contact(alice, mei, days_ago=ago, minutes=120)
    assert shown(alice) == [("Mei Park", "ring", "close")]


def test_evidence_by_hand_is_noted_undone_and_taken_away(alice, mei):
    make.evidence(alice, mei, "reference")
    actions.leave(alice, keys(alice))
    with record(alice, "nothing"):
        row = actions.add_evidence(alice, mei, kind="effort", text="read it all", on=alice.today)
    assert shown(alice) == [("Mei Park", "standing", "champion")]
    actions.remove_evidence(alice, row)
    assert shown(alice) == [("Mei Park", "standing", "supporter")]
    for wrong in ({"kind": "recommendation"}, {"kind": "effort", "on": later(alice, 1).today}):
        with pytest.raises(Invalid):
            actions.add_evidence(alice, mei, **({"on": alice.today} | wrong))
    with pytest.raises(Invalid):
        actions.remove_evidence(alice, StandingEvidence.objects.of(alice).get())


def test_a_stranger_neither_sees_nor_answers(alice, charlie, mei):
    make.evidence(alice, mei, "effort")
    assert shown(charlie) == []
    with pytest.raises(NotFound):
        actions.accept(charlie, [(mei.pk, "standing", "champion")])
    assert Tie.objects.of(alice).get().standing == "unknown"


def test_the_number_of_queries_is_the_same_for_few_and_many(alice):
    counts = []
    for number in range(25):
        person = make.person(alice, f"Mei {number}")
        make.evidence(alice, person, "reference")
        in_touch(alice, person, 3, 90, 250)
        if number in (0, 24):
            with CaptureQueriesContext(connection) as seen:
                proposals.proposals(alice)
            counts.append(len(seen))
    assert counts[0] == counts[1] <= 7
    assert Interaction.objects.of(alice).count() == 75

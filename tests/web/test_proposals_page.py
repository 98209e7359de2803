"""The page of proposals: what it shows, and what accepting, refusing and leaving do."""

import pytest
from django.urls import reverse

from backcast.ties.models import StandingEvidence, Tie, TieProposal
from tests import cast, make
from tests.web.test_person_page import sent, text, undo_of


@pytest.fixture
def client(alice):
    return cast.client(alice)


@pytest.fixture
def mei(alice):
    person = make.person(alice, "Mei <b>Park</b>")
    make.evidence(alice, person, days_ago=6300)
    return person


def answered(client, **fields):
    answer = client.post(reverse("proposals"), fields)
    assert answer.status_code == 303
    return answer.headers["Location"], client.get(answer.headers["Location"])


def key(person, value="supporter", field="standing"):
    return f"{person.pk}-{field}-{value}"


def test_an_empty_page_teaches_what_would_be_there(client, alice):
    page = text(client.get(reverse("proposals")))
    assert "Wrote a reference for you" in page and "supporter" in page and "<form method" in page
    assert "Accept these" not in page


def test_rows_say_who_what_and_why_and_accepting_is_undone_at_once(client, alice, mei):
    bo = make.person(alice, "Bo Lind")
    make.evidence(alice, bo, "effort")
    page = text(client.get(reverse("proposals")))
    for part in ("Mei &lt;b&gt;Park", "Recommended you in writing in August 2009.", f'value="{key(mei)}" checked'):
        assert part in page
    where, after = answered(client, do="accept", accept=[key(bo, "champion"), key(mei)], shown=[key(mei)])
    assert where == reverse("proposals") and "Saved where they stand." in text(after)
    assert {tie.standing for tie in Tie.objects.of(alice)} == {"supporter", "champion"}
    client.post(undo_of(after))
    assert {tie.standing for tie in Tie.objects.of(alice)} == {"unknown"}
    assert key(mei) in text(client.get(reverse("proposals")))


def test_a_refusal_takes_one_row_and_can_be_undone(client, alice, mei):
    _, after = answered(client, refuse=key(mei))
    assert TieProposal.objects.of(alice).get().state == "refused" and key(mei) not in text(after)
    client.post(undo_of(after))
    assert key(mei) in text(client.get(reverse("proposals")))


def test_leaving_the_rest_leads_to_the_week_and_the_week_is_quiet_about_it(client, alice, mei):
    assert reverse("proposals") in text(client.get(reverse("week")))
    where, after = answered(client, leave="rest", shown=[key(mei)], accept=[key(mei)])
    assert where == reverse("week") and "Left as it is." in text(after)
    assert f'href="{reverse("proposals")}"' not in text(after)
    assert TieProposal.objects.of(alice).get().state == "left" and Tie.objects.of(alice).get().standing == "unknown"


@pytest.mark.parametrize(
    "odd", ["", "x", "1-standing", "1-worth-champion", "9" * 30 + "-standing-champion", "²-ring-close"]
)
def test_what_is_no_proposal_changes_nothing(client, alice, mei, odd):
    for name in ("accept", "refuse", "shown"):
        answered(client, **{name: odd, "leave" if name == "shown" else "do": "x"})
    assert not TieProposal.objects.of(alice).exists() and Tie.objects.of(alice).get().standing == "unknown"


def test_a_stranger_finds_no_such_person(alice, charlie, mei):
    assert cast.client(charlie).post(reverse("proposals"), {"accept": key(mei)}).status_code == 404


def test_on_a_persons_page_it_is_answered_there(client, alice, mei):
    make.evidence(alice, mei, "recommendation_given", text="Kind <i>words</i>")
    page = text(client.get(reverse("person", args=[mei.pk])))
    assert "You recommended them in writing: " in page and "Kind &lt;i&gt;words" in page and "LinkedIn export" in page
    where, after = answered(client, accept=key(mei), person=str(mei.pk))
    assert where == reverse("person", args=[mei.pk]) and "<strong>Supporter</strong>" in text(after)


def test_a_deed_is_noted_by_hand_undone_and_taken_away(client, alice, mei):
    page = sent(client, "evidence", mei.pk, kind="interview", text="their  CTO", on="2026-05-01")
    assert (
        "Set up an interview for you" in text(page)
        and "noted by you" in text(page)
        and key(mei, "advocate") in text(page)
    )
    row = StandingEvidence.objects.of(alice).get(kind="interview")
    assert (row.text, str(row.day), row.source) == ("their CTO", "2026-05-01", "hand")
    gone = sent(client, "evidence_remove", row.pk)
    assert "noted by you" not in text(gone)
    client.post(undo_of(gone))
    assert "noted by you" in text(client.get(reverse("person", args=[mei.pk])))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kind": "recommendation", "on": "2026-05-01"}, "Choose one of these"),
        ({"kind": "effort", "on": "soon"}, "Write the date like"),
        ({"kind": "effort", "on": "2027-05-01"}, "has not come yet"),
    ],
)
def test_a_deed_that_cannot_be_is_refused_in_words(client, alice, mei, fields, words):
    page = client.post(reverse("evidence", args=[mei.pk]), fields | {"text": "kept words"})
    assert page.status_code == 422 and words in text(page) and "kept words" in text(page)
    assert StandingEvidence.objects.of(alice).count() == 1

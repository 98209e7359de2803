"""What an import taught: told from its rows, in words, on the page and at the command line."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from backcast.imports import actions
from backcast.imports.queries import taught
from backcast.network.models import Person
from backcast.ties.models import StandingEvidence, Tie
from tests import cast, make
from tests.imports.exports import archive, bring, recommendations

PEOPLE = [("Ada Byron", "Acme", "SRE", "01 Jan 2020"), ("Bo Lind", "Initech", "CTO", "01 Feb 2021")]
CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nORG:{org}\nURL:{url}\nREV:2026-11-01T00:00:00Z\nEND:VCARD\n"


def told(viewer, batch):
    return taught.taught(viewer, batch)


def named(some):
    return [person.name for person in some.people]


def evidence(viewer, batch, name, kind, **more):
    person = Person.objects.of(viewer).get(name=name)
    return make.evidence(viewer, person, kind, batch=batch, **more)


@pytest.fixture
def first(alice, tmp_path):
    return bring(alice, archive(tmp_path, "05-04-2023", PEOPLE))[0]


def page(viewer, batch):
    return cast.client(viewer).get(reverse("batch", args=[batch.pk])).content.decode()


def test_new_people_are_named(alice, first):
    assert sorted(named(told(alice, first).new)) == ["Ada Byron", "Bo Lind"] and told(alice, first).new.more == 0
    shown = page(alice, first)
    assert (
        "export of" not in shown
        and "2 new people" in shown
        and "Ada Byron" in shown
        and "Changed employer" not in shown
    )


def test_a_change_of_employer_is_told_with_both_days(alice, first, tmp_path):
    people = [("Ada Byron", "Globex", "SRE", "01 Jan 2020"), ("Bo Lind", "Initech", "CEO", "01 Feb 2021")]
    batch, _ = bring(alice, archive(tmp_path, "11-20-2026", people))
    (one,) = told(alice, batch).moved
    assert (one.person.name, one.before, one.after) == ("Ada Byron", "Acme", "Globex")
    assert (one.before_day, one.after_day) == (dt.date(2023, 5, 4), dt.date(2026, 11, 20))
    shown = " ".join(page(alice, batch).split())
    assert 'Acme</bdi> <span class="muted small">(May 2023)</span>, now <bdi>Globex</bdi>' in shown
    assert not told(alice, first).moved


def test_where_somebody_worked_when_they_recommended_me_is_no_change(alice, tmp_path):
    letter = recommendations(("Ada Byron", "Globex", "Boss", "Calm and kind.", "07/21/09, 12:11 PM"))
    batch, _ = bring(alice, archive(tmp_path, "05-04-2023", PEOPLE, extra={"Recommendations_Received.csv": letter}))
    assert told(alice, batch).moved == [] and StandingEvidence.objects.of(alice).count() == 1


def test_an_older_file_that_comes_later_moves_nobody(alice, first, tmp_path):
    batch, _ = bring(alice, archive(tmp_path, "05-04-2019", [("Ada Byron", "Initech", "Intern", "01 Jan 2020")]))
    assert not told(alice, batch).moved


def test_two_exports_at_once_tell_who_moved_between_them(alice, tmp_path):
    later = [("Ada Byron", "Globex", "SRE", "01 Jan 2020")]
    batch, _ = bring(alice, archive(tmp_path, "05-04-2023", PEOPLE), archive(tmp_path, "11-20-2026", later))
    shown = page(alice, batch)
    assert "export of 4 May 2023" in shown and "export of 20 Nov 2026" in shown
    assert [(one.before, one.after) for one in told(alice, batch).moved] == [("Acme", "Globex")]


def test_who_is_warm_and_who_is_quiet_follow_from_its_messages(alice, tmp_path):
    lately = [("me", "Ada Byron", f"2026-10-{day:02}") for day in (1, 10, 20)]
    long_ago = [("Bo Lind", "me", f"2016-03-{day:02}") for day in (1, 8, 15)]
    batch, _ = bring(alice, archive(tmp_path, "11-20-2026", PEOPLE, [*lately, *long_ago]))
    found = told(alice, batch)
    assert named(found.warm) == ["Ada Byron"] and named(found.quiet) == ["Bo Lind"]
    assert "In touch these months" in page(alice, batch) and "Quiet for long" in page(alice, batch)


def test_evidence_leads_to_the_proposals(alice, first):
    assert reverse("proposals") not in page(alice, first)
    evidence(alice, first, "Ada Byron", "recommendation")
    for skill in ("Go", "Calm"):
        evidence(alice, first, "Bo Lind", "endorsement", text=skill)
    evidence(alice, None, "Bo Lind", "effort")
    found = told(alice, first)
    assert [(kind, named(some)) for kind, _, some in found.deeds] == [
        ("recommendation", ["Ada Byron"]),
        ("endorsement", ["Bo Lind"]),
    ]
    assert reverse("proposals") in page(alice, first)
    assert taught.lines(found)[1] == "Recommended you in writing: Ada Byron."
    assert taught.document(found)["evidence"][1] == {
        "kind": "endorsement",
        "count": 1,
        "some": [{"id": found.deeds[1][2].people[0].pk, "name": "Bo Lind"}],
    }


def test_sources_that_disagree_stand_side_by_side(alice, first, tmp_path):
    cards = tmp_path / "contacts.vcf"
    ada = CARD.format(name="Ada King", org="Globex", url="https://www.linkedin.com/in/ada-byron")
    cards.write_text(ada + CARD.format(name="Bo  LIND", org="Initech", url="https://www.linkedin.com/in/bo-lind"))
    batch, _ = bring(alice, cards)
    (one,) = told(alice, batch).differ
    assert one.field == "Name"
    assert [(value, who) for value, who, _ in one.told] == [
        ("Ada King", "your address book"),
        ("Ada Byron", "LinkedIn"),
    ]
    assert "Both are kept side by side" in page(alice, batch)


def test_a_preview_names_who_is_new(alice, first, tmp_path):
    people = [*PEOPLE, ("Cleo Diaz", "Acme", "Dev", "01 Mar 2024"), ("Dov <b>Eli", "Acme", "Dev", "01 Mar 2024")]
    batch = actions.read(alice, [archive(tmp_path, "11-20-2026", people)]).batch
    assert taught.newcomers(alice, batch) == ["Cleo Diaz", "Dov <b>Eli"]
    shown = page(alice, batch)
    assert (
        "New among them: <bdi>Cleo Diaz</bdi>, <bdi>Dov &lt;b&gt;Eli</bdi>." in shown and "What it taught" not in shown
    )


def test_family_and_the_left_out_are_not_held_up(alice, tmp_path):
    lately = [("me", name, "2026-10-01") for name in ("Ada Byron", "Bo Lind")]
    batch, _ = bring(alice, archive(tmp_path, "11-20-2026", PEOPLE, lately))
    Tie.objects.of(alice).filter(person__name="Ada Byron").update(ring="family")
    Tie.objects.of(alice).filter(person__name="Bo Lind").update(suggest=False)
    assert told(alice, batch).warm.count == 0


def test_it_asks_as_often_for_few_as_for_many(alice, tmp_path):
    counts = []
    for day, size in (("05-04-2022", 2), ("05-04-2023", 60), ("05-04-2024", 60)):
        people = [(f"Mei {n:02}", f"Org {day} {n}", "Dev", "01 Jan 2020") for n in range(size)]
        notes = [("me", f"Mei {n:02}", f"2024-03-{1 + n % 28:02}") for n in range(size)]
        batch, _ = bring(alice, archive(tmp_path, day, people, notes))
        for n in range(0, size, 3):
            evidence(alice, batch, f"Mei {n:02}", "endorsement", text=f"{day}")
        with CaptureQueriesContext(connection) as seen:
            found = told(alice, batch)
        counts.append(len(seen))
    assert found.moved_count == 60 and len(found.moved) == taught.SOME
    assert counts[1] == counts[2] and max(counts) <= 17
    assert StandingEvidence.objects.of(alice).count() > 20

"""Where somebody works, said as surely as it is known: on the page, on a move, and never in a letter."""

import datetime as dt

import pytest

from backcast.journal.actions import record
from backcast.network import actions as network
from backcast.network import queries as people
from backcast.network.models import Organisation, Position
from backcast.ties.queries import drafts
from backcast.ties.queries.drafts import Occasion
from backcast.ties.queries.employer import STALE, employers
from tests import cast, make


def says(viewer, person, name, source="linkedin", days_ago=0, **told):
    """A file's claim of a current employer."""
    with record(viewer, "import") as rec:
        where = network.put_organisation(rec, name)
        day = viewer.today - dt.timedelta(days=days_ago)
        rec.insert(Position(person=person, organisation=where, source=source, day=day, **told))
        network.settle(rec, [person.pk])


def told(viewer, person):
    found = employers(viewer, [people.person(viewer, person.pk)]).get(person.pk)
    return found.words if found else None


@pytest.fixture
def mei(alice):
    return make.person(alice, "Mei Park")


def test_a_fresh_employer_needs_no_word_and_none_has_none(alice, mei):
    assert told(alice, mei) is None
    says(alice, mei, "Acme", days_ago=STALE)
    assert told(alice, mei) == ""


def test_an_old_one_is_told_with_its_month(alice, mei):
    says(alice, mei, "Acme", days_ago=STALE + 1)
    assert told(alice, mei) == "At Acme as of May 2025."


def test_seen_again_it_is_as_new_as_the_newest_claim_of_it(alice, mei):
    says(alice, mei, "Acme", days_ago=2000, title="SRE")
    says(alice, mei, "ACME Inc.", source="vcard", days_ago=9)
    assert told(alice, mei) == "" and Organisation.objects.of(alice).count() == 1


def test_two_sources_that_disagree_are_both_told(alice, mei):
    says(alice, mei, "Acme", days_ago=200)
    says(alice, mei, "Globex", source="vcard", days_ago=20)
    words = "Your address book says Globex (November 2026); LinkedIn says Acme (May 2026)."
    page = cast.client(alice).get(f"/people/{mei.pk}/").content.decode()
    assert told(alice, mei) == words and words in page and "as another source says" in page


def test_an_older_word_of_another_source_or_of_the_same_is_no_disagreement(alice, mei):
    says(alice, mei, "Acme", days_ago=20 + STALE + 1)
    says(alice, mei, "Globex", source="vcard", days_ago=20)
    says(alice, mei, "Initech", source="vcard", days_ago=60)
    says(alice, mei, "Umbrella", source="hand", days_ago=30, end="2026-10")
    says(alice, mei, "School", source="hand", days_ago=30, kind="study")
    assert told(alice, mei) == ""


def test_page_and_letter_do_not_assert_what_may_have_changed(alice, mei, settings, tmp_path):
    settings.BACKCAST_HOME = tmp_path
    says(alice, mei, "Acme", days_ago=10)

    def letter():
        person = people.person(alice, mei.pk)
        return drafts.drafts(alice, [Occasion("few_lines", person)])[0].text

    page = cast.client(alice)
    assert "Acme" in letter() and "as of" not in page.get(f"/people/{mei.pk}/").content.decode()
    Position.objects.of(alice).update(day=alice.today - dt.timedelta(days=1000))
    shown = page.get(f"/people/{mei.pk}/").content.decode()
    assert "Acme" not in letter()
    assert "At Acme as of February 2024. That may have changed." in shown
    assert "going well at Acme" not in shown and "as of February 2024</span>" in shown


def test_a_move_says_it_before_one_acts(alice, mei):
    says(alice, mei, "Acme", days_ago=1000)
    make.promise(alice, mei, due_in=2)
    page = cast.client(alice).get("/").content.decode()
    assert "At Acme as of February 2024." in page

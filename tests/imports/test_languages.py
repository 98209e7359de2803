"""What files say that people speak: claims of each source, shown together until the user says otherwise."""

import pytest

from backcast.formats import child, reader
from backcast.imports import actions
from backcast.imports.actions import merge
from backcast.network import queries as network
from backcast.network.actions import facts
from backcast.network.models import Fact, Person
from backcast.network.queries.disagreements import open_disagreements
from backcast.ties import actions as ties
from tests import make
from tests.imports.exports import archive, bring, shown

CARD = "BEGIN:VCARD\nVERSION:4.0\nFN:Anna Ash\nEMAIL:anna@example.org\nLANG:pt\nLANG:en\nEND:VCARD\n"
LIST = "Name,Email,Languages\nAnna Ash,anna@example.org,German and english\n"


@pytest.fixture(autouse=True)
def in_process(monkeypatch):
    monkeypatch.setattr(child, "read_limited", reader.read)


@pytest.fixture
def files(tmp_path):
    for name, text in {"book.vcf": CARD, "list.csv": LIST}.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def spoken(viewer):
    return dict(network.people(viewer).values_list("name", "languages"))


def test_both_sources_count_in_any_order_and_are_no_disagreement(alice, files):
    before = shown(alice)
    card, _ = bring(alice, files / "book.vcf")
    assert spoken(alice) == {"Anna Ash": "pt,en"}
    own, report = bring(alice, files / "list.csv")
    assert report["people"]["updated"] == 1 and set(spoken(alice)["Anna Ash"].split(",")) == {"pt", "en", "de"}
    assert not open_disagreements(alice)
    assert [bring(alice, files / name)[0] for name in ("list.csv", "book.vcf")] == [None, None]
    anna = network.find(alice, "Anna Ash")
    assert [claim.shown for claim in network.claims(alice, anna) if claim.field == "languages"] == [True, True]
    actions.undo(alice, card)
    assert spoken(alice) == {"Anna Ash": "de,en"}
    actions.undo(alice, own)
    assert shown(alice) == before


def edited(viewer, person, languages):
    person = Person.objects.of(viewer).get(pk=person.pk)
    return facts.edit(
        viewer, person, name=person.name, organisation="", title="", place=person.place, languages=languages
    )


def test_the_users_word_stands_alone_and_can_be_taken_back(alice, files):
    bring(alice, files / "book.vcf")
    anna = network.find(alice, "anna@example.org")
    assert edited(alice, anna, "Portuguese, English") is None
    first = edited(alice, anna, "Portuguese")
    bring(alice, files / "list.csv")
    assert spoken(alice) == {"Anna Ash": "pt"}
    for told, held in (("", ""), ("Elvish, deutsch", "Elvish,de"), ("PT", "pt"), ("", ""), ("elvish, de", "elvish,de")):
        edited(alice, anna, told)
        assert spoken(alice) == {"Anna Ash": held}
    last = edited(alice, anna, "Welsh")
    ties.take_back(alice, last)
    assert spoken(alice) == {"Anna Ash": "elvish,de"} and first.pk < last.pk


def test_a_merge_brings_the_languages_of_both_together(alice):
    people = [make.person(alice, name) for name in ("Anna Ash", "A. Ash")]
    for person, source, value in zip(people, ("vcard", "google"), ("pt,en", "en,nl"), strict=True):
        Fact(
            workspace=alice.workspace, person=person, field="languages", value=value, source=source, day=alice.today
        ).save()
    merged = merge.merge(alice, *people)
    assert set(network.person(alice, people[0].pk).languages.split(",")) == {"pt", "en", "nl"}
    merge.take_back(alice, merged.change)
    assert set(spoken(alice)["A. Ash"].split(",")) == {"en", "nl"}


def test_linkedin_tells_what_the_owner_speaks_and_the_owner_knows_better(alice, tmp_path):
    files = {"Languages.csv": "Name,Proficiency\nGerman,Native\nLatin,Elementary\n"}
    batch, _ = bring(alice, archive(tmp_path, "03-01-2026", extra=files))
    assert network.own_languages(alice) == "de,la"
    said = facts.speak(alice, "German, Turkish")
    assert network.own_languages(alice) == "de,tr" and facts.speak(alice, "de; türkçe") is None
    ties.take_back(alice, said)
    assert network.own_languages(alice) == "de,la"
    actions.undo(alice, batch)
    assert network.own_languages(alice) == ""


def test_without_a_file_the_owners_word_makes_the_owner_and_its_undo_takes_it_back(alice, files, tmp_path):
    change = facts.speak(alice, "Turkish")
    assert network.owner(alice).name == "You" and not network.people(alice).exists()
    ties.take_back(alice, change)
    assert network.owner(alice) is None
    first, second = facts.speak(alice, "Turkish"), facts.speak(alice, "Welsh")
    bring(alice, archive(tmp_path, "03-01-2026"))
    assert network.owner(alice).name == "Mia Me"
    ties.take_back(alice, first)
    assert (network.owner(alice).name, network.own_languages(alice)) == ("Mia Me", "cy")
    ties.take_back(alice, second)
    assert (network.owner(alice).name, network.own_languages(alice)) == ("Mia Me", "")

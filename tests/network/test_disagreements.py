"""Facts that disagree: kept side by side, the newest shown, one word decides, and takes itself back."""

import datetime as dt

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backcast.errors import Invalid, NotFound
from backcast.journal.actions import record
from backcast.keeping.queries import digest
from backcast.network import actions as network
from backcast.network.actions import facts
from backcast.network.models import ContactPoint, Fact, Organisation, Person, Position
from backcast.network.queries.disagreements import open_disagreements
from backcast.ties import actions as ties
from tests import make


def day(number):
    return dt.date(2026, 1, 1) + dt.timedelta(number)


def claims(viewer, person, field, *told):
    """Claims of a field, each as (source, value, day)."""
    with record(viewer, "import") as rec:
        for source, value, number in told:
            rec.insert(Fact(person=person, field=field, value=value, source=source, day=day(number)))
        network.settle(rec, [person.pk])
    person.refresh_from_db()


def roles(viewer, person, *told):
    """Undated positions, each as (source, organisation, title, day)."""
    with record(viewer, "import") as rec:
        for source, where, title, number in told:
            at = network.put_organisation(rec, where) if where else None
            rec.insert(Position(person=person, organisation=at, title=title, source=source, day=day(number)))
        network.settle(rec, [person.pk])
    person.refresh_from_db()


def somebody(viewer, name="Ada Byron"):
    with record(viewer, "import") as rec:
        person = rec.insert(Person(name=name, sort=name.lower()))
        rec.insert(Fact(person=person, field="name", value=name, source="linkedin", day=day(0)))
        ties.put_ties(rec, [person.pk])
    return person


def told(viewer):
    """Field → (value, source) of everything open, the shown one first."""
    return {one.field: [(said.value, said.source) for said in one.said] for one in open_disagreements(viewer)}


def test_the_newest_words_of_two_sources_stand_side_by_side(alice):
    ada = somebody(alice)
    claims(alice, ada, "place", ("linkedin", "Porto", 1), ("linkedin", "Lisbon", 5), ("vcard", "Munich", 9))
    claims(alice, ada, "name", ("vcard", "ADA  Byron", 9))
    claims(alice, ada, "note", ("vcard", "a note", 9), ("linkedin", "another", 9))
    assert told(alice) == {"place": [("Munich", "vcard"), ("Lisbon", "linkedin")]}
    assert ada.place == "Munich"


def test_positions_disagree_by_place_and_by_title_but_not_by_a_missing_one(alice):
    ada = somebody(alice)
    roles(alice, ada, ("linkedin", "Acme", "SRE", 1), ("vcard", "Acme, Inc.", "", 5))
    assert told(alice) == {}
    roles(alice, ada, ("google", "Acme", "Head", 6))
    assert told(alice) == {"position": [("Head, Acme", "google"), ("SRE, Acme", "linkedin")]}
    bo = somebody(alice, "Bo Lind")
    roles(alice, bo, ("linkedin", "Acme", "SRE", -700), ("vcard", "Globex", "SRE", 5))
    assert len(open_disagreements(alice)) == 1


def test_a_choice_holds_against_newer_claims_until_it_is_taken_back(alice):
    ada = somebody(alice)
    claims(alice, ada, "place", ("linkedin", "Lisbon", 5), ("vcard", "Munich", 9))
    lisbon = Fact.objects.of(alice).get(value="Lisbon")
    change = facts.choose(alice, ada, "fact", lisbon.pk)
    claims(alice, ada, "place", ("google", "Berlin", 50))
    assert ada.place == "Lisbon" and told(alice) == {} and facts.choose(alice, ada, "fact", lisbon.pk) is None
    facts.follow_newest(alice, ada, "place")
    ada.refresh_from_db()
    assert ada.place == "Berlin" and "place" in told(alice) and facts.follow_newest(alice, ada, "place") is None
    assert change.pk


def test_a_chosen_position_is_the_current_one(alice):
    ada = somebody(alice)
    roles(alice, ada, ("linkedin", "Acme", "SRE", 1), ("vcard", "Globex", "CTO", 5))
    before = digest()
    change = facts.choose(alice, ada, "position", Position.objects.of(alice).get(title="SRE").pk)
    ada.refresh_from_db()
    assert (ada.organisation.name, ada.title) == ("Acme", "SRE") and told(alice) == {}
    assert [row.title for row in Position.objects.of(alice).filter(current=True)] == ["SRE"]
    ties.take_back(alice, change)
    ada.refresh_from_db()
    assert (ada.title, told(alice)["position"][0]) == ("CTO", ("CTO, Globex", "vcard")) and digest() != before


@pytest.mark.parametrize("place", [("fact", 10**6), ("position", 1), ("note", 1), ("", 0)])
def test_only_a_claim_of_this_person_can_be_chosen(alice, charlie, place):
    ada, theirs = somebody(alice), somebody(charlie, "Cleo Diaz")
    for kind, row in (place, ("fact", theirs.facts.get().pk)):
        with pytest.raises(NotFound):
            facts.choose(alice, ada, kind, row)


def test_what_is_written_by_hand_is_shown_and_settles_it(alice):
    ada = somebody(alice)
    claims(alice, ada, "place", ("linkedin", "Lisbon", 5), ("vcard", "Munich", 9))
    roles(alice, ada, ("linkedin", "Acme", "SRE", 1), ("vcard", "Globex", "CTO", 5))
    Person.objects.of(alice).filter(pk=ada.pk).update(given="Ada")
    change = facts.edit(
        alice, ada, name="Ada King", organisation="Initech", title="CEO", place="", email="Ada@King.example"
    )
    ada.refresh_from_db()
    shown = (ada.name, ada.sort, ada.given, ada.organisation.name, ada.title, ada.place)
    assert shown == ("Ada King", "ada king", "", "Initech", "CEO", "") and told(alice) == {}
    assert ContactPoint.objects.of(alice).get().key == "ada@king.example" and ada.search.text.count("initech") == 1
    same = {"name": "Ada King", "organisation": "Initech", "title": "CEO", "place": ""}
    assert facts.edit(alice, ada, **same) is None
    claims(alice, ada, "place", ("google", "Berlin", 500))
    assert told(alice) == {"place": [("Berlin", "google"), ("", "hand"), ("Munich", "vcard"), ("Lisbon", "linkedin")]}
    facts.edit(alice, ada, **same)
    ada.refresh_from_db()
    assert ada.place == "", "a word by hand is shown, though a file speaks of a later day"
    facts.edit(alice, ada, **(same | {"organisation": "", "title": ""}))
    ada.refresh_from_db()
    assert (ada.organisation, ada.title) == (None, "") and change.pk


def test_an_edit_is_taken_back_whole_and_refuses_what_it_must(alice):
    ada, bo = make.person(alice, "Ada Byron", email="ada@byron.example"), make.person(alice, "Bo Lind")
    told_of = {"name": "Bo", "organisation": "", "title": "", "place": ""}
    for wrong in ({"name": " "}, {"email": "no"}, {"email": "ADA@byron.example"}):
        with pytest.raises(Invalid):
            facts.edit(alice, bo, **(told_of | wrong))
    before = [list(model.objects.all_of(alice).values()) for model in (Person, Fact, Position, Organisation)]
    ties.take_back(alice, facts.edit(alice, ada, name="A. B.", organisation="Acme", title="x", place="Bonn"))
    assert before == [list(model.objects.all_of(alice).values()) for model in (Person, Fact, Position, Organisation)]


CLAIM = st.tuples(st.sampled_from(["hand", "vcard", "linkedin"]), st.sampled_from("AB"), st.integers(0, 3))
RANK = ["hand", "vcard", "linkedin"]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CLAIM, max_size=6, unique_by=lambda one: one[:2]))
def test_what_is_open_is_what_sources_say_last_where_nobody_decided(alice, told_of):
    with transaction.atomic():
        claims(alice, somebody(alice), "place", *told_of)
        last = {}
        for source, value, number in sorted(told_of, key=lambda one: one[2]):
            last[source] = (-number, RANK.index(source), value)
        newest = min(last.values(), default=(0, 0, ""))
        others = {value for *_, value in last.values()} - {newest[2]}
        expected = {newest[2]} | others if others and newest[1] else set()
        found = [one for one in open_disagreements(alice) if one.field == "place"]
        assert {said.value for one in found for said in one.said} == expected
        assert [one.said[0].value for one in found] == ([newest[2]] if expected else [])
        transaction.set_rollback(True)

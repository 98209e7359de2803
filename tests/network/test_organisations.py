"""Organisations by hand: renamed, called otherwise, made one; imports know it, and an undo takes it back exactly."""

import pytest
from django.apps import apps

from backcast.errors import Invalid, Refused
from backcast.imports import actions as imports
from backcast.journal.models import Change
from backcast.keeping import erase
from backcast.network.actions import facts
from backcast.network.actions import organisations as actions
from backcast.network.models import Organisation, OrganisationName, Person, Position
from backcast.network.queries import organisations as queries
from backcast.network.queries import search_lags
from backcast.ties import actions as ties
from backcast.ties import queries as people
from backcast.ties.actions.memory import place_from_memory
from backcast.ties.models import Tie
from backcast.vision.actions import begin, put_person
from tests import make
from tests.imports.exports import archive, bring

PEOPLE = [("Ada Byron", "Twitter, Inc.", "SRE", "01 Jan 2020"), ("Bo Lind", "X Corp", "CTO", "01 Feb 2021")]


def content():
    """Every row of everything but the journal and the work of imports."""
    other = ("Change", "ChangeRow", "Batch", "Sighting")
    kept = [one for one in apps.get_app_config("backcast").get_models() if one.__name__ not in other]
    rows = {one.__name__: list(one._base_manager.order_by("pk").values()) for one in kept}
    for row in rows["Workspace"]:
        row.pop("stamp"), row.pop("looked")
    return rows


def called(viewer, name):
    return queries.called(viewer, name).first()


@pytest.fixture
def first(alice, tmp_path):
    return bring(alice, archive(tmp_path, "05-04-2023", PEOPLE))[0]


def names(viewer):
    return sorted(Organisation.objects.of(viewer).values_list("name", flat=True))


def test_a_renamed_organisation_is_found_by_both_names_and_an_import_adds_none(alice, first, tmp_path):
    before = content()
    row = called(alice, "twitter")
    change = actions.rename(alice, row, "Chirp Ltd", since="2023-07")
    assert [one.name for one in people.people(alice, words="chirp")] == ["Ada Byron"] and search_lags(alice) == set()
    assert called(alice, "TWITTER GmbH") == called(alice, "chirp") == row
    old_name = OrganisationName.objects.of(alice).get()
    assert (old_name.name, old_name.kind, old_name.since) == ("Twitter, Inc.", "former", "2023-07")
    positions = Position.objects.of(alice).count()
    batch, report = bring(
        alice, archive(tmp_path, "11-20-2026", [*PEOPLE, ("Cy Diaz", "Twitter", "Dev", "01 Mar 2024")])
    )
    assert report["organisations"]["new"] == 0 and report["people"] == {"new": 1, "updated": 0, "same": 2, "unsure": 0}
    assert Position.objects.of(alice).count() == positions + 1
    assert Person.objects.of(alice).get(name="Cy Diaz").organisation == row
    imports.undo(alice, batch)
    ties.take_back(alice, change)
    assert content() == before and search_lags(alice) == set()


def test_two_that_are_made_one_stay_one_through_an_import_and_come_apart_exactly(alice, first, tmp_path):
    keep, gone = called(alice, "x corp"), called(alice, "twitter")
    actions.also(alice, gone, "Tweet Co")
    before = content()
    change = actions.merge(alice, keep, gone, kind="merged", since="2023")
    ada = Person.objects.of(alice).get(name="Ada Byron")
    assert ada.organisation == keep and names(alice) == ["X Corp"] and search_lags(alice) == set()
    assert {called(alice, name) for name in ("twitter", "tweet", "x corp")} == {keep}
    assert queries.organisation(alice, gone.pk) == keep
    middle = content()
    assert imports.read(alice, [archive(tmp_path, "05-04-2023", [*reversed(PEOPLE)])]).batch is None
    batch, report = bring(
        alice, archive(tmp_path, "11-20-2026", [("Cy Diaz", "Tweet Co", "Dev", "01 Mar 2024"), *PEOPLE])
    )
    assert report["organisations"]["new"] == 0 and report["people"]["updated"] == 0
    assert Person.objects.of(alice).get(name="Cy Diaz").organisation == keep
    imports.undo(alice, batch)
    assert content() == middle
    ties.take_back(alice, change)
    assert content() == before and search_lags(alice) == set()


def test_the_import_that_brought_one_of_two_can_go_before_they_come_apart(alice, first, tmp_path):
    make.person(alice, "Dora Eich", organisation="Twitter")
    change = actions.merge(alice, called(alice, "x corp"), called(alice, "twitter"))
    imports.undo(alice, first)
    assert Person.objects.of(alice).get().organisation.name == "X Corp"
    ties.take_back(alice, change)
    assert Person.objects.of(alice).get().organisation.name == "Twitter, Inc." and search_lags(alice) == set()


def test_three_become_one_in_a_row_and_each_step_can_be_taken_back(alice):
    for name in ("Acme", "Bolt", "Coil"):
        make.person(alice, f"Ada {name}", organisation=name)
    a, b, c = (called(alice, name) for name in ("acme", "bolt", "coil"))
    states, changes = [content()], []
    for keep, gone in ((b, c), (a, b)):
        changes.append(actions.merge(alice, *(Organisation.objects.of(alice).get(pk=one.pk) for one in (keep, gone))))
        states.append(content())
    assert called(alice, "coil") == a and queries.keys(alice) == {"acme": a.pk, "bolt": a.pk, "coil": a.pk}
    for change, state in zip(reversed(changes), reversed(states[:-1]), strict=True):
        ties.take_back(alice, change)
        assert content() == state


def test_another_name_makes_two_one_where_another_has_it(alice):
    make.person(alice, "Ada Byron", organisation="Acme")
    make.person(alice, "Bo Lind", organisation="Bolt")
    acme = called(alice, "acme")
    assert actions.also(alice, acme, "ACME GmbH") is None
    assert actions.also(alice, acme, "Roadrunner", since="1999") and actions.also(alice, acme, "Roadrunner") is None
    actions.also(alice, acme, "Bolt Inc.", kind="merged")
    assert names(alice) == ["Acme"] and called(alice, "bolt") == called(alice, "roadrunner") == acme
    assert queries.counted(alice, [acme]) == [queries.Counted(acme, 2, 0)]


def test_what_cannot_be_is_refused_and_a_name_before_can_come_back(alice):
    make.person(alice, "Ada Byron", organisation="Acme")
    make.person(alice, "Bo Lind", organisation="Bolt")
    acme, bolt, before = called(alice, "acme"), called(alice, "bolt"), Change.objects.of(alice).count()
    with pytest.raises(Refused):
        actions.rename(alice, acme, "BOLT, Inc.")
    with pytest.raises(Refused):
        actions.merge(alice, acme, acme)
    with pytest.raises(Invalid):
        actions.rename(alice, acme, " \u200b")
    with pytest.raises(Invalid):
        actions.also(alice, acme, "Other", kind="enemy")
    assert actions.rename(alice, acme, "Acme") is None and Change.objects.of(alice).count() == before
    actions.rename(alice, acme, "Nova")
    actions.rename(alice, acme, "Acme Ltd")
    assert [one.name for one in OrganisationName.objects.of(alice)] == ["Nova"] and bolt.pk


def test_counts_tell_who_is_there_and_who_was_and_only_strong_likeness_is_suggested(alice):
    ada = make.person(alice, "Ada Byron", organisation="Kelvin Labs")
    for name, where in (("Bo", "Kelvin"), ("Cy", "Kelvin Labs Group"), ("Di", "Kelvin Valley"), ("Ed", "Kelvin Labs")):
        make.person(alice, name, organisation=where)
    facts.edit(alice, ada, name="Ada Byron", organisation="Initech", title="", place="")
    labs = called(alice, "kelvin labs")
    assert queries.counted(alice, [labs]) == [queries.Counted(labs, 1, 1)]
    assert [row.person for row in queries.people_before(alice, labs)] == [ada]
    found = {(one.keep.row.name, one.gone.row.name) for one in queries.suggestions(alice, 9)}
    assert found == {("Kelvin Labs", "Kelvin"), ("Kelvin Labs", "Kelvin Labs Group"), ("Kelvin", "Kelvin Labs Group")}
    like = [(one.name, kind) for one, kind in queries.perhaps(alice, called(alice, "kelvin"), 9)]
    assert like == [("Kelvin Labs", "strong"), ("Kelvin Labs Group", "strong"), ("Kelvin Valley", "weak")]


def test_what_else_knows_an_organisation_by_name_knows_the_one_before(alice, tmp_path, settings):
    settings.BACKCAST_HOME = tmp_path
    ada, other = (make.person(alice, "Ada Byron", organisation=where) for where in ("Twitter", "Acme"))
    actions.rename(alice, called(alice, "twitter"), "Chirp")
    assert place_from_memory(alice, {"champion": "Ada Byron, Twitter"}) and Person.objects.of(alice).count() == 2
    assert Tie.objects.of(alice).get(standing="champion").person == ada
    vision = begin(alice, title="Head", horizon=alice.today)
    wish = put_person(alice, vision, None, name="Ada Byron", organisation="Twitter, Inc.")
    assert (wish.person, other.pk) == (ada, other.pk)
    erase.forget(alice, [ada.pk])
    back = archive(tmp_path, "05-04-2023", [("Ada Byron", "Twitter", "SRE", "01 Jan 2020")])
    assert bring(alice, back)[1]["left_out"]["asked to be forgotten"] == 1

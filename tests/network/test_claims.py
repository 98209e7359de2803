"""Which claim is shown, and what search finds people by."""

import datetime as dt

import pytest

from backcast.journal.actions import record
from backcast.network import actions, queries
from backcast.network.models import ContactPoint, Fact, Organisation, Person, Position, SearchText
from tests import make

DAY = dt.date(2026, 1, 1)


def later(days):
    return DAY + dt.timedelta(days=days)


@pytest.fixture
def mei(alice):
    return make.person(alice, "Mei Park", place="Lisbon", organisation="Kelvin Labs", title="SRE")


def settle(viewer, person):
    with record(viewer, "test") as rec:
        actions.settle(rec, [person.pk])
    return Person.objects.of(viewer).select_related("organisation").get(pk=person.pk)


def claim(viewer, person, field, value, day, source="hand", **told):
    Fact(workspace=viewer.workspace, person=person, field=field, value=value, day=day, source=source, **told).save()


def role(viewer, person, title, day, org="", **told):
    where = None
    if org:
        where, _ = Organisation.objects.of(viewer).get_or_create(name=org, key=org.lower(), workspace=viewer.workspace)
    row = Position(workspace=viewer.workspace, person=person, organisation=where, title=title, day=day, **told)
    row.save()
    return row


def test_an_older_claim_never_overwrites_a_newer_one(alice, mei):
    claim(alice, mei, "place", "Porto", alice.today - dt.timedelta(days=1), "linkedin")
    assert settle(alice, mei).place == "Lisbon"
    claim(alice, mei, "place", "Faro", alice.today + dt.timedelta(days=1), "linkedin")
    assert settle(alice, mei).place == "Faro"


def test_of_one_day_what_the_user_says_wins_and_a_chosen_claim_wins_over_all(alice, mei):
    claim(alice, mei, "headline", "from a card", DAY, "vcard")
    claim(alice, mei, "headline", "by hand", DAY)
    claim(alice, mei, "headline", "from a profile", DAY, "linkedin")
    assert settle(alice, mei).headline == "by hand"
    claim(alice, mei, "headline", "chosen", later(-900), "linkedin", chosen=True)
    assert settle(alice, mei).headline == "chosen"


def test_a_new_name_is_sorted_and_searched_anew(alice, mei):
    claim(alice, mei, "name", "Zoë Park", alice.today + dt.timedelta(days=1))
    assert (settle(alice, mei).name, settle(alice, mei).sort) == ("Zoë Park", "zoe park")
    assert queries.search(alice, "ZOE kelvin").get() == mei and not queries.search(alice, "mei").exists()


def test_the_newest_work_without_an_end_is_shown(alice, mei):
    old = Position.objects.of(alice).get()
    new = role(alice, mei, "CTO", alice.today + dt.timedelta(days=3), "Northwind")
    shown = settle(alice, mei)
    assert (shown.title, shown.organisation.name) == ("CTO", "Northwind")
    old.refresh_from_db()
    assert old.current is False
    new.end = "2026-12"
    new.save()
    assert settle(alice, mei).title == "SRE"
    role(alice, mei, "MSc", alice.today + dt.timedelta(days=9), "School", kind="study")
    assert settle(alice, mei).title == "SRE"


def test_dated_roles_side_by_side_are_both_current(alice, mei):
    rows = [role(alice, mei, title, later(n), start=f"202{n}") for n, title in enumerate(["Advisor", "Teacher"])]
    settle(alice, mei)
    assert all(Position.objects.of(alice).get(pk=row.pk).current for row in rows)


def test_one_organisation_under_its_legal_forms_and_none_for_signs(alice):
    places = [make.person(alice, "Bo", organisation=org).organisation for org in ("Kelvin Labs", "Kelvin Labs, Inc.")]
    assert places == [queries.organisation(alice, "KELVIN LABS GmbH")] * 2
    signs = [make.person(alice, "Bo", organisation=org).organisation.name for org in ("★", "♥")]
    assert signs == ["★", "♥"] and queries.organisation(alice, "☂") is None


def test_every_claim_is_told_with_its_source_and_the_shown_ones_first(alice, mei, django_assert_num_queries):
    claim(alice, mei, "place", "Porto", DAY, "linkedin")
    point = "mei@example.org"
    told = {"kind": "email", "value": point, "key": point, "source": "vcard"}
    ContactPoint(workspace=alice.workspace, person=mei, day=DAY, **told).save()
    row = settle(alice, mei)
    with django_assert_num_queries(3):
        told = queries.claims(alice, row)
    assert [(one.field, one.value, one.source, one.shown) for one in told] == [
        ("email", point, "vcard", True),
        ("name", "Mei Park", "hand", True),
        ("place", "Lisbon", "hand", True),
        ("place", "Porto", "linkedin", False),
        ("position", "SRE, Kelvin Labs", "hand", True),
    ]


def test_a_phone_number_is_not_searched_and_an_address_is(alice, mei):
    for kind, value in (("phone", "+351912345678"), ("email", "park@kelvin.example")):
        ContactPoint(workspace=alice.workspace, person=mei, kind=kind, value=value, key=value, day=DAY).save()
    actions.index(alice, [mei.pk])
    text = SearchText.objects.of(alice).get().text
    assert "park@kelvin.example" in text and "912345678" not in text
    assert queries.search(alice, "park@kelvin").exists()


def test_settling_what_is_settled_writes_nothing(alice, mei):
    stamp = alice.workspace.__class__.objects.get(pk=alice.workspace_id).stamp
    settle(alice, mei)
    assert alice.workspace.__class__.objects.get(pk=alice.workspace_id).stamp == stamp

"""The list of people and the counts beside it, against plain Python."""

import datetime as dt
import itertools

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backcast.formats import names
from backcast.network import actions as network
from backcast.network.models import Organisation, Person, SearchText
from backcast.ties import queries
from backcast.ties.models import RINGS, STANDINGS, STATUSES, Tie
from backcast.ties.queries.facets import LAST, MOST, facets
from tests import cast, make

WORDS = ["mei", "Park", "Zoë", "o'neil", "100%", "_", "علي", "山田", "kelvin", "%", "ß"]
ORGS = ["Kelvin Labs", "Kelvin Labs, Inc.", "Zoë & Sons", None]
WORTH = [None, 0.0, 0.2, 0.9]
DAYS = [None, 0, 30, 31, 91, 92, 365, 366, 4000]
AGES = [None, "month", "month", "quarter", "quarter", "year", "year", "longer", "longer"]
"""Days since the last contact, and what that is called."""


@pytest.fixture
def crowd(alice):
    """People over every mix of words, organisations, standings, rings and statuses."""
    places = {}
    for name in ORGS[:-1]:
        place = Organisation(workspace=alice.workspace, name=name, key=names.organisation(name))
        place.save()
        places[name] = place
    mixes = itertools.product(STANDINGS, STATUSES, RINGS)
    for number, (standing, status, ring) in enumerate(list(mixes)[::2]):
        org = ORGS[number % len(ORGS)]
        name = f"{WORDS[number % len(WORDS)]} {WORDS[(number * 7) % len(WORDS)]}"
        person = Person(workspace=alice.workspace, name=name, sort=names.fold(name), organisation=places.get(org))
        person.save()
        Tie(
            workspace=alice.workspace, person=person, standing=standing, status=status, ring=ring,
            strength=(number % 5) / 5, worth=WORTH[number % 4], last=ago(alice, DAYS[number % len(DAYS)]),
        ).save()  # fmt: skip
        SearchText(workspace=alice.workspace, person=person, text=names.plain(f"{name} {org or ''}")).save()
    network.rebuild_search()
    return alice, list(Person.objects.of(alice).select_related("tie", "organisation", "search"))


def ago(viewer, days):
    return None if days is None else viewer.today - dt.timedelta(days)


def age(viewer, person):
    spans = dict(zip(DAYS[1:], AGES[1:], strict=True))
    return spans[(viewer.today - person.tie.last).days] if person.tie.last else "never"


def expected(viewer, everyone, *, words, standing, status, ring, organisation, last, sort):
    def fits(person):
        return (
            all(word in person.search.text for word in names.plain(words).split())
            and standing in ("", person.tie.standing)
            and status in ("", person.tie.status)
            and ring in ("", person.tie.ring)
            and last in ("", age(viewer, person))
            and (not organisation or getattr(person.organisation, "key", None) == names.organisation(organisation))
        )  # fmt: skip

    orders = {
        "worth": lambda p: (p.tie.worth is None, -(p.tie.worth or 0), -p.tie.strength, p.sort, p.pk),
        "name": lambda p: (p.sort, p.pk),
    }
    return [person.pk for person in sorted(filter(fits, everyone), key=orders[sort])]


LOOK = settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
CHOICES = {
    "standing": st.sampled_from(["", "", *STANDINGS]),
    "status": st.sampled_from(["", "", *STATUSES]),
    "ring": st.sampled_from(["", "", *RINGS]),
    "organisation": st.sampled_from(["", "", "kelvin labs ltd", "ZOE AND SONS", "nowhere", "%"]),
    "last": st.sampled_from(["", "", *LAST]),
}
TYPED = st.lists(st.sampled_from(WORDS), max_size=2).map(" ".join)


@pytest.mark.filterwarnings("error")
def test_every_filter_equals_plain_python(crowd):
    viewer, everyone = crowd

    @LOOK
    @given(words=TYPED, sort=st.sampled_from(["worth", "name"]), **CHOICES)
    def check(**wanted):
        found, told = [row.pk for row in queries.people(viewer, **wanted)], expected(viewer, everyone, **wanted)
        assert sorted(found) == sorted(told)
        assert found == told or connection.vendor != "sqlite"  # a server orders letters by its own language

    check()


@pytest.mark.filterwarnings("error")
def test_every_count_is_what_a_click_would_show(crowd):
    """An option counts the people of the list it leads to, and none that has nobody is offered."""
    viewer, everyone = crowd

    @LOOK
    @given(words=TYPED, **CHOICES)
    def check(words, **chosen):
        found = facets(viewer, typed=words, **chosen)
        for name, options in found.items():
            for one in options:
                people = queries.people(viewer, words=words, **{**chosen, name: one.value})
                assert one.count == people.count()
                assert one.count or one.chosen
        assert all(len(options) > 1 or options[0].chosen for options in found.values())
        reached = {name: {one.value for one in options} for name, options in found.items()}
        for name in ("standing", "status", "ring", "last"):
            others = expected(viewer, everyone, words=words, sort="name", **{**chosen, name: ""})
            shown = {value(viewer, person, name) for person in everyone if person.pk in set(others)} - {""}
            assert reached.get(name, shown) == shown | {chosen[name]} - {""}
            assert name in reached or len(shown) < 2

    check()


def value(viewer, person, name):
    return age(viewer, person) if name == "last" else getattr(person.tie, name)


def test_one_organisation_is_counted_once_and_the_largest_come_first(crowd):
    viewer, everyone = crowd
    options = facets(viewer, typed="")["organisation"]
    assert [one.count for one in options] == sorted((one.count for one in options), reverse=True)
    labs = [one for one in options if "Kelvin" in one.value]
    assert [one.count for one in labs] == [
        sum("Kelvin" in str(p.organisation and p.organisation.name) for p in everyone)
    ]


def test_only_the_largest_organisations_are_offered_and_the_chosen_one(alice):
    for number in range(MOST + 4):
        make.person(alice, f"Mei {number}", organisation=f"House {number:02}")
    make.person(alice, "Bo", organisation="★")
    options = facets(alice, typed="", organisation="★")["organisation"]
    assert len(options) == MOST + 1 and [(one.value, one.count) for one in options if one.chosen] == [("★", 1)]


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("standing:Advocate", ["Ada"]),
        ("-standing:advocate", ["Bo", "Mei"]),
        ("ring:close status:new", ["Mei"]),
        ('status:"out of touch"', []),
        ("standing:nonsense", []),
        ("standing: ada", []),
        ("mei standing:unknown org:kelvin", ["Mei"]),
    ],
)
def test_fields_of_a_tie_can_be_typed(alice, typed, who):
    make.person(alice, "Ada", standing="advocate")
    make.person(alice, "Bo")
    make.person(alice, "Mei", ring="close", organisation="Kelvin Labs")
    Tie.objects.of(alice).filter(ring="close").update(status="new")
    assert [row.name for row in queries.people(alice, words=typed, sort="name")] == who


def test_counts_take_two_queries_for_few_and_many(crowd, django_assert_num_queries):
    for chosen in ({}, {"standing": "advocate", "organisation": "Kelvin Labs"}):
        with django_assert_num_queries(2):
            facets(crowd[0], typed="mei", **chosen)


def test_nobody_elses_people_are_in_it(crowd):
    assert not queries.people(cast.stranger()).exists()
    assert facets(cast.stranger(), typed="", standing="advocate", organisation="Kelvin Labs").keys() <= {"standing"}

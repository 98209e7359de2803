"""Who knows whom: what speaks for it and how surely, what the user says otherwise, and how all of it is taken back."""

import datetime as dt
from itertools import permutations

import pytest

from backcast.engine import routes
from backcast.errors import Invalid
from backcast.imports.actions.merge import take_back
from backcast.journal.actions import record
from backcast.journal.models import Change
from backcast.journal.queries import last_change
from backcast.network.actions import acquaintances, hops
from backcast.network.models import Acquaintance, Evidence, Hop, Organisation, Person, Position
from backcast.network.queries import shared
from backcast.network.queries.acquaintances import known_by
from backcast.ties.actions.hearsay import hear_of
from backcast.ties.models import Tie
from backcast.ties.queries.documents import document
from tests import make

DAY = dt.date(2026, 3, 1)


def stay(start="", end="", current=None, kind="work"):
    return shared.Stay(1, 1, kind, start, end, not end if current is None else current, DAY)


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (stay("2009", "2012"), stay("2012", "2015"), True),
        (stay("2009", "2012"), stay("2013", "2015"), False),
        (stay("2009", "2012"), stay("2012-11", "2015"), True),
        (stay("2009", "2012-04"), stay("2012-05", "2015"), False),
        (stay("2009-05-20", "2012-04-03"), stay("2012-04", "2015"), True),
        (stay("2020"), stay("2024"), True),
        (stay("2020"), stay("2015", "2019-12"), False),
        (stay(), stay(), True),
        (stay(), stay("2024"), True),
        (stay(), stay("2015", "2019"), False),
        (stay("2020", current=False), stay("2021", "2022"), False),
        (stay(end="2020"), stay("2015", "2019"), False),
        (stay(kind="study"), stay(kind="study"), False),
        (stay("2009", "2012", kind="study"), stay("2010", "2013", kind="study"), True),
        (stay("2009", "2012", kind="study"), stay("2010", "2013"), False),
    ],
)
def test_partial_dates_overlap_where_they_may(one, other, together):
    assert shared.met(one, other) is shared.met(other, one) is together


def colleagues(viewer, number, place="Ash & Co"):
    people = make.people(viewer, [f"{place} {n}" for n in range(number)])
    where, _ = Organisation.objects.all_of(viewer).get_or_create(
        name=place, key=place.lower(), workspace=viewer.workspace
    )
    with record(viewer, "test") as rec:
        rec.insert_many([Position(person=one, organisation=where, day=DAY) for one in people])
    hops.settle(viewer, [one.pk for one in people])
    return people


def strength(viewer, one, other):
    """How surely, as the hop between them says."""
    (row,) = Hop.objects.of(viewer).filter(src=one, dst=other)
    return routes.score_of(row.against) / 3 + 0.5


@pytest.mark.parametrize(("known", "sure"), [(2, 0.12), (60, 0.1), (100, 0.06), (101, 0)])
def test_a_shared_employer_speaks_by_its_size_and_a_crowd_not_at_all(alice, known, sure):
    people = colleagues(alice, 2)
    Person.objects.of(alice).bulk_create(
        [Person(workspace=alice.workspace, name="x", sort="x") for _ in range(known - 2)]
    )
    place = Organisation.objects.of(alice).get(name="Ash & Co")
    more = Person.objects.of(alice).filter(name="x")
    gone = {"start": "1960", "end": "1961", "current": False, "day": DAY, "workspace": alice.workspace}
    Position.objects.of(alice).bulk_create([Position(person=one, organisation=place, **gone) for one in more])
    hops.settle(alice, [more[0].pk] if more else [])
    if sure:
        assert strength(alice, *people) == pytest.approx(sure)
    else:
        assert not Hop.objects.of(alice).exists() and not known_by(alice, people[0].pk).total


def test_pieces_combine_and_positions_count_without_a_row(alice):
    ada, bo = colleagues(alice, 2)
    acquaintances.say(alice, ada, bo, kind="meeting")
    acquaintances.say(alice, bo, ada, strength=0.3, why="Bo said so")
    assert strength(alice, ada, bo) == strength(alice, bo, ada) == pytest.approx(1 - 0.4 * 0.7 * 0.88)
    (told,) = document(alice, ada)["acquaintances"]
    assert told["strength"] == pytest.approx(1 - 0.4 * 0.7 * 0.88)
    sources = [(one["kind"], one["source"], one["text"], one["date"]) for one in told["evidence"]]
    assert sources == [
        ("said", "hand", "Bo said so", "2026-11-22"),
        ("meeting", "hand", "", "2026-11-22"),
        ("employer", "positions", "Ash & Co", "2026-03-01"),
    ]
    assert Evidence.objects.of(alice).count() == 2


def test_said_twice_is_said_once_and_said_of_you_or_of_one_is_refused(alice):
    ada, bo = make.person(alice, "Ada"), make.person(alice, "Bo")
    first = acquaintances.say(alice, ada, bo, why="lunch")
    again = acquaintances.say(alice, bo, ada, why=" lunch ", strength=0.9)
    assert first.pk == again.pk and strength(alice, ada, bo) == pytest.approx(0.9)
    acquaintances.say(alice, ada, bo, why="lunch")
    assert strength(alice, ada, bo) == pytest.approx(0.9)
    Person.objects.of(alice).filter(pk=bo.pk).update(is_owner=True)
    bo.refresh_from_db()
    for wrong, how in (
        ((ada, ada), {}),
        ((ada, bo), {}),
        ((ada, make.person(alice, "Cy")), {"strength": -0.01}),
        ((ada, make.person(alice, "Cy")), {"strength": 1.01}),
        ((ada, make.person(alice, "Cy")), {"kind": "rumour"}),
        ((ada, make.person(alice, "Cy")), {"on": alice.today + dt.timedelta(days=1)}),
    ):
        with pytest.raises(Invalid):
            acquaintances.say(alice, *wrong, **how)


@pytest.mark.parametrize("days", list(permutations((0, 3, 40))))
def test_the_same_words_on_other_days_are_one_piece_of_the_newest_and_undone_one_by_one(alice, days):
    ada, bo = make.person(alice, "Ada"), make.person(alice, "Bo")
    told = [alice.today - dt.timedelta(days=ago) for ago in days]
    for day in told:
        acquaintances.say(alice, ada, bo, why="lunch", on=day)
    assert [piece.day for piece in Evidence.objects.of(alice)] == [alice.today]
    assert strength(alice, ada, bo) == pytest.approx(0.7)
    newest = [max(told[: n + 1]) for n in range(3)]
    for n in (2, 1):
        if newest[n] != newest[n - 1]:
            take_back(alice, Change.objects.of(alice).filter(verb="knows", undone=False, undo_of=None).latest("pk"))
        assert Evidence.objects.of(alice).get().day == newest[n - 1]


@pytest.mark.parametrize("told", [True, False])
def test_what_is_not_so_is_kept_whatever_speaks_for_it_and_undone(alice, told):
    ada, bo = colleagues(alice, 2)
    if told:
        acquaintances.say(alice, ada, bo)
    before = set(Hop.objects.of(alice).values_list("src", "dst", "against"))
    for state in ("disputed", "retired"):
        acquaintances.put_state(alice, ada, bo, state)
        held = known_by(alice, ada.pk)
        assert not Hop.objects.of(alice).exists() and not held.people and held.apart[0].state == state
    acquaintances.put_state(alice, bo, ada, "active")
    assert set(Hop.objects.of(alice).values_list("src", "dst", "against")) == before
    assert Acquaintance.objects.of(alice).count() == told
    for _ in range(3):
        take_back(alice, Change.objects.of(alice).filter(verb="knows", undone=False, undo_of=None).latest("pk"))
    assert set(Hop.objects.of(alice).values_list("src", "dst", "against")) == before
    assert Acquaintance.objects.of(alice).count() == told


def test_a_piece_set_aside_counts_no_more_until_it_does_again(alice):
    ada, bo = make.person(alice, "Ada"), make.person(alice, "Bo")
    piece = acquaintances.say(alice, ada, bo)
    acquaintances.retire(alice, piece)
    held = known_by(alice, bo.pk)
    assert not Hop.objects.of(alice).exists() and (held.total, held.apart[0].aside) == (0, [piece])
    take_back(alice, last_change(alice, "knows"))
    assert strength(alice, ada, bo) == pytest.approx(0.7) and known_by(alice, bo.pk).people[0].sure == "surely"


def test_whom_one_only_hears_of_is_nobody_to_ask_and_goes_with_the_undo(alice):
    ada = make.person(alice, "Ada", ring="close")
    heard = hear_of(alice, ada, "Zoe Zander", why="her old boss")
    assert Tie.objects.of(alice).get(person=heard).against is None
    assert Tie.objects.of(alice).get(person=ada).against is not None
    assert strength(alice, ada, heard) == pytest.approx(0.7)
    take_back(alice, last_change(alice, "knows"))
    assert set(Person.objects.of(alice)) == {ada} and not Hop.objects.of(alice).exists()

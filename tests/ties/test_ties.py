"""What the user says of their ties, what is derived from it, and how it is taken back."""

import datetime as dt

import pytest

from backcast.errors import Invalid, NotFound, Refused
from backcast.journal.queries import last_change
from backcast.network.models import Organisation, Person, Position, SearchText
from backcast.ties import actions, queries
from backcast.ties.models import Interaction, Promise, Tie
from tests import cast, make


def tie(viewer, person):
    return Tie.objects.of(viewer).get(person=person)


def derived(viewer):
    return [[getattr(row, name) for name in actions.DERIVED] for row in Tie.objects.of(viewer).order_by("pk")]


def everything(viewer):
    """Every row of the user's tables but the journal's, as values."""
    models = (Person, Organisation, Position, SearchText, Tie, Interaction, Promise)
    return {model.__name__: list(model.objects.of(viewer).order_by("pk").values()) for model in models}


def test_a_logged_contact_warms_the_tie_at_once(alice):
    person = make.person(alice)
    make.contact(alice, person, days_ago=3, kind="call", minutes=90)
    held = tie(alice, person)
    assert (held.interactions, held.last) == (1, alice.today - dt.timedelta(days=3))
    assert held.closeness > 0.01 and held.activity > 0.5 and held.status == "new"


def test_a_contact_to_come_waits_for_its_day(alice):
    person = make.person(alice)
    make.contact(alice, person, days_ago=-7)
    assert (tie(alice, person).last, tie(alice, person).interactions) == (None, 0)
    later = cast.viewer(today=alice.today + dt.timedelta(days=8))
    actions.age(later)
    assert tie(later, person).last == alice.today + dt.timedelta(days=7)


def test_ageing_happens_once_a_day_and_equals_a_fresh_count(alice, django_assert_num_queries):
    for name in ("Mei Park", "Bo Holm"):
        make.contact(alice, make.person(alice, name, ring="close"), days_ago=10)
    later = cast.viewer(today=alice.today + dt.timedelta(days=100))
    actions.age(later)
    aged = derived(later)
    assert {row[actions.DERIVED.index("status")] for row in aged} == {"fading"}
    actions.refresh(later, [row.pk for row in Tie.objects.of(later)])
    assert derived(later) == aged
    with django_assert_num_queries(0):
        actions.age(later)


@pytest.mark.parametrize("minutes", [-1, 1441])
def test_minutes_are_those_of_a_day(alice, minutes):
    person = make.person(alice)
    with pytest.raises(Invalid):
        actions.log(alice, person, text="talked", minutes=minutes)


@pytest.mark.parametrize("day", [dt.date(26, 11, 22), dt.date(1926, 1, 1), dt.date(2062, 1, 1), dt.date.max])
def test_a_mistyped_year_is_refused(alice, day):
    person = make.person(alice)
    with pytest.raises(Invalid):
        actions.log(alice, person, text="talked", on=day)
    with pytest.raises(Invalid):
        actions.promise(alice, person, text="send it", due=day)
    assert not Interaction.objects.of(alice).exists() and not Promise.objects.of(alice).exists()


def test_standing_is_dated_only_when_it_changes(alice):
    person = make.person(alice, standing="supporter")
    later = cast.viewer(today=alice.today + dt.timedelta(days=30))
    actions.stand(later, person, standing="supporter", ring="close")
    assert tie(later, person).standing_on == alice.today
    actions.stand(later, person, standing="advocate")
    assert tie(later, person).standing_on == later.today


@pytest.mark.parametrize("wanted", [{"standing": "boss"}, {"aim": "unknown"}, {"ring": "outermost"}])
def test_words_of_no_list_are_refused(alice, wanted):
    with pytest.raises(Invalid):
        actions.stand(alice, make.person(alice), **wanted)


ACTS = {
    "log": lambda viewer, person: make.contact(viewer, person, days_ago=2),
    "stand": lambda viewer, person: actions.stand(viewer, person, standing="champion", aim="champion", ring="inner"),
    "promise": lambda viewer, person: make.promise(viewer, person, due_in=3),
    "add": lambda viewer, _: make.person(viewer, "Ada Ruiz", organisation="New Place", email="ada@example.org"),
}


@pytest.mark.parametrize("verb", ACTS)
def test_undo_restores_every_row_and_every_derived_value(alice, verb):
    person = make.person(alice, standing="friendly", organisation="Kelvin Labs")
    make.contact(alice, person, days_ago=40)
    before = everything(alice)
    ACTS[verb](alice, person)
    assert everything(alice) != before
    actions.take_back(alice, last_change(alice, verb))
    assert everything(alice) == before
    with pytest.raises(Refused):
        actions.take_back(alice, last_change(alice, verb))


def test_a_promise_is_kept_and_undone(alice):
    row = make.promise(alice, make.person(alice))
    actions.settle_promise(alice, row, done_on=alice.today)
    assert queries.promise(alice, row.pk).done_on == alice.today and not queries.open_promises(alice).exists()
    actions.take_back(alice, last_change(alice, "promise_done"))
    assert list(queries.open_promises(alice)) == [row]


def test_someone_with_a_history_is_not_undone_away(alice):
    person = make.person(alice)
    make.contact(alice, person)
    before = everything(alice)
    with pytest.raises(Refused):
        actions.take_back(alice, last_change(alice, "add"))
    assert everything(alice) == before
    assert not last_change(alice, "add").undone


def test_an_older_change_leaves_what_was_changed_since(alice):
    person = make.person(alice)
    actions.stand(alice, person, standing="friendly", ring="outer")
    first = last_change(alice, "stand")
    actions.stand(alice, person, standing="champion")
    done = actions.take_back(alice, first)
    assert (tie(alice, person).standing, tie(alice, person).ring) == ("champion", "")
    assert len(done.kept) == 1


def test_a_strangers_person_cannot_be_reached(alice, charlie):
    person = make.person(alice)
    make.promise(alice, person)
    assert not queries.people(charlie).exists() and not queries.open_promises(charlie).exists()
    assert queries.promise(charlie, Promise.objects.of(alice).get().pk) is None
    with pytest.raises((NotFound, Tie.DoesNotExist)):
        actions.stand(charlie, person, standing="champion")
    assert tie(alice, person).standing == "unknown"

"""Every write is in the journal, and every change can be taken back."""

import datetime as dt
from itertools import pairwise

import pytest
from django.db import IntegrityError
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from backcast.accounts.models import Workspace
from backcast.errors import Refused
from backcast.journal import actions, queries
from backcast.journal.actions import invert, ranges, record
from backcast.journal.models import Change, ChangeRow
from backcast.network import actions as network
from backcast.network.models import ContactPoint, Fact, Organisation, Person, Position
from backcast.ties import actions as ties
from backcast.ties.models import STANDINGS, Interaction, Promise, Tie
from tests import cast, make

TABLES = (Organisation, Person, ContactPoint, Position, Fact, Tie, Interaction, Promise)


def state(viewer):
    """Every journaled column of every row."""
    return {(model.__name__, row.pk): actions.image(row) for model in TABLES for row in model.objects.of(viewer)}


def last(viewer):
    return Change.objects.of(viewer).order_by("-id").first()


@given(st.sets(st.integers(1, 60)))
def test_ranges_hold_exactly_the_ids(keys):
    found = ranges(keys)
    assert {key for first, final in found for key in range(first, final + 1)} == keys
    assert all(first <= final for first, final in found)
    assert all(later[0] > earlier[1] + 1 for earlier, later in pairwise(found))


def people_of(viewer):
    """Every column of everybody, also of who is in the trash."""
    return {row.pk: actions.image(row) for row in Person.objects.all_of(viewer)}


COLUMNS = {
    "name": st.sampled_from(["P", "Ågot", ""]),
    "deleted_at": st.sampled_from([None, dt.date(2026, 1, 2)]),
    "organisation_id": st.sampled_from([None, 0, 1]),
    "title": st.sampled_from(["", "CTO"]),
}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted=st.dictionaries(st.integers(0, 5), st.fixed_dictionaries({}, optional=COLUMNS)))
def test_many_updates_write_and_note_just_what_differs_in_their_order(alice, wanted):
    with record(alice, "add") as rec:
        houses = [row.pk for row in rec.insert_many([Organisation(name=name, key=name) for name in "ab"])]
        people = [row.pk for row in rec.insert_many([Person(name="P", sort="p") for _ in range(5)])]
    keys = [*people, 1 + max(people)]  # the last is nobody
    columns = {keys[n]: dict(told) for n, told in wanted.items()}
    for told in columns.values():
        if told.get("organisation_id") is not None:
            told["organisation_id"] = houses[told["organisation_id"]]
    before = people_of(alice)
    with record(alice, "edit") as rec:
        found = rec.update_many(Person, columns)
    noted, after = [], dict(before)
    for pk, told in columns.items():
        old = before.get(pk, {})
        new = {name: value and str(value) if name == "deleted_at" else value for name, value in told.items()}
        if old and (changed := {name: value for name, value in new.items() if old[name] != value}):
            noted.append((pk, "U", {name: old[name] for name in changed}, changed, ",".join(changed)))
            after[pk] = old | changed
    rows = ChangeRow.objects.of(alice).filter(change=rec.change).order_by("id") if noted else []
    assert [(row.row, row.op, row.before, row.after, row.fields) for row in rows] == noted
    assert (found, people_of(alice)) == (len(noted), after)


def test_a_change_that_changes_nothing_leaves_no_trace(alice):
    person = make.person(alice)
    stamp, count = Workspace.objects.get(pk=alice.workspace_id).stamp, Change.objects.of(alice).count()
    ties.stand(alice, person, standing="unknown")
    assert Change.objects.of(alice).count() == count
    assert Workspace.objects.get(pk=alice.workspace_id).stamp == stamp


def test_rows_and_journal_fall_together(alice):
    with pytest.raises(IntegrityError), record(alice, "add") as rec:
        rec.insert(Organisation(name="Half", key="half"))
        rec.insert(Person(name="Half", sort="half", birthday="far too long a date"))
    assert not Organisation.objects.of(alice).exists() and not Change.objects.of(alice).exists()


def test_the_journal_tells_where_a_value_comes_from(alice):
    person = make.person(alice)
    ties.stand(alice, person, standing="champion")
    newest = queries.history(alice, Tie, person.pk).first()
    assert (newest.change.verb, newest.before["standing"], newest.after["standing"]) == ("stand", "unknown", "champion")
    assert newest.change.pinned


def test_undo_leaves_what_was_changed_again_later(alice):
    person = make.person(alice)
    ties.stand(alice, person, standing="friendly")
    first = last(alice)
    ties.stand(alice, person, standing="advocate")
    done = invert(alice, first)
    assert Tie.objects.of(alice).get(person=person).standing == "advocate"
    assert done.kept and done.kept[0][1] == person.pk


def test_undo_takes_back_a_link_to_a_row_of_the_same_change(alice):
    person = make.person(alice)
    with record(alice, "edit") as rec:
        where = network.put_organisation(rec, "Kelvin Labs")
        rec.insert(Position(person=person, organisation=where, title="CTO", day=alice.today))
        network.settle(rec, [person.pk])
    person.refresh_from_db()
    assert person.organisation == where
    assert not invert(alice, last(alice)).kept
    person.refresh_from_db()
    assert person.organisation is None and person.title == ""


def test_undo_keeps_a_row_that_others_hang_on(alice):
    person = make.person(alice)
    added = last(alice)
    make.contact(alice, person)
    done = invert(alice, added)
    assert Person.objects.of(alice).filter(pk=person.pk).exists() and done.kept


def test_a_change_is_taken_back_once(alice):
    make.person(alice)
    change = last(alice)
    invert(alice, change)
    assert not Person.objects.of(alice).exists()
    with pytest.raises(Refused):
        invert(alice, queries.change(alice, change.pk))


def test_every_journaled_table_has_a_number_and_is_found_by_it():
    for number, path in queries.TABLES.items():
        assert queries.number(queries.table(number)) == number, path


def act(viewer, people, told):
    """One random act of a user."""
    kind, who, word, days = told
    person = people[who % len(people)]
    if kind == "log":
        make.contact(viewer, person, days_ago=days, kind="call")
    elif kind == "stand":
        ties.stand(viewer, person, standing=word)
    elif kind == "ring":
        ties.stand(viewer, person, ring="close" if days % 2 else "", aim="champion" if days % 3 else "")
    elif kind == "promise":
        make.promise(viewer, person, due_in=days)
    else:
        people.append(make.person(viewer, f"Person {len(people)}", organisation="Ash & Co", title=word))


acts = st.tuples(
    st.sampled_from(["log", "stand", "ring", "promise", "add"]),
    st.integers(0, 9),
    st.sampled_from(STANDINGS),
    st.integers(0, 400),
)


@pytest.mark.django_db
@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(told=st.lists(acts, max_size=8))
def test_undoing_everything_newest_first_restores_every_column(told):
    viewer = cast.viewer(f"w{Workspace.objects.count()}", today=dt.date(2026, 11, 22))
    people = [make.person(viewer)]
    before, since = state(viewer), last(viewer).pk
    for one in told:
        act(viewer, people, one)
    for change in Change.objects.of(viewer).filter(pk__gt=since).order_by("-id"):
        assert not invert(viewer, change).kept
    ties.refresh(viewer, None)
    assert state(viewer) == before
    assert ChangeRow.objects.of(viewer).filter(change__undo_of__isnull=False).exists() == bool(
        Change.objects.of(viewer).filter(undone=True).exists()
    )

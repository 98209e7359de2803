"""The index of search holds every three letters of every text, and nothing else, whatever happens to people."""

from importlib import import_module

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backcast.imports.actions.takeback import take_back
from backcast.journal.actions import record
from backcast.journal.models import Change
from backcast.keeping import erase, recovery, sample
from backcast.network import actions, queries
from backcast.network.models import Fact, Person, SearchText
from backcast.network.queries import index
from backcast.ties import actions as ties
from tests import make
from tests.imports.exports import archive, bring

migration = import_module("backcast.migrations.0003_search")
on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its own index")
NAMES = ["Mei Park", "Meike Parker", "山田 太郎", "Zoë O'Neil", "ꙮꙮꙮꙮ Ray", "al"]


@pytest.fixture(autouse=True)
def own_file(settings, tmp_path):
    """The codes of who was forgotten go beside no real database."""
    settings.BACKCAST_HOME = tmp_path


def held():
    """What the index holds: the three letters, whose they are, and where they begin."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', '{index.NAME}', 'instance')")
        cursor.execute("SELECT term, doc, offset FROM temp.vocabulary")
        found = cursor.fetchall()
        cursor.execute("DROP TABLE temp.vocabulary")
    return found


def told():
    """The same of the texts, by plain Python."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT person_id, text FROM backcast_searchtext")
        texts = cursor.fetchall()
    return [(text[at : at + 3], pk, at) for pk, text in texts for at in range(len(text) - 2)]


def is_true():
    return sorted(held()) == sorted(told()) and index.is_sound() and not index.counts_differ()


def rename(viewer, person, name):
    with record(viewer, "edit", title=name) as rec:
        rec.update_many(
            Fact, {pk: {"value": name} for pk in person.facts.filter(field="name").values_list("pk", flat=True)}
        )
        actions.settle(rec, [person.pk])


def undo(viewer):
    """Take the newest adding or renaming back; who was forgotten is not in it any more."""
    changes = Change.objects.of(viewer).filter(undone=False, undo_of=None, verb__in=["add", "edit"])
    if change := changes.order_by("-pk").first():
        ties.take_back(viewer, change)


def again(viewer, pk):
    actions.unindex(viewer, [pk])
    assert is_true()
    actions.index(viewer, [pk])


def act(viewer, what, name):
    """Do something with someone, where there is anyone yet."""
    people = list(queries.people(viewer).order_by("pk"))
    if what == "add" or not people:
        make.person(viewer, name, organisation=f"{name} & Sons")
    elif what == "undo":
        undo(viewer)
    elif what == "rename":
        rename(viewer, people[-1], name)
    elif what == "forget":
        erase.forget(viewer, [people[0].pk])
    else:
        again(viewer, people[-1].pk)


@on_sqlite
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(["add", "rename", "undo", "forget", "again"]), st.sampled_from(NAMES)), max_size=8
    )
)
def test_it_follows_whatever_happens(alice, charlie, acts):
    with transaction.atomic():
        make.person(charlie, "Meike Park")
        for what, name in acts:
            act(alice, what, name)
            assert is_true(), what
        assert queries.search_lags(alice) == queries.search_lags(charlie) == set()
        transaction.set_rollback(True)


@on_sqlite
def test_it_follows_an_import_and_its_end(alice, tmp_path):
    batch, _ = bring(alice, archive(tmp_path, "01-02-2026", [("Ann Quagmire", "Elm", "SRE", "02 Jan 2026")]))
    assert is_true() and queries.search(alice, "quagmire").exists()
    take_back(alice, batch)
    assert is_true() and not any("qua" in term for term, *_ in held())


@on_sqlite
def test_it_follows_the_sample(alice):
    make.person(alice, "Mei Park")
    sample.make()
    assert is_true() and len({pk for _, pk, _ in held()}) > 50
    sample.remove()
    assert is_true() and len({pk for _, pk, _ in held()}) == 1


@on_sqlite
def test_who_is_gone_is_found_by_nobody_and_a_new_one_in_their_place_is_not_them(alice):
    gone, stays = make.person(alice, "Zyx Quagmirova"), make.person(alice, "Mei Park")
    Person.objects.of(alice).filter(pk=gone.pk).delete()
    assert held() != told() and set(queries.search(alice, "quagmirova")) == set()
    Person(workspace=alice.workspace, pk=gone.pk, name="Bo Lind", sort="bo lind").save()
    actions.index(alice, [gone.pk])
    assert is_true() and set(queries.search(alice, "quagmirova")) == set()
    assert {one.pk for one in queries.search(alice, "lind")} == {gone.pk} != {stays.pk}


@on_sqlite
def test_an_sqlite_without_trigrams_leaves_nothing_and_the_next_start_fills_it(alice, monkeypatch):
    make.person(alice, "Zyx Quagmirova")
    monkeypatch.setattr(index, "has_trigrams", lambda: False)
    make.person(alice, "Mei Park")
    assert {one.name for one in queries.search(alice, "park")} == {"Mei Park"}
    actions.mend_search()
    monkeypatch.undo()
    assert held() == [] and index.counts_differ()
    actions.mend_search()
    assert is_true() and queries.search(alice, "park").count() == 1


@on_sqlite
@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM {0}_docsize",
        "UPDATE {0}_data SET block = x'00' WHERE id > 10",
        "INSERT INTO {0} ({0}, rowid, text) VALUES ('delete', 1, 'mei')",
    ],
)
def test_one_out_of_step_is_mended(alice, harm):
    make.person(alice, "Mei Park")
    with connection.cursor() as cursor:
        cursor.execute(harm.format(index.NAME))
    assert not index.is_sound()
    recovery.refuse_damaged()
    assert is_true()


def test_the_migration_goes_back_and_forth(alice):
    make.person(alice, "Mei Park")
    connection.check_constraints()  # PostgreSQL changes no table whose links are still to be checked
    editor = connection.schema_editor()
    assert is_there()
    migration.unmake(None, editor)
    assert not is_there()
    migration.make(None, editor)
    assert is_there()
    assert queries.search(alice, "park").count() == 1


def is_there():
    with connection.cursor() as cursor:
        held = connection.introspection.get_constraints(cursor, SearchText._meta.db_table)
    return index.exists() or migration.NAME in held

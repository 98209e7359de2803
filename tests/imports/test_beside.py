"""Others write while an import is being saved: it goes by what is there now, chunk by chunk."""

import pytest

from backcast.accounts.models import Suppression
from backcast.errors import Refused
from backcast.formats import names
from backcast.imports import actions
from backcast.imports.actions.merge import merge, unmerge
from backcast.journal.actions import record
from backcast.keeping.erase import forget
from backcast.network.actions import organisations
from backcast.network.models import ContactPoint, Organisation, Person
from backcast.ties import actions as ties
from backcast.ties.models import Interaction
from tests import make
from tests.imports.exports import archive, slug
from tests.imports.test_orders import in_process

PEOPLE = [(f"Given{n} Family{n}", "Ash & Co" if n % 2 else "Birch Ltd", "Baker", "07 Jun 2021") for n in range(12)]
TALKS = [(name, "me", f"2026-01-{day:02}") for name, *_ in PEOPLE for day in (3, 4)]
pytestmark = pytest.mark.usefixtures("in_process")
__all__ = ["in_process"]


@pytest.fixture
def found(alice, tmp_path, monkeypatch, settings):
    """An import of a dozen people in many small chunks, previewed."""
    settings.BACKCAST_HOME = tmp_path
    monkeypatch.setattr(actions, "CHUNK", 10)
    return actions.read(alice, [archive(tmp_path, "03-01-2026", PEOPLE, TALKS)])


def applied(viewer, found, act):
    """Apply it, with an act between two chunks."""
    done = []

    def tell(at, total, what):
        if at == 3:
            done.append(act())

    actions.apply(viewer, found.batch, tell)
    assert len(done) == 1 and Interaction.objects.of(viewer).count() == len(TALKS)
    assert sorted(row.name for row in Person.objects.of(viewer)) == sorted(["Mia Me", *(name for name, *_ in PEOPLE)])


def test_whoever_is_taken_away_meanwhile_comes_as_somebody_new(alice, found):
    name = PEOPLE[-1][0]
    with record(alice, "add") as rec:
        person = rec.insert(Person(name=name, sort=name.casefold()))
        rec.insert(ContactPoint(person=person, kind="url", key=names.profile_url(slug(name)), day=alice.today))
    applied(alice, found, lambda: ties.take_back(alice, rec.change))
    assert Person.objects.of(alice).get(name=name).pk != person.pk


def test_what_became_one_organisation_meanwhile_is_one_for_the_rest_too(alice, found):
    def one():
        birch, ash = (Organisation.objects.of(alice).get(name=name) for name in ("Birch Ltd", "Ash & Co"))
        return organisations.merge(alice, birch, ash)

    applied(alice, found, one)
    where = Person.objects.of(alice).filter(is_owner=False).values_list("organisation__name", flat=True)
    assert set(where) == {"Birch Ltd"}


def test_nobody_is_merged_or_taken_apart_or_forgotten_meanwhile(alice, found):
    one, other, third = (make.person(alice, name) for name in ("Dee Dogwood", "Dee Dogwood-Elm", "Fay Fir"))
    made = merge(alice, one, other)
    acts = [lambda: merge(alice, one, third), lambda: unmerge(alice, made.change), lambda: forget(alice, [third.pk])]
    refused = []

    def tell(at, total, what):
        for act in acts if at == 3 else ():
            with pytest.raises(Refused, match="under way"):
                refused.append(act())

    actions.apply(alice, found.batch, tell)
    assert refused == [] and not Suppression.objects.of(alice).exists()
    assert unmerge(alice, made.change).restored == [other]


def test_an_import_that_another_process_has_saved_is_not_saved_again(alice, found):
    stale = type(found.batch).objects.of(alice).get(pk=found.batch.pk)
    actions.undo(alice, actions.apply(alice, found.batch) and found.batch)
    with pytest.raises(Refused):
        actions.apply(alice, stale)
    assert not Person.objects.of(alice).exists()

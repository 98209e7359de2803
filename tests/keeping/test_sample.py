"""The sample: the same each time, alive, and wholly removable."""

import datetime as dt
import unicodedata
from collections import Counter

import pytest
from django.apps import apps
from django.db import transaction

from backcast.accounts.models import Owned, Viewer
from backcast.errors import NotFound
from backcast.introductions.models import Ask
from backcast.journal.queries import is_covered
from backcast.keeping import doctor, sample, sample_asks, sample_network
from backcast.keeping.sample_words import CULTURES, ORGANISATIONS
from backcast.network.models import Acquaintance, Organisation, Person
from backcast.network.queries import acquaintances as network
from backcast.ties.models import Favour, Interaction, Promise, Tie
from backcast.vision.models import Barrier, FuturePerson, Milestone, MilestoneAfter, Vision
from backcast.week.actions import planning
from tests import cast, make

OWNED = [model for model in apps.get_app_config("backcast").get_models() if issubclass(model, Owned)]
UNLIKE = {"id", "uid", "workspace_id", "batch_id"}


def rows(viewer):
    """Every row of a workspace, as it is."""
    return {model.__name__: list(model.objects.of(viewer).order_by("pk").values_list()) for model in OWNED}


def told(viewer):
    """What the workspace's journaled tables say, ids counted from the first of each table."""
    first = {
        model: min(model.objects.of(viewer).values_list("pk", flat=True), default=0)
        for model in OWNED
        if is_covered(model)
    }
    return {model.__name__: [plain(row, first) for row in model.objects.of(viewer).order_by("pk")] for model in first}


def plain(row, first):
    values = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if field.attname not in UNLIKE:
            values[field.attname] = value - first[field.related_model] if field.is_relation and value else value
    return values


@pytest.fixture(scope="module")
def standing(django_db_setup, django_db_blocker):
    """The sample, made once for all that look at it; each test takes back what it does itself."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast.viewer()
        yield sample.make()
        transaction.set_rollback(True)


@pytest.fixture
def made(standing, db):
    standing.workspace.refresh_from_db()
    return standing


def test_it_is_the_same_each_time(made):
    before = told(made)
    again = sample.make()
    assert again.workspace_id == made.workspace_id
    assert told(again) == before
    assert Person.objects.of(again).filter(is_owner=False).count() == sample.PEOPLE


def test_another_day_only_moves_its_dates(made, settings):
    before = dict(Person.objects.of(made).values_list("sort", "tie__last"))
    settings.BACKCAST_TODAY = made.today + dt.timedelta(days=400)
    after = dict(Person.objects.of(sample.make()).values_list("sort", "tie__last"))
    assert after == {name: last and last + dt.timedelta(days=400) for name, last in before.items()}


def test_removing_it_leaves_mine_as_it_was(alice):
    make.contact(alice, make.person(alice, "Bo Lind", email="bo@lind.example"), days_ago=3)
    before = rows(alice)
    made = sample.make()
    assert rows(alice) == before
    assert sample.remove() == sample.PEOPLE
    assert rows(alice) == before
    assert not any(rows(made).values())
    with pytest.raises(NotFound):
        sample.remove()


def test_it_is_made_only_where_there_is_none(made):
    person = make.person(made, "Bo Lind")
    assert sample.ensure().workspace_id == made.workspace_id
    assert Person.objects.of(made).filter(pk=person.pk).exists()


def test_an_edit_is_noticed(made):
    assert not sample.is_edited()
    make.person(made, "Bo Lind")
    assert sample.is_edited()
    sample.make()
    assert not sample.is_edited()


def test_its_people_come_from_many_cultures(made):
    names = Person.objects.of(made).values_list("name", flat=True)
    scripts = {unicodedata.name(letter).split()[0] for name in names for letter in name if letter.isalpha()}
    assert {"LATIN", "ARABIC", "CJK", "HIRAGANA", "HANGUL", "GREEK", "CYRILLIC", "DEVANAGARI"} <= scripts
    assert len(CULTURES) >= 12 and len(set(ORGANISATIONS)) == 40 == Organisation.objects.of(made).count()


def test_it_is_alive_and_skewed(made):
    ties = Tie.objects.of(made)
    found = Counter(ties.values_list("status", flat=True))
    assert set(found) == {"new", "quiet", "current", "due", "fading", "dormant", "lapsed"}
    contacts = sorted(ties.values_list("interactions", flat=True), reverse=True)
    assert sum(contacts[:40]) > 0.5 * sum(contacts) and contacts.count(0) > 100
    oldest = Interaction.objects.of(made).order_by("day").first().day
    assert (made.today - oldest).days in range(1000, 1100)
    assert ties.exclude(standing="unknown").count() in range(20, 31)
    assert ties.exclude(ring="").count() == 20
    due = [(one.due - made.today).days for one in Promise.objects.of(made).filter(done_on=None, way="out")]
    assert sorted(due) == [-6, 24]


def test_its_story_leads_somewhere(made):
    vision, other = Vision.objects.of(made).order_by("-active")
    wished = FuturePerson.objects.of(made).filter(vision=vision)
    story = Milestone.objects.of(made).filter(vision=vision)
    assert vision.active and vision.horizon.year == made.today.year + 5
    assert wished.count() == 8 and wished.exclude(person=None).count() == 3
    assert sorted(story.values_list("state", flat=True)) == ["doing", "done", *["open"] * 5]
    assert MilestoneAfter.objects.of(made).filter(milestone__in=story).count() == 6
    assert not other.active and Milestone.objects.of(made).filter(vision=other).count() == 4
    assert Barrier.objects.of(made).exclude(guide=None).count() == 2


def test_its_stored_figures_are_in_step(made):
    assert [level for level, _ in doctor.INSIDE["derived"]()] == ["ok"]
    viewer = Viewer(made.workspace, made.today)
    assert viewer.workspace.aged_on == made.today


def test_some_know_each_other_and_some_stand_there_twice(made):
    pairs = Acquaintance.objects.of(made)
    most = sample_network.PAIRS + len(sample_asks.SAID)
    assert sample_network.PAIRS < pairs.count() <= most and not pairs.filter(evidence=None).exists()
    assert network.out_of_step(made, most) == set()
    people = list(Person.objects.of(made).filter(is_owner=False).order_by("pk"))
    for row, place in zip(people[-3:], sample_network.TWICE, strict=True):
        assert row.family == people[place].family and row.points.count() + row.positions.count() <= 1


def test_it_has_asked_given_and_received(made):
    asks = Ask.objects.of(made)
    states = ["agreed", "asked", "declined", "introduced", "silent", "told"]
    assert sorted(asks.values_list("state", flat=True)) == states
    assert all(0 < chance < 1 for chance in asks.values_list("chance", flat=True))
    assert Counter(Favour.objects.of(made).values_list("way", flat=True)) == {"out": 7, "in": 5}
    week = planning.plan(made)
    assert {"promise", "ask", "slice"} <= set(week.moves.values_list("kind", flat=True))
    ahead = {key.split(":")[0] for one in week.report["ahead"][:2] for key, *_ in one}
    assert {"thank", "give", "barrier"} <= ahead | set(week.moves.values_list("kind", flat=True))

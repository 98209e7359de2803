"""Somebody the vision names who is nobody here yet is recognised once they are here, whichever door they come through,
and the ask about them goes on as one."""

from datetime import timedelta

import pytest
from click.testing import CliRunner

from backcast.accounts.models import Viewer
from backcast.cli import cli
from backcast.formats import vision_file
from backcast.introductions.actions import asks
from backcast.introductions.models import Ask
from backcast.introductions.queries import limits, routes, targets
from backcast.introductions.queries.foretold import target_of
from backcast.journal.actions import invert
from backcast.journal.models import Change
from backcast.network.actions import acquaintances, trash
from backcast.network.models import Person
from backcast.vision.actions import load
from backcast.vision.models import FuturePerson
from tests import cast, make
from tests.imports.exports import archive, bring

STORY = 'title = "x"\nhorizon = 2031-11-01\n[[future_people]]\nkey = "zoe"\nname = "Zoe Zander"\n'


@pytest.fixture
def mei(alice):
    """Somebody who was asked for an introduction to a stranger whom the vision names."""
    load(alice, vision_file.read_text(STORY, "v.toml", alice.today))
    made = make.person(alice, "Mei Park", standing="supporter")
    make.contact(alice, made, days_ago=10)
    asks.tell(alice, made, targets.of_future_person(alice, FuturePerson.objects.of(alice).get()), state="asked")
    return made


def by_command(viewer, mei, folder):
    assert CliRunner().invoke(cli, ["add", "Zoe Zander"]).exit_code == 0


def by_page(viewer, mei, folder):
    cast.client(viewer).post("/people/add", {"name": "Zoe Zander"})


def by_hearsay(viewer, mei, folder):
    cast.client(viewer).post(f"/people/{mei.pk}/knows", {"who": "Zoe Zander", "add": "1"})


def by_memory(viewer, mei, folder):
    cast.client(viewer).post("/welcome/memory", {"friendly": "Zoe Zander"})


def by_name(viewer, mei, folder):
    other = make.person(viewer, "Z. Zander")
    cast.client(viewer).post(f"/people/{other.pk}/edit", {"name": "Zoe Zander"})


def from_the_trash(viewer, mei, folder):
    found = make.person(viewer, "Zoe Zander")
    trash.throw(viewer, [found.pk])
    cast.client(viewer).post("/people/restore", {"people": found.pk})


def by_import(viewer, mei, folder):
    bring(viewer, archive(folder, "03-01-2026", [("Zoe Zander", "Ash & Co", "Baker", "07 Jun 2021")]))


DOORS = [by_command, by_page, by_hearsay, by_memory, by_name, from_the_trash, by_import]


@pytest.mark.parametrize("door", DOORS)
def test_whoever_comes_is_whom_the_vision_names_and_the_ask_goes_on(alice, mei, tmp_path, settings, door):
    settings.BACKCAST_HOME = tmp_path
    door(alice, mei, tmp_path)
    zoe = Person.objects.of(alice).get(name="Zoe Zander")
    assert FuturePerson.objects.of(alice).get().person == zoe
    row = Ask.objects.of(alice).get()
    assert target_of(alice, row).ends == (zoe.pk,)
    for target in (targets.of_person(zoe), targets.of_future_person(alice, FuturePerson.objects.of(alice).get())):
        assert asks.tell(alice, mei, target, state="agreed").pk == row.pk
    assert Ask.objects.of(alice).get().state == "agreed"


def test_who_was_asked_for_a_name_is_not_asked_again_for_whom_it_is_within_a_year(alice, mei, tmp_path):
    by_command(alice, mei, tmp_path)
    asks.move(alice, Ask.objects.of(alice).get(), "declined")
    zoe = Person.objects.of(alice).get(name="Zoe Zander")
    acquaintances.say(alice, mei, zoe)
    for days, left in ((100, [(mei, limits.ALIKE)]), (365, [])):
        later = Viewer(alice.workspace, alice.today + timedelta(days=days))
        told = routes.routes(later, targets.of_person(zoe)).left_out
        assert [(one.person, one.because) for one in told] == left


def test_being_recognised_is_undone_with_what_brought_them(alice, mei, tmp_path):
    by_name(alice, mei, tmp_path)
    invert(alice, Change.objects.of(alice).latest("pk"))
    assert FuturePerson.objects.of(alice).get().person is None
    acquaintances.say(alice, mei, make.person(alice, "Bo Holm"))
    assert FuturePerson.objects.of(alice).get().person is None

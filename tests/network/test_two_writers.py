"""Two who write about the same people at once come one after the other, whatever either does, and what is derived
follows from all of it. On SQLite and on PostgreSQL, over connections of their own."""

import shutil
import threading
from copy import copy
from random import Random

import pytest
from django.db import IntegrityError, connection, connections

from backcast.accounts.models import Viewer, Workspace
from backcast.errors import BackcastError, NotFound, Refused, gone_meanwhile
from backcast.introductions.actions import asks
from backcast.introductions.actions.worth import weigh
from backcast.introductions.models import Ask
from backcast.introductions.queries import targets
from backcast.journal.models import Change
from backcast.network.actions import map as drawing
from backcast.network.models import Person
from backcast.ties import actions as ties
from backcast.ties.models import Tie
from backcast.week.actions import planning
from tests import cast
from tests.keeping.homes import database
from tests.network import test_hops
from tests.network.test_hops import at_home, in_step

__all__ = ["at_home"]
pytestmark = [pytest.mark.django_db(transaction=True)] if connection.vendor == "postgresql" else []


class World(test_hops.World):
    """What may happen to people, and what is said of ties and asks besides."""

    def logs(self, a, b, n):
        ties.log(self.viewer, self.who(a), text="talked")

    def asks(self, a, b, n):
        one, other = self.pair(a, b)
        asks.tell(self.viewer, one, targets.of_person(other), state=("asked", "agreed", "declined")[n % 3])

    def weighs(self, a, b, n):
        weigh(self.viewer)

    def draws(self, a, b, n):
        drawing.draw(self.viewer)

    def plans(self, a, b, n):
        planning.plan(self.viewer)


ACTS = [*test_hops.ACTS, "logs", "asks", "weighs", "draws", "plans", "logs", "knows", "merges", "undoes"]


@pytest.fixture
def shared(request, monkeypatch, django_db_blocker, tmp_path):
    """A database that several connections see as users do: of PostgreSQL the one of the tests, of SQLite a file."""
    if connection.vendor == "postgresql":
        yield
        return
    file = tmp_path / "shared.sqlite3"
    shutil.copy(database(request.getfixturevalue("unused")), file)
    monkeypatch.setitem(connections.settings["default"], "NAME", str(file))
    with django_db_blocker.unblock():
        yield


def beside(*tasks):
    """Do tasks at once, each in a thread with its own connection; what went wrong in any is raised here."""
    wrong, ready = [], threading.Barrier(len(tasks))

    def run(task):
        try:
            ready.wait(10)
            task()
        except BaseException as error:
            wrong.append(error)
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=run, args=[task]) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert not any(thread.is_alive() for thread in threads)
    if wrong:
        raise wrong[0]


def write(world, seed, times):
    """Many acts of one writer, who knows the workspace as it was at the start of each."""
    own, chance = copy(world), Random(seed)
    for _ in range(times):
        own.viewer = Viewer(Workspace.objects.get(pk=world.viewer.workspace_id), world.viewer.today)
        act = getattr(own, chance.choice(ACTS))
        try:
            act(*(chance.randrange(6) for _ in range(3)))
        except (BackcastError, Person.DoesNotExist, Tie.DoesNotExist):
            continue
        except IntegrityError as error:
            if gone_meanwhile(error) is None:
                raise


def follows(folder, seed, times):
    made = []
    beside(lambda: made.append(World(folder)))
    beside(*(lambda own=own: write(made[0], own, times) for own in (seed, -seed - 1)))
    beside(lambda: in_step(made[0].viewer))


def test_two_who_say_something_of_the_same_two_are_both_heard(shared, at_home):
    made = []

    def say(number):
        own = copy(made[0])
        for _ in range(5):
            own.knows(0, 1, number)
            own.state(1, 0, number)
            own.logs(0, 0, 0)

    def look():
        in_step(made[0].viewer)
        assert [row.interactions for row in Tie.objects.of(made[0].viewer).exclude(interactions=0)] == [10]

    beside(lambda: made.append(World(at_home)))
    beside(lambda: say(1), lambda: say(2))
    beside(look)


def together(monkeypatch, owner, name, *posts):
    """What pages answer to two posts that have both looked an ask up before either acts on it."""
    act, ready, said = getattr(owner, name), threading.Barrier(2), []

    def held(*told, **more):
        ready.wait(120)
        return act(*told, **more)

    monkeypatch.setattr(owner, name, held)
    beside(*(lambda one=one: said.append(one().status_code) for one in posts))
    monkeypatch.setattr(owner, name, act)
    return sorted(said)


def test_of_two_windows_that_say_how_an_ask_went_one_is_first_and_the_other_sees_it(shared, at_home, monkeypatch):
    made = []

    def prepare():
        viewer = World(at_home).viewer
        mei, ines = Person.objects.of(viewer).filter(is_owner=False).order_by("pk")[:2]
        ties.log(viewer, mei, text="talked")
        row = asks.draft(viewer, mei, targets.of_person(ines))
        made.extend((viewer, row.pk, *(cast.client(viewer) for _ in range(2))))

    def step(client, state):
        return lambda: client.post(f"/introductions/asks/{made[1]}/move", {"state": state, "on": ""})

    def changes():
        return Change.objects.of(made[0]).filter(verb="ask").count()

    beside(prepare)
    viewer, pk, *two = made
    one, other = two
    twice = together(monkeypatch, asks, "move", step(one, "asked"), step(other, "asked"))
    beside(lambda: made.append(changes()))
    assert twice == [303, 303] and made.pop() == 2, "a draft, and one step"
    split = together(monkeypatch, asks, "move", step(one, "introduced"), step(other, "silent"))
    beside(lambda: made.append((changes(), Ask.objects.of(viewer).get(pk=pk).state)))
    assert split == [303, 422] and made.pop() in {(3, "introduced"), (3, "silent")}


def test_a_draft_that_was_asked_meanwhile_is_not_dropped(shared, at_home):
    def drop():
        viewer = World(at_home).viewer
        mei, ines = Person.objects.of(viewer).filter(is_owner=False).order_by("pk")[:2]
        ties.log(viewer, mei, text="talked")
        row = asks.draft(viewer, mei, targets.of_person(ines))
        stale = Ask.objects.of(viewer).get(pk=row.pk)
        asks.move(viewer, row, "asked")
        with pytest.raises(Refused, match="asked already"):
            asks.drop(viewer, stale)
        ties.take_back(viewer, Change.objects.of(viewer).filter(verb="ask").latest("pk"))
        asks.drop(viewer, row)
        with pytest.raises(NotFound, match="There is no ask"):
            asks.move(viewer, stale, "asked")

    beside(drop)


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(6))
def test_two_writers_come_one_after_the_other(shared, at_home, seed):
    follows(at_home, seed, 60)

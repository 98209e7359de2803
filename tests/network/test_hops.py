"""Hops follow every change of who knows whom, of positions and of who is here, at once and exactly."""

from contextlib import suppress
from itertools import combinations, count
from math import exp, prod

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backcast.errors import BackcastError
from backcast.imports import actions as imports
from backcast.imports.actions import merge
from backcast.journal.actions import record
from backcast.journal.models import Batch, Change
from backcast.keeping import erase
from backcast.network import actions as network
from backcast.network.actions import acquaintances, facts, hops, organisations, trash
from backcast.network.models import Acquaintance, Evidence, Hop, Organisation, Person, Position
from backcast.network.queries import shared
from backcast.network.queries.hops import lags
from backcast.ties.actions.hearsay import hear_of
from tests import cast, make
from tests.imports import mailbox
from tests.imports.exports import bring

COUNT = count()


@pytest.fixture
def at_home(settings, tmp_path, monkeypatch):
    """A folder for files and for the codes of who was forgotten; imports are read here and now."""
    settings.BACKCAST_HOME = tmp_path
    monkeypatch.setattr(imports.child, "read_limited", mailbox.read)
    return tmp_path


def told(viewer):
    """The hops there are."""
    return {(row.src_id, row.dst_id): row.against for row in Hop.objects.of(viewer)}


def expected(viewer):
    """What there should be, looked up the slow way: every pair of people, every piece and every two positions."""
    people = [row for row in Person.objects.of(viewer) if not row.is_owner]
    found = {}
    for a, b in combinations(sorted(row.pk for row in people), 2):
        row = Acquaintance.objects.of(viewer).filter(a=a, b=b).first()
        if row and row.state != "active":
            continue
        pieces = [one.strength for one in row.evidence.all() if not one.retired] if row else []
        pieces = [1 - prod(1 - one for one in pieces)] if pieces else []
        pieces += meetings(viewer, a, b, {row.pk for row in people})
        if any(pieces):
            odds = pytest.approx(exp(-3 * (1 - prod(1 - one for one in pieces) - 0.5)))
            found |= {(a, b): odds, (b, a): odds}
    return found


def meetings(viewer, a, b, people):
    """The strength of every shared stay, by the formula."""
    rows = list(Position.objects.of(viewer).exclude(organisation=None))
    for place in {row.organisation_id for row in rows}:
        there = [row for row in rows if row.organisation_id == place and row.person_id in people]
        known = len({row.person_id for row in there})
        for kind in ("work", "study"):
            own = [[row for row in there if row.person_id == one and row.kind == kind] for one in (a, b)]
            if any(shared.met(stay(x), stay(y)) for x in own[0] for y in own[1]) and known <= shared.CROWD:
                yield 0.5 * min(1, 12 / max(known, 50)) if kind == "work" else 0.1


def stay(row):
    return shared.Stay(row.person_id, row.organisation_id, row.kind, row.start, row.end, row.current, row.day)


def in_step(viewer):
    held = told(viewer)
    assert held == expected(viewer) and lags(viewer, 100) == 0
    sizes = dict(Organisation.objects.all_of(viewer).values_list("pk", "known"))
    assert {pk: known for pk, known in sizes.items() if known} == shared.sizes(viewer)
    hops.rebuild(viewer)
    assert told(viewer) == held


class World:
    """Some people, and what may happen to them; what is refused changes nothing."""

    def __init__(self, folder):
        self.folder = folder
        self.viewer = cast.viewer(f"h{next(COUNT)}")
        told = (("Ada Ash", "Ash & Co"), ("Bo Birch", "Ash & Co"), ("Cy Cork", "Birch"), ("Dee Dale", ""))
        make.people(self.viewer, [(name, place, "") for name, place in told])

    def who(self, number):
        rows = list(Person.objects.of(self.viewer).filter(is_owner=False).order_by("pk"))
        return rows[number % len(rows)] if rows else make.person(self.viewer, "Eve Elm")

    def pair(self, a, b):
        return self.who(a), self.who(b)

    def knows(self, a, b, n):
        acquaintances.say(self.viewer, *self.pair(a, b), strength=(n + 1) / 9)

    def state(self, a, b, n):
        acquaintances.put_state(self.viewer, *self.pair(a, b), acquaintances.STATES[n % 3])

    def retire(self, a, b, n):
        for piece in Evidence.objects.of(self.viewer).select_related("acquaintance__a", "acquaintance__b")[n : n + 1]:
            acquaintances.retire(self.viewer, piece, retired=not piece.retired)

    def heard(self, a, b, n):
        hear_of(self.viewer, self.who(a), f"New {n}")

    def works(self, a, b, n):
        start = f"20{10 + b}"
        end = f"20{10 + b + n}" if n % 2 else ""
        with record(self.viewer, "test") as rec:
            place = network.put_organisation(rec, ("Ash & Co", "Birch", "Cedar")[n % 3])
            more = {"kind": ("work", "study")[n % 4 == 3], "start": start, "end": end, "current": not end}
            rec.insert(Position(person=self.who(a), organisation=place, day=self.viewer.today, **more))
            network.settle(rec, [self.who(a).pk])

    def edits(self, a, b, n):
        row = self.who(a)
        place = ("", "Birch", "Cedar")[n % 3]
        facts.edit(self.viewer, row, name=row.name, organisation=place, title="", place="")

    def leaves(self, a, b, n):
        trash.throw(self.viewer, [self.who(a).pk])

    def returns(self, a, b, n):
        thrown = Person.objects.all_of(self.viewer).filter(deleted_at__isnull=False)
        trash.restore(self.viewer, thrown.values_list("pk", flat=True)[:1])

    def forgets(self, a, b, n):
        if n == 0:
            erase.forget(self.viewer, [self.who(a).pk])

    def merges(self, a, b, n):
        merge.merge(self.viewer, *self.pair(a, b))

    def one_place(self, a, b, n):
        rows = list(Organisation.objects.of(self.viewer).order_by("pk"))
        organisations.merge(self.viewer, rows[a % len(rows)], rows[b % len(rows)])

    def undoes(self, a, b, n):
        rows = Change.objects.of(self.viewer).filter(undone=False, undo_of=None, batch=None).order_by("-pk")
        for change in rows[n : n + 1]:
            merge.take_back(self.viewer, change)

    def comes(self, a, b, n):
        records = [mailbox.person(name) for name in ("Ada Ash", "Eve Elm", "Fay Fir")] + [
            mailbox.knows("Eve Elm", ("Ada Ash", "Fay Fir")[a % 2], self.viewer.today, f"{b}", strength=(n + 1) / 7)
        ]
        bring(self.viewer, mailbox.written(self.folder / f"{a}{b}{n}", records))

    def goes(self, a, b, n):
        for batch in Batch.objects.of(self.viewer).filter(state="applied").order_by("-pk")[n % 2 :][:1]:
            imports.undo(self.viewer, batch)


ACTS = [name for name in vars(World) if not name.startswith("_") and name not in ("who", "pair")]
act = st.tuples(st.sampled_from(ACTS), st.integers(0, 5), st.integers(0, 5), st.integers(0, 5))
acts = given(told=st.lists(act, min_size=4, max_size=12))
quiet = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]}


def follows(happened, folder):
    world = World(folder)
    for name, *numbers in happened:
        with suppress(BackcastError):
            getattr(world, name)(*numbers)
        in_step(world.viewer)


@pytest.mark.django_db
@settings(max_examples=3, **quiet)
@acts
def test_hops_follow_whatever_happens(at_home, told):
    follows(told, at_home)


@pytest.mark.deep
@pytest.mark.django_db
@settings(max_examples=60, **quiet)
@acts
def test_hops_follow_whatever_happens_for_long(at_home, told):
    follows(told, at_home)


@pytest.mark.parametrize("sizes", [(3, 3), (3, 2), (1, 1)])
def test_hops_follow_two_firms_that_become_a_crowd_and_come_apart_again(alice, monkeypatch, sizes):
    monkeypatch.setattr(shared, "CROWD", 2)
    people = [make.person(alice, f"P{n}").pk for n in range(sum(sizes))]
    with record(alice, "test") as rec:
        firms = [network.put_organisation(rec, name) for name in ("Ash & Co", "Birch")]
        there = [firm for firm, size in zip(firms, sizes, strict=True) for _ in range(size)]
        both = zip(people, there, strict=True)
        rec.insert_many([Position(person_id=who, organisation=at, current=True, day=alice.today) for who, at in both])
        network.settle(rec, people)
    in_step(alice)
    change = organisations.merge(alice, *firms)
    in_step(alice)
    merge.take_back(alice, change)
    in_step(alice)

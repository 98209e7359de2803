"""What ties are worth to the vision: stored as recomputed, said in words, and in step with what changes."""

from dataclasses import replace
from datetime import timedelta
from math import isclose

import pytest
from hypothesis import HealthCheck, given, settings

from backcast.accounts.models import Job
from backcast.engine import worth as engine
from backcast.introductions.actions import worth
from backcast.introductions.queries import reach
from backcast.introductions.queries import worth as told
from backcast.introductions.queries.routes import routes
from backcast.introductions.queries.targets import of_person
from backcast.introductions.queries.worth import gains
from backcast.journal.queries import last_change
from backcast.keeping import actions as keeping
from backcast.network.actions import acquaintances
from backcast.network.models import Hop, Person
from backcast.ties import actions as ties
from backcast.ties.models import Tie
from backcast.vision import actions as vision
from backcast.vision import queries as visions
from backcast.vision.models import FuturePerson
from tests import make
from tests.engine import test_worth as oracle

ONE_ROUND = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def future(viewer, **told):
    """A future person of the active vision."""
    row = visions.active(viewer) or vision.begin(
        viewer, title="Head of platform", horizon=viewer.today + timedelta(days=1800)
    )
    return vision.put_person(viewer, row, None, **told)


def reasons(viewer, people):
    """Why people matter, as a page asks it."""
    return told.reasons(viewer, Tie.objects.of(viewer).filter(pk__in=people))


def worth_of(person):
    return Tie._base_manager.get(pk=person.pk).worth


@pytest.fixture
def people(alice):
    return make.people(alice, ["Ada Byron", "Bo Lind", "Cy Diaz", "Di Moss", "Ed Roe"])


@given(world=oracle.worlds())
@ONE_ROUND
def test_what_is_stored_is_what_is_lost_without_each(alice, people, world):
    known, hops, goals, vouchers = world
    FuturePerson.objects.of(alice).delete()
    Hop.objects.of(alice).delete()
    ids = dict(zip(oracle.PEOPLE, people, strict=True))
    where = {"workspace": alice.workspace}
    for number, person in ids.items():
        vouches = next((one for one in vouchers if one.person == number), engine.Voucher(number, "unknown", 0.0))
        odds = 1 / known[number] - 1 if number in known else None
        Tie.objects.of(alice).filter(pk=person.pk).update(
            against=odds, standing=vouches.standing, strength=vouches.strength
        )
    for (src, dst), chance in hops.items():
        Hop(**where, src=ids[src], dst=ids[dst], against=1 / chance - 1).save()
    row = visions.active(alice) or vision.begin(alice, title="t", horizon=alice.today + timedelta(days=1800))
    for key, (who, weight, knows) in enumerate(goals):
        FuturePerson(**where, vision=row, key=str(key), name="x", person=ids[who], weight=weight, knows_me=knows).save()
    alice.workspace.__class__.objects.of(alice).update(weighed=-1)
    worth.weigh(alice)
    whole = oracle.u(*world)
    for number, person in ids.items():
        lost = whole - oracle.u(*world, without=number)
        assert isclose(worth_of(person), lost, abs_tol=1e-9)


def test_the_only_way_is_said_and_more_ways_make_it_lighter(alice, people):
    ada, bo, cy, di, _ = people
    for friend in (ada, bo):
        ties.stand(alice, friend, ring="close")
    acquaintances.say(alice, ada, cy)
    future(alice, name="Cy Diaz", weight=5)
    worth.weigh(alice)
    assert reasons(alice, [ada.pk, bo.pk]) == {ada.pk: ["The only way you have to Cy Diaz."]}
    alone = worth_of(ada)
    assert alone > worth_of(bo) == worth_of(di) == 0
    acquaintances.say(alice, bo, cy)
    worth.weigh(alice)
    assert alone > worth_of(ada) > 0
    assert reasons(alice, [ada.pk])[ada.pk] == ["One of two ways to Cy Diaz."]
    ties.take_back(alice, last_change(alice, "knows"))
    worth.weigh(alice)
    assert worth_of(ada) == pytest.approx(alone)


def test_reach_is_what_routes_foretell_and_stays_null_where_no_way_is_known(alice, people):
    ada, bo, cy, _, ed = people
    ties.stand(alice, ada, standing="supporter")
    for one in (bo, cy):
        acquaintances.say(alice, ada, one)
    near, far = future(alice, name="Bo Lind"), future(alice, name="Di Moss")
    future(alice, name="Ed Roe", knows_me=True)
    assert visions.active_story(alice).coverage.reachable is None
    worth.weigh(alice)
    near.refresh_from_db()
    found = routes(alice, of_person(bo)).combined
    assert (near.reach, near.reach_low, near.reach_high) == pytest.approx((found.chance, found.low, found.high))
    far.refresh_from_db()
    assert far.reach is None
    assert visions.active_story(alice).coverage.reachable == 2
    Tie.objects.of(alice).filter(pk=ada.pk).update(may_ask=False)
    ties.log(alice, ed, text="x")
    worth.weigh(alice)
    near.refresh_from_db()
    assert near.reach is None
    assert [one.reach for one in FuturePerson.objects.of(alice).filter(knows_me=True)] == [1.0]


def test_colleagues_of_a_described_person_are_the_way_into_their_organisation(alice, people):
    ada, *_ = people
    ties.stand(alice, ada, standing="advocate")
    inside = make.person(alice, "Kim Novak", organisation="Kelvin Labs")
    acquaintances.say(alice, ada, inside)
    future(alice, describe="who runs research there", organisation="Kelvin Labs")
    worth.weigh(alice)
    assert reasons(alice, [ada.pk])[ada.pk][0] == "The only way you have into Kelvin Labs."
    assert "Would vouch for you: advocate." in reasons(alice, [ada.pk])[ada.pk]


def test_without_an_active_vision_nothing_is_worth_anything_yet(alice, people):
    ada, *_ = people
    ties.stand(alice, ada, standing="champion")
    worth.weigh(alice)
    assert worth_of(ada) is None and reasons(alice, [ada.pk]) == {}
    row = future(alice, describe="somebody").vision
    worth.weigh(alice)
    assert worth_of(ada) > 0
    vision.remove(alice, row)
    worth.weigh(alice)
    assert worth_of(ada) is None and gains(alice).lines == {}


def test_weighing_is_done_once_a_change_and_once_a_day_by_the_worker_where_it_is_long(alice, people, monkeypatch):
    future(alice, name="Ada Byron")
    worth.weigh_soon(alice)
    assert worth.is_in_step(alice) and not worth.is_in_step(replace(alice, today=alice.today + timedelta(days=1)))
    monkeypatch.setattr(reach, "sought", lambda *_: pytest.fail("nothing changed"))
    worth.weigh_soon(alice)
    monkeypatch.undo()
    monkeypatch.setattr(worth, "AT_ONCE", 0)
    ties.stand(alice, people[0], standing="champion")
    worth.weigh_soon(alice)
    worth.weigh_soon(alice)
    assert not worth.is_in_step(alice)
    assert list(Job.objects.of(alice).values_list("kind", "state")) == [("introductions.weigh", "open")]
    keeping.work_once()
    assert worth.is_in_step(alice)


def test_gains_name_who_can_be_asked_and_whom_a_few_lines_help(alice, people):
    ada, bo, cy, _, ed = people
    ties.stand(alice, ada, standing="supporter", aim="advocate")
    ties.stand(alice, ed, ring="family", standing="champion")
    for one in (ada, bo, ed):
        acquaintances.say(alice, one, cy)
    goal = future(alice, name="Cy Diaz")
    found = gains(alice)
    assert set(found.asks) == {(ada.pk, goal.pk)}
    assert set(found.lines) == set(found.gifts) == {ada.pk}
    assert found.gifts[ada.pk] > found.lines[ada.pk] > 0
    assert [(one.future, one.ways, one.is_there) for one in found.ways[ada.pk]] == [(goal.pk, 1, False)]
    assert 0 < found.of_lines(ada.pk) < found.share(found.asks[ada.pk, goal.pk]) < 1
    assert found.of_lines(bo.pk) == 0


def test_another_workspace_is_never_weighed(alice, charlie):
    theirs = make.person(charlie, "Theirs", standing="champion")
    future(charlie, describe="somebody")
    future(alice, describe="somebody")
    worth.weigh(alice)
    assert worth_of(theirs) is None
    assert reasons(alice, [theirs.pk]) == {}
    assert not Person.objects.of(alice).filter(pk=theirs.pk).exists()

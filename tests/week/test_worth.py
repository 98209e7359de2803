"""What a tie is worth to the vision moves the week."""

from datetime import timedelta

from backcast.engine.week.records import Ref
from backcast.network.actions import acquaintances
from backcast.vision import actions as vision
from backcast.week.queries import document
from tests import make
from tests.week.test_rests import offered
from tests.week.test_week import week


def few_lines(viewer):
    """The candidates for a few lines, by person."""
    return {one.person: one for one in offered(viewer).values() if one.kind in ("few_lines", "wake")}


def towards(viewer, who, weight):
    row = vision.begin(viewer, title="Head of platform", horizon=viewer.today + timedelta(days=1800))
    return vision.put_person(viewer, row, None, name=who.name, weight=weight)


def test_the_only_way_to_a_heavy_future_person_rises(alice):
    """Two people alike in everything but whom they know; before that the quiet rule treats them alike."""
    ada, bo, goal = (make.person(alice, name) for name in ("Ada Byron", "Bo Lind", "Cy Diaz"))
    for one in (ada, bo):
        for days in (60, 90, 500):
            make.contact(alice, one, days_ago=days)
    assert few_lines(alice) == {}
    acquaintances.say(alice, ada, goal)
    aim = towards(alice, goal, 5)
    offered_now = few_lines(alice)
    assert set(offered_now) == {ada.pk}
    assert offered_now[ada.pk].value_in(0) > 0
    assert [one.code for one in offered_now[ada.pk].why] == ["quiet", "way"]
    assert Ref("future_person", aim.pk) in offered_now[ada.pk].serves
    moves = document(week(alice))["moves"]
    [move] = [one for one in moves if one["person"] and one["person"]["id"] in (ada.pk, bo.pk)]
    assert move["person"]["id"] == ada.pk
    assert "The only way you have to Cy Diaz begins with them." in move["why"]


def test_more_ways_and_lighter_goals_weigh_less_and_who_was_just_met_is_left_in_peace(alice):
    ada, bo, goal, other = (make.person(alice, name) for name in ("Ada Byron", "Bo Lind", "Cy Diaz", "Di Moss"))
    for one in (ada, bo):
        make.contact(alice, one, days_ago=200)
    acquaintances.say(alice, ada, goal)
    acquaintances.say(alice, bo, other)
    row = towards(alice, goal, 5).vision
    vision.put_person(alice, row, None, name="Di Moss", weight=1)
    heavy, light = few_lines(alice)[ada.pk], few_lines(alice)[bo.pk]
    assert heavy.value_in(0) > light.value_in(0) > 0
    make.contact(alice, ada, days_ago=6)
    soon = few_lines(alice)[ada.pk]
    assert soon.value_in(0) == 0 and soon.value_in(5) > 0


def test_the_pull_of_a_ring_and_a_wake_gain_from_worth_too(alice):
    ada, bo, goal = (make.person(alice, name, ring="active") for name in ("Ada Byron", "Bo Lind", "Cy Diaz"))
    cold = make.person(alice, "Ed Roe", standing="supporter")
    for one in (ada, bo):
        make.contact(alice, one, days_ago=120)
    make.contact(alice, cold, days_ago=900)
    before = few_lines(alice)
    acquaintances.say(alice, ada, goal)
    towards(alice, goal, 3)
    after = few_lines(alice)
    assert after[ada.pk].value_in(0) > before[ada.pk].value_in(0)
    assert after[bo.pk].value_in(0) == before[bo.pk].value_in(0)
    assert after[cold.pk].kind == "wake" and after[cold.pk].value_in(0) > before[cold.pk].value_in(0)

from dataclasses import replace
from datetime import date, timedelta
from math import isclose

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcast.engine.standing import RANK, STANDINGS, WILLINGNESS, at_least
from backcast.engine.warmth import (
    INTERVAL,
    WEIGHT,
    Contact,
    Tie,
    activity,
    clock,
    closeness,
    interval,
    measure,
    warmth,
)

TODAY = date(2026, 11, 23)
NEAR = 1e-12


def ago(days):
    return TODAY - timedelta(days=days)


def message(days, way="out"):
    return Contact(ago(days), *measure("message"), way)


def meeting(days, minutes=None):
    return Contact(ago(days), *measure("meeting", minutes), "both")


def tie(*contacts, **known):
    return Tie(contacts=contacts, **known)


def status(*contacts, **known):
    return warmth(tie(*contacts, **known), TODAY).status


days = st.integers(-40, 3000)
contacts = st.builds(
    lambda age, measured, way: Contact(ago(age), *measured, way),
    days,
    st.builds(measure, st.sampled_from(sorted(WEIGHT)), st.none() | st.integers(1, 600), st.integers(1, 9)),
    st.sampled_from(["in", "out", "both"]),
)
dates = st.none() | st.builds(ago, days)
ties = st.builds(
    Tie,
    st.lists(contacts, max_size=8).map(tuple),
    st.sampled_from(STANDINGS),
    st.sampled_from(sorted(INTERVAL)),
    st.none() | st.integers(1, 400),
    dates,
    dates,
    st.floats(0, 9),
    st.tuples(st.integers(0, 5), st.integers(0, 5)),
)


@given(ties)
def test_every_figure_stays_in_its_range(known):
    found = warmth(known, TODAY)
    assert 0 <= found.activity < 1 and 0 <= found.closeness < 1 and 0 <= found.strength < 1
    assert found.reciprocity is None or 0 <= found.reciprocity <= 1
    assert -1 <= found.balance <= 1
    assert found.days <= found.interactions == sum(one.day <= TODAY for one in known.contacts)
    assert found.strength >= found.closeness - NEAR


@settings(max_examples=200)
@given(ties, contacts)
def test_one_more_contact_never_cools_a_tie(known, more):
    before = warmth(known, TODAY)
    after = warmth(replace(known, contacts=[*known.contacts, more]), TODAY)
    assert after.activity >= before.activity - NEAR
    assert after.closeness >= before.closeness - NEAR
    assert after.strength >= before.strength - NEAR


def past_day(day):
    return day and min(day, TODAY)


@given(ties, st.integers(1, 900))
def test_without_contact_a_tie_cools(known, later):
    past = [one for one in known.contacts if one.day <= TODAY]
    known = replace(known, contacts=past, since=past_day(known.since), standing_on=past_day(known.standing_on))
    now, then = warmth(known, TODAY), warmth(known, TODAY + timedelta(days=later))
    assert then.activity < now.activity or now.activity == 0 == then.activity
    undated = known.standing != "unknown" and known.standing_on is None
    assert then.closeness < now.closeness or now.closeness == then.closeness == 0 or undated


@given(ties, st.data(), st.integers(-5000, 5000))
def test_neither_the_order_nor_a_shift_of_all_dates_matters(known, data, shift):
    def moved(day):
        return day and day + timedelta(days=shift)

    mixed = data.draw(st.permutations(known.contacts))
    mixed = [one._replace(day=moved(one.day)) for one in mixed]
    other = replace(known, contacts=mixed, since=moved(known.since), standing_on=moved(known.standing_on))
    here, there = warmth(known, TODAY), warmth(other, moved(TODAY))
    for name in here.__slots__:
        value = getattr(here, name)
        assert getattr(there, name) == (moved(value) if isinstance(value, date) else value)


@given(st.integers(1, 4000))
def test_one_message_exactly_one_interval_ago_is_half_active(turn):
    assert isclose(activity([(turn, 1.0)], turn), 0.5)


def test_activity_at_other_fractions_of_the_interval():
    seen = [round(activity([(age, 1.0)], 400), 2) for age in (100, 800, 1600)]
    assert seen == [0.87, 0.2, 0.03]


@pytest.mark.parametrize(("hours", "expected"), [(50, 0.32), (90, 0.50), (200, 0.786)])
def test_hours_become_friendship_as_hall_found(hours, expected):
    assert closeness(hours, 0) == pytest.approx(expected, abs=0.001)


def test_closeness_halves_in_silence_and_starts_at_the_floor_of_the_standing():
    kept = warmth(tie(meeting(1560, 200 * 60)), TODAY).closeness
    assert kept == pytest.approx(0.786 / 2, abs=0.001)
    assert warmth(tie(standing="champion", standing_on=TODAY), TODAY).closeness == 0.6
    assert warmth(tie(message(0), standing="friendly"), TODAY).closeness == 0.1


def test_silence_counts_from_the_latest_of_contact_standing_and_connection():
    def near(standing_on, since=None):
        known = tie(message(900), standing="supporter", standing_on=standing_on, since=since)
        return warmth(known, TODAY).closeness

    assert near(ago(2000)) == near(TODAY + timedelta(days=3)) == closeness(0, 900, 0.3)
    assert near(ago(100)) == closeness(0, 100, 0.3)
    assert near(ago(2000), since=ago(30)) == closeness(0, 30, 0.3)
    assert near(None) == 0.3


def test_where_nothing_is_dated_there_is_no_tie():
    found = warmth(tie(shared_years=4, ring="close", favours=(1, 1)), TODAY)
    assert (found.closeness, found.strength, found.status) == (0, 0, "quiet")


def test_shared_years_are_granted_up_to_a_hundred_hours():
    shared = [warmth(tie(since=TODAY, shared_years=years), TODAY).closeness for years in (2, 4, 40)]
    assert shared == [closeness(50, 0), closeness(100, 0), closeness(100, 0)]


def test_a_day_counts_once_with_its_heaviest_contact_and_all_its_hours():
    one, several = warmth(tie(meeting(3)), TODAY), warmth(tie(meeting(3), message(3), message(3)), TODAY)
    assert several.activity == one.activity
    assert several.closeness == closeness(1.1, 3)
    assert (several.interactions, several.days) == (3, 1)


def test_activity_alone_never_makes_a_friend_and_less_while_one_side_is_silent():
    mine = [message(day) for day in range(60)]
    alone, answered = warmth(tie(*mine), TODAY), warmth(tie(*mine, message(5, "in")), TODAY)
    assert alone.strength == pytest.approx(1 - (1 - alone.closeness) * (1 - 0.15 * alone.activity))
    assert answered.strength == pytest.approx(1 - (1 - answered.closeness) * (1 - 0.5 * answered.activity))
    assert warmth(tie(meeting(0)), TODAY).strength > 0.49


def test_reciprocity_needs_three_and_looks_at_directed_contacts_and_favours():
    assert warmth(tie(message(1), message(2, "in"), meeting(3)), TODAY).reciprocity is None
    assert warmth(tie(message(1), message(2, "in"), favours=(1, 0)), TODAY).reciprocity == 0.5
    assert warmth(tie(message(1), message(2), message(3)), TODAY).reciprocity == 0
    assert warmth(tie(favours=(1, 0)), TODAY).balance == 0.5
    assert warmth(tie(favours=(0, 7)), TODAY).balance == -1


def test_a_touch_feeds_activity_and_ends_no_silence():
    like = Contact(ago(1), *measure("reaction"), "out")
    asked = Contact(ago(2), *measure("message", wordless=True), "in")
    found = warmth(tie(message(80), like, asked, ring="close", since=ago(900)), TODAY)
    assert (found.interactions, found.days, found.last) == (3, 1, ago(80))
    assert found.status == "fading"
    assert found.activity > warmth(tie(message(80), ring="close"), TODAY).activity
    assert dict(found.why)["activity"]["days"] == 1
    assert [one.code for one in warmth(tie(like, since=ago(900)), TODAY).why] == ["status.quiet"]


def test_a_connection_date_alone_is_first_contact_and_no_interaction():
    found = warmth(tie(since=ago(400)), TODAY)
    assert (found.first, found.interactions, found.last, found.status) == (ago(400), 0, None, "quiet")
    assert found.closeness == found.activity == found.strength == 0
    assert warmth(tie(message(700), since=ago(400)), TODAY).first == ago(700)


def test_days_to_come_do_not_exist_yet():
    ahead = meeting(-5)
    assert warmth(tie(message(9), ahead), TODAY) == warmth(tie(message(9)), TODAY)
    assert warmth(tie(message(9), ahead), ago(-5)).interactions == 2
    assert warmth(tie(since=ago(-5)), TODAY).first is None


@pytest.mark.parametrize(
    ("known", "days_apart"),
    [({"ring": "close"}, 30), ({"ring": "active"}, 90), ({"ring": "outer"}, 365), ({"ring": "inner"}, None),
     ({"ring": "inner", "cadence": 14}, 14), ({"ring": "close", "cadence": 45}, 45), ({}, None),
     ({"cadence": 14}, None), ({"ring": "family", "cadence": 14}, None)],
)  # fmt: skip
def test_the_next_contact_is_the_last_plus_the_interval(known, days_apart):
    expected = None if days_apart is None else ago(20 - days_apart)
    assert warmth(tie(message(20), **known), TODAY).next == expected
    assert warmth(tie(since=ago(20), **known), TODAY).next is None
    assert interval(known.get("ring", ""), known.get("cadence")) == days_apart


def test_the_clock_of_activity_without_an_interval():
    assert (clock("inner", None), clock("", None), clock("family", 9)) == (7, 365, 365)


rhythm = [message(day) for day in (760, 750, 740)]


@pytest.mark.parametrize(
    ("contacts", "known", "expected"),
    [
        ([], {}, "quiet"),
        ([], {"since": ago(89)}, "new"),
        ([], {"since": ago(90)}, "quiet"),
        ([message(1), message(89)], {}, "new"),
        ([message(1), message(2), message(89)], {}, "current"),
        ([message(1)], {"since": ago(500)}, "current"),
        ([message(365)], {}, "current"),
        ([message(366)], {}, "quiet"),
        ([message(731)], {"standing": "supporter"}, "dormant"),
        ([message(730)], {"standing": "supporter"}, "quiet"),
        ([message(731)], {"standing": "friendly", "standing_on": ago(731)}, "quiet"),
        ([message(366)], {"standing": "champion", "ring": "close"}, "dormant"),
        ([message(365)], {"standing": "champion", "ring": "close"}, "fading"),
        ([meeting(800, 3000)], {}, "dormant"),
        (rhythm, {}, "lapsed"),
        (rhythm[:2], {}, "quiet"),
        ([message(102), message(101), message(100)], {}, "current"),
        ([message(200), message(199), message(198)], {"ring": "close"}, "lapsed"),
        ([meeting(200, 3000), message(199), message(198)], {"ring": "close"}, "fading"),
        ([message(day) for day in (1000, 850, 740)], {}, "quiet"),
        ([message(30)], {"ring": "close", "since": ago(200)}, "current"),
        ([message(31)], {"ring": "close", "since": ago(200)}, "due"),
        ([message(45)], {"ring": "close", "since": ago(200)}, "due"),
        ([message(46)], {"ring": "close", "since": ago(200)}, "fading"),
        ([message(200)], {"ring": "inner"}, "current"),
        ([message(200)], {"ring": "inner", "cadence": 14}, "fading"),
        ([message(600)], {"ring": "family", "cadence": 14}, "quiet"),
    ],
)
def test_the_first_status_that_fits(contacts, known, expected):
    assert status(*contacts, **known) == expected


def test_reasons_are_codes_with_figures_and_cost_nothing_when_not_asked_for():
    known = tie(message(40), standing="champion", standing_on=ago(50), ring="close", since=ago(900), shared_years=1)
    why = dict(warmth(known, TODAY).why)
    assert list(why) == ["hours", "floor", "silence", "activity", "one_sided", "status.due"]
    assert why["hours"]["hours"] == 25.05 and why["hours"]["shared"] == 25
    assert why["floor"] == {"standing": "champion", "closeness": 0.6}
    assert why["one_sided"] == {"way": "out", "share": 0.15}
    assert why["status.due"] == {"days": 1, "silence": 40, "interval": 30}
    assert warmth(known, TODAY, explain=False).why == ()


@given(ties)
def test_the_reasons_give_the_closeness(known):
    found = warmth(known, TODAY)
    why = dict(found.why)
    carried = why.get("floor") or why.get("hours") or {"closeness": 0}
    assert found.closeness == pytest.approx(carried["closeness"] * why.get("silence", {"kept": 1})["kept"])
    assert found.why[-1].code == f"status.{found.status}"


def test_a_group_mail_is_shared_by_its_recipients_and_no_length_is_not_zero():
    assert measure("mail", recipients=4) == (0.25, 0.05)
    assert measure("meeting", recipients=4) == (3, 1)
    assert measure("call", minutes=90) == (2, 1.5) and measure("call", minutes=0) == (2, 0.3)


def test_who_vouches_rises_with_standing():
    assert sorted(STANDINGS, key=RANK.get) == list(STANDINGS) == list(WILLINGNESS)
    assert list(WILLINGNESS.values()) == sorted(WILLINGNESS.values())
    assert at_least("advocate", "supporter") and not at_least("friendly", "supporter")

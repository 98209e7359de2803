"""Moves around asks: who is asked for whom, what comes first, what is owed after, and what doing one means."""

import datetime as dt

import pytest

from backcast.errors import Refused
from backcast.formats import vision_file
from backcast.introductions.actions import asks as actions
from backcast.introductions.models import Ask
from backcast.introductions.queries import targets
from backcast.network.actions import acquaintances
from backcast.ties import actions as ties
from backcast.ties.actions import favours
from backcast.ties.models import Favour, Interaction, Tie
from backcast.vision import actions as vision
from backcast.vision.models import FuturePerson
from backcast.week import actions as weeks
from backcast.week import queries
from backcast.week.models import Move
from tests import cast, make
from tests.week.test_rests import MONDAY, offered, on
from tests.week.test_week import week

DAY = dt.timedelta(days=1)
STORY = """
title = "Head of data"
horizon = 2030-11-01
hours_per_week = 4
[[future_people]]
key = "ines"
name = "Ines Brandt"
weight = 5
[[future_people]]
key = "ola"
describe = "a head of data at a grid operator"
weight = 2
"""


@pytest.fixture
def told(alice):
    """Mei, whom the user talks with, knows Ines of the vision; nobody is known near the other one."""
    ines, mei = make.person(alice, "Ines Brandt"), make.person(alice, "Mei Park", standing="supporter")
    for days in (5, 40, 80):
        make.contact(alice, mei, days_ago=days)
    acquaintances.say(alice, mei, ines)
    vision.load(alice, vision_file.read_text(STORY, "story.toml", alice.today))
    FuturePerson.objects.of(alice).filter(key="ines").update(person=ines)
    return mei, ines


def ids(viewer):
    return {one.key: one.pk for one in FuturePerson.objects.of(viewer)}


def of_kind(viewer, kind, **where):
    return {key: one for key, one in offered(viewer, **where).items() if key.startswith(f"{kind}:")}


def test_an_ask_is_offered_for_what_it_gains_and_names_its_way(alice, told):
    mei, _ = told
    [(key, one)] = of_kind(alice, "ask").items()
    assert key == f"ask:{mei.pk}:f{ids(alice)['ines']}" and one.person == mei.pk and one.way == ids(alice)["ines"]
    assert 0 < one.value_in(0) < 1 and one.earliest == 0 and (one.minutes, one.energy) == (15, 2)
    [(near, _)] = of_kind(alice, "near").items()
    assert near == f"near:{ids(alice)['ola']}"
    shown = {one.move.kind: one for one in week(alice).moves}
    assert shown["ask"].title == "Ask Mei Park for a way to Ines Brandt"
    assert shown["ask"].why == ["The only way you have to Ines Brandt begins with them."]
    assert "Hello Mei Park" in shown["ask"].draft.text and "Ines Brandt" in shown["ask"].draft.text
    page = cast.client(alice).get("/").content.decode()
    assert f"/introductions/asks/new?connector={mei.pk}&amp;future={ids(alice)['ines']}" in page


@pytest.mark.parametrize("wish", [{"may_ask": False}, {"suggest": False}, {"ring": "family"}])
def test_who_is_not_to_be_asked_is_in_no_week(alice, told, wish):
    ties.stand(alice, told[0], **wish)
    assert not of_kind(alice, "ask")
    assert len(of_kind(alice, "give")) == ("may_ask" in wish), "the only way there may still be given something"


def test_done_is_asked_and_undone_is_neither_asked_nor_done(alice, told):
    mei, ines = told
    move = next(one.move for one in week(alice).moves if one.move.kind == "ask")
    before = Interaction.objects.of(alice).count()
    change = weeks.done(alice, queries.move(alice, move.pk))
    row = Ask.objects.of(alice).get()
    assert (row.state, row.connector_id, row.target_id, row.asked_on) == ("asked", mei.pk, ines.pk, alice.today)
    assert "Ines Brandt" in row.text and row.score is not None and Interaction.objects.of(alice).count() == before + 1
    assert not of_kind(alice, "ask"), "who was asked is left in peace"
    assert max(of_kind(alice, "give")[f"give:{mei.pk}"].values) >= 0.55
    ties.take_back(alice, change)
    assert not Ask.objects.of(alice).exists() and Interaction.objects.of(alice).count() == before
    assert Move.objects.of(alice).get(pk=move.pk).state == "shown"


def test_a_draft_is_offered_in_its_own_words_and_moves_on(alice, told):
    mei, ines = told
    row = actions.draft(alice, mei, targets.of_person(ines), text="My own words")
    assert set(of_kind(alice, "ask")) == {f"ask:{mei.pk}:a{row.pk}"}
    move = next(one for one in week(alice).moves if one.move.kind == "ask")
    assert move.draft.text.startswith("My own words")
    weeks.skip(alice, queries.move(alice, move.move.pk))
    assert Ask.objects.of(alice).get().state == "drafted"
    change = weeks.done(alice, queries.move(alice, move.move.pk))
    assert Ask.objects.of(alice).get().state == "asked"
    ties.take_back(alice, change)
    assert Ask.objects.of(alice).get().state == "drafted"


def test_a_move_whose_connector_is_asked_for_somebody_else_meanwhile_is_refused_whole(alice, told):
    mei, _ = told
    move = next(one.move for one in week(alice).moves if one.move.kind == "ask")
    actions.tell(alice, mei, targets.of_person(make.person(alice, "Bo Holm")), state="asked")
    with pytest.raises(Refused, match="for Bo Holm"):
        weeks.done(alice, queries.move(alice, move.pk))
    assert Move.objects.of(alice).get(pk=move.pk).state == "shown"


def test_giving_comes_before_asking_where_more_was_received(alice, told):
    mei, _ = told
    favours.note(alice, mei, text="read my CV", way="in")
    give, ask = f"give:{mei.pk}", next(iter(of_kind(alice, "ask").values()))
    assert give in ask.after and give in of_kind(alice, "give")
    shown = week(alice)
    assert "ask" not in [one.move.kind for one in shown.moves]
    move = next(one for one in shown.moves if one.move.kind == "give")
    assert move.why[0] == "They did 1 favour for you, and you 0 for them."
    weeks.done(alice, queries.move(alice, move.move.pk), note="an article about grids")
    assert Favour.objects.of(alice).get(way="out").text == "an article about grids"
    later = on(alice, alice.today + 15 * DAY)
    assert not next(iter(of_kind(later, "ask", start=MONDAY + 14 * DAY).values())).after
    rests = of_kind(later, "give", start=MONDAY + 14 * DAY)
    assert all(one.earliest >= 10 for one in rests.values()), "one gift in ninety days"


def test_a_few_lines_come_before_an_ask_after_a_long_silence(alice, told):
    mei, _ = told
    Interaction.objects.of(alice).filter(person=mei).update(day=alice.today - 900 * DAY)
    ties.refresh(alice, None)
    ask = next(iter(of_kind(alice, "ask").values()))
    assert ask.after == (f"wake:{mei.pk}",)


def test_silence_and_thanks_are_moves_and_their_doing_moves_the_ask(alice, told):
    mei, ines = told
    row = actions.tell(alice, mei, targets.of_person(ines), on=alice.today - 5 * DAY)
    key = f"follow_up:{row.pk}"
    assert of_kind(alice, "follow_up")[key].value_in(0) == 0.4
    move = next(one for one in week(alice).moves if one.move.kind == "follow_up")
    assert "Ines Brandt" in move.draft.text and move.draft.heading == "A reminder of an ask"
    weeks.done(alice, queries.move(alice, move.move.pk))
    assert not of_kind(on(alice, alice.today + DAY), "follow_up") and Ask.objects.of(alice).get().state == "asked"
    assert key in of_kind(on(alice, alice.today + 8 * DAY), "follow_up", start=MONDAY + 7 * DAY)
    assert not of_kind(on(alice, alice.today + 30 * DAY), "follow_up", start=MONDAY + 28 * DAY)
    actions.move(alice, row, "introduced")
    for days, (kind, state) in enumerate((("thank", "thanked"), ("loop", "told"))):
        then = on(alice, alice.today + days * DAY)
        move = next(one for one in week(then).moves if one.move.kind == kind)
        assert move.move.value == pytest.approx(0.7 * 2 ** (-days / 30)) and "Mei Park" in move.title
        change = weeks.done(then, queries.move(then, move.move.pk))
        assert Ask.objects.of(alice).get().state == state
    ties.take_back(then, change)
    assert Ask.objects.of(alice).get().state == "thanked"


def test_ways_to_one_of_the_future_are_three_weeks_apart(alice, told):
    bo = make.person(alice, "Bo Holm", standing="supporter")
    make.contact(alice, bo, days_ago=5)
    acquaintances.say(alice, bo, told[1])
    assert len(of_kind(alice, "ask")) == 2
    report = week(alice).week.report
    planned = [at for at, part in enumerate(report["ahead"], 1) for key, *_ in part if key.startswith("ask:")]
    assert planned and planned[0] >= 3
    actions.tell(alice, told[0], targets.of_person(told[1]), on=alice.today - 7 * DAY)
    assert [one.earliest for one in of_kind(alice, "ask").values()] == [2]


def test_a_stranger_without_a_way_is_written_to_directly(alice, told):
    other = make.person(alice, "Ola Berg")
    FuturePerson.objects.of(alice).filter(key="ola").update(person=other)
    [(key, one)] = of_kind(alice, "direct").items()
    assert key == f"direct:f{ids(alice)['ola']}" and one.person == other.pk
    assert one.value_in(0) == pytest.approx(0.2 + 0.25 * 2 / 5)
    ties.log(alice, other, text="met", on=alice.today)
    assert key not in of_kind(alice, "direct")
    assert Tie.objects.of(alice).get(person=other).against is not None


def test_a_letter_to_a_stranger_here_rests_when_it_is_put_off(alice, told):
    other = make.person(alice, "Ola Nordmann")
    FuturePerson.objects.of(alice).filter(key="ola").update(person=other)
    row = next(one.move for one in week(alice).moves if one.move.kind == "direct")
    weeks.skip(alice, queries.move(alice, row.pk), until=MONDAY + 21 * DAY)
    assert of_kind(alice, "direct")[row.key].earliest == 3

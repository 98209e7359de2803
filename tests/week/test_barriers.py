"""The first ask to a barrier's guide: when it is offered, what it says, and what doing it means."""

import pytest

from backcast.imports.actions.merge import merge, unmerge
from backcast.network.actions import trash
from backcast.ties import actions as ties
from backcast.ties.models import Interaction
from backcast.vision import actions as vision
from backcast.vision.models import Barrier
from backcast.week import actions as weeks
from backcast.week import queries
from backcast.week.models import Move
from tests import cast, make
from tests.week.test_rests import DAY, MONDAY, offered, on
from tests.week.test_week import loaded, week

ASK = "How did you find your first stage?"


@pytest.fixture
def mei(alice):
    return make.person(alice, "Mei Park", email="mei@example.org")


def stands(viewer, guide="Mei Park", **told):
    """Something in the way of a story; its milestone is the first one, where `milestone` says so."""
    story = loaded(viewer)
    before = story.milestones.get(key="write-up").pk if told.pop("milestone", False) else None
    told = {"title": "No speaking experience", "first_ask": ASK} | told
    return vision.put_barrier(viewer, story, None, guide=guide, milestone=before, **told)


def asks(viewer, **where):
    return {key: one for key, one in offered(viewer, **where).items() if one.kind == "barrier"}


def shown(viewer):
    return next(one for one in week(viewer).moves if one.move.kind == "barrier")


def test_the_guide_is_asked_in_the_user_s_own_words(alice, mei):
    row = stands(alice, milestone=True)
    [(key, one)] = asks(alice).items()
    assert key == f"barrier:{mei.pk}:b{row.pk}" and one.person == mei.pk
    assert (one.minutes, one.energy, one.values) == (10, 1, (pytest.approx(0.3 + 0.2 * row.milestone.importance / 5),))
    told = shown(alice)
    assert told.title == "Ask Mei Park how to get past: No speaking experience"
    assert told.why == ["It stands before “Write the case study”.", "What to ask first is written down."]
    assert [(ref["kind"], ref["id"]) for ref in told.serves] == [("milestone", row.milestone_id), ("tie", mei.pk)]
    assert (told.draft.text, told.draft.email) == (ASK, "mei@example.org")
    page = cast.client(alice).get("/").content.decode()
    assert ASK in page and "wording=#" not in page and f"/vision/barriers/{row.pk}/" in page


def test_a_guide_who_is_only_a_name_is_asked_too_and_a_first_ask_can_follow(alice):
    row = stands(alice, guide="Grace Roe", first_ask="")
    [(key, one)] = asks(alice).items()
    assert key == f"barrier:b{row.pk}" and one.person is None
    told = shown(alice)
    assert told.title == "Ask Grace Roe how to get past: No speaking experience" and told.draft is None
    assert told.why[0] == "It stands before the whole future."
    assert "Write the first ask" in cast.client(alice).get("/").content.decode()
    weeks.done(alice, queries.move(alice, told.move.pk))
    assert Barrier.objects.of(alice).get().state == "asked" and not Interaction.objects.of(alice).exists()


@pytest.mark.parametrize("wish", [{"may_ask": False}, {"suggest": False}, {"ring": "family"}])
def test_who_is_not_to_be_asked_is_left_in_peace(alice, mei, wish):
    stands(alice)
    ties.stand(alice, mei, **wish)
    assert not asks(alice)


@pytest.mark.parametrize("state", ["asked", "past", "done before it", "nobody to ask", "in the trash"])
def test_nothing_is_asked_where_nothing_is_to_ask(alice, mei, state):
    row = stands(alice, guide="" if state == "nobody to ask" else "Mei Park", milestone=True)
    if state == "done before it":
        vision.set_state(alice, row.milestone, "done")
    elif state == "in the trash":
        trash.throw(alice, [mei.pk])
    elif state in ("asked", "past"):
        vision.set_barrier(alice, row, state)
    assert not asks(alice)


def test_done_is_asked_on_that_day_and_undone_is_open_again(alice, mei):
    row = stands(alice)
    move = shown(alice).move
    change = weeks.done(alice, queries.move(alice, move.pk), note="On a walk")
    row.refresh_from_db()
    assert (row.state, row.asked_on) == ("asked", alice.today)
    assert Interaction.objects.of(alice).get().text == "On a walk" and not asks(alice)
    ties.take_back(alice, change)
    row.refresh_from_db()
    assert (row.state, row.asked_on) == ("open", None) and not Interaction.objects.of(alice).exists()
    assert Move.objects.of(alice).get(pk=move.pk).state == "shown"


def test_it_is_one_opening_in_a_fortnight_and_a_skip_rests_them(alice, mei):
    row = stands(alice)
    make.contact(alice, mei, days_ago=60)
    move = shown(alice).move
    weeks.skip(alice, queries.move(alice, move.pk), until=MONDAY + 21 * DAY)
    assert asks(alice)[move.key].earliest == 3
    weeks.done(alice, queries.move(alice, move.pk))
    vision.set_barrier(alice, row, "open")
    later = on(alice, MONDAY + 7 * DAY)
    assert asks(later, start=later.today)[move.key].earliest >= 1


def test_it_follows_its_guide_into_a_merge_and_back(alice, mei):
    row, double = stands(alice), make.person(alice, "M. Park")
    move = shown(alice).move
    change = merge(alice, double, mei).change
    moved = Move.objects.of(alice).get(pk=move.pk)
    assert moved.key == f"barrier:{double.pk}:b{row.pk}" and moved.person_id == double.pk
    assert list(asks(alice)) == [moved.key]
    unmerge(alice, change)
    assert list(asks(alice)) == [move.key]

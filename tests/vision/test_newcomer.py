"""A plan from nothing: six weeks of milestones, none of them over what the user wrote, and all of it undone at once."""

import datetime as dt
import re
from graphlib import TopologicalSorter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from backcast.errors import Invalid, Refused
from backcast.formats.vision_records import KINDS
from backcast.journal.actions import invert
from backcast.journal.models import Change
from backcast.vision import actions, queries
from backcast.vision.actions import newcomer
from backcast.vision.actions.steps import LET_GO, PREFIX, STEPS, Newcomer, plan
from backcast.vision.models import Milestone, MilestoneAfter, Place, Vision
from tests import cast
from tests.vision.test_load import STORY, load

MONDAY = dt.date(2026, 11, 23)
LISBON = Newcomer("Lisbon", "early music")
WORDS = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=60)
TOLD = st.builds(
    Newcomer,
    town=WORDS.filter(bool),
    field=WORDS.filter(bool),
    hours=st.floats(0.5, 80),
    languages=WORDS,
    school=WORDS,
    employer=WORDS,
    title=WORDS,
)


def rows(viewer):
    """Everything of the vision, as it stands in the tables."""
    return [
        list(model.objects.of(viewer).order_by("pk").values()) for model in (Vision, Milestone, Place, MilestoneAfter)
    ]


def steps(viewer):
    return {row.key: row for row in Milestone.objects.of(viewer).filter(key__startswith=PREFIX)}


def after(viewer):
    links = MilestoneAfter.objects.of(viewer).values_list("milestone__key", "after__key")
    return {(one.removeprefix(PREFIX), other.removeprefix(PREFIX)) for one, other in links}


class AnyNewcomer(TestCase):
    """Any words at all, from nothing and beside a story; each example in its own transaction."""

    @settings(max_examples=20, deadline=None)
    @given(TOLD, st.booleans(), st.sampled_from([0.25, 0.5, 1.0, 3.0, 40.0]))
    def test_it_fits_six_weeks_twice_changes_nothing_and_undo_brings_all_back(self, told, has_story, hours):
        viewer = cast.viewer()
        if has_story:
            vision = load(viewer, STORY).vision
            actions.write(viewer, vision, hours_per_week=hours)
        before = rows(viewer)
        change = newcomer.begin(viewer, told, MONDAY)
        made, hours = steps(viewer), queries.active(viewer).hours_per_week
        assert made and sum(row.hours for row in made.values()) <= 6 * hours
        by_week = {}
        for row in made.values():
            assert MONDAY <= newcomer.opens(row.due) < MONDAY + dt.timedelta(weeks=6)
            by_week.setdefault(newcomer.opens(row.due), []).append(row)
        assert all(len(week) <= 3 and sum(row.hours for row in week) <= hours for week in by_week.values())
        waits = {row.pk: [link.after_id for link in row.afters.all()] for row in Milestone.objects.of(viewer)}
        assert len(list(TopologicalSorter(waits).static_order())) == len(waits)
        written = rows(viewer)
        assert newcomer.begin(viewer, told, MONDAY) is None and rows(viewer) == written
        assert not invert(viewer, change).kept and rows(viewer) == before


def test_two_or_three_steps_a_week_from_half_an_hour_on():
    for hours in (0.5, 0.75, 1, 1.5, 2, 3, 10, 80):
        for told in (LISBON, Newcomer("Lisbon", "early music", school="TU Wien", employer="Acme")):
            weeks = [one.week for one in plan(told, hours)]
            assert {weeks.count(week) for week in range(6)} <= {2, 3}, hours


def test_the_table_is_sound():
    assert set(LET_GO) < set(STEPS)
    for name, one in STEPS.items():
        assert one.kind in KINDS and one.why and one.how and 0 <= one.week < 6
        assert all(STEPS[key].week < one.week for key in one.after), name
        told = [one.title, *one.better.values(), one.why, one.how]
        assert not re.search(r"https?:|www\.|\.com|!|—|\b\d", " ".join(told)), "no sites, no figures, no shouting"


def test_what_was_not_told_is_not_asked_for(alice):
    newcomer.begin(alice, LISBON, MONDAY)
    assert {PREFIX + name for name, one in STEPS.items() if not one.needs} == set(steps(alice))
    titles = " ".join(
        [*(row.title for row in steps(alice).values()), *Place.objects.of(alice).values_list("title", flat=True)]
    )
    assert "  " not in titles and "{" not in titles and "Alumni" not in titles and "()" not in titles
    change = newcomer.begin(alice, Newcomer("Lisbon", "early music", school="TU {Wien}", employer="Acme"), MONDAY)
    assert change is not None
    found = steps(alice)
    assert found[PREFIX + "alumni"].title == "Ask the alumni office of TU {Wien} who lives near Lisbon"
    assert {("colleagues", "before"), ("talk-one", "ask-one"), ("evening", "meetup")} <= after(alice)
    assert Place.objects.of(alice).filter(title="Former colleagues from Acme near Lisbon").exists()


def test_from_one_sentence_or_a_modest_one(alice):
    newcomer.begin(alice, LISBON, MONDAY)
    vision = queries.active(alice)
    assert (vision.title, vision.place) == ("At home in early music in Lisbon, among people who know my work", "Lisbon")
    assert (vision.hours_per_week, vision.horizon) == (2.0, dt.date(2031, 11, 22))
    invert(alice, Change.objects.of(alice).get())
    newcomer.begin(alice, Newcomer("Lisbon", "early music", 1.5, title="I lead an ensemble"), MONDAY)
    assert (queries.active(alice).title, queries.active(alice).hours_per_week) == ("I lead an ensemble", 1.5)
    assert queries.active_story(alice).schedule.fits


def test_what_the_user_wrote_and_did_stays(alice):
    vision = load(alice, STORY).vision
    newcomer.begin(alice, LISBON, MONDAY)
    assert queries.active(alice) == vision and vision.title == "Head of platforms"
    meetup, words = (steps(alice)[PREFIX + name] for name in ("meetup", "words"))
    actions.put_milestone(alice, vision, meetup, title="The choir on Tuesdays", after=[words.pk])
    actions.set_state(alice, words, "dropped")
    before = rows(alice)
    assert newcomer.begin(alice, LISBON, MONDAY + dt.timedelta(weeks=3)) is None and rows(alice) == before
    parts = newcomer.stored(alice)
    shown = [one.title for part in parts for one in part.steps]
    assert "The choir on Tuesdays" in shown and words.title not in shown
    assert [part.start for part in parts] == [MONDAY + dt.timedelta(weeks=week) for week in range(6)]
    previewed = {one.title: one.state for part in newcomer.preview(alice, LISBON, MONDAY) for one in part.steps}
    assert previewed["The choir on Tuesdays"] == "open" and previewed[words.title] == "dropped"


def test_a_preview_writes_nothing_and_shows_what_would_be_written(alice):
    seen = newcomer.preview(alice, LISBON, MONDAY)
    assert not Vision.objects.of(alice).exists() and not Change.objects.of(alice).exists()
    newcomer.begin(alice, LISBON, MONDAY)
    told = [(part.start, [one.title for one in part.steps]) for part in newcomer.stored(alice)]
    assert told == [(part.start, [one.title for one in part.steps]) for part in seen]


def test_no_hours_and_no_room_are_refused_whole(alice):
    vision = load(alice, STORY).vision
    actions.write(alice, vision, hours_per_week=0)
    before = rows(alice)
    for act in (newcomer.begin, newcomer.preview):
        with pytest.raises(Invalid):
            act(alice, LISBON, MONDAY)
    for key in ("b", "c"):
        load(alice, f'key = "{key}"\ntitle = "T"\nhorizon = 2031-11-01\n')
    queries.visions(alice).update(active=False)
    with pytest.raises(Refused):
        newcomer.begin(alice, LISBON, MONDAY)
    assert rows(alice)[1:] == before[1:]


def test_a_near_horizon_is_never_passed(alice):
    vision = load(alice, STORY).vision
    near = alice.today + dt.timedelta(days=30)
    actions.write(alice, vision, horizon=near)
    newcomer.begin(alice, LISBON, MONDAY)
    assert max(row.due for row in steps(alice).values()) == near

"""One further question at a time: what comes next, what an answer fills, and how it leaves one in peace."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from backcast.accounts.models import Workspace
from backcast.errors import Invalid, NotFound, NoVision
from backcast.formats.vision_records import STAGES
from backcast.journal.models import Change
from backcast.keeping.queries import digest
from backcast.ties.actions import take_back
from backcast.vision import actions, queries
from backcast.vision.actions.questions import is_name
from backcast.vision.models import Barrier, FuturePerson, Milestone, Place, Vision
from backcast.vision.queries.questions import QUESTIONS
from tests import cast, make

ORDER = ["sentence", "who", "known_for", "where", "before", "barrier", "stage", "meet", "meaning"]
ANSWERS = dict.fromkeys(ORDER, "Calm platforms") | {"who": "Hugo Tanaka; a CTO at a mid-size bank", "stage": "senior"}


def asked(viewer):
    found = queries.next_question(viewer)
    return found.key if found else None


def told(viewer):
    return queries.document(queries.active_story(viewer))


def said(viewer, key, text):
    return actions.answer(viewer, queries.question(key), text)


def test_they_come_one_after_the_other_until_nothing_is_open(alice):
    for key in ORDER:
        assert asked(alice) == key
        assert said(alice, key, ANSWERS[key])
    assert asked(alice) is None
    assert Change.objects.of(alice).count() == len(ORDER), "one change each"
    made = queries.active(alice)
    assert (made.title, made.horizon) == ("Calm platforms", dt.date(2031, 11, 22))
    assert (made.known_for, made.place, made.meaning) == ("Calm platforms",) * 3
    people = FuturePerson.objects.of(alice).order_by("pk").values_list("name", "describe")
    assert list(people) == [("Hugo Tanaka", ""), ("", "a CTO at a mid-size bank")]
    for part in (Milestone, Barrier, Place):
        assert part.objects.of(alice).get().title == "Calm platforms"
    assert Workspace.objects.get(pk=alice.workspace_id).stage == "senior"


def test_every_answer_can_be_taken_back(alice):
    said(alice, "sentence", "T")
    for key in ORDER[1:]:
        before, asks = told(cast.viewer()), asked(cast.viewer())
        take_back(alice, said(alice, key, ANSWERS[key]))
        assert (told(cast.viewer()), asked(cast.viewer())) == (before, asks)
        said(cast.viewer(), key, ANSWERS[key])


def test_who_is_here_is_found_by_name_and_nobody_is_told_twice(alice):
    said(alice, "sentence", "T")
    hugo = make.person(alice, "Hugo Tanaka")
    said(alice, "who", "Hugo Tanaka; HUGO  TANAKA")
    assert FuturePerson.objects.of(alice).get().person == hugo
    assert said(alice, "who", "hugo tanaka") is None
    said(alice, "who", "a; b; c")
    assert FuturePerson.objects.of(alice).last().describe == "a; b; c"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Hugo Tanaka", True), ("Guido van Rossum", True), ("Ada", True), ("山田 太郎", True), ("J. O'Brien", True),
        ("a CTO at a bank", False), ("Head of platform", False), ("CTO", False), ("A Recruiter", False),
        ("someone near Oslo", False), ("Two or 3 leads", False), ("Mei Park, Kelvin Labs", False),
    ],
)  # fmt: skip
def test_a_name_is_told_from_a_description(text, wanted):
    assert is_name(text) is wanted


def test_not_now_leaves_the_week_in_peace_and_never_is_for_good(alice):
    said(alice, "sentence", "T")
    quiet = actions.not_before(alice, alice.today + dt.timedelta(days=8))
    assert asked(alice) is None and asked(cast.viewer(today=alice.today + dt.timedelta(days=7))) is None
    assert asked(cast.viewer(today=alice.today + dt.timedelta(days=8))) == "who"
    take_back(alice, quiet)
    assert asked(cast.viewer()) == "who"
    actions.never_ask(cast.viewer(), queries.question("who"))
    never = actions.never_ask(cast.viewer(), queries.question("known_for"))
    assert asked(cast.viewer()) == "where"
    assert actions.never_ask(cast.viewer(), queries.question("who")) is None
    take_back(cast.viewer(), never)
    assert asked(cast.viewer()) == "known_for"


def test_wishes_leave_the_other_settings_alone(alice):
    stale = cast.viewer()
    Workspace.objects.filter(pk=alice.workspace_id).update(settings={"locale": "de"})
    actions.never_ask(stale, queries.question("who"))
    assert Workspace.objects.get(pk=alice.workspace_id).settings == {"locale": "de", "questions": {"never": ["who"]}}


def test_without_a_future_only_the_sentence_is_asked_and_nothing_else_is_filled(alice):
    before = digest()
    for key in ORDER[1:6]:
        with pytest.raises(NoVision):
            said(alice, key, "x")
    with pytest.raises(NotFound):
        queries.question("wishes")
    assert digest() == before
    actions.never_ask(alice, queries.question("sentence"))
    assert asked(cast.viewer()) is None


@pytest.mark.parametrize(("key", "text"), [("who", " \u200b"), ("stage", "boss"), ("stage", ""), ("known_for", "")])
def test_an_answer_that_says_nothing_is_refused(alice, key, text):
    said(alice, "sentence", "T")
    before = digest()
    with pytest.raises(Invalid):
        said(alice, key, text)
    assert digest() == before


def test_asking_takes_one_query_however_long_the_story(alice):
    said(alice, "sentence", "T")
    vision = queries.active(alice)
    for upto in (0, 20):
        for n in range(upto):
            actions.put_person(alice, vision, None, name=f"P {n}")
        with CaptureQueriesContext(connection) as seen:
            queries.next_question(alice)
        assert len(seen) == 1


class AnyAnswer(TestCase):
    """Whatever is typed into the one line."""

    @settings(max_examples=60, deadline=None)
    @given(st.sampled_from(QUESTIONS[1:]), st.text(max_size=1200))
    def test_it_is_stored_within_bounds_or_refused_and_never_asked_again(self, question, text):
        viewer = cast.viewer()
        said(viewer, "sentence", "T")
        try:
            said(viewer, question.key, text)
        except Invalid:
            return
        assert question.key not in {one.key for one in queries.open_questions(viewer)}
        assert (viewer.workspace.stage or "entry") in STAGES
        assert all(0 < len(one.name + one.describe) <= 1000 for one in FuturePerson.objects.of(viewer))
        assert all(len(one.name) <= 200 for one in FuturePerson.objects.of(viewer))
        assert Vision.objects.of(viewer).count() == 1

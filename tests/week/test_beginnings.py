"""The first weeks: moves from one sentence, further questions, and first words to whoever is on a list."""

import datetime as dt

import pytest
from django.urls import reverse
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from backcast.journal.models import Change
from backcast.keeping.queries import digest
from backcast.ties import actions as ties
from backcast.vision import actions as visions
from backcast.vision import queries as vision
from backcast.vision.models import FuturePerson, Place
from backcast.week import actions, queries
from tests import cast, make
from tests.week.test_rests import DAY, offered, on
from tests.week.test_week import MONDAY, kinds, loaded, week

SENTENCE = "I lead a small team"


@pytest.fixture
def begun(alice):
    visions.begin_with(alice, SENTENCE, 2)
    return alice


@pytest.fixture
def browser(begun):
    return cast.client(begun)


def text(answer):
    return answer.content.decode()


def name(viewer, *names):
    for one in names:
        visions.put_person(viewer, vision.active(viewer), None, describe=one)


def test_one_sentence_gives_three_moves_that_serve_it(begun):
    shown = week(begun)
    assert kinds(shown) == ["recall", "name_people", "visible"] and shown.planned == 40
    for one in shown.moves:
        assert one.why and [ref["title"] for ref in one.serves] == [SENTENCE]
    assert [left.title for left in shown.left_out] == ["Find one place where the people of this future meet"]


class AnyHours(TestCase):
    """The first week in any hours."""

    @settings(max_examples=15, deadline=None)
    @example(0.5)
    @example(0.75)
    @example(80.0)
    @given(st.floats(0.5, 80))
    def test_it_is_two_or_three_moves_within_them_and_never_begins_with_nothing_of_something(self, hours):
        viewer = cast.viewer()
        visions.begin_with(viewer, SENTENCE, hours)
        shown = week(viewer)
        assert 2 <= len(shown.moves) <= 3 and shown.planned <= 60 * hours
        told = " ".join(why for one in shown.moves for why in one.why)
        assert not any(word in told for word in ("0 of", "None of", "No people"))


def test_half_an_hour_goes_on_next_week_with_what_is_left(begun):
    actions.set_hours(begun, 0.5)
    assert kinds(week(begun)) == ["recall", "name_people"]
    for one in week(begun).moves:
        actions.done(begun, queries.move(begun, one.move.pk))
    name(begun, "a CTO", "an editor")
    make.person(begun, "Bo Holm", standing="friendly")
    following = on(begun, MONDAY + 7 * DAY)
    assert kinds(week(following)) == ["name_people", "near", "visible"]


def test_what_the_week_asked_for_is_not_asked_again_before_the_next(begun):
    assert "name_people" in kinds(week(begun))
    name(begun, "a CTO")
    assert "name_people" in kinds(week(begun)), "one of two"
    name(begun, "an editor")
    assert "name_people" not in kinds(week(begun))
    FuturePerson.objects.of(begun).last().delete()
    visions.write(begun, vision.active(begun), place="Oslo")
    assert "name_people" in kinds(week(begun)), "it is asked again when one was taken back"
    name(begun, "an editor")
    assert "name_people" in kinds(week(on(begun, MONDAY + 7 * DAY)))


def test_a_small_visible_thing_rests_four_weeks_and_a_story_needs_none(begun):
    move = next(one.move for one in week(begun).moves if one.move.kind == "visible")
    actions.done(begun, queries.move(begun, move.pk))
    assert offered(on(begun, MONDAY + 7 * DAY), MONDAY + 7 * DAY)["visible:"].earliest == 3
    assert offered(on(begun, MONDAY + 28 * DAY), MONDAY + 28 * DAY)["visible:"].earliest == 0
    visions.put_place(begun, vision.active(begun), None, title="The meetup")
    assert "find_place:" not in offered(begun)
    visions.put_milestone(begun, vision.active(begun), None, title="Spoke")
    assert "visible:" not in offered(begun) and "recall:" not in offered(begun)


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ({"standing": "champion"}, "few_lines"),
        ({"standing": "advocate"}, "few_lines"),
        ({"standing": "supporter", "ring": "close"}, "few_lines"),
        ({"standing": "friendly"}, None),
        ({}, None),
        ({"standing": "champion", "ring": "family"}, None),
        ({"standing": "champion", "ring": "inner"}, None),
        ({"standing": "champion", "suggest": False}, None),
    ],
)
def test_who_is_on_a_list_without_a_contact_is_written_to_first(alice, told, kind):
    made = make.person(alice, "Ada Lin", **told)
    assert {key for key in offered(alice) if f":{made.pk}" in key} == ({f"few_lines:{made.pk}"} if kind else set())


def test_champions_come_first_two_a_week_and_once_written_to_they_rest(alice):
    loaded(alice)
    made = [make.person(alice, f"{word} {word}", standing=word) for word in ("supporter", "advocate", "champion")]
    lines = [one for one in week(alice).moves if one.move.kind == "few_lines"]
    assert [one.move.person for one in lines] == [made[2], made[1]]
    assert lines[0].why == ["On your list as a champion, and no contact is noted yet. Two lines without a request."]
    actions.done(alice, queries.move(alice, lines[0].move.pk))
    later = offered(on(alice, MONDAY + 60 * DAY), MONDAY + 56 * DAY)
    assert later[f"few_lines:{made[2].pk}"].value_in(0) == 0, "a third of a year without an answer"
    make.contact(alice, made[1], days_ago=400)
    met = offered(cast.viewer())[f"few_lines:{made[1].pk}"]
    assert [one.code for one in met.why] == ["quiet"], "no first word any more: it is offered for what it gains"


@pytest.mark.parametrize(("people", "words"), [(1, "one person"), (3, "three people"), (12, "ten people")])
def test_it_says_how_many_there_really_are_to_place(alice, people, words):
    make.people(alice, [f"Given{n} Family{n}" for n in range(people)])
    make.person(alice, "Bo Holm", suggest=False)
    move = next(one for one in week(alice).moves if one.move.kind == "sort_lists")
    assert move.title.startswith(f"Place {words} on your lists")
    actions.skip(alice, queries.move(alice, move.move.pk))
    assert any(left.title == move.title for left in week(alice).left_out)


def test_with_nobody_left_to_place_nothing_is_asked(alice):
    make.person(alice, "Bo Holm", suggest=False)
    make.person(alice, "Ada Lin", standing="friendly")
    assert "sort_lists:" not in offered(alice)


def test_the_card_asks_one_question_and_the_next_one_another_day(browser, begun):
    page = text(browser.get("/"))
    assert page.count('id="question"') == 1 and "Who will know you by then?" in page and 'href="#question"' in page
    answer = browser.post(reverse("week-answer", args=["who"]), {"answer": "Hugo Tanaka; an editor"})
    assert (answer.status_code, answer["Location"]) == (303, "/")
    change = Change.objects.of(begun).last()
    page = text(browser.get("/"))
    assert reverse("undo", args=[change.pk]) in page and "Who will know you by then?" not in page
    assert "What will you be known for?" not in page and 'data-move="name_people"' not in page
    assert "What will you be known for?" in text(browser.get("/?more=1"))
    session = browser.session
    session["question_rests"] = (begun.today - DAY).isoformat()
    session.save()
    assert "What will you be known for?" in text(browser.get("/"))


def test_not_now_and_dont_ask_cost_one_click(browser, begun):
    browser.post(reverse("week-answer", args=["who"]), {"wish": "never", "answer": ""})
    page = text(browser.get("/?more=1"))
    assert "What will you be known for?" in page
    browser.post(reverse("week-answer", args=["known_for"]), {"wish": "later"})
    assert 'id="question"' not in text(browser.get("/?more=1"))
    assert vision.next_question(cast.viewer(today=MONDAY + 6 * DAY)) is None
    assert vision.next_question(cast.viewer(today=MONDAY + 7 * DAY)).key == "known_for"


@pytest.mark.parametrize(
    ("key", "told", "status", "words"),
    [
        ("who", {"answer": ""}, 422, "A few words are enough."),
        ("who", {"answer": "\u200b"}, 422, "A few words are enough."),
        ("known_for", {"answer": "x" * 1001}, 422, "longer than 1000 characters"),
        ("stage", {"answer": "boss"}, 422, "Choose one of these."),
        ("wishes", {"answer": "x"}, 404, ""),
        ("who", {"wish": "tomorrow"}, 422, "A few words are enough."),
    ],
)
def test_an_answer_that_cannot_be_used_is_kept_and_changes_nothing(browser, begun, key, told, status, words):
    browser.get("/")
    before = digest()
    answer = browser.post(reverse("week-answer", args=[key]), told)
    assert answer.status_code == status and words in text(answer)
    if len(told.get("answer", "")) > 1000:
        assert told["answer"] in text(answer)
    assert digest() == before


def test_a_place_that_is_there_already_is_said_calmly(browser, begun):
    visions.put_place(begun, vision.active(begun), None, title="The meetup")
    answer = browser.post(reverse("week-answer", args=["meet"]), {"answer": "The meetup"})
    assert answer.status_code == 422 and "is here already" in text(answer)
    assert Place.objects.of(begun).count() == 1


def test_people_without_a_future_are_asked_for_a_sentence_right_here(alice):
    make.person(alice, "Bo Holm")
    browser = cast.client(alice)
    assert "Where would you like to be in five years?" in text(browser.get("/"))
    browser.post(reverse("week-answer", args=["sentence"]), {"answer": SENTENCE})
    made = vision.active(alice)
    assert (made.title, made.horizon, made.hours_per_week) == (SENTENCE, dt.date(2031, 11, 22), 3.0)
    assert 'data-move="vision"' not in text(browser.get("/"))


def test_a_stranger_answers_only_for_himself(begun, charlie):
    ties.add(charlie, name="Bo Holm")
    browser = cast.client(charlie)
    assert SENTENCE not in text(browser.get("/"))
    browser.post(reverse("week-answer", args=["sentence"]), {"answer": "Mine"})
    assert vision.active(charlie).title == "Mine" and vision.active(begun).title == SENTENCE

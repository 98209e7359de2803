"""The future written question by question: every page, what it keeps, where it goes on, and what it leaves alone."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from backcast.accounts.models import Workspace
from backcast.journal.models import Change
from backcast.keeping.queries import digest
from backcast.ties.actions import take_back
from backcast.vision import actions, queries
from backcast.vision.models import Barrier, FuturePerson, Milestone, MilestoneAfter, Place, RoleModel, Shift, Vision
from backcast.vision.queries import guided
from backcast.vision.views.guided_forms import FORMS, KINDS, STAGES
from backcast.week import actions as week_actions
from backcast.week import queries as weeks
from tests import cast, make
from tests.vision.test_load import STORY, load

SENTENCE = {"title": "Head of platforms", "horizon": "2031-11-01"}
ANSWERS = {
    "known-for": {"known_for": "calm platforms"},
    "where": {"place": "Oslo"},
    "meaning": {"meaning": "time for my family"},
    "importance": {"importance": "5"},
    "liking": {"appeal": "4", "sure": "2"},
    "hours": {"hours_per_week": "2.5"},
    "stage": {"stage": "senior"},
    "will-know": {"name": "Mei Park", "organisation": "Kelvin Labs", "knows_me": "on"},
    "known": {"describe": "an editor", "local": "on"},
    "coffee": {"name": "Hugo Tanaka", "coffee": "on"},
    "before": {"title": "I had spoken", "kind": "talk"},
    "places": {"title": "The meetup"},
    "shifts": {"was": "waits", "to": "shows", "review": "2026-12-22"},
    "models": {"name": "Grace Roe", "what": "calm"},
    "first-steps": {"title": "Ask them", "hours": "1", "due": "2026-12-06"},
    "barriers": {"title": "No stage yet", "guide": "Hugo Tanaka", "first_ask": "How was the first?"},
}
"""An answer to each question after the first."""
PARTS = (FuturePerson, Milestone, Place, Shift, RoleModel, Barrier)


@pytest.fixture
def browser(alice):
    return cast.client(alice)


def text(response):
    return response.content.decode()


def begun(alice):
    return actions.write(alice, None, title="Head of platforms", horizon=dt.date(2031, 11, 1))


def at(vision, key, told=""):
    return f"/vision/{vision.pk}/write/{key}{told}"


def step_of(vision):
    return Vision.objects.of(cast.viewer()).get(pk=vision.pk).step


def test_the_table_has_a_form_for_every_question_and_words_for_every_kind_and_stage():
    assert [*FORMS] == [one.key for one in guided.STEPS] == ["future", *ANSWERS]
    assert sorted(KINDS) == sorted(queries.PARTS["milestones"]._meta.constraints[1].condition.children[0][1])
    assert all(stage.capitalize() in words for stage, words in STAGES.items())
    assert {one.step for one in queries.questions.QUESTIONS} <= set(FORMS)


def test_every_answer_is_one_change_that_leads_to_the_next_question_and_can_be_taken_back(browser, alice):
    assert "Where are you in five years?" in text(browser.get("/vision/write"))
    assert browser.post("/vision/write", SENTENCE)["Location"] == "/vision/write"
    vision = queries.active(alice)
    address, keys = "/vision/write", [*ANSWERS, "done"]
    for place, (key, answer) in enumerate(ANSWERS.items()):
        page = text(browser.get(address))
        assert guided.step(key).question in page and " autofocus" in page and "!" not in page.split("<main")[1]
        assert step_of(vision) == key
        done = browser.post(at(vision, key), answer | {"go": "enough"})
        address = done["Location"]
        assert (done.status_code, address) == (303, at(vision, keys[place + 1])), key
        assert Change.objects.of(alice).count() == place + 2
    page = text(browser.get(address))
    assert "That is your future" in page and "3 people in it, 1 of them knows you" in page and "Ask them" in page
    assert step_of(vision) == "done" and "That is your future" in text(browser.get("/vision/write"))
    told = queries.document(queries.active_story(cast.viewer()))
    assert (told["importance"], told["appeal"], told["sure"], told["stage"]) == (5, 4, 2, "senior")
    people = {one["name"] or one["describe"]: one for one in told["future_people"]}
    assert [people[who]["knows_me"] for who in ("Mei Park", "an editor", "Hugo Tanaka")] == [True, False, False]
    assert [one for one in people if people[one]["coffee"]] == ["Hugo Tanaka"] and people["an editor"]["local"]
    assert told["milestones"][0]["kind"] == "talk" and told["barriers"][0]["first_ask"] == "How was the first?"
    for change in Change.objects.of(alice).order_by("-pk"):
        assert not take_back(cast.viewer(), change).kept
    assert not any(part.objects.of(alice).exists() for part in (Vision, MilestoneAfter, *PARTS))
    assert not Workspace.objects.get(pk=alice.workspace_id).stage
    assert "Where are you in five years?" in text(browser.get("/vision/write"))


def test_skipping_all_reaches_the_end_and_writes_nothing(browser, alice):
    vision, before = begun(alice), Change.objects.of(alice).count()
    address, seen = at(vision, "future"), []
    while not address.endswith("/done"):
        seen.append(address.rsplit("/", 1)[1])
        address = browser.post(address, ANSWERS.get(seen[-1], {}) | {"skip": ""})["Location"]
    assert seen == [*FORMS] and step_of(vision) == "done"
    browser.post(at(vision, "known"), {"skip": ""})
    assert step_of(vision) == "done", "who went through once is not asked to go on"
    assert Change.objects.of(alice).count() == before
    assert not any(part.objects.of(alice).exists() for part in PARTS)
    assert "Nobody stands in it yet" in text(browser.get(address))


def test_pages_left_as_they_are_change_nothing_and_an_empty_answer_adds_nothing(browser, alice):
    vision = load(alice, STORY).vision
    before = Change.objects.of(alice).count()
    for key in ("future", "known-for", "importance", "hours"):
        page = text(browser.get(at(vision, key)))
        pairs = re.findall(r'<input type="(?:text|date|number)" name="(\w+)" value="([^"]*)"', page)
        chosen = re.findall(r'name="(importance)" value="(\d)"[^>]* checked', page)
        assert pairs or chosen
        assert browser.post(at(vision, key), dict(pairs + chosen) | {"go": "next"}).status_code == 303
    assert browser.post(at(vision, "will-know"), {"knows_me": "on", "go": "enough"}).status_code == 303
    empty = browser.post(at(vision, "will-know"), {"go": "add"})
    assert empty.status_code == 422 and "“That is enough” goes on" in text(empty)
    assert Change.objects.of(alice).count() == before


def test_the_stage_is_asked_once_and_the_count_does_not_jump(browser, alice):
    vision = begun(alice)
    assert "7 of 8 in The future" in text(browser.get(at(vision, "hours")))
    assert "8 of 8 in The future" in text(browser.get(at(vision, "stage")))
    browser.post(at(vision, "stage"), {"stage": "mid", "go": "next"})
    assert browser.post(at(vision, "hours"), {"skip": ""})["Location"] == at(vision, "will-know")
    assert "7 of 7 in The future" in text(browser.get(at(vision, "hours")))
    assert " checked" in text(browser.get(at(vision, "stage")))
    assert at(vision, "hours") in text(browser.get(at(vision, "will-know"))), "back leaves it out too"


def test_stopping_keeps_the_place_and_what_was_typed(browser, alice):
    vision = begun(alice)
    stopped = browser.post(at(vision, "where"), {"place": "Oslo", "go": "stop"})
    assert stopped["Location"] == f"/vision/{vision.pk}/"
    assert queries.active(alice).place == "Oslo" and step_of(vision) == "meaning"
    browser.post(at(vision, "meaning"), {"meaning": "", "go": "stop"})
    assert step_of(vision) == "meaning" and "What would it mean" in text(browser.get("/vision/write"))
    browser.post(at(vision, "known"), {"name": "Ada Lin", "go": "stop"})
    assert step_of(vision) == "known" and FuturePerson.objects.of(alice).get().name == "Ada Lin"
    assert "Ada Lin" in text(browser.get("/vision/write"))


@pytest.mark.parametrize(
    ("key", "wrong", "said"),
    [
        ("future", {"title": "", "horizon": "2031-01-02"}, "Please fill this in."),
        ("future", {"title": "Kept & sound", "horizon": "1999-01-01"}, "in the past"),
        ("hours", {"hours_per_week": "99"}, "between 0 and 80"),
        ("importance", {"importance": "9"}, "Choose one of these."),
        ("stage", {"stage": "boss"}, "Choose one of these."),
        ("will-know", {"organisation": "Kept & sound"}, "Write a name, or who they are."),
        ("before", {"title": "Kept & sound", "kind": "party"}, "Choose one of these."),
        ("before", {"title": "x" * 201, "kind": "talk"}, "longer than 200"),
        ("shifts", {"was": "Kept & sound", "to": ""}, "Please fill this in."),
        ("places", {"title": "The meetup"}, "is here already"),
        ("first-steps", {"title": "Kept & sound", "hours": "1", "due": "2027-03-01"}, "within the next two weeks"),
        ("first-steps", {"title": "Kept & sound", "hours": "0", "due": "2026-11-30"}, "between 0.25 and 10"),
        ("barriers", {"title": "", "guide": "Kept & sound"}, "Please fill this in."),
    ],
)
def test_wrong_input_is_named_and_kept_by_every_button(browser, alice, key, wrong, said):
    vision = begun(alice)
    actions.put_place(alice, vision, None, title="The meetup")
    before = digest()
    for go in ("add", "stop"):
        page = browser.post(at(vision, key), wrong | {"go": go})
        assert page.status_code == 422 and said in text(page), go
        assert ("Kept & sound" in wrong.values()) <= ("Kept &amp; sound" in text(page))
    assert digest() == before


def test_the_story_grows_backward(browser, alice):
    vision = begun(alice)
    mei = actions.put_person(alice, vision, None, name="Mei Park")
    one = browser.post(at(vision, "before"), {"title": "I led it", "kind": "role", "leads_to": [mei.pk], "go": "add"})
    last = Milestone.objects.of(alice).get()
    assert one["Location"] == at(vision, "before", f"?before={last.pk}")
    page = text(browser.get(one["Location"]))
    assert "And what had to be true just before that?" in page and "I led it" in page
    two = browser.post(one["Location"], {"title": "I had spoken", "kind": "talk", "go": "add"})
    browser.post(two["Location"], {"title": "I had joined", "kind": "association", "go": "enough"})
    chain = MilestoneAfter.objects.of(alice).order_by("pk").values_list("milestone__title", "after__title")
    assert list(chain) == [("I led it", "I had spoken"), ("I had spoken", "I had joined")]
    assert queries.leads(alice, vision).get().future_person == mei
    assert "just before: I led it" in text(browser.get(at(vision, "before")))
    take_back(alice, Change.objects.of(alice).latest("pk"))
    assert Milestone.objects.of(alice).count() == 2
    back = browser.get(at(vision, "before", f"?before={Milestone.objects.of(alice).latest('pk').pk + 1}"))
    assert back.status_code == 200 and "What had to be true just before?" in text(back), "the page that offered undo"


def test_what_is_there_is_changed_and_removed_in_place(browser, alice):
    vision = begun(alice)
    for key in ("will-know", "before", "places", "shifts", "models", "first-steps", "barriers"):
        browser.post(at(vision, key), ANSWERS[key] | {"go": "add"})
        part = queries.PARTS[guided.step(key).part]
        row = part.objects.of(alice).latest("pk")
        page = text(browser.get(at(vision, key, f"?row={row.pk}")))
        first = next(iter(ANSWERS[key]))
        assert ANSWERS[key][first] in page and "Leave it as it was" in page
        changed = browser.post(at(vision, key, f"?row={row.pk}"), ANSWERS[key] | {first: "Another", "go": "add"})
        assert changed["Location"] == at(vision, key)
        assert getattr(part.objects.of(alice).get(pk=row.pk), first) == "Another" in text(browser.get(at(vision, key)))
        browser.post(at(vision, key), {"remove": row.pk})
        assert not part.objects.of(alice).filter(pk=row.pk).exists()
        assert "It is removed." in text(browser.get(at(vision, key)))
    take_back(alice, Change.objects.of(alice).latest("pk"))
    assert Barrier.objects.of(alice).get().title == "Another"


def test_nobody_is_written_twice_and_nothing_is_taken_from_them(browser, alice):
    vision = begun(alice)
    mei = actions.put_person(alice, vision, None, name="Mei Park", organisation="Kelvin Labs", knows_me=True)
    browser.post(at(vision, "coffee"), {"name": "mei  park", "coffee": "on", "go": "add"})
    held = FuturePerson.objects.of(alice).get()
    assert (held.pk, held.organisation, held.knows_me, held.coffee) == (mei.pk, "Kelvin Labs", True, True)
    browser.post(at(vision, "known"), {"name": "Mei Park", "organisation": "Elsewhere", "go": "add"})
    assert FuturePerson.objects.of(alice).count() == 2
    browser.post(at(vision, "coffee"), {"tick": mei.pk})
    assert not FuturePerson.objects.of(alice).get(pk=mei.pk).coffee


def test_a_first_step_is_in_the_week_and_may_lead_on(browser, alice):
    vision = load(alice, STORY).vision
    then = Milestone.objects.of(alice).filter(state="open").first()
    make.person(alice, "Mei Park")
    browser.post(at(vision, "first-steps"), ANSWERS["first-steps"] | {"before": then.pk, "go": "enough"})
    row = Milestone.objects.of(alice).get(title="Ask them")
    assert (row.hours, row.due) == (1.0, dt.date(2026, 12, 6))
    assert row in [link.after for link in queries.after(alice, vision).filter(milestone=then)]
    shown = weeks.view(cast.viewer(), week_actions.plan(cast.viewer()))
    assert row.pk in [one.move.milestone_id for one in shown.moves]


def test_today_leaves_to_the_questions_what_they_are_about_to_ask(alice):
    vision = begun(alice)
    asked = {}
    for step in ("", "will-know", "before", "known-for", "done"):
        actions.guided.keep_place(alice, vision, step)
        found = queries.next_question(cast.viewer())
        asked[step] = found.key if found else None
        if found is None:
            assert "Go on writing your future" in text(cast.client(alice).get("/"))
    assert asked == {"": "who", "will-know": "known_for", "before": "who", "known-for": None, "done": "who"}
    assert {one.key for one in queries.open_questions(cast.viewer())} > {"who", "known_for"}


def test_a_further_future_is_begun_and_a_fourth_is_refused(browser, alice):
    vision = begun(alice)
    assert browser.post("/vision/write", SENTENCE)["Location"] == "/vision/write", "sent twice it is one"
    assert Vision.objects.of(alice).count() == 1
    for title in ("Second", "Third"):
        made = browser.post("/vision/write?another", SENTENCE | {"title": title})
        other = Vision.objects.of(alice).get(title=title)
        assert made["Location"] == at(other, "known-for") and not other.active
    page = browser.post("/vision/write?another", SENTENCE | {"title": "Fourth"})
    assert page.status_code == 422 and "three futures" in text(page) and "Fourth" in text(page)
    assert queries.active(alice).pk == vision.pk


def test_addresses_of_other_rows_and_of_nothing_are_not_found(browser, alice, charlie):
    vision, other = begun(alice), begun(alice)
    theirs = begun(charlie)
    elsewhere = [
        actions.put_milestone(viewer, one, None, title="Elsewhere", kind="talk", hours=1).pk
        for viewer, one in ((alice, other), (charlie, theirs))
    ]
    actions.put_milestone(alice, vision, None, title="Own", kind="talk")
    before = digest()
    for wrong in (*elsewhere, 0, -1, 2**63, 10**30, "x", "²"):
        for told in (f"?before={wrong}", f"?row={wrong}"):
            page = browser.get(at(vision, "before", told))
            assert guided.step("before").question in text(page) and "Elsewhere" not in text(page)
            sent = browser.post(at(vision, "before", told), ANSWERS["before"] | {"go": "add"})
            assert sent.status_code == 404 and "Elsewhere" not in text(sent)
        assert browser.post(at(vision, "before"), {"remove": wrong}).status_code == 404
    page = browser.post(at(vision, "first-steps"), ANSWERS["first-steps"] | {"before": elsewhere[0], "go": "add"})
    assert page.status_code == 422
    assert browser.get(at(vision, "wishes")).status_code == 404
    assert browser.get(at(theirs, "future")).status_code == 404
    assert digest() == before


def test_pages_take_as_many_queries_however_long_the_story(browser, alice):
    vision, found = begun(alice), []
    for start, end in ((0, 2), (2, 24)):
        for n in range(start, end):
            own = {"workspace": alice.workspace, "vision": vision, "key": f"k{n}"}
            FuturePerson(**own, name=f"P {n}").save()
            row = Milestone(**own, title=f"M {n}", hours=1)
            row.save()
        counts = {}
        for key in (*FORMS, "done"):
            with CaptureQueriesContext(connection) as seen:
                page = browser.get(at(vision, key))
            counts[key] = len(seen)
        found.append(counts)
        assert page.status_code == 200
    assert found[0] == found[1] and max(found[0].values()) <= 8, found
    assert "more, " in text(browser.get(at(vision, "before")))


@pytest.mark.deep
class AnyInput(TestCase):
    """Whatever is sent to any question, by any button."""

    FIELDS = sorted({name for form in FORMS.values() for name in form.base_fields})

    @settings(max_examples=300, deadline=None)
    @given(
        st.sampled_from([*FORMS]),
        st.sampled_from(["add", "enough", "stop", "next", ""]),
        st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=40) | st.sampled_from(["1", "2030-01-01", "talk"])),
    )
    def test_it_is_kept_or_refused_and_never_breaks(self, key, go, told):
        viewer = cast.viewer()
        browser, vision = cast.client(viewer), begun(viewer)
        sent = browser.post(at(vision, key), told | {"go": go})
        assert sent.status_code in (303, 422)
        assert browser.get(at(vision, key)).status_code == 200
        assert step_of(vision) in {"", *FORMS, "done"}

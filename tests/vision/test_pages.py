"""The Vision page: three questions when empty, the story when written, plain forms for each part."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backcast import limits
from backcast.errors import Refused
from backcast.journal.actions import invert
from backcast.journal.models import Change
from backcast.keeping.queries import digest
from backcast.vision import actions, queries
from backcast.vision.models import Barrier, FuturePerson, Milestone, Vision
from backcast.week.models import Move, Week
from tests import cast, make
from tests.vision.test_load import STORY, TOP, load

FIRST = {"title": "Head of platforms", "horizon": "2031-11-01", "hours_per_week": "3"}
MILESTONE = {"title": "Speak", "kind": "talk", "importance": "3"}
FORMS = {
    "people": {"name": "Ada Lin", "weight": "3"},
    "milestones": MILESTONE,
    "places": {"title": "The meetup"},
    "shifts": {"was": "waits", "to": "shows"},
    "barriers": {"title": "No time", "guide": "Ada Lin"},
    "models": {"name": "Grace Roe", "what": "calm"},
}


def text(response):
    return response.content.decode()


@pytest.fixture
def browser(alice):
    return cast.client(alice)


def toml(body, name="v.toml"):
    return {"file": SimpleUploadedFile(name, body.encode() if isinstance(body, str) else body)}


def test_the_empty_page_asks_three_questions_and_the_first_is_enough(browser, alice):
    page = browser.get("/vision/")
    asked = [
        text(page).index(words) for words in ("Where will you be?", "Who will know you", "What happened just before?")
    ]
    assert page.status_code == 200 and asked == sorted(asked)
    done = browser.post("/vision/new", FIRST)
    vision = queries.active(alice)
    assert (done.status_code, done["Location"]) == (303, f"/vision/{vision.pk}/")
    assert (vision.title, vision.key, vision.hours_per_week, vision.active) == ("Head of platforms", "main", 3.0, True)
    assert "November 2031: Head of platforms" in text(browser.get("/vision/"))


def test_all_three_answers_become_one_change(browser, alice):
    browser.post("/vision/new", FIRST | {"describe": "a CTO", "milestone": "I spoke at the day"})
    told = queries.document(queries.active_story(alice))
    assert told["future_people"][0]["describe"] == "a CTO" and told["coverage"]["with_name"] == 0
    assert told["milestones"][0]["leads_to"] == ["a-cto"] and told["milestones"][0]["hours"] == 10.0
    assert Change.objects.of(alice).count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": ""}, "Please fill this in."),
        ({"title": "x" * 201}, "longer than 200 characters"),
        ({"horizon": "soon"}, "Write a day such as 2031-11-01."),
        ({"horizon": "2020-01-01"}, "The horizon is in the past."),
        ({"hours_per_week": "81"}, "between 0 and 80"),
        ({"hours_per_week": "nan"}, "Write a number"),
    ],
)
def test_wrong_input_is_named_and_kept(browser, alice, wrong, said):
    page = browser.post("/vision/new", FIRST | {"milestone": "I spoke & won"} | wrong)
    assert page.status_code == 422 and said in text(page) and "I spoke &amp; won" in text(page)
    assert not Vision.objects.of(alice).exists()


def test_the_story_runs_from_the_future_to_today(browser, alice):
    load(alice, STORY + '[[milestones]]\nkey = "old"\ntitle = "Began"\nstate = "done"\n')
    page = text(browser.get("/vision/"))
    told = page[page.index('<ol class="timeline" reversed>') :]
    places = [told.index(words) for words in ("1 November 2031", ">Speak<", ">Write it up<", ">Today<", ">Began<")]
    assert places == sorted(places)
    for words in (
        "The story fits in your hours",
        "Begin by",
        "not met yet",
        "No experience",
        "Ada Lin",
        "From waits to shows",
    ):
        assert words in page
    assert "—" not in page and "!" not in page.split("<main")[1]


@pytest.mark.parametrize(
    ("change", "said"),
    [("hours = 900", "does not fit in your hours yet"), ("due = 2026-11-23\nweeks = 9", "too near for the work")],
)
def test_it_says_when_the_story_does_not_fit(browser, alice, change, said):
    load(alice, TOP + f'[[milestones]]\nkey = "a"\ntitle = "A"\n{change}')
    page = text(browser.get("/vision/"))
    assert said in page and "It would have begun by" in page


@pytest.mark.parametrize("name", FORMS)
def test_every_part_is_added_changed_and_removed_by_plain_forms(browser, alice, name):
    vision = load(alice, TOP).vision
    assert browser.get(f"/vision/{vision.pk}/{name}/new").status_code == 200
    assert browser.post(f"/vision/{vision.pk}/{name}/new", FORMS[name]).status_code == 303
    row = queries.PARTS[name].objects.of(alice).get()
    first = next(iter(FORMS[name]))
    page = browser.get(f"/vision/{name}/{row.pk}/")
    assert FORMS[name][first] in text(page)
    assert browser.post(f"/vision/{name}/{row.pk}/", FORMS[name] | {first: "Another"}).status_code == 303
    assert getattr(queries.PARTS[name].objects.of(alice).get(pk=row.pk), first) == "Another"
    assert browser.post(f"/vision/{name}/{row.pk}/", FORMS[name] | {first: ""}).status_code == 422
    assert "Another" in text(browser.get("/vision/"))
    before = queries.document(queries.story(alice, vision))
    assert "Undo" in text(browser.post(f"/vision/{name}/{row.pk}/remove", follow=True))
    assert not queries.PARTS[name].objects.of(alice).exists()
    invert(alice, Change.objects.of(alice).latest("pk"))
    assert queries.document(queries.story(alice, vision)) == before


def test_a_saved_form_changes_nothing_that_was_not_touched(browser, alice):
    vision = load(alice, 'milestone_share = 0.65\nmeaning = "a\\nb"\n' + STORY).vision
    before = queries.document(queries.story(alice, vision))
    for address in (
        f"/vision/{vision.pk}/edit",
        *(f"/vision/{name}/{row.pk}/" for name, model in queries.PARTS.items() for row in model.objects.of(alice)),
    ):
        form = browser.get(address).context["form"]
        sent = {field.html_name: field.value() for field in form if field.value() not in (None, False)}
        sent |= {"meaning": "a\r\nb"} if "meaning" in sent else {}
        assert browser.post(address, sent).status_code == 303, address
    assert queries.document(queries.story(alice, vision)) == before
    assert Change.objects.of(alice).count() == 1


def test_milestones_that_would_wait_for_each_other_are_refused_by_their_titles(browser, alice):
    vision = load(alice, STORY).vision
    first, talk = Milestone.objects.of(alice).order_by("pk")
    before = digest()
    page = browser.post(f"/vision/milestones/{first.pk}/", MILESTONE | {"title": "Write it up", "after": [talk.pk]})
    assert page.status_code == 422
    assert "“Speak” already waits for “Write it up”" in text(page)
    stranger = browser.post(f"/vision/{vision.pk}/milestones/new", MILESTONE | {"after": ["999"]})
    assert stranger.status_code == 422 and digest() == before


def test_states_and_hours_are_one_click_away(browser, alice):
    load(alice, TOP + '[[milestones]]\nkey = "a"\ntitle = "A"\ndue = 2029-01-01')
    row = Milestone.objects.of(alice).get()
    here = f"/vision/milestones/{row.pk}/here"
    browser.post(here, {"spent": "1.5"})
    row.refresh_from_db()
    assert (row.done_hours, row.state, row.due.year) == (1.5, "doing", 2029)
    assert "8 h 30 min of 10 h to go" in text(browser.get("/vision/"))
    browser.post(here, {"state": "done"})
    row.refresh_from_db()
    assert (row.state, row.done_on, row.due.year) == ("done", alice.today, 2029)
    browser.post(here, {"day": "2026-11-20"})
    row.refresh_from_db()
    assert row.done_on.day == 20
    browser.post(here, {"state": "open"})
    row.refresh_from_db()
    assert (row.state, row.done_on) == ("open", None)
    browser.post(here, {"state": "dropped"})
    assert "Dropped: 1" in text(browser.get("/vision/"))


def test_a_file_is_loaded_on_the_page_or_refused_with_file_line_and_key(browser, alice):
    wrong = browser.post("/vision/file", toml(TOP + "importance = 9"))
    assert wrong.status_code == 422 and "v.toml, line 3, importance: a whole number from 1 to 5" in text(wrong)
    assert not Vision.objects.of(alice).exists()
    good = browser.post("/vision/file", toml(STORY), follow=True)
    assert good.redirect_chain[0][1] == 303 and "The file is loaded." in text(good)
    before = digest()
    for body, said in (
        (b"\xff\xfe\x00", "is not UTF-8 text"),
        (b"#" * (limits.VISION_FILE + 1), "is larger than 1 MB"),
        ('title = "T"\nhorizon = 2020-01-01', "the horizon is in the past"),
        ("", "This file is empty."),
    ):
        page = browser.post("/vision/file", toml(body))
        assert page.status_code == 422 and said in text(page) and "Head of platforms" in text(page)
    assert browser.post("/vision/file").status_code == 422 and digest() == before
    again = browser.post("/vision/file", toml(STORY), follow=True)
    assert "Everything in the file was here already." in text(again)


def test_another_future_becomes_the_active_one(browser, alice):
    load(alice, STORY)
    browser.post("/vision/new", FIRST | {"title": "A small firm of my own", "horizon": "2040-01-01"})
    other = Vision.objects.of(alice).get(active=False)
    assert other.key == "a-small-firm-of-my-own"
    page = text(browser.get("/vision/"))
    assert "A small firm of my own" in page and "Make this the active one" in page and "more than eight years" in page
    browser.post(f"/vision/{other.pk}/activate")
    assert queries.active(alice) == other
    browser.post("/vision/new", FIRST)
    full = browser.post("/vision/new", FIRST)
    assert full.status_code == 422 and "There are three futures already." in text(full)
    told = browser.get("/vision/write?another", follow=True)
    assert (
        told.redirect_chain
        and "Remove one of them to write another." in text(told)
        and 'name="title"' not in text(told)
    )
    browser.post(f"/vision/{other.pk}/remove")
    page = text(browser.get("/vision/"))
    assert queries.active(alice) is None and page.index("Your futures") < page.index("Where will you be?")


def test_every_future_leads_to_its_own_questions_and_a_day_after_its_end_is_said(browser, alice):
    vision = load(alice, STORY).vision
    browser.post("/vision/new", FIRST)
    other = Vision.objects.of(alice).get(active=False)
    assert f'href="/vision/{other.pk}/write/future"' in text(browser.get(f"/vision/{other.pk}/told"))
    row = Milestone.objects.of(alice).filter(vision=vision, state="open").first()
    browser.post(f"/vision/milestones/{row.pk}/here", {"day": "2039-01-01"})
    assert "Its own day, 1 January 2039, lies after that of this future" in text(browser.get("/vision/"))


def test_a_small_form_of_the_story_puts_the_focus_where_it_is_wrong(browser, alice):
    vision = load(alice, STORY).vision
    wrong = text(browser.post(f"/vision/{vision.pk}/before", {"title": "", "kind": "other"}))
    assert re.search(r'<input[^>]*name="title"[^>]*autofocus', wrong)


def test_a_stranger_meets_the_same_nothing_as_everyone(alice, charlie):
    vision = load(alice, STORY).vision
    browser, own = cast.client(charlie), cast.client(alice)
    browser.get("/vision/")
    before = digest()
    rows = {name: model.objects.of(alice).first().pk for name, model in queries.PARTS.items()}
    gets = [
        f"/vision/{vision.pk}/",
        f"/vision/{vision.pk}/edit",
        f"/vision/{vision.pk}/people/new",
        "/vision/people/0/",
    ]
    gets += [f"/vision/{name}/{pk}/" for name, pk in rows.items()]
    posts = [f"/vision/{name}/{pk}/remove" for name, pk in rows.items()]
    posts += [f"/vision/{vision.pk}/{verb}" for verb in ("edit", "activate", "remove", "here", "before", "barrier")]
    posts += [f"/vision/milestones/{rows['milestones']}/{verb}" for verb in ("here", "before", "barrier")]
    answers = {browser.get(address).content for address in gets} | {browser.post(address).content for address in posts}
    assert len(answers) == 1 and browser.get(gets[0]).status_code == 404
    assert own.get(f"/vision/{vision.pk}/wishes/new").status_code == 404
    assert digest() == before and "Head of platforms" not in text(browser.get("/vision/"))


def many(viewer, count):
    text = TOP
    for place in range(count):
        text += f'[[future_people]]\nkey = "p{place}"\nname = "P {place}"\n[[places]]\ntitle = "{place}"\n'
        text += f'[[milestones]]\nkey = "m{place}"\ntitle = "M {place}"\nleads_to = ["p{place}"]\n'
        text += f'after = ["m{place - 1}"]\n' if place else ""
        text += f'[[barriers]]\ntitle = "{place}"\nguide = "P {place}"\n'
    make.people(viewer, [f"P {place}" for place in range(count)])
    return load(viewer, text).vision


def test_a_long_story_takes_no_more_queries(alice, charlie, django_assert_num_queries):
    asked = []
    for viewer, count in ((alice, 3), (charlie, 60)):
        vision, browser = many(viewer, count), cast.client(viewer)
        with django_assert_num_queries(9):
            queries.document(queries.story(viewer, vision))
        browser.get("/vision/")
        with CaptureQueriesContext(connection) as seen:
            page = browser.get("/vision/")
        assert ">M 0<" in text(page)
        asked.append(len(seen))
    assert asked[0] == asked[1] <= 13


def test_what_is_removed_takes_its_links_along(alice):
    vision = load(alice, STORY).vision
    actions.remove(alice, FuturePerson.objects.of(alice).get())
    assert queries.leads(alice, vision).count() == 0
    actions.remove(alice, vision)
    assert not Milestone.objects.of(alice).exists() and not Barrier.objects.of(alice).exists()


def test_a_milestone_with_done_work_stays(browser, alice):
    vision = load(alice, STORY).vision
    talk = Milestone.objects.of(alice).get(key="talk")
    week = Week(workspace=alice.workspace, start=alice.today)
    week.save()
    move = {"week": week, "workspace": alice.workspace, "kind": "slice", "milestone": talk, "minutes": 30}
    Move(key="open", state="shown", **move).save()
    Move(key="done", state="done", done_on=alice.today, **move).save()
    before = digest()
    for row in (talk, vision):
        with pytest.raises(Refused, match="Work on “Speak” was done already"):
            actions.remove(alice, row)
    assert digest() == before and browser.post(f"/vision/milestones/{talk.pk}/remove").status_code == 409


def test_a_vision_has_room_for_so_many_parts_and_no_more(browser, alice, monkeypatch):
    monkeypatch.setattr(limits, "VISION_PARTS", 2)
    vision = load(alice, STORY).vision
    with pytest.raises(Refused, match="At most 2"):
        load(alice, TOP + '[[milestones]]\nkey = "third"\ntitle = "T"')
    full = browser.post(f"/vision/{vision.pk}/milestones/new", MILESTONE)
    assert full.status_code == 422 and "At most 2" in text(full) and Milestone.objects.of(alice).count() == 2


def test_keys_are_made_of_titles_in_any_script():
    assert actions.key_of("Speak at PyCon, 2028!", []) == "speak-at-pycon-2028"
    assert actions.key_of("Речь в Осло", []) == "речь-в-осло" and actions.key_of("!!!", ["part"]) == "part-2"
    assert actions.key_of("A", ["a", "a-2"]) == "a-3" and len(actions.key_of("x" * 500, ["x" * 72])) <= limits.KEY

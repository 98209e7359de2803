"""The time line of a story: drawn so that words keep apart, told as a list, and changed where it is read."""

import datetime as dt
import re
from itertools import combinations, pairwise
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from backcast.engine.schedule import Item
from backcast.journal.actions import invert
from backcast.journal.models import Change
from backcast.keeping.queries import digest
from backcast.vision import actions, queries
from backcast.vision.models import Barrier, Milestone, Vision
from backcast.vision.queries import Chapter, spacing
from backcast.vision.queries.line import NARROWEST, SMALLER, line
from tests import cast
from tests.vision.test_load import STORY, TOP, load

TODAY = cast.TODAY
HORIZON = dt.date(2031, 11, 1)
LETTERS = st.sampled_from("abc mW,ÄЖ語ש\u0301")
TITLES = st.text(LETTERS, min_size=1, max_size=90).filter(str.strip)
LONG = st.sampled_from(["W" * 40, "MMMMMMMMMMM mmmmmmmmmmmm " * 4, "i" * 200])
NEAR = st.dates(TODAY - dt.timedelta(days=40), TODAY + dt.timedelta(days=90))
DAYS = NEAR | st.dates(TODAY - dt.timedelta(days=2500), HORIZON + dt.timedelta(days=400))
KINDS = st.sampled_from(["talk", "introduction", "other"])
ROWS = st.lists(st.tuples(TITLES | LONG, DAYS, st.booleans(), KINDS), max_size=14)
CLOSE = st.lists(st.tuples(LONG, NEAR, st.booleans(), KINDS), min_size=3, max_size=14)


def text(response):
    return response.content.decode()


@pytest.fixture
def browser(alice):
    return cast.client(alice)


def told(rows, horizon=HORIZON):
    """A story of such milestones, nothing stored."""
    chapters = []
    for pk, (title, day, is_done, kind) in enumerate(rows, 1):
        state, done_on = ("done", min(day, TODAY) if pk % 3 else None) if is_done else ("open", None)
        row = Milestone(pk=pk, key=str(pk), title=title, kind=kind, hours=3, state=state, done_on=done_on, due=day)
        day = min(day, horizon)
        item = Item(str(pk), TODAY, day - dt.timedelta(days=40), day, 1.0, False, 3.0, True, "due", "")
        chapters.append(Chapter(row, (), (), None if is_done else item))
    chapters.sort(key=lambda one: (one.item is not None, one.until), reverse=True)
    return SimpleNamespace(chapters=tuple(chapters), barriers=(), vision=Vision(title="T", horizon=horizon))


def place(share, wide):
    return float(share.rstrip("%")) * wide / 100


def boxes(drawn, wide):
    """(node, left, right, top, bottom) of every line of words on a page so wide."""
    for at, node in enumerate(drawn.nodes):
        for word in node.words:
            half = spacing.width(word.text) / (SMALLER if word.is_note else 1) / 2
            middle = place(node.x, wide)
            yield at, middle - half, middle + half, word.y - 11, word.y + 3


@settings(max_examples=80)
@given(ROWS | CLOSE)
def test_words_never_overlap_and_marks_keep_the_order_of_their_days(rows):
    drawn = line(told(rows), TODAY)
    assert sum(len(node.mark.chapters) for node in drawn.nodes) == len(rows) and len(drawn.nodes) <= 12
    for wide in (NARROWEST, 1150.0):
        found = list(boxes(drawn, wide))
        for one, other in combinations(found, 2):
            apart = one[2] <= other[1] or other[2] <= one[1] or one[4] <= other[3] or other[4] <= one[3]
            assert one[0] == other[0] or apart, (one, other)
        for at, node in enumerate(drawn.nodes):
            x, ends = place(node.x, wide), sorted((drawn.axis, node.stem))
            crossed = [box for box in found if box[0] != at and box[1] < x < box[2] and ends[0] < box[4]]
            assert not [box for box in crossed if box[3] < ends[1]], "a stem runs through words"
        assert all(box[1] >= 0 and box[2] <= wide and box[3] > 30 and box[4] < drawn.height - 20 for box in found)
        places = [place(node.x, wide) for node in drawn.nodes]
        assert places == sorted(places, reverse=True) and all(one - other > 20 for one, other in pairwise(places))
    today = place(drawn.today, NARROWEST)
    assert all((place(node.x, NARROWEST) < today) == node.mark.is_done for node in drawn.nodes)


@settings(max_examples=60)
@given(TITLES, st.floats(60, 200), st.integers(1, 3))
def test_wrapped_words_fit_and_lose_nothing_but_the_end(title, most, lines):
    found = spacing.wrap(title, most, lines)
    assert 0 < len(found) <= lines and all(spacing.width(one) <= most for one in found)
    whole, shown = title.replace(" ", ""), "".join(found).replace(" ", "")
    assert shown == whole or (shown.endswith("…") and whole.startswith(shown[:-1]))


@settings(max_examples=60)
@given(st.lists(st.floats(0, 100), min_size=1, max_size=6), st.floats(0, 15))
def test_marks_are_moved_no_more_than_they_must(wanted, gap):
    wanted.sort()
    gaps = [gap] * (len(wanted) - 1)
    found = spacing.spread(wanted, gaps, [-1000.0] * len(wanted), [1000.0] * len(wanted))
    assert all(other - one >= gap - 1e-6 for one, other in pairwise(found))
    if all(other - one >= gap for one, other in pairwise(wanted)):
        assert found == pytest.approx(wanted)
    assert sum(found) == pytest.approx(sum(wanted), abs=1e-6)
    kept = spacing.spread(wanted, gaps, [20.0] * len(wanted), [1000.0] * len(wanted))
    assert min(kept) >= 20 - 1e-6 and all(other - one >= gap - 1e-6 for one, other in pairwise(kept))


def test_a_story_without_room_is_drawn_all_the_same():
    for horizon in (TODAY, TODAY - dt.timedelta(days=30), TODAY + dt.timedelta(days=1)):
        drawn = line(told([("A", TODAY, False, "talk"), ("B", TODAY, True, "talk")], horizon), TODAY)
        assert len(drawn.nodes) == 2 and drawn.has_past
    assert line(told([]), TODAY).nodes == ()
    far = line(told([(f"M {year}", dt.date(year, 5, 1), False, "talk") for year in range(2027, 2076)]), TODAY)
    assert far.is_folded and len(far.nodes) <= 12


def test_the_drawing_says_kind_days_state_and_barriers_in_words(browser, alice):
    vision = load(alice, STORY + '[[milestones]]\nkey = "old"\ntitle = "Began"\nstate = "done"\n').vision
    page = text(browser.get("/vision/"))
    drawn = page[page.index("<svg role") : page.index("</figure>")]
    talk = Milestone.objects.of(alice).get(key="talk")
    assert f'href="/vision/{vision.pk}/?at={talk.pk}&amp;do=change#change-{talk.pk}-day"' in drawn
    assert drawn.index(">Speak<") < drawn.index(">Write it up<") < drawn.index(">Began<")
    for words in ("<title>Barrier: No experience", "1 barrier before it", ">article,", "begin by", ">done<", "Today"):
        assert words in drawn
    assert 'aria-labelledby="line-title"' in drawn and " style=" not in drawn
    assert Barrier.objects.of(alice).update(state="past") == 1
    assert "Barrier:" not in text(browser.get("/vision/"))


def chain(viewer):
    return {
        (one.milestone.title, one.after.title)
        for one in queries.after(viewer, queries.active(viewer)).select_related("milestone", "after")
    }


def test_what_came_just_before_stands_between_and_undo_brings_it_back(browser, alice):
    vision = load(alice, STORY).vision
    talk, before = Milestone.objects.of(alice).get(key="talk"), queries.document(queries.story(alice, vision))
    new = {"title": "Was invited", "kind": "introduction"}
    answer = browser.post(f"/vision/milestones/{talk.pk}/before", new)
    made = Milestone.objects.of(alice).get(title="Was invited")
    assert answer["Location"] == f"/vision/{vision.pk}/?at={made.pk}#m-{made.pk}"
    assert (made.kind, made.hours, made.state) == ("introduction", 3.0, "open")
    assert chain(alice) == {("Speak", "Was invited"), ("Was invited", "Write it up")}
    assert "Undo" in text(browser.get(answer["Location"]))
    invert(alice, Change.objects.of(alice).latest("pk"))
    assert chain(alice) == {("Speak", "Write it up")} and queries.document(queries.story(alice, vision)) == before
    browser.post(f"/vision/milestones/{talk.pk}/before", new | {"beside": "on"})
    assert chain(alice) == {("Speak", "Was invited"), ("Speak", "Write it up")}
    browser.post(f"/vision/{vision.pk}/before", {"title": "Led a team", "kind": "role"})
    assert len(chain(alice)) == 2 and Milestone.objects.of(alice).get(title="Led a team").hours == 10
    actions.set_state(alice, talk, "done", done_on=dt.date(2026, 5, 1))
    browser.post(f"/vision/milestones/{talk.pk}/before", {"title": "Asked", "kind": "other"})
    asked = Milestone.objects.of(alice).get(title="Asked")
    assert (asked.state, asked.done_on) == ("done", dt.date(2026, 5, 1))


def test_day_state_and_hours_are_changed_in_one_change_where_they_stand(browser, alice):
    vision = load(alice, STORY).vision
    talk = Milestone.objects.of(alice).get(key="talk")
    page = text(browser.get(f"/vision/{vision.pk}/?at={talk.pk}&do=change"))
    assert f'id="change-{talk.pk}-day"' in page and page.count('class="panel') == 1
    changes, here = Change.objects.of(alice).count(), f"/vision/milestones/{talk.pk}/here"
    browser.post(here, {"day": "2029-05-04", "spent": "2.5"})
    talk.refresh_from_db()
    assert (talk.due, talk.done_hours, talk.state) == (dt.date(2029, 5, 4), 2.5, "doing")
    assert Change.objects.of(alice).count() == changes + 1
    browser.post(here, {"day": "2029-05-04", "state": "done"})
    browser.post(here, {"day": "2026-03-02"})
    talk.refresh_from_db()
    assert (talk.state, talk.done_on, talk.due) == ("done", dt.date(2026, 3, 2), dt.date(2029, 5, 4))
    browser.post(here, {"day": ""})
    late = browser.post(here, {"day": "2027-01-01"})
    assert late.status_code == 422 and "lies in the past" in text(late)
    talk.refresh_from_db()
    assert talk.done_on == dt.date(2026, 3, 2)
    browser.post(here, {"day": "2026-03-02", "state": "open"})
    talk.refresh_from_db()
    assert (talk.state, talk.done_on) == ("open", None)
    browser.post(f"/vision/{vision.pk}/here", {"title": "Head of all", "horizon": "2032-01-01"})
    vision.refresh_from_db()
    assert (vision.title, vision.horizon) == ("Head of all", dt.date(2032, 1, 1))


def test_a_barrier_is_named_where_it_stands(browser, alice):
    vision = load(alice, STORY).vision
    talk = Milestone.objects.of(alice).get(key="talk")
    browser.post(f"/vision/milestones/{talk.pk}/barrier", {"title": "No <b>time</b>", "guide": "Ada Lin"})
    browser.post(f"/vision/{vision.pk}/barrier", {"title": "No money"})
    held = {one.title: one.milestone_id for one in Barrier.objects.of(alice)}
    assert held == {"No experience": talk.pk, "No <b>time</b>": talk.pk, "No money": None}
    page = text(browser.get("/vision/"))
    assert "No &lt;b&gt;time" in page and "2 barriers before it" in page


@pytest.mark.parametrize(
    ("do", "wrong", "said"),
    [
        ("before", {"title": ""}, "Please fill this in."),
        ("before", {"title": "Kept", "kind": "won"}, "Kept"),
        ("here", {"day": "soon"}, "Write a day such as"),
        ("here", {"spent": "-1", "day": "2029-01-01"}, 'value="2029-01-01"'),
        ("here", {"state": "won"}, "panel"),
        ("barrier", {"title": "No experience"}, "is here already"),
    ],
)
def test_wrong_input_is_said_where_it_was_written_and_changes_nothing(browser, alice, do, wrong, said):
    load(alice, STORY)
    talk, before = Milestone.objects.of(alice).get(key="talk"), digest()
    answer = browser.post(f"/vision/milestones/{talk.pk}/{do}", wrong)
    row = text(answer).split(f'<li id="m-{talk.pk}"')[1].split("</form>")[0]
    assert answer.status_code == 422 and said in row and digest() == before


def test_a_slipped_milestone_shows_what_it_pushes(browser, alice):
    load(alice, TOP + '[[milestones]]\nkey = "a"\ntitle = "Aye"\nhours = 300\n[[milestones]]\nkey = "b"\n'
         'title = "Bee"\nhours = 300\ndue = 2027-01-01\nafter = ["a"]\n')  # fmt: skip
    page = text(browser.get("/vision/"))
    assert re.search(r"It pushes “<bdi>Bee</bdi>”\.", page) and page.count("It pushes") == 1


def test_scripts_fetch_one_chapter_and_addresses_that_name_nothing_open_nothing(browser, alice, charlie):
    vision = load(alice, STORY).vision
    theirs = load(charlie, STORY.replace("Speak", "Whisper"))
    stranger = Milestone.objects.of(charlie).get(key="talk")
    talk = Milestone.objects.of(alice).get(key="talk")
    part = text(browser.get(f"/vision/{vision.pk}/?at={talk.pk}&do=before", headers={"hx-request": "true"}))
    assert part.strip().startswith(f'<li id="m-{talk.pk}"') and "<html" not in part and "data-focus" in part
    assert "panel" in text(browser.get(f"/vision/{vision.pk}/?at=future&do=before", headers={"hx-request": "true"}))
    plain = re.sub(r'value="\w{64}"', "", text(browser.get(f"/vision/{vision.pk}/")))
    for asked in (f"at={stranger.pk}&do=change", "at=x&do=before", f"at={talk.pk}&do=shout", "at=%00&do=see", "do=see"):
        found = re.sub(r'value="\w{64}"', "", text(browser.get(f"/vision/{vision.pk}/?{asked}")))
        assert "Whisper" not in found and 'class="panel' not in found and len(found) == len(plain), asked
    assert theirs.changed


def test_a_long_story_is_folded_by_years_and_opened_where_one_looks(browser, alice):
    body = "".join(
        f'[[milestones]]\nkey = "m{at}"\ntitle = "M {at}"\nhours = 1\ndue = {2027 + at // 12}-{1 + at % 12:02d}-01\n'
        + ('state = "done"\n' if at < 3 else "")
        for at in range(48)
    )
    vision = load(alice, TOP + body).vision
    browser.get("/vision/")
    with CaptureQueriesContext(connection) as seen:
        page = text(browser.get("/vision/"))
    assert page.count('<li id="m-') == 1 + 9 and all(f"{year}: " in page for year in (2027, 2028, 2029, 2030))
    assert page.count(">M 11<") == 1 and ">M 12<" not in page and ">12 milestones<" in page and "Done: 3" in page
    last = Milestone.objects.of(alice).get(key="m47")
    with CaptureQueriesContext(connection) as again:
        opened = text(browser.get(f"/vision/{vision.pk}/?at={last.pk}"))
    assert ">M 47<" in opened and ">M 36<" in opened and ">M 11<" not in opened
    assert len(again) <= len(seen) <= 13

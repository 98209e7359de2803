"""Looking back: when it is time, what is found different, what is kept, and that all of it can be undone."""

import datetime as dt

import pytest

from backcast.errors import Invalid
from backcast.journal.models import Change
from backcast.ties.actions import take_back
from backcast.vision import actions
from backcast.vision.actions import looks as acts
from backcast.vision.models import Barrier, FuturePerson, Note, Shift, Vision
from backcast.vision.queries import looks
from backcast.vision.queries.look_words import sentences
from tests import cast
from tests.week.test_rests import on

DAY = dt.timedelta(days=1)
LINES = "I held back. <b>Then</b> not."


@pytest.fixture
def told(alice):
    """A future written half a year ago, as a file or by hand, and nothing since."""
    with_day = {"horizon": dt.date(2031, 11, 1), "hours_per_week": 3.0}
    vision = actions.begin(
        alice, title="Head of platform", person={"name": "Ines Brandt"}, milestone="Talk", **with_day
    )
    actions.put_milestone(alice, vision, None, title="Join the group")
    actions.put_shift(alice, vision, None, was="waits", to="shows", practice="one demo a month", review=None)
    past = alice.today - looks.HALF_YEAR
    Vision.objects.of(alice).update(written_on=past, importance=4)
    Change.objects.of(alice).update(at=dt.datetime.combine(past, dt.time(12), dt.UTC))
    return Vision.objects.of(alice).get()


def found(viewer, vision):
    seen = looks.look(viewer, Vision.objects.of(viewer).get(pk=vision.pk))
    return sentences(seen.changed, seen)


def rows(viewer):
    return [list(model.objects.of(viewer).order_by("pk").values_list()) for model in (Vision, Shift, Note)]


def test_a_month_on_is_the_same_day_or_the_last_there_is():
    days = [dt.date(2026, 1, 31), dt.date(2028, 1, 31), dt.date(2026, 12, 31), dt.date(2026, 11, 22)]
    assert [str(looks.month_on(day)) for day in days] == ["2026-02-28", "2028-02-29", "2027-01-31", "2026-12-22"]


def test_it_is_time_twice_a_year_and_on_the_day_a_practice_names(alice, told, django_assert_num_queries):
    yesterday = on(alice, alice.today - DAY)
    assert looks.due(yesterday, told) is None
    with django_assert_num_queries(1):
        assert looks.due(alice, told) == looks.Due(0, True)
    Shift.objects.of(alice).update(review=alice.today)
    assert looks.due(alice, told) == looks.Due(1, True) and looks.due(yesterday, told) is None
    acts.look_back(alice, told)
    assert looks.due(alice, told) == looks.Due(1, False)
    Shift.objects.of(alice).update(state="kept")
    assert looks.due(alice, told) is None
    assert looks.due(on(alice, alice.today + looks.HALF_YEAR), told) == looks.Due(0, True)
    told.written_on, _ = None, Note.objects.of(alice).delete()
    assert looks.due(alice, told) is None, "nobody knows when it was written"


def test_what_became_different_is_told_once_and_from_the_look_on(alice, told):
    assert found(alice, told) == []
    talk, group = told.milestones.get(key="talk"), told.milestones.get(key="join-the-group")
    actions.write(alice, told, title="Head of data", horizon=dt.date(2032, 3, 1), hours_per_week=4.0)
    actions.set_state(alice, talk, "done"), actions.set_state(alice, group, "dropped")
    actions.put_milestone(alice, told, None, title="Write it up", hours=3)
    gone = actions.put_milestone(alice, told, None, title="Forget this", hours=3)
    actions.remove(alice, gone)
    actions.put_person(alice, told, told.future_people.get(), knows_me=True)
    expected = [
        "The day: 1 November 2031 before, 1 March 2032 now.",
        "Hours a week: 3 before, 4 now.",
        "Written anew: the sentence.",
        "Done: Talk.",
        "Dropped: Join the group.",
        "New in the story: Write it up.",
        "Came to know you: Ines Brandt.",
    ]
    assert found(alice, told) == expected
    assert dict(looks.look(alice, told).before) == {"title": "Head of platform"}
    acts.look_back(alice, told, text=LINES)
    assert found(alice, told) == [], "a look begins anew, on the same day too"
    actions.set_state(alice, talk, "open")
    actions.remove(alice, group)
    assert found(alice, told) == ["Opened again: Talk.", "Taken out of the story: 1 milestone."]
    kept = Note.objects.of(alice).get()
    seen = looks.look(alice, told)
    assert sentences(kept.changed, seen)[4] == "Dropped: 1 that went out since."
    assert "Ines" not in str(kept.changed) and "Talk" not in str(kept.changed)


def test_what_was_undone_since_is_not_different(alice, told):
    actions.write(alice, told, title="Head of data", importance=5)
    actions.set_state(alice, told.milestones.get(key="talk"), "done")
    for change in list(Change.objects.of(alice).order_by("-id")[:2]):
        take_back(alice, change)
    assert found(alice, told) == []


def test_ways_are_compared_with_those_of_the_look_before(alice, told):
    alice.workspace.weighed_on = alice.today
    alice.workspace.save()
    acts.look_back(alice, told)
    FuturePerson.objects.of(alice).update(reach=0.4)
    assert found(alice, told) == ["A way was known to 0 of 1 people; now it is to 1 of 1."]


def test_a_look_says_whether_it_is_still_wanted_and_is_undone_whole(alice, told):
    before = rows(alice)
    change = acts.look_back(alice, told, text=LINES, importance=5, appeal=4, sure=None)
    row = Vision.objects.of(alice).get()
    assert (row.importance, row.appeal, row.sure) == (5, 4, None)
    note = Note.objects.of(alice).get()
    assert note.changed == [["importance", {"from": 4, "to": 5}], ["appeal", {"from": None, "to": 4}]]
    acts.correct(alice, note, "Better words")
    take_back(alice, acts.remove_note(alice, note))
    note = Note.objects.of(alice).get()
    assert (note.text, note.changed[0][0]) == ("Better words", "importance")
    take_back(alice, acts.remove_note(alice, note))
    take_back(alice, Change.objects.of(alice).filter(title="A look back", undone=False).first())
    take_back(alice, change)
    assert rows(alice) == before and not Note.objects.of(alice).exists()


@pytest.mark.parametrize("state", ["open", "kept", "dropped"])
def test_a_practice_goes_on_is_kept_or_left(alice, told, state):
    before, row = rows(alice), Shift.objects.of(alice).get()
    later = looks.month_on(alice.today)
    change = acts.practise(alice, row, text=LINES, state=state, review=later)
    row.refresh_from_db()
    assert (row.state, row.review) == (state, later if state == "open" else None)
    note = Note.objects.of(alice).get()
    assert (note.kind, note.shift_id, note.text, note.day) == ("practice", row.pk, LINES, alice.today)
    assert bool(note.changed) == (state != "open")
    take_back(alice, change)
    assert rows(alice) == before
    with pytest.raises(Invalid):
        acts.practise(alice, row, review=alice.today)


def test_the_page_keeps_wrong_input_and_shows_every_look(alice, told):
    client, shift = cast.client(alice), Shift.objects.of(alice).get()
    review = f"/vision/{told.pk}/review"
    page = client.post(review, {"text": "x" * 2001, "importance": "9"})
    assert page.status_code == 422 and "longer than 2000 characters" in page.content.decode()
    page = client.post(f"/vision/shifts/{shift.pk}/look", {"text": LINES, "state": "open", "review": "soon"})
    assert page.status_code == 422 and "held back" in page.content.decode() and "Write a day" in page.content.decode()
    assert not Note.objects.of(alice).exists()
    assert client.get("/vision/review")["Location"] == review
    done = client.post(review, {"text": LINES, "importance": "5", "appeal": "", "sure": "2"})
    assert (done.status_code, done["Location"]) == (303, review)
    client.post(f"/vision/shifts/{shift.pk}/look", {"state": "kept"})
    text = client.get(review).content.decode()
    assert "I held back. &lt;b&gt;Then&lt;/b&gt; not." in text and "How sure you are: now 2." in text
    assert text.index("This is how you work now.") < text.index("I held back."), "newest first"
    note = Note.objects.of(alice).filter(kind="half-year").get()
    assert client.post(f"/vision/notes/{note.pk}", {"text": "Otherwise"})["Location"] == review
    client.post(f"/vision/notes/{note.pk}/remove")
    assert "Otherwise" not in client.get(review).content.decode()
    assert client.get(f"/vision/shifts/{shift.pk}/look")["Location"] == review


def test_the_page_asks_as_often_for_many_looks(alice, told, django_assert_max_num_queries):
    client = cast.client(alice)
    for upto in (1, 8):
        for number in range(upto):
            acts.practise(alice, Shift.objects.of(alice).first(), text=f"look {number}")
            actions.put_shift(alice, told, None, was=f"{upto} {number}", to="b", practice="", review=None)
        with django_assert_max_num_queries(15):
            assert client.get(f"/vision/{told.pk}/review").status_code == 200


def test_today_and_the_story_say_quietly_when_it_is_time(alice, told):
    client = cast.client(alice)
    for page in ("/", f"/vision/{told.pk}/"):
        text = client.get(page).content.decode()
        assert f"/vision/{told.pk}/review" in text and "half a year has passed" in text, page
    acts.look_back(alice, told)
    assert "half a year" not in client.get("/").content.decode()


def test_another_guide_was_not_asked_yet(alice, told):
    row = actions.put_barrier(alice, told, None, title="No stage", guide="Grace Roe")
    actions.set_barrier(alice, row, "asked")
    told_now = {"title": "No stage", "first_ask": "How?"}
    assert actions.put_barrier(alice, told, row, guide="Grace Roe", **told_now).state == "asked"
    again = actions.put_barrier(alice, told, row, guide="Mei Park", **told_now)
    assert (again.state, again.asked_on) == ("open", None)


def test_a_barrier_is_asked_about_got_past_and_back_with_a_click(alice, told):
    client = cast.client(alice)
    row = actions.put_barrier(alice, told, None, title="No stage", guide="Grace Roe")
    address = f"/vision/barriers/{row.pk}/state"
    for state, day in (("asked", alice.today), ("past", alice.today), ("open", None), ("past", None)):
        client.post(address, {"state": state})
        held = Barrier.objects.of(alice).get()
        assert (held.state, held.asked_on) == (state, day)
    client.post(address, {"state": "gone"})  # no button of ours
    assert Barrier.objects.of(alice).get().state == "past"
    take_back(alice, Change.objects.of(alice).order_by("-id").first())
    assert Barrier.objects.of(alice).get().state == "open"
    assert address in client.get(f"/vision/barriers/{row.pk}/").content.decode()
    assert address in client.get(f"/vision/{told.pk}/").content.decode()

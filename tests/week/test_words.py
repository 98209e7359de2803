"""The sentences of a week are true, whatever the figures."""

import pytest

from backcast.journal.actions import record
from backcast.keeping.erase import forget
from backcast.network.models import Person
from backcast.ties import actions as ties
from backcast.vision import actions as vision
from backcast.week import actions, queries
from backcast.week.queries.words import because, titled
from tests import cast, make
from tests.week.test_rests import DAY, on
from tests.week.test_week import MONDAY, loaded, week


def why(code, **figures):
    return queries.reason(code, figures)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"weeks": 28, "hours": 12.0, "all": 12.0}, "Begin within 28 weeks; 12 h in all."),
        ({"weeks": 1, "hours": 9.5, "all": 12.0}, "Go on within 1 week; 9 h 30 min of 12 h are left."),
        ({"weeks": 0, "hours": 12.0, "all": 12.0}, "Its time to begin is now; 12 h in all."),
        ({"weeks": 0, "hours": 0.5, "all": 0.5}, "Its time to begin is now; 30 min in all."),
        ({"weeks": -3, "hours": 1.0, "all": 12.0}, "It should go on now; 1 h of 12 h are left."),
    ],
)
def test_a_slice_says_when_it_must_go_on(told, said):
    assert why("slice", **told) == said


def test_lists_name_only_figures_that_can_be():
    assert (
        why("placed", placed=0, people=400) == "None of the first 30 is placed; everything else gets better with this."
    )
    assert why("placed", placed=0, people=12).startswith("None of 12 is placed")
    assert why("placed", placed=0, people=1).startswith("Nobody is placed")
    assert why("placed", placed=1, people=5).startswith("1 of 5 is placed")
    assert why("placed", placed=4, people=400) == "4 of the first 30 are placed; the weeks get better with more."
    assert why("placed", placed=31, people=400) == "31 are placed; a few more and the lists can rest."


def test_an_interval_is_the_rings_or_the_users_own():
    assert why("due", days=40, ring="close", every=30) == "Quiet for 5 weeks; you keep close ties about every 30 days."
    assert why("due", days=40, ring="inner", every=14, own=1) == "Quiet for 5 weeks; you asked for every 14 days."
    assert why("due", days=40, ring="close", every=1, own=1).endswith("you asked for every day.")


def test_what_comes_first_keeps_its_own_title():
    row = {"because": "after", "figures": {}, "week": 1}
    assert because(row, "PyData, with Noor") == "“PyData, with Noor” comes first. It comes next week."


@pytest.mark.parametrize(
    ("promise", "title"), [("send the slides.", "Send the slides"), ("iOS notes", "iOS notes"), ("", "")]
)
def test_a_promise_begins_a_title_and_keeps_its_names(promise, title):
    assert titled("promise", "Noor", promise, "") == (title and f"{title}, as promised to Noor")


def gone_by(viewer, person):
    """The words of a plan with this person in it, and of the weeks ahead, a week later."""
    later = on(cast.viewer(), MONDAY + 7 * DAY)
    return str(queries.document(queries.view(later, queries.week(later, MONDAY)), 12)).count(person.name)


def crowd(viewer):
    """Four people who are due, each also promised something; a plan of this week with all of them in it."""
    found = [make.person(viewer, f"Given{n} Family{n}", ring="close") for n in range(4)]
    for one in found:
        make.contact(viewer, one, days_ago=60)
        make.promise(viewer, one, due_in=3)
    week(viewer)
    return found


@pytest.mark.parametrize("told", [{"suggest": False}, {"ring": "family"}])
def test_who_must_not_be_suggested_leaves_every_stored_plan(alice, told):
    for one in crowd(alice):
        assert gone_by(alice, one)
        ties.stand(alice, one, **told)
        assert not gone_by(alice, one), "a plan gone by is not made again"
        assert one.name not in str(queries.document(week(alice), 12))


def test_who_was_forgotten_leaves_every_stored_plan(alice, settings, tmp_path):
    settings.BACKCAST_HOME = tmp_path
    for one in crowd(alice):
        name = one.name
        forget(alice, [one.pk])
        later = on(cast.viewer(), MONDAY + 7 * DAY)
        before = queries.document(queries.view(later, queries.week(later, MONDAY)), 12)
        assert name not in str(before) and all(move["title"] for part in before["ahead"] for move in part["moves"])
        assert name not in str(queries.document(week(cast.viewer()), 12))
    assert not Person.objects.of(alice).exists()


def test_a_story_done_dropped_or_removed_leaves_the_plan(alice):
    story = loaded(alice)
    make.person(alice)
    assert "case study" in str(queries.document(week(alice), 12))
    with record(alice, "milestone") as rec:
        rec.update(story.milestones.get(key="write-up"), state="done")
    document = str(queries.document(week(alice), 12))
    assert "case study" not in document and "Speak at the SRE day" in document
    vision.remove(alice, story)
    document = str(queries.document(week(alice), 12))
    assert "Speak at" not in document and "Chidi" not in document and "Write five lines" in document


def test_the_plan_follows_whatever_changed(alice):
    seen = [actions.plan(alice).computed]
    person = make.person(alice, ring="close")
    for change in (
        lambda: make.contact(alice, person, days_ago=50),
        lambda: ties.stand(alice, person, standing="friendly"),
        lambda: loaded(alice),
        lambda: actions.set_hours(alice, 2.0),
    ):
        change()
        seen.append(actions.plan(alice).computed)
    seen.append(actions.plan(on(alice, MONDAY)).computed)
    assert len(set(seen)) == len(seen)
    assert actions.plan(on(cast.viewer(), MONDAY)).computed == seen[-1]

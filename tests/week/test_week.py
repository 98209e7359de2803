"""This week: what is offered, what is stored, and what doing or skipping means."""

import datetime as dt
import json
import shutil
import subprocess
import sys

import pytest
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from backcast.accounts.models import Workspace
from backcast.engine.week.kinds import KINDS
from backcast.errors import Invalid, NotFound, Refused
from backcast.formats import vision_file
from backcast.journal.actions import invert
from backcast.journal.models import Change
from backcast.ties import actions as ties
from backcast.ties.models import RINGS, STANDINGS, Interaction, Tie
from backcast.vision import actions as vision
from backcast.vision.models import Milestone
from backcast.week import actions, queries
from backcast.week.models import Move
from tests import cast, make
from tests.keeping import homes

MONDAY = dt.date(2026, 11, 23)
STORY = """
title = "Head of platform"
horizon = 2030-11-01
hours_per_week = {hours}
[[future_people]]
key = "cto"
name = "Chidi Abe"
weight = 5
[[milestones]]
key = "write-up"
title = "Write the case study"
kind = "article"
hours = 12
due = 2027-06-01
leads_to = ["cto"]
[[milestones]]
key = "talk"
title = "Speak at the SRE day"
hours = 30
after = ["write-up"]
"""


def loaded(viewer, hours=3.0):
    return vision.load(viewer, vision_file.read_text(STORY.format(hours=hours), "story.toml", viewer.today)).vision


def week(viewer, **told):
    return queries.view(viewer, actions.plan(viewer, **told))


def kinds(shown):
    return [one.move.kind for one in shown.moves]


def test_at_the_weekend_it_is_the_coming_week():
    assert actions.monday(dt.date(2026, 11, 22)) == MONDAY
    assert actions.monday(dt.date(2026, 11, 21)) == MONDAY
    assert actions.monday(dt.date(2026, 11, 20)) == dt.date(2026, 11, 16)
    assert actions.monday(MONDAY) == MONDAY


def test_a_linkedin_list_alone_gives_beginnings(alice):
    make.people(alice, [f"Given{n} Family{n}" for n in range(12)])
    shown = week(alice)
    assert set(kinds(shown)) == {"vision", "sort_lists"}
    assert all(one.why and one.serves for one in shown.moves)
    assert [left.title for left in shown.left_out] == ["Name or describe two people who will know you by then"]


def test_two_promises_come_first_and_say_when(alice):
    alice.workspace.save()
    loaded(alice, hours=1.25)
    filip, ines = make.person(alice, "Filip Lopes"), make.person(alice, "Ines Iqbal")
    make.promise(alice, filip, "send the slides.", due_in=-9)
    make.promise(alice, ines, "introduce her to Kira", due_in=-2)
    shown = week(alice)
    assert kinds(shown)[:2] == ["promise", "promise"]
    assert shown.moves[0].title == "Send the slides, as promised to Filip Lopes"
    assert shown.moves[0].why == ["Due 9 days ago."]
    assert shown.planned <= 75 - 10


def test_a_slice_serves_its_milestone_and_its_people(alice):
    loaded(alice)
    make.person(alice)
    shown = week(alice)
    [slice_] = [one for one in shown.moves if one.move.kind == "slice"]
    assert slice_.title == "Time for “Write the case study”"
    assert [(ref["kind"], ref["title"]) for ref in slice_.serves] == [
        ("milestone", "Write the case study"),
        ("future_person", "Chidi Abe"),
    ]
    assert "Leads to one of your people." in slice_.why
    assert not any("Speak at" in one.title for one in shown.moves)


def test_who_is_due_is_offered_and_who_must_not_be_is_not(alice):
    loaded(alice, hours=5).future_people.update(knows_me=True)
    due = make.person(alice, "Due One", ring="close")
    for name, told in {
        "No Suggest": {"ring": "close", "suggest": False},
        "Family One": {"ring": "family"},
        "Just Met": {"ring": "close"},
    }.items():
        person = make.person(alice, name, **told)
        make.contact(alice, person, days_ago=1 if name == "Just Met" else 100)
    make.contact(alice, due, days_ago=90)
    for days in (900, 890, 880, 870):
        make.contact(alice, make.person(alice, f"Old Friend {days}"), days_ago=days, minutes=1400)
    people = {one.move.person.name for one in week(alice).moves if one.move.person}
    assert "Due One" in people
    assert not people & {"No Suggest", "Family One", "Just Met"}
    assert any(name.startswith("Old Friend") for name in people)


def test_the_stored_plan_is_read_back_the_same_without_solving(alice, monkeypatch):
    loaded(alice)
    make.contact(alice, make.person(alice, ring="close"), days_ago=60)
    first = queries.document(week(alice))
    monkeypatch.setattr(actions.planning, "_replan", None)
    assert queries.document(week(alice)) == first


def test_ids_are_stable_across_planning_again(alice):
    loaded(alice)
    make.promise(alice, make.person(alice), due_in=2)
    before = {one.move.key: one.move.pk for one in week(alice).moves}
    actions.set_hours(alice, 1.0)
    actions.set_hours(alice, 4.0)
    after = {one.move.key: one.move.pk for one in week(alice).moves}
    assert before.items() <= after.items()


def test_hours_hold_for_that_week_only(alice):
    loaded(alice, hours=3)
    actions.set_hours(alice, 1.5)
    assert week(alice).hours == 1.5
    assert week(alice, on=MONDAY + dt.timedelta(days=7)).hours == 3.0
    with pytest.raises(Invalid):
        actions.set_hours(alice, 81)


def test_no_hours_is_a_week_off_and_says_so(alice):
    loaded(alice)
    make.promise(alice, make.person(alice), due_in=-3)
    actions.set_hours(alice, 0)
    shown = week(alice)
    assert shown.moves == []
    assert {left.because.split(".")[0] for left in shown.left_out} == {"There are no hours this week"}


def test_done_does_what_it_means_and_is_taken_back_whole(alice):
    loaded(alice)
    person = make.person(alice, ring="close")
    make.contact(alice, person, days_ago=60)
    promise = make.promise(alice, person, due_in=1)
    milestone = Milestone.objects.of(alice).get(key="write-up")
    moves = {one.move.kind: one.move for one in week(alice).moves}
    assert {"promise", "slice"} <= set(moves)
    for move in moves.values():
        actions.done(alice, queries.move(alice, move.pk), minutes=30, note="went well")
    promise.refresh_from_db(), milestone.refresh_from_db()
    assert promise.done_on == alice.today
    assert (milestone.done_hours, milestone.state) == (0.5, "doing")
    for change in Change.objects.of(alice).filter(verb="done").order_by("-id"):
        assert not invert(alice, change).kept
    promise.refresh_from_db(), milestone.refresh_from_db()
    assert promise.done_on is None and (milestone.done_hours, milestone.state) == (0.0, "open")
    assert not Move.objects.of(alice).filter(state="done").exists()


def test_a_few_lines_done_are_a_message_and_rest_then(alice):
    person = make.person(alice, ring="close")
    make.contact(alice, person, days_ago=40)
    [move] = [one.move for one in week(alice).moves if one.move.kind == "few_lines"]
    actions.done(alice, queries.move(alice, move.pk))
    newest = Interaction.objects.of(alice).filter(person=person).latest("pk")
    assert (newest.kind, newest.way, newest.day) == ("message", "out", alice.today)
    assert Tie.objects.of(alice).get(person=person).last == alice.today
    assert not any(one.move.person for one in week(alice).moves)


def test_done_twice_changes_nothing(alice):
    make.promise(alice, make.person(alice), due_in=1)
    move = queries.move(alice, week(alice).moves[0].move.pk)
    assert actions.done(alice, move) is not None
    count = Change.objects.of(alice).count()
    assert actions.done(alice, queries.move(alice, move.pk)) is None
    assert Change.objects.of(alice).count() == count


def test_skipped_means_not_before_that_day(alice):
    for n in range(3):
        make.person(alice, f"Given{n} Family{n}")
    move = next(one.move for one in week(alice).moves if one.move.kind == "sort_lists")
    actions.skip(alice, queries.move(alice, move.pk))
    assert "sort_lists" not in kinds(week(alice))
    assert "You left it until 30 November." in [left.because for left in week(alice).left_out]
    later = [title["title"] for title in week(cast.viewer(today=MONDAY)).ahead[0]["moves"]]
    assert any(title.startswith("Place three people") for title in later)
    with pytest.raises(Invalid):
        actions.skip(alice, queries.move(alice, move.pk), until=alice.today)


def test_a_done_move_cannot_be_skipped(alice):
    make.promise(alice, make.person(alice), due_in=1)
    move = queries.move(alice, week(alice).moves[0].move.pk)
    actions.done(alice, move)
    with pytest.raises(Refused):
        actions.skip(alice, queries.move(alice, move.pk))


def test_a_weeks_plan_that_never_was_is_refused(alice):
    with pytest.raises(Refused):
        actions.plan(alice, on=alice.today - dt.timedelta(days=60))


def test_moves_of_another_are_not_found(alice, charlie):
    make.promise(alice, make.person(alice), due_in=1)
    with pytest.raises(NotFound):
        queries.move(charlie, week(alice).moves[0].move.pk)


def test_the_page_takes_as_many_queries_with_many_people(alice):
    from django.db import connection

    client = cast.client(alice)
    loaded(alice)
    make.person(alice)
    seen = []
    for upto in (3, 60):
        people = make.people(alice, [f"P{upto} Q{n}" for n in range(upto)])
        Tie.objects.of(alice).filter(person__in=people).update(ring="active")
        for n, person in enumerate(people):
            make.contact(alice, person, days_ago=95 + n)
        client.get("/")
        with CaptureQueriesContext(connection) as read:
            assert client.get("/").status_code == 200
        seen.append(len(read))
    assert seen[0] == seen[1] <= 14


def test_the_calendar_is_folded_and_escaped(alice):
    make.promise(alice, make.person(alice, "Zoë; Ümlaut, " + "Ж" * 60), "bring; a, back\\slash", due_in=1)
    text = queries.calendar(week(alice))
    assert text.startswith("BEGIN:VCALENDAR\r\n") and text.endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    [summary] = [line for line in text.replace("\r\n ", "").split("\r\n") if line.startswith("SUMMARY:Bring")]
    assert summary.startswith("SUMMARY:Bring\\; a\\, back\\\\slash\\, as promised to Zoë\\; Ümlaut\\, Ж")
    assert text.count("BEGIN:VTODO") == len(week(alice).moves)


world = st.lists(
    st.tuples(
        st.sampled_from(RINGS),
        st.sampled_from(STANDINGS),
        st.booleans(),
        st.lists(st.integers(0, 900), max_size=4),
        st.one_of(st.none(), st.integers(-20, 40)),
    ),
    max_size=6,
)


@pytest.mark.usefixtures("db")
@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(people=world, hours=st.sampled_from([0.0, 0.25, 0.5, 1.0, 2.0, 5.0, 40.0]), story=st.booleans())
def test_every_move_has_a_reason_serves_something_and_fits(people, hours, story):
    viewer = cast.viewer(f"world{Workspace.objects.count()}")
    if story:
        loaded(viewer)
    for place, (ring, standing, suggest, days, due) in enumerate(people):
        person = make.person(viewer, f"Given{place} Family{place}")
        ties.stand(viewer, person, ring=ring, standing=standing, suggest=suggest)
        for ago in days:
            make.contact(viewer, person, days_ago=ago)
        if due is not None:
            make.promise(viewer, person, due_in=due)
    actions.set_hours(viewer, hours)
    shown = week(viewer)
    assert shown.planned <= hours * 60
    assert len(shown.moves) <= 5
    for one in shown.moves:
        assert one.title and one.why and all(one.why) and one.serves and one.move.minutes > 0
        if one.move.kind in ("few_lines", "wake"):
            tie = one.move.person.tie
            assert tie.suggest and tie.ring != "family"
    for left in shown.left_out:
        assert left.title and left.because
    assert json.loads(json.dumps(queries.document(shown), default=str))["moves"] is not None


def test_every_kind_has_a_title_and_every_code_has_words():
    from backcast.engine.week.records import Because

    for kind in KINDS:
        assert queries.titled(kind, "Anna Ash", "send it", "Speak", aim="Bo Holm", barrier="No stage")
    assert set(queries.BECAUSE) == set(Because.__args__)


def test_reading_the_stored_plan_loads_no_solver(unused, tmp_path):
    home = shutil.copytree(unused, tmp_path / "home")
    homes.run(home, "add", "Anna Ash")
    homes.run(home, "week", "--json")
    code = "import sys\nfrom click.testing import CliRunner\nfrom backcast.cli import cli\n"
    code += "assert CliRunner().invoke(cli, ['week', '--json']).exit_code == 0\nprint(sorted(sys.modules))"
    told = subprocess.run(
        [sys.executable, "-c", code], env=homes.environment(home), check=True, capture_output=True, text=True
    )
    assert "'django'" in told.stdout and not {"'numpy'", "'highspy'", "'rich'"} & set(told.stdout.split(", "))

"""The commands `week`, `done` and `skip`: what they print, their documents, their refusals, and the calendar."""

import json
import stat

import pytest
from click.testing import CliRunner

from backcast.accounts import actions as accounts
from backcast.accounts.queries import viewer
from backcast.cli import cli
from backcast.week.models import Move
from tests import make

MOVE = {"id", "kind", "person", "title", "minutes", "value", "draft", "serves", "why"}


@pytest.fixture
def run(db):
    accounts.ensure_owner()
    return lambda *args: CliRunner().invoke(cli, [*map(str, args)])


def told(run, *args):
    answer = run(*args, "--json")
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.stdout)


@pytest.fixture
def owed(run):
    """A promise due today to somebody in the close ring, quiet for 40 days."""
    own = viewer("mine")
    person = make.person(own, "Filip Lopes", ring="close")
    make.contact(own, person, days_ago=40)
    return make.promise(own, person, "send the slides", due_in=0)


def test_nothing_known_yet_gives_a_week_that_begins(run):
    week = told(run, "week")
    assert week["start"] == "2026-11-23" and week["hours"] == 3.0 and week["optimal"] is True
    assert [move["kind"] for move in week["moves"]] == ["vision", "recall"] and week["planned_hours"] == 0.42
    assert week["ahead"] == []


def test_the_document_holds_what_the_contract_names(run, owed):
    week = told(run, "week", "--weeks", 4)
    assert set(week) >= {"start", "hours", "planned_hours", "moves", "left_out", "optimal", "ahead"}
    assert [part["start"] for part in week["ahead"]] == ["2026-11-30", "2026-12-07", "2026-12-14"]
    first = week["moves"][0]
    assert set(first) >= MOVE and "send the slides" in first["draft"] and first["value"] == 1.0
    assert first["person"] == {"id": owed.person_id, "name": "Filip Lopes"}
    assert first["serves"] == [{"kind": "tie", "id": owed.person_id, "title": "Filip Lopes"}]
    assert first["why"] == ["Promised for today."]
    assert all(move["why"] and move["serves"] for move in week["moves"])
    assert all({"title", "because", "person"} <= set(left) for left in week["left_out"])
    assert told(run, "week", "--weeks", 4) == week


def test_hours_hold_for_that_week_and_keep_the_ids(run, owed):
    ids = {move["id"] for move in told(run, "week")["moves"]}
    short = told(run, "week", "--hours", "0.5")
    assert short["hours"] == 0.5 and {move["id"] for move in short["moves"]} < ids
    assert told(run, "week")["hours"] == 0.5 and told(run, "week", "--date", "2026-12-02")["hours"] == 3.0
    assert {move["id"] for move in told(run, "week", "--hours", "3")["moves"]} == ids


def test_done_and_skip_answer_with_the_move_and_its_state(run, owed):
    promise, lines, *_ = told(run, "week")["moves"]
    assert told(run, "done", promise["id"], "--note", "sent", "--minutes", 5) == {
        "move": promise["id"], "state": "done",
    }  # fmt: skip
    assert told(run, "done", promise["id"])["state"] == "done"
    assert told(run, "skip", lines["id"], "--until", "2026-12-01")["until"] == "2026-12-01"
    week = told(run, "week")
    assert not {promise["id"], lines["id"]} & {move["id"] for move in week["moves"]}
    assert [move["id"] for move in week["done"]] == [promise["id"]]
    owed.refresh_from_db()
    assert str(owed.done_on) == "2026-11-22"


def test_people_read_it_as_a_short_list(run, owed):
    shown = run("week", "--weeks", 2)
    lines = shown.stdout.splitlines()
    assert lines[0].startswith("Week of 23 November: ") and lines[0].endswith(" of 3 h planned")
    assert lines[1].startswith("1. Send the slides, as promised to Filip Lopes (15 min)")
    assert lines[2] == "   Promised for today." and lines[-1].startswith("Week of 30 November: ")
    assert run("done", Move.objects.of(viewer("mine")).get(kind="promise").pk).stdout.startswith(
        "Done: Send the slides"
    )


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("done", 999), "not_found"),
        (("skip", 999), "not_found"),
        (("week", "--hours", "81"), "invalid"),
        (("week", "--hours", "nan"), "invalid"),
        (("week", "--date", "2026-01-05"), "refused"),
        (("week", "--date", "9999-12-31", "--hours", "2"), "refused"),
        (("week", "--ics", "no/such/folder/week.ics"), "refused"),
    ],
)
def test_a_refusal_is_one_line_of_cause_and_one_of_remedy(run, args, code):
    answer = run(*args, "--json")
    assert answer.exit_code == 1 and len(answer.stderr.splitlines()) == 2
    assert json.loads(answer.stdout)["error"]["code"] == code


@pytest.mark.parametrize("args", [("week", "--weeks", 13), ("week", "--date", "soon"), ("done", "first"), ("skip",)])
def test_wrong_usage_is_exit_2(run, args):
    assert run(*args).exit_code == 2


def test_the_calendar_is_private_and_every_move_is_a_task(run, owed, tmp_path):
    path = tmp_path / "week.ics"
    path.touch()
    path.chmod(0o644)
    week = told(run, "week", "--ics", path)
    text = path.read_bytes().decode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    lines = text.replace("\r\n ", "").split("\r\n")
    assert (
        "\n" not in text.replace("\r\n", "") and lines[0] == "BEGIN:VCALENDAR" and lines[-2:] == ["END:VCALENDAR", ""]
    )
    tasks = [line for line in lines if line.startswith("SUMMARY:")]
    assert tasks[0] == "SUMMARY:Send the slides\\, as promised to Filip Lopes" and len(tasks) == len(week["moves"])
    assert lines.count("DTSTART;VALUE=DATE:20261123") == lines.count("DUE;VALUE=DATE:20261127") == len(tasks)
    assert len({line for line in lines if line.startswith("UID:")}) == len(tasks)

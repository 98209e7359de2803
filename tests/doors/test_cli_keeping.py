"""backup, erase, doctor and demo as commands."""

import os
import pty
import subprocess

import pytest

from tests.keeping.homes import COMMAND, environment, home, made, run, told

__all__ = ["home", "made"]


def answer(home, text, *args):
    """Run a command at a terminal and type an answer; gives exit code and what was shown."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, *args],
        env=environment(home),
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    os.write(ours, text.encode())
    shown = process.communicate(timeout=300)[0]
    os.close(ours)
    os.close(theirs)
    return process.returncode, shown


def test_backup_says_where_it_is(home, tmp_path):
    shown = run(home, "backup", str(tmp_path / "copy.sqlite3")).stdout
    assert str(tmp_path / "copy.sqlite3") in shown and "401 people" in shown
    document = told(home, "backup")
    assert set(document) == {"path", "bytes", "people", "digest"} and len(document["digest"]) == 64


def test_backup_into_a_folder_that_is_not_there_is_refused(home, tmp_path):
    assert told(home, "backup", str(tmp_path / "no" / "copy.sqlite3"), code=1)["error"]["code"] == "refused"


def test_erase_asks_at_a_terminal(home):
    code, shown = answer(home, "n\n", "erase", "Ines Quill")
    assert code == 1 and "Forget Ines Quill" in shown
    assert len(told(home, "people")) == 1
    code, shown = answer(home, "y\n", "erase", "Ines Quill")
    assert code == 0 and "Forgotten" in shown
    assert told(home, "people") == []


def test_erase_works_in_the_sample_alone(home):
    name = told(home, "people", "--workspace", "demo", "--limit", "1")[0]["name"]
    assert told(home, "erase", name, "--yes", code=1)["error"]["code"] == "not_found"
    assert told(home, "erase", name, "--yes", "--workspace", "demo")["traces"] >= 0
    assert len(told(home, "people", "--workspace", "demo")) == 399


def test_doctor_prints_one_line_a_check(home):
    lines = run(home, "doctor").stdout.splitlines()
    assert len(lines) == len(told(home, "doctor")["checks"]) and not any(line.startswith("FAIL") for line in lines)


def test_the_sample_is_made_removed_and_made_again(home):
    mine = told(home, "people")
    assert told(home, "demo", "--remove") == {"removed": True, "people": 400}
    assert told(home, "people", "--workspace", "demo", code=1)["error"]["code"] == "not_found"
    assert told(home, "demo", "--remove", code=1)["error"]["code"] == "not_found"
    assert told(home, "demo")["people"] == 400
    assert told(home, "people") == mine


@pytest.mark.deep
def test_an_edited_sample_is_not_lost_unasked(home):
    run(home, "add", "Bo Lind", "--workspace", "demo")
    assert told(home, "demo", "--if-missing")["people"] == 401
    for command in (["demo"], ["demo", "--remove"]):
        assert told(home, *command, code=1)["error"]["code"] == "refused"
    assert len(told(home, "people", "--workspace", "demo")) == 401
    assert answer(home, "n\n", "demo")[0] == 1
    assert told(home, "demo", "--yes")["people"] == 400

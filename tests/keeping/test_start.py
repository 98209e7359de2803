"""The start: never an empty app, never a changed file, the last good backup named."""

import sqlite3
import subprocess

import pytest

from tests.keeping.homes import COMMAND, database, environment, run, told

DAMAGE = {
    "empty": lambda file: file.write_bytes(b""),
    "cut": lambda file: file.write_bytes(file.read_bytes()[:50_000]),
    "no database": lambda file: file.write_bytes(b"once upon a time " * 5_000),
    "overwritten head": lambda file: file.write_bytes(b"\xff" * 8192 + file.read_bytes()[8192:]),
}


@pytest.mark.parametrize(
    "kind", ["empty", "cut", *(pytest.param(kind, marks=pytest.mark.deep) for kind in list(DAMAGE)[2:])]
)
def test_a_damaged_database_stops_the_start_and_stays_as_it_is(home, kind):
    file = database(home)
    DAMAGE[kind](file)
    before = file.read_bytes()
    error = told(home, "people", code=1)["error"]
    [good] = (home / "backups").glob("*.sqlite3")
    assert error["code"] == "unreadable" and f"backcast restore {good}" in error["hint"]
    document = told(home, "doctor", code=1)
    assert not document["ok"] and any(good.name in check["detail"] for check in document["checks"])
    assert file.read_bytes() == before
    file.write_bytes(good.read_bytes())
    assert [one["name"] for one in told(home, "people")] == ["Ines Quill"]


def test_a_database_that_is_gone_is_not_replaced_by_an_empty_one(home):
    database(home).unlink()
    assert "is gone" in told(home, "people", code=1)["error"]["message"]
    assert not database(home).exists()


def test_a_database_of_a_newer_program_is_refused_untouched(home):
    with sqlite3.connect(database(home)) as held:
        held.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('backcast', '9999_later', '')")
    held.close()
    before = database(home).read_bytes()
    error = told(home, "people", code=1)["error"]
    assert error["code"] == "refused" and "9999_later" in error["message"]
    assert database(home).read_bytes() == before
    [check] = [one for one in told(home, "doctor", code=1)["checks"] if one["name"] == "migrations"]
    assert check["level"] == "fail"


def test_an_older_database_is_backed_up_before_it_is_migrated(home):
    with sqlite3.connect(database(home)) as held:
        held.execute("UPDATE django_migrations SET name = '0000_older' WHERE app = 'backcast'")
    held.close()
    run(home, "people", code=1)
    [copy] = (home / "backups").glob("before-migration-*.sqlite3")
    with sqlite3.connect(copy) as held:
        assert held.execute("SELECT count(*) FROM backcast_person").fetchone()[0] == 402


def test_a_foreign_database_is_not_migrated_into(tmp_path):
    with sqlite3.connect(database(tmp_path)) as held:
        held.execute("CREATE TABLE recipes (name TEXT)")
    held.close()
    assert told(tmp_path, "people", code=1)["error"]["code"] == "refused"


@pytest.mark.deep
def test_first_starts_at_once_make_one_database(tmp_path):
    start = [*COMMAND, "people", "--json"]
    quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    processes = [subprocess.Popen(start, env=environment(tmp_path / "new"), **quiet) for _ in range(3)]
    ended = [process.communicate(timeout=300) for process in processes]
    assert [out for out, _ in ended] == ["[]\n"] * 3, ended
    assert told(tmp_path / "new", "doctor")["ok"]


@pytest.mark.deep
def test_every_file_is_private_whatever_the_umask(tmp_path):
    home = tmp_path / "new"
    for command in (["demo"], ["backup"], ["add", "Ines Quill"], ["erase", "Ines Quill", "--yes"], ["doctor"]):
        run(home, *command, limit=lambda: __import__("os").umask(0))
    modes = {path.relative_to(tmp_path): oct(path.stat().st_mode & 0o777) for path in [home, *home.rglob("*")]}
    wanted = {path: "0o700" if (tmp_path / path).is_dir() else "0o600" for path in modes}
    assert modes == wanted and (home / "suppressed.json").exists()

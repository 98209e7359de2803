"""A home carried to an SQLite that cannot use the index of search, and back."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from tests.keeping.homes import database, environment, everything, letters, run, told

INDEX = "backcast_searchindex"
WITHOUT = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "backcast.project.settings"
import django
django.setup()
from backcast.network.queries import index
index.has_trigrams = lambda: False
from backcast.cli import cli
cli(sys.argv[1:])
"""


def named(home, old, new):
    """Let the file say that its index is of another kind, which no SQLite knows."""
    with closing(sqlite3.connect(database(home))) as held, held:
        held.execute("PRAGMA writable_schema=ON")
        held.execute("UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = ?", (old, new, INDEX))


def without(home, *args, code=0):
    """A command's document, on an SQLite that cannot open the index."""
    command = [sys.executable, "-c", WITHOUT, *args, "--json"]
    done = subprocess.run(command, env=environment(home), capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return json.loads(done.stdout)


def check(document, name):
    return next(one["level"] for one in document["checks"] if one["name"] == name)


@pytest.fixture
def moved(home):
    run(home, "add", "Wyx 𐌀𐌀𐌀𐌀", "--email", "wyx@canarius.example")
    named(home, "fts5", "unknown5")
    with (
        pytest.raises(sqlite3.OperationalError, match="no such module"),
        closing(sqlite3.connect(database(home))) as held,
    ):
        held.execute(f"SELECT * FROM {INDEX}")
    return home


@pytest.mark.deep
def test_everything_goes_on_and_the_way_back_mends_it(moved):
    assert [one["name"] for one in without(moved, "people", "canarius")] == ["Wyx 𐌀𐌀𐌀𐌀"]
    without(moved, "add", "Bo Quagmire")
    assert len(without(moved, "people", "quagmire")) == 1
    without(moved, "backup")
    examined = without(moved, "doctor")
    assert check(examined, "search") == "warn" and check(examined, "integrity") == "ok"
    named(moved, "unknown5", "fts5")
    assert letters(moved) == set()
    assert [one["name"] for one in told(moved, "people", "quagmire")] == ["Bo Quagmire"]
    assert check(told(moved, "doctor"), "search") == "ok" and "qua" in letters(moved)


def test_whoever_is_forgotten_there_is_not_in_the_index_either(moved):
    assert "𐌀".encode() in everything(moved)
    assert without(moved, "erase", "wyx@canarius.example", "--yes")["traces"] == 0
    assert "𐌀".encode() not in everything(moved) and b"canarius" not in everything(moved)
    named(moved, "unknown5", "fts5")
    assert letters(moved) == set()


@pytest.mark.deep
def test_a_home_made_there_gets_its_index_later(tmp_path):
    without(tmp_path / "new", "add", "Bo Quagmire")
    assert INDEX.encode() not in everything(tmp_path / "new")
    assert len(told(tmp_path / "new", "people", "quagmire")) == 1
    assert "qua" in letters(tmp_path / "new")

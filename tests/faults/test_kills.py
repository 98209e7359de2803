"""kill -9 in the middle of an import, again and again: after the next start nothing is lost or doubled."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

from tests.imports.exports import archive
from tests.settings import ROOT_ENVIRONMENT

pytestmark = pytest.mark.deep
KILLS = 30
PEOPLE = 1_500


def command(home, *args):
    environ = ROOT_ENVIRONMENT | {"BACKCAST_HOME": str(home), "BACKCAST_TODAY": "2026-11-22"}
    return subprocess.Popen(
        [sys.executable, "-m", "backcast", *args], env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def counts(home):
    """Rows by table, straight from the file, and what SQLite itself says of it."""
    with sqlite3.connect(f"file:{home}/backcast.sqlite3?mode=ro", uri=True) as database:
        tables = ["person", "interaction", "tie", "fact", "position", "contactpoint", "previewchunk"]
        found = {name: database.execute(f"SELECT count(*) FROM backcast_{name}").fetchone()[0] for name in tables}
        ok = database.execute("PRAGMA integrity_check").fetchone()[0]
        return found, ok, database.execute("PRAGMA foreign_key_check").fetchall()


def test_no_kill_loses_or_doubles_anything(tmp_path):
    people = [(f"Given{n} Family{n}", f"House {n % 90}", "Engineer", "07 Jun 2021") for n in range(PEOPLE)]
    told = [(f"Given{n} Family{n}", "me", f"2026-0{1 + m}-02") for n in range(PEOPLE) for m in range(3)]
    path = archive(tmp_path, "03-01-2026", people, told)
    whole = tmp_path / "whole"
    begun = time.monotonic()
    assert command(whole, "import", str(path), "--yes").wait(120) == 0
    length = time.monotonic() - begun
    wanted = counts(whole)
    rng = random.Random(11)
    inside = 0
    for kill in range(KILLS):
        home = tmp_path / f"home{kill}"
        child = command(home, "import", str(path), "--yes")
        time.sleep(rng.uniform(0.2, 1.05) * length)
        os.kill(child.pid, signal.SIGKILL)
        child.wait(20)
        assert command(home, "imports").wait(120) == 0
        found, ok, wrong = counts(home)
        assert ok == "ok" and wrong == []
        applied = found["person"] > 0
        inside += applied and child.returncode == -signal.SIGKILL
        if not applied:
            assert command(home, "import", str(path), "--yes").wait(120) == 0
            found, ok, wrong = counts(home)
        assert (found | {"previewchunk": 0}, ok, wrong) == (wanted[0] | {"previewchunk": 0}, *wanted[1:]), kill
    assert inside >= 3, "too few kills fell into the publishing"


def test_four_processes_writing_at_once_lose_nothing(tmp_path):
    home = tmp_path / "home"
    assert command(home, "add", "Anna Ash").wait(60) == 0
    for _ in range(5):
        writers = [command(home, "log", "Anna Ash", f"writer {n}", "--kind", "call") for n in range(4)]
        assert [writer.wait(60) for writer in writers] == [0, 0, 0, 0]
    found, ok, wrong = counts(home)
    assert (found["interaction"], ok, wrong) == (20, "ok", [])

"""kill -9 in the middle of an import, again and again: after the next start nothing is lost or doubled."""

import hashlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest

from tests.imports.exports import archive
from tests.settings import ROOT_ENVIRONMENT

pytestmark = pytest.mark.deep
KILLS, A_HOME = 100, 9
PEOPLE = 10_000
SEED = int(os.environ.get("KILL_SEED", "11"))
WORDS = {
    "person": "name || place || is_owner",
    "contactpoint": "kind || key",
    "position": "title || start || current",
    "fact": "field || value || source || day",
    "interaction": "key || way || day",
    "tie": "standing || interactions || status || round(strength, 6)",
}
"""What of each table is the same after every way to the end; ids and times are not."""


def command(home, *args):
    environ = ROOT_ENVIRONMENT | {"BACKCAST_HOME": str(home), "BACKCAST_TODAY": "2026-11-22"}
    return subprocess.Popen(
        [sys.executable, "-m", "backcast", *args], env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def opened(home):
    return closing(sqlite3.connect(f"file:{home}/backcast.sqlite3?mode=ro", uri=True))


def content(home):
    """Rows and a digest by table, straight from the file."""
    found = {}
    with opened(home) as database:
        for table, words in WORDS.items():
            rows = sorted(str(row[0]) for row in database.execute(f"SELECT {words} FROM backcast_{table}"))
            found[table] = len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found


def sound(home):
    """What SQLite itself says of the file, and how far the import is."""
    with opened(home) as database:
        assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        chunks = database.execute("SELECT count(*) FROM backcast_previewchunk").fetchone()[0]
        return chunks, [state for (state,) in database.execute("SELECT state FROM backcast_batch")]


def killed(child, after):
    """Kill a process after some seconds; whether it still ran."""
    time.sleep(after)
    child.send_signal(signal.SIGKILL)
    return child.wait(20) == -signal.SIGKILL


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    people = [(f"Given{n} Family{n}", f"House {n % 90}", "Engineer", "07 Jun 2021") for n in range(PEOPLE)]
    told = [(f"Given{n} Family{n}", "me", f"2026-0{1 + m}-02") for n in range(PEOPLE) for m in range(2)]
    return archive(tmp_path_factory.mktemp("export"), "03-01-2026", people, told)


def test_no_kill_loses_or_doubles_anything(path, tmp_path):
    begun = time.monotonic()
    assert command(tmp_path / "whole", "import", str(path), "--yes").wait(240) == 0
    length = time.monotonic() - begun
    wanted, rng = content(tmp_path / "whole"), random.Random(SEED)
    kills = saving = 0
    while kills < KILLS:
        home = tmp_path / f"home{kills}"
        if killed(command(home, "import", str(path), "--yes"), rng.uniform(0.3, 0.9) * length):
            kills += 1
        else:
            length *= 0.7  # the machine was busier while the whole import was measured
        left, states = sound(home)
        if states not in (["applying"], ["applied"]):
            length *= 1.1  # it is busier now
        for _ in range(A_HOME):
            if states != ["applying"] or kills == KILLS:
                break
            saving += 1
            kills += killed(command(home, "imports"), rng.uniform(0.3, 0.2 * length))  # it goes on at its start
            after, states = sound(home)
            assert after <= left
            left = after
        assert command(home, "imports").wait(240) == 0
        if sound(home)[1] != ["applied"]:
            assert command(home, "import", str(path), "--yes").wait(240) == 0
        assert (content(home), sound(home)[1].count("applied")) == (wanted, 1), kills
        shutil.rmtree(home)
    assert saving >= KILLS // 3, "too few kills fell into the saving"


def test_four_processes_writing_at_once_lose_nothing(tmp_path):
    home = tmp_path / "home"
    assert command(home, "add", "Anna Ash").wait(60) == 0
    for _ in range(5):
        writers = [command(home, "log", "Anna Ash", f"writer {n}", "--kind", "call") for n in range(4)]
        assert [writer.wait(60) for writer in writers] == [0, 0, 0, 0]
    sound(home)
    assert content(home)["interaction"][0] == 20

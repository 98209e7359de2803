"""Real homes on disk, and Backcast run in them as its own process."""

import fcntl
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

COMMAND = [sys.executable, "-m", "backcast"]


def environment(home, **more):
    """The environment of a process in this home; nothing of ours leaks in."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("BACKCAST_", "DJANGO_"))}
    return own | {"BACKCAST_HOME": str(home), "BACKCAST_TODAY": "2026-11-22"} | more


def run(home, *args, code=0, limit=None, **more):
    """Run a command without a terminal and give its process; `limit` runs in the child first."""
    done = subprocess.run(
        [*COMMAND, *args],
        env=environment(home, **more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        preexec_fn=limit,
        timeout=300,
    )
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done


def told(home, *args, **more):
    """The JSON document a command prints, alone on stdout."""
    return json.loads(run(home, *args, "--json", **more).stdout)


def database(home):
    """The database file of a home."""
    return home / "backcast.sqlite3"


def everything(home):
    """All bytes of the database: its file, and logs beside it."""
    return b"".join(file.read_bytes() for file in sorted(home.glob("backcast.sqlite3*")))


def letters(home):
    """The three letters in a row that the index of search holds, those of entries taken out as well."""
    with closing(sqlite3.connect(database(home))) as held:
        held.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', 'backcast_searchindex', 'row')")
        return {row[0] for row in held.execute("SELECT term FROM temp.vocabulary")}


def once(factory, name, make):
    """A home that all workers of a run take copies of: the first to want it makes it, the others wait."""
    folder = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    home, begun = folder / name, folder / f"{name}-begun"
    with (folder / f"{name}.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if not home.exists():
            make(begun)
            begun.rename(home)
    return home


@pytest.fixture(scope="session")
def made(unused, tmp_path_factory):
    """A home with one person of the user's own, the sample and one backup; tests take copies."""

    def fill(home):
        shutil.copytree(unused, home)
        run(home, "add", "Ines Quill", "--email", "ines@quill.example", "--org", "Quill Works")
        run(home, "demo")
        run(home, "backup")

    return once(tmp_path_factory, "made", fill)


@pytest.fixture
def home(made, tmp_path):
    """A home to break."""
    shutil.copytree(made, tmp_path / "home")
    return tmp_path / "home"

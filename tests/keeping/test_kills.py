"""Killed at any point: the old state or the new one, and the next start goes on."""

import signal
import subprocess
import sys

import pytest

from backcast.errors import Unreadable
from backcast.keeping import backup
from tests.keeping.homes import database, environment, everything, run, told

DEADLY = """
import os, signal, sys
{start}
from backcast.keeping import {module} as module
plain, left = module.{name}, [{after}]
def deadly(*args, **more):
    left[0] -= 1
    if left[0] < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return plain(*args, **more)
module.{name} = deadly
from backcast.cli import cli
cli(sys.argv[1:])
"""


STARTED = "from backcast.cli import door; door.start()"
OPENED = "from backcast.cli.keeping import _open_home; _open_home()"
"""For a database that may be damaged."""


def killed(home, module, name, after, *args, start=STARTED):
    """Run a command that is killed when a function is called once more than `after` times."""
    script = DEADLY.format(module=module, name=name, after=after, start=start)
    done = subprocess.run(
        [sys.executable, "-c", script, *args], env=environment(home), capture_output=True, timeout=300
    )
    assert done.returncode == -signal.SIGKILL, done.stderr


pytestmark = pytest.mark.deep


@pytest.mark.parametrize(
    ("name", "after"),
    [("_publish", 0), ("manifest_file", 1), ("prove", 0), ("sync", 1)],
)
def test_a_killed_backup_leaves_a_good_one_or_none(home, tmp_path, name, after):
    target = tmp_path / "copy.sqlite3"
    before = told(home, "backup", str(target))["digest"]
    run(home, "add", "Later Person")
    killed(home, "backup", name, after, "backup", str(target))
    with backup.opened(target) as held:
        backup.prove(held)
    try:
        assert backup.check(target).digest == before or (name == "sync" and after == 1)
    except Unreadable:
        backup.manifest_file(target).unlink(missing_ok=True)
        target.unlink()
    assert told(home, "backup", str(target))["people"] == 402
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("name", ["scrub_written", "_delete", "drop_messages"])
def test_a_killed_erase_is_finished_by_the_next_start(home, name):
    who = told(home, "add", "Wyx Canarius", "--email", "wyx@canarius.example")["id"]
    killed(home, "erase", name, 0, "erase", str(who), "--yes")
    assert [one["name"] for one in told(home, "people")] == ["Ines Quill"]
    assert b"canarius" not in everything(home).lower()
    assert told(home, "doctor")["ok"]


def test_a_killed_sample_leaves_none(home):
    run(home, "demo", "--remove")
    killed(home, "sample", "_promises", 0, "demo")
    assert told(home, "people", "--workspace", "demo", code=1)["error"]["code"] == "not_found"
    assert told(home, "demo", "--if-missing")["people"] == 400
    assert database(home).exists()

"""An import in one process, merges, unmerges and erasures in another: nothing is lost, and the book stays whole."""

import json
import subprocess

import pytest

from tests.imports.exports import archive
from tests.keeping.homes import COMMAND, environment, told

pytestmark = pytest.mark.deep
PEOPLE = 6_000
KNOWN = [(f"Given{n} Family{n}", "Ash & Co", "Engineer", "07 Jun 2021") for n in range(40)]


def attempt(home, *args):
    """The document of a command, or None where it was refused; nothing else may go wrong."""
    done = subprocess.run(
        [*COMMAND, *args, "--json"], env=environment(home), capture_output=True, text=True, timeout=120
    )
    assert done.returncode in (0, 1) and "Traceback" not in done.stderr, done.stderr
    if done.returncode:
        assert json.loads(done.stdout or done.stderr)["error"]["code"] == "refused", done.stdout + done.stderr
        return None
    return json.loads(done.stdout)


def act(home, turn, one, other):
    """Forget one of two, or merge them and now and then take them apart again: who is gone now, if anybody."""
    if turn % 3 == 2:
        return [one] if attempt(home, "erase", str(one), "--yes") else []
    made = attempt(home, "merge", str(one), str(other))
    is_apart = made and turn % 3 == 0 and attempt(home, "unmerge", str(made["id"]))
    return [other] if made and not is_apart else []


def test_an_import_beside_merges_and_erasures_loses_nothing(tmp_path):
    home = tmp_path / "home"
    assert told(home, "import", str(archive(tmp_path, "01-01-2026", KNOWN)), "--yes")
    ids = [row["id"] for row in told(home, "people")]
    people = KNOWN + [(f"New{n} Family{n}", f"House {n % 90}", "Engineer", "07 Jun 2021") for n in range(PEOPLE)]
    talks = [(name, "me", f"2026-0{1 + m}-02") for name, *_ in people for m in range(2)]
    path = archive(tmp_path, "03-01-2026", people, talks)
    importing = subprocess.Popen([*COMMAND, "import", str(path), "--yes"], env=environment(home))
    gone, beside = [], 0
    for turn, (one, other) in enumerate(zip(ids[::2], ids[1::2], strict=True)):
        gone += act(home, turn, one, other)
        beside += importing.poll() is None
    assert importing.wait(240) == 0 and beside > 1
    left = [row["id"] for row in told(home, "people", "--limit", "100000")]
    assert len(left) == len(people) - len(gone) and not {*left} & {*gone}
    assert [one for one in told(home, "doctor")["checks"] if one["level"] == "fail"] == []

import os
import signal
import subprocess
import sys

import pytest

from backcast.errors import Unreadable
from backcast.formats import child
from backcast.formats.child import Bounds, read_limited
from backcast.formats.records import Progress
from tests.formats import samples
from tests.formats.samples import HINT, anna, bo


@pytest.fixture
def many(tmp_path):
    rows = [[f"Name{n}", "Ash", "", f"n{n}@example.org", "Ash", "x" * 150, "07 Jun 2021"] for n in range(20_000)]
    samples.written(tmp_path, {"many.csv": samples.connections(*rows)})
    return tmp_path / "many.csv"


def test_the_child_reads_as_the_reader_does(tmp_path):
    path = samples.zipped(tmp_path / "a.zip", {"Connections.csv": samples.connections(anna("soon"), bo())})
    assert list(read_limited([path], HINT)) == samples.read(path, hint=HINT)


def test_what_cannot_be_read_is_told_by_the_child(tmp_path):
    path = samples.written(tmp_path, {"x.txt": "nothing"}) / "x.txt"
    with pytest.raises(Unreadable, match=r"x\.txt holds nothing Backcast can read") as trouble:
        list(read_limited([path], HINT))
    assert "vCard" in trouble.value.hint


def test_a_killed_child_is_told_with_file_and_line(many):
    reading = read_limited([many], HINT)
    for _ in range(2_000):
        next(reading)
    os.kill(reading.gi_frame.f_locals["child"].pid, signal.SIGKILL)
    with pytest.raises(Unreadable, match=r"Reading stopped in many\.csv, near line \d,\d{3}"):
        list(reading)


def test_closing_early_ends_the_child(many):
    reading = read_limited([many], HINT)
    next(reading)
    running = reading.gi_frame.f_locals["child"]
    reading.close()
    assert running.returncode is not None


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory and time are kept by Linux")
def test_memory_and_time_are_limited(tmp_path):
    row = samples.message("Anna Ash", samples.ANNA, "Mia Me", samples.ME, "2024-01-02 10:00:00 UTC", talk="{}")
    text = samples.table(samples.MESSAGES, row)
    head, line = text.splitlines()
    path = samples.written(
        tmp_path, {"m.csv": "\n".join([head, *(line.format("x" * 400 + str(n)) for n in range(60_000))])}
    )
    with pytest.raises(Unreadable, match="Reading stopped"):
        list(read_limited([path], HINT, bounds=Bounds(memory=48 * 1024 * 1024)))
    with pytest.raises(Unreadable, match=r"ended or used up its time"):
        list(read_limited([path], HINT, bounds=Bounds(cpu=0)))


@pytest.mark.parametrize("answer", ["garbage", '{"type": "person"}', "[]", '{"type": "x"}', '{"type": "problem"', ""])
def test_garbage_on_the_pipe_is_refused(tmp_path, monkeypatch, answer):
    script = tmp_path / "odd"
    script.write_text(f"#!/bin/sh\nread task\necho '{answer}'\n")
    script.chmod(0o700)
    monkeypatch.setattr(child.sys, "executable", str(script))
    with pytest.raises(Unreadable, match=r"Reading stopped in a\.vcf"):
        list(read_limited([tmp_path / "a.vcf"], HINT))


TRIES = """
import sys, os, socket, subprocess
from backcast.formats import confined
sys.addaudithook(confined._refuse)
tries = {
    "write": lambda: open(sys.argv[1], "w"),
    "append": lambda: open(sys.argv[1], "ab"),
    "create": lambda: os.open(sys.argv[1], os.O_CREAT | os.O_WRONLY),
    "remove": lambda: os.remove(sys.executable + "x"),
    "socket": lambda: socket.socket(),
    "process": lambda: subprocess.run(["true"]),
    "shell": lambda: os.system("true"),
    "fork": lambda: os.fork() or os._exit(0),
}
for name, act in tries.items():
    try:
        act()
        print(name, "was let through")
    except PermissionError:
        pass
open(sys.executable, "rb").read(1)
print([name for name in sys.modules if name.startswith("django")])
"""


def test_the_child_can_neither_write_nor_talk_and_loads_no_django(tmp_path):
    command = [sys.executable, "-I", "-c", TRIES, str(tmp_path / "made")]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "[]\n"
    assert not (tmp_path / "made").exists()


def test_progress_grows_to_the_size_of_the_files(many):
    told = [one for one in read_limited([many], HINT) if isinstance(one, Progress)]
    done = [one.done for one in told]
    assert done == sorted(done) and done[0] < done[-1] <= told[0].total == many.stat().st_size
    assert told[-1].line > 19_000

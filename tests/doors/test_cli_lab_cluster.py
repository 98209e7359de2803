"""A sweep on several processes and on a real Dask cluster: always the same figures, whatever ends in the middle."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

import pytest

from backcast.cli import lab_cluster
from backcast.errors import Refused
from tests.keeping import homes

pytestmark = pytest.mark.deep
SWEEP = """weeks = 600
[market]
network = "ring.txt"
[sweep]
seeds = 6
market.a = [0.1, 0.2, 0.3]
"""
"""Long enough that a stop after some runs comes before the last, on any computer."""
MIXED = """weeks = 66
[market]
model = "full"
agents = 340
[[group]]
strategy = "work"
share = 0.5
[[group]]
strategy = "broad@.5"
share = 0.5
[sweep]
seeds = 2
assumptions.told = [0.0, 0.5]
"""
BLIND = """import sys
sys.modules["backcast"] = None
from distributed.cli.dask_scheduler import main
main()
"""
"""A scheduler on a computer without Backcast."""
WAITING = """from backcast.cli import lab_cluster, main
lab_cluster.ALONE = {}
main()
"""
"""The command, which waits another number of seconds for another worker."""


@pytest.fixture(scope="module")
def lab(unused, tmp_path_factory):
    """The command, the folder it runs in, and what the sweep gives on one process."""
    folder = tmp_path_factory.mktemp("sweep")
    home = folder / "home"
    shutil.copytree(unused, home)
    (folder / "s.toml").write_text(SWEEP)
    (folder / "m.toml").write_text(MIXED)
    agents = 10_000
    (folder / "ring.txt").write_text("".join(f"{at} {(at + 1) % agents}\n" for at in range(agents)))
    told = {"cwd": folder, "env": homes.environment(home), "text": True}

    def start(*options, program=("-m", "backcast")):
        options = [str(one) for one in ("lab", "sweep", *options, "--json")]
        command = [sys.executable, *program, *options]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, stdout=pipe, stderr=pipe, start_new_session=True, **told)

    def whole(*options):
        process = start(*options)
        out, err = process.communicate(timeout=240)
        assert process.returncode == 0, err
        return json.loads(out)

    start.folder, start.whole = folder, whole
    start.wanted = whole("s.toml", "--jobs", 1)
    return start


def error(process):
    out, err = process.communicate(timeout=240)
    assert process.returncode == 1 and "Traceback" not in err
    return json.loads(out)["error"]["message"]


def kept(lab, name):
    path = lab.folder / name
    return path.read_bytes().count(b"\n") if path.exists() else 0


def until(done, seconds=120):
    """Whether something is so in time."""
    end = time.monotonic() + seconds
    while not (found := done()) and time.monotonic() < end:
        time.sleep(0.05)
    return found


def wait_for(lab, name, many):
    assert until(lambda: kept(lab, name) >= many), name


def is_gone(group):
    """Whether every process of a group ends."""

    def ended():
        with suppress(ProcessLookupError):
            return os.killpg(group, 0)
        return True

    return until(ended)


def test_two_processes_give_what_one_gives(lab):
    assert lab.whole("m.toml", "--jobs", 2) == lab.whole("m.toml", "--jobs", 1)


def test_ctrl_c_keeps_what_is_done_and_leaves_nobody_behind(lab):
    process = lab("s.toml", "--out", "c.jsonl", "--jobs", 2)
    wait_for(lab, "c.jsonl", 2)
    os.killpg(process.pid, signal.SIGINT)
    said = error(process)
    assert f"Stopped after {kept(lab, 'c.jsonl')} of 18 runs" in said
    assert is_gone(process.pid)
    process = lab("s.toml", "--out", "c.jsonl", "--jobs", 2)
    wait_for(lab, "c.jsonl", kept(lab, "c.jsonl") + 1)
    process.kill()
    process.communicate()
    assert is_gone(process.pid) and lab.whole("s.toml", "--out", "c.jsonl") == lab.wanted


@contextmanager
def running(*command, stderr=subprocess.DEVNULL, **told):
    process = subprocess.Popen([sys.executable, *command], stdout=subprocess.DEVNULL, stderr=stderr, **told)
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        process.wait()


@contextmanager
def scheduler(folder):
    """A scheduler's process and its address."""
    file = folder / "scheduler.json"
    options = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", file)
    with running("-c", BLIND, *options, cwd=folder) as process:

        def address():
            with suppress(FileNotFoundError, ValueError):
                return json.loads(file.read_text())["address"]

        yield process, until(address)


@contextmanager
def worker(address, folder):
    """A worker that its scheduler knows."""
    options = ("--no-nanny", "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1")
    with (
        NamedTemporaryFile("r", dir=folder) as log,
        running("-m", "distributed.cli.dask_worker", address, *options, cwd=folder, stderr=log) as process,
    ):
        assert until(lambda: "Registered to" in Path(log.name).read_text())
        yield process


def test_a_worker_killed_in_the_middle_costs_nothing_and_a_scheduler_only_what_is_not_done(lab, tmp_path):
    with scheduler(tmp_path) as (boss, address), worker(address, tmp_path) as one, worker(address, tmp_path):
        process = lab("s.toml", "--scheduler", address, "--out", "d.jsonl")
        wait_for(lab, "d.jsonl", 3)
        one.kill()
        out, err = process.communicate(timeout=240)
        assert process.returncode == 0 and json.loads(out) == lab.wanted and err == ""
        runs = [json.loads(line)["run"] for line in (lab.folder / "d.jsonl").read_text().splitlines()]
        assert len(runs) == len(set(runs)) == 18
        assert lab.whole("m.toml", "--scheduler", address) == lab.whole("m.toml")
        process = lab("s.toml", "--scheduler", address, "--out", "g.jsonl")
        wait_for(lab, "g.jsonl", 2)
        boss.kill()
        assert f"The scheduler at {address} went away" in error(process)
    assert lab.whole("s.toml", "--out", "g.jsonl") == lab.wanted


def test_without_any_worker_a_sweep_waits_for_one_and_not_for_ever(lab, tmp_path):
    def begun(seconds):
        options = ("s.toml", "--scheduler", address, "--out", "w.jsonl")
        return lab(*options, program=("-c", WAITING.format(seconds)))

    with scheduler(tmp_path) as (_, address):
        with worker(address, tmp_path):
            process = begun(120)
            wait_for(lab, "w.jsonl", 1)
        done = kept(lab, "w.jsonl")
        with worker(address, tmp_path):
            wait_for(lab, "w.jsonl", done + 2)
            os.killpg(process.pid, signal.SIGINT)
            assert "Stopped after" in error(process)
            process, done = begun(2), kept(lab, "w.jsonl")
            wait_for(lab, "w.jsonl", done + 1)
        assert f"The cluster at {address} has no worker any more" in error(process)
    assert 18 > kept(lab, "w.jsonl") > done


def test_a_result_that_went_with_its_worker_is_waited_for_and_made_again(tmp_path, monkeypatch):
    from distributed import Client

    monkeypatch.setattr(lab_cluster, "PATIENCE", 0.5)
    monkeypatch.setattr(lab_cluster, "ALONE", 2)
    with scheduler(tmp_path) as (_, address), Client(address, set_as_default=False, direct_to_workers=False) as client:
        with worker(address, tmp_path):
            future = client.submit(dict, a=1, pure=False)
            assert until(future.done)
        with pytest.raises(Refused, match="has no worker any more"):
            lab_cluster._held(client, future, address)
        with worker(address, tmp_path):
            assert lab_cluster._held(client, future, address) == {"a": 1}


def test_who_listens_without_workers_or_as_no_scheduler_is_not_waited_for(lab, tmp_path):
    with scheduler(tmp_path) as (_, address), socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        silent = f"tcp://127.0.0.1:{held.getsockname()[1]}"
        alone, nobody = (lab("s.toml", "--scheduler", one) for one in (address, silent))
        assert f"The scheduler at {address} has no worker" in error(alone)
        assert f"No Dask scheduler answers at {silent}" in error(nobody)


def test_a_comparison_in_a_file_is_the_one_of_the_options(lab):
    (lab.folder / "c.toml").write_text(
        '[compare]\nstrategies = ["work", "deep@.5"]\ndraws = 4\nlives = 50\nyears = 1\ntold = 0.0\nfurther = 2\n'
        "[assumptions]\nbetter = 1.0\n[sweep]\ncompare.hours = [0, 10]\n"
    )
    told = ["--strategies", "work,deep@.5", "--draws", "4", "--lives", "50", "--years", "1", "--told", "0"]
    command = [sys.executable, "-m", "backcast", "lab"]

    def json_of(*options):
        told = {"capture_output": True, "text": True, "cwd": lab.folder, "env": homes.environment(lab.folder / "home")}
        return json.loads(subprocess.run([*command, *options, "--json"], check=True, **told).stdout)

    compared = json_of("compare", *told, "--usual", "--further", "2")
    found = json_of("run", "--scenario", "c.toml")
    assert found["worlds"] == 4 and [one["name"] for one in found["strategies"]] == ["work", "deep@.5"]
    assert found["by_world"] != compared["by_world"]
    (lab.folder / "c.toml").write_text((lab.folder / "c.toml").read_text().replace("better = 1.0\n", ""))
    again = json_of("run", "--scenario", "c.toml")
    for key in ("scenario", "model", "seconds", "command"):
        again.pop(key)
    compared.pop("command")
    assert again.pop("network", {}).get("layers") == compared.pop("network", {}).get("layers") and again == compared
    nothing, ten = json_of("sweep", "c.toml")["cases"]
    assert ten["strategies"][0]["middle"]["mean"] == pytest.approx(compared["strategies"][0]["middle"])
    assert abs(nothing["strategies"][0]["middle"]["mean"]) < 0.3

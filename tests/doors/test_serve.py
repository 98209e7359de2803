"""The server as its own process: loopback only, a link that works once, no orphan."""

import http.client
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.keeping.homes import COMMAND, environment, home, made, run, told

__all__ = ["home", "made"]

PROC = pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="needs /proc")


@contextmanager
def served(home, *args, **more):
    """A running server and the document it printed; ended by its pid whatever happens."""
    process = subprocess.Popen(
        [*COMMAND, "serve", "--port", "0", "--json", *args],
        env=environment(home, **more),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process, json.loads(process.stdout.readline() or process.stderr.read())
    finally:
        process.kill()
        process.communicate()


def get(address, **headers):
    """The answer of the server to one request, redirects not followed."""
    parts = urlsplit(address)
    asked = http.client.HTTPConnection(parts.hostname, parts.port, timeout=60)
    asked.request("GET", parts.path or "/", headers=headers)
    answer = asked.getresponse()
    answer.read()
    asked.close()
    return answer


def children(pid):
    """Pids of the processes a process started."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, parent = int(stat.parent.name), int(stat.read_text().rpartition(")")[2].split()[1])
        except (OSError, IndexError):
            continue
        found += [name] if parent == pid else []
    return found


def is_gone(pid, within=60):
    """Whether a process ends in time; one that waits to be buried has ended."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.05)
    return False


@pytest.fixture
def fresh(unused, tmp_path):
    return shutil.copytree(unused, tmp_path / "new")


def test_the_link_signs_in_once(fresh):
    with served(fresh) as (_, document):
        assert get(document["url"]).status == 403
        first = get(document["link"])
        cookie = first.getheader("Set-Cookie")
        assert (first.status, first.getheader("Location")) == (302, "/")
        assert "HttpOnly" in cookie and "SameSite=Strict" in cookie
        assert get(document["link"]).status == 403
        assert get(document["url"], Cookie=cookie.partition(";")[0]).status < 400
        assert first.getheader("Server") is None


def test_open_gives_a_fresh_link_to_the_running_server(fresh):
    assert told(fresh, "open", code=1)["error"]["code"] == "refused"
    with served(fresh) as (process, document):
        other = run(fresh, "open", "--print").stdout.strip()
        assert other != document["link"] and other.startswith(document["url"] + "/sign-in/")
        assert get(other).status == 302
        process.kill()
        process.wait()
        error = told(fresh, "open", code=1)["error"]
        assert "backcast serve" in error["hint"]


@PROC
def test_it_listens_on_the_loopback_alone(fresh):
    with served(fresh) as (_, document):
        port = f"{urlsplit(document['url']).port:04X}"
        sockets = [
            line.split() for name in ("tcp", "tcp6") for line in Path(f"/proc/net/{name}").read_text().splitlines()
        ]
        listening = {row[1] for row in sockets if row[3] == "0A" and row[1].endswith(f":{port}")}
    assert listening == {f"0100007F:{port}"}


@PROC
@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGKILL, pytest.param(signal.SIGINT, marks=pytest.mark.deep)])
def test_its_worker_ends_with_it(fresh, sent):
    with served(fresh) as (process, _):
        [worker] = children(process.pid)
        assert b"work" in Path(f"/proc/{worker}/cmdline").read_bytes()
        process.send_signal(sent)
        assert process.wait(60) == (-sent if sent == signal.SIGKILL else 0)
        assert is_gone(worker)
        assert (fresh / "server.json").exists() == (sent == signal.SIGKILL)
        assert sent == signal.SIGKILL or process.stderr.read() == ""


@PROC
def test_a_dead_worker_is_replaced(fresh):
    with served(fresh) as (process, _):
        [worker] = children(process.pid)
        os.kill(worker, signal.SIGKILL)
        until = time.monotonic() + 60
        while children(process.pid) in ([], [worker]) and time.monotonic() < until:
            time.sleep(0.05)
        assert len(set(children(process.pid)) - {worker}) == 1


def test_its_worker_does_the_jobs(fresh):
    with served(fresh), sqlite3.connect(fresh / "backcast.sqlite3", timeout=60) as held:
        (fresh / "uploads" / "1").mkdir(parents=True)
        args = json.dumps({"paths": [str(fresh / "uploads" / "1" / "missing.zip")]})
        columns = "workspace_id, kind, args, state, message, done, total, attempts, made"
        held.execute(
            f"INSERT INTO backcast_job ({columns}) VALUES (1, 'imports.read', ?, 'open', '', 0, 0, 0, '')", [args]
        )
        held.commit()
        until, row = time.monotonic() + 60, None
        while row is None and time.monotonic() < until:
            row = held.execute("SELECT state, error FROM backcast_job WHERE error IS NOT NULL").fetchone()
            time.sleep(0.05)
    assert row[0] == "failed" and json.loads(row[1])["code"] == "unreadable"


def test_a_taken_port_is_said_and_another_offered(fresh):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run(fresh, "serve", "--port", str(port), code=1)
        assert done.stdout == "" and str(port) in done.stderr
        offered = int(re.search(r"--port (\d+)", done.stderr)[1])
        assert offered != port
        assert told(fresh, "serve", "--port", str(port), code=1)["error"]["code"] == "refused"


def test_a_browser_is_not_needed(fresh):
    with served(fresh, "--open", DISPLAY="", WAYLAND_DISPLAY="") as (process, document):
        assert get(document["url"]).status == 403
        assert process.poll() is None
        assert (fresh / "server.json").stat().st_mode & 0o777 == 0o600


def test_damage_in_the_middle_is_said_before_anything_is_served(home):
    file = home / "backcast.sqlite3"
    whole = file.read_bytes()
    file.write_bytes(whole[:400_000] + b"\x5a" * 20_000 + whole[420_000:])
    assert told(home, "serve", "--port", "0", code=1)["error"]["code"] == "unreadable"

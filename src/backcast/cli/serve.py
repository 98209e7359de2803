"""The web app on this computer: its server, its worker, and the link that signs in."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from backcast import limits
from backcast.cli import door as doors
from backcast.errors import Refused

HOST = "127.0.0.1"
PORT = 8000
THREADS = 4
BODY = 2 * limits.UPLOAD
"""Bytes a request may have: twice the largest upload, so that the page itself can say that a file is too large."""
POLL = 0.3
"""Seconds between two looks for a job."""
GRACE = 5.0
"""Seconds a worker has to finish when it is asked to end."""
NOTE = "server.json"


@click.command()
@click.option("--port", default=PORT, type=click.IntRange(0, 65535), help="8000 where not told; 0 takes any free one.")
@click.option("--open", "show", is_flag=True, help="Open a browser where there is a display.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.option("--workspace", default="mine", metavar="NAME", help="mine (the default) or demo.")
def serve(port: int, show: bool, as_json: bool, workspace: str) -> None:
    """Start the web app on this computer and print a sign-in link."""
    doors.with_errors(lambda: _serve(port, show, as_json, workspace), as_json)


def _serve(port: int, show: bool, as_json: bool, workspace: str) -> None:
    _quiet_end()
    doors.start()
    from backcast.keeping import recovery

    recovery.refuse_damaged()
    server = _bound(port)
    address = f"http://{HOST}:{server.effective_port}"
    try:
        # A stop between the link and the loop is a stop like any other: what is open is closed, and all is well.
        with contextlib.suppress(KeyboardInterrupt), _noted(server.effective_port), _worker():
            link = _link(workspace, server.effective_port)
            _tell(address, link, as_json)
            if show:
                _browse(link)
            server.run()
    finally:
        server.close()


def _quiet_end() -> None:
    """A stop by the system ends as Ctrl-C does: through the `finally` of everything that is open."""

    def end(*_: Any) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)


def _bound(port: int) -> Any:
    """A server that holds its port on the loopback; Refused where another program has it."""
    from waitress.server import create_server

    from backcast.project.wsgi import application

    try:
        return create_server(
            application,
            host=HOST,
            port=port,
            threads=THREADS,
            ident=None,
            clear_untrusted_proxy_headers=True,
            max_request_body_size=BODY,
        )
    except (OSError, OverflowError) as cause:
        hint = f"Start it beside with: backcast serve --port {_free_after(port)}"
        raise Refused(f"Port {port} cannot be used ({os.strerror(getattr(cause, 'errno', 0) or 0)}).", hint) from cause


def _free_after(port: int) -> int:
    for other in range(max(port + 1, 1024), min(port + 100, 65535) + 1):
        with contextlib.suppress(OSError), socket.socket() as trial:
            trial.bind((HOST, other))
            return other
    return 0


def _link(workspace: str, port: int) -> str:
    from backcast.accounts import actions, queries

    return f"http://{HOST}:{port}/sign-in/{actions.make_sign_in(queries.viewer(workspace))}"


def _tell(address: str, link: str, as_json: bool) -> None:
    if as_json:
        doors.print_json({"url": address, "link": link})
        return
    click.echo(f"Backcast is at {address}. Sign in once with this link, within 10 minutes:")
    click.echo(f"  {link}")
    click.echo("Ctrl-C stops it. A fresh link: backcast open", err=True)


def _browse(link: str) -> threading.Thread | None:
    """Open a browser where somebody can see it. The link goes to it as an address typed in: from a file of
    ours the browser would hold back the session's cookie (SameSite=Strict)."""
    if sys.platform != "darwin" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return None
    import webbrowser

    def show() -> None:
        with contextlib.suppress(Exception):
            webbrowser.open(link)

    browser = threading.Thread(target=show, name="browser", daemon=True)
    browser.start()
    return browser


@contextlib.contextmanager
def _noted(port: int) -> Iterator[None]:
    """A file in the home says which port is served while it is."""
    file = _note()
    temp = file.with_suffix(f".{os.getpid()}")
    handle = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as out:
        json.dump({"port": port, "pid": os.getpid()}, out)
    temp.replace(file)
    try:
        yield
    finally:
        if _read_note().get("pid") == os.getpid():
            file.unlink(missing_ok=True)


def _note() -> Path:
    from django.conf import settings

    return Path(settings.BACKCAST_HOME) / NOTE


def _read_note() -> dict[str, int]:
    try:
        told: dict[str, int] = json.loads(_note().read_text())
    except (OSError, ValueError):
        return {}
    return told


@contextlib.contextmanager
def _worker() -> Iterator[None]:
    """A child that does the jobs; it ends when its standard input does, so also when this process is killed."""
    ended = threading.Event()
    child = [_spawn()]

    def keep() -> None:
        while not ended.wait(1.0):
            if child[0].poll() is not None:
                child[0] = _spawn()

    keeper = threading.Thread(target=keep, name="worker", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        ended.set()
        keeper.join()
        _end(child[0])


def _spawn() -> "subprocess.Popen[bytes]":
    # A session of its own: Ctrl-C on the terminal reaches this process alone, which then ends the worker.
    return subprocess.Popen(
        [sys.executable, "-m", "backcast", "work"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


def _end(child: "subprocess.Popen[bytes]") -> None:
    if child.stdin:
        child.stdin.close()
    for ask in ("poll", "terminate", "kill"):
        getattr(child, ask)()
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(GRACE)
            return


@click.command("open")
@click.option("--print", "only_print", is_flag=True, help="Print the link, open nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.option("--workspace", default="mine", metavar="NAME", help="mine (the default) or demo.")
def open_(only_print: bool, as_json: bool, workspace: str) -> None:
    """Print or open a fresh sign-in link to the running web app."""
    doors.with_errors(lambda: _open(only_print, as_json, workspace), as_json)


def _open(only_print: bool, as_json: bool, workspace: str) -> None:
    doors.start()
    port = _running()
    if port is None:
        raise Refused("The web app is not running.", "Start it with: backcast serve")
    link = _link(workspace, port)
    if as_json:
        doors.print_json({"url": f"http://{HOST}:{port}", "link": link})
        return
    browser = None if only_print else _browse(link)
    if browser:
        browser.join(GRACE)
    else:
        click.echo(link)


def _running() -> int | None:
    """The port of the running server; None where its process is gone or nothing answers."""
    note = _read_note()
    try:
        if os.name == "posix":
            os.kill(note["pid"], 0)
        with socket.create_connection((HOST, note["port"]), timeout=2):
            return note["port"]
    except (KeyError, OSError):
        return None


@click.command()
def work() -> None:
    """Do the jobs that pages leave behind, until standard input ends. Started by serve."""
    doors.with_errors(_work)


def _work() -> None:
    ended = threading.Event()
    _watch(ended)
    doors.start()
    from backcast.keeping.actions import work_once

    _until(ended, work_once)


def _watch(ended: threading.Event) -> None:
    """Notice the end of standard input; whoever does not stop within the grace is ended."""

    def watch() -> None:
        while sys.stdin.buffer.read(4096):
            pass
        ended.set()
        time.sleep(GRACE)
        os._exit(1)

    threading.Thread(target=watch, name="parent", daemon=True).start()


def _until(ended: threading.Event, work_once: Callable[[], bool]) -> None:
    from django.db import DatabaseError, close_old_connections

    while not ended.is_set():
        try:
            found = work_once()
        except DatabaseError:
            close_old_connections()
            found = False
        if not found:
            ended.wait(POLL)

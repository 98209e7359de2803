"""A real chromium against a real server of ours, each on loopback."""

import os
import shutil
import subprocess
import sys
import threading

import pytest
from playwright.sync_api import expect

from tests.keeping import homes
from tests.settings import ROOT_ENVIRONMENT

CHROMIUM = shutil.which("chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

expect.set_options(timeout=60_000)
"""Milliseconds a page has to show something: it is there much sooner, unless others keep the machine busy."""

EXPERIMENT = """
from backcast.accounts.queries import viewer
from backcast.engine.lab.scenario import Setting
from backcast.keeping.actions import work_once
from backcast.lab import actions
actions.begin(viewer("demo"), Setting(("work", "broad", "deep"), years=3, draws=12, lives=40), "Work or people")
assert work_once()
"""


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="chromium is not installed"))


@pytest.fixture(scope="package")
def chromium():
    """One browser for the journeys of this folder; while it runs, its event loop would stop Django's own tests."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=QUIET, timeout=120_000)
        yield browser
        browser.close()


class Backcast:
    """A running server in a home of its own."""

    cookies = None
    """Of a page that has signed in, for the next ones."""

    def __init__(self, home, today="2026-11-22"):
        self.environ = ROOT_ENVIRONMENT | {"BACKCAST_HOME": str(home), "BACKCAST_TODAY": today}

    def run(self, *args, check=True):
        """A command in this home."""
        command = [sys.executable, "-m", "backcast", *args]
        return subprocess.run(command, env=self.environ, check=check, capture_output=True, text=True, timeout=300)

    def start(self):
        command = [sys.executable, "-m", "backcast", "serve", "--port", "0"]
        self.process = subprocess.Popen(
            command, env=self.environ, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        for line in self.process.stdout:
            if "/sign-in/" in line:
                self.link = line.strip()
                self.address = self.link.partition("/sign-in/")[0]
                self.drain = threading.Thread(target=self.process.stdout.read, daemon=True)
                self.drain.start()
                return
        raise RuntimeError("the server did not start")

    def stop(self):
        self.process.terminate()
        self.process.wait(60)
        self.drain.join(60)
        self.process.stdout.close()


@pytest.fixture
def backcast(unused, tmp_path):
    """An empty Backcast, running."""
    made = Backcast(shutil.copytree(unused, tmp_path / "home"))
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="session")
def invented(unused, tmp_path_factory):
    """A home with the sample and an experiment of few worlds, to copy."""

    def fill(home):
        made = Backcast(shutil.copytree(unused, home))
        made.run("demo")
        made.run("manage", "shell", "--no-imports", "-c", EXPERIMENT)

    return homes.once(tmp_path_factory, "invented", fill)


@pytest.fixture(scope="session")
def sample(invented, tmp_path_factory):
    """A Backcast with the sample, running; journeys on it only look."""
    made = Backcast(shutil.copytree(invented, tmp_path_factory.mktemp("sample") / "home"))
    made.start()
    yield made
    made.stop()


@pytest.fixture
def page(chromium, request):
    """A fresh page at 1280 px; errors and requests elsewhere fail the test."""
    context = chromium.new_context(viewport={"width": 1280, "height": 860})
    made = context.new_page()
    wrong = []
    made.on("pageerror", lambda error: wrong.append(str(error)))
    made.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    made.on("request", lambda sent: wrong.append(sent.url) if "//127.0.0.1:" not in sent.url else None)
    made.expected_errors = wrong
    yield made
    if os.environ.get("SCREENSHOTS"):
        made.screenshot(path=f"screenshots/{request.node.name}.png", full_page=True)
    context.close()
    assert [text for text in wrong if "422" not in text] == []

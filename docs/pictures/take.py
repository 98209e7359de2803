"""The pictures of the README, taken from the sample: `make pictures`. Needs chromium and the test extras."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

FOLDER = Path(__file__).resolve().parent
PAGES = {
    "week": "/",
    "people": "/people/",
    "vision": "/vision/",
    "introductions": "/introductions/to/?words=Open+Quarry+Foundation",
}
LAB = "/lab/"
"""The sample comparison begins there; its page is taken once it has its figures."""
SIZE = {"width": 1180, "height": 760}
TODAY = "2026-11-22"
"""A fixed day, so that the same program gives the same pictures."""


def main() -> None:
    """Serve the sample on a free port, look at its pages by day and by night, and save what is seen."""
    with tempfile.TemporaryDirectory() as home:
        environ = {k: v for k, v in os.environ.items() if not k.startswith("BACKCAST_")}
        environ |= {"BACKCAST_HOME": home, "BACKCAST_TODAY": TODAY}
        backcast = [sys.executable, "-m", "backcast"]
        subprocess.run([*backcast, "demo"], env=environ, check=True)
        command = [*backcast, "serve", "--workspace", "demo", "--port", "0"]
        with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) as server:
            try:
                assert server.stdout is not None
                link = next(word for line in server.stdout for word in line.split() if "/sign-in/" in word)
                _take(link)
            finally:
                server.terminate()


def _take(link: str) -> None:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE)
        page.goto(link)
        pages = {**PAGES, "lab": _compared(page, link.partition("/sign-in/")[0])}
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            for name, path in pages.items():
                page.goto(link.partition("/sign-in/")[0] + path)
                page.screenshot(path=FOLDER / f"{name}-{scheme}.png")
        browser.close()


def _compared(page: Page, origin: str) -> str:
    """The path of a finished comparison, the usual three."""
    page.goto(origin + LAB)
    page.get_by_role("button", name="Run the sample comparison").click()
    page.get_by_role("heading", name="The same figures again").wait_for(timeout=120_000)
    return page.url.removeprefix(origin)


if __name__ == "__main__":
    main()

"""A long import is stopped in the browser, and goes on from there."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_first_week import until
from tests.imports.exports import archive

COUNT = 5_000
PEOPLE = [(f"Given{n} Family{n}", f"House {n % 90}", "Engineer", "07 Jun 2021") for n in range(COUNT)]

WORKING = """
import datetime as dt
from django.utils import timezone
from backcast.accounts import actions, queries
from backcast.accounts.models import Job
job = actions.enqueue(queries.viewer("mine"), "imports.read", {"paths": []})
told = {"state": "running", "done": 3, "total": 10, "lease_until": timezone.now() + dt.timedelta(days=1)}
Job._base_manager.filter(pk=job.pk).update(**told)
"""
"""Work that somebody else does, and that does not end."""


def stop_slowly(page, told):
    """A press on Stop during which the progress is told twice, at an address with this in it."""
    page.get_by_role("button", name="Stop").hover()
    page.mouse.down()
    for _ in range(2):  # what the first one told is on the page when the second one is asked
        page.wait_for_event("response", lambda one: told in one.url)
    with page.expect_request(re.compile("/stop")):
        page.mouse.up()


@pytest.mark.deep
def test_a_slow_finger_on_stop_is_felt_however_often_the_progress_is_told(page, backcast):
    backcast.run("manage", "shell", "--no-imports", "-c", WORKING)
    page.goto(backcast.link)
    page.goto(backcast.address + "/imports/job/1/")
    stop_slowly(page, "/job/")


@pytest.mark.deep
def test_an_import_stopped_halfway_goes_on(page, backcast, tmp_path):
    page.goto(backcast.link)
    page.goto(backcast.address + "/imports/")
    path = archive(tmp_path, "11-20-2026", PEOPLE)
    page.get_by_label(re.compile("drop", re.IGNORECASE)).set_input_files(str(path))
    page.get_by_role("button", name="Read it").click()
    until(page, page.get_by_role("button", name="Bring them in"))
    page.get_by_role("button", name="Bring them in").click()
    expect(page.get_by_text(re.compile(r"\d %: Saving"))).to_be_visible()
    page.get_by_role("button", name="Stop").click()
    page.get_by_role("link", name="Decide").click(timeout=30_000)
    expect(page.get_by_text("Stopped halfway.")).to_be_visible()
    page.goto(backcast.address + "/imports/")
    expect(page.get_by_role("cell", name="stopped halfway")).to_be_visible()
    page.get_by_role("link", name="Look at it").click()
    page.get_by_role("button", name="Go on").click()
    until(page, page.get_by_role("button", name="Take back"))
    expect(page.locator("dl.counts").first).to_contain_text(re.compile(r"5,?000"))
    page.goto(backcast.address + "/imports/")
    expect(page.get_by_role("cell", name="in use")).to_be_visible()

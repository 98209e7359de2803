"""The first ten minutes with contacts: from the download to an explained week, every click counted."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Backcast
from tests.browser.test_first_week import until
from tests.imports.exports import archive

DATA = os.environ.get("BACKCAST_REAL_DATA", "")
REAL = Path(DATA, "linkedin", "silkyrich_sample_export.zip")
CLICKS = 25
"""What issue 3 allows; the file dialog counts as two."""


class Hand:
    """A hand on the mouse: clicks by what one reads, and counts them."""

    def __init__(self, page):
        self.page, self.clicks = page, 0

    def press(self, role, name):
        self.clicks += 1
        self.page.get_by_role(role, name=name).first.click()

    def choose(self, path):
        self.clicks += 2
        self.page.get_by_label(re.compile("drop", re.IGNORECASE)).set_input_files(str(path))

    def write(self, label, text):
        self.clicks += 1
        self.page.get_by_label(label).fill(text)


def brought(page, backcast, path):
    """From the sign-in link to the people of a file, what it taught, and a week toward a sentence."""
    hand = Hand(page)
    page.goto(backcast.link)
    hand.clicks += 1
    hand.press("link", "Bring your contacts")
    hand.choose(path)
    hand.press("button", "Read it")
    until(page, page.get_by_role("button", name="Bring them in"))
    hand.press("button", "Bring them in")
    until(page, page.get_by_role("button", name="Take back"))
    expect(page.get_by_role("heading", name="What it taught")).to_be_visible()
    page.wait_for_load_state()
    if page.get_by_role("link", name="See who might stand where").count():
        hand.press("link", "See who might stand where")
        expect(page.get_by_role("button", name="Accept these")).to_be_visible()
        assert 0 < page.locator("main tbody tr").count() <= 12
        with page.expect_navigation():
            hand.press("button", "Accept these")
    return hand


def explained(hand):
    """The week asks for a sentence about the future; then every move of it says why."""
    page = hand.page
    hand.press("link", "This week")
    hand.write("Where would you like to be in five years?", "I lead a small team whose systems people trust.")
    hand.press("button", "Note it")
    expect(page.locator(".lead")).to_contain_text("a small team")
    page.wait_for_load_state()
    moves = page.locator("[data-move]")
    assert 2 <= moves.count() <= 5
    for place in range(moves.count()):
        assert moves.nth(place).locator(".why").inner_text().strip()
    hand.press("link", re.compile("^About "))
    expect(page.locator("main h1")).to_be_visible()


@pytest.mark.skipif(not DATA or not REAL.exists(), reason="BACKCAST_REAL_DATA holds no archive")
@pytest.mark.deep
def test_a_real_archive_and_no_time(page, tmp_path):
    backcast = Backcast(tmp_path / "home", today="1853-06-01")
    backcast.start()
    try:
        hand = brought(page, backcast, REAL)
        explained(hand)
    finally:
        backcast.stop()
    assert hand.clicks <= CLICKS


@pytest.mark.deep
def test_four_thousand_contacts_are_no_work(page, backcast, tmp_path):
    people = [(f"Given{n} Family{n}", f"House {n % 300}", "Engineer", f"07 Jun 20{10 + n % 14}") for n in range(4_000)]
    told = [(people[n][0], "me", f"202{1 + n % 5}-0{1 + m}-11") for n in range(300) for m in range(5)]
    hand = brought(page, backcast, archive(tmp_path, "11-20-2026", people, told))
    explained(hand)
    assert hand.clicks <= CLICKS
    page.goto(backcast.address + "/people/")
    expect(page.get_by_text(re.compile(r"4,?000 people"))).to_be_visible()
    page.goto(backcast.address + "/people/proposals")
    assert page.locator("main tbody tr").count() <= 12
    page.goto(backcast.address + "/people/place")
    assert page.locator("main select").count() <= 10

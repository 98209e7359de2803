"""A comparison by the keyboard: two strategies, the figures, and where the answer turns."""

import re

import pytest
from playwright.sync_api import expect

from tests.axe import violations
from tests.browser.test_stop import stop_slowly


def test_two_strategies_are_compared_and_the_slider_moves_the_answer(page, backcast):
    page.goto(backcast.link)
    page.keyboard.type("gl")
    expect(page.get_by_role("heading", name="No experiment yet")).to_be_visible()
    page.wait_for_load_state()
    assert violations(page) == []
    page.get_by_role("checkbox", name=re.compile("A few people, deeply")).press("Space")
    page.get_by_role("slider", name="Years ahead, as a slider").press("Home")
    expect(page.get_by_label("Years ahead", exact=True)).to_have_value("1")
    page.get_by_role("button", name="Compare").press("Enter")
    name = "All at work · Many, lightly (10 h a week, 1 year)"
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    said = page.locator("#at-ratio")
    expect(said).to_contain_text("about as much as hours of work pay, “Many people, lightly” is ahead")
    expect(page.get_by_role("progressbar")).to_have_count(0)
    expect(page.locator("#ended")).to_have_text("The comparison has ended.")
    expect(page.get_by_text(re.compile("modelled, not measured", re.IGNORECASE)).nth(1)).to_be_attached()
    page.locator("#there").get_by_role("slider").press("End")
    expect(said).to_contain_text("about 8 times what hours of work pay, “Many people, lightly” is ahead")
    page.get_by_role("link", name="All experiments").press("Enter")
    expect(page.get_by_role("row", name=re.compile(re.escape(name)))).to_contain_text("done in")


@pytest.mark.deep
def test_a_slow_finger_on_stop_ends_a_comparison_and_its_progress(page, backcast):
    page.goto(backcast.link)
    page.goto(backcast.address + "/lab/")
    page.get_by_label("Years ahead", exact=True).fill("15")
    page.get_by_role("button", name="Compare").press("Enter")
    stop_slowly(page, "/lab/")
    expect(page.get_by_text(re.compile("^Stopped"))).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("Run (it|all of it)"))).to_be_visible()
    expect(page.get_by_role("button", name="Stop")).to_have_count(0)
    expect(page.get_by_role("progressbar")).to_have_count(0)

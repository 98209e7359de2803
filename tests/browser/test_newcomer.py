"""Somebody who knows nobody: from a few lines about where they are to a planned week, and to the honest paragraph."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_looks import sound


def told(page, backcast):
    """From the sign-in link to the six weeks, seen and not yet written."""
    page.goto(backcast.link)
    page.goto(backcast.address + "/welcome/newcomer")
    page.get_by_label("Town").fill("Lisbon")
    page.get_by_label("Field").fill("early music")
    page.get_by_label("A former employer").fill("Acme")
    page.get_by_role("button", name="Show me the six weeks").click()
    expect(page.get_by_role("heading", name=re.compile("^Week of"))).to_have_count(6)


def test_from_no_contacts_to_a_planned_week_and_back(page, backcast):
    told(page, backcast)
    assert json.loads(backcast.run("vision", "--json", check=False).stdout)["error"]["code"] == "no_vision"
    page.get_by_role("button", name="Put this into my weeks").click()
    expect(page.get_by_role("heading", name="This week")).to_be_visible()
    page.wait_for_load_state()
    steps = page.locator("[data-move=step]")
    assert 2 <= steps.count() <= 3 and steps.first.locator(".why").inner_text().strip()
    expect(page.get_by_role("heading", name="Find a meetup for early music in Lisbon")).to_be_visible()
    ahead = json.loads(backcast.run("week", "--weeks", "6", "--json").stdout)["ahead"]
    assert [2 <= len(part["moves"]) <= 5 for part in ahead] == [True] * 5
    assert "Ask someone from Acme" in backcast.run("week", "--weeks", "6").stdout
    steps.first.get_by_role("button", name=re.compile("^Done")).click()
    expect(page.get_by_role("status")).to_contain_text("Done")
    page.goto(backcast.address + "/welcome/newcomer")
    expect(page.get_by_text("done", exact=True)).to_be_visible()


@pytest.mark.deep
def test_one_undo_takes_all_of_it_back(page, backcast):
    told(page, backcast)
    page.get_by_role("button", name="Put this into my weeks").click()
    page.get_by_role("button", name="Undo").click()
    expect(page).to_have_url(re.compile("/welcome/"))
    assert backcast.run("vision", "--json", check=False).returncode == 1


@pytest.fixture
def plain(chromium):
    """A browser without JavaScript."""
    context = chromium.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.deep
def test_without_scripts_and_with_a_change_of_mind(plain, backcast):
    told(plain, backcast)
    plain.get_by_role("button", name="Change what I told").click()
    expect(plain.get_by_label("Town")).to_have_value("Lisbon")
    plain.get_by_label("Town").fill("")
    plain.get_by_role("button", name="Show me the six weeks").click()
    expect(plain.get_by_text("Town is missing.")).to_be_visible()
    plain.get_by_label("Town").fill("Porto")
    plain.get_by_role("button", name="Show me the six weeks").click()
    plain.get_by_role("button", name="Put this into my weeks").click()
    expect(plain.get_by_role("heading", name="Find a meetup for early music in Porto")).to_be_visible()


@pytest.mark.deep
def test_everybody_can_read_what_is_seen_on_the_way(chromium, backcast):
    context = chromium.new_context(viewport={"width": 320, "height": 860})
    page = context.new_page()
    told(page, backcast)
    sound(page)
    page.get_by_role("button", name="Put this into my weeks").click()
    page.get_by_role("link", name="your first six weeks").click()
    expect(page.get_by_role("heading", name="Your first six weeks")).to_be_visible()
    sound(page)
    page.goto(backcast.address + "/welcome/work-or-networking")
    page.get_by_text("Where each figure comes from").click()
    sound(page)
    context.close()


def test_the_question_work_or_networking_leads_to_a_beginning(page, backcast):
    page.goto(backcast.link)
    page.goto(backcast.address + "/welcome/work-or-networking")
    expect(page.get_by_text("62,127").first).to_be_visible()
    sources = page.get_by_role("table")
    expect(sources).to_be_hidden()
    page.get_by_text("Where each figure comes from").click()
    expect(sources).to_be_visible()
    page.get_by_label("In one sentence").fill("I lead an ensemble")
    page.get_by_role("button", name="Show me a first week").click()
    expect(page.get_by_role("heading", name="This week")).to_be_visible()

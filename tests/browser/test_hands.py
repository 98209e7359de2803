"""By hand on the keyboard: the finder, the overlay of keys, a week without a mouse; and all of it without scripts."""

import re
import shutil

import pytest
from playwright.sync_api import expect

from tests.axe import violations
from tests.browser.conftest import Backcast
from tests.browser.test_looks import entered


@pytest.fixture(scope="module")
def own(invented, tmp_path_factory):
    """A Backcast with the sample, where journeys may change things they put back."""
    made = Backcast(shutil.copytree(invented, tmp_path_factory.mktemp("hands") / "home"))
    made.start()
    yield made
    made.stop()


@pytest.fixture
def inside(chromium, sample):
    """A page inside the sample; what the console calls an error fails the test."""
    context = chromium.new_context(viewport={"width": 1280, "height": 860})
    page = entered(context, sample)
    wrong = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.goto(sample.address + "/people/")
    yield page
    context.close()
    assert wrong == []


def offered(page):
    """The options of the finder."""
    return page.get_by_role("listbox", name="Found").get_by_role("option")


def somebody(page):
    """The name of a person in the list."""
    return page.locator("main table .name > a").nth(3).inner_text()


def test_a_person_is_found_faster_than_the_answer_comes(inside):
    name = somebody(inside)
    inside.keyboard.press("Control+k")
    inside.keyboard.type(name)
    inside.keyboard.press("Enter")
    expect(inside).to_have_url(re.compile(r"/people/\d+/$"))
    expect(inside.get_by_role("heading", level=1)).to_have_text(name)


def test_enter_leads_to_what_was_typed_and_not_to_what_was_shown_before(inside):
    inside.keyboard.press("Control+k")
    inside.keyboard.type("where is")
    expect(offered(inside)).to_have_count(1)
    inside.locator("#palette-q").fill("display")
    inside.keyboard.press("Enter")
    expect(inside).to_have_url(re.compile("/display$"))


@pytest.mark.deep
def test_the_finder_is_a_combobox_one_walks_with_arrows(inside):
    inside.get_by_role("link", name="Find").click()
    field = inside.get_by_role("combobox", name="A person or a page")
    expect(field).to_be_focused()
    first = offered(inside).first
    expect(first).to_have_attribute("aria-selected", "true")
    assert violations(inside) == []
    field.press("ArrowUp")
    last = offered(inside).last
    expect(last).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", last.get_attribute("id"))
    expect(last).to_be_in_viewport()
    field.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    field.type("where is")
    expect(offered(inside)).to_have_count(1)
    expect(inside.locator("#palette-said")).to_have_text("1 choice")
    field.press("Enter")
    expect(inside).to_have_url(re.compile("/imports/where$"))


def test_leaving_the_finder_gives_the_focus_back(inside):
    search = inside.get_by_role("searchbox").first
    search.click()
    inside.keyboard.press("Control+k")
    expect(inside.locator("#palette-q")).to_be_focused()
    inside.keyboard.type("zzz")
    inside.keyboard.press("Escape")
    expect(search).to_be_focused()
    inside.keyboard.down("Meta")
    for _ in range(4):  # held a little long
        inside.keyboard.down("k")
    inside.keyboard.up("k")
    inside.keyboard.up("Meta")
    expect(inside.locator("#palette-q")).to_be_focused()
    expect(inside.locator("#palette-q")).to_have_value("")
    inside.keyboard.press("Meta+k")
    expect(search).to_be_focused()


def test_people_are_walked_ticked_and_opened(inside):
    rows = inside.locator("[data-row]")
    for _ in range(3):
        inside.keyboard.press("j")
    inside.keyboard.press("k")
    inside.keyboard.press("x")
    expect(rows.nth(1).get_by_role("checkbox")).to_be_checked()
    assert rows.get_by_role("checkbox", checked=True).count() == 1
    name = rows.nth(1).get_by_role("link").first.inner_text()
    inside.keyboard.press("Enter")
    expect(inside.get_by_role("heading", level=1)).to_have_text(name)


def test_log_and_a_name_lead_into_the_form(inside):
    name = somebody(inside)
    for _ in range(2):  # the second time from the same page
        inside.wait_for_load_state()
        inside.keyboard.press("Control+k")
        inside.keyboard.type(f"log {name}")
        inside.keyboard.press("Enter")
        expect(inside.locator("#log_text")).to_be_focused()
    expect(inside.get_by_role("heading", level=1)).to_have_text(name)


def test_whoever_is_not_here_is_added_with_the_name_filled_in(inside):
    inside.keyboard.press("Control+k")
    inside.keyboard.type("Jane Quillfeather")
    expect(offered(inside)).to_have_text(["Add Jane Quillfeather"])
    inside.keyboard.press("Enter")
    expect(inside.get_by_label("Name", exact=True)).to_have_value("Jane Quillfeather")


def test_the_keys_are_shown_over_the_page(inside):
    inside.get_by_role("searchbox").first.press("Escape")
    inside.locator("main table .name > a").first.focus()
    inside.keyboard.press("?")
    overlay = inside.get_by_role("dialog", name="Keys")
    expect(overlay.get_by_text("Next row")).to_be_visible()
    assert violations(inside) == []
    inside.keyboard.press("Escape")
    expect(overlay).to_be_hidden()
    expect(inside.locator("main table .name > a").first).to_be_focused()


def test_with_keys_off_the_finder_still_opens(inside, sample):
    inside.goto(sample.address + "/display")
    inside.get_by_label("Single keys do nothing").check()
    with inside.expect_navigation():
        inside.get_by_role("button", name="Keep it").click()
    for key in ("?", "j", "/", "g", "w"):
        inside.keyboard.press(key)
    expect(inside).to_have_url(re.compile("/display"))
    expect(inside.get_by_role("dialog")).to_have_count(0)
    inside.keyboard.press("Control+k")
    expect(inside.get_by_role("combobox")).to_be_focused()


def test_a_week_is_worked_without_a_mouse(chromium, own):
    context = chromium.new_context(viewport={"width": 1280, "height": 860})
    page = entered(context, own)
    page.goto(own.address + "/")
    moves = page.locator("[data-move]")
    before = [one.split("\n")[0] for one in moves.all_inner_texts()]
    page.keyboard.press("e")
    expect(page.get_by_text("Undo")).to_have_count(0)
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(moves.nth(1)).to_be_focused()
    page.keyboard.press("e")
    expect(page.get_by_role("status")).to_contain_text("Undo")
    expect(page.get_by_role("heading", name=before[1], exact=False)).to_have_count(0)
    expect(moves.nth(1)).to_be_focused()
    page.wait_for_load_state()
    page.keyboard.press("u")
    expect(page.get_by_role("status")).to_contain_text("Undone")
    page.wait_for_load_state()
    assert [one.split("\n")[0] for one in moves.all_inner_texts()] == before
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(own.address + "/")
    context.close()


@pytest.mark.deep
def test_the_offer_to_undo_stays_and_takes_no_focus(chromium, own):
    context = chromium.new_context(viewport={"width": 1280, "height": 860})
    page = entered(context, own)
    page.clock.install()
    page.goto(own.address + "/")
    page.get_by_role("button", name="Not this week").first.click()
    said = page.get_by_role("status")
    expect(said).to_contain_text("Undo")
    page.wait_for_load_state()
    page.clock.fast_forward(60_000)
    undo = said.get_by_role("button", name="Undo")
    expect(undo).to_be_visible()
    expect(undo).not_to_be_focused()
    stops = 0
    while not undo.evaluate("one => one === document.activeElement"):
        page.keyboard.press("Tab")
        stops += 1
        assert stops < 15
    page.keyboard.press("Enter")
    expect(said).to_contain_text("Undone")
    context.close()


def test_without_scripts_the_links_lead_to_pages(chromium, sample):
    context = chromium.new_context(java_script_enabled=False)
    page = entered(context, sample)
    page.goto(sample.address + "/people/")
    name = somebody(page)
    page.get_by_role("link", name="Find").click()
    page.get_by_label("Name or words").fill(name)
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.get_by_role("link", name="All keys").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Keys")
    expect(page.get_by_text("Next row")).to_be_visible()
    context.close()

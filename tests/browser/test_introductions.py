"""From a word to a way with the keyboard alone, and a page without a way."""

import re

from playwright.sync_api import expect

from tests.browser.test_looks import entered, sound, sticking_out

STROKE = "getComputedStyle(document.querySelector('.graph .line.on-{}')).strokeWidth"


def test_the_keyboard_finds_a_way_and_the_drawing_follows(chromium, sample):
    context = chromium.new_context(viewport={"width": 1280, "height": 860})
    page = entered(context, sample)
    page.goto(sample.address + "/")
    page.keyboard.type("gi")
    expect(page).to_have_url(re.compile("/introductions/$"))
    page.wait_for_load_state()
    last = page.locator("#near-heading + ul a").last.get_attribute("href")
    page.keyboard.press("/")
    page.keyboard.type("platform")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ways to anybody found by")
    page.wait_for_load_state()
    assert page.locator(".graph .line").count() >= 2 and sticking_out(page) <= 0
    before = page.evaluate(STROKE.format(1))
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('tr').className") == "way-1"
    assert page.evaluate(STROKE.format(1)) == "5px" != before, "the way in hand stands out in the drawing"
    page.set_viewport_size({"width": 320, "height": 860})
    expect(page.locator(".graph")).not_to_be_visible()
    expect(page.locator(".ways-table tbody tr")).to_have_count(5)
    page.goto(sample.address + last)
    expect(page.get_by_role("heading", name=re.compile("No way is known yet"))).to_be_visible()
    sound(page)
    context.close()

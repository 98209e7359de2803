"""The map in a browser: painted, moved by keys, told in words, and left again."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_looks import entered

COLOURS = """() => {
  const canvas = document.querySelector(".map-frame canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(data.buffer)).size;
}"""
"""How many colours the picture has: an empty one has a single one."""
REST = "new Promise(done => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), 400))"
"""The page's own timers and frames come in their order: what the map put off (IDLE_MS of map.js) is done before."""


def test_the_map_is_painted_moved_by_keys_and_leads_to_people(chromium, sample):
    context = chromium.new_context(viewport={"width": 1280, "height": 860}, reduced_motion="reduce")
    page, wrong = entered(context, sample), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.goto(sample.address + "/people/map")
    who, frame = page.locator("#map-who"), page.locator(".map-frame")
    expect(who).to_contain_text("Point at somebody")
    page.evaluate(REST)
    assert page.evaluate(COLOURS) > 20
    page.get_by_label("Marks show").select_option("status")
    expect(page.get_by_text("out of touch")).to_be_visible()
    page.get_by_label("Marks show").select_option("way")
    expect(page.locator("#map-way-said")).to_contain_text("You →")
    page.locator("#map-me").check()
    page.evaluate(REST)
    assert page.evaluate(COLOURS) > 20
    frame.focus()
    for key in ("+", "+", "ArrowLeft"):
        page.keyboard.press(key)
    page.evaluate(REST)
    expect(who.locator("a")).to_have_text(re.compile(r"\w"))
    name = who.inner_text()
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('.map-frame')"), "the map lets the focus go"
    frame.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/people/\d+/"))
    expect(page.locator("h1")).to_have_text(name)
    assert wrong == []
    context.close()


@pytest.mark.deep
def test_whoever_was_found_before_the_names_came_is_named_then(chromium, sample):
    page, held = entered(chromium.new_context(), sample), []
    page.route("**/map/names*", lambda route: held.append(route))
    page.goto(sample.address + "/people/map")
    expect(page.locator("#map-who")).to_contain_text("Point at somebody")
    page.locator(".map-frame").focus()
    expect(page.locator("#map-who a")).to_have_text("")
    held[0].continue_()
    expect(page.locator("#map-who a")).to_have_text(re.compile(r"\w"))
    page.context.close()


PRINT = """() => {
  const canvas = document.querySelector(".map-frame canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return new Uint32Array(data.buffer).reduce((sum, one) => (31 * sum + one) >>> 0, 0);
}"""
"""One number for the whole picture."""


def test_fingers_move_the_map_and_make_it_larger_once_it_is_chosen(chromium, sample):
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = entered(context, sample)
    page.goto(sample.address + "/people/map")
    canvas, hands = page.locator(".map-frame canvas"), context.new_cdp_session(page)
    expect(page.locator("#map-who")).to_contain_text("Point at somebody")
    canvas.tap()
    box, top = canvas.bounding_box(), page.evaluate("scrollY")
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def slide(*paths):
        """Fingers from one point to another each, in four steps; whether the picture is another one then."""
        page.evaluate(REST)
        before = page.evaluate(PRINT)
        steps = [[(a + (c - a) * n / 4, b + (d - b) * n / 4) for a, b, c, d in paths] for n in range(5)]
        for kind, points in zip(["touchStart", *["touchMove"] * 4, "touchEnd"], [*steps, []], strict=True):
            told = [{"x": one, "y": other, "id": n} for n, (one, other) in enumerate(points)]
            hands.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": told})
        page.evaluate(REST)
        return page.evaluate(PRINT) != before

    assert slide((x, y, x + 60, y + 40))
    assert slide((x - 20, y, x - 80, y), (x + 20, y, x + 80, y))
    assert (page.evaluate("scrollY"), page.evaluate("visualViewport.scale")) == (top, 1)
    context.close()

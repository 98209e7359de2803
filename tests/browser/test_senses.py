"""Other ways of seeing: 400 % zoom, forced colours, more contrast, less motion."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_looks import entered, everywhere


@pytest.fixture
def seen(chromium, sample):
    """Opens the sample in a browser set up in some way."""
    contexts = []

    def open_sample(**told):
        contexts.append(chromium.new_context(**{"viewport": {"width": 1280, "height": 860}} | told))
        return entered(contexts[-1], sample)

    yield open_sample
    for context in contexts:
        context.close()


@pytest.mark.deep
def test_zoomed_to_four_hundred_percent_no_part_of_the_focus_is_hidden(seen, sample):
    page = seen(viewport={"width": 320, "height": 256}, device_scale_factor=4)
    for path in ("/", "/people/", "/vision/"):
        page.goto(sample.address + path)
        for _ in range(25):
            page.keyboard.press("Tab")
            assert page.evaluate(SEEN), (path, page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))
    page.keyboard.press("Control+k")
    first = page.get_by_role("listbox").get_by_role("option").first
    expect(first).to_be_in_viewport(ratio=0.9)
    expect(first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("listbox").get_by_role("option").last).to_be_in_viewport(ratio=0.9)


@pytest.mark.deep
def test_a_row_one_walks_to_is_not_under_the_bar_for_those_ticked(seen, sample):
    for height in (860, 400):
        page = seen(viewport={"width": 1280, "height": height})
        page.goto(sample.address + "/people/")
        page.keyboard.press("j")
        page.keyboard.press("x")
        for key in "j" * 25 + "k" * 20:
            page.keyboard.press(key)
            assert page.evaluate(SEEN.replace("some", "every")), (height, key)


SEEN = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect();
  if (one === document.body) return true;
  const spots = [[0.5, 0.5], [0.05, 0.1], [0.95, 0.1], [0.05, 0.9], [0.95, 0.9]];
  return spots.some(([x, y]) => {
    const found = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
    return one.contains(found) || found?.contains(one) && !found.matches('nav *');
  });
}"""
"""Whether some part of what has the focus is on top where it stands (WCAG 2.2, 2.4.11)."""


def test_in_forced_colours_everything_that_acts_has_an_edge(seen, sample):
    page = seen(forced_colors="active")
    page.goto(sample.address + "/")
    page.keyboard.press("Control+k")
    expect(page.locator("[aria-selected=true]")).to_have_count(1)
    edges = "one => [getComputedStyle(one).outlineStyle, getComputedStyle(one).borderTopStyle]"
    assert page.locator("[aria-selected=true]").evaluate(edges)[0] == "solid"
    assert page.locator("[aria-selected=false]").first.evaluate(edges)[0] == "none"
    page.keyboard.press("Escape")
    for part in ("main button.quiet", "main .card", ".find", "[data-move] .button"):
        assert page.locator(part).first.evaluate(edges)[1] == "solid", part
    assert page.locator(".menu [aria-current]").evaluate(edges)[0] == "solid"
    page.keyboard.press("j")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_more_contrast_darkens_what_is_quiet(seen, sample):
    colour = "getComputedStyle(document.querySelector('main .muted')).color === getComputedStyle(document.body).color"
    for contrast, same in (("no-preference", False), ("more", True)):
        page = seen(contrast=contrast)
        page.goto(sample.address + "/people/")
        assert page.evaluate(colour) is same


@pytest.mark.deep
def test_with_less_motion_nothing_moves(seen, sample):
    page = seen(reduced_motion="reduce")
    moving = """() => [...document.querySelectorAll('*')].filter((one) => {
      const style = getComputedStyle(one);
      return style.animationName !== 'none' || parseFloat(style.transitionDuration) > 0
        || style.scrollBehavior === 'smooth';
    }).length"""
    for _ in everywhere(page, sample):
        assert page.evaluate(moving) == 0
    page.evaluate("document.body.style.transition = 'color 2s'")
    assert page.evaluate(moving) == 1

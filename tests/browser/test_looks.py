"""Every page in light, dark and phone width: axe finds nothing, nothing sticks out, targets can be hit."""

import re

import pytest
from playwright.sync_api import expect

from tests.axe import TAGS, violations

PAGES = [
    "/",
    "/people/",
    "/people/?q=zzzz",
    "/people/add",
    "/people/trash",
    "/people/place",
    "/people/map",
    "/people/elsewhere?place=Lisbon",
    "/people/family",
    "/people/proposals",
    "/people/readiness",
    "/welcome/memory",
    "/welcome/memory/aims",
    "/welcome/newcomer",
    "/welcome/work-or-networking",
    "/vision/",
    "/vision/write",
    "/vision/schedule",
    "/vision/gap?days=365",
    "/vision/compare",
    "/vision/review",
    "/organisations/",
    "/introductions/",
    "/introductions/to/?words=platform",
    "/introductions/asks/",
    "/introductions/learned",
    "/lab/",
    "/lab/1/",
    "/imports/",
    "/imports/paste",
    "/imports/duplicates",
    "/imports/where",
    "/imports/where/other-mail",
    "/welcome/",
    "/display",
    "/keys",
    "/palette?q=an",
    "/words?wording=talk",
]
SMALL = {"type": "rule", "values": ["color-contrast", "target-size", "scrollable-region-focusable"]}
"""What another scheme and width can change of what axe finds; the rest is in the markup, which is the same."""
TWICE = "document.documentElement.style.fontSize = '200%'"
SPACING = "letter-spacing: 0.12em; word-spacing: 0.16em; line-height: 1.5;"
SPACED = f"for (const one of document.querySelectorAll('*')) one.style.cssText += '{SPACING}'"
"""Text of twice the size, and wider spacing: WCAG 2.2, 1.4.4 and 1.4.12."""


def entered(context, running):
    """Sign in and enter the sample; once a server, later pages come with the cookies of the first."""
    page = context.new_page()
    if running.cookies:
        context.add_cookies(running.cookies)
        return page
    page.goto(running.run("open", "--print").stdout.split()[-1])
    if page.get_by_role("button", name=re.compile("sample", re.IGNORECASE)).count():
        page.get_by_role("button", name=re.compile("sample", re.IGNORECASE)).first.click()
        expect(page.get_by_role("note").filter(has_text="Sample: invented people.")).to_be_visible()
    running.cookies = context.cookies()
    return page


def sound(page):
    """Axe finds nothing by day, no colour too faint by night, and nothing sticks out."""
    page.wait_for_load_state()
    for scheme, rules in (("light", TAGS), ("dark", {"type": "rule", "values": ["color-contrast"]})):
        page.emulate_media(color_scheme=scheme)
        assert violations(page, rules) == [], (page.url, scheme)
    assert sticking_out(page) <= 0, page.url


def everywhere(page, sample):
    """Each page, and one of a person."""
    page.goto(sample.address + "/people/")
    person = page.locator("main table .name a").first.get_attribute("href")
    for path in [*PAGES, person]:
        assert page.goto(sample.address + path).ok, path
        yield path


def sticking_out(page):
    page.wait_for_load_state()
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize(
    ("scheme", "rules", "width", "others", "changed"),
    [
        ("light", TAGS, 1280, (390, 320), ""),
        pytest.param("dark", SMALL, 320, (1280, 390), SPACED, marks=pytest.mark.deep),
        pytest.param("light", [], 1280, (), TWICE, marks=pytest.mark.deep),
    ],
    ids=["light", "dark", "large"],
)
def test_axe_finds_nothing_and_nothing_sticks_out(chromium, sample, scheme, rules, width, others, changed):
    """Each page is loaded once for a scheme and looked at in several widths, at last with its text changed as some
    people's own style sheets do; loading is what takes the time."""
    context = chromium.new_context(viewport={"width": width, "height": 860}, color_scheme=scheme)
    page = entered(context, sample)
    for path in everywhere(page, sample):
        assert not rules or violations(page, rules) == [], path
        for wide in (width, *others):
            page.set_viewport_size({"width": wide, "height": 860})
            assert sticking_out(page) <= 0, f"{path} at {wide} px"
        if changed:
            page.set_viewport_size({"width": 390 if changed is SPACED else 1280, "height": 860})
            page.evaluate(changed)
            assert sticking_out(page) <= 0, f"{path} with changed text"
        page.set_viewport_size({"width": width, "height": 860})
    context.close()


def test_the_keyboard_reaches_everything_that_matters(chromium, sample):
    context = chromium.new_context(viewport={"width": 1280, "height": 860})
    page = entered(context, sample)
    page.goto(sample.address + "/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.type("gp")
    expect(page).to_have_url(re.compile("/people/"))
    page.wait_for_load_state()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") == "search"
    page.keyboard.type("gp")
    expect(page).to_have_url(re.compile("/people/"))
    context.close()


def test_the_week_and_the_time_line_print_on_one_sheet_each(chromium, sample):
    context = chromium.new_context()
    page = entered(context, sample)
    page.goto(sample.address + "/")
    assert page.locator("[data-move]").count() >= 3
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1
    page.goto(sample.address + "/vision/schedule")
    assert page.locator("svg circle").count() >= 3
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1
    context.close()


def test_a_phone_shows_a_person_of_the_list_in_a_few_lines(chromium, sample):
    context = chromium.new_context(viewport={"width": 390, "height": 860})
    page = entered(context, sample)
    page.goto(sample.address + "/people/")
    rows = page.locator(".table tbody tr")
    assert max(rows.nth(place).bounding_box()["height"] for place in range(20)) < 130
    context.close()


def test_the_menu_of_a_phone_keeps_the_rest_behind_more(chromium, sample):
    context = chromium.new_context(viewport={"width": 320, "height": 860}, java_script_enabled=False)
    page = entered(context, sample)
    page.goto(sample.address + "/people/")
    menu = page.get_by_role("navigation", name="Main")
    assert menu.get_by_role("link").count() == 4
    menu.get_by_text("More").click()
    menu.get_by_role("link", name="Map").click()
    expect(page).to_have_url(re.compile("/people/map"))
    expect(menu.locator(".more summary")).to_have_css("font-weight", "700")
    context.close()

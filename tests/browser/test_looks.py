"""Every page in light, dark and phone width: axe finds nothing, nothing sticks out, targets can be hit."""

import re

import pytest
from playwright.sync_api import expect

PAGES = [
    "/",
    "/people/",
    "/people/?q=zzzz",
    "/people/add",
    "/people/place",
    "/people/proposals",
    "/welcome/memory",
    "/welcome/memory/aims",
    "/welcome/newcomer",
    "/welcome/work-or-networking",
    "/vision/",
    "/imports/",
    "/imports/where",
    "/imports/where/other-mail",
    "/welcome/",
    "/display",
    "/keys",
    "/palette?q=an",
    "/words?wording=talk",
]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIZES = {"wide": 1280, "phone": 390, "small": 320}


def entered(context, running):
    """Sign in and enter the sample."""
    page = context.new_page()
    link = running.run("open", "--print").stdout.split()[-1]
    page.goto(link)
    if page.get_by_role("button", name=re.compile("sample", re.IGNORECASE)).count():
        page.get_by_role("button", name=re.compile("sample", re.IGNORECASE)).first.click()
    return page


@pytest.mark.parametrize(
    ("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (320, "dark")], ids=lambda told: str(told)
)
def test_axe_finds_nothing_and_nothing_sticks_out(chromium, sample, scheme, width):
    from axe_playwright_python.sync_playwright import Axe

    context = chromium.new_context(viewport={"width": width, "height": 860}, color_scheme=scheme)
    page = entered(context, sample)
    page.goto(sample.address + "/people/")
    person = page.locator("table a, .table a").first.get_attribute("href")
    for path in [*PAGES, person]:
        page.goto(sample.address + path)
        found = Axe().run(page, options={"runOnly": TAGS}).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], path
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{path} sticks out by {wide} px at {width}"
    context.close()


def test_the_keyboard_reaches_everything_that_matters(chromium, sample):
    context = chromium.new_context(viewport={"width": 1280, "height": 860})
    page = entered(context, sample)
    page.goto(sample.address + "/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("g")
    page.keyboard.press("p")
    expect(page).to_have_url(re.compile("/people/"))
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") == "search"
    page.keyboard.type("gp")
    expect(page).to_have_url(re.compile("/people/"))
    context.close()


def test_the_week_prints_on_one_sheet(chromium, sample):
    context = chromium.new_context()
    page = entered(context, sample)
    page.goto(sample.address + "/")
    assert page.locator("[data-move]").count() >= 3
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1
    context.close()


def test_a_phone_shows_a_person_of_the_list_in_a_few_lines(chromium, sample):
    context = chromium.new_context(viewport={"width": 390, "height": 860})
    page = entered(context, sample)
    page.goto(sample.address + "/people/")
    rows = page.locator(".table tbody tr")
    assert max(rows.nth(place).bounding_box()["height"] for place in range(20)) < 130
    context.close()

"""The list of people in a real browser: choices on a phone, Enter on an empty search, ticks, and paper."""

import re

import pytest
from playwright.sync_api import expect

from tests.axe import violations
from tests.browser.test_looks import entered

FURTHER = [pytest.param(*told, marks=pytest.mark.deep) for told in ((390, "dark"), (1280, "light"), (320, "light"))]


@pytest.fixture
def looking(chromium, sample):
    """Opens pages of the sample at a width, with or without scripts."""
    contexts = []

    def look(path, *, width=1280, scheme="light", scripts=True):
        size = {"width": width, "height": 860}
        contexts.append(chromium.new_context(viewport=size, color_scheme=scheme, java_script_enabled=scripts))
        page = entered(contexts[-1], sample)
        page.goto(sample.address + path)
        return page

    yield look
    for context in contexts:
        context.close()


def test_enter_on_an_empty_search_leads_to_adding_them(looking):
    page = looking("/people/", scripts=False)
    page.get_by_label("Search").fill("Quentin Zzyzx org:nowhere")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Add Quentin Zzyzx")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Name")).to_have_value("Quentin Zzyzx")


def test_choices_narrow_and_are_taken_back_without_scripts(looking):
    page = looking("/people/", scripts=False)
    page.get_by_role("link", name="Champion").click()
    expect(page).to_have_url(re.compile("standing=champion"))
    page.wait_for_load_state()
    shown = page.locator("[data-row]").count()
    assert f"{shown} people found" in page.locator(".lead").inner_text()
    page.get_by_role("link", name=re.compile("Take away: Standing")).click()
    expect(page).not_to_have_url(re.compile("standing"))
    page.wait_for_load_state()
    assert page.locator("[data-row]").count() > shown


@pytest.mark.parametrize(("width", "scheme"), FURTHER)
def test_choices_and_the_bar_for_the_ticked_look_right(looking, width, scheme):
    page = looking("/people/?status=current&all=1", width=width, scheme=scheme)
    choices = page.locator(".facets")
    if width < 600:
        expect(choices.get_by_role("link").first).to_be_hidden()
        choices.get_by_text("Narrow down").click()
    expect(choices.get_by_role("link", name="Advocate")).to_be_visible()
    page.locator("[data-row] .name > a").nth(20).focus()
    expect(page.get_by_role("button", name="Save")).to_be_in_viewport()
    bar, row = page.locator(".bulk").bounding_box(), page.locator("[data-row]").nth(20).bounding_box()
    assert row["y"] + row["height"] <= bar["y"], "the bar hides what has the focus"
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_the_bar_follows_who_is_ticked_and_the_focus_stays_in_sight(looking):
    page = looking("/people/")
    bar = page.get_by_role("button", name="Save")
    page.locator("[data-row] a").first.focus()
    expect(bar).not_to_be_in_viewport()
    page.locator("[data-select]").first.check()
    expect(bar).to_be_in_viewport()
    page.locator("[data-row] a").first.focus()
    for _ in range(24):
        page.keyboard.press("Tab")
        held, low = page.evaluate(
            "[document.activeElement, document.querySelector('.bulk')].map((one) => one.getBoundingClientRect().y)"
        )
        assert held < low


def sheets(page):
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))


def test_a_person_prints_on_two_sheets_and_sixty_people_on_three(looking):
    page = looking("/people/")
    assert sheets(page) <= 3
    page.locator("[data-row] a").first.click()
    expect(page.locator(".timeline li").nth(39)).to_be_attached()
    page.wait_for_load_state()
    assert sheets(page) <= 2
    page.emulate_media(media="print")
    for gone in ("nav", "form", "button", "footer"):
        assert all(not one.is_visible() for one in page.locator(gone).all())


@pytest.mark.deep
def test_people_go_to_the_trash_and_come_back_without_scripts(looking):
    page = looking("/people/?sort=name", width=390, scripts=False)
    names = page.locator("[data-row] .name").all_inner_texts()[:2]
    for place in (0, 1):
        page.locator("[data-select]").nth(place).check()
    page.get_by_role("button", name="Move to the trash").click()
    expect(page.get_by_text("Moved 2 people to the trash.")).to_be_visible()
    page.wait_for_load_state()
    assert not set(names) & set(page.locator("[data-row] .name").all_inner_texts())
    page.get_by_role("link", name="Trash").click()
    expect(page).to_have_url(re.compile("/people/trash"))
    page.wait_for_load_state()
    assert sorted(page.locator("[data-row] .name").all_inner_texts()) == sorted(names)
    page.locator("[data-select]").first.check()
    page.get_by_role("button", name="Forget for good").click()
    expect(page.get_by_role("heading", name="Forget 1 person for good?")).to_be_visible()
    page.go_back()
    for place in (0, 1):
        page.locator("[data-select]").nth(place).check()
    page.get_by_role("button", name="Restore").click()
    expect(page.get_by_text("2 people are back as they were.")).to_be_visible()

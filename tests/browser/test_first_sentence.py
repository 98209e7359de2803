"""The first reward before ten questions: from one sentence to an explained week in three clicks or fewer."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_looks import sound

SENTENCE = "I lead a small team whose systems people trust"


@pytest.fixture
def plain(chromium):
    """A phone without JavaScript."""
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 860})
    yield context.new_page()
    context.close()


def begun(page, backcast, clicks):
    """The sentence typed and sent; every click is counted."""
    page.goto(backcast.link)
    expect(page).to_have_url(re.compile("/welcome/"))
    for control in (page.get_by_label("In one sentence"), page.get_by_role("button", name="Show me a first week")):
        control.click()
        clicks.append(control)
        if len(clicks) == 1:
            control.fill(SENTENCE)


def test_one_sentence_gives_a_first_week_within_three_clicks(page, backcast):
    clicks = []
    begun(page, backcast, clicks)
    expect(page.get_by_role("heading", name="This week")).to_be_visible()
    page.wait_for_load_state()
    moves = page.locator("[data-move]")
    assert 2 <= moves.count() <= 5 and len(clicks) <= 3
    for place in range(moves.count()):
        assert moves.nth(place).locator(".why").inner_text().strip()
    expect(page.locator("main")).to_contain_text(SENTENCE)
    assert not re.search(r"\b0 of\b|None of", page.locator("main").inner_text())
    page.get_by_role("button", name="Undo").click()
    expect(page).to_have_url(re.compile("/welcome/"))


@pytest.mark.deep
def test_the_week_asks_one_question_and_plans_anew_with_the_answer(plain, backcast):
    begun(plain, backcast, [])
    plain.get_by_role("link", name="Answer below").click()
    plain.get_by_label("Who will know you by then?").fill("Hugo Tanaka; an editor of a trade journal")
    plain.get_by_role("button", name="Note it").click()
    expect(plain.get_by_role("status")).to_contain_text("Noted.")
    expect(plain.locator("[data-move=name_people]")).to_have_count(0)
    expect(plain.get_by_label("What will you be known for?")).to_have_count(0)
    plain.get_by_role("link", name="Another question").click()
    expect(plain.get_by_label("What will you be known for?")).to_be_visible()
    plain.get_by_role("button", name="Not now").click()
    expect(plain.locator("#question")).to_have_count(0)
    plain.goto(backcast.address + "/vision/")
    expect(plain.locator("main")).to_contain_text("Hugo Tanaka")
    plain.get_by_role("link", name="This week").click()
    plain.get_by_role("link", name="Write them down").click()
    plain.get_by_label("Champions").fill("Ada Lin")
    plain.get_by_role("button", name="Save these lists").click()
    plain.goto(backcast.address + "/")
    expect(plain.locator("[data-move=few_lines]")).to_contain_text("Ada Lin")


@pytest.mark.deep
def test_the_first_pages_are_fit_for_everybody_on_a_small_phone(chromium, backcast):
    context = chromium.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(backcast.link)
    sound(page)
    page.get_by_role("button", name="Show me a first week").click()
    expect(page.get_by_label("In one sentence")).to_have_attribute("aria-invalid", "true")
    sound(page)
    page.get_by_label("In one sentence").fill(SENTENCE)
    page.get_by_role("button", name="Show me a first week").click()
    expect(page.get_by_role("region", name="One question")).to_be_visible()
    sound(page)
    page.get_by_role("button", name="Note it").click()
    expect(page.get_by_role("region", name="One question")).to_contain_text("A few words are enough.")
    sound(page)
    context.close()

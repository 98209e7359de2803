"""The future written question by question, by keyboard, on a phone, without JavaScript; then stopped and resumed."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_looks import sticking_out

LAST = (
    "Where must you be to meet them?",
    "How must you show up differently?",
    "Whom do you model yourself on?",
    "What first step can you take now?",
    "What stands in the way, and who knows the way past it?",
)


@pytest.fixture
def plain(chromium):
    """A phone without JavaScript."""
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 860})
    yield context.new_page()
    context.close()


def asked(page, question):
    """The page asks this, and the focus is where one writes."""
    expect(page.get_by_role("heading", level=1)).to_have_text(question)
    expect(page.locator(":focus")).to_have_attribute("name", re.compile("."))
    assert sticking_out(page) <= 0, question


def told(page, *words):
    """An answer typed field by field, and sent with Enter."""
    for place, word in enumerate(words):
        if place:
            page.keyboard.press("Tab")
        page.keyboard.type(word)
    page.keyboard.press("Enter")


def pressed(page, name):
    page.get_by_role("button", name=name, exact=True).press("Enter")


def test_a_future_is_written_by_keyboard_on_a_phone_and_goes_on_where_it_stopped(plain, backcast):
    plain.goto(backcast.link)
    plain.goto(backcast.address + "/vision/")
    plain.get_by_role("link", name="One question at a time").press("Enter")
    for question, words in (
        ("Where are you in five years?", ("I lead a small team",)),
        ("What are you known for?", ("calm platforms",)),
        ("Where in the world is that?", ("Oslo",)),
        ("What would it mean to you?", ("evenings at home",)),
        ("How much does it matter to you?", ()),
        ("How much would you like it, and how sure are you?", (" ",)),
        ("How many hours a week can you give it?", ()),
    ):
        asked(plain, question)
        told(plain, *words)
    asked(plain, "Where do you stand today?")
    pressed(plain, "Skip")
    asked(plain, "Who will know you by then?")
    told(plain, "Mei Park")
    expect(plain.get_by_role("region", name="Here already")).to_contain_text("Mei Park")
    asked(plain, "Who will know you by then?")
    pressed(plain, "Stop for today")
    expect(plain.get_by_role("heading", level=1)).to_contain_text("I lead a small team")
    plain.goto(backcast.address + "/vision/write")
    asked(plain, "Who will know you by then?")
    for question in (
        "Whom do you know by then?",
        "Whom would you like to have coffee with?",
        "What had to be true just before?",
    ):
        pressed(plain, "That is enough")
        asked(plain, question)
    told(plain, "I had led the move")
    asked(plain, "And what had to be true just before that?")
    told(plain, "I had asked to")
    expect(plain.get_by_text("just before: I had led the move")).to_be_visible()
    pressed(plain, "Skip")
    for question in LAST:
        expect(plain.get_by_role("heading", level=1)).to_have_text(question)
        pressed(plain, "Skip")
    expect(plain.get_by_role("heading", level=1)).to_have_text("That is your future")
    expect(plain.locator("main")).to_contain_text("1 person in it. 2 milestones on the way.")
    plain.get_by_role("link", name="To this week").press("Enter")
    expect(plain.locator("main")).to_contain_text("I lead a small team")

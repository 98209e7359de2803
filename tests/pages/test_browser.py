"""What only a browser shows: the policy holds, nothing overflows, the focus stays, keys can be turned off."""

from pathlib import Path

import pytest

from tests.axe import violations

CHROMIUM = "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
QUIET += ["--disable-component-update", "--disable-sync"]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="Debian's chromium is not installed"),
]


@pytest.fixture(scope="module")
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium, port):
    """Opens a path in a fresh browser; what the console said is in `page.said`."""
    contexts = []

    def open_page(path, **context):
        contexts.append(chromium.new_context(base_url=f"http://127.0.0.1:{port}", **context))
        page = contexts[-1].new_page()
        page.said = []
        page.on("console", lambda line: page.said.append(line.text))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def focused(page):
    return page.evaluate("document.activeElement.id")


def test_no_page_is_wider_than_its_window_or_hides_from_axe(opened):
    for scheme, width in [("light", 1280), ("dark", 320)]:
        page = opened("/people/?sample=1&said=1", color_scheme=scheme, viewport={"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page) == []
        assert page.said == []


def test_fingers_find_their_targets(opened):
    page = opened("/people/", viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    sizes = page.eval_on_selector_all(
        "button, .button, summary, .menu a, .find, .choices label, select,"
        " main input:not([type=radio], [type=checkbox])",
        "all => all.filter(one => one.checkVisibility())"
        "  .map(one => [one.outerHTML.slice(0, 60), one.getBoundingClientRect().height])",
    )
    assert len(sizes) > 10 and [size for size in sizes if size[1] < 44] == []


def test_keys_lead_on_and_never_while_typing(opened):
    page = opened("/people/")
    page.keyboard.press("/")
    assert focused(page) == "search"
    page.keyboard.type("g w")
    assert page.input_value("#search") == "g w" and page.url.endswith("/people/")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("g")
    page.keyboard.press("w")
    page.wait_for_url(lambda url: not url.endswith("/people/"))


def test_a_key_of_a_card_needs_the_focus_in_the_card(opened):
    page = opened("/people/")
    page.evaluate(
        "window.done = []; document.addEventListener('click', (event) => {"
        " event.preventDefault(); done.push(event.target.closest('[data-scope]').id); })"
    )
    page.keyboard.press("e")
    assert page.evaluate("done") == []
    page.focus("#move-1")
    page.keyboard.press("e")
    assert page.evaluate("done") == ["move-1"]


def test_rows_are_walked_selected_and_opened(opened):
    page = opened("/people/")
    for key, stop in [("j", "move-1"), ("j", "move-2"), ("j", "row-1"), ("j", "row-2"), ("j", "row-2"), ("k", "row-1")]:
        page.keyboard.press(key)
        assert focused(page) == stop
        assert page.evaluate("document.activeElement.matches(':focus-visible')")
    page.keyboard.press("x")
    assert page.is_checked("#pick-1") and not page.is_checked("#pick-2") and focused(page) == "row-1"
    page.focus("#pick-1")
    page.keyboard.press("j")
    assert focused(page) == "row-2"
    page.keyboard.press("Enter")
    assert page.url.endswith("#x")
    page.focus("#move-2")
    page.keyboard.press("Enter")
    assert page.url.endswith("#y")


def test_keys_of_another_script_are_known_by_their_place(opened):
    page = opened("/people/")
    page.evaluate("document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'о', code: 'KeyJ', bubbles: true}))")
    assert focused(page) == "move-1"


def test_the_overlay_shows_the_keys_and_gives_the_focus_back(opened):
    page = opened("/people/")
    page.focus("#swapper")
    page.keyboard.press("?")
    page.wait_for_selector("#keys[open] dl")
    assert page.locator("#move-1 button[data-hint=e]").count() == 1
    assert page.locator(".field[data-hint='/']").count() == 1
    page.keyboard.press("j")
    assert not page.evaluate("document.activeElement.closest('[data-move]')")
    page.keyboard.press("Escape")
    page.wait_for_selector("#keys:not([open])", state="attached")
    assert focused(page) == "swapper" and page.locator("[data-hint]").count() == 0
    page.get_by_role("link", name="All keys").click()
    page.wait_for_selector("#keys[open]")
    page.keyboard.press("?")
    page.wait_for_selector("#keys:not([open])", state="attached")


def test_keys_can_be_turned_off(opened):
    page = opened("/display")
    page.get_by_label("Single keys do nothing").check()
    page.get_by_label("Dark").check()
    page.get_by_role("button", name="Keep it").click()
    page.wait_for_selector("html[data-keys=off] .foot")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 22, 26)"
    page.goto("/people/")
    for key in ("/", "j", "?"):
        page.keyboard.press(key)
    assert focused(page) == "" and page.locator("dialog[open]").count() == 0


def test_the_focus_goes_where_the_answer_asks_or_stays(opened):
    page = opened("/people/")
    page.locator("#swapper").press("Enter")
    page.wait_for_selector("#swapped:focus")
    page.locator("#refuser").press("Enter")
    page.wait_for_selector("#said .notice.error")
    assert "This import was taken back already. Import the file again." in page.inner_text("#said")
    assert focused(page) == "refuser" and page.inner_text("#place") == "Swapped"


def test_a_part_that_comes_again_keeps_the_focus_on_its_second_button(opened):
    page = opened("/people/")
    page.focus("#again button:nth-of-type(2)")
    with page.expect_response("**/again"):
        page.keyboard.press("Enter")
    page.wait_for_selector("#again.swapped button:nth-of-type(2):focus")


def test_the_first_tab_skips_to_the_page(opened):
    page = opened("/people/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert focused(page) == "main"


def test_paper_gets_the_moves_and_not_the_controls(opened):
    page = opened("/people/?sample=1&said=1", color_scheme="dark")
    page.emulate_media(media="print")
    assert not any(page.locator(one).first.is_visible() for one in (".side", ".banner", ".said", "button", ".foot"))
    assert page.get_by_text("Reconnect with").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_without_scripts_everything_is_there(opened):
    page = opened("/people/?sample=1&said=1", java_script_enabled=False)
    assert page.get_by_role("button", name="Undo").is_visible()
    page.get_by_role("link", name="Display and keys").click()
    page.get_by_label("Light").check()
    page.get_by_role("button", name="Keep it").click()
    assert page.locator("html").get_attribute("data-theme") == "light"

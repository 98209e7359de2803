"""From nothing to an explained week: the journey of a new user, by mouse, by keyboard, and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.imports.exports import archive

PEOPLE = [(f"Given{n} Family{n}", f"House {n % 5}", "Engineer", f"0{1 + n % 9} Jun 20{10 + n % 14}") for n in range(25)]
TOLD = [(f"Given{n} Family{n}", "me", f"202{1 + n % 4}-0{1 + m}-11") for n in range(8) for m in range(4)]
TOLD += [("me", f"Given{n} Family{n}", f"202{1 + n % 4}-0{1 + m}-12") for n in range(8) for m in range(4)]


def until(page, sign, has_scripts=True):
    """Wait for what the work ends with; without scripts one looks again oneself. With scripts the page does, and a
    second look at the same moment would cut it off."""
    for _ in range(200):
        if sign.count():
            return
        if not has_scripts and "/job/" in page.url:
            page.goto(page.url)
        page.wait_for_timeout(150)
    expect(sign).to_be_visible()


def brought(page, backcast, path, has_scripts=True):
    """From the first page through the preview to the imported people."""
    page.goto(backcast.link)
    expect(page).to_have_url(re.compile("/welcome/"))
    page.get_by_role("link", name="Bring your contacts").click()
    page.get_by_label(re.compile("drop", re.IGNORECASE)).set_input_files(str(path))
    page.get_by_role("button", name="Read it").click()
    until(page, page.get_by_role("heading", name="What is in your file"), has_scripts)
    expect(page.locator("dl.counts").first).to_contain_text("25")
    page.get_by_role("button", name="Bring them in").click()
    until(page, page.get_by_role("button", name="Take back"), has_scripts)


def test_from_a_linkedin_export_to_an_explained_week(page, backcast, tmp_path):
    brought(page, backcast, archive(tmp_path, "11-20-2026", PEOPLE, TOLD))
    page.goto(backcast.address + "/")
    expect(page.get_by_role("heading", name="This week")).to_be_visible()
    page.wait_for_load_state()
    moves = page.locator("[data-move]")
    assert 2 <= moves.count() <= 5
    for place in range(moves.count()):
        assert moves.nth(place).locator(".why").inner_text().strip()


@pytest.mark.deep
def test_taking_an_import_back_empties_the_people_again(page, backcast, tmp_path):
    brought(page, backcast, archive(tmp_path, "11-20-2026", PEOPLE, TOLD))
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_role("status")).to_contain_text("taken back")
    page.goto(backcast.address + "/people/")
    expect(page.get_by_text("Given1 Family1")).to_have_count(0)


@pytest.fixture
def plain(chromium):
    """A browser without JavaScript."""
    context = chromium.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.deep
def test_all_of_it_works_without_scripts(plain, backcast, tmp_path):
    brought(plain, backcast, archive(tmp_path, "11-20-2026", PEOPLE, TOLD), has_scripts=False)
    plain.goto(backcast.address + "/")
    plain.wait_for_load_state()
    before = plain.locator("[data-move]").count()
    plain.get_by_role("button", name="Done").first.click()
    expect(plain.get_by_role("status")).to_contain_text("Done")
    plain.get_by_role("button", name="Undo").click()
    expect(plain.locator("[data-move]")).to_have_count(before)


def test_a_file_that_cannot_be_read_says_so_and_changes_nothing(page, backcast, tmp_path):
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 nothing else")
    page.goto(backcast.link)
    page.goto(backcast.address + "/imports/")
    page.get_by_label(re.compile("drop", re.IGNORECASE)).set_input_files(str(tmp_path / "broken.zip"))
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", name="That did not work")).to_be_visible()


@pytest.mark.deep
def test_a_link_opens_once(page, backcast):
    page.goto(backcast.link)
    expect(page).to_have_url(re.compile("/welcome/"))
    page.context.clear_cookies()
    answer = page.goto(backcast.link)
    assert answer.status == 403
    page.expected_errors.clear()

"""A list with columns of its own: asked about in the browser, and read as it is said."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_first_week import until
from tests.browser.test_looks import sound

TABLE = "Wer;Wohin;Kürzel\nAnna Ash;a@example.org;=1+1\nBo Birch;b@example.org;<script>\n"


@pytest.mark.deep
def test_columns_are_explained_and_the_people_are_there(page, backcast, tmp_path):
    (tmp_path / "list.csv").write_text(TABLE)
    page.goto(backcast.link)
    page.goto(backcast.address + "/imports/")
    page.get_by_label(re.compile("drop", re.IGNORECASE)).set_input_files(str(tmp_path / "list.csv"))
    page.get_by_role("button", name="Read it").click()
    until(page, page.get_by_role("heading", name="What do these columns mean?"))
    sound(page)
    expect(page.get_by_label("wohin")).to_have_value("email")
    page.get_by_label("wer").select_option("Name")
    page.get_by_role("button", name="Read it so").click()
    until(page, page.get_by_role("heading", name="What is in your file"))
    expect(page.get_by_role("main")).to_contain_text("list.csv was read as you said on 22 November 2026.")
    expect(page.get_by_role("main")).to_contain_text("New among them: Anna Ash, Bo Birch.")

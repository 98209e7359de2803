"""Answering whether two are one, by keys alone: keep both, undo, merge, and the page that is left."""

from playwright.sync_api import expect

CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:{}\nTEL:+1 415 555 01{}\nORG:{}\nEND:VCARD\n"
BOOK = [("Anna Hale", "10", "Kelvin Labs"), ("Bo Stone", "20", "Acme"), ("Cy Cedar", "30", "Initech")]
TWICE = [("Hale, Anna", "10", ""), ("B. Stone", "20", "")]


def pressed(page, key, left):
    """A key, and the page it leads to: its keys act once it stands."""
    page.keyboard.press(key)
    expect(page.get_by_text(left)).to_be_visible()
    page.wait_for_load_state()


def test_pairs_are_answered_by_keys(backcast, page, tmp_path):
    file = tmp_path / "book.vcf"
    file.write_text("".join(CARD.format(*card) for card in BOOK + TWICE))
    backcast.run("import", str(file), "--yes")
    page.goto(backcast.link)
    page.goto(backcast.address + "/imports/duplicates")
    expect(page.get_by_text("1 of 2")).to_be_visible()
    pressed(page, "k", "1 of 1")
    expect(page.get_by_text("Kept as two people")).to_be_visible()
    pressed(page, "z", "1 of 2")
    pressed(page, "m", "1 of 1")
    pressed(page, "m", "Nobody seems to be here twice.")
    page.get_by_text("Your last answers").click()
    expect(page.get_by_role("button", name="Take apart")).to_have_count(2)

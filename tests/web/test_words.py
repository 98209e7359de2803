"""Words and ways on the pages: one sentence is a vision, every change can be undone, lists lead on."""

import re

from backcast.vision import queries
from tests import cast, make
from tests.imports.exports import archive, bring


def text(response):
    return response.content.decode()


def sent(page):
    """What a browser sends of the first form with a title when nobody touches it."""
    found = re.findall(r'<input [^>]*name="(\w+)"[^>]*>', page)
    values = {name: re.search(rf'<input [^>]*name="{name}"[^>]*?value="([^"]*)"', page) for name in found}
    return {name: value[1] for name, value in values.items() if value and name != "csrfmiddlewaretoken"}


def test_one_sentence_is_enough_for_a_future_five_years_ahead(alice):
    browser = cast.client(alice)
    untouched = sent(text(browser.get("/vision/")))
    browser.post("/vision/new", untouched | {"title": "Head of platforms"})
    vision = queries.active(alice)
    assert (vision.title, vision.horizon.isoformat()) == ("Head of platforms", "2031-11-22")


def test_a_changed_part_of_the_vision_says_so_and_can_be_undone(alice):
    browser = cast.client(alice)
    browser.post("/vision/new", {"title": "There", "horizon": "2031-11-22", "hours_per_week": "3", "milestone": "Old"})
    row = queries.active_story(alice).chapters[0].milestone
    changed = {"title": "New", "kind": row.kind, "importance": "3"}
    answer = browser.post(f"/vision/milestones/{row.pk}/", changed, follow=True)
    undo = re.findall(r'action="(/undo/\d+)"', text(answer))
    assert "Saved." in text(answer) and "New</a>" in text(answer)
    browser.post(undo[-1])
    back = text(browser.get("/vision/"))
    assert "Old</a>" in back and "New</a>" not in back


def test_saving_a_part_as_it_was_offers_nothing_to_undo(alice):
    browser = cast.client(alice)
    browser.post("/vision/new", {"title": "There", "horizon": "2031-11-22", "hours_per_week": "3"})
    vision = queries.active(alice)
    browser.post(f"/vision/{vision.pk}/places/new", {"title": "The meetup"})
    browser.get("/vision/")
    answer = browser.post("/vision/places/1/", {"title": "The meetup"}, follow=True)
    assert "Saved." in text(answer) and "/undo/" not in text(answer)


def test_people_without_a_standing_can_be_placed_together(alice):
    make.person(alice)
    browser = cast.client(alice)
    assert 'href="/people/place"' in text(browser.get("/people/?standing=unknown"))
    assert 'href="/people/place"' not in text(browser.get("/people/"))


def test_imports_are_told_in_words(alice, tmp_path):
    bring(alice, archive(tmp_path, "11-20-2026", [("Ada Lin", "Acme", "Engineer", "05 Jun 2020")]))
    page = text(cast.client(alice).get("/imports/"))
    assert re.search(r"\d{1,2} [A-Z][a-z]{2} \d{4}</a>", page) and ">LinkedIn</td>" in page

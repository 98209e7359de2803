"""Work or networking: every figure on the page has its row, every row its source, and nothing is only remembered."""

import html
import re

import pytest

from backcast.vision import queries as visions
from backcast.web.views.honest import FIGURES, MARKS, SOURCES, WITHOUT_FIGURES
from tests import cast

ADDRESS = "/welcome/work-or-networking"
IN_WORDS = {"half", "third"}
FORBIDDEN = re.compile(
    r"!|—|\b(guilt|should have|must|late\b(?! in a career)|leverage|correlat|coefficient)\w*", re.IGNORECASE
)


@pytest.fixture
def page(alice):
    return cast.client(alice).get(ADDRESS).content.decode()


def words(text):
    """What one reads, without tags, in one line."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", text))).strip()


def parts(page):
    """From the heading to where the sources are folded away, and those."""
    main = page[page.index("<h1>") :]
    at = main.index("<details")
    return main[:at], main[at:]


def visible(page):
    """What one reads before unfolding anything."""
    return words(parts(page)[0])


def test_every_figure_that_is_seen_has_a_row_with_a_source(page):
    rest = re.sub(r"(?s)<form.*?</form>", "", parts(page)[0])
    rest = words(rest)
    for one in FIGURES.values():
        assert one.shown in rest, one.shown
        rest = rest.replace(one.shown, "")
    assert not re.search(r"\d", rest), rest
    assert not IN_WORDS & set(re.findall(r"[a-z]+", rest)) and "%" not in rest


def test_every_row_stands_among_the_sources_with_how_it_is_known(page):
    folded = words(parts(page)[1])
    for one in FIGURES.values():
        source = SOURCES[one.source]
        year = f" ({source.year})" if source.year else ""
        assert f"{one.shown} {one.what} {source.who}{year}, {source.where} {source.kind} {MARKS[one.mark]}" in folded
    for key, said in WITHOUT_FIGURES:
        assert f"{said} {SOURCES[key].who} ({SOURCES[key].year})" in folded


def test_only_our_own_choice_stands_without_a_study():
    own = {one.source for one in FIGURES.values() if one.mark == "ours"}
    assert own == {"own"} == {one.source for one in FIGURES.values() if SOURCES[one.source].kind == "no study"}
    assert {one.mark for one in FIGURES.values()} == set(MARKS)
    used = {one.source for one in FIGURES.values()} | {key for key, _ in WITHOUT_FIGURES}
    assert used == set(SOURCES), "no source without a finding"
    assert all(source.year for key, source in SOURCES.items() if key not in ("own", "adler"))


def test_it_is_short_and_calm(page):
    seen = visible(page)
    assert len(seen.split()) <= 400
    assert not FORBIDDEN.search(seen), FORBIDDEN.search(seen)
    for part in ("does not prove", "folklore", "only our choice", "nobody knows", "Early and late", "A skipped week"):
        assert part.lower() in seen.lower()


def test_it_ends_with_one_next_step(alice, page):
    client, form = cast.client(alice), re.search(r'(?s)<form method="post" action="([^"]+)".*?</form>', page)
    sent = dict.fromkeys(re.findall(r'name="([a-z]+)"', form[0]), "2") | {"title": "I lead an ensemble"}
    done = client.post(form[1], sent)
    assert (done.status_code, done.headers["Location"]) == (303, "/")
    assert (visions.active(alice).title, visions.active(alice).hours_per_week) == ("I lead an ensemble", 2.0)
    after = client.get(ADDRESS).content.decode()
    assert "<form" not in parts(after)[0] and "To this week" in after


def test_looking_is_all_one_can_do(alice):
    assert cast.client(alice).post(ADDRESS).status_code == 405

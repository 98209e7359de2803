"""Who is still missing: how near everybody is, who of the user's people is like them, and what leads to nobody."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backcast.journal.actions import invert
from backcast.journal.models import Change
from backcast.network.actions import acquaintances
from backcast.vision.models import FuturePerson
from backcast.vision.queries.alike import face, found
from backcast.vision.queries.coverage import KINDS, missed
from tests import cast, make
from tests.vision.test_load import TOP, load

WORLD = TOP + (
    '[[future_people]]\nkey = "known"\nname = "Ada Byron"\nknows_me = true\n'
    '[[future_people]]\nkey = "tie"\nname = "Bo Lind"\n'
    '[[future_people]]\nkey = "way"\nname = "Cy Diaz"\n'
    '[[future_people]]\nkey = "far"\nname = "Di <b>Moss"\norganisation = "Kelvin Labs GmbH"\ndescribe = "Data lead"\n'
    '[[future_people]]\nkey = "none"\ndescribe = "a head of data science at a bank"\nweight = 5\n'
    '[[milestones]]\nkey = "talk"\ntitle = "Speak"\nleads_to = ["way", "none"]\n'
    '[[milestones]]\nkey = "alone"\ntitle = "Read <i>"\n'
    '[[milestones]]\nkey = "was"\ntitle = "Was"\nstate = "done"\n'
    '[[milestones]]\nkey = "no"\ntitle = "No"\nstate = "dropped"\nleads_to = ["tie"]\n'
)


@pytest.fixture
def browser(alice):
    return cast.client(alice)


@pytest.fixture
def vision(alice):
    """Bo is known, Cy can be reached through Ada; Ed leads data at a bank, Fay knows Kim, who is at Kelvin Labs."""
    ada = make.person(alice, "Ada Byron", standing="supporter", title="Head of Sales")
    make.person(alice, "Bo Lind", standing="friendly")
    make.person(alice, "Ed Roe", standing="friendly", title="Head of Data Science", organisation="Old Bank")
    fay = make.person(alice, "Fay Ito", standing="friendly")
    make.person(alice, "Gil Orr", standing="friendly", title="Data Scientist", organisation="Kelvin Labs")
    kim = make.person(alice, "Kim Poe", organisation="Kelvin Labs")
    acquaintances.say(alice, ada, make.person(alice, "Cy Diaz"))
    acquaintances.say(alice, fay, kim)
    make.person(alice, "Hal Kin", standing="friendly", ring="family", title="Head of Data Science")
    return load(alice, WORLD).vision


def text(response):
    return re.sub(r"\s+", " ", response.content.decode())


def row(viewer, key):
    return FuturePerson.objects.of(viewer).get(key=key)


def test_everybody_is_counted_once_by_how_near_they_are(browser, alice, vision):
    page = text(browser.get(f"/vision/{vision.pk}/coverage"))
    found = missed(alice, vision)
    kinds = {one.row.key: group.kind for group in found.groups for one in group.people}
    assert kinds == {"known": "knows-me", "tie": "known", "way": "reachable", "far": "reachable", "none": "no-name"}
    assert [group.kind for group in found.groups] == [*KINDS] and found.people == 5
    assert "Di &lt;b&gt;Moss" in page and "<b>Moss" not in page and "Read &lt;i&gt;" in page
    assert f'href="/introductions/to/future/{row(alice, "way").pk}"' in page and "See the ways" in page
    assert [one.title for one in found.alone] == ["Read <i>"]
    assert [one.key for one in found.unserved] == ["tie", "far"]


def test_without_a_way_the_page_leads_to_what_would_open_one(browser, alice):
    vision = load(alice, TOP + '[[future_people]]\nkey = "a"\nname = "Zoe Far"\n').vision
    page = text(browser.get(f"/vision/{vision.pk}/coverage"))
    assert "1 has no way yet" in page and "No way is known yet." in page and "See what would open one" in page


def test_who_is_like_them_and_who_stands_beside_them_is_said_with_the_reason(alice, vision):
    told = {
        key: (
            [(like.person.name, like.because) for like in one.like],
            [(like.person.name, like.because, like.is_one) for like in one.beside],
        )
        for key, one in ((key, found(alice, [row(alice, key)])[row(alice, key).pk]) for key in ("far", "none"))
    }
    like, beside = told["none"]
    assert like[0] == ("Ed Roe", ("Same field, Data and AI", "also “bank”, “data”, “science”", "at the same level"))
    assert [name for name, _ in like] == ["Ed Roe", "Gil Orr"] and beside == []  # no family, no level alone
    assert face("Head of Sales").level == face("a head of data science").level != ""
    assert told["far"][1] == [
        ("Gil Orr", ("Is at Kelvin Labs now",), True),
        ("Fay Ito", ("Knows Kim Poe there",), False),
    ]


def test_this_is_the_one_links_them_and_is_taken_back(browser, alice):
    ed = make.person(alice, "Ed Roe", standing="friendly", title="Head of Data Science")
    vision, none = load(alice, WORLD).vision, row(alice, "none")
    page = text(browser.get(f"/vision/{vision.pk}/coverage"))
    assert page.count("This is the one") == 1
    after = text(browser.post(f"/vision/people/{none.pk}/one", {"person": ed.pk}, follow=True))
    none.refresh_from_db()
    assert (none.person_id, none.name, none.describe) == (ed.pk, "Ed Roe", "a head of data science at a bank")
    assert "Ed Roe is one of the people of this future now." in after and "Undo" in after
    invert(alice, Change.objects.of(alice).latest("pk"))
    none.refresh_from_db()
    assert (none.person_id, none.name) == (None, "")


def test_nobody_is_the_one_twice_and_strangers_are_nobody(browser, alice, charlie):
    bo, theirs = make.person(alice, "Bo Lind"), make.person(charlie, "Xan Foe")
    load(alice, WORLD)
    none = row(alice, "none")
    again = browser.post(f"/vision/people/{none.pk}/one", {"person": bo.pk}, follow=True)
    assert "Bo Lind is in this future already." in text(again)
    changes = Change.objects.of(alice).count()
    for wrong in (theirs.pk, "", "x", "9" * 30):
        assert browser.post(f"/vision/people/{none.pk}/one", {"person": wrong}).status_code == 404
    assert cast.client(charlie).post(f"/vision/people/{none.pk}/one", {"person": theirs.pk}).status_code == 404
    assert Change.objects.of(alice).count() == changes


def test_an_empty_future_says_who_could_be_in_it(browser, alice):
    vision = load(alice, TOP + '[[milestones]]\nkey = "a"\ntitle = "A"\n').vision
    page = text(browser.get(f"/vision/{vision.pk}/coverage"))
    assert "Nobody is in this future yet" in page and "Milestones that lead to nobody" not in page


def test_the_page_asks_the_same_however_many_there_are(browser, alice):
    make.person(alice, "Gil Orr", standing="friendly", title="Data Scientist", organisation="Kelvin Labs")
    counts = []
    for size in (1, 9):
        rows = "".join(
            f'[[future_people]]\nkey = "p{n}"\ndescribe = "a data lead {n}"\norganisation = "Kelvin Labs"\n'
            for n in range(size)
        )
        vision = load(alice, WORLD + rows).vision
        browser.get(f"/vision/{vision.pk}/coverage")
        with CaptureQueriesContext(connection) as asked:
            browser.get(f"/vision/{vision.pk}/coverage")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12

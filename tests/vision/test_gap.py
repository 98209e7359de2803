"""The gap: where attention went beside what the vision asks for, by hand-counted cases and by a law."""

import re
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from backcast.engine.week import value
from backcast.network.actions import facts, organisations
from backcast.network.models import Organisation
from backcast.ties import queries as ties
from backcast.ties.actions import stand
from backcast.vision import queries
from backcast.vision.queries import stage
from backcast.vision.queries.attention import KINDS, Part, Value
from backcast.vision.queries.gap import LEVELS, ROWS, _table, gap
from tests import cast, make
from tests.vision.test_load import TOP, load

STORY = (
    TOP + 'place = "Lisbon, Portugal"\n'
    '[[future_people]]\nkey = "ciso"\ndescribe = "a CISO at a bank"\norganisation = "Big Bank"\nweight = 3\n'
    '[[future_people]]\nkey = "mei"\nname = "Mei Park"\nweight = 1\n'
    '[[future_people]]\nkey = "near"\ndescribe = "somebody near"\nlocal = true\nweight = 1\n'
)


@pytest.fixture
def browser(alice):
    return cast.client(alice)


def text(response):
    return re.sub(r"\s+", " ", response.content.decode())


def people(alice):
    mei = make.person(alice, "Mei Park", organisation="Kelvin Labs", title="Head of Data", place="Braga, Portugal")
    ada = make.person(alice, "Ada Lin", organisation="Kelvin Labs", title="Software Engineer", place="Lisbon")
    who = make.person(alice, "Who Knows")
    for person, minutes, days in ((mei, 60, 10), (ada, 120, 20), (ada, 60, 89), (who, 240, 90), (who, 60, 364)):
        make.contact(alice, person, days_ago=days, minutes=minutes)
    make.contact(alice, mei, days_ago=-5, minutes=600)
    return mei, ada, who


def rows(found, kind):
    table = next(one for one in found.tables if one.kind == kind)
    return {row.name: (row.hours, row.contacts, row.people, row.asked) for row in table.rows}


def test_hours_and_vision_by_organisation_field_seniority_and_place(alice):
    people(alice)
    load(alice, STORY)
    found = gap(alice, queries.active(alice), 90)
    assert (found.hours, found.contacts, found.people, found.future) == (4.0, 3, 2, 1.0)
    assert rows(found, "organisation") == {
        "Big Bank": (0, 0, 0, 0.6), "Kelvin Labs": (4.0, 3, 2, 0.2), "Unknown": (0, 0, 0, 0.2),
    }  # fmt: skip
    assert rows(found, "field") == {
        "Security": (0, 0, 0, 0.6), "Data and AI": (1.0, 1, 1, 0.2), "Software": (3.0, 2, 1, 0.0),
        "Unknown": (0, 0, 0, 0.2),
    }  # fmt: skip
    assert [*rows(found, "seniority")] == ["Executive", "Lead", "Mid", "Unknown"]
    assert rows(found, "place") == {
        "Braga": (1.0, 1, 1, 0.2), "Lisbon": (3.0, 2, 1, 0.2), "Unknown": (0, 0, 0, 0.6),
    }  # fmt: skip
    year = gap(alice, queries.active(alice), 365)
    assert year.hours == 9.0 and rows(year, "field")["Unknown"] == (5.0, 2, 1, 0.2)


def test_family_strangers_and_those_gone_take_no_part(alice, charlie):
    mei, ada, _ = people(alice)
    load(alice, STORY)
    stand(alice, ada, ring="family")
    make.contact(charlie, make.person(charlie, "Cy Lo"), minutes=600)
    assert gap(alice, queries.active(alice), 90).hours == 1.0
    cast.client(alice).post("/people/trash", {"people": mei.pk})
    found = gap(alice, queries.active(alice), 90)
    assert (found.hours, found.future, found.remarks) == (0.0, 0, [])


def test_an_organisation_counts_under_the_name_it_has_now(alice):
    people(alice)
    load(alice, TOP + '[[future_people]]\nkey = "a"\ndescribe = "a lead"\norganisation = "Kelvin Research"\n')
    organisations.also(alice, Organisation.objects.of(alice).get(key="kelvin labs"), "Kelvin Research")
    assert rows(gap(alice, queries.active(alice), 90), "organisation") == {"Kelvin Labs": (4.0, 3, 2, 1.0)}


def test_what_stands_out_is_said_with_ways_on(alice, browser):
    _, _, who = people(alice)
    load(alice, STORY)
    page = text(browser.get("/vision/gap"))
    assert "4 h with 2 people. 1 h of it went to people of your vision." in page
    assert (
        "Your vision asks for people in <strong><bdi>Security</bdi></strong>, with 60 % of its weight; "
        "0 % of your hours went there." in page
    )
    security = queries.future_people(alice, queries.active(alice)).get(key="ciso")
    assert f'<a href="/introductions/to/future/{security.pk}"><bdi>a CISO at a bank</bdi></a>' in page
    assert "75 % of your hours went to people in" in page and "?q=field%3A%22software%22" in page
    assert page.count("<svg role") == 4 and page.count("<table") == 4 and 'class="wish"' in page
    year = text(browser.get("/vision/gap?days=365"))
    assert "For most of your hours the field is unknown" in year
    assert f'<a href="/people/{who.pk}/"><bdi>Who Knows</bdi></a>' in year
    facts.describe(alice, who, field="Data and AI", seniority="senior", place="")
    assert "For most of your hours the field" not in text(browser.get("/vision/gap?days=365"))


def test_every_search_it_links_to_finds_just_these_people(alice, browser):
    people(alice)
    load(alice, STORY)
    found = gap(alice, queries.active(alice), 90)
    counts = {row.name: row.people for table in found.tables for row in table.rows if row.key and row.people}
    page = browser.get("/vision/gap").content.decode()
    for address, name in re.findall(r'<a href="/people/\?q=([^"]+)"><bdi>([^<]+)</bdi>', page):
        assert ties.people(alice, words=unquote(address)).count() == counts[name], address


def test_empty_states_are_honest(alice, browser):
    assert "First a future, then the gap to it" in text(browser.get("/vision/gap"))
    load(alice, TOP)
    assert "No contact is noted in the last 90 days" in text(browser.get("/vision/gap?days=0x"))
    make.contact(alice, make.person(alice, "<b>Who</b>"), days_ago=3)
    page = text(browser.get("/vision/gap"))
    assert "Your vision names and describes nobody yet." in page and "say nothing of this yet" in page
    assert "<b>Who" not in page and "field is unknown" in page and "not said" in page


def test_the_page_asks_as_often_for_many_people_as_for_few(alice, browser):
    load(alice, STORY)
    asked = []
    for count in (1, 12):
        for n in range(count):
            make.contact(alice, make.person(alice, f"P {count} {n}", organisation=f"H {n}", place=f"T {n}"), days_ago=1)
        browser.get("/vision/gap")
        with CaptureQueriesContext(connection) as read:
            assert browser.get("/vision/gap").status_code == 200
        with CaptureQueriesContext(connection) as own:
            found = gap(alice, queries.active(alice), 90)
        asked.append((len(read), len(own)))
    assert asked[0] == asked[1] and asked[1][0] <= 10 and asked[1][1] == 5, asked
    assert [row.rest for row in found.tables[0].rows if row.rest] == [5]
    assert len(found.tables[0].rows) == ROWS + 2


PARTS = st.builds(
    Part,
    st.sampled_from([0.25, 1.0, 3.0]),
    st.fixed_dictionaries({kind: st.sampled_from([Value(), *(Value(one, one) for one in LEVELS)]) for kind in KINDS}),
)


@settings(max_examples=25)
@given(st.lists(PARTS, min_size=1, max_size=14), st.lists(PARTS, max_size=6), st.sampled_from(KINDS))
def test_shares_add_up_to_the_whole(given_parts, asked_parts, kind):
    table = _table(kind, given_parts, asked_parts)
    assert sum(row.share for row in table.rows) == pytest.approx(1.0)
    assert sum(row.hours for row in table.rows) == pytest.approx(sum(one.amount for one in given_parts))
    assert sum(row.people for row in table.rows) == len(given_parts)
    if table.asked:
        assert sum(row.asked for row in table.rows) == pytest.approx(1.0)
    else:
        assert {row.asked for row in table.rows} == {None}
    assert 0 <= table.known <= 1 and [row.name for row in table.rows][:-1].count("Unknown") == 0


def test_the_sentence_of_each_stage_fits_its_split(alice, browser):
    assert stage.SAID.keys() == value.STAGE.keys()
    for word, said in stage.SAID.items():
        split = value.split_of(word)
        kind = "less" if split < 1 else "alike" if split == 1 else "more"
        assert (
            f"counts a little {kind}" in said
            or f"counts {kind}" in said
            or f"count {kind}" in said
            or "clearly more" in said
        )
    load(alice, TOP + 'stage = "senior"\n')
    make.person(alice)
    page = text(browser.get("/"))
    assert page.count(stage.SAID["senior"]) == 1 and "Change your stage" in page

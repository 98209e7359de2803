"""The next hour, levels and further strategies on the page: what is drawn, said and told in tables is the same."""

import re
from dataclasses import replace

import pytest
from django.urls import reverse

from backcast.accounts.models import Workspace
from backcast.engine.lab.further import LEVELS
from backcast.engine.lab.marginal import PLACES
from backcast.engine.lab.scenario import Setting, conduct
from backcast.keeping.actions import work_once
from backcast.lab import actions, queries
from backcast.lab.models import Run
from backcast.lab.queries import bars, further, words
from tests import cast

SMALL = Setting(("work", "broad"), years=1, draws=3, mode="everyone", further=2)
"""Without single lives, which are told of elsewhere."""


@pytest.fixture(scope="module")
def told():
    *_, last = conduct(SMALL)
    return last.document()


def test_everything_the_engine_names_has_its_words():
    assert words.PLACES.keys() == set(PLACES) and words.LEVELS.keys() == {one.name for one in LEVELS}


def test_the_next_hour_is_drawn_said_and_in_a_table(told):
    found = further.tables(told)[0]
    rows = {row[0]: row for row in found.rows}
    drawn = bars.hours(told).bars
    assert drawn[0].name == "The work" and len(drawn) == len(rows) == len(PLACES)
    for bar in drawn:
        _, low, middle, high, *_ = rows[bar.name]
        low, middle = (one.removesuffix(f"{words.GAP}%") for one in (low, middle))
        assert bar.told == f"{middle} ({low} to {high})"
    said = further.hour(told)
    best = max((row for row in found.rows if row[0] != "The work"), key=lambda row: float(row[6].split(words.GAP)[0]))
    assert f"“{best[0]}”" in said.hires and f"about {best[6][1:]}" in said.hires and said.worlds == 2
    assert "27 times" in said.costs and "6.8 times" in said.costs and "not what an hour brings" in said.costs


def test_what_two_digits_do_not_part_is_not_called_the_best(told):
    places = [{"place": "work", "jobs": 9.0}, {"place": "new", "jobs": 1.69}, {"place": "outer", "jobs": 1.68}]
    held = told | {"next_hour": told["next_hour"] | {"places": [*places, {"place": "close", "jobs": 1.2}]}}
    said = further.hour(held).hires
    assert "“New people”, “Rarely seen”. It raises" in said and f"about 1.7{words.GAP}% of itself" in said


def test_without_hours_to_give_there_is_no_next_one(told):
    none = told | {"hours": 0.0}
    assert further.hour(none) is None and [one.title[:14] for one in further.tables(none)] == ["As you advance"] * 2
    assert further.advance(none).rows == ()


def test_levels_are_counted_only_where_hours_for_people_differ(told):
    found = further.advance(told)
    assert [row[0] for row in found.rows] == list(words.LEVELS.values()) and found.fewest == "All free hours at work"
    assert all(re.fullmatch("[012] of 2", cell) for row in found.rows for cell in row[1:])
    assert [row[0] for row in further.advance(told, "lead").rows][2] == "Further up (you)"
    known, assumed = further.tables(told)[1:]
    assert len(known.rows) == len(assumed.rows) == 6 and known.rows[2:4] == assumed.rows[2:4] != assumed.rows[4:]
    *_, last = conduct(replace(SMALL, strategies=("deep", "broad")))
    assert further.advance(last.document()).rows == ()


def test_what_was_kept_before_has_no_such_sections(alice):
    Workspace.objects.of(alice).update(stage="entry")
    row = actions.begin(alice, SMALL, "Mine")
    assert work_once()
    browser, address = cast.client(alice), reverse("lab-experiment", args=[row.pk])
    page = browser.get(address).content.decode()
    assert 'id="next-hour"' in page and 'id="advance"' in page and "cannot tell you whether it does" in page
    assert "At the beginning (you)" in page
    run = queries.run(alice, row)
    older = {name: value for name, value in run.result.items() if name not in ("next_hour", "advance", "mixed")}
    Run.objects.of(alice).update(result=older)
    page = browser.get(address)
    assert page.status_code == 200 and b'id="next-hour"' not in page.content and b'id="advance"' not in page.content


def test_a_mixed_market_comes_to_rest_and_its_strategies_are_told_at_equal_shares():
    *_, last = conduct(replace(SMALL, strategies=("work", "broad@.25"), mode="mixed", further=0))
    told = last.document()
    assert sum(told["mixed"]["shares"]) == pytest.approx(1) and told["mixed"]["rounds"] > 0
    assert "next_hour" not in told and [one["name"] for one in told["strategies"]] == ["work", "broad@.25"]
    assert told["strategies"][1]["usual"] != told["strategies"][1]["everyone"] and not told["strategies"][0]["life"]

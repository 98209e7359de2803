"""Where one's own data is: every source has a page with its clicks, and what to do meanwhile."""

import pytest
from django.urls import reverse

from backcast.imports.queries.where import SOURCES
from tests import cast


def page(viewer, name):
    answer = cast.client(viewer).get(reverse(name))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_first_page_leads_to_every_source(alice):
    shown = page(alice, "imports-where")
    for one in SOURCES:
        assert f'href="{reverse(f"imports-where-{one.key}")}"' in shown
    assert shown.index("Google Contacts") < shown.index("Calendars")


@pytest.mark.parametrize("source", SOURCES, ids=lambda one: one.key)
def test_a_source_tells_its_clicks_and_what_comes_of_them(alice, source):
    shown = page(alice, f"imports-where-{source.key}")
    assert shown.count("<li>") >= sum(len(way.steps) for way in source.ways) >= 2
    assert "Meanwhile" in shown and "Choose the file" in shown

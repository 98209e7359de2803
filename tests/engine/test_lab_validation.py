"""The validation list of the lab (docs/validation/lab.md), item by item."""

from functools import cache

import pytest

from tests.validation import lab, large, laws, small

worked_out = cache(lambda item: item())


@pytest.mark.parametrize("item", [*small.CHEAP, *laws.CHEAP], ids=lambda item: item.__name__)
def test_it_holds(item):
    assert [check for check in worked_out(item) if not check.passed] == []


@pytest.mark.deep
@pytest.mark.parametrize("item", [*small.DEEP, *large.DEEP], ids=lambda item: item.__name__)
def test_it_holds_at_length(item):
    assert [check for check in worked_out(item) if not check.passed] == []


def test_the_page_shows_every_item_and_nothing_failed():
    told = lab.PAGE.read_text()
    assert "**no**" not in told
    for check in (check for item in laws.CHEAP for check in worked_out(item)):
        assert check.what in told

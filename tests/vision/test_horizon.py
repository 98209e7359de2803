"""A horizon that cannot be meant is refused where it is told; one that stands already stays."""

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from backcast.errors import Invalid
from backcast.formats import vision_file
from backcast.formats.vision_records import ahead, years_after
from backcast.vision import actions, queries
from backcast.vision.models import Vision
from tests import cast

TODAY = cast.TODAY
FAR = dt.date(9999, 12, 31)


@given(st.dates(), st.dates(max_value=dt.date(2900, 1, 1)))
@example(FAR, TODAY)
@example(dt.date(2076, 11, 22), TODAY)
@example(dt.date(2076, 11, 23), TODAY)
def test_it_lies_between_today_and_fifty_years_on(horizon, today):
    far = horizon.year - today.year > 50 or (
        horizon.year - today.year == 50 and (horizon.month, horizon.day) > (today.month, today.day)
    )
    if (today.month, today.day) == (2, 29):
        far = horizon > years_after(today, 50)
    try:
        warning = ahead(horizon, today)
    except Invalid:
        assert horizon < today or far
    else:
        assert today <= horizon and not far
        assert ("more than eight" in warning) is (horizon > years_after(today, 8))


def test_a_file_names_the_line_and_the_remedy(alice):
    with pytest.raises(Invalid) as refused:
        vision_file.read_text('title = "T"\nhorizon = 9999-12-31\n', "v.toml", alice.today)
    assert refused.value.message == "v.toml, line 2, horizon: the horizon is more than 50 years ahead."
    assert refused.value.hint


@pytest.mark.parametrize(
    ("horizon", "words"),
    [
        ("9999-12-31", "The horizon is more than 50 years ahead. Choose a day three to five years ahead."),
        ("2026-11-21", "The horizon is in the past. Choose a day some years ahead."),
    ],
)
def test_the_page_refuses_it_in_words_and_keeps_the_rest(alice, horizon, words):
    browser = cast.client(alice)
    told = {"title": "Head of platforms", "horizon": horizon, "hours_per_week": "3"}
    answer = browser.post("/vision/new", told)
    assert answer.status_code == 422 and words in answer.content.decode() and horizon in answer.content.decode()
    assert not Vision.objects.of(alice).exists()


@pytest.mark.parametrize("stored", [FAR, dt.date(2026, 1, 1)])
def test_one_that_stands_already_does_not_stop_other_changes(alice, stored):
    actions.begin_with(alice, "Head of platforms")
    Vision.objects.of(alice).update(horizon=stored)
    own = queries.active(alice)
    browser = cast.client(alice)
    form = browser.get(f"/vision/{own.pk}/edit").context["form"]
    sent = {field.html_name: field.value() for field in form if field.value() not in (None, False)}
    answer = browser.post(f"/vision/{own.pk}/edit", sent | {"place": "Oslo"}, follow=True)
    assert answer.status_code == 200 and queries.active(alice).place == "Oslo"
    assert browser.get("/").status_code == 200

import datetime as dt
import re

import pytest
from django.template import engines
from hypothesis import given, settings
from hypothesis import strategies as st

from backcast.pages.templatetags.backcast import bdi, hours, minutes, month_year, plural, safe_href, since

TODAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"), (1, "yesterday"), (13, "13 days ago"), (21, "3 weeks ago"), (59, "8 weeks ago"),
        (60, "2 months ago"), (426, "14 months ago"), (729, "2 years ago"), (1080, "2 years ago"),
        (1095, "3 years ago"), (-1, "tomorrow"), (-2, "in 2 days"), (-15, "in 2 weeks"),
    ],
)  # fmt: skip
def test_days_in_calm_words(days, words):
    assert since(TODAY - dt.timedelta(days), TODAY) == words


def test_no_day_no_words():
    assert since(None, TODAY) == ""


@settings(max_examples=100)
@given(st.integers(2, 40_000), st.integers(1, 400))
def test_longer_ago_never_sounds_shorter(days, more):
    units = {"day": 1, "week": 7, "month": 30, "year": 365}

    def length(distance):
        number, unit, _ = since(TODAY - dt.timedelta(distance), TODAY).split()
        return int(number) * units[unit.rstrip("s")]

    assert length(days) <= length(days + more)


@settings(max_examples=100)
@given(st.integers(0, 10_000))
def test_minutes_read_back(number):
    words = re.fullmatch(r"(?:(\d+) h)? ?(?:(\d+) min)?", minutes(number))
    assert int(words[1] or 0) * 60 + int(words[2] or 0) == number


def test_times_and_counts():
    assert [minutes(103), minutes(120), minutes(0), minutes(None), hours(1.5)] == [
        "1 h 43 min", "2 h", "0 min", "0 min", "1 h 30 min",
    ]  # fmt: skip
    assert [plural(n, "person,people") for n in (0, 1, 2)] == ["0 people", "1 person", "2 people"]


@pytest.mark.parametrize(
    ("partial", "words"),
    [
        ("2020-01", "Jan 2020"), ("2009", "2009"), ("2020-01-15", "15 Jan 2020"), ("--02-29", "29 Feb"), ("", ""),
        (None, ""), ("2020-13", "2020-13"), ("spring 2020", "spring 2020"), ("-", "-"), ("２０２０", "２０２０"),
    ],
)  # fmt: skip
def test_partial_dates(partial, words):
    assert month_year(partial) == words


@settings(max_examples=100)
@given(st.text(max_size=12))
def test_no_text_breaks_a_filter(text):
    month_year(text)
    assert safe_href(text) in ("", text)


@pytest.mark.parametrize(
    "address",
    [
        "http://a.example/x?y=1#z",
        "HTTPS://a.example",
        "mailto:ada@example.org",
        "tel:+4912",
        "https://bücher.example/ä",
    ],
)
def test_addresses_that_may_be_links(address):
    assert safe_href(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "\tjava\nscript:alert(1)", "JaVaScRiPt://a.example/%0aalert(1)", "data:text/html,x",
        "vbscript:x", "//evil.example", "/\\evil.example", "https:evil.example", "http://", "file:///etc/hosts",
        "http://a.example/ x", "http://a.example\u202e/moc", "http://[bad", "ftp://a.example", "a.example", "", None,
    ],
)  # fmt: skip
def test_addresses_that_may_not(address):
    assert safe_href(address) == ""


@settings(max_examples=100)
@given(st.text())
def test_a_name_stays_text(name):
    shown = engines["django"].from_string("{% load backcast %}{{ name|bdi }}").render({"name": name})
    inside = shown.removeprefix("<bdi>").removesuffix("</bdi>")
    assert shown == bdi(name) and not set(inside) & set("<>\"'")

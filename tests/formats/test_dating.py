from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcast.formats import dating
from backcast.formats.records import Origin

DAYS = {
    "07 Jun 2026": date(2026, 6, 7), "7-Feb-22": date(2022, 2, 7), "15 September 2026": date(2026, 9, 15),
    "1/5/24, 12:33 PM": date(2024, 1, 5), "1/5/24, 12:33\u202fPM": date(2024, 1, 5), "01/22/2024": date(2024, 1, 22),
    "2023/06/20 13:05:02 UTC": date(2023, 6, 20), "1833-06-05 14:00:00 UTC": date(1833, 6, 5),
    "2024-01-02T10:11:12Z": date(2024, 1, 2), "Fri Jan 24 02:54:41 UTC 2025": date(2025, 1, 24),
    "Dec 10, 1815": date(1815, 12, 10), "1. März 2024": date(2024, 3, 1), "12 août 2020": date(2020, 8, 12),
    "22 de mayo de 2024": date(2024, 5, 22), "3 fevereiro 2021": date(2021, 2, 3), "9 giu 2022": date(2022, 6, 9),
    "22.01.24": date(2024, 1, 22), "22-01-2024": date(2024, 1, 22), "4-Apr-21": date(2021, 4, 4),
    "07/21/09, 12:11 PM": date(2009, 7, 21), "44290": date(2021, 4, 4), "44290.5146": date(2021, 4, 4),
    "4 mrt 2023": date(2023, 3, 4), "1er janvier 2024": date(2024, 1, 1), "31.12.2024": date(2024, 12, 31),
}  # fmt: skip


@pytest.mark.parametrize(("text", "day"), DAYS.items())
def test_days_of_every_form(text, day):
    assert dating.day(text) == day


@pytest.mark.parametrize(
    "text",
    ["30 Feb 2026", "22/01/2024", "31.02.2024", "", "soon", "1e999", "NaN", "99 Xyz 2020", "2024", "99999", "14290"],
)
def test_what_is_no_day_is_refused(text):
    with pytest.raises(ValueError):
        dating.day(text)


PARTIALS = {
    "Jan 2020": "2020-01", "2009": "2009", "01 Oct 2022": "2022-10-01", "2020-01": "2020-01", "août 2019": "2019-08",
    "": "", "Present": "", "01/2020": "2020-01", "mayo de 2020": "2020-05", "2020-01-15": "2020-01-15", "1833": "1833",
    "Jan-20": "2020-01", "Sep-98": "1998-09", "43831": "2020-01", "43835": "2020-01-05",
}  # fmt: skip


@pytest.mark.parametrize(("text", "exact"), PARTIALS.items())
def test_partial_dates_are_never_widened(text, exact):
    assert dating.partial(text) == exact


@given(st.text(max_size=30), st.sampled_from([dating.day, dating.partial, dating.birthday, dating.moment]))
def test_any_text_is_a_date_or_a_value_error(text, reads):
    with suppress(ValueError):
        reads(text)


@given(st.dates(date(1800, 1, 1), date(2099, 12, 31)))
def test_a_day_survives_every_way_of_writing_it(day):
    month = day.strftime("%b")
    forms = (
        f"{day.day:02d} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        day.isoformat(),
        f"{day:%m/%d}/{day.year}",
    )
    assert {dating.day(form) for form in forms} == {day}


def test_moments_are_in_utc_with_or_without_saying_so():
    at = datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert {dating.moment(f"2024-01-02 03:04:05{zone}") for zone in ("", " UTC", "Z", "+00:00")} == {at}


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("01/02/2024", True), ("1/2/2024 12:33", True), ("1/2/24", True), ("1/2/24, 12:33\u202fPM", False),
        ("02/02/2024", False), ("2/02/2024", False), ("13/02/2024", False), ("01.02.2024", False), ("soon", False),
    ],
)  # fmt: skip
def test_only_a_date_that_could_be_turned_round_is_doubtful(text, doubtful):
    assert dating.is_doubtful(text) is doubtful


@pytest.mark.parametrize("text", ["2024-01-02", "44290", "soon", ""])
def test_a_day_alone_is_no_moment(text):
    with pytest.raises(ValueError):
        dating.moment(text)


TODAY = date(2026, 11, 22)
EARLIER, LATER = TODAY - timedelta(days=9), TODAY + timedelta(days=9)


@pytest.mark.parametrize(
    ("origin", "day"),
    [
        (Origin(EARLIER, TODAY, LATER), EARLIER), (Origin(LATER, None, None), TODAY),
        (Origin(None, EARLIER, date(2020, 1, 1)), EARLIER), (Origin(None, TODAY, EARLIER), EARLIER),
        (Origin(None, LATER, LATER), TODAY), (Origin(None, None, None), TODAY),
    ],
)  # fmt: skip
def test_an_export_speaks_for_its_own_day_and_never_for_the_future(origin, day):
    assert dating.as_of(origin, TODAY) == day


def test_the_date_in_a_name_is_found():
    assert dating.named(["x", "Complete_LinkedInDataExport_01-31-2026 (1).zip"]) == date(2026, 1, 31)
    assert dating.named(["contacts 2025-03-04.vcf"]) == date(2025, 3, 4)
    assert dating.named(["export_13-45-2026", "1234567-12-20261"]) is None

"""Calendars: what repeats, changes, and where in the world it is."""

import sys
from calendar import monthrange
from collections import deque
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcast import limits
from backcast.formats.calendars import rules, zones
from backcast.formats.calendars.events import Calendar
from backcast.formats.calendars.windows import CITIES, WINDOWS
from tests.formats import samples
from tests.formats.diaries import BO, MIA, WITH_ANNA, by, calendar, days, event, guest, read, today


def told(tmp_path, *lines, start="DTSTART:20240603T090000Z", more=(), head=()):
    return days(read(tmp_path, calendar(event(*WITH_ANNA, *lines, start=start, end=""), *more, head=head)))


BERLIN = "DTSTART;TZID=Europe/Berlin:20240603T090000"
RULES = {
    "RRULE:FREQ=DAILY;COUNT=3": "0603 0604 0605",
    "RRULE:FREQ=WEEKLY;UNTIL=20240617": "0603 0610 0617",
    "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=4;WKST=SU": "0603 0605 0617 0619",
    "RRULE:FREQ=MONTHLY;BYDAY=1MO;COUNT=3": "0603 0701 0805",
    "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3": "0603 0628 0731",
    "RRULE:FREQ=MONTHLY;BYMONTHDAY=31;COUNT=4": "0603 0731 0831 1031",
    "RRULE:FREQ=YEARLY;BYMONTH=6,7;BYDAY=-1FR;COUNT=3": "0603 0628 0726",
    "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30": "0603",
    "RDATE:20240604T090000Z,20240606T090000Z/PT1H": "0603 0604 0606",
    "RRULE:FREQ=DAILY;COUNT=4\r\nEXDATE:20240604T090000Z\r\nEXDATE;VALUE=DATE:20240605": "0603 0606",
    "RRULE:FREQ=DAILY;COUNT=5\r\nEXRULE:FREQ=DAILY;INTERVAL=2": "0604 0606",
    "RRULE:freq=daily;count=2;": "0603 0604",
}


@pytest.mark.parametrize(("rule", "expected"), RULES.items(), ids=RULES)
def test_rules_give_their_days(tmp_path, rule, expected):
    assert told(tmp_path, rule) == [f"2024-{day[:2]}-{day[2:]}" for day in expected.split()]


@pytest.mark.parametrize(
    ("until", "last"),
    [("20240605T070000Z", "05"), ("20240605T065959Z", "04"), ("20240605T090000", "05"), ("20240605", "05")],
)
def test_until_is_held_against_the_time_of_day_in_the_meetings_zone(tmp_path, until, last):
    assert told(tmp_path, f"RRULE:FREQ=DAILY;UNTIL={until}", start=BERLIN)[-1] == f"2024-06-{last}"


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY", "FREQ=HOURLY;COUNT=3", "FREQ=SOMETIMES", "", "FREQ=YEARLY;BYWEEKNO=20",
        "FREQ=DAILY;INTERVAL=0",
        "RSCALE=CHINESE;FREQ=YEARLY", "FREQ=MONTHLY;BYDAY=XX", "FREQ=YEARLY;UNTIL=20123456T123456", "W1 MO #0",
        "FREQ=DAILY;COUNT=99999999999999999999", "FREQ=MONTHLY;BYMONTH=5L", "FREQ=DAILY;BYMONTHDAY=٣x",
    ],
)  # fmt: skip
def test_a_rule_not_understood_leaves_the_first_time_and_a_problem(tmp_path, rule):
    records = read(tmp_path, calendar(event(*WITH_ANNA, f"RRULE:{rule}")))
    assert days(records) == ["2024-06-03"]
    assert [(one.line, one.field) for one in samples.problems(records)] == [(10, "RRULE")]


def test_an_endless_rule_goes_up_to_the_day_of_the_file_and_once_beyond(tmp_path):
    first = today() - timedelta(days=70)
    found = told(tmp_path, "RRULE:FREQ=WEEKLY", start=f"DTSTART;VALUE=DATE:{first:%Y%m%d}")
    assert found == [(first + timedelta(weeks=n)).isoformat() for n in range(12)]


def test_a_copy_of_an_old_calendar_tells_nothing_after_its_own_days(tmp_path):
    own = [event(uid=f"own{n}", start=f"DTSTART:202406{n:02d}T090000Z") for n in range(1, 26)]
    found = told(tmp_path, "RRULE:FREQ=WEEKLY", more=own)
    assert found == ["2024-06-03", "2024-06-10", "2024-06-17", "2024-06-24", "2024-07-01"]
    assert len(told(tmp_path, "RRULE:FREQ=WEEKLY;COUNT=9", more=own)) == 9  # each of these was put down on purpose


def test_a_meeting_that_repeats_too_often_is_cut_with_a_problem(tmp_path):
    records = read(tmp_path, calendar(event(*WITH_ANNA, "RRULE:FREQ=DAILY", start="DTSTART:19710101T090000Z")))
    assert len(days(records)) == limits.MEETING_TIMES and len(samples.problems(records)) == 1


def test_contacts_of_one_import_are_bounded(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "CALENDAR_TIMES", 3)
    records = read(tmp_path, calendar(event(*WITH_ANNA, "RRULE:FREQ=DAILY;COUNT=9")))
    assert len(days(records)) == 3 and len(samples.problems(records)) == 1
    monkeypatch.setattr(limits, "CALENDAR_DAYS", 5)
    assert "in part" in samples.problems(read(tmp_path, calendar(event(*WITH_ANNA, "RRULE:FREQ=DAILY"))))[-1].message
    monkeypatch.setattr(limits, "CALENDAR_EVENTS", 2)
    records = read(tmp_path, calendar(*(event(*WITH_ANNA, uid=f"u{n}") for n in range(4))))
    assert len(days(records)) == 2 and len(samples.problems(records)) == 1


SERIES = event(*WITH_ANNA, "RRULE:FREQ=DAILY;COUNT=4", start=BERLIN, end="")


def changed(day, *lines, start="DTSTART;TZID=Europe/Berlin:20240620T150000", more=""):
    return event(f"RECURRENCE-ID{more}:{day}", *lines, start=start, end="")


def test_single_times_are_moved_cancelled_and_met_with_others(tmp_path):
    moved = changed("20240604T070000Z", *WITH_ANNA)
    off = changed("20240605T090000", "STATUS:CANCELLED", more=";TZID=Europe/Berlin")
    with_bo = changed("20240606", by(MIA), guest(BO), start="DTSTART;TZID=Europe/Berlin:20240606T090000")
    for parts in ((SERIES, moved, off, with_bo), (with_bo, off, moved, SERIES)):
        records = read(tmp_path, calendar(*parts))
        assert days(records) == ["2024-06-03", "2024-06-20"] and days(records, BO) == ["2024-06-06"]
        assert samples.left_out(records) == {"cancelled meetings": 1}


def test_a_change_of_this_and_all_later_times_moves_them_all(tmp_path):
    later = changed("20240605T090000", *WITH_ANNA, more=";RANGE=THISANDFUTURE;TZID=Europe/Berlin")
    assert days(read(tmp_path, calendar(SERIES, later))) == ["2024-06-03", "2024-06-04", "2024-06-20", "2024-06-21"]


def test_a_changed_time_without_its_series_stands_alone(tmp_path):
    assert days(read(tmp_path, calendar(changed("20240604T070000Z", *WITH_ANNA)))) == ["2024-06-20"]


def test_a_time_whose_mark_cannot_be_read_never_takes_the_place_of_its_series(tmp_path):
    odd = changed("someday", *WITH_ANNA, "SEQUENCE:9")
    found = days(read(tmp_path, calendar(SERIES, odd)))
    assert found == [f"2024-06-0{day}" for day in range(3, 7)] + ["2024-06-20"]


def test_the_newest_version_counts_wherever_it_stands(tmp_path):
    old = event(*WITH_ANNA, guest(BO), "SEQUENCE:1", "DTSTAMP:20240501T000000Z")
    new = event(*WITH_ANNA, "SEQUENCE:2", "DTSTAMP:20240401T000000Z", start="DTSTART:20240610T090000Z")
    for parts in ((old, new), (new, old), (new, old, new)):
        records = read(tmp_path, calendar(*parts))
        assert days(records) == ["2024-06-10"] and not days(records, BO)
        assert samples.left_out(records) == {"older versions of the same meeting": len(parts) - 1}
    gone = event(*WITH_ANNA, "SEQUENCE:3", "STATUS:CANCELLED")
    assert not days(read(tmp_path, calendar(gone, old, new)))


def test_keys_are_of_the_event_and_of_its_day_alone(tmp_path):
    first = {one.day: one.key for one in samples.interactions(read(tmp_path, calendar(SERIES)))}
    grown = SERIES.replace("COUNT=4", "COUNT=6").replace("090000", "093000")
    again = {
        one.day: one.key for one in samples.interactions(read(tmp_path, calendar(event(*WITH_ANNA, uid="x"), grown)))
    }
    assert len(set(first.values())) == 4 and first.items() <= again.items() | first.items()
    assert {day: again[day] for day in list(first)[1:]} == {day: first[day] for day in list(first)[1:]}


def test_meetings_without_a_uid_are_told_once_each(tmp_path):
    two = [event(*WITH_ANNA, uid=""), event(*WITH_ANNA, uid="", start="DTSTART:20240604T090000Z")]
    assert days(read(tmp_path, calendar(*two, *two))) == ["2024-06-03", "2024-06-04"]


# zones

ZONES = {
    "Europe/Berlin": 7, '"Pacific Standard Time"': 16, '"W. Europe Standard Time"': 7, "US/Eastern": 13,
    "UTC": 9, "Japan": 0,
    "/mozilla.org/20070129_1/America/New_York": 13, "/softwarestudio.org/Olson_20011030_5/America/Chicago": 14,
    "/freeassociation.sourceforge.net/Tzfile/America/Argentina/Buenos_Aires": 12, "Europe_Berlin": 7,
    "/Europe/Stockholm": 7,
    '"Canberra, Melbourne, Sydney"': 23, '"Pacific Time (US & Canada), Tijuana"': 16, "Eastern": 13, "GMT+0200": 7,
    '"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna"': 7, '"(UTC-08:00) Pacific Time (US & Canada)"': 16,
    '"(UTC-03:00) Brasília"': 12, '"Western/Central Europe"': 7, "America/Los Angeles": 16, '"UTC-05:30"': 14,
}  # fmt: skip
FLOATING = [
    "foo",
    "",
    "Europe",
    "../../etc/passwd",
    "Europe/../../etc/passwd",
    "/Europe/CUSTOM",
    "Екатеринбург",
    "x" * 500,
]


@pytest.mark.parametrize(("name", "hour"), ZONES.items(), ids=ZONES)
def test_zones_go_by_many_names(tmp_path, name, hour):
    text = calendar(event(*WITH_ANNA, start=f"DTSTART;TZID={name}:20240603T090000", end=""))
    (contact,) = samples.interactions(read(tmp_path, text))
    assert contact.at and contact.at.hour == hour and contact.day == date(2024, 6, 3)


opened: deque[str] = deque(maxlen=100)
sys.addaudithook(lambda act, told: opened.append(str(told[0])) if act == "open" else None)


@pytest.mark.parametrize("name", FLOATING)
def test_an_unknown_zone_floats_and_opens_nothing(tmp_path, name):
    text = calendar(event(*WITH_ANNA, start=f"DTSTART;TZID={name}:20240603T090000", end=""))
    read(tmp_path, text)  # imports and caches are warm now
    zones.named.cache_clear()
    opened.clear()
    (contact,) = samples.interactions(read(tmp_path, text))
    assert contact.at is None and contact.day == date(2024, 6, 3)
    assert opened and all("calendar.ics" in one or "CUSTOM" in one or one.isdigit() for one in opened)


def test_floating_times_and_times_in_utc_are_the_calendars_own(tmp_path):
    head = ["X-WR-TIMEZONE:America/New_York"]
    late = event(*WITH_ANNA, start="DTSTART:20240604T030000Z", end="")
    records = read(tmp_path, calendar(late, head=head))
    assert days(records) == ["2024-06-03"]
    (contact,) = samples.interactions(
        read(tmp_path, calendar(event(*WITH_ANNA, start="DTSTART:20240603T090000"), head=head))
    )
    assert contact.at and contact.at.hour == 13


def test_a_zone_of_ones_own_goes_by_the_place_told_for_it(tmp_path):
    zone = "BEGIN:VTIMEZONE\r\nTZID:Mine\r\nX-LIC-LOCATION:Europe/Berlin\r\nEND:VTIMEZONE\r\n"
    meeting = event(*WITH_ANNA, start="DTSTART;TZID=Mine:20240603T090000", end="")
    for parts in ((zone, meeting), (meeting, zone)):
        (contact,) = samples.interactions(read(tmp_path, calendar(*parts)))
        assert contact.at and contact.at.hour == 7


def test_every_zone_of_the_tables_exists():
    for name in (*WINDOWS.values(), *CITIES.values()):
        assert zones.named(name), name
    assert zones.zone("nowhere", Calendar(places={"nowhere": "Asia/Tokyo"})) == zones.named("Asia/Tokyo")


# rules against a slow and plain reading of the standard

WEEK = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


def pieces(values, **more):
    return st.lists(values, min_size=1, max_size=3, unique=True, **more).map(lambda found: ",".join(map(str, found)))


rule_parts = st.fixed_dictionaries(
    {"FREQ": st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]), "INTERVAL": st.integers(1, 4)},
    optional={
        "BYMONTH": pieces(st.integers(1, 12)), "BYMONTHDAY": pieces(st.integers(1, 31) | st.integers(-31, -1)),
        "BYDAY": pieces(st.sampled_from(WEEK)), "WKST": st.sampled_from(WEEK),
    },
)  # fmt: skip
starts = st.dates(date(2020, 1, 1), date(2024, 12, 31))


def slowly(parts, start, last):
    """Every day there is, asked one by one."""
    by = {name: str(parts[name]).split(",") for name in ("BYMONTH", "BYMONTHDAY", "BYDAY") if name in parts}
    freq, first = parts["FREQ"], WEEK.index(parts.get("WKST", "MO"))
    if "BYMONTHDAY" not in by and "BYDAY" not in by:
        if freq == "WEEKLY":
            by["BYDAY"] = [WEEK[start.weekday()]]
        if freq in ("MONTHLY", "YEARLY"):
            by["BYMONTHDAY"] = [str(start.day)]
        if freq == "YEARLY":
            by.setdefault("BYMONTH", [str(start.month)])

    def period(day):
        week = (day.toordinal() - (day.weekday() - first) % 7) // 7
        return {"DAILY": day.toordinal(), "WEEKLY": week, "MONTHLY": 12 * day.year + day.month, "YEARLY": day.year}[
            freq
        ]

    def fits(day):
        back = str(day.day - monthrange(day.year, day.month)[1] - 1)
        return (
            (period(day) - period(start)) % parts["INTERVAL"] == 0
            and ("BYMONTH" not in by or str(day.month) in by["BYMONTH"])
            and ("BYMONTHDAY" not in by or str(day.day) in by["BYMONTHDAY"] or back in by["BYMONTHDAY"])
            and ("BYDAY" not in by or WEEK[day.weekday()] in by["BYDAY"])
        )

    span = ((start + timedelta(days=n)) for n in range(1, (last - start).days + 1))
    return [start, *(day for day in span if fits(day))]


@settings(max_examples=120, deadline=None)
@given(parts=rule_parts, start=starts)
def test_rules_agree_with_asking_every_day(parts, start):
    rule = ";".join(f"{name}={value}" for name, value in parts.items())
    last = start + timedelta(days=900)
    assert list(rules.days(rule, start, last, rules.Allowance(10_000))) == slowly(parts, start, last)


@settings(max_examples=100, deadline=None)
@given(start=starts, place=st.integers(1, 5), back=st.booleans(), day=st.sampled_from(WEEK), often=st.booleans())
def test_a_placed_weekday_is_the_one_at_its_place(start, place, back, day, often):
    placed = f"{'-' if back else ''}{place}{day}"
    rule = f"FREQ=YEARLY;BYMONTH={start.month};BYDAY={placed}" if often else f"FREQ=MONTHLY;BYDAY={placed}"
    _, *found = rules.days(rule, start, start + timedelta(days=800), rules.Allowance(10_000))
    for one in found:
        assert WEEK[one.weekday()] == day
        rest = monthrange(one.year, one.month)[1] - one.day if back else one.day - 1
        assert rest // 7 + 1 == place
    assert len(found) >= (2 if often else 24) or place == 5


def test_days_and_times_are_read_in_all_their_forms():
    from backcast.formats.calendars.moments import moment

    assert moment("20240603T240000").day == date(2024, 6, 4)
    for text in ("2024-06-03T09:00:00Z", "20240603T0900Z", "20240603t090000z", "20240603T090000.000Z"):
        assert moment(text) == moment("20240603T090000Z")
    for text in ("", "20240230", "20240603T250000", "0603", "2024060"):
        with pytest.raises(ValueError, match=r"date|hour|day|month"):
            moment(text)
    assert datetime.combine(moment("99991231T240000").day, datetime.min.time())

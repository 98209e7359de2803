"""Calendars that nobody would write, and real ones that somebody did."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcast.errors import Unreadable
from backcast.formats.child import read_limited
from backcast.formats.records import FileSeen, InteractionRecord, OwnerHint, PersonRecord, from_json, to_json
from tests.contracts.reader import ODD
from tests.formats import samples
from tests.formats.diaries import BO, HINT, WITH_ANNA, calendar, event, guest, read


def apart(text):
    return [piece.strip() for piece in text.split("|")]


DATES = apart(
    "20240603T090000Z | 20240603 | 20240604T090000 | 20240230 | 99991231T235959Z | 00010101"
    "| 19700101T000000Z | 2024 | |"
    "20240603T990000 | 20240603T090000Z/PT1H | 20240604T090000Z,20240605T090000Z | -20240603 | soon"
)
RULES = apart(
    "FREQ=DAILY | FREQ=SECONDLY | FREQ=WEEKLY;COUNT=9 | FREQ=MONTHLY;BYMONTHDAY=31,-31"
    "| FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"
    "| ;;; | FREQ=DAILY;UNTIL=99991231T235959Z | FREQ=MONTHLY;BYDAY=-5MO,5SU;BYSETPOS=-366"
    "| FREQ=DAILY;INTERVAL=10000 |FREQ="
    "| COUNT=1 | FREQ=WEEKLY;WKST=XX;BYDAY=2MO | FREQ=YEARLY;BYYEARDAY=366,-366 | FREQ=YEARLY;BYDAY=53MO,-53SU |"
    "FREQ=DAILY;BYMONTH=0"
)
GUESTS = apart(
    "mailto:anna.ash@example.org | bo.birch@example.org | mailto: | invalid:nomail"
    "| MAILTO:Anna.Ash@example.org | a@b@c |"
    "/principals/1/ | Anna <anna.ash@example.org> | mailto:éééééééééééééééééééééééééé@example.org"
)
OTHER = apart(
    "TRUE | CANCELLED | PRIVATE | PT1H | P | -P9999999D | P999999W | 9 | -1 | 1e999 | e1 | e2"
    "| TRANSPARENT | REPLY | CANCEL"
    r"| 🧁 | \n"
)
PARAMETERS = apart(
    ';TZID=Europe/Berlin | ;TZID="Pacific Standard Time" | ;TZID=../../etc | ;TZID=Europe | ;VALUE=DATE |;x="y'
    '| ;RANGE=THISANDFUTURE | ;CN=" | ;CN="a:b" | ;CN=Anna Ash | ;PARTSTAT=DECLINED'
    "| ;PARTSTAT=TENTATIVE | ;CUTYPE=ROOM"
    "| ;CUTYPE=GROUP | ;ROLE=CHAIR | ;EMAIL= | ; | ;=;"
)
DATED = apart("DTSTART | DTEND | RDATE | EXDATE | RECURRENCE-ID | DTSTAMP | CREATED | LAST-MODIFIED | DURATION")
NAMES = apart(
    "UID | SEQUENCE | STATUS | CLASS | TRANSP | DURATION | METHOD | X-WR-CALNAME | X-WR-TIMEZONE | TZID"
    "| X-LIC-LOCATION"
    "| DESCRIPTION"
)
PARTS = apart("VEVENT | VCALENDAR | VALARM | VTODO | VTIMEZONE | VEVENT\0")


def line(names, values):
    written = st.tuples(st.sampled_from(names), st.lists(st.sampled_from(PARAMETERS), max_size=2).map("".join), values)
    return written.map(lambda told: f"{told[0]}{told[1]}:{told[2]}")


ANY = st.text(st.characters(codec="utf-8"), max_size=12)
LINE = st.one_of(
    line(DATED, st.sampled_from(DATES) | ANY), line(["RRULE", "EXRULE"], st.sampled_from(RULES) | ANY),
    line(["ATTENDEE", "ORGANIZER"], st.sampled_from(GUESTS) | ANY), line(NAMES, st.sampled_from(OTHER) | ANY),
    line(["BEGIN", "END"], st.sampled_from(PARTS)), ANY, ANY.map(" {}".format), st.sampled_from(WITH_ANNA),
)  # fmt: skip
EVENTS = st.lists(st.lists(LINE, max_size=12).map(lambda lines: event(*lines)) | LINE.map("{}\r\n".format), max_size=5)
HINTS = st.sampled_from([HINT, OwnerHint(), OwnerHint(names=("Anna Ash",), emails=("", "no address"))])
CUTS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from(ODD) | st.binary(max_size=12)), max_size=6
)
WHOLE = calendar(
    event(*WITH_ANNA, guest(BO, "PARTSTAT=TENTATIVE"), "RRULE:FREQ=WEEKLY;UNTIL=20240901T000000Z;BYDAY=MO,TU"),
    event(
        *WITH_ANNA, "RECURRENCE-ID;RANGE=THISANDFUTURE:20240610T090000Z", start="DTSTART;TZID=Eastern:20240611T090000"
    ),
    event(*WITH_ANNA, "EXDATE:20240604T090000Z", "RDATE;VALUE=PERIOD:20240605T090000Z/PT1H", uid="e2"),
    head=["X-WR-CALNAME:anna.ash@example.org", "X-WR-TIMEZONE:Europe/Berlin", "METHOD:PUBLISH"],
)


def nothing_stops_the_reading(folder, raw, hint):
    try:
        records = read(folder, raw, hint)
    except Unreadable as trouble:
        assert trouble.message and trouble.hint
        return
    assert sum(isinstance(one, FileSeen) for one in records) == 1
    for record in records:
        assert from_json(to_json(record)) == record
        assert not isinstance(record, PersonRecord) or (record.name and record.emails == (record.key,))
        if isinstance(record, InteractionRecord):
            assert 0 < record.weight <= 3 and (record.email or record.name)
            assert record.hours is None or 0 < record.hours <= 8


def cut(raw, changes):
    for where, drop, put in changes:
        at = int(where * len(raw))
        raw = raw[:at] + put + raw[at + drop :]
    return raw


@settings(max_examples=200, deadline=None)
@given(parts=EVENTS, hint=HINTS)
def test_no_calendar_stops_the_reading(tmp_path_factory, parts, hint):
    nothing_stops_the_reading(tmp_path_factory.getbasetemp(), calendar(*parts).encode(), hint)


@settings(max_examples=200, deadline=None)
@given(changes=CUTS, hint=HINTS)
def test_no_change_to_a_calendar_stops_the_reading(tmp_path_factory, changes, hint):
    nothing_stops_the_reading(tmp_path_factory.getbasetemp(), cut(WHOLE.encode(), changes), hint)


@pytest.mark.deep
@settings(max_examples=10_000, deadline=None)
@given(parts=EVENTS, hint=HINTS)
def test_no_calendar_of_very_many_stops_the_reading(tmp_path_factory, parts, hint):
    nothing_stops_the_reading(tmp_path_factory.getbasetemp(), calendar(*parts).encode(), hint)


@pytest.mark.deep
@settings(max_examples=10_000, deadline=None)
@given(changes=CUTS, hint=HINTS)
def test_none_of_very_many_changes_stops_the_reading(tmp_path_factory, changes, hint):
    nothing_stops_the_reading(tmp_path_factory.getbasetemp(), cut(WHOLE.encode(), changes), hint)


def test_the_confined_child_reads_the_same(tmp_path):
    there = read(tmp_path, WHOLE)
    assert samples.interactions(there)
    assert [one for one in read_limited([tmp_path / "calendar.ics"], HINT) if isinstance(one, InteractionRecord)] == [
        one for one in there if isinstance(one, InteractionRecord)
    ]


DATA = os.environ.get("BACKCAST_REAL_DATA", "")
real = pytest.mark.skipif(not DATA, reason="BACKCAST_REAL_DATA is not set")


@real
def test_every_real_calendar_is_read_or_refused_kindly():
    read_of, refused = 0, []
    for path in sorted((Path(DATA) / "ics").rglob("*.ics")):
        try:
            records = samples.read(path, hint=OwnerHint(emails=("b@example.com", "iCalChair@coffeebean.com")))
        except Unreadable:
            refused.append(path.name)
            continue
        read_of += 1
        seen = samples.of(FileSeen, records)[0]
        assert seen.kind != "calendar" or seen.read <= seen.rows
        assert all(from_json(to_json(record)) == record for record in records)
    assert read_of >= 275 and len(refused) <= 10


@real
def test_a_real_calendar_of_meetings_gives_its_people_once_the_owner_is_told():
    (path,) = (Path(DATA) / "ics").rglob("calconnect.ics")
    records = samples.read(path, hint=OwnerHint(emails=("iCalChair@coffeebean.com",)))
    assert [one.key for one in samples.people(records)] == ["icalparticipant@coffeebean.com"]
    assert len(samples.interactions(records)) == 5 and {one.weight for one in samples.interactions(records)} == {1.5}

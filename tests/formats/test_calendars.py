from datetime import UTC, date, datetime, timedelta

import pytest

from backcast import limits
from backcast.formats.records import OwnerHint, OwnerRecord
from tests.formats import samples
from tests.formats.diaries import (
    ANNA,
    BO,
    CY,
    MIA,
    WITH_ANNA,
    by,
    calendar,
    days,
    event,
    guest,
    known,
    read,
    today,
)

NOBODY = OwnerHint()


def test_a_meeting_of_two_is_one_contact_in_full(tmp_path):
    records = read(tmp_path, calendar(event(*WITH_ANNA)))
    (person,), (contact,) = samples.people(records), samples.interactions(records)
    assert (person.key, person.name, person.emails, person.day) == (ANNA, "Anna Ash", (ANNA,), date(2024, 6, 3))
    assert (contact.email, contact.kind, contact.way, contact.day) == (ANNA, "meeting", "both", date(2024, 6, 3))
    assert (contact.weight, contact.hours) == (3.0, 1.0)
    assert contact.at == datetime(2024, 6, 3, 9, tzinfo=UTC) and (contact.file, contact.line) == ("calendar.ics", 3)
    assert not known(records) and not samples.of(OwnerRecord, records)
    assert samples.seen(records) == {"calendar.ics": ("calendar", 1, 1)}


def crowd(count):
    """Mia and so many more."""
    return (by(MIA), guest(MIA), *(guest(f"p{n}@example.org", name=f"P{n} Q") for n in range(count - 1)))


@pytest.mark.parametrize(("size", "people", "pairs"), [(3, 2, 1), (6, 5, 10), (7, 6, 0), (12, 11, 0), (13, 0, 0)])
def test_the_more_there_are_the_less_each_gets(tmp_path, size, people, pairs):
    records = read(tmp_path, calendar(event(*crowd(size))))
    contacts = samples.interactions(records)
    assert len(contacts) == size - 1 and len(samples.people(records)) == people and len(known(records)) == pairs
    assert {round(one.weight * size, 6) for one in contacts} == {6.0}
    assert {round(one.hours * size, 6) for one in contacts} == {2.0}


def test_an_audience_is_nobodys_contact_and_an_invited_group_counts_as_ten(tmp_path):
    assert samples.left_out(read(tmp_path, calendar(event(*crowd(31))))) == {"meetings of more than 30 people": 1}
    records = read(tmp_path, calendar(event(*WITH_ANNA, guest("team@example.org", "CUTYPE=GROUP"))))
    (contact,) = samples.interactions(records)
    assert contact.weight == 0.5 and contact.email == ANNA


def test_people_of_a_small_meeting_know_one_another_once_however_often_they_meet(tmp_path):
    records = read(tmp_path, calendar(event(*WITH_ANNA, guest(BO, name="Birch, Bo"), "RRULE:FREQ=DAILY;COUNT=3")))
    (pair,) = known(records)
    assert (pair.name, pair.email, pair.other_name, pair.other_email) == ("Anna Ash", ANNA, "Bo Birch", BO)
    assert (pair.kind, pair.strength, pair.day) == ("meeting", 0.6, date(2024, 6, 5))


@pytest.mark.parametrize(
    ("lines", "hours"),
    [
        (("DTEND:20240603T093000Z",), 0.5), (("DURATION:PT1H30M",), 1.5), (("DTEND:20240605T090000Z",), 8.0),
        ((), None),
        (("DTEND:20240603T080000Z",), None), (("DTEND:soon",), None), (("DURATION:P",), None),
        (("DTEND;TZID=Europe/Berlin:20240603T120000",), 1.0), (("DURATION:P1W",), 8.0), (("DURATION:-PT1H",), None),
    ],
)  # fmt: skip
def test_hours_are_what_is_told_and_at_most_eight(tmp_path, lines, hours):
    (contact,) = samples.interactions(read(tmp_path, calendar(event(*WITH_ANNA, *lines, end=""))))
    assert contact.hours == hours


REASONS = {
    "private and confidential events": event(*WITH_ANNA, "CLASS:PRIVATE"),
    "cancelled meetings": event(*WITH_ANNA, "STATUS:CANCELLED"),
    "events without others": event(
        guest(MIA), guest("room@example.org", "CUTYPE=ROOM"), guest(CY, "PARTSTAT=DECLINED")
    ),
    "whole days with nobody invited, such as birthdays and holidays": event(
        start="DTSTART;VALUE=DATE:20240603", end=""
    ),
    "whole days that keep nobody busy": event(*WITH_ANNA, "TRANSP:TRANSPARENT", start="DTSTART:20240603", end=""),
    "meetings you declined": event(by(ANNA), guest(MIA, "PARTSTAT=DECLINED"), guest(ANNA)),
    "meetings that do not name you": event(by(ANNA), guest(ANNA), guest(BO)),
    "meetings more than a year ahead": event(*WITH_ANNA, start=f"DTSTART:{today() + timedelta(400):%Y%m%d}T090000"),
    "meetings dated before 1970": event(*WITH_ANNA, start="DTSTART:16010101T000000"),
    "meetings whose guests have neither address nor name": event(by(MIA), "ATTENDEE:invalid:nomail"),
    "tasks, notes and free times of a calendar": "BEGIN:VTODO\r\nATTENDEE:mailto:a@example.org\r\nEND:VTODO\r\n",
}


@pytest.mark.parametrize("reason", REASONS)
def test_what_is_no_meeting_is_counted_by_its_reason(tmp_path, reason):
    records = read(tmp_path, calendar(REASONS[reason]))
    assert samples.left_out(records) == {reason: 1}
    assert not samples.people(records) and not samples.interactions(records) and not samples.problems(records)


@pytest.mark.parametrize(("method", "reason"), [("CANCEL", "cancelled meetings"), ("REPLY", "answers to invitations")])
def test_a_calendar_that_cancels_or_answers_holds_no_meeting(tmp_path, method, reason):
    text = calendar(event(*WITH_ANNA)).replace("END:VCALENDAR", f"METHOD:{method}\r\nEND:VCALENDAR")
    assert samples.left_out(read(tmp_path, text + calendar(event(*WITH_ANNA, uid="e2")))) == {reason: 1}


@pytest.mark.parametrize(
    "lines",
    [
        (guest("r1@resource.calendar.google.com"),), (guest("x@group.calendar.google.com"),),
        (guest("noreply@example.org"),),
        (guest(BO, "ROLE=NON-PARTICIPANT"),), (guest(BO, "PARTSTAT=DELEGATED", 'DELEGATED-TO="mailto:x@example.org"'),),
    ],
)  # fmt: skip
def test_rooms_groups_senders_and_those_who_did_not_come_are_nobody(tmp_path, lines):
    records = read(tmp_path, calendar(event(*WITH_ANNA, *lines)))
    assert [one.key for one in samples.people(records)] == [ANNA] and len(samples.interactions(records)) == 1


def test_who_gave_no_answer_counts_half(tmp_path):
    halves = [guest(ANNA, "PARTSTAT=NEEDS-ACTION"), guest(ANNA, "PARTSTAT=TENTATIVE")]
    for line in halves:
        (contact,) = samples.interactions(read(tmp_path, calendar(event(by(MIA), guest(MIA), line))))
        assert (contact.weight, contact.hours) == (1.5, 0.5)
    mine = calendar(event(by(ANNA), guest(MIA, "PARTSTAT=NEEDS-ACTION"), guest(ANNA, "PARTSTAT=NEEDS-ACTION")))
    (contact,) = samples.interactions(read(tmp_path, mine))  # who invites comes
    assert contact.weight == 1.5


def test_a_guest_in_the_chair_called_the_meeting_where_nobody_else_did(tmp_path):
    records = read(tmp_path, calendar(event(guest(ANNA, "ROLE=CHAIR"))), NOBODY)
    assert samples.left_out(records) == {"meetings, as it is not told which guest is you": 1}
    assert days(read(tmp_path, calendar(event(guest(ANNA, name="The chair; ROLE=CHAIR"))), NOBODY)) == ["2024-06-03"]


NAMES = {
    'CN="Ash, Anna"': "Anna Ash", "CN=Ash\\, PhD": "Ash, PhD", "CN='Anna'": "Anna", f"CN={ANNA}": "Anna Ash",
    "CN=Zoë ^'Z^'": 'Zoë "Z"', "X=1": "Anna Ash", 'CN="a:b;c"': "a:b;c", "cn=Anna": "Anna",
}  # fmt: skip


@pytest.mark.parametrize(("told", "name"), NAMES.items(), ids=NAMES)
def test_names_come_from_where_they_are(tmp_path, told, name):
    (person,) = samples.people(read(tmp_path, calendar(event(by(MIA), guest(ANNA, told)))))
    assert person.name == name


@pytest.mark.parametrize(
    "line",
    [
        "ATTENDEE:MAILTO:Anna.Ash@Example.org", "attendee;x=1:Mailto:anna.ash@example.org",
        "ATTENDEE:anna.ash@example.org",
        "ATTENDEE;EMAIL=anna.ash@example.org:/principals/1/", 'ATTENDEE;EMAIL="anna.ash@example.org":invalid:nomail',
        "ATTENDEE:Anna Ash <anna.ash@example.org>", 'ATTENDEE;CN="x:y":mailto:anna.\r\n ash@example.org',
    ],
)  # fmt: skip
def test_addresses_come_from_where_they_are(tmp_path, line):
    (contact,) = samples.interactions(read(tmp_path, calendar(event(by(MIA), line))))
    assert contact.email == ANNA


def test_a_guest_without_an_address_is_a_contact_by_name_and_no_new_person(tmp_path):
    records = read(tmp_path, calendar(event(by(MIA), "ATTENDEE;CN=Anna Ash:invalid:nomail")))
    (contact,) = samples.interactions(records)
    assert (contact.name, contact.email) == ("Anna Ash", "") and not samples.people(records)


def test_the_most_used_name_wins(tmp_path):
    told = [event(by(MIA), guest(ANNA, name=name), uid=name) for name in ("Anna", "Ash, Anna", "Anna Ash")]
    (person,) = samples.people(read(tmp_path, calendar(*told)))
    assert person.name == "Anna Ash"


# whose calendar


def team(*uids, boss=ANNA):
    return [event(by(boss), guest(boss), guest(other), uid=uid) for uid, other in uids]


def test_the_name_of_a_calendar_or_of_its_file_tells_the_owner(tmp_path):
    meetings = [event(by(ANNA), guest(MIA, name="Mia Me"), guest(ANNA))]
    records = read(tmp_path, calendar(*meetings, head=[f"X-WR-CALNAME:{MIA}"]), NOBODY)
    (owner,) = samples.of(OwnerRecord, records)
    assert (owner.emails, owner.name) == ((MIA,), "Mia Me") and [one.key for one in samples.people(records)] == [ANNA]
    assert days(read(tmp_path, calendar(*meetings), NOBODY, name=f"{MIA}.ics")) == ["2024-06-03"]


def test_who_is_in_most_meetings_is_taken_for_the_owner_and_that_is_said(tmp_path):
    others = [event(by(MIA), guest(MIA), guest(f"p{n}@example.org"), uid=f"u{n}") for n in range(4)]
    records = read(tmp_path, calendar(*others, *team(("x", BO))), NOBODY)
    (owner,), (problem,) = samples.of(OwnerRecord, records), samples.problems(records)
    assert owner.emails == (MIA,) and MIA in problem.message
    assert len(samples.interactions(records)) == 6  # the fifth names nobody known, and is Mia's all the same
    assert sum(one.weight for one in samples.interactions(records)) == 4 * 3.0 + 2 * 0.5 * 2.0


def test_where_nothing_tells_the_owner_only_what_nobody_called_counts(tmp_path):
    records = read(tmp_path, calendar(event(guest(ANNA)), event(by(BO), guest(CY), uid="e2")), NOBODY)
    assert days(records) == ["2024-06-03"] and len(samples.interactions(records)) == 1
    assert [problem.field for problem in samples.problems(records)] == ["ATTENDEE"]
    assert samples.left_out(records) == {"meetings, as it is not told which guest is you": 1}


@pytest.mark.parametrize(
    ("hint", "line"),
    [
        (OwnerHint(emails=("mia.me+work@example.org",)), guest(MIA)),
        (OwnerHint(emails=("miame@gmail.com",)), guest("mia.me+x@googlemail.com")),
        (OwnerHint(emails=(CY,), names=("Mia Me",)), guest("mm@example.org", name="Me, Mia")),
    ],
)
def test_the_owner_is_known_by_any_alias_and_by_the_whole_name(tmp_path, hint, line):
    records = read(tmp_path, calendar(event(by(ANNA), guest(ANNA), line)), hint)
    assert [one.email for one in samples.interactions(records)] == [ANNA]


# broken files


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_any_encoding_and_line_end_gives_the_same_meeting(tmp_path, encoding, end):
    text = calendar(event(by(MIA), guest(ANNA, name="Zoë Äsh"))).replace("\r\n", end)
    (person,) = samples.people(read(tmp_path, text.encode(encoding)))
    assert person.name == "Zoë Äsh"


ODD = {
    "no date": event(*WITH_ANNA, uid="odd", start="", end=""),
    "no such day": event(*WITH_ANNA, uid="odd", start="DTSTART:20240230T090000Z"),
    "no end": "BEGIN:VEVENT\r\nUID:odd\r\nATTENDEE:mailto:x@example.org\r\n",
    "an alarm that never ends": event("BEGIN:VALARM", "DTSTART:1", "ATTENDEE:mailto:x@example.org", uid="odd"),
    "an end alone": "END:VEVENT\r\nEND:VALARM\r\n",
    "words that broke their line": event("DESCRIPTION:one", "two: three", "ATTENDEE", uid="odd"),
    "noise": "BEGIN:VEVENT\r\n\0\0\x01noise\r\n;;;:::\r\n:\r\nATTENDEE;:\r\nEND:VEVENT\r\n",
    "one long line": event("ATTENDEE:" + "x" * (limits.EVENT + 10), uid="odd"),
    "one long folded line": event("EXDATE:" + "\r\n ".join(["x" * 70] * (limits.EVENT // 70 + 10)), uid="odd"),
    "many lines": event(*["EXDATE:20240101"] * (limits.EVENT_LINES + 1), uid="odd"),
    "a large attachment": event("ATTACH;ENCODING=BASE64:" + "A" * (2 * limits.EVENT), uid="odd"),
    "an endless parameter": event('ATTENDEE;CN="' + ":;" * 200_000, uid="odd"),
    "nested": "BEGIN:VEVENT\r\nBEGIN:VALARM\r\n" * 2_000,
    "a rule within the second": event(*WITH_ANNA, "RRULE:FREQ=SECONDLY", uid="odd"),
    "a zone elsewhere": event(*WITH_ANNA, uid="odd", start="DTSTART;TZID=../../etc/passwd:20240603T090000"),
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_neighbours_of_a_broken_event_survive(tmp_path, odd):
    good = [event(*WITH_ANNA, uid=f"good{n}") for n in range(99)]
    whole = samples.interactions(read(tmp_path, calendar(*good)))
    found = {one.key for one in samples.interactions(read(tmp_path, calendar(*good[:50], odd, *good[50:])))}
    assert len(whole) == 99 and {one.key for one in whole} <= found


@pytest.mark.parametrize("odd", ["no date", "no such day", "one long line", "one long folded line", "many lines"])
def test_what_is_broken_is_said_with_its_line(tmp_path, odd):
    (problem,) = samples.problems(read(tmp_path, calendar(event(*WITH_ANNA), ODD[odd])))
    assert problem.line == 11 and problem.message


def test_lower_case_and_several_calendars_in_one_file(tmp_path):
    text = calendar(event(*WITH_ANNA)).lower() + calendar(event(*WITH_ANNA, uid="e2")) + event(*WITH_ANNA, uid="e3")
    assert len(samples.interactions(read(tmp_path, text))) == 3


def test_a_calendar_inside_a_mail_is_not_a_calendar(tmp_path):
    from backcast.formats import calendars
    from backcast.formats.text import Line

    head = [Line(at, text, True) for at, text in enumerate(["From: a@example.org", "", "BEGIN:VCALENDAR"], 1)]
    assert calendars.by_contents("mail.eml", head) == "" and calendars.by_contents("odd.ics", head) == "calendar"


def test_the_order_of_files_changes_nothing(tmp_path):
    texts = {
        "a.ics": calendar(event(*WITH_ANNA, "SEQUENCE:1"), event(*WITH_ANNA, guest(BO), uid="e2")),
        "b.ics": calendar(event(*WITH_ANNA, guest(CY)), event(by(BO), guest(MIA), uid="e3")),
    }
    folder = samples.written(tmp_path, texts)
    there = samples.read(folder / "a.ics", folder / "b.ics", hint=OwnerHint(emails=(MIA,)))
    back = samples.read(folder / "b.ics", folder / "a.ics", hint=OwnerHint(emails=(MIA,)))
    for kind in (samples.people, samples.interactions, known):
        assert kind(there) == kind(back) and kind(there)

"""Times of meetings to contacts, people and acquaintances.

A meeting of n people is one contact with each of the others, of weight 3 · 2/n and hours · 2/n: two share it all, and
twelve leave each pair little. What is not sure counts by its share.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import combinations
from typing import NamedTuple

from backcast import limits
from backcast.formats.calendars import moments, zones
from backcast.formats.calendars.guests import GROUP, UNANSWERED, Guest, from_address
from backcast.formats.calendars.meeting import Meeting
from backcast.formats.calendars.owner import Owner, everybody
from backcast.formats.calendars.series import Occurrence
from backcast.formats.digest import digest
from backcast.formats.records import (
    AcquaintanceRecord,
    InteractionRecord,
    LeftOut,
    PersonRecord,
    Problem,
    Record,
)

WEIGHT = 3.0
"""Of a meeting of two: engines.md §1."""
USUAL = 1.0
"""Hours of a meeting that does not say: engines.md §1."""
LONGEST = 8.0
"""Hours of one meeting that count, and no more for several days [D]."""
AUDIENCE = 30
"""Above so many people a meeting is an audience, and nobody's contact [D]."""
TELLING = 12
"""Up to so many people a meeting makes those known who are not here yet [D]."""
SMALL = 6
"""Up to so many people those at a meeting get to know one another [D]."""
MET = 0.6
"""How strong an acquaintance one small meeting tells of: engines.md §3."""
WHOSE = "meetings, as it is not told which guest is you"
_ANSWERS = frozenset(("REPLY", "COUNTER", "REFRESH", "DECLINECOUNTER"))


class Company(NamedTuple):
    """Who was at a meeting besides the owner, how many that made with the owner, how sure the owner was there; or
    why it is no contact, in plain words."""

    others: tuple[Guest, ...]
    size: int
    coming: float
    reason: str


def company(meeting: Meeting, owner: Owner, own_calendar: bool) -> Company:
    """What a meeting is worth. `own_calendar` tells whether most meetings of its file name the owner."""
    if reason := _state(meeting):
        return Company((), 0, 0.0, reason)
    organizer = meeting.organizer if meeting.organizer and meeting.organizer.kind == "person" else None
    guests = [one for one in meeting.guests if one.kind == "person"]
    if organizer and not any(_is_same(organizer, one) for one in guests):
        guests.append(organizer)
    mine = [one for one in guests if owner.is_this(one)]
    coming = _coming(meeting, mine, owner, own_calendar)
    others = tuple(
        one._replace(coming=1.0) if organizer and _is_same(organizer, one) else one
        for one in guests if one.coming and not owner.is_this(one)
    )  # fmt: skip
    size = len(others) + 1 + GROUP * sum(one.kind == "group" for one in meeting.guests)
    return Company(others, size, coming, _against(others, size, coming, mine, owner))


def _state(meeting: Meeting) -> str:
    if meeting.calendar.method in _ANSWERS:
        return "answers to invitations"
    return "cancelled meetings" if meeting.calendar.method == "CANCEL" else meeting.state


def _is_same(one: Guest, other: Guest) -> bool:
    return one.email == other.email if one.email or other.email else one.name == other.name


def _coming(meeting: Meeting, mine: Sequence[Guest], owner: Owner, own_calendar: bool) -> float:
    """How sure the owner was there. Who invites comes; a calendar keeps what nobody else sent for its owner; and a
    meeting in a calendar of one's own that names the owner by no known address is theirs as half a truth."""
    if not mine:
        return 1.0 if meeting.organizer is None else UNANSWERED if own_calendar else 0.0
    sure = max(one.coming for one in mine)
    return 1.0 if sure and meeting.organizer and owner.is_this(meeting.organizer) else sure


def _against(others: Sequence[Guest], size: int, coming: float, mine: Sequence[Guest], owner: Owner) -> str:
    if not coming and mine:
        return "meetings you declined"
    if not coming:
        return "meetings that do not name you" if owner.is_known else WHOSE
    if size > AUDIENCE:
        return f"meetings of more than {AUDIENCE} people"
    if not others:
        return "events without others"
    return "" if any(one.email or one.name for one in others) else "meetings whose guests have neither address nor name"


@dataclass(slots=True)
class Told:
    """What all meetings together tell: the times with their company, and what each address is called."""

    owner: Owner
    lost: Meeting | None = None
    """The first meeting that is none because nothing tells who the owner is."""
    times: list[tuple[Occurrence, Company]] = field(default_factory=list)
    called: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    _met: dict[str, date | None] = field(default_factory=dict)
    _judged: dict[int, Company] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)
    _parts: int = 0

    def take(self, time: Occurrence, own_calendar: bool) -> Iterator[LeftOut | Problem]:
        """One more time of a meeting; why it is no contact is said once for each event."""
        meeting = time.meeting
        found = self._judged.get(id(meeting))
        if found is None:
            found = self._judged[id(meeting)] = company(meeting, self.owner, own_calendar)
            if found.reason:
                yield LeftOut(found.reason, 1)
            if found.reason == WHOSE and self.lost is None:
                self.lost = meeting
            for one in found.others:
                if one.email and one.name:
                    self.called[one.email][one.name] += 1
        if found.reason:
            return
        self._parts += len(found.others)
        if self._parts - len(found.others) <= limits.CALENDAR_TIMES < self._parts:
            message = f"These calendars tell of more than {limits.CALENDAR_TIMES:,} contacts; import fewer at a time."
            yield Problem(meeting.source.name, meeting.line, "", message)
        if self._parts <= limits.CALENDAR_TIMES:
            self._keep(time, found)

    def _keep(self, time: Occurrence, found: Company) -> None:
        self.times.append((time, found))
        time.meeting.source.used.add(time.meeting.line)
        day = time.day if time.day <= time.meeting.source.known else None
        for one in found.others:
            if one.email and found.size <= TELLING:
                self._met[one.email] = max(filter(None, (self._met.get(one.email), day)), default=None)

    def records(self) -> Iterator[Record]:
        """People, then contacts, then acquaintances, each in an order of their own."""
        where = {one.email: time.meeting for time, found in reversed(self.times) for one in found.others}
        for email, day in sorted(self._met.items(), key=lambda item: item[0]):
            yield self._person(email, day, where[email])
        yield from sorted(self._contacts(), key=lambda one: (one.day, one.key, one.email, one.name))
        yield from self._acquaintances()
        if self.lost:
            message = "Nothing here tells which guest is you; say which e-mail address is yours and import again."
            yield Problem(self.lost.source.name, self.lost.line, "ATTENDEE", message)

    def _name(self, guest: Guest) -> str:
        """What most meetings call them; of two the longer."""
        if not guest.email:
            return guest.name
        if guest.email not in self._names:
            called = self.called.get(guest.email, Counter())
            self._names[guest.email] = max(called, key=lambda text: (called[text], len(text), text), default="")
        return self._names[guest.email]

    def _person(self, email: str, day: date | None, first: Meeting) -> PersonRecord:
        name = self._name(Guest(email, "", "", 1.0)) or from_address(email)
        return PersonRecord(
            "calendar", email, name, "", "", (email,), (), (), "", "", None, day, "", "", "", first.source.name,
            first.line,
        )  # fmt: skip

    def _contacts(self) -> Iterator[InteractionRecord]:
        for time, found in self.times:
            meeting = time.meeting
            key, at = digest(series_key(meeting), time.instance), _at(time)
            for one in found.others:
                if one.email or one.name:
                    part = found.coming * one.coming * 2 / found.size
                    hours = None if meeting.hours is None and part == 1 else min(meeting.hours or USUAL, LONGEST) * part
                    yield InteractionRecord(
                        "calendar", key, self._name(one), "", one.email, _told_day(time), at, "meeting", "both",
                        WEIGHT * part, hours, meeting.source.name, meeting.line,
                    )  # fmt: skip

    def _acquaintances(self) -> Iterator[AcquaintanceRecord]:
        """One for each two and each event, however often it repeats; only of what has been."""
        last = {
            id(time.meeting): (time, found)
            for time, found in sorted(self.times, key=lambda one: one[0].day)  # the newest is what stays
            if 2 < found.size <= SMALL and time.day <= time.meeting.source.known
        }
        told = {}
        for time, found in sorted(last.values(), key=lambda one: one[0].day):
            for record in self._pairs(time, found):
                told[record.key, record.email or record.name, record.other_email or record.other_name] = record
        yield from (told[pair] for pair in sorted(told))

    def _pairs(self, time: Occurrence, found: Company) -> Iterator[AcquaintanceRecord]:
        known = sorted((one for one in found.others if one.email or one.name), key=lambda one: (one.email, one.name))
        for one, other in combinations(known, 2):
            yield AcquaintanceRecord(
                "calendar", digest(series_key(time.meeting)), self._name(one), one.email, self._name(other),
                other.email, "meeting", MET * min(one.coming, other.coming), f"a meeting of {found.size} people",
                _told_day(time), time.meeting.source.name, time.meeting.line,
            )  # fmt: skip


def series_key(meeting: Meeting) -> str:
    """By what versions of one event are known; without a UID, by the day, the time and the guests."""
    if meeting.uid:
        return meeting.uid
    return digest(str(meeting.start), *sorted(one.email or one.name for one in everybody(meeting)))


def _told_day(time: Occurrence) -> date:
    """The day as the owner saw it: times in UTC are turned to the calendar's own zone where it names one."""
    calendar, start = time.meeting.calendar, time.meeting.start
    if start.zone != "UTC":
        return time.day
    return moments.seen_at(start._replace(day=time.day), zones.named("UTC"), zones.own(calendar)).day


def _at(time: Occurrence) -> datetime | None:
    calendar, start = time.meeting.calendar, time.meeting.start
    zone = zones.zone(start.zone, calendar) if start.zone else zones.own(calendar)
    return moments.in_utc(time.day, start.clock, zone)

"""A stream of lines to events: unfolding, nested and unfinished components. Only what is used is kept.

Each event stands alone, so that a broken one costs no other. What is inside an event (alarms) and beside it (tasks,
notes, free-busy times) is passed over.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, NamedTuple

from backcast import limits
from backcast.formats.names import clean, word_set
from backcast.formats.records import LeftOut, Problem
from backcast.formats.text import Line, lines, mend

_OF_EVENT = word_set(
    "UID DTSTART DTEND DURATION RRULE RDATE EXDATE EXRULE RECURRENCE-ID SEQUENCE DTSTAMP LAST-MODIFIED CREATED STATUS"
    " CLASS TRANSP ATTENDEE ORGANIZER X-MICROSOFT-CDO-BUSYSTATUS"
)
_OF_CALENDAR = word_set("METHOD X-WR-CALNAME X-WR-TIMEZONE TZID X-LIC-LOCATION")
_KEPT = _OF_EVENT | _OF_CALENDAR | {"BEGIN", "END"}
_BESIDE = word_set("VTODO VJOURNAL VFREEBUSY VAVAILABILITY")
_HEAD = re.compile(r'(?:[^:"]+|"[^"]*")*')
"""All before the first colon outside quotes. Nothing follows it, so that it never looks at a letter twice."""


class Property(NamedTuple):
    """One line, unfolded: its parameters as they stand, led by ";" where there are any, its raw value, its line."""

    parameters: str
    value: str
    line: int


@dataclass(slots=True)
class Calendar:
    """What holds for all events of one VCALENDAR; some of it may come after them. `places` gives the place of a
    zone that has a name of its own."""

    name: str = ""
    zone: str = ""
    method: str = ""
    places: dict[str, str] = field(default_factory=dict)


class Event(NamedTuple):
    """The wanted properties of one event by their name, and the line on which it begins."""

    line: int
    calendar: Calendar
    properties: dict[str, list[Property]]

    def first(self, name: str) -> str:
        """The first value of that name in capitals, "" where there is none."""
        found = self.properties.get(name)
        return found[0].value.strip().upper() if found else ""


def events(stream: BinaryIO, file: str) -> Iterator[Event | Problem | LeftOut]:
    """The events of a stream; a Problem stands for one that had to be left out."""
    reading = _Reading(file)
    for name, prop, whole in _logical(lines(stream, limits.EVENT)):
        yield from reading.take(name, prop, whole)
    yield from reading.finish()


class _Reading:
    """Where in a calendar we are. An event without END is finished by the next BEGIN or by the end of the file."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._calendar = Calendar()
        self._event: Event | None = None
        self._inside = self._trouble = self._zone = ""
        self._size = self._count = 0

    def take(self, name: str, prop: Property, whole: bool) -> Iterator[Event | Problem | LeftOut]:
        """One more property; what it brings to an end."""
        if name == "BEGIN":
            yield from self._begin(prop.value.strip().upper(), prop.line)
        elif name == "END":
            yield from self._end(prop.value.strip().upper())
        elif self._inside:
            if self._inside == "VTIMEZONE":
                self._place(name, prop.value.strip())
        elif self._event is None:
            self._told(name, prop.value)
        elif name in _OF_EVENT:
            self._add(self._event, name, prop, whole)

    def finish(self) -> Iterator[Event | Problem]:
        """The event so far, or the Problem it had."""
        event, self._event, self._inside = self._event, None, ""
        if event:
            yield Problem(self._file, event.line, "", self._trouble) if self._trouble else event

    def _begin(self, kind: str, line: int) -> Iterator[Event | Problem | LeftOut]:
        if kind == "VEVENT":
            yield from self.finish()
            self._event, self._trouble, self._size, self._count = Event(line, self._calendar, {}), "", 0, 0
        elif kind == "VCALENDAR":
            yield from self.finish()
            self._calendar = Calendar()
        elif not self._inside:
            self._inside, self._zone = kind, ""
            if self._event is None and kind in _BESIDE:
                yield LeftOut("tasks, notes and free times of a calendar", 1)

    def _end(self, kind: str) -> Iterator[Event | Problem]:
        if kind in ("VEVENT", "VCALENDAR"):
            yield from self.finish()
            if kind == "VCALENDAR":
                self._calendar = Calendar()
        elif kind == self._inside:
            self._inside = ""

    def _place(self, name: str, value: str) -> None:
        if name == "TZID":
            self._zone = value
        elif name == "X-LIC-LOCATION" and self._zone and len(self._calendar.places) < limits.CALENDAR_ZONES:
            self._calendar.places[self._zone] = value

    def _told(self, name: str, value: str) -> None:
        if name == "METHOD":
            self._calendar.method = value.strip().upper()
        elif name == "X-WR-CALNAME":
            self._calendar.name = clean(mend(value))
        elif name == "X-WR-TIMEZONE":
            self._calendar.zone = value.strip()

    def _add(self, event: Event, name: str, prop: Property, whole: bool) -> None:
        self._size += len(prop.parameters) + len(prop.value)
        self._count += 1
        if self._size > limits.EVENT or not whole:
            self._trouble = f"This event is larger than {limits.EVENT:,} characters (see line {prop.line}); shorten it."
        elif self._count > limits.EVENT_LINES:
            self._trouble = f"This event has more than {limits.EVENT_LINES:,} lines; shorten it."
        else:
            event.properties.setdefault(name, []).append(prop)


def _logical(source: Iterator[Line]) -> Iterator[tuple[str, Property, bool]]:
    """Lines of use, each with its folded parts joined, and whether it is whole. An empty line folds nothing."""
    number, name, parts, size, whole = 0, "", [""], 0, True
    for line in source:
        text = line.text
        if text[:1] in (" ", "\t", ""):
            if name and text:
                size += len(text)
                whole = whole and line.whole and size <= limits.EVENT
                parts += [text[1:]] if whole else []
            continue
        if name:
            yield name, _property("".join(parts), number), whole
        name = text.partition(":")[0].partition(";")[0].strip().upper()
        if name in _KEPT:
            number, parts, size, whole = line.number, [text], len(text), line.whole
        else:
            name = ""
    if name:
        yield name, _property("".join(parts), number), whole


def _property(text: str, number: int) -> Property:
    head, _, value = text.partition(":")
    if '"' in head:
        found = _HEAD.match(text)
        at = found.end() if found else 0
        if text[at : at + 1] == ":":
            head, value = text[:at], text[at + 1 :]
    _, mark, parameters = head.partition(";")
    return Property(mark + parameters, value, number)

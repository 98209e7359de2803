"""An event to a meeting: when, how long, with whom, and how it repeats."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from backcast import limits
from backcast.formats.calendars import moments, zones
from backcast.formats.calendars.events import Calendar, Event, Property
from backcast.formats.calendars.guests import Guest, guest
from backcast.formats.calendars.moments import Moment
from backcast.formats.calendars.source import STAMPS, Source
from backcast.formats.names import clean
from backcast.formats.records import LeftOut, Problem

_CHAIR = re.compile(r';ROLE="?CHAIR\b', re.IGNORECASE)
_PRIVATE = "private and confidential events"
_ABSENT = frozenset(("FREE", "OOF", "WORKINGELSEWHERE"))


class Repeats(NamedTuple):
    """How a meeting repeats: its rules and exceptions from them, further days and days that fall out."""

    rules: tuple[str, ...]
    no_rules: tuple[str, ...]
    more: tuple[Moment, ...]
    without: tuple[Moment, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Meeting:
    """One event with other people. `instance` is the time of a series it stands for, `onward` whether also for all
    later ones; `rank` is higher in a newer version of the same event; `state` is why it is none, "" where it is."""

    source: Source
    line: int
    calendar: Calendar
    uid: str
    instance: Moment | None
    onward: bool
    rank: tuple[int, str]
    start: Moment
    hours: float | None
    guests: tuple[Guest, ...]
    organizer: Guest | None
    repeats: Repeats | None
    state: str


def meeting(event: Event, source: Source) -> Iterator[Meeting | Problem | LeftOut]:
    """The meeting of an event, or why it is none. An event of one's own costs no look at its dates."""
    if reason := _reason(event):
        yield LeftOut(reason, 1)
        return
    try:
        start = _moment(event, "DTSTART")
    except ValueError:
        start = None
    if start is None:
        text = clean(event.first("DTSTART"), 60)
        told = f"“{text}” is not a date" if text else "This meeting has no date"
        yield Problem(source.name, event.line, "DTSTART", f"{told}; mend it or take it out.")
        return
    yield Meeting(
        source, event.line, event.calendar, clean(_raw(event, "UID"), 500), _instance(event, start),
        "THISANDFUTURE" in _parameters(event, "RECURRENCE-ID"), _rank(event), start, _hours(event, start),
        _guests(event), _organizer(event), _repeats(event), _state(event),
    )  # fmt: skip


def _reason(event: Event) -> str:
    """Why an event is no meeting with others, whatever its date."""
    if "RECURRENCE-ID" in event.properties:  # it takes the place of a time of its series, whatever it holds
        return ""
    if _is_private(event):
        return _PRIVATE
    whole_day = len(event.first("DTSTART")) <= 10
    if "ATTENDEE" not in event.properties:
        return (
            "whole days with nobody invited, such as birthdays and holidays" if whole_day else "events without others"
        )
    free = event.first("TRANSP") == "TRANSPARENT" or event.first("X-MICROSOFT-CDO-BUSYSTATUS") in _ABSENT
    return "whole days that keep nobody busy" if whole_day and free else ""


def _is_private(event: Event) -> bool:
    return event.first("CLASS") in ("PRIVATE", "CONFIDENTIAL")


def _state(event: Event) -> str:
    if _is_private(event):
        return _PRIVATE
    return "cancelled meetings" if event.first("STATUS") in ("CANCELLED", "CANCELED") else ""


def _raw(event: Event, name: str) -> str:
    found = event.properties.get(name)
    return found[0].value if found else ""


def _parameters(event: Event, name: str) -> str:
    found = event.properties.get(name)
    return found[0].parameters.upper() if found else ""


def _moment(event: Event, name: str) -> Moment | None:
    found = event.properties.get(name)
    return moments.moment(found[0].value, found[0].parameters) if found else None


def _instance(event: Event, start: Moment) -> Moment | None:
    """Which time of its series an event stands for; where that cannot be read, the one it takes place at."""
    try:
        return _moment(event, "RECURRENCE-ID")
    except ValueError:
        return start


def _rank(event: Event) -> tuple[int, str]:
    number = event.first("SEQUENCE")[:9]
    return int(number) if number.isdecimal() else 0, max(event.first(name)[:20] for name in STAMPS)


def _hours(event: Event, start: Moment) -> float | None:
    """How long it lasts; None where it takes the whole day or the file does not say, or says what cannot be."""
    if start.clock is None:
        return None
    try:
        lasts = _until(event, start) or moments.long(event.first("DURATION"))
    except (ValueError, OverflowError):
        return None
    return lasts / timedelta(hours=1) if lasts > timedelta(0) else None


def _until(event: Event, start: Moment) -> timedelta | None:
    end = _moment(event, "DTEND")
    if end is None or end.clock is None or start.clock is None:
        return None
    there, here = zones.zone(end.zone, event.calendar), zones.zone(start.zone, event.calendar)
    if there is None or here is None:
        there = here = None
    return datetime.combine(end.day, end.clock, there) - datetime.combine(start.day, start.clock, here)


def _guests(event: Event) -> tuple[Guest, ...]:
    """Everybody invited, each once."""
    lines = event.properties.get("ATTENDEE", ())[: limits.EVENT_GUESTS]
    found = (guest(one.parameters, one.value) for one in lines)
    return tuple({one.email or one.name: one for one in found}.values())


def _organizer(event: Event) -> Guest | None:
    """Who called the meeting; where no line says so, the guest in the chair."""
    lines = event.properties.get("ORGANIZER") or [
        one for one in event.properties.get("ATTENDEE", ())[: limits.EVENT_GUESTS] if _CHAIR.search(one.parameters)
    ]
    return guest(lines[0].parameters, lines[0].value) if lines else None


def _repeats(event: Event) -> Repeats | None:
    held = event.properties
    rules = held.get("RRULE", ())[:2]
    more = _moments(held.get("RDATE", ()))
    if not rules and not more:
        return None
    return Repeats(
        tuple(one.value for one in rules), tuple(one.value for one in held.get("EXRULE", ())[:1]), more,
        _moments(held.get("EXDATE", ())), rules[0].line if rules else held["RDATE"][0].line,
    )  # fmt: skip


def _moments(lines: list[Property] | tuple[()]) -> tuple[Moment, ...]:
    """The moments of lists of them; what is none says nothing."""
    found = []
    for one in lines:
        for text in one.value.split(","):
            try:
                found.append(moments.moment(text, one.parameters))
            except ValueError:
                continue
    return tuple(found)

"""The reader of iCalendar files: meetings with others, as Google, Apple, Outlook and their relations write them.

Whose calendar it is decides who the others are. Where no address of the owner is known and none stands out, only
meetings that nobody organised count: they are the calendar's own, and their guests are other people.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from backcast import limits
from backcast.formats.calendars import owner as whose
from backcast.formats.calendars.events import Event, events
from backcast.formats.calendars.meeting import Meeting, meeting
from backcast.formats.calendars.meetings import Told, series_key
from backcast.formats.calendars.rules import Allowance
from backcast.formats.calendars.series import Occurrence, occurrences
from backcast.formats.calendars.source import Source
from backcast.formats.container import Claimed
from backcast.formats.records import FileSeen, OwnerHint, Problem, Progress, Record
from backcast.formats.text import Line

__all__ = ["KINDS", "by_contents", "by_name", "read"]

KINDS = frozenset({"calendar"})

_BEGIN = re.compile(r"BEGIN:(?:VCALENDAR|VEVENT|VTODO|VJOURNAL|VFREEBUSY|VTIMEZONE|VAVAILABILITY)")
_ENDINGS = (".ics", ".ical", ".icalendar", ".vcs", ".ifb")
_STEP = 500
"""Events between two signs of progress [D]."""


def by_name(name: str) -> str:
    """No calendar is known by its name alone."""
    return ""


def by_contents(name: str, head: list[Line]) -> str:
    """A file whose first line opens a calendar or a part of one; further down only where the name says so too, as
    mails carry calendars inside them."""
    said = [text for line in head if (text := line.text.strip().upper())]
    looked = said if name.lower().endswith(_ENDINGS) else said[:1]
    return "calendar" if any(_BEGIN.fullmatch(text) for text in looked) else ""


def read(files: Sequence[Claimed], hint: OwnerHint) -> Iterator[Record]:
    """The owner where the calendars tell, everybody met in small meetings, the contacts, who knows whom."""
    held: dict[str, list[Meeting]] = defaultdict(list)
    sources = []
    count = 0
    for claimed in files:
        source = Source(claimed.member.name, claimed.member.written)
        sources.append(source)
        for found in _meetings(claimed, source):
            if not isinstance(found, Meeting):
                yield found
                continue
            count += 1
            if count <= limits.CALENDAR_EVENTS:
                held[series_key(found)].append(found)
            elif count == limits.CALENDAR_EVENTS + 1:
                message = f"Only the first {limits.CALENDAR_EVENTS:,} meetings were read; import fewer files at a time."
                yield Problem(source.name, found.line, "", message)
    yield from _told(held, hint)
    yield from (FileSeen(source.name, "calendar", source.rows, len(source.used)) for source in sources)


def _meetings(claimed: Claimed, source: Source) -> Iterator[Meeting | Record]:
    with claimed.member.open() as stream:
        for event in events(stream, source.name):
            if not isinstance(event, Event):
                source.rows += isinstance(event, Problem)
                yield event
                continue
            source.witness(event)
            yield from meeting(event, source)
            if source.rows % _STEP == 0:
                yield Progress(0, 0, source.name, event.line)
    source.settle()


def _told(held: dict[str, list[Meeting]], hint: OwnerHint) -> Iterator[Record]:
    everything = [one for versions in held.values() for one in versions]
    if not everything:
        return
    owner = whose.Owner(hint)
    owner.learn(everything)
    yield from whose.told(owner, everything)
    own, told, allowance = whose.own_calendars(owner, everything), Told(owner), Allowance(limits.CALENDAR_DAYS)
    for key in sorted(held):
        for found in occurrences(held[key], allowance):
            if isinstance(found, Occurrence):
                yield from told.take(found, found.meeting.source.name in own)
            else:
                yield found
    yield from told.records()

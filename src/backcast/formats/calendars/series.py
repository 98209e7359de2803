"""Versions and repetitions of one event to the times it took place.

A series is told up to the day the calendar was written, one without end up to the day the calendar was last in use,
and beyond that its next time alone: what is further off may never be, and a later export tells of it. What has a date
of its own may lie up to a year ahead.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from backcast import limits
from backcast.formats.calendars import moments, rules, zones
from backcast.formats.calendars.meeting import Meeting, Repeats
from backcast.formats.calendars.moments import Moment
from backcast.formats.calendars.rules import Allowance, Endless
from backcast.formats.calendars.source import EARLIEST
from backcast.formats.records import LeftOut, Problem


class Occurrence(NamedTuple):
    """A meeting on a day. `instance` tells which of a series it is, by the day it was first meant for, "" for an
    event that does not repeat."""

    meeting: Meeting
    day: date
    instance: str


def occurrences(versions: Sequence[Meeting], allowance: Allowance) -> Iterator[Occurrence | Problem | LeftOut]:
    """The times of one event, given all its versions in any order."""
    newest = sorted(versions, key=lambda one: (one.rank, one.source.name, one.line), reverse=True)
    master = next((one for one in newest if one.instance is None), None)
    changed: dict[date, Meeting] = {}
    for one in newest:
        if one.instance is not None:
            changed.setdefault(_instance_day(one, one.instance, master), one)
    surplus = len(versions) - len(changed) - (master is not None)
    if surplus:
        yield LeftOut("older versions of the same meeting", surplus)
    if master is None:
        alone = sum(not one.guests for one in changed.values())
        yield from (LeftOut("events without others", 1) for _ in range(alone))
        times = (Occurrence(one, one.start.day, day.isoformat()) for day, one in changed.items() if one.guests)
        yield from _within(times)
    elif master.repeats is None or master.start.day < EARLIEST:
        one = changed.pop(master.start.day, master)
        yield from _within(iter((Occurrence(one, one.start.day, ""),)))
        yield from _within(Occurrence(one, one.start.day, day.isoformat()) for day, one in changed.items())
    else:
        yield from _series(master, master.repeats, changed, allowance)


def _within(times: Iterator[Occurrence]) -> Iterator[Occurrence | LeftOut]:
    for one in times:
        if one.day < EARLIEST:
            yield LeftOut("meetings dated before 1970", 1)
        elif one.day > one.meeting.source.last:
            yield LeftOut("meetings more than a year ahead", 1)
        else:
            yield one


def _series(
    master: Meeting, repeats: Repeats, changed: dict[date, Meeting], allowance: Allowance
) -> Iterator[Occurrence | Problem | LeftOut]:
    days, trouble = _days(master, repeats, allowance)
    onward = sorted((day for day, one in changed.items() if one.onward), reverse=True)
    times = [_on(day, master, changed, onward) for day in sorted(days)]
    times += [_on(day, master, changed, []) for day in sorted(changed.keys() - days)]
    known = master.source.alive if rules.any_endless(repeats.rules) else master.source.known
    yield from _within(one for one in times if one.day <= known)
    coming = (one for one in times if one.day > known and not one.meeting.state)
    if following := min(coming, key=lambda one: (one.day, one.instance), default=None):
        yield from _within(iter((following,)))
    if trouble:
        yield Problem(master.source.name, repeats.line, "RRULE", trouble)


def _on(day: date, master: Meeting, changed: dict[date, Meeting], onward: Sequence[date]) -> Occurrence:
    """The time first meant for a day: changed by itself, or with all since an earlier day, or as the series says."""
    if one := changed.get(day):
        return Occurrence(one, one.start.day, day.isoformat())
    since = next((other for other in onward if other < day), None)
    if since is None:
        return Occurrence(master, day, day.isoformat())
    return Occurrence(changed[since], day + (changed[since].start.day - since), day.isoformat())


def _days(master: Meeting, repeats: Repeats, allowance: Allowance) -> tuple[set[date], str]:
    """The days a series was meant for up to the last of use, and what was wrong on the way."""
    found, trouble = {master.start.day}, ""
    for rule in repeats.rules:
        trouble = _follow(rule, master, found, allowance) or trouble
    found |= {day for one in repeats.more if (day := _there(one, master)) >= master.start.day}
    out = {_there(one, master) for one in repeats.without}
    for rule in repeats.no_rules:
        trouble = _follow(rule, master, out, allowance) or trouble
    return found - out, trouble


def _follow(rule: str, master: Meeting, found: set[date], allowance: Allowance) -> str:
    """Adds the days of a rule; what is wrong with it, "" where nothing is."""
    try:
        last = min(master.source.last, _until(rule, master) or date.max)
        for number, day in enumerate(rules.days(rule, master.start.day, last, allowance)):
            if number == limits.MEETING_TIMES:
                return f"This repeats more than {limits.MEETING_TIMES:,} times; only that many were read."
            found.add(day)
    except Endless:
        said, allowance.said = allowance.said, True
        few = (
            "There are too many repetitions; this one and further ones were read in part. Import fewer files at a time."
        )
        return "" if said else few
    except (ValueError, OverflowError):
        return "This rule of repetition was not understood; only the dates the file names were read."
    return ""


def _until(rule: str, master: Meeting) -> date | None:
    """The last day UNTIL leaves room for the meeting's time of day, in the meeting's zone."""
    text = rules.parsed(rule).get("UNTIL", "")
    if not text:
        return None
    end = moments.moment(text)
    there = zones.zone(master.start.zone, master.calendar) or zones.own(master.calendar)
    local = moments.seen_at(end, zones.zone(end.zone, master.calendar), there)
    late = local.clock is not None and master.start.clock is not None and local.clock < master.start.clock
    return local.day - timedelta(days=1) if late else local.day


def _there(when: Moment, master: Meeting) -> date:
    """The day of a moment in the zone of a series."""
    calendar = master.calendar
    return moments.seen_at(when, zones.zone(when.zone, calendar), zones.zone(master.start.zone, calendar)).day


def _instance_day(one: Meeting, instance: Moment, master: Meeting | None) -> date:
    """The day an instance was first meant for, in the zone of its series."""
    there = zones.zone(master.start.zone, master.calendar) if master else None
    return moments.seen_at(instance, zones.zone(instance.zone, one.calendar), there).day

"""When something is: days, times of day and durations as calendars write them, the broken ones too."""

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

_WHEN = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[Tt ](\d\d):?(\d\d):?(\d\d)?(?:\.\d{1,9})?\s?([zZ])?)?(?:/.*)?")
_LONG = re.compile(r"([+-]?)P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?")
_ZONE = re.compile(r';\s*TZID=(?:"([^"]*)"|([^;]*))', re.IGNORECASE)


class Moment(NamedTuple):
    """A day, the time of day unless it is all of it, and the name of its zone: "" where it floats."""

    day: date
    clock: time | None
    zone: str


def moment(value: str, parameters: str = "") -> Moment:
    """`20240102T030405Z`, `20240102` and their near relations; of a period, where it starts. ValueError for others."""
    found = _WHEN.fullmatch(value.strip()[:100])
    if not found:
        raise ValueError("no date")
    year, month, dom, hour, minute, second, utc = found.groups()
    day = date(int(year), int(month), int(dom))
    if hour is None:
        return Moment(day, None, "")
    if hour == "24":  # midnight at the end of the day
        day, hour = day + _DAY if day < date.max else day, "00"
    zone = "UTC" if utc else zone_name(parameters)
    return Moment(day, time(int(hour), int(minute), min(int(second or 0), 59)), zone)


_DAY = timedelta(days=1)


def zone_name(parameters: str) -> str:
    """The zone that parameters name."""
    found = _ZONE.search(parameters[:1_000])
    return (found[1] or found[2] or "").strip() if found else ""


def long(value: str) -> timedelta:
    """A duration such as `PT1H30M` or `P1D`. ValueError where it is none."""
    found = _LONG.fullmatch(value.strip().upper())
    if not found or not any(found.groups()[1:]):
        raise ValueError("no duration")
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    whole = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -whole if found[1] == "-" else whole


def seen_at(when: Moment, own: tzinfo | None, there: tzinfo | None) -> Moment:
    """A moment whose zone is `own` as clocks in the zone `there` show it; as it is where one of them is unknown."""
    if when.clock is None or own is None or there is None or own is there:
        return when
    try:
        local = datetime.combine(when.day, when.clock, own).astimezone(there)
    except (OverflowError, ValueError):
        return when
    return Moment(local.date(), local.time(), when.zone)


def in_utc(day: date, clock: time | None, zone: tzinfo | None) -> datetime | None:
    """A day and a time of day in a zone, in UTC; None for a whole day or an unknown zone."""
    if clock is None or zone is None:
        return None
    try:
        return datetime.combine(day, clock, zone).astimezone(UTC).replace(microsecond=0)
    except (OverflowError, ValueError):
        return None

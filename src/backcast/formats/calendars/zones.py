"""Zones by whatever a calendar calls them. One that is not known floats: its times are the owner's own.

Only names of the right form are looked up among the system's zones, so that no name opens another file.
"""

import re
from datetime import UTC, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from backcast.formats.calendars.events import Calendar
from backcast.formats.calendars.windows import CITIES, WINDOWS
from backcast.formats.names import word_set
from backcast.formats.text import mend

_OLSON = re.compile(
    r"(?:^|[/_])((?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Brazil|Canada|Chile|Etc|Europe|Indian|Mexico"
    r"|Pacific|US)/[A-Za-z][A-Za-z0-9_+-]{1,30}(?:/[A-Za-z][A-Za-z_-]{1,30})?)$"
)
"""A name of the zone database at the end of whatever a program put before it."""
_BARE = word_set(
    "CET CST6CDT Cuba EET EST EST5EDT Egypt Eire GB GMT HST Hongkong Iceland Iran Israel Jamaica Japan MET MST MST7MDT"
    " NZ PRC PST8PDT Poland Portugal ROC ROK Singapore Turkey WET"
)
_AREA = re.compile(r"^(Africa|America|Asia|Atlantic|Australia|Europe|Pacific)_")
_OFFSET = re.compile(r"(?:UTC|GMT)\s?([+-])(\d{1,2}):?(\d\d)?")
_BEFORE = re.compile(r"^\((?:UTC|GMT)[^()]{0,12}\)\s*")


def zone(name: str, calendar: Calendar) -> tzinfo | None:
    """The zone a calendar calls so, itself or by the place it tells for it; None for one that floats."""
    return named(name) or named(calendar.places.get(name, ""))


def own(calendar: Calendar) -> tzinfo | None:
    """The zone of the calendar as a whole, in which its floating times are meant."""
    return zone(calendar.zone, calendar)


@lru_cache(maxsize=4_096)
def named(name: str) -> tzinfo | None:
    """The zone of one name: of the zone database, of Windows, as Outlook shows it, or by its offset."""
    text = mend(name).strip().strip('"').replace("\\,", ",")
    if not text or len(text) > 200:
        return None
    if text.upper() in ("UTC", "Z", "ETC/UTC"):
        return UTC
    return _olson(text) or _stored(WINDOWS.get(text.lower(), "")) or _shown(text) or _fixed(text)


def _olson(text: str) -> tzinfo | None:
    if text in _BARE:
        return _stored(text)
    found = _OLSON.search(_AREA.sub(r"\1/", text).replace(" ", "_"))
    return _stored(found[1]) if found else None


def _shown(text: str) -> tzinfo | None:
    """Outlook's words for a zone: an offset in brackets, then its Windows name's beginning or some of its cities."""
    words = _BEFORE.sub("", text).lower()
    start = words.partition(" time")[0].partition(" (")[0].strip()
    found = WINDOWS.get(f"{start} standard time", "")
    cities = (CITIES.get(city.strip().partition(" (")[0], "") for city in re.split(r"[,/:;]", words))
    return _stored(found or next((city for city in cities if city), ""))


def _fixed(text: str) -> tzinfo | None:
    found = _OFFSET.fullmatch(text.upper())
    if not found or int(found[2]) > 14:
        return None
    away = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return timezone(-away if found[1] == "-" else away)


def _stored(key: str) -> tzinfo | None:
    """A zone of the database, None where this machine's lacks it."""
    if not key:
        return None
    try:
        return ZoneInfo(key)
    except (KeyError, OSError, ValueError):
        return None

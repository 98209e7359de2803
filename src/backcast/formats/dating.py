"""Dates as people and exports write them. What a text does not say is never filled in."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from backcast.formats.records import Origin

# Month names and their short forms in English, German, French, Spanish, Portuguese, Italian and Dutch.
_MONTH_WORDS = (
    "jan january januar janner jaenner janvier janv enero ene janeiro gennaio gen januari",
    "feb february februar fevrier fevr fev febrero fevereiro febbraio februari",
    "mar march marz maerz mrz mars marzo marco maart mrt",
    "apr april avril avr abril abr aprile",
    "may mai mayo maio maggio mag mei",
    "jun june juni juin junio junho giugno giu",
    "jul july juli juillet juil julio julho luglio lug",
    "aug august aout agosto ago augustus",
    "sep sept september septembre septiembre setiembre setembro set settembre",
    "oct october oktober okt octobre octubre outubro out ottobre ott",
    "nov november novembre noviembre novembro",
    "dec december dezember dez decembre diciembre dic dezembro dicembre",
)
_MONTHS = {word: number for number, words in enumerate(_MONTH_WORDS, 1) for word in words.split()}
_OPEN = frozenset({"", "present", "current", "heute", "actuel", "actualidad", "presente", "heden", "n/a"})

_CLOCK = r"(?:[ ,t]+\d{1,2}:\d{2}.{0,40})?"
_ISO = re.compile(r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})" + _CLOCK)
_WORDED = re.compile(
    r"(\d{1,2})(?:\.|er|st|nd|rd|th)?[ -](?:de )?([^\W\d_]{3,12})\.?,?[ -](?:de )?(\d{4}|\d{2})" + _CLOCK
)
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,12})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})" + _CLOCK)
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})" + _CLOCK)
_OWN = re.compile(r"\d{1,2}/\d{1,2}/\d{2}, \d{1,2}:\d{2} ?[ap]m")
_DOTTED = re.compile(r"(\d{1,2})([.-])(\d{1,2})\2(\d{4}|\d{2})" + _CLOCK)
_SERIAL = re.compile(r"([2-6]\d{4})(?:[.,]\d{1,16})?")
_UNIX = re.compile(r"[^\W\d_]{3} ([^\W\d_]{3}) (\d{1,2}) \d{2}:\d{2}:\d{2} \w{3,4} (\d{4})")
_MONTH_YEAR = re.compile(r"([^\W\d_]{3,12})\.?,? (?:de )?(\d{4})")
_SHORT_YEAR = re.compile(r"([^\W\d_]{3,12})\.?-(\d{2})")
_YEAR_MONTH = re.compile(r"(\d{4})[-/](\d{1,2})|(\d{1,2})/(\d{4})")
_NAMED = re.compile(r"(?<!\d)(?:(\d{2})-(\d{2})-(\d{4})|(\d{4})-(\d{2})-(\d{2}))(?!\d)")
_BIRTHDAY = re.compile(r"(\d{4}|--)-?(?:(\d{2})(?:-?(\d{2}))?)?(?:T.{0,30})?")

_DAY_ZERO = date(1899, 12, 30)
"""What a spreadsheet counts its days from; with five digits they reach from 1954 to 2091."""
_PIVOT = 30
"""The first two-digit year a spreadsheet reads as one of the last century."""


def as_of(origin: Origin, today: date) -> date:
    """The day an export speaks for, never after today.

    The date in its name; else its files' date, unless that is today or later and so says only when they were
    copied; else the newest date inside; else today.
    """
    if origin.named:
        return min(origin.named, today)
    if origin.written and origin.written < today:
        return origin.written
    return min(origin.newest, today) if origin.newest else today


def named(texts: Sequence[str]) -> date | None:
    """The date an export carries in its name (`…_MM-DD-YYYY` or ISO), from the first text that has one."""
    for found in (found for text in texts for found in _NAMED.finditer(text)):
        month, dom, year, iso_year, iso_month, iso_day = found.groups()
        try:
            return date(int(year or iso_year), int(month or iso_month), int(dom or iso_day))
        except ValueError:
            continue
    return None


def order(text: str) -> str:
    """Which order of day and month a slashed date proves: "day", "month", or "" where it proves none."""
    found = _SLASHED.fullmatch(_plain(text))
    first, second = (int(found[1]), int(found[2])) if found else (0, 0)
    if 12 < first <= 31 and 1 <= second <= 12:
        return "day"
    return "month" if 12 < second <= 31 and 1 <= first <= 12 else ""


def is_doubtful(text: str) -> bool:
    """Whether day and month of a slashed date could be turned round; not of one in LinkedIn's own spelling."""
    plain = _plain(text)
    found = _SLASHED.fullmatch(plain)
    return bool(found and not order(text) and found[1].zfill(2) != found[2].zfill(2) and not _OWN.fullmatch(plain))


def day(text: str, *, day_first: bool = False) -> date:
    """One whole day. Slashes are read in US order, as LinkedIn writes them, unless their file proves the
    other (`order`); dots and dashes have the day first. A number of five digits is a spreadsheet's count of
    days. ValueError where it is none."""
    plain = _plain(text)
    if found := _ISO.fullmatch(plain):
        return date(int(found[1]), int(found[3]), int(found[4]))
    if found := _WORDED.fullmatch(plain):
        return date(_year(found[3]), _month(found[2]), int(found[1]))
    if found := _SLASHED.fullmatch(plain):
        return date(_year(found[3]), int(found[1 + day_first]), int(found[2 - day_first]))
    if found := _DOTTED.fullmatch(plain):
        return date(_year(found[4]), int(found[3]), int(found[1]))
    if found := _SERIAL.fullmatch(plain):
        return _DAY_ZERO + timedelta(days=int(found[1]))
    if found := _MONTH_FIRST.fullmatch(plain) or _UNIX.fullmatch(plain):
        return date(int(found[3]), _month(found[1]), int(found[2]))
    raise ValueError("not a date")


def moment(text: str) -> datetime:
    """A date with a time of day in UTC, the way messages are stamped, with or without " UTC". ValueError for a
    day alone, which is no moment."""
    if ":" not in text:
        raise ValueError("no time of day")
    stamp = text.strip().removesuffix("UTC").removesuffix("Z").strip()
    when = datetime.fromisoformat(stamp.replace("/", "-"))
    if when.tzinfo is None:
        return when.replace(tzinfo=UTC, microsecond=0)
    return when.astimezone(UTC).replace(microsecond=0)


def partial(text: str, *, day_first: bool = False) -> str:
    """An ISO date as exact as the text, never more: "Jan 2020" → "2020-01". "" for an open end.

    A spreadsheet makes "Jan-20" of it, or the number of January's first day: that is still the month alone.
    """
    plain = _plain(text)
    if plain in _OPEN:
        return ""
    if re.fullmatch(r"\d{4}", plain):
        return f"{date(int(plain), 1, 1).year:04d}"
    if found := _YEAR_MONTH.fullmatch(plain):
        return _to_month(int(found[1] or found[4]), int(found[2] or found[3]))
    if found := _MONTH_YEAR.fullmatch(plain):
        return _to_month(int(found[2]), _month(found[1]))
    if found := _SHORT_YEAR.fullmatch(plain):
        return _to_month(int(found[2]) + (2000 if int(found[2]) < _PIVOT else 1900), _month(found[1]))
    whole = day(plain, day_first=day_first)
    return whole.isoformat()[:7] if whole.day == 1 and _SERIAL.fullmatch(plain) else whole.isoformat()


def birthday(text: str, without_year: str = "") -> str:
    """A vCard's BDAY as "1980-03-22", "--03-22", "1980-03" or "1980"; `without_year` stands for none.

    ValueError for an impossible date and for free text ("circa 1800").
    """
    found = _BIRTHDAY.fullmatch(text.strip())
    if not found:
        raise ValueError("not a birthday")
    year, month, dom = found.groups()
    if dom:
        whole = date(2000 if year == "--" else int(year), int(month), int(dom))  # 2000 has a 29 February
        return f"--{whole:%m-%d}" if year in ("--", without_year) else whole.isoformat()
    if year == "--":
        raise ValueError("not a birthday")
    return _to_month(int(year), int(month)) if month else f"{date(int(year), 1, 1).year:04d}"


def _plain(text: str) -> str:
    """Lower case, plain letters, single spaces; U+202F and its like are spaces."""
    if not text.isascii():
        loose = unicodedata.normalize("NFKD", text[:100])
        text = "".join(letter for letter in loose if not unicodedata.combining(letter))
    return " ".join(text[:100].lower().split())


def _month(word: str) -> int:
    number = _MONTHS.get(word)
    if number is None:
        raise ValueError("not a month")
    return number


def _year(digits: str) -> int:
    """Two digits are of this century: LinkedIn, the one who writes so, began in 2003."""
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _to_month(year: int, month: int) -> str:
    return date(year, month, 1).isoformat()[:7]

"""A header's bytes to its fields, and to text: encoded words, raw bytes of any charset, dates of any age."""

import base64
import binascii
import quopri
import re
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from backcast import limits
from backcast.formats.dating import day as worded_day
from backcast.formats.text import decode

Fields = dict[bytes, bytes]
"""Names in lower case to the first value of each, folded lines and all."""

_WANTED = (
    b"from to cc bcc date message-id in-reply-to references reply-to sender"
    b" x-original-from x-original-sender delivered-to x-original-to envelope-to x-envelope-to x-delivered-to"
    b" list-id list-post list-unsubscribe list-unsubscribe-post x-mailing-list mailing-list precedence"
    b" auto-submitted x-auto-response-suppress x-autoreply x-autorespond x-autoresponder return-path feedback-id"
    b" x-campaign x-campaignid x-mailgun-sid x-sg-eid x-mc-user x-csa-complaints x-failed-recipients content-type"
    b" content-class x-gmail-labels x-gm-thrid x-mozilla-status x-spam-flag received"
).split()


def _any_of(wanted: list[bytes]) -> bytes:
    """A pattern of the wanted names in any case, sorted by first letter, which the matcher looks at before all else."""
    by_letter: dict[bytes, list[bytes]] = {}
    for name in wanted:
        by_letter.setdefault(name[:1], []).append(name[1:])
    letters = (b"[%b%b](?i:%b)" % (one, one.upper(), b"|".join(rest)) for one, rest in by_letter.items())
    return b"|".join(letters)


_FIELD = re.compile(rb"\n(" + _any_of(_WANTED) + rb")[ \t]*:[ \t]*([^\n]*(?:\n[ \t][^\n]*)*)")


def fields(header: bytes) -> Fields:
    """The wanted fields of a header; of several of one name the first that says something."""
    found = {name.lower(): value for name, value in reversed(_FIELD.findall(header)) if value}
    if len(header) > limits.MAIL_VALUE:
        return {name: value[: limits.MAIL_VALUE] for name, value in found.items()}
    return found


_ENCODED = re.compile(r"=\?([^?\s]{1,80})\?([bBqQ])\?([^?]*)\?=")
_BETWEEN = re.compile(r"(\?=)[ \t\r\n]+(=\?)")


def text(raw: bytes) -> str:
    """A value as text; encoded words are left as they are (`worded`)."""
    return decode(raw)


def worded(value: str) -> str:
    """A text with its encoded words read, those of one charset together, as a letter may be cut in two."""
    if "=?" not in value:
        return value
    joined = _BETWEEN.sub(r"\1\2", value)
    out, at, held, charset = [], 0, b"", ""
    for found in _ENCODED.finditer(joined):
        told = found[1].partition("*")[0].strip("\"'").lower()
        if held and (found.start() > at or told != charset):
            out.append(_read(held, charset))
            held = b""
        out.append(joined[at : found.start()])
        held, charset, at = held + _bytes(found[2], found[3]), told, found.end()
    return "".join([*out, _read(held, charset) if held else "", joined[at:]])


def _read(raw: bytes, charset: str) -> str:
    return decode(raw, charset)


def _bytes(way: str, word: str) -> bytes:
    raw = word.encode("utf-8", "replace")
    if way in "qQ":
        return quopri.decodestring(raw.replace(b"_", b" "), header=False)
    raw = raw.rstrip(b"=")
    raw = raw[: len(raw) - (len(raw) % 4 == 1)]
    try:
        return base64.b64decode(raw + b"=" * (-len(raw) % 4))
    except binascii.Error:
        return b""


class When(NamedTuple):
    """A day, and the moment in UTC where the zone is told."""

    day: date
    at: datetime | None


_MONTHS = {
    month: number
    for number, month in enumerate(b"jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}  # fmt: skip
_HOURS = {
    b"UT": 0, b"UTC": 0, b"GMT": 0, b"Z": 0, b"WET": 0, b"BST": 1, b"WEST": 1, b"CET": 1, b"MET": 1, b"CEST": 2,
    b"MEST": 2, b"EET": 2, b"EEST": 3, b"MSK": 3, b"JST": 9, b"EDT": -4, b"EST": -5, b"CDT": -5, b"CST": -6,
    b"MDT": -6, b"MST": -7, b"PDT": -7, b"PST": -8,
}  # fmt: skip
_DATE = re.compile(
    rb"(\d{1,2})[\s-]{1,9}([A-Za-z]{3})[a-z]{0,6}\.?[\s-]{1,9}(\d{4}|\d{2}),?\s{1,9}(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?"
    rb"(?:\.\d{1,9})?(?:\s{0,9}([+-]\d{4}|[A-Za-z]{1,5}))?"
)
_ASCTIME = re.compile(
    rb"([A-Z][a-z]{2})\s{1,9}(\d{1,2})\s{1,9}(\d{1,2}):(\d\d)(?::(\d\d))?(?:\s{1,9}([+-]\d{4}|[A-Za-z]{1,5}))?"
    rb"(?:\s[+-]\d{4})?\s{1,9}(\d{4})"
)
_DATED = 200
"""Bytes of a field in which its date is looked for [D]."""
_FIRST, _LAST = 1971, 2099
"""Years a mail may be of [D]: the first was sent in 1971."""


def when(told: Fields, separator: bytes) -> When | None:
    """When a mail was sent; from what its carriers wrote where its own date is none or lies after theirs."""
    sent = moment(told.get(b"date", b"")[:_DATED])
    carried = int(separator[-4:]) if separator[-4:].isdigit() else _LAST
    if sent and sent.day.year <= carried:
        return sent
    received = moment(told.get(b"received", b"").rpartition(b";")[2][:_DATED])
    return received or stamped(separator) or sent


def moment(value: bytes) -> When | None:
    """A date of a header. None where it is none, or none of a mail."""
    if found := _DATE.search(value):
        dom, month, year, hour, minute, second, zone = found.groups()
        return _when(_year(year), month, dom, hour, minute, second, zone)
    if found := _ASCTIME.search(value):
        return _of_asctime(found)
    try:
        told = worded_day(text(value)[:60])
    except ValueError:
        return None
    return When(told, None) if _FIRST <= told.year <= _LAST else None


def stamped(separator: bytes) -> When | None:
    """The date of a separator line, with the zone before the year as in an export of Gmail's, or without one."""
    found = _ASCTIME.search(separator)
    return _of_asctime(found) if found else None


def _of_asctime(found: re.Match[bytes]) -> When | None:
    month, dom, hour, minute, second, zone, year = found.groups()
    return _when(int(year), month, dom, hour, minute, second, zone)


def _year(digits: bytes) -> int:
    """Of two digits those below 70 are of this century, as RFC 2822 and its readers have it (there: below 50)."""
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 70 else 1900)


def _when(
    year: int, month: bytes, dom: bytes, hour: bytes, minute: bytes, second: bytes | None, zone: bytes | None
) -> When | None:
    number = _MONTHS.get(month.lower(), 0)
    if not _FIRST <= year <= _LAST or not number:
        return None
    try:
        local = datetime(year, number, int(dom), int(hour), int(minute), min(int(second or 0), 59), tzinfo=UTC)
    except ValueError:
        return None
    minutes = _offset(zone)
    if minutes is None:
        return When(local.date(), None)
    at = local - timedelta(minutes=minutes)
    return When(at.date(), at)


def _offset(zone: bytes | None) -> int | None:
    """Minutes east of Greenwich; None where no zone or none there is on earth is told."""
    if not zone:
        return None
    if zone[:1] in b"+-":
        minutes = int(zone[1:3]) * 60 + int(zone[3:5])
        return (-minutes if zone[:1] == b"-" else minutes) if minutes <= 15 * 60 else None
    hours = _HOURS.get(zone.upper())
    return None if hours is None else hours * 60

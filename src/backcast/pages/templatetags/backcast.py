"""Words for days, minutes and links, the same on every page. Everything stays escaped."""

import datetime as dt
import re
import unicodedata
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

PARTIAL = re.compile(
    r"(?:(?P<year>[0-9]{4})|-(?=-))(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12][0-9]|3[01]))?)?", re.ASCII
)
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@register.filter
def since(day: dt.date | None, today: dt.date) -> str:
    """How long ago, in calm words: "today", "3 weeks ago", "14 months ago"; days to come too."""
    if day is None:
        return ""
    days = (today - day).days
    if days < 0:
        return f"in {span(-days)}" if days < -1 else "tomorrow"
    return {0: "today", 1: "yesterday"}.get(days) or f"{span(days)} ago"


def span(days: int) -> str:
    """A length of time in the unit one would use: 13 days, 3 weeks, 14 months, 4 years."""
    if days < 14:
        return count(days, "day")
    if days < 60:
        return count(days // 7, "week")
    months = round(days / 30.44)
    return count(months, "month") if months < 24 else count(months // 12, "year")


def count(number: int, noun: str) -> str:
    """A number with its noun: 1 day, 2 days."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


@register.filter
def minutes(number: float | None) -> str:
    """43 → "43 min", 103 → "1 h 43 min", 120 → "2 h"."""
    hours, rest = divmod(round(number or 0), 60)
    parts = [f"{hours} h"] if hours else []
    return " ".join([*parts, f"{rest} min"] if rest or not hours else parts)


@register.filter
def hours(number: float) -> str:
    """Hours as people say them: 2.0 → "2 h", 1.5 → "1 h 30 min"."""
    return minutes(number * 60)


@register.filter
def plural(number: int, nouns: str) -> str:
    """A number with its noun: `{{ 3|plural:"person,people" }}` → "3 people"."""
    one, many = nouns.split(",")
    return f"{number} {one if number == 1 else many}"


@register.filter
def month_year(partial: str | None) -> str:
    """A partial ISO date in words: 2009, Jan 2020, 15 Jan 2020, 29 Feb; what is none stays as it was written."""
    found = PARTIAL.fullmatch(partial or "")
    if found is None:
        return partial or ""
    year, month, day = found["year"], found["month"], found["day"]
    return " ".join(filter(None, [day and str(int(day)), month and MONTHS[int(month) - 1], year]))


@register.filter
def safe_href(address: str | None) -> str:
    """The address if it may be a link (http, https, mailto, tel), else nothing."""
    if not address or any(unicodedata.category(letter)[0] in "CZ" for letter in address):
        return ""  # browsers drop tabs and line ends inside an address: "java\nscript:" would run
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in ("mailto", "tel") or (parts.scheme in ("http", "https") and parts.netloc) else ""


@register.filter
def bdi(name: Any) -> SafeString:
    """A name set apart, so that its writing direction does not turn the words around it."""
    return format_html("<bdi>{}</bdi>", name)

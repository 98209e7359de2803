"""A week as an iCalendar file (RFC 5545)."""

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from backcast.week.queries import View


def calendar(shown: "View") -> str:
    """This week's moves as tasks of an iCalendar file (RFC 5545), due on the week's Friday."""
    stamp = shown.week.computed or datetime.now(UTC)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Backcast//Week//EN"]
    for one in shown.moves:
        lines += [
            "BEGIN:VTODO",
            f"UID:{one.move.uid}",
            f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{shown.week.start:%Y%m%d}",
            f"DUE;VALUE=DATE:{shown.week.start + timedelta(days=4):%Y%m%d}",
            f"SUMMARY:{_escaped(one.title)}",
            f"DESCRIPTION:{_escaped(' '.join(one.why))}",
            "END:VTODO",
        ]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _escaped(text: str) -> str:
    return re.sub(r"([\\;,])", r"\\\1", " ".join(text.split()))


def _folded(line: str) -> str:
    """At most 75 bytes a line, never cut inside a character; further ones begin with a space."""
    parts: list[str] = []
    part = ""
    for letter in line:
        if len((part + letter).encode()) > (75 if not parts else 74):
            parts.append(part)
            part = ""
        part += letter
    return "\r\n ".join([*parts, part])

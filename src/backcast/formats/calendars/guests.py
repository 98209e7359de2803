"""ATTENDEE and ORGANIZER lines to guests: who, and how sure it is that they come."""

import re
from functools import lru_cache
from typing import NamedTuple

from backcast.formats import names
from backcast.formats.text import mend

_PARAMETER = re.compile(r';\s*([A-Za-z-]+)\s*=((?:"[^"]*"|[^";])*)')
_CARETS = {"^n": " ", "^'": '"', "^^": "^"}
_THINGS = frozenset(("ROOM", "RESOURCE"))
_THINGS_AT = ("@resource.calendar.google.com", "@import.calendar.google.com", "@holiday.calendar.google.com")
_GROUPS_AT = ("@group.calendar.google.com", "@googlegroups.com")
_NOBODY = names.word_set("noreply no-reply donotreply do-not-reply unknownorganizer calendar-notification")
_LIKELY = {"DECLINED": 0.0, "DELEGATED": 0.0, "": 1.0, "ACCEPTED": 1.0, "CONFIRMED": 1.0, "COMPLETED": 1.0}
UNANSWERED = 0.5
"""How much of a meeting counts for a guest who said "perhaps" or nothing [D]. Files that tell of no answers at all
count in full: many programs never write them, and many people never give one and come all the same."""
GROUP = 10
"""People an invited group stands for, as nobody can look into it [D]."""


class Guest(NamedTuple):
    """`kind` is person, thing (a room, a machine), group, or none (told of the meeting, not asked to come). `coming`
    is 0 for who declined or sent somebody else, 1 for who accepted, `UNANSWERED` between the two."""

    email: str
    name: str
    kind: str
    coming: float


@lru_cache(maxsize=16_384)
def guest(parameters: str, value: str) -> Guest:
    """The guest of one line. Apple and Exchange may give the address as a parameter, and something else as value."""
    told = {name.upper(): text.strip().strip('"') for name, text in _PARAMETER.findall(parameters[:4_000])}
    email = names.email(value) or names.email(told.get("EMAIL", "")) or _within(value)
    answer = (told.get("PARTSTAT") or told.get("STATUS") or "").upper()
    return Guest(email, _name(told.get("CN", ""), email), _kind(told, email), _LIKELY.get(answer, UNANSWERED))


def _within(value: str) -> str:
    """The address of `Anna Ash <anna@example.org>`, as the oldest calendars have it."""
    return names.email(value[:1_000].rpartition("<")[2])


def _kind(told: dict[str, str], email: str) -> str:
    kind = told.get("CUTYPE", "").upper()
    if kind in _THINGS or email.endswith(_THINGS_AT) or email.partition("@")[0] in _NOBODY:
        return "thing"
    if kind == "GROUP" or email.endswith(_GROUPS_AT):
        return "group"
    return "none" if told.get("ROLE", "").upper() == "NON-PARTICIPANT" else "person"


def _name(text: str, email: str) -> str:
    """A name somebody wrote, in the order it is said; "" for none, or where it is an address once more."""
    text = re.sub(r"\^[n'^]", lambda found: _CARETS[found[0]], text)
    shown = names.clean(mend(re.sub(r"\\(.)", r"\1", text)))
    if shown[:1] == shown[-1:] == "'":  # Outlook's way to say that it only knows the address book's word for it
        shown = shown.strip("'").strip()
    if "@" in shown or "://" in shown or not any(letter.isalpha() for letter in shown):
        return ""
    family, comma, given = shown.partition(", ")
    if comma and "," not in given and len(given.split()) <= 2 and not names.is_credential(given):
        return f"{given} {family}"
    return shown


def from_address(email: str) -> str:
    """A name out of an address where it clearly holds one, `anna.ash@…`; else the address itself."""
    found = re.fullmatch(r"([^\W\d_]{2,20})[._]([^\W\d_]{2,30})", email.partition("@")[0])
    return f"{found[1].title()} {found[2].title()}" if found else email

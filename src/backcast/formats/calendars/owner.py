"""Whose calendar it is: told by the caller, by the calendar's name, or by who is in most of its meetings."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from backcast.formats import names
from backcast.formats.calendars.guests import Guest
from backcast.formats.calendars.meeting import Meeting
from backcast.formats.records import OwnerHint, OwnerRecord, Problem

LEAST = 3
"""Meetings it takes before the one who is in most of them is taken for the owner [D]."""
SHARE = 0.6
"""Part of the meetings that one must be in, and half again as often as anybody else [D]."""


class Owner:
    """The addresses and names of the owner, as far as they are known; `learnt` tells whether the calendar told them."""

    def __init__(self, hint: OwnerHint) -> None:
        self.addresses = {alias(names.email(text)) for text in hint.emails} - {alias("")}
        self.names = {name for text in hint.names if " " in (name := names.fold(text))}
        self.learnt: list[str] = []
        self.guessed = ""

    @property
    def is_known(self) -> bool:
        """Whether any address of theirs is."""
        return bool(self.addresses)

    def is_this(self, guest: Guest) -> bool:
        """Whether a guest is the owner, by an address or by their full name."""
        return alias(guest.email) in self.addresses or (bool(guest.name) and names.fold(guest.name) in self.names)

    def learn(self, meetings: Sequence[Meeting]) -> None:
        """Looks for the owner where none of the addresses known is in any meeting."""
        seen = Counter(email for one in meetings for email in _addresses(one))
        if any(alias(email) in self.addresses for email in seen):
            return
        titles = (names.email(title) for one in meetings for title in (one.calendar.name, _stem(one.source.name)))
        self.learnt = sorted({title for title in titles if title and seen[title]}) or self._of_most(seen, len(meetings))
        self.addresses |= {alias(email) for email in self.learnt}

    def learn_names(self, meetings: Sequence[Meeting]) -> str:
        """Takes what the owner's addresses are called for their name, so that a further address is known by it."""
        called = Counter(
            guest.name for one in meetings for guest in everybody(one)
            if guest.name and alias(guest.email) in self.addresses
        )  # fmt: skip
        name = min(called, key=lambda text: (-called[text], text), default="")
        if " " in name:
            self.names.add(names.fold(name))
        return name

    def _of_most(self, seen: Counter[str], meetings: int) -> list[str]:
        (first, often), (_, next_often) = [*seen.most_common(2), ("", 0), ("", 0)][:2]
        if often < LEAST or often < SHARE * meetings or often < 1.5 * next_often:
            return []
        self.guessed = first
        return [first]


def told(owner: Owner, meetings: Sequence[Meeting]) -> Iterable[OwnerRecord | Problem]:
    """The owner, where the calendar told who it is; with a word of warning where it is a guess."""
    name = owner.learn_names(meetings)
    if owner.learnt:
        first = min(meetings, key=lambda one: (one.source.name, one.line))
        where = first.source.name, first.line
        yield OwnerRecord("calendar", name, "", "", tuple(owner.learnt), (), "", "", "", *where)
        if owner.guessed:
            yield Problem(
                *where, "ATTENDEE",
                f"{owner.guessed} is in most of these meetings and was taken for your own address; if it is not, say"
                " which is yours and import again.",
            )  # fmt: skip


def everybody(meeting: Meeting) -> Iterable[Guest]:
    """All guests and the organizer."""
    return (*meeting.guests, meeting.organizer) if meeting.organizer else meeting.guests


def _addresses(meeting: Meeting) -> set[str]:
    return {guest.email for guest in everybody(meeting) if guest.email and guest.kind in ("person", "none")}


def _stem(name: str) -> str:
    """The name of a file without folders and ending: Takeout names the main calendar by its owner's address."""
    return re.sub(r"\.(ics|ical|icalendar|vcs)$", "", name.rpartition("/")[2], flags=re.IGNORECASE)


@lru_cache(maxsize=65_536)
def alias(email: str) -> str:
    """One spelling for all addresses that reach the same mailbox: without +tags, and Gmail's without dots."""
    local, _, host = email.partition("@")
    local = local.partition("+")[0]
    if host in ("gmail.com", "googlemail.com"):
        return local.replace(".", "") + "@gmail.com"
    return f"{local}@{host}"


def own_calendars(owner: Owner, meetings: Sequence[Meeting]) -> set[str]:
    """The files in which at least half of the meetings name the owner, and more than one does [D]."""
    all_of = Counter(one.source.name for one in meetings)
    named = Counter(one.source.name for one in meetings if any(map(owner.is_this, everybody(one))))
    return {name for name, count in named.items() if count > 1 and 2 * count >= all_of[name]}

"""messages.csv and Invitations.csv: first the bare facts of each row; once names are known, who with whom.

The words of a message are looked at only to tell advertising from letters, and are not kept.
"""

from collections.abc import Callable, Generator, Iterator
from datetime import date, datetime
from sys import intern
from typing import Literal, NamedTuple

from backcast.formats import dating
from backcast.formats.digest import digest
from backcast.formats.linkedin.directory import MEMBER, Directory, Owner
from backcast.formats.linkedin.people import someone
from backcast.formats.linkedin.sheet import Sheet, cell, needed_day
from backcast.formats.names import clean, fold, profile_url
from backcast.formats.records import InteractionRecord, LeftOut, Problem, Record
from backcast.formats.tables import Row

WORDLESS = 0.1
"""Weight of an invitation without words: engines.md §1, as a reaction [D]."""


class Sent(NamedTuple):
    """One message or invitation, without its words. `direction` is OUTGOING or INCOMING, "" for a message."""

    sheet: Sheet
    line: int
    talk: str
    sender: str
    sender_url: str
    to: str
    to_urls: str
    day: date
    at: datetime | None
    worded: bool
    direction: str = ""


Slurp = Callable[[Sheet], Generator[Record, None, list[Sent]]]


def slurp_messages(sheet: Sheet) -> Generator[Record, None, list[Sent]]:
    """Every message between people, and a word on each of the others."""
    found: list[Sent] = []
    for row in sheet.rows():
        if not isinstance(row, Row):
            yield row
        elif reason := _unwanted(row):
            yield LeftOut(reason, 1)
        else:
            sent = yield from _message(sheet, row)
            found += [sent] if sent else []
    return found


def _unwanted(row: Row) -> str:
    """Why a message is nobody's, in plain words; "" where it is somebody's."""
    cells = row.cells
    if cells.get("is message draft", "").strip().lower() in ("yes", "true"):
        return "drafts that were never sent"
    if cells.get("folder", "").strip().upper() == "SPAM":
        return "messages in the spam folder"
    if cells.get("conversation title", "").strip().lower() == "sponsored conversation":
        return "sponsored messages"
    words = cells.get("content", "")
    if not cells.get("sender profile url", "").strip() and ("%FIRSTNAME%" in words or "spinmail" in words):
        return "sponsored messages"
    sender = cells.get("from", "").strip()
    if sender.lower() == MEMBER:
        return "messages of deleted or hidden accounts"
    return "" if sender else "messages that name no sender"


def _message(sheet: Sheet, row: Row) -> Generator[Problem, None, Sent | None]:
    cells = row.cells
    at: datetime | None
    try:
        at = dating.moment(cells.get("date", ""))
        day: date | None = at.date()
    except ValueError:
        at, day = None, (yield from needed_day(sheet, row, "date", "DATE", "message"))
    if day is None:
        return None
    return Sent(
        sheet,
        row.line,
        intern(cells.get("conversation id", "").strip()[:500]),
        intern(clean(cells.get("from", ""))),
        profile_url(cells.get("sender profile url", "")),
        intern(clean(cells.get("to", ""), 20_000)),
        intern(cells.get("recipient profile urls", "").strip()),
        day,
        at,
        True,
    )


def slurp_invitations(sheet: Sheet) -> Generator[Record, None, list[Sent]]:
    """Every invitation, sent or received."""
    found: list[Sent] = []
    for row in sheet.rows():
        if not isinstance(row, Row):
            yield row
            continue
        day = yield from needed_day(sheet, row, "sent at", "Sent At", "invitation")
        if day is None:
            continue
        if cell(row, "from") and cell(row, "to"):
            found.append(_invitation(sheet, row, day))
        else:
            yield LeftOut("invitations that name no sender or no recipient", 1)
    return found


def _invitation(sheet: Sheet, row: Row, day: date) -> Sent:
    inviter, invitee = row.cells.get("inviterprofileurl", ""), row.cells.get("inviteeprofileurl", "")
    words = bool(cell(row, "message"))
    direction = "OUTGOING" if cell(row, "direction").upper() == "OUTGOING" else "INCOMING"
    return Sent(
        sheet, row.line, "", cell(row, "from"), profile_url(inviter), cell(row, "to"), invitee.strip(), day,
        None, words, direction,
    )  # fmt: skip


class Exchange:
    """Turns bare facts into interactions, each with one other person, and names new people once."""

    def __init__(self, owner: Owner, directory: Directory, told: set[str]) -> None:
        """`told`: keys and folded names of the connections; keys of further people are added."""
        self.owner, self.directory, self.told = owner, directory, told
        self._keys: set[str] = set()

    def records(self, sent: Sent) -> Iterator[Record]:
        """The people first met here, and the interactions; counts the row as read if there are any."""
        useful = False
        for record in self._exchanged(sent):
            useful = useful or isinstance(record, InteractionRecord)
            yield record
        sent.sheet.read += useful

    def _exchanged(self, sent: Sent) -> Iterator[Record]:
        listed = self._invited(sent) if sent.direction else self.directory.recipients(sent.to, sent.to_urls)
        sender_url = sent.sender_url or self.directory.url_of(sent.sender)
        if not self._is_mine(sent, sender_url):
            yield from self._with(sent, sent.sender, sender_url, "in", len(listed))
            return
        others = [(name, url) for name, url in listed if not self.owner.is_this(name, url)]
        if not others:
            yield LeftOut("messages to yourself or to nobody", 1)
        for name, url in others:
            yield from self._with(sent, name, url, "out", len(listed))

    def _is_mine(self, sent: Sent, sender_url: str) -> bool:
        if sent.direction:
            return sent.direction == "OUTGOING"
        return self.owner.is_this(sent.sender, sender_url)

    def _invited(self, sent: Sent) -> list[tuple[str, str]]:
        """An invitation has one recipient, commas or not."""
        return [(sent.to, profile_url(sent.to_urls) or self.directory.url_of(sent.to))]

    def _with(self, sent: Sent, name: str, url: str, way: Literal["in", "out"], recipients: int) -> Iterator[Record]:
        known = self.directory.by_url.get(url, "")
        if fold(name or known) == MEMBER or not (name or known):
            yield LeftOut("messages of deleted or hidden accounts", 1)
            return
        key = self._key(sent, name or known, way)
        if key in self._keys:
            yield LeftOut("the same message once more", 1)
            return
        if not sent.worded and (url or fold(name)) not in self.told:
            yield LeftOut("invitations without words from or to people you are not connected with", 1)
            return
        self._keys.add(key)
        if url and url not in self.told:
            self.told.add(url)
            yield someone(sent.sheet, sent.line, known or clean(name), url)
        yield self._interaction(sent, key, known or clean(name), url, way, recipients)

    def _key(self, sent: Sent, name: str, way: str) -> str:
        """By names and not by addresses, which older exports lack; `way` stands for the owner's own name."""
        when = sent.at.isoformat() if sent.at else sent.day.isoformat()
        return digest("invitation" if sent.direction else "message", sent.talk, when, way, fold(name))

    def _interaction(
        self, sent: Sent, key: str, name: str, url: str, way: Literal["in", "out"], recipients: int
    ) -> InteractionRecord:
        weight = 1 / max(recipients, 1) if sent.worded else WORDLESS
        hours = None if sent.worded else 0.0
        return InteractionRecord(
            "linkedin", key, name, url, "", sent.day, sent.at, "message", way, weight, hours,
            sent.sheet.name, sent.line,
        )  # fmt: skip

"""The reader of mail: mailboxes of one file (mbox of any sort, of Gmail, Thunderbird or Apple), a list's monthly texts,
Maildir and folders of single mails. Only headers are read; bodies are passed over and never held.

A mailbox is read once from end to end, after a first look at some of it that learns whose it is; what is kept in mind
is bounded, so a mailbox may have any size. Contacts come as they are met, the people at the end, when it is known
whom the owner really writes with.
"""

from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing

from backcast.errors import Unreadable
from backcast.formats.container import Claimed
from backcast.formats.mail import boxes, reasons
from backcast.formats.mail.contacts import Contacts, Mail
from backcast.formats.mail.header import fields
from backcast.formats.mail.owner import Look, Owner
from backcast.formats.mail.splitting import Raw, message, messages
from backcast.formats.records import (
    FileSeen,
    InteractionRecord,
    LeftOut,
    OwnerHint,
    Problem,
    Progress,
    Record,
)
from backcast.formats.text import Line

__all__ = ["KINDS", "by_contents", "by_name", "read"]

KINDS = frozenset({"mail.mbox", "mail.archive", "mail.message"})

_STEP = 500
"""Mails between two signs of progress [D]."""
_LOOK, _LOOK_EACH = 10_000, 2_000
"""Mails looked at in all and of one file to learn whose they are [D]: under a second."""


def by_name(name: str) -> str:
    """No mail is known by its name alone."""
    return ""


def by_contents(name: str, head: list[Line]) -> str:
    """A file that begins as a mailbox or as a mail does."""
    form = boxes.form(head)
    return f"mail.{form}" if form else ""


def read(files: Sequence[Claimed], hint: OwnerHint) -> Iterator[Record]:
    """The owner, a contact for each mail and correspondent, then the people."""
    order = sorted(files, key=lambda one: (boxes.folder(one.member.name) != "sent", one.member.name))
    look = _looked(order, hint)
    owner = look.owner()
    if not owner.emails:
        yield from _nobodys(order)
        return
    yield look.record(owner, order[0].member.name)
    contacts, loose = Contacts(owner), _Loose(order)
    for claimed in order:
        yield from _read_one(claimed, contacts, loose)
    yield from loose.seen()
    if not contacts.concerned and any(contacts.left.values()):
        yield _foreign(order, owner)
    yield from contacts.met.people()
    contacts.left[reasons.STRANGERS] += contacts.met.strangers
    contacts.left[reasons.TOO_MANY] += contacts.met.beyond
    yield from (LeftOut(reason, count) for reason, count in contacts.left.items() if count > 0)


class _Loose:
    """Files of one mail each, told of together: a row for the folder they lie in."""

    def __init__(self, files: Sequence[Claimed]) -> None:
        singles = [one.member.name for one in files if one.kind == "mail.message"]
        together = Counter(map(_home, singles))
        self._rows = {name: _home(name) if together[_home(name)] > 1 else name for name in singles}
        self._seen: dict[str, list[int]] = {}

    def add(self, name: str, rows: int, useful: int) -> None:
        """One more file."""
        counts = self._seen.setdefault(self._rows[name], [0, 0])
        counts[0] += rows
        counts[1] += useful

    def seen(self) -> Iterator[FileSeen]:
        """A row for each folder."""
        for name, (rows, useful) in self._seen.items():
            yield FileSeen(name, "mail.message", rows, useful)


def _home(name: str) -> str:
    """The folder a mail lies in, a Maildir's as a whole; "mails" for the folder that was given itself."""
    parts = name.split("/")[:-1]
    return "/".join(parts[:-1] if parts[-1:] in (["cur"], ["new"], ["tmp"]) else parts) or "mails"


def _raw(claimed: Claimed) -> Generator[Raw | Problem]:
    """The headers of a file. A file that breaks off is a Problem after what could be read of it."""
    name = claimed.member.name
    last = 0
    try:
        with claimed.member.open() as stream:
            for raw in (message if claimed.kind == "mail.message" else messages)(stream, name):
                last = raw.line
                yield raw
    except Unreadable as trouble:
        yield Problem(name, last, "", f"{trouble.message} {trouble.hint}".strip())


def _looked(files: Sequence[Claimed], hint: OwnerHint) -> Look:
    look, count = Look(hint), 0
    for claimed in files:
        folder = boxes.folder(claimed.member.name)
        if folder in ("spam", "trash"):
            continue
        with closing(_raw(claimed)) as raws:
            for _, raw in zip(range(min(_LOOK_EACH, _LOOK - count)), raws, strict=False):
                count += 1
                if isinstance(raw, Raw):
                    look.note(fields(raw.header), folder)
    return look


def _read_one(claimed: Claimed, contacts: Contacts, loose: _Loose) -> Iterator[Record]:
    name, folder = claimed.member.name, boxes.folder(claimed.member.name)
    flags, archived = boxes.flags(name), claimed.kind == "mail.archive"
    seen = useful = 0
    for raw in _raw(claimed):
        seen += 1
        if isinstance(raw, Problem):
            yield raw
            continue
        of_use = False
        for record in contacts.of(Mail(name, raw.line, raw.separator, fields(raw.header), folder, flags, archived)):
            of_use = of_use or isinstance(record, InteractionRecord)
            yield record
        useful += of_use
        if seen % _STEP == 0:
            yield Progress(0, 0, name, raw.line)
    if claimed.kind == "mail.message":
        loose.add(name, seen, useful)
    else:
        yield FileSeen(name, claimed.kind, seen, useful)


def _nobodys(files: Sequence[Claimed]) -> Iterator[Record]:
    """Mails whose owner cannot be told are only counted."""
    loose, left = _Loose(files), 0
    for claimed in files:
        count = sum(1 for _ in _raw(claimed))
        left += count
        if claimed.kind == "mail.message":
            loose.add(claimed.member.name, count, 0)
        else:
            yield FileSeen(claimed.member.name, claimed.kind, count, 0)
    yield from loose.seen()
    message = "These mails do not tell which address is yours; say which it is and import them again."
    yield Problem(files[0].member.name, 0, "", message)
    yield LeftOut(reasons.NO_OWNER, left)


def _foreign(files: Sequence[Claimed], owner: Owner) -> Problem:
    told = ", ".join(owner.emails[:3])
    message = f"None of these mails is from {told} or to it; say which address is yours and import them again."
    return Problem(files[0].member.name, 0, "", message)

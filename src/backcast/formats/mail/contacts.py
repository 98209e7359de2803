"""Mails, one after the other, to contacts with people: who wrote to whom, and who was on one small thread."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Literal, NamedTuple

from backcast import limits
from backcast.formats.digest import digest
from backcast.formats.mail import reasons
from backcast.formats.mail.addresses import Named, bare, people
from backcast.formats.mail.boxes import Folder
from backcast.formats.mail.correspondents import Correspondent, Correspondents
from backcast.formats.mail.header import Fields, When, when
from backcast.formats.mail.owner import Owner
from backcast.formats.mail.remembered import Remembered
from backcast.formats.records import AcquaintanceRecord, InteractionRecord, Problem, Record

CROWD = 50
"""Recipients beyond which a mail is no contact with any of them [D]; engines.md §1 would give each 1/50."""
WRITTEN_TO = 10
"""Recipients up to which a mail of the owner's is written to each of them [D]."""
WRITTEN_BY = 3
"""Recipients up to which a mail to the owner is a personal one [D]."""
SMALL = 6
"""People besides the owner up to which a thread is small [D]."""
THREAD = 0.3
"""Strength of one small thread as evidence of an acquaintance [D]: two make the .5 of engines.md §3."""
OVER_A_LIST = 2
"""What a reply over a list counts as having of recipients [D]: the person and the list."""

_ID = re.compile(rb"<([^<>\s]{1,300})>")
_Way = Literal["in", "out"]


class Mail(NamedTuple):
    """One mail, as far as its header goes, and where it lay. `archived`: in a list's archive, so without To."""

    file: str
    line: int
    separator: bytes
    told: Fields
    folder: Folder
    flags: str
    archived: bool


class _Reply(NamedTuple):
    """A contact over a list that waits for the mail it answers; its author, or "" for the owner."""

    mail: Mail
    key: str
    at: When
    author: Named


class Contacts:
    """The contacts of one import. `left` counts, by reason, the mails left out."""

    def __init__(self, owner: Owner) -> None:
        self.left: Counter[str] = Counter()
        self.met = Correspondents()
        self.concerned = 0
        """Mails from or to the owner."""
        self._owner = owner
        self._troubles = 0
        self._seen: Remembered[bool] = Remembered()
        self._pairs: Remembered[bool] = Remembered()
        self._own: Remembered[bool] = Remembered()
        self._authors: Remembered[Named] = Remembered()
        self._answers: Remembered[list[_Reply]] = Remembered(limits.MAIL_WAITING)
        self._answered: Remembered[list[_Reply]] = Remembered(limits.MAIL_WAITING)

    def of(self, mail: Mail) -> list[Record]:
        """The contacts of one mail, or a word on why there are none."""
        told = mail.told
        if reason := reasons.of_place(told, mail.folder, mail.flags):
            return self._nothing(reason)
        senders = people(told.get(b"from", b""))
        if not senders:
            return self._trouble(mail, b"from", reasons.NO_SENDER, "sender")
        sent = when(told, mail.separator)
        if sent is None:
            return self._trouble(mail, b"date", reasons.NO_DATE, "date")
        reason = reasons.LISTS if mail.archived else reasons.of_header(told)
        if self._owner.owns(senders[0].email) or mail.folder == "sent" or "sent" in reasons.labels_of(told):
            return self._sent(mail, sent, reason)
        if reason == reasons.LISTS:
            return self._over_a_list(mail, sent, _author(told, senders[0]))
        return self._received(mail, sent, senders[0], reason or reasons.of_address(senders[0].email))

    def _nothing(self, reason: str) -> list[Record]:
        self.left[reason] += 1
        return []

    def _trouble(self, mail: Mail, field: bytes, reason: str, what: str) -> list[Record]:
        """A Problem for what is there and cannot be read, a count for what is not there."""
        if not mail.told.get(field):
            return self._nothing(reason)
        self._troubles += 1
        if self._troubles > limits.MAIL_PROBLEMS:
            return self._nothing(reasons.UNLISTED)
        message = f"The {what} of this mail cannot be read, so the mail was left out."
        return [Problem(mail.file, mail.line, field.decode().title(), message)]

    def _sent(self, mail: Mail, sent: When, reason: str) -> list[Record]:
        """A mail of the owner's."""
        self.concerned += 1
        if reason and reason != reasons.LISTS:
            return self._nothing(reason)
        key = _key(mail.told, sent)
        waiting = self._waited_for(key)
        listed = _recipients(mail.told, b"to", b"cc", b"bcc")
        others = [one for one in listed if not self._owner.owns(one.email)]
        persons = [one for one in others if not reasons.of_address(one.email)]
        if len(others) > CROWD:
            return waiting + self._nothing(reasons.CROWD)
        if persons:
            return waiting + self._written(mail, sent, key, persons, len(others))
        if reason == reasons.LISTS or any(reasons.of_address(one.email) == reasons.LISTS for one in others):
            return waiting + self._posted(mail, sent, key)
        nobody = reasons.of_address(others[0].email) if others else reasons.YOURSELF
        return waiting + self._nothing(nobody if listed else reasons.NOBODY)

    def _written(self, mail: Mail, sent: When, key: str, to: list[Named], recipients: int) -> list[Record]:
        if not self._seen.is_new(hash(key), True):
            return self._nothing(reasons.DOUBLE)
        found: list[Record] = []
        for one in to:
            other = self._meet(mail, sent, one)
            other.to_them += recipients <= WRITTEN_TO
            found.append(_contact(mail, sent, key, other, "out", recipients))
        if 1 < len(to) <= SMALL:
            found += self._acquainted(mail, sent, key, to)
        return found

    def _received(self, mail: Mail, sent: When, sender: Named, reason: str) -> list[Record]:
        """A mail of somebody else's."""
        listed = _recipients(mail.told, b"to", b"cc")
        own = [one for one in listed if self._owner.owns(one.email)]
        self.concerned += bool(own)
        if reason := reason or self._not_for_me(mail, listed, own):
            return self._nothing(reason)
        key = _key(mail.told, sent)
        if not self._seen.is_new(hash(key), True):
            return self._nothing(reasons.DOUBLE)
        recipients = len(listed) + (not own)
        other = self._meet(mail, sent, sender)
        other.from_them += bool(own) and recipients <= WRITTEN_BY
        found: list[Record] = [_contact(mail, sent, key, other, "in", recipients)]
        if len(listed) > len(own):
            others = [one for one in listed if one not in own and not reasons.of_address(one.email)]
            if 1 <= len(others) < SMALL:
                found += self._acquainted(mail, sent, key, [sender, *others])
        return found

    def _not_for_me(self, mail: Mail, listed: Sequence[Named], own: Sequence[Named]) -> str:
        """Why a mail is none to the owner, or one to everybody; "" where it is to them."""
        if not listed:
            return reasons.NOBODY
        if len(listed) > CROWD:
            return reasons.CROWD
        return "" if own or self._owner.received(mail.told) else reasons.NOT_YOU

    def _over_a_list(self, mail: Mail, sent: When, author: Named) -> list[Record]:
        """A mail to a list, which is a contact where it answers one of the owner's or is answered by the owner."""
        key = _key(mail.told, sent)
        if not self._is_posted_first(key):
            return self._nothing(reasons.DOUBLE)
        self.left[reasons.LISTS] += 1
        if not author.email or self._owner.owns(author.email) or reasons.of_address(author.email):
            return []
        self._authors.put(hash(key), author)
        found: list[Record] = [self._reply(one, author, "out") for one in self._answered.pop(hash(key)) or ()]
        if answered := _answered(mail.told):
            reply = _Reply(mail._replace(told={}, separator=b""), key, sent, author)
            if hash(answered) in self._own:
                found.append(self._reply(reply, author, "in"))
            else:
                _wait(self._answers, answered, reply)
        return found

    def _posted(self, mail: Mail, sent: When, key: str) -> list[Record]:
        """A mail of the owner's to a list alone: a contact with the one it answers."""
        if not self._is_posted_first(key):
            return self._nothing(reasons.DOUBLE)
        self.left[reasons.LISTS] += 1
        answered = _answered(mail.told)
        if not answered:
            return []
        reply = _Reply(mail._replace(told={}, separator=b""), key, sent, Named("", ""))
        if author := self._authors.get(hash(answered)):
            return [self._reply(reply, author, "out")]
        _wait(self._answered, answered, reply)
        return []

    def _is_posted_first(self, key: str) -> bool:
        """Whether a mail over a list comes for the first time; the copy sent to the owner alone is no double of it."""
        return self._seen.is_new(hash(("list", key)), True)

    def _waited_for(self, key: str) -> list[Record]:
        """The replies over a list to this mail of the owner's that came before it."""
        self._own.put(hash(key), True)
        return [self._reply(one, one.author, "in") for one in self._answers.pop(hash(key)) or ()]

    def _reply(self, reply: _Reply, author: Named, way: _Way) -> InteractionRecord:
        self.left[reasons.LISTS] -= 1
        other = self._meet(reply.mail, reply.at, author)
        if way == "in":
            other.from_them += 1
        else:
            other.to_them += 1
        return _contact(reply.mail, reply.at, reply.key, other, way, OVER_A_LIST)

    def _meet(self, mail: Mail, sent: When, one: Named) -> Correspondent:
        return self.met.met(bare(one.email), one.name, mail.file, mail.line, sent.day)

    def _acquainted(self, mail: Mail, sent: When, key: str, others: Sequence[Named]) -> Iterator[AcquaintanceRecord]:
        """The pairs of a small thread, each once."""
        named = {bare(one.email): one.name for one in others}
        thread = _thread(mail.told) or key
        for one, other in combinations(sorted(named), 2):
            if self._pairs.is_new(hash((thread, one, other)), True):
                yield AcquaintanceRecord(
                    "mail", digest("thread", thread, one, other), named[one], one, named[other], other, "thread",
                    THREAD, f"on a mail thread of {len(named) + 1} people", sent.day, mail.file, mail.line,
                )  # fmt: skip


def _contact(mail: Mail, sent: When, key: str, other: Correspondent, way: _Way, recipients: int) -> InteractionRecord:
    return InteractionRecord(
        "mail", key, other.name, "", other.email, sent.day, sent.at, "mail", way, 1 / recipients, None,
        mail.file, mail.line,
    )  # fmt: skip


def _wait(waiting: Remembered[list[_Reply]], answered: str, reply: _Reply) -> None:
    place = hash(answered)
    found = waiting.get(place)
    if found is None:
        waiting.put(place, [reply])
    else:
        found.append(reply)


def _recipients(told: Fields, *fields: bytes) -> list[Named]:
    """Everybody the fields name, each once."""
    if not any(field in told for field in fields[1:]):
        listed = people(told.get(fields[0], b""))
        if len(listed) == 1:
            return list(listed)
    found: dict[str, Named] = {}
    for field in fields:
        if value := told.get(field):
            for one in people(value):
                found.setdefault(bare(one.email), one)
    return list(found.values())


def _author(told: Fields, sender: Named) -> Named:
    """Who wrote to a list, also where it wrote in their place ("Anna via List <list@…>"); "" where it hides them."""
    via = b" via " in told[b"from"].lower() or reasons.of_address(sender.email) == reasons.LISTS
    if not via and bare(sender.email).encode() not in told.get(b"list-post", b"").lower():
        return sender
    for field in (b"x-original-from", b"x-original-sender", b"reply-to", b"cc"):
        for one in people(told.get(field, b"")):
            if one.email != sender.email and not reasons.of_address(one.email):
                return Named(one.name or sender.name, one.email)
    return Named("", "")


def _key(told: Fields, sent: When) -> str:
    """The mail's own id; else a digest of who wrote to whom and when."""
    if found := _ID.search(told.get(b"message-id", b"")):
        return found[1].decode("latin-1")
    stamp = (sent.at or sent.day).isoformat()
    return digest("mail", stamp, *(told.get(field, b"").decode("latin-1") for field in (b"from", b"to", b"cc")))


def _answered(told: Fields) -> str:
    """The id of the mail that this one answers."""
    found = _ID.search(told.get(b"in-reply-to", b""))
    if found is None:
        found = next(iter(_ID.findall(told.get(b"references", b""))[-1:]), None)
        return found.decode("latin-1") if found else ""
    return found[1].decode("latin-1")


def _thread(told: Fields) -> str:
    """What all mails of a thread share: Gmail's number, else the id of the first."""
    if number := told.get(b"x-gm-thrid"):
        return number[:40].decode("latin-1")
    found = _ID.search(told.get(b"references", b"")) or _ID.search(told.get(b"in-reply-to", b""))
    return found[1].decode("latin-1") if found else ""

"""Whose mailbox it is: the addresses given, and those the mails themselves give away."""

from collections import Counter
from collections.abc import Iterable

from backcast.formats import names
from backcast.formats.mail import reasons
from backcast.formats.mail.addresses import alike, people
from backcast.formats.mail.boxes import Folder
from backcast.formats.mail.header import Fields
from backcast.formats.records import OwnerHint, OwnerRecord

_DELIVERED = (b"delivered-to", b"x-original-to", b"envelope-to", b"x-envelope-to", b"x-delivered-to")
_SENT_SHARE = 0.05
"""Share of the mails sent from which a sender is taken for the owner [D]: below it are those sent for others."""
_DELIVERED_SHARE = 0.2
"""Share of the mails delivered from which an address is taken for the owner's [D]; rarer ones may be a list's."""


class Owner:
    """The owner's addresses. Empty where nothing tells."""

    def __init__(self, emails: Iterable[str]) -> None:
        self.emails = tuple(dict.fromkeys(email for email in emails if email))
        self._alike = frozenset(map(alike, self.emails))
        self._known: dict[str, bool] = {}

    def owns(self, email: str) -> bool:
        """Whether this address is the owner's, under whatever tag."""
        return alike(email) in self._alike

    def received(self, told: Fields) -> bool:
        """Whether the mail was delivered to the owner, whoever it names."""
        return any(self.owns(email) for email in delivered(told))


def delivered(told: Fields) -> list[str]:
    """The addresses a mail was delivered to, as its carriers wrote them."""
    found = (names.email(told[name].decode("utf-8", "replace")[:300]) for name in _DELIVERED if name in told)
    return [email for email in found if email]


class Look:
    """A first look at some of the mails, which learns the owner's addresses and name."""

    def __init__(self, hint: OwnerHint) -> None:
        self._given = tuple(email for email in map(names.email, hint.emails) if email)
        self._sent: Counter[str] = Counter()
        self._delivered: Counter[str] = Counter()
        self._names: dict[str, Counter[str]] = {}

    def note(self, told: Fields, folder: Folder) -> None:
        """One more mail. Mails of lists tell nothing of who keeps them."""
        senders = people(told.get(b"from", b""))[:1]
        sent = folder == "sent" or "sent" in reasons.labels_of(told)
        if not sent and reasons.of_header(told):
            return
        for name, email in senders:
            self._sent[email] += sent
            if sent or email in self._given:
                self._names.setdefault(email, Counter())[name] += 1
        if not sent:
            self._delivered.update(dict.fromkeys(delivered(told), 1))

    def owner(self) -> Owner:
        """The addresses given and learnt; a mailbox of others' teaches none."""
        sent = _shared(self._sent, _SENT_SHARE)
        given = {alike(email) for email in self._given}
        own = not given or sent or any(alike(email) in given for email in self._delivered)
        return Owner((*self._given, *sent, *(_shared(self._delivered, _DELIVERED_SHARE) if own else ())))

    def record(self, owner: Owner, file: str) -> OwnerRecord:
        """What the mails tell of the owner."""
        told: Counter[str] = Counter()
        for email, found in self._names.items():
            if owner.owns(email):
                told.update({name: count for name, count in found.items() if name})
        name = max(sorted(told), key=lambda one: told[one], default="")
        return OwnerRecord("mail", name, "", "", owner.emails, (), "", "", "", file, 0)


def _shared(found: Counter[str], share: float) -> list[str]:
    """The addresses with at least this share, most frequent first; no list's and no robot's."""
    wanted = max(1.0, share * sum(found.values()))
    order = sorted(found, key=lambda email: (-found[email], email))
    return [email for email in order if found[email] >= wanted and reasons.of_address(email) in ("", reasons.ROLES)]

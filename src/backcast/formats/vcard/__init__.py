"""The reader of vCards 2.1, 3.0 and 4.0 as address books really write them."""

from collections.abc import Iterator, Sequence

from backcast.formats import names
from backcast.formats.container import Claimed
from backcast.formats.records import FileSeen, LeftOut, OwnerHint, PersonRecord, Problem, Progress, Record
from backcast.formats.text import Line
from backcast.formats.vcard.cards import Card, cards
from backcast.formats.vcard.person import person, reason_against

__all__ = ["KINDS", "by_contents", "by_name", "read"]

KINDS = frozenset({"vcard"})

_STEP = 500
"""Cards between two signs of progress [D]."""


def by_name(name: str) -> str:
    """No vCard is known by its name alone."""
    return ""


def by_contents(name: str, head: list[Line]) -> str:
    """A file with a BEGIN:VCARD among its first lines."""
    return "vcard" if any(line.text.strip().upper() == "BEGIN:VCARD" for line in head) else ""


def read(files: Sequence[Claimed], hint: OwnerHint) -> Iterator[Record]:
    """A person for each card; a card in trouble never costs its neighbours. The same card in several files, as
    Google's export has one for each label, counts once."""
    told: set[int] = set()
    own = {*map(names.email, hint.emails), *map(names.profile_url, hint.urls)} - {""}
    for claimed in files:
        yield from _read_one(claimed, told, own)


def _read_one(claimed: Claimed, told: set[int], own: set[str]) -> Iterator[Record]:
    name = claimed.member.name
    seen = useful = 0
    with claimed.member.open() as stream:
        for card in cards(stream, name):
            seen += 1
            for record in (card,) if isinstance(card, Problem) else _of_card(card, name, told, own):
                useful += isinstance(record, PersonRecord)
                yield record
            if seen % _STEP == 0:
                yield Progress(0, 0, name, card.line)
    yield FileSeen(name, claimed.kind, seen, useful)


def _of_card(card: Card, name: str, told: set[int], own: set[str]) -> Iterator[Record]:
    if reason := reason_against(card):
        yield LeftOut(reason, 1)
        return
    for record in person(card, name):
        if isinstance(record, PersonRecord):
            if not own.isdisjoint((*record.emails, *record.urls)):
                yield LeftOut("your own card", 1)
                continue
            facts = _facts(record)
            if facts in told:
                yield LeftOut("the same card once more", 1)
                continue
            told.add(facts)
        yield record


def _facts(record: PersonRecord) -> int:
    """What a card says, apart from where it stands, as one number: all of them are remembered."""
    facts = (
        record.key, record.name, record.emails, record.phones, record.urls, record.organisation, record.title,
        record.day, record.birthday, record.place, record.note, record.languages,
    )  # fmt: skip
    return hash(facts)

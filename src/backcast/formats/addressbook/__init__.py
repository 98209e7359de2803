"""The reader of address books as tables: Google's of every era, Outlook's in eight languages, and people's own."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from backcast.formats import names
from backcast.formats.addressbook import columns as tables_of
from backcast.formats.addressbook.birthdays import Birthdays
from backcast.formats.addressbook.codepage import turned
from backcast.formats.addressbook.columns import Columns
from backcast.formats.addressbook.entry import Reading, person
from backcast.formats.addressbook.explained import KIND, explained, likely
from backcast.formats.addressbook.explained import seen as columns_seen
from backcast.formats.addressbook.words import CODE_PAGES
from backcast.formats.container import Claimed, Member
from backcast.formats.records import FileSeen, LeftOut, OwnerHint, PersonRecord, Problem, Progress, Record
from backcast.formats.tables import Row, first_lines, rows
from backcast.formats.text import Line

__all__ = ["KINDS", "by_contents", "by_hand", "by_name", "read"]

KINDS = frozenset({"addressbook.google", "addressbook.outlook", "addressbook.csv"})

_STEP = 1_000
"""Rows between two signs of progress [D]."""


def by_name(name: str) -> str:
    """No address book is known by its name alone."""
    return ""


def by_contents(name: str, head: list[Line]) -> str:
    """Its kind, by the names of its columns; a table of addresses without such names is claimed to ask about them."""
    found = tables_of.found(name, head)
    return found.kind if found else KIND if likely(name, head, with_address=True) else ""


def by_hand(name: str, head: list[Line], hint: OwnerHint, alone: bool) -> str:
    """A table that the user explained, or any that is given by itself."""
    is_one = explained(head, hint.meanings) or (alone and likely(name, head))
    return KIND if is_one else ""


def read(files: Sequence[Claimed], hint: OwnerHint) -> Iterator[Record]:
    """A person for each row with a name or an address. The same entry in several files, as Google's export has one
    for each label, counts once."""
    told: set[int] = set()
    own = {*map(names.email, hint.emails), *map(names.profile_url, hint.urls)} - {""}
    for claimed in files:
        yield from _read_one(claimed, told, own, hint)


def _read_one(claimed: Claimed, told: set[int], own: set[str], hint: OwnerHint) -> Iterator[Record]:
    file = claimed.member.name
    if (said := explained(first_lines(claimed.member), hint.meanings)) is not None:
        member, columns = claimed.member, said
        yield columns_seen(member, said.header, said)
    else:
        member, known = _opened(claimed.member)
        if known is None:
            yield from _unknown(member)
            yield FileSeen(file, claimed.kind, 0, 0)
            return
        columns = known
    reading = Reading(file, columns, _birthdays(member, columns))
    seen = useful = 0
    for row in rows(member, columns.header):
        seen += 1
        if isinstance(row, Problem):
            yield row
            continue
        entry = yield from person(reading, row)
        if entry and (reason := _reason_against(entry, told, own)):
            yield LeftOut(reason, 1)
        elif entry:
            useful += 1
            yield entry
        if seen % _STEP == 0:
            yield Progress(0, 0, file, row.line)
    yield FileSeen(file, columns.kind, seen, useful)


def _unknown(member: Member) -> Iterator[Record]:
    """What to ask about a table nobody knows."""
    header = likely(member.name, first_lines(member))
    if header is None:
        yield Problem(member.name, 1, "", "The row with the names of the columns was not found.")
        return
    shown = ", ".join(f"“{name[:60]}”" for name in header.columns if name)[:300]
    yield Problem(member.name, header.line, "", f"The columns {shown} are not understood; say what they mean.")
    yield columns_seen(member, header, None)


def _reason_against(entry: PersonRecord, told: set[int], own: set[str]) -> str:
    """Why a whole entry is of no use: it is the owner's, or was met before."""
    if not own.isdisjoint((*entry.emails, *entry.urls)):
        return "your own card"
    facts = hash(replace(entry, file="", line=0))
    if facts in told:
        return "the same card once more"
    told.add(facts)
    return ""


def _birthdays(member: Member, columns: Columns) -> Birthdays:
    def every() -> Iterator[str]:
        for row in rows(member, columns.header):
            if isinstance(row, Row):
                yield from (row.cells.get(column, "") for column in columns.of("birthday"))

    return Birthdays(member.name, columns.language, every)


def _opened(member: Member) -> tuple[Member, Columns | None]:
    """The member and its columns, read in the code page its language is written in, where it is not Unicode."""
    found = tables_of.found(member.name, first_lines(member))
    if found and (page := CODE_PAGES.get(found.language)):
        member = turned(member, page)
        found = tables_of.found(member.name, first_lines(member))
    return member, found

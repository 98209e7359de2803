"""The reader of Monica's exports: JSON of versions 2 to 4 and the early one, and the SQL dump, which is only read."""

from collections.abc import Iterator, Sequence

from backcast.formats.container import Claimed
from backcast.formats.monica import dump, export
from backcast.formats.monica.people import told
from backcast.formats.records import FileSeen, OwnerHint, PersonRecord, Progress, Record
from backcast.formats.text import Line

__all__ = ["KINDS", "by_contents", "by_name", "read"]

KINDS = frozenset({"monica.json", "monica.sql"})


def by_name(name: str) -> str:
    """No export is known by its name alone."""
    return ""


def by_contents(name: str, head: list[Line]) -> str:
    """By the names at the top of the JSON, or by the tables of the dump."""
    if export.fits(head):
        return "monica.json"
    return "monica.sql" if dump.fits(head) else ""


def read(files: Sequence[Claimed], hint: OwnerHint) -> Iterator[Record]:
    """The owner, the people, then when they met, called or wrote."""
    for claimed in files:
        name = claimed.member.name
        yield Progress(0, 0, name)
        source = export if claimed.kind == "monica.json" else dump
        account = yield from source.account(claimed.member)
        useful = 0
        for record in told(account, name):
            useful += isinstance(record, PersonRecord)
            yield record
        yield FileSeen(name, claimed.kind, account.rows, useful)

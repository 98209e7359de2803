"""What can still be read of people who were forgotten: in every text column of every table, and in the bytes of the
files."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.models import BooleanField, FloatField, IntegerField

from backcast.accounts.models import Viewer
from backcast.keeping import backup, queries
from backcast.keeping.sought import Sought, pattern
from backcast.network.models import Person

CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Trace:
    """A text that still names one of them, for review."""

    table: str
    column: str
    row: int | str


WHERE = {
    "backcast_interaction": "What you noted of a contact with",
    "backcast_fact": "A note about",
    "backcast_promise": "A promise, with",
    "backcast_favour": "A favour, with",
    "backcast_standingevidence": "What is noted that somebody did:",
    "backcast_evidence": "How you know whom somebody knows:",
    "backcast_ask": "What you asked of",
    "backcast_move": "A note on something you did, with",
}
"""Tables with texts of the user's own about a person, in words."""
WHOSE = {"backcast_evidence": "acquaintance__a", "backcast_ask": "connector"}
"""The way to that person, where it is not `person`."""
OF_VISION = ("vision", "futureperson", "milestone", "place", "shift", "barrier", "rolemodel", "note")


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text still names somebody, in words, and whom that text is about."""

    what: str
    person: Person | None

    @property
    def is_here(self) -> bool:
        """Whether there is a page of that person."""
        return self.person is not None and not (self.person.deleted_at or self.person.is_owner)


def told(viewer: Viewer, mentions: Iterable[Trace]) -> list[Mention]:
    """The same in words."""
    models = {model._meta.db_table: model for model in apps.get_app_config("backcast").get_models()}
    return [_told(viewer, models[one.table], one) if one.table in models else _other(one) for one in mentions]


def _told(viewer: Viewer, model: type[Any], one: Trace) -> Mention:
    if one.table not in WHERE:
        return _other(one)
    about = model.objects.all_of(viewer).filter(pk=one.row).values(WHOSE.get(one.table, "person"))
    person = Person.objects.all_of(viewer).filter(pk__in=about).first()
    return Mention(WHERE[one.table], person) if person else _other(one)


def _other(one: Trace) -> Mention:
    table = one.table.removeprefix("backcast_")
    return Mention("Your vision" if table in OF_VISION else f"{table}, {one.column}, row {one.row}", None)


def search(viewer: Viewer, wanted: Sought) -> tuple[list[Trace], int]:
    """Mentions in this workspace, and how often bytes of the database files still hold a text that no row has."""
    flush()
    mentions, alive = _mentions(viewer, wanted)
    freed = [text for text in wanted.texts if text.lower() not in alive]
    found = _in_files(freed)
    if found:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
        flush()
        found = _in_files(freed)
    return mentions, found


def flush() -> None:
    """Move everything from the write-ahead log into the database file, and empty the log."""
    if connection.vendor == "sqlite" and not transaction.get_connection().in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _mentions(viewer: Viewer, wanted: Sought) -> tuple[list[Trace], set[str]]:
    strict, loose = wanted.strict, wanted.loose
    found: list[Trace] = []
    alive: set[str] = set()
    for table, row in _rows(loose):
        texts = {name: value for name, value in row.items() if isinstance(value, str)}
        low = "\x00".join(texts.values()).lower()
        alive |= {text.lower() for text in wanted.texts if text.lower() in low}
        if row.get("workspace_id", viewer.workspace_id) == viewer.workspace_id:
            key = row.get("id", row.get("person_id", ""))
            found += [Trace(table, name, key) for name, value in texts.items() if strict.search(value)]
    return found, alive


def _rows(sought: re.Pattern[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows of all tables whose texts, one after the other, match."""
    with connection.cursor() as cursor:
        for table in sorted(set(queries.tables()) - _without_text()):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 names from the schema
            columns = [column[0] for column in cursor.description]
            while rows := cursor.fetchmany(1000):
                for row in rows:
                    if sought.search("\x00".join([value for value in row if isinstance(value, str)])):
                        yield table, dict(zip(columns, row, strict=True))


def _without_text() -> set[str]:
    """The tables that hold nothing but numbers, as the many hops do."""
    return {model._meta.db_table for model in apps.get_models() if all(map(_is_number, model._meta.concrete_fields))}


def _is_number(field: Any) -> bool:
    return isinstance(field.target_field if field.is_relation else field, (IntegerField, FloatField, BooleanField))


def _in_files(texts: list[str]) -> int:
    file = backup.database()
    if file is None or not texts:
        return 0
    needles = re.compile(pattern(text.encode().decode("latin-1") for text in texts).encode("latin-1"))
    longest = max(len(text.encode()) for text in texts)
    return sum(count(path, needles, longest) for path in (file, Path(f"{file}-wal"), Path(f"{file}-journal")))


def count(path: Path, needles: re.Pattern[bytes], longest: int) -> int:
    """Matches in a file; neighbouring chunks overlap by one byte less than the longest needle."""
    if not path.is_file():
        return 0
    found, tail = 0, b""
    with path.open("rb") as held:
        while chunk := held.read(CHUNK):
            window = tail + chunk
            found += sum(1 for hit in needles.finditer(window) if hit.end() > len(tail))
            tail = window[-(longest - 1) :] if longest > 1 else b""
    return found

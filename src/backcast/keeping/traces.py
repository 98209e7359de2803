"""What can still be read of a person: in every text column of every table, and in the bytes of the files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from backcast.accounts.models import Viewer
from backcast.formats import names
from backcast.keeping import backup, queries
from backcast.network.models import ContactPoint, Person

SOMEONE = "someone who asked to be forgotten"
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Trace:
    """A text that still names the person, for review."""

    table: str
    column: str
    row: int | str


@dataclass(frozen=True, slots=True)
class Sought:
    """The texts that mean one person and nobody else here. `strict` matches them as whole words, `loose`
    anywhere; both without regard to case."""

    texts: frozenset[str]
    name: str
    """Folded; empty while somebody else has the same name, because then the name alone tells nothing."""

    @property
    def strict(self) -> re.Pattern[str]:
        """Each text as whole words."""
        return re.compile(rf"(?<![\w@.-])(?:{self._any()})(?![\w@-])", re.IGNORECASE)

    @property
    def loose(self) -> re.Pattern[str]:
        """Each text anywhere."""
        return re.compile(self._any(), re.IGNORECASE)

    def _any(self) -> str:
        longest = sorted(self.texts, key=lambda text: (-len(text), text))
        return "|".join(r"\s+".join(map(re.escape, text.split())) for text in longest) or r"(?!)"

    def is_name(self, text: str) -> bool:
        """Whether a text is this person's name, in any spelling that matching sees as the same."""
        return bool(self.name) and names.fold(text) == self.name

    def replaced(self, value: Any) -> Any:
        """A text, or JSON value, without the person."""
        if isinstance(value, str):
            return "" if self.is_name(value) else self.strict.sub(SOMEONE, value)
        if isinstance(value, list):
            return [self.replaced(one) for one in value]
        if isinstance(value, dict):
            return {key: self.replaced(one) for key, one in value.items()}
        return value


def sought(viewer: Viewer, person: Person) -> Sought:
    """What to look for: addresses nobody else has, profile slugs, and the name if nobody else has it."""
    points = ContactPoint.objects.of(viewer)
    texts = set()
    for point in points.filter(person=person):
        if not points.filter(key=point.key).exclude(person=person).exists():
            texts |= {point.key, point.value, *_slug(point.key)}
    alone = not Person.objects.all_of(viewer).filter(sort=person.sort).exclude(pk=person.pk).exists()
    if alone:
        texts |= {person.name, person.sort}
    return Sought(frozenset(text for text in texts if len(text) > 2), person.sort if alone else "")


def _slug(key: str) -> set[str]:
    """The last part of a profile address; one that could be an ordinary word is not looked for alone."""
    slug = key.rstrip("/").rpartition("/")[2] if "/in/" in key else ""
    return {slug} if re.search(r"[\d-]", slug) else set()


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
    for table, row in _rows():
        texts = {name: value for name, value in row.items() if isinstance(value, str)}
        joined = "\x00".join(texts.values())
        if not loose.search(joined):
            continue
        alive |= {text.lower() for text in wanted.texts if text.lower() in joined.lower()}
        if row.get("workspace_id", viewer.workspace_id) == viewer.workspace_id:
            key = row.get("id", row.get("person_id", ""))
            found += [Trace(table, name, key) for name, value in texts.items() if strict.search(value)]
    return found, alive


def _rows() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every row of every table."""
    with connection.cursor() as cursor:
        for table in queries.tables():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 names from the schema
            columns = [column[0] for column in cursor.description]
            while rows := cursor.fetchmany(1000):
                for row in rows:
                    yield table, dict(zip(columns, row, strict=True))


def _in_files(texts: list[str]) -> int:
    file = backup.database()
    if file is None or not texts:
        return 0
    needles = re.compile(b"|".join(re.escape(text.encode()) for text in texts))
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

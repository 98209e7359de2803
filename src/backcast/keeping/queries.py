"""What state the home and its database are in."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

from django.db import connection, connections

from backcast.network.queries import index

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"


class Cursor(Protocol):
    """What is used of a database cursor, Django's or the driver's own."""

    def execute(self, sql: str, params: Any = ..., /) -> Any: ...
    def fetchone(self) -> Any: ...
    def fetchall(self) -> Any: ...
    def fetchmany(self, size: int = ..., /) -> Any: ...


def newest_migration() -> str:
    """The name of the last migration this program knows."""
    return max(file.stem for file in MIGRATIONS.glob("[0-9]*.py"))


def applied_migration() -> str:
    """The name of the last migration this database has; empty for a new one."""
    if "django_migrations" not in connection.introspection.table_names():
        return ""
    with connection.cursor() as cursor:
        return migration_of(cursor)


def migration_of(cursor: Cursor) -> str:
    """The name of the last migration of an open database; empty where none was applied."""
    cursor.execute("SELECT max(name) FROM django_migrations WHERE app = 'backcast'")
    row = cursor.fetchone()
    return (row and row[0]) or ""


def tables() -> list[str]:
    """Every table of the database that holds rows of its own, by name."""
    return _own(connection.introspection.table_names())


def _own(names: Iterable[str]) -> list[str]:
    """Without the index of search, which repeats texts, and which not every SQLite can read."""
    return sorted(name for name in names if not name.startswith(index.NAME))


def digest(database: str = "default") -> str:
    """SHA-256 over every row of every table in a fixed order: equal contents, equal digest."""
    found = connections[database]
    with found.cursor() as cursor:
        return _digest(cursor, _own(found.introspection.table_names(cursor)))


def content(cursor: Cursor) -> str:
    """The same over an SQLite file opened by its driver, of the values as stored: a backup's digest."""
    return _digest(cursor, _names(cursor))


def counts(cursor: Cursor) -> dict[str, int]:
    """Rows by table of an SQLite file opened by its driver."""
    return {name: _rows(cursor, f'SELECT count(*) FROM "{name}"')[0][0] for name in _names(cursor)}  # noqa: S608


def _names(cursor: Cursor) -> list[str]:
    names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    return _own(row[0] for row in _rows(cursor, names))


def _rows(cursor: Cursor, sql: str) -> list[Any]:
    cursor.execute(sql)
    return list(cursor.fetchall())


def _digest(cursor: Cursor, names: list[str]) -> str:
    total = hashlib.sha256()
    for name in names:
        cursor.execute(f'SELECT * FROM "{name}" ORDER BY 1')  # noqa: S608 names from the schema
        while rows := cursor.fetchmany(1000):
            for row in rows:
                total.update(repr((name, *row)).encode())
    return total.hexdigest()

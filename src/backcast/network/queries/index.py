"""The index of search on SQLite: every three letters in a row of every SearchText (FTS5, trigrams).

It holds no text of its own and knows no workspaces: it gives ids, of which a viewer's query keeps its own. Where
SQLite has no such index, and on PostgreSQL, which keeps its own beside the column, search looks through the texts.
"""

import sqlite3
from collections.abc import Collection, Iterable
from contextlib import closing
from functools import cache

from django.db import DatabaseError, OperationalError, connection
from django.db.models.expressions import RawSQL

NAME = "backcast_searchindex"
"""The virtual table; its own tables (NAME_data, _idx, _docsize, _config) begin with the same word."""
LEAST = 3
"""Letters of the shortest text an index of trigrams can find."""
SHAPE = "text, content='backcast_searchtext', content_rowid='person_id', tokenize='trigram case_sensitive 1'"
"""Texts are folded before they are written and before they are looked for, so case is none here."""


@cache
def has_trigrams() -> bool:
    """Whether the SQLite in use can have such an index: FTS5 may be left out, its trigrams came with 3.34."""
    with closing(sqlite3.connect(":memory:")) as tried:
        try:
            tried.execute("CREATE VIRTUAL TABLE tried USING fts5(text, tokenize='trigram case_sensitive 1')")
        except sqlite3.OperationalError:
            return False
    return True


def is_used() -> bool:
    """Whether search goes by this index; every start sees to it that it is there then."""
    return connection.vendor == "sqlite" and has_trigrams()


def can_find(piece: str) -> bool:
    """Whether the index finds this text."""
    return len(piece) >= LEAST and is_used()


def matching(pieces: Iterable[str]) -> RawSQL:
    """The ids of everyone whose text holds all of these, whoever's they are. Each piece is a quoted string of the
    full-text language, given as a parameter, and so never more than its letters."""
    told = " AND ".join('"' + piece.replace('"', '""') + '"' for piece in pieces)
    return RawSQL(f"SELECT rowid FROM {NAME} WHERE {NAME} MATCH %s", [told])  # noqa: S608, S611 a constant


def exists() -> bool:
    """Whether the database has the index, also where this SQLite cannot use it."""
    if connection.vendor != "sqlite":
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_master WHERE name = %s", [NAME])
        return bool(cursor.fetchone()[0])


def indexed(ids: Collection[int]) -> set[int]:
    """Which of these people the index holds."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {NAME}_docsize WHERE id IN ({id_list(ids)})")  # noqa: S608 whole numbers
        return {row[0] for row in cursor.fetchall()}


def id_list(ids: Iterable[int]) -> str:
    """Ids as SQL, without a bound on how many there may be."""
    return ",".join(str(int(one)) for one in ids)


def counts_differ() -> bool:
    """Whether there are more or fewer texts than the index holds: a look at every start."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT (SELECT count(*) FROM {NAME}_docsize), (SELECT count(*) FROM backcast_searchtext)"  # noqa: S608
        )
        held, texts = cursor.fetchone()
    return bool(held != texts)


def is_sound() -> bool:
    """Whether the index holds just what the texts say. Reads everything, and waits for a writer."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {NAME} ({NAME}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
    except OperationalError:  # somebody else is writing, which says nothing of the index
        raise
    except DatabaseError:
        return False
    return True

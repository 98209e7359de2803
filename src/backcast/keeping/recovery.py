"""What is said when the database cannot be used: never an empty app, the file untouched (security.md C22, R8)."""

import sqlite3
from contextlib import closing

from django.db import DatabaseError, connection

from backcast.errors import BackcastError, Unreadable
from backcast.keeping import backup
from backcast.network import actions as network

UNTOUCHED = "Nothing was changed."
SAID = (
    ("locked", "Another Backcast is writing and has not finished.", "Wait a little and try again."),
    ("full", "The disk is full.", f"{UNTOUCHED} Make room and try again."),
    ("no space", "The disk is full.", f"{UNTOUCHED} Make room and try again."),
    ("readonly", "The database may not be written.", "Check who owns the folder and its files."),
    ("unable to open", "The database cannot be opened.", "Check who owns the folder and its files."),
    ("permission", "The database cannot be opened.", "Check who owns the folder and its files."),
    ("connect", "PostgreSQL does not answer.", "Check BACKCAST_DATABASE, and that the server runs."),
)
"""Words of the driver, and what they mean to a person."""


def trouble(cause: Exception) -> BackcastError:
    """The driver's error as one sentence of cause and one of remedy."""
    text = " ".join(str(cause).split())
    for word, message, hint in SAID:
        if word in text.lower():
            return Unreadable(message, hint)
    return Unreadable(f"The database is damaged or incomplete: {text}.", f"{UNTOUCHED} {advice()}")


def refuse_lost() -> None:
    """Raise Unreadable where a database was made here once and is gone or empty now."""
    file = backup.database()
    if file is None or not backup.folder().is_dir():
        return
    if not file.exists():
        raise Unreadable(f"The database {file.name} is gone.", advice())
    if is_empty(str(file)):
        raise Unreadable(f"The database {file.name} is empty.", f"{UNTOUCHED} {advice()}")


def refuse_damaged() -> None:
    """Raise Unreadable where the file does not hold together; reads it whole once, so only long runs ask. The
    index of search follows from the rows: a damaged one is no loss and is made anew first."""
    if connection.vendor != "sqlite":
        return
    try:
        network.mend_search(thorough=True)
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check(1)")
            answer = cursor.fetchone()[0]
    except DatabaseError as cause:
        raise trouble(cause) from cause
    if answer != "ok":
        raise trouble(DatabaseError(answer))


def is_empty(file: str) -> bool:
    """Whether a file holds no table, looked at without changing it; a damaged one is not empty."""
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=backup.WAIT)) as held:
            return not held.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    except sqlite3.Error:
        return False


def advice() -> str:
    """Which backup is good, and what to do with it."""
    file, good = backup.database(), backup.newest_good()
    if good is None or file is None:
        return f"There is no good backup in {backup.folder()}. Look with: backcast doctor"
    told = good.manifest
    return (
        f"The last good backup is {good.path} ({told.made[:10]}, {told.people} people). "
        f"Bring it back with: backcast restore {good.path}; to begin anew instead, move {backup.folder()} aside."
    )

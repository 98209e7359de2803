"""Which SQLite is used, and how (security.md C1). Loaded by the settings before Django's backend."""

import sys
from typing import Any

SAFE = (3, 51, 3)
"""First SQLite whose WAL cannot be reset under a second connection (the bug lived from 3.7.0 to 3.51.2)."""

PRAGMAS = (
    "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; "
    "PRAGMA secure_delete=ON; PRAGMA mmap_size=0; PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-16384;"
)
"""The cache, up to 16 MB of each connection, holds what a search of routes reads again and again (decision 15)."""


def prefer_bundled() -> None:
    """Let Django use pysqlite3, which brings a mended SQLite, where it is installed."""
    try:
        import pysqlite3
        import pysqlite3.dbapi2
    except ImportError:
        return
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2


def journal_mode() -> str:
    """WAL where it is safe; an older SQLite keeps the rollback journal, which does not have the bug."""
    import sqlite3

    return "WAL" if sqlite3.sqlite_version_info >= SAFE else "DELETE"


def database(path: str) -> dict[str, Any]:
    """Django's entry for the file at `path`; every transaction takes the write lock at its start."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": f"PRAGMA journal_mode={journal_mode()}; {PRAGMAS}",
        },
    }

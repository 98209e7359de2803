"""Bring a backup back (security.md R11, K5). All is done to a copy beside the database: it is compared with its
manifest, brought to this program's shape, and forgets again who was forgotten since. Only then does it take the place
of the database, in one step, and what was there before is kept. So whatever happens, there is the old state or the new.
"""

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command
from django.db import DatabaseError, connection

from backcast.errors import Refused, Unreadable
from backcast.keeping import actions, backup, erase, queries, recovery
from backcast.network import actions as network
from backcast.network.models import Person

BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database; it must never meet another one."""
TRIES, PAUSE = 50, 0.1
"""How often, and after how many seconds again, one asks to be alone with the database [D]."""
UNCHANGED = "Nothing was changed."


@dataclass(frozen=True, slots=True)
class Restored:
    """What was brought back: how many people, how many of the backup were forgotten since, and where that is kept what
    was there before, if anything was."""

    people: int
    forgotten: int
    kept: Path | None


def is_asked_first() -> bool:
    """Whether there is something that would be replaced."""
    file = _database()
    return file.exists() and not recovery.is_empty(str(file))


def look(source: Path) -> backup.Manifest:
    """What a backup holds. Unreadable for what is no undamaged backup of ours; nothing is written."""
    file = _database()
    if source.is_dir():
        raise Unreadable(f"{source.name or source} is a folder.", "Name the backup itself.")
    if not source.exists():
        raise Unreadable(f"There is no file {source}.", f"Backups are in {backup.folder()}.")
    if file.exists() and source.samefile(file):
        raise Refused(f"{source.name} is the database itself.", "Name a backup of it.")
    return backup.check(source)


def restore(source: Path, told: backup.Manifest) -> Restored:
    """Replace the database with the backup that was looked at. Refused for one of a newer program, and while another
    Backcast has the database open."""
    file = _database()
    with actions.alone():
        temp = file.with_name(f".{file.name}.{os.getpid()}.part")
        backup.clear_torn(file.parent)
        try:
            _bring(source, temp, told)
            people = _prepare(temp)
            kept = _replace(file, temp)
        except (OSError, sqlite3.Error, DatabaseError) as cause:
            hint = f"{UNCHANGED} Check the disk and try again."
            raise Unreadable(f"The backup could not be brought back: {cause}.", hint) from cause
        finally:
            for left in (temp, *_beside(temp)):
                left.unlink(missing_ok=True)
    return Restored(people, told.people - people, kept)


def _database() -> Path:
    file = backup.database()
    if file is None:
        hint = "Use PostgreSQL's own pg_restore with a dump of pg_dump, then look with: backcast doctor"
        raise Refused("The database is PostgreSQL, which Backcast does not bring back itself.", hint)
    return file


def _bring(source: Path, temp: Path, told: backup.Manifest) -> None:
    """The copy, equal to what was saved, whatever may have happened to the file since it was checked."""
    with source.open("rb") as held, os.fdopen(os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        shutil.copyfileobj(held, out)
    with backup.opened(temp) as copy:
        backup.prove(copy)
        if queries.content(copy.cursor()) != told.digest:
            raise Unreadable(f"The backup {source.name} does not hold what was saved.", "Use another backup.")


def _prepare(temp: Path) -> int:
    """Today's shape, and nobody in it who was forgotten; how many people there are."""
    with _connected(temp):
        if actions.needs_migration():
            call_command("migrate", verbosity=0, interactive=False)
        network.mend_search()
        erase.forget_again()
        people = Person._base_manager.filter(is_owner=False).count()
    with closing(sqlite3.connect(temp, isolation_level=None)) as held:
        held.execute("PRAGMA journal_mode=DELETE")  # all of it in the one file
        backup.prove(held)
    backup.sync(temp)
    return people


@contextmanager
def _connected(file: Path) -> Iterator[None]:
    """Let every query go to another file meanwhile."""
    connection.close()
    name = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = str(file)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = name


def _replace(file: Path, temp: Path) -> Path | None:
    """Put the copy in the place of the database, in one step; where that is what was there before, if anything."""
    connection.close()
    backup.folder().mkdir(mode=0o700, exist_ok=True)
    if not _is_sound(file):
        kept = _set_aside(file)
        temp.replace(file)
    else:
        with _held(file):
            kept = backup.copy(file, backup.free(backup.folder(), "before-restore")).path
            temp.replace(file)
    backup.sync(file.parent)
    return kept


def _is_sound(file: Path) -> bool:
    """Whether there is a database of ours to keep a checked copy of; reads it whole."""
    if not file.exists() or recovery.is_empty(str(file)):
        return False
    try:
        with backup.opened(file) as held:
            backup.prove(held)
            return bool(queries.migration_of(held.cursor()))
    except sqlite3.OperationalError as cause:
        if "no such table" in str(cause):
            return False
        raise
    except (sqlite3.DatabaseError, Unreadable):
        return False


@contextmanager
def _held(file: Path) -> Iterator[None]:
    """Alone with the database, everything in its one file. Nobody who waits for it writes into it afterwards: SQLite
    sees that the file it opened has moved."""
    with closing(sqlite3.connect(file, timeout=backup.WAIT, isolation_level=None)) as held:
        for left in range(TRIES, 0, -1):
            try:
                held.execute("PRAGMA journal_mode=DELETE")
                break
            except sqlite3.OperationalError as cause:
                if "locked" not in str(cause):
                    raise
                if left == 1:
                    hint = f"{UNCHANGED} Stop it, for example where backcast serve runs, then try again."
                    raise Refused("Another Backcast has the database open.", hint) from cause
                time.sleep(PAUSE)
        held.execute("BEGIN IMMEDIATE")
        yield


def _set_aside(file: Path) -> Path | None:
    """Keep what cannot be read, with all that belongs to it, in a folder of its own. The file stays in its place too,
    until the copy takes it: a home without a database would be a new one."""
    found = [one for one in (file, *_beside(file)) if one.exists()]
    if not found:
        return None
    folder = backup.free(backup.folder(), "aside", suffix="")
    folder.mkdir(mode=0o700)
    for one in found:
        _keep(one, folder / one.name)
    backup.sync(folder)
    for one in _beside(file):
        one.unlink(missing_ok=True)
    return folder


def _keep(file: Path, target: Path) -> None:
    try:
        os.link(file, target)
    except OSError:  # some file systems have no links
        shutil.copyfile(file, target)


def _beside(file: Path) -> list[Path]:
    return [Path(f"{file}{end}") for end in BESIDE]

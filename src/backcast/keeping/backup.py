"""Checked copies of the SQLite database (security.md C11): made beside the target, proved equal to one
committed state of the source, and only then given their name. The key file is never inside."""

import json
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from backcast.errors import Refused, Unreadable
from backcast.keeping import queries

KEEP = 7
"""Automatic backups kept, the newest ones (C11)."""
FORMAT = "backcast backup"
WAIT = 20
"""Seconds a copy waits for a writer, as every connection does (project/sqlite.py)."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds, written beside it: `digest` is SHA-256 over every row, `counts` rows by table."""

    digest: str
    counts: dict[str, int]
    people: int
    bytes: int
    made: str
    version: str
    migration: str
    format: str = FORMAT


@dataclass(frozen=True, slots=True)
class Backup:
    """A finished backup and its manifest."""

    path: Path
    manifest: Manifest


def make(target: Path | None = None) -> Backup:
    """Write a checked backup to a new path, over an older backup of ours, or into the home's own folder."""
    source = database()
    if source is None:
        raise Refused(
            "The database is PostgreSQL, which Backcast does not copy itself.",
            "Use PostgreSQL's own pg_dump, and keep the dump as safe as the database.",
        )
    if target is None:
        return _automatic("backcast")
    if target.is_dir():
        target = free(target, "backcast")
    _check_target(target, source)
    return copy(source, target)


def before_migration() -> Backup:
    """A backup of the database as it is, before its shape changes."""
    return _automatic("before-migration")


def database() -> Path | None:
    """The SQLite file in use; None for another database."""
    return Path(str(connection.settings_dict["NAME"])) if connection.vendor == "sqlite" else None


def folder() -> Path:
    """Where automatic backups are."""
    return Path(settings.BACKCAST_HOME) / "backups"


def kept() -> list[Path]:
    """Automatic backups, newest first."""
    files = [file for file in folder().glob("*.sqlite3") if manifest_file(file).exists()]
    return sorted(files, key=lambda file: (file.stat().st_mtime_ns, file.name), reverse=True)


def newest_good() -> Backup | None:
    """The newest automatic backup that proves undamaged."""
    for file in kept():
        try:
            return Backup(file, check(file))
        except Unreadable:
            continue
    return None


def check(file: Path) -> Manifest:
    """Read a backup whole and compare it with its manifest; raises Unreadable where it is damaged."""
    told = _manifest(file)
    if told is None:
        hint = f"A backup is two files: copy {file.name}.json along, or use another backup."
        raise Unreadable(f"{file.name} has no manifest beside it.", hint)
    try:
        with opened(file) as copy:
            prove(copy)
            digest = queries.content(copy.cursor())
    except (sqlite3.Error, UnicodeDecodeError) as cause:  # a flipped bit may leave text that is none
        raise Unreadable(f"The backup {file.name} is damaged: {cause}.", "Use another backup.") from cause
    if digest != told.digest:
        raise Unreadable(f"The backup {file.name} does not hold what was saved.", "Use another backup.")
    return told


def prove(held: sqlite3.Connection) -> None:
    """Raise Unreadable unless the file is whole and every link leads somewhere."""
    [(answer,)] = held.execute("PRAGMA integrity_check(1)").fetchall()
    if answer != "ok":
        raise Unreadable(f"The database is damaged: {answer}.", "Look with: backcast doctor")
    if held.execute("PRAGMA foreign_key_check").fetchone():
        raise Unreadable("Rows of the database lead nowhere.", "Look with: backcast doctor")


def manifest_file(file: Path) -> Path:
    """Where the manifest of a backup is."""
    return file.with_name(file.name + ".json")


@contextmanager
def opened(file: Path) -> Iterator[sqlite3.Connection]:
    """A file for reading only, its values as they are stored."""
    held = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=WAIT, isolation_level=None)
    with closing(held):
        yield held


def _automatic(reason: str) -> Backup:
    source = database()
    if source is None:
        raise Refused("There is no SQLite database to copy.", "Use PostgreSQL's own pg_dump.")
    folder().mkdir(mode=0o700, exist_ok=True)
    made = copy(source, free(folder(), reason))
    for old in kept()[KEEP:]:
        manifest_file(old).unlink()
        old.unlink()
    return made


def free(where: Path, reason: str, suffix: str = ".sqlite3") -> Path:
    """A name that says why and when, and is free; of a folder without `suffix`."""
    stem = f"{reason}-{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}"
    names = (f"{stem}{f'-{n}' if n else ''}{suffix}" for n in range(1000))
    return next(where / name for name in names if not (where / name).exists())


def _check_target(target: Path, source: Path) -> None:
    if re.search(r"-(wal|shm|journal)$", target.name) or target.absolute() == source.absolute():
        raise Refused(f"{target.name} belongs to the database itself.", "Choose another path.")
    if not target.parent.is_dir():
        raise Refused(f"There is no folder {target.parent}.", "Make it first, or choose another path.")
    if (target.exists() or target.is_symlink()) and (target.is_symlink() or _manifest(target) is None):
        raise Refused(f"{target.name} exists and is not a backup of Backcast.", "Choose another path.")


def copy(source: Path, target: Path) -> Backup:
    """The one way a backup comes to be: temp file, copy, proof, fsync, rename."""
    temp = target.with_name(f".{target.name}.{os.getpid()}.part")
    clear_torn(target.parent)
    try:
        os.close(os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        manifest = _copied(source, temp)
        _publish(temp, target, manifest)
    except (OSError, sqlite3.Error) as cause:
        raise Unreadable(
            f"The backup could not be written: {cause}.",
            "Older backups are untouched. Check the disk and try again.",
        ) from cause
    finally:
        for left in (temp, Path(f"{temp}-journal"), Path(f"{temp}-wal"), Path(f"{temp}-shm")):
            left.unlink(missing_ok=True)
    return Backup(target, manifest)


def clear_torn(where: Path) -> None:
    """Remove what killed processes left; the pid in the name tells whose it is."""
    for file in where.glob(".*.sqlite3.*.part*"):
        pid = re.search(r"\.(\d+)\.part", file.name)
        if pid and not _is_alive(int(pid[1])):
            file.unlink(missing_ok=True)


def _is_alive(pid: int) -> bool:
    """Whether the process may still be there; only POSIX can ask without harm."""
    if os.name != "posix":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _copied(source: Path, temp: Path) -> Manifest:
    """Copy and read the source within one snapshot, and compare the copy with what was read."""
    with opened(source) as held:
        held.execute("BEGIN")
        held.execute("SELECT count(*) FROM sqlite_master").fetchone()
        with closing(sqlite3.connect(temp, isolation_level=None)) as copy:
            held.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        digest, counts = queries.content(held.cursor()), queries.counts(held.cursor())
        held.execute("ROLLBACK")
    with opened(temp) as copy:
        prove(copy)
        if queries.content(copy.cursor()) != digest:
            raise Unreadable("The copy differs from the database.", "Older backups are untouched. Try again.")
        migration = queries.migration_of(copy.cursor())
        [(people,)] = copy.execute("SELECT count(*) FROM backcast_person WHERE NOT is_owner").fetchall()
    return Manifest(
        digest=digest,
        counts=counts,
        people=people,
        bytes=temp.stat().st_size,
        made=datetime.now(UTC).isoformat(timespec="seconds"),
        version=settings.BACKCAST_VERSION,
        migration=migration,
    )


def _publish(temp: Path, target: Path, manifest: Manifest) -> None:
    """Rename into place. The old manifest goes first: a kill between leaves a copy without one, never a lie."""
    sync(temp)
    note = temp.with_name(temp.name + ".json")
    try:
        handle = os.open(note, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as out:
            json.dump(asdict(manifest), out, indent=1)
            out.flush()
            os.fsync(out.fileno())
        manifest_file(target).unlink(missing_ok=True)
        temp.replace(target)
        note.replace(manifest_file(target))
    finally:
        note.unlink(missing_ok=True)
    sync(target.parent)


def sync(path: Path) -> None:
    """Have the disk keep a file, or the names in a folder, which only POSIX can ask for."""
    if path.is_dir() and os.name != "posix":
        return
    handle = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _manifest(file: Path) -> Manifest | None:
    try:
        told = json.loads(manifest_file(file).read_text())
        return Manifest(**told) if told["format"] == FORMAT else None
    except (OSError, ValueError, TypeError, KeyError):
        return None

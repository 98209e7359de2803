"""Looks at the home, the file and its rows, and says of each whether all is well. It repairs nothing: apart
from the start that every command makes, it only reads."""

import os
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils.timezone import now

from backcast.accounts.models import Viewer, Workspace
from backcast.accounts.queries import today
from backcast.engine import warmth
from backcast.errors import BackcastError, Refused
from backcast.journal.models import Batch
from backcast.keeping import actions, backup, queries, recovery
from backcast.network import queries as network
from backcast.network.queries import acquaintances, hops, index
from backcast.project import home, sqlite
from backcast.ties import snapshot
from backcast.ties.models import Tie

ROOM = 200 * 1024 * 1024
"""Free bytes below which the disk is called nearly full: a copy of a large database [D]."""
BACKUP_DAYS = 7
SAMPLE = 200
"""Ties recomputed to see whether the stored figures are in step [D]."""
SYNCED = ("dropbox", "onedrive", "google drive", "googledrive", "icloud", "mobile documents", "nextcloud", "syncthing")
NETWORKED = ("nfs", "nfs4", "cifs", "smb", "smb3", "smbfs", "9p", "fuse.sshfs", "afpfs", "webdav", "davfs")
"""Folder names of programs that copy files while they are written, and file systems whose locks can't be trusted."""
WANTED = {
    "synchronous": (2,),
    "foreign_keys": (1,),
    "secure_delete": (1,),
    "trusted_schema": (0,),
    "cell_size_check": (1,),
    "mmap_size": (0,),
}
"""Settings of every connection (security.md C1) as SQLite answers them; synchronous 2 is FULL."""

Level = Literal["ok", "warn", "fail"]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at."""

    name: str
    level: Level
    detail: str


Found = Iterator[tuple[Level, str]]


def examine() -> list[Check]:
    """Every check; one that cannot be made at all is a fail, and the others go on. A file that is gone or empty
    is not opened: that would begin a new database in its place."""
    outside = [Check(name, *_made(check)) for name, check in OUTSIDE.items()]
    try:
        recovery.refuse_lost()
    except BackcastError as error:
        return [*outside, Check("database", "fail", f"{error.message} {error.hint}")]
    return [*outside, *(Check(name, *_made(check)) for name, check in INSIDE.items())]


def _made(check: Callable[[], Found]) -> tuple[Level, str]:
    """The first finding that is not ok, else the first."""
    try:
        found = list(check())
    except BackcastError as error:
        return "fail", f"{error.message} {error.hint}".strip()
    except DatabaseError as cause:
        said = recovery.trouble(cause)
        return "fail", f"{said.message} {said.hint}".strip()
    except OSError as cause:
        return "fail", f"{cause.strerror or cause}: {cause.filename or ''}".strip(" :")
    return min(found, key=lambda one: ("fail", "warn", "ok").index(one[0]))


def _start() -> Found:
    actions.start()
    yield "ok", f"Backcast {settings.BACKCAST_VERSION} starts"


def _sqlite() -> Found:
    if connection.vendor != "sqlite":
        yield "ok", f"{connection.display_name} is used"
        return
    version = sqlite3.sqlite_version
    if sqlite3.sqlite_version_info < sqlite.SAFE:
        yield "warn", f"SQLite {version} is older than 3.51.3, so the slower rollback journal is used"
    yield "ok", f"SQLite {version}"


def _pragmas() -> Found:
    if connection.vendor != "sqlite":
        yield "ok", "not needed for this database"
        return
    with connection.cursor() as cursor:
        for name, good in WANTED.items():
            cursor.execute(f"PRAGMA {name}")
            row = cursor.fetchone()
            if row and row[0] not in good:
                yield "fail", f"{name} is {row[0]}"
        cursor.execute("PRAGMA journal_mode")
        mode = cursor.fetchone()[0]
    wanted = (sqlite.journal_mode().lower(), "memory")
    yield ("ok" if mode in wanted else "warn"), f"journal {mode}, synchronous FULL"


def _integrity() -> Found:
    if connection.vendor != "sqlite":
        yield "ok", "PostgreSQL keeps this itself"
        return
    with connection.cursor() as cursor:  # damage to the index of search is told by its own check
        cursor.execute("PRAGMA integrity_check(3)")
        found = (str(row[0]) for row in cursor.fetchall())
        told = "; ".join(one for one in found if index.NAME not in one) or "ok"
    if told != "ok":
        yield "fail", f"{' '.join(told.split())}. {recovery.advice()}"
    yield "ok", "the file is whole"


def _links() -> Found:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA foreign_key_check")
            lost = cursor.fetchall()
        if lost:
            yield "fail", f"{len(lost)} rows lead nowhere, the first in {lost[0][0]}"
    yield "ok", "every link leads somewhere"


def _modes() -> Found:
    root = Path(settings.BACKCAST_HOME)
    if stat.S_IMODE(root.stat().st_mode) & 0o077:
        yield "fail", f"{root} is open to other accounts; close it with: chmod 700 {root}"
    for folder, _, files in os.walk(root):
        for file in (Path(folder) / name for name in files):
            if not file.is_symlink() and stat.S_IMODE(file.stat().st_mode) & 0o077:
                yield "warn", f"{file} is open to other accounts; close it with: chmod 600 {file}"
    yield "ok", f"{root} is closed to other accounts"


def _key() -> Found:
    if settings.ENVIRONMENT.secret_key:
        yield "ok", "the key comes from the environment"
    elif len(home.key(Path(settings.BACKCAST_HOME))) < 32:
        yield "fail", "the key file is missing or too short; who is signed in will have to sign in again"
    yield "ok", "the key is there"


def _migrations() -> Found:
    applied, newest = queries.applied_migration(), queries.newest_migration()
    if applied > newest:
        raise Refused(f"The database is of a newer Backcast ({applied}).", "Install that version again.")
    if applied != newest:
        yield "fail", f"the database is at {applied or 'nothing'}, the program at {newest}"
    yield "ok", f"at {applied}"


def _disk() -> Found:
    free = shutil.disk_usage(settings.BACKCAST_HOME).free
    yield ("warn" if free < ROOM else "ok"), f"{free // 1024**2:,} MB free"


def _backups() -> Found:
    if connection.vendor != "sqlite":
        yield "ok", "use pg_dump for copies of PostgreSQL"
        return
    files = backup.kept()
    if not files:
        yield "warn", "there is no backup yet; make one with: backcast backup"
        return
    try:
        told = backup.check(files[0])
    except BackcastError as error:
        yield "warn", f"{error.message} Make a new one with: backcast backup"
        return
    days = (now() - datetime.fromisoformat(told.made)).days
    if days > BACKUP_DAYS:
        yield "warn", f"the newest backup is {days} days old; make one with: backcast backup"
    yield "ok", f"the newest is {files[0].name} with {told.people} people"


def _place() -> Found:
    root = Path(settings.BACKCAST_HOME).resolve()
    for part in root.parts:
        if any(name in part.lower() for name in SYNCED):
            yield "warn", f"{part} looks like a synchronised folder, which can damage a database in use"
    kind = file_system(root)
    if kind in NETWORKED:
        yield "warn", f"the home is on a network file system ({kind}), whose locks cannot be trusted"
    yield "ok", "the home is on this computer's own disk"


def file_system(path: Path, mounts: Path = Path("/proc/mounts")) -> str:
    """The type of the file system that holds a path; empty where the system does not tell."""
    if not mounts.is_file():
        return ""
    best, kind = -1, ""
    for line in mounts.read_text().splitlines():
        point, name = Path(line.split()[1].replace("\\040", " ")), line.split()[2]
        if path.is_relative_to(point) and len(point.parts) > best:
            best, kind = len(point.parts), name
    return kind


def _derived() -> Found:
    for viewer in _viewers():
        if lags := network.search_lags(viewer):
            yield "fail", f"search misses {len(lags)} people of {viewer.workspace.name}"
        if wrong := acquaintances.out_of_step(viewer, SAMPLE):
            yield "fail", f"{len(wrong)} acquaintances of {viewer.workspace.name} are not in step with their evidence"
        if viewer.workspace.aged_on and (count := hops.lags(viewer, SAMPLE // 4)):
            yield "fail", f"{count} hops of {viewer.workspace.name} do not follow from who knows whom"
        yield from _ties(viewer)
    yield "ok", "stored figures follow from the rows"


def _search() -> Found:
    if connection.vendor != "sqlite":
        yield "ok", "PostgreSQL keeps its own index, where it has pg_trgm"
    elif not index.has_trigrams():
        yield "warn", "this SQLite has no index of trigrams (FTS5), so search looks through every text"
    elif not index.exists() or index.counts_differ() or not index.is_sound():
        yield "fail", "the index of search is not in step; it is made anew by: backcast serve"
    else:
        yield "ok", "the index of search holds what the texts say"


def _ties(viewer: Viewer) -> Found:
    """Recompute some ties as of the day they were aged to."""
    day = viewer.workspace.aged_on
    rows = list(Tie.objects.all_of(viewer).order_by("-interactions", "pk")[:SAMPLE]) if day else []
    held = snapshot.contacts(viewer, [row.person_id for row in rows])
    for row in rows:
        found = warmth.warmth(snapshot.tie(row, held.get(row.person_id, ())), day or viewer.today)
        near = all(abs(getattr(row, name) - getattr(found, name)) < 1e-9 for name in ("activity", "closeness"))
        if not near or row.interactions != found.interactions or row.status != found.status:
            yield "fail", f"the tie of person {row.person_id} in {viewer.workspace.name} is not in step"


def _viewers() -> list[Viewer]:
    return [Viewer(space, today(space)) for space in Workspace.objects.order_by("pk")]


def _imports() -> Found:
    for viewer in _viewers():
        states = Batch.objects.of(viewer).filter(state__in=["reading", "applying", "undoing"])
        for batch in states:
            yield "warn", f"import {batch.pk} is {batch.state}"
    yield "ok", "none is half finished"


def _settings() -> Found:
    chosen = settings.ENVIRONMENT
    parts = [f"home {chosen.home}", f"database {connection.vendor}", f"hosts {', '.join(chosen.hosts)}"]
    if chosen.today:
        parts.append(f"today is held at {chosen.today}")
    yield "ok", "; ".join(parts)


OUTSIDE: dict[str, Callable[[], Found]] = {
    "settings": _settings,
    "home": _modes,
    "key": _key,
    "place": _place,
    "disk": _disk,
    "sqlite": _sqlite,
    "backups": _backups,
}
"""Checks that do not open the database."""

INSIDE: dict[str, Callable[[], Found]] = {
    "start": _start,
    "pragmas": _pragmas,
    "integrity": _integrity,
    "links": _links,
    "migrations": _migrations,
    "derived": _derived,
    "search": _search,
    "imports": _imports,
}

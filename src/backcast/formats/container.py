"""A file, a ZIP or a folder as one sequence of members. Nothing is ever unpacked to disk."""

import gzip
import io
import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from backcast import limits
from backcast.errors import Unreadable
from backcast.formats.names import clean
from backcast.formats.records import Problem

_GZIP = b"\x1f\x8b\x08"
_OTHER = {b"7z\xbc\xaf": "7z", b"Rar!": "RAR", b"BZh": "bzip2", b"\xfd7zX": "xz", b"(\xb5/\xfd": "zstd"}
"""Archives that are not opened, by how they begin; TAR tells itself further on."""
_UNPACK = "Unpack it and give the folder. Where a site offers it, choose a ZIP."
_AGAIN = "Download the archive again and give the whole file."
_MAIL_FOLDER = frozenset({"cur", "new"})
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, struct.error)


@dataclass(slots=True)
class Meter:
    """What one import has cost so far: bytes read and members seen, over all its paths; `given` are the bytes of
    the files as they lie on the disk."""

    read: int = 0
    members: int = 0
    given: int = 0

    def seen(self, where: str, most: int) -> None:
        """One more member of an archive or folder that may have so many. Unreadable above the limit."""
        self.members += 1
        if self.members > most:
            raise Unreadable(f"{where} holds more than {most:,} files.", "Give only the files to import.")

    @property
    def most(self) -> int:
        """Bytes that may come out: what an import may unpack, more where more was given."""
        return max(limits.ARCHIVE_UNPACKED, limits.ARCHIVE_GROWTH * self.given)


@dataclass(frozen=True, slots=True)
class Member:
    """One file inside: its name with folders, size in bytes, the day it was written, and how to open it; the
    name of the archive it is in, if any."""

    name: str
    size: int
    written: date | None
    opener: Callable[[], BinaryIO] = field(repr=False)
    archive: str = ""

    def open(self) -> BinaryIO:
        """A stream of its bytes, which stops with Unreadable once it breaks a limit."""
        return self.opener()


@dataclass(frozen=True, slots=True)
class Claimed:
    """A member and what a reader took it for."""

    member: Member
    kind: str


def contents(path: Path, meter: Meter, stack: ExitStack) -> Iterator[Member | Problem]:
    """All members of a path; archives stay open until `stack` closes. Unreadable for what is no file."""
    try:
        if path.is_dir():
            yield from _folder(path, meter, stack)
        else:
            yield from _single(path, called(path), meter, stack)
    except OSError as error:
        raise Unreadable(
            f"{called(path)} cannot be opened: {(error.strerror or 'no reason given').lower()}.",
            "Check the name and whether you may read it.",
        ) from None


def called(path: Path) -> str:
    """A path's name as it is shown: one line, and never empty."""
    return clean(path.name, 300) or str(path)


def _folder(root: Path, meter: Meter, stack: ExitStack) -> Iterator[Member | Problem]:
    """Depth first, by name. Links are not followed: they may lead outside or in circles."""
    waiting = [root]
    while waiting:
        folders = []
        for path in sorted(waiting.pop().iterdir()):
            name = path.relative_to(root).as_posix()
            if _is_clutter(name) and not _is_mail_folder(path):
                continue
            meter.seen(called(root), limits.FOLDER_FILES)
            if path.is_symlink():
                yield Problem(clean(name), 0, "", "This is a link and was not followed; give the file itself.")
            elif path.is_dir():
                folders.append(path)
            else:
                yield from _of_folder(path, clean(name, 300), meter, stack)
        waiting += reversed(folders)


def _of_folder(path: Path, name: str, meter: Meter, stack: ExitStack) -> Iterator[Member | Problem]:
    try:
        yield from _single(path, name, meter, stack, unpack=name.lower().endswith(".zip"))
    except Unreadable as trouble:
        yield Problem(name, 0, "", f"{trouble.message} {trouble.hint}".strip())


def _single(path: Path, name: str, meter: Meter, stack: ExitStack, unpack: bool = True) -> Iterator[Member | Problem]:
    with _open_plain(path, name) as handle:
        told = os.fstat(handle.fileno())
        start = handle.read(4)
        gzipped = start.startswith(_GZIP) and told.st_size > 18
        _refuse_other(handle, name, gzipped)
        size = _unpacked_size(handle, told.st_size) if gzipped else told.st_size
    meter.given += told.st_size
    if unpack and start in (b"PK\x03\x04", b"PK\x05\x06"):
        yield from _archive(path, name, meter, stack)
        return
    written = datetime.fromtimestamp(told.st_mtime, tz=UTC).date()
    if gzipped:
        yield Member(name, size, written, lambda: _metered(_open_gzip(path, name), meter, name, told.st_size))
        return
    yield Member(name, told.st_size, written, lambda: _metered(_open_plain(path, name), meter, name, None))


def _refuse_other(handle: BinaryIO, name: str, gzipped: bool) -> None:
    """An archive of another kind gets a remedy; without it, it would be a file of nothing we know."""
    handle.seek(0)
    try:
        first = (gzip.GzipFile(fileobj=handle) if gzipped else handle).read(512)
    except _BROKEN:  # whoever reads it says so
        return
    kind = (
        "TAR" if first[257:262] == b"ustar" else next((_OTHER[sign] for sign in _OTHER if first.startswith(sign)), "")
    )
    if kind:
        raise Unreadable(f"{name} is a {kind} archive, which is not opened.", _UNPACK)


def _open_plain(path: Path, name: str) -> BinaryIO:
    """An ordinary file for reading; the flag keeps a named pipe from blocking before it is refused."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise Unreadable(f"{name} is not an ordinary file.", "Give a file, a ZIP or a folder.")
    return os.fdopen(handle, "rb")


def _unpacked_size(handle: BinaryIO, packed: int) -> int:
    """What the end of a gzipped file says of its size, for the progress; never less than it has packed."""
    handle.seek(-4, os.SEEK_END)
    return max(packed, int.from_bytes(handle.read(4), "little"))


def _open_gzip(path: Path, name: str) -> BinaryIO:
    handle = _open_plain(path, name)
    unpacked = gzip.GzipFile(fileobj=handle, mode="rb")
    unpacked.myfileobj = cast(Any, handle)  # so that closing the one closes the other
    return cast(BinaryIO, unpacked)


def _archive(path: Path, name: str, meter: Meter, stack: ExitStack) -> Iterator[Member | Problem]:
    handle = stack.enter_context(_open_plain(path, name))
    try:
        _refuse_crowd(handle, name)
        archive = stack.enter_context(zipfile.ZipFile(handle))
    except _BROKEN:
        raise Unreadable(f"{name} is a damaged or half-downloaded ZIP.", _AGAIN) from None
    taken: set[str] = set()
    for info in archive.infolist():
        inside = clean(info.filename.replace("\\", "/"), 300)
        if info.is_dir() or _is_clutter(inside):
            continue
        meter.seen(name, limits.ARCHIVE_MEMBERS)
        if trouble := _trouble(info, inside, taken):
            yield Problem(inside, 0, "", trouble)
            continue
        taken.add(inside)
        _refuse_bomb(info.file_size, info.compress_size, name)
        yield Member(inside, info.file_size, _written(info), _opener(archive, info, inside, meter), name)


def _refuse_crowd(handle: IO[bytes], name: str) -> None:
    """Looks at the directory's own size before Python builds an object for each entry (1 KB is plenty)."""
    end = handle.seek(0, os.SEEK_END)
    handle.seek(max(0, end - 66_000))
    tail = handle.read()
    at = tail.rfind(b"PK\x05\x06")
    size = struct.unpack_from("<I", tail, at + 12)[0] if 0 <= at <= len(tail) - 16 else 0
    wide = tail.rfind(b"PK\x06\x06")
    if size == 0xFFFFFFFF and 0 <= wide <= len(tail) - 48:
        size = struct.unpack_from("<Q", tail, wide + 40)[0]
    if size > 1024 * limits.ARCHIVE_MEMBERS:
        raise Unreadable(f"{name} lists far too many files.", "Give only the files to import.")
    handle.seek(0)


def _trouble(info: zipfile.ZipInfo, inside: str, taken: set[str]) -> str:
    """Why a member is not looked at, in one sentence; "" where it may be."""
    raw = info.orig_filename.replace("\\", "/")
    if "\0" in raw or raw.startswith("/") or re.match(r"[A-Za-z]:", raw) or ".." in raw.split("/"):
        return "The name of this file leads outside the archive, so it was skipped."
    if stat.S_ISLNK(info.external_attr >> 16):
        return "This is a link inside the archive, so it was skipped."
    if inside.lower().endswith(".zip"):
        return "A ZIP inside a ZIP is not opened; unpack it first and give it by itself."
    if inside in taken:
        return "The archive holds this name twice; only the first was read."
    return ""


def _is_clutter(name: str) -> bool:
    """Hidden files and what macOS adds to its ZIPs; a mail folder's name (".Sent/cur/…") begins with a dot too."""
    parts = name.split("/")
    return any(
        (part.startswith(".") and part != ".." and after not in _MAIL_FOLDER) or part == "__MACOSX"
        for part, after in zip(parts, [*parts[1:], ""], strict=True)
    )


def _is_mail_folder(path: Path) -> bool:
    """Whether a hidden folder is one of a Maildir's."""
    return path.name != ".." and path.is_dir() and all((path / part).is_dir() for part in ("cur", "new"))


def _written(info: zipfile.ZipInfo) -> date | None:
    try:
        told = date(*info.date_time[:3])
    except ValueError:
        return None
    return told if told > date(1980, 1, 1) else None  # 1980-01-01 is ZIP's zero: no date was set


def _opener(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, meter: Meter) -> Callable[[], BinaryIO]:
    def opened() -> BinaryIO:
        if info.flag_bits & 1:
            raise Unreadable(f"{name} is locked with a password.", "Unpack the archive and give the folder.")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Unreadable(f"{name} is packed in an unusual way.", "Unpack the archive and give the folder.")
        try:
            source = archive.open(info)
        except _BROKEN:
            raise Unreadable(f"{name} is damaged inside its ZIP.", _AGAIN) from None
        return _metered(cast(BinaryIO, source), meter, name, info.compress_size)

    return opened


def _metered(source: BinaryIO, meter: Meter, name: str, packed: int | None) -> BinaryIO:
    return io.BufferedReader(_Metered(source, meter, name, packed), 64 * 1024)


def _refuse_bomb(unpacked: int, packed: int, name: str) -> None:
    if unpacked > limits.MEGABYTE and unpacked > limits.ARCHIVE_RATIO * max(packed, 1):
        raise Unreadable(f"{name} unpacks to far more than an honest archive would.", _AGAIN)


class _Metered(io.RawIOBase):
    """Counts what really comes out, whatever the archive declares."""

    def __init__(self, source: BinaryIO, meter: Meter, name: str, packed: int | None) -> None:
        self._source, self._meter, self._name, self._packed, self._count = source, meter, name, packed, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            chunk = self._source.read(len(buffer))
        except _BROKEN:
            raise Unreadable(f"{self._name} is damaged or was taken away while it was read.", _AGAIN) from None
        self._account(len(chunk))
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def _account(self, count: int) -> None:
        self._count += count
        self._meter.read += count
        if self._packed is not None:
            _refuse_bomb(self._count, self._packed, self._name)
        if self._meter.read > self._meter.most:
            raise Unreadable(
                f"{self._name} goes past the limit of {self._meter.most:,} bytes for one import.",
                "Import the files in several steps.",
            )

    def close(self) -> None:
        self._source.close()
        super().close()

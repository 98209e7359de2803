"""A file in an old code page as if it were UTF-8, so that all the others can read it."""

import io
from dataclasses import replace
from typing import BinaryIO

from backcast.formats.container import Member
from backcast.formats.text import HEAD, encoding_of


def turned(member: Member, page: str) -> Member:
    """The member in UTF-8; itself where it is Unicode already."""
    return member if _is_unicode(member) else replace(member, opener=lambda: _open(member, page))


def _is_unicode(member: Member) -> bool:
    """Whether the whole lines at the start of a file are UTF-8, or it is UTF-16."""
    with member.open() as stream:
        start = stream.read(HEAD)
    if encoding_of(start) != "utf-8-sig":
        return True
    try:
        start[: start.rfind(b"\n") + 1].decode()
    except UnicodeDecodeError:
        return False
    return True


def _open(member: Member, page: str) -> BinaryIO:
    return io.BufferedReader(_Turned(member.open(), page), HEAD)


class _Turned(io.RawIOBase):
    """Bytes of a code page with one byte a letter, as UTF-8."""

    def __init__(self, source: BinaryIO, page: str) -> None:
        self._source, self._page, self._waiting = source, page, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if not self._waiting:
            self._waiting = self._source.read(len(buffer)).decode(self._page, "replace").encode()
        chunk, self._waiting = self._waiting[: len(buffer)], self._waiting[len(buffer) :]
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def close(self) -> None:
        self._source.close()
        super().close()

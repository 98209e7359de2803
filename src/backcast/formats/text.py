"""Bytes to lines, whatever wrote them: UTF-8 with or without BOM, UTF-16, Latin-1; LF, CRLF or CR."""

import codecs
import io
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

HEAD = 64 * 1024
"""Bytes looked at to recognise a file [D]; the preambles met are below 2 KB."""


class Line(NamedTuple):
    """A physical line without its end; `whole` is False where it was too long and so was cut."""

    number: int
    text: str
    whole: bool


def lines(stream: BinaryIO, cap: int) -> Iterator[Line]:
    """The lines of a stream, cut at `cap` characters. Bytes that are no UTF-8 wait for `mend`."""
    reader = opened(stream)
    number = 0
    while text := reader.readline(cap + 1):
        number += 1
        whole = len(text) <= cap or text[-1] == "\n"
        if text[-1] == "\n":
            yield Line(number, text[:-1].replace("\0", ""), whole)
            continue
        yield Line(number, text.replace("\0", ""), whole)
        while text and text[-1] != "\n":
            text = "" if whole else reader.readline(cap + 1)


def opened(stream: BinaryIO) -> io.TextIOWrapper:
    """The stream as text, every line end as LF. Bytes that are no UTF-8 wait for `mend`."""
    start = stream.read(64)
    encoding = encoding_of(start)
    joined = io.BufferedReader(_Rejoined(start, stream), HEAD)
    errors = "surrogateescape" if encoding == "utf-8-sig" else "replace"
    return io.TextIOWrapper(joined, encoding=encoding, errors=errors, newline=None)


def encoding_of(start: bytes) -> str:
    """The encoding its first bytes speak for; UTF-16 without a mark shows by every other byte being NUL."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if len(start) >= 8 and not any(start[1:8:2]) and all(start[0:8:2]):
        return "utf-16-le"
    if len(start) >= 8 and not any(start[0:8:2]) and all(start[1:8:2]):
        return "utf-16-be"
    return "utf-8-sig"


def mend(text: str, charset: str = "") -> str:
    """The text with its bytes that are no UTF-8 read as `charset`, else as Windows Latin-1."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return decode(text.encode("utf-8", "surrogateescape"), charset)
    return text


def decode(raw: bytes, charset: str = "") -> str:
    """Bytes as text: by `charset` if it exists and fits, else UTF-8 with the odd bytes as Windows Latin-1."""
    try:
        if charset and codecs.lookup(charset)._is_text_encoding:
            return raw.decode(charset)
    except (LookupError, ValueError):
        pass
    return raw.decode("utf-8", _LATIN)


def _latin(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


_LATIN = "backcast-latin"
codecs.register_error(_LATIN, _latin)


class _Rejoined(io.RawIOBase):
    """The bytes already looked at, then the rest of the stream."""

    def __init__(self, start: bytes, rest: BinaryIO) -> None:
        self._start, self._rest = start, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        chunk = self._start or self._rest.read(len(buffer))
        self._start = chunk[len(buffer) :] if self._start else b""
        count = min(len(chunk), len(buffer))
        buffer[:count] = chunk[:count]
        return count

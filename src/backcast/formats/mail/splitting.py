"""A mailbox to the headers of its messages. Bodies are passed over; what is held at once is bounded."""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from backcast import limits
from backcast.formats.records import Problem
from backcast.formats.text import encoding_of

_CHUNK = 256 * 1024
"""Bytes read at a time [D]."""
_MARGIN = 2_048
"""Bytes that must be at hand to judge a line that looks like the start of a message [D]."""

_HEADER_END = re.compile(rb"\n(?:\r?\n|(?=From ))")
# A time and a year before any field or a blank line; or one word before a field that begins many messages.
_SEPARATOR = re.compile(
    rb"From (?:[^\n]{0,300}?\d:\d\d[^\n]{0,60}?\d{4}[^\n]{0,60}\n(?:[!-9;-~]{1,100}[ \t]*:|>?From |\r?\n)"
    rb"|[^\s]{0,300}[ \t]*\r?\n(?i:from|to|return-path|received|date|subject|message-id|delivered-to|x-[\w-]{1,99}):)"
)
_SIZE = re.compile(rb"\d{1,12}[ \t]*\r?\n")  # before a message of Apple's
_MARK = re.compile(rb">?From [^\n]*\n")
_ENDS = re.compile(rb"[\r\n]{0,4}")
_LENGTH = re.compile(rb"\nContent-[Ll]ength:[ \t]*(\d{1,15})[ \t]*(?:\n|$)")


class Raw(NamedTuple):
    """The header of one message: the line it begins on, its separator line, and its fields, each after a line end."""

    line: int
    separator: bytes
    header: bytes


def messages(stream: BinaryIO, file: str) -> Iterator[Raw | Problem]:
    """The headers of a file of many messages, in order."""
    window = _Window(stream)
    if not _first(window):
        return
    while window.data:
        if (found := _one(window, file)) is not None:
            yield found
        _next(window)


def message(stream: BinaryIO, file: str) -> Iterator[Raw | Problem]:
    """The header of a file that is one message."""
    window = _Window(stream)
    while window.data[window.at : window.at + 1] in (b"\n", b"\r"):
        window.at += 1
    if size := _SIZE.match(window.data, window.at):
        window.at = size.end()
    if _MARK.match(window.data, window.at):
        found = _one(window, file)
    else:
        window.data, window.at = b"\n" + window.data[window.at :], 0
        found = _header(window, file, b"", 0, 1)
    if found is not None and len(window.data) > 1:
        yield found


class _Window:
    """The bytes in hand: those before `at` are done with. Knows the number of the line at `at`."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._mend = _Mended()
        self.data, self.at, self.ended = b"", 0, False
        self._line, self._counted = 1, 0
        while len(self.data) < _MARGIN and self.more():
            pass

    def more(self) -> bool:
        """One more chunk, without what is done with; False at the end of the file."""
        if self.ended:
            return False
        self.line()
        chunk = self._stream.read(_CHUNK)
        self.ended = not chunk
        self.data = self.data[self.at :] + self._mend(chunk, self.ended)
        self.at = self._counted = 0
        return not self.ended

    def line(self) -> int:
        """The number of the line at `at`."""
        self._line += self.data.count(b"\n", self._counted, self.at)
        self._counted = self.at
        return self._line


class _Mended:
    """Bytes as they come to bytes in which lines end with LF: UTF-16 and lone CR are the odd ones."""

    def __init__(self) -> None:
        self._decoder: codecs.IncrementalDecoder | None = None
        self._lone: bool | None = None

    def __call__(self, chunk: bytes, last: bool) -> bytes:
        if self._lone is None:
            encoding = encoding_of(chunk[:64])
            if encoding != "utf-8-sig":
                self._decoder = codecs.getincrementaldecoder(encoding)("replace")
            chunk = chunk.removeprefix(codecs.BOM_UTF8)
            self._lone = self._decoder is None and b"\r" in chunk and b"\n" not in chunk
        if self._decoder is not None:
            return self._decoder.decode(chunk, last).encode("utf-8", "replace")
        return chunk.replace(b"\r", b"\n") if self._lone else chunk


def _first(window: _Window) -> bool:
    """To the first separator; False where there is none."""
    if _looks(window, 0):
        return True
    _next(window)
    return bool(window.data)


def _looks(window: _Window, at: int) -> bool:
    """Whether a message begins at `at` of the window."""
    return bool(_SEPARATOR.match(window.data, at))


def _one(window: _Window, file: str) -> Raw | Problem | None:
    """The message at the window's place, which moves to the end of its header."""
    end = window.data.find(b"\n", window.at)
    if end < 0:
        window.at = len(window.data)
        return None
    separator, line = window.data[window.at : end].rstrip(b"\r"), window.line()
    return _header(window, file, separator, end, line)


def _header(window: _Window, file: str, separator: bytes, start: int, line: int) -> Raw | Problem:
    """The header that begins at the line end `start`."""
    kept = start - window.at
    while (found := _HEADER_END.search(window.data, start)) is None:
        if len(window.data) - start > limits.MAIL_HEADER:
            window.at = len(window.data)
            return Problem(file, line, "", "The header of this mail is too long to be one, so the mail was left out.")
        if not window.more():
            break
        start = window.at + kept
    end = found.start() if found else len(window.data)
    header = window.data[start:end]
    window.at = found.end() if found and found.end() - found.start() > 1 else end
    if b"\r" in header or b"\0" in header:
        header = header.replace(b"\r\n", b"\n").replace(b"\0", b"")
    if found_size := _LENGTH.search(header):
        _jump(window, int(found_size[1]))
    return Raw(line, separator, header)


def _jump(window: _Window, size: int) -> None:
    """Past a body of that Content-Length, where a message or the end of the file is there."""
    if not 0 < size <= limits.MAIL_JUMP:
        return
    while window.at + size + _MARGIN > len(window.data) and window.more():
        pass
    at = window.at + size
    rest = _ENDS.match(window.data, at)
    if at <= len(window.data) and rest and (_looks(window, rest.end()) or rest.end() == len(window.data)):
        window.at = max(window.at, rest.end() - 1)


def _next(window: _Window) -> None:
    """To the next separator, or to the end: then nothing is left in the window."""
    at = max(window.at - 1, 0)
    while True:
        found = window.data.find(b"\nFrom ", at)
        if found < 0:
            window.at = max(window.at, len(window.data) - 5)
            if not window.more():
                window.data = b""
                return
            at = 0
        elif found + _MARGIN > len(window.data) and not window.ended:
            window.at = found
            window.more()
            at = 0
        elif _looks(window, found + 1):
            window.at = found + 1
            return
        else:
            at = found + 1

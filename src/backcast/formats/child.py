"""Reading in a child process that may use little and touch nothing: a hostile file can only hurt the child.

The child gets its task as one JSON line on stdin and answers with one JSON line a record on stdout.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from backcast import limits
from backcast.errors import Unreadable
from backcast.formats.container import called
from backcast.formats.reader import HINT
from backcast.formats.records import OwnerHint, Record, from_json, to_json

_ENDINGS = ("done", "unreadable", "memory")
ANSWER = 4 * limits.MEGABYTE
"""Longest line the child may answer [D]: a note of `limits.TEXT` characters, each escaped to twelve."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the child may use: bytes of address space, seconds of processor."""

    memory: int = limits.PARSER_MEMORY
    cpu: int = limits.PARSER_CPU


def read_limited(paths: Sequence[Path], hint: OwnerHint, *, bounds: Bounds | None = None) -> Iterator[Record]:
    """`reader.read` in a limited child. Unreadable where it stops; closing the iterator ends the child."""
    told = {
        "paths": [str(Path(path).absolute()) for path in paths],
        "hint": to_json(hint),
        "bounds": asdict(bounds or Bounds()),
    }
    command = [sys.executable, "-I", "-B", "-m", "backcast.formats.confined"]
    child = subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    place = _Place(called(paths[0]) if paths else "The list of files")
    try:
        _send(child, told)
        assert child.stdout is not None
        yield from _answers(child.stdout, place)
    finally:
        _end(child)


class _Place:
    """How far the child had come."""

    def __init__(self, first: str) -> None:
        self._file, self._line = first, 0

    def note(self, record: Record) -> None:
        self._file = getattr(record, "file", self._file)
        self._line = getattr(record, "line", self._line)

    def stopped(self, because: str, hint: str) -> Unreadable:
        at = f", near line {self._line:,}" if self._line else ""
        return Unreadable(f"Reading stopped in {self._file}{at}: {because}.", hint)


def _send(child: subprocess.Popen[bytes], told: dict[str, Any]) -> None:
    assert child.stdin is not None
    try:
        child.stdin.write(json.dumps(told).encode() + b"\n")
        child.stdin.close()
    except BrokenPipeError:
        pass  # it ended at once; its silence is answered below


def _answers(pipe: IO[bytes], place: _Place) -> Iterator[Record]:
    """Records until the child says that it is done; anything else is a reason to stop."""
    again = "Try again; if it stops at the same place, take that part out of the file."
    while line := pipe.readline(ANSWER):
        try:
            told = json.loads(line)
            kind = told["type"]
            record: Record | None = None if kind in _ENDINGS else from_json(told)
        except (ValueError, TypeError, KeyError, RecursionError):
            raise place.stopped("the answer of the reading process made no sense", again) from None
        if kind == "done":
            return
        if kind == "unreadable":
            raise Unreadable(str(told.get("message", "")), str(told.get("hint", HINT)))
        if kind == "memory":
            raise place.stopped("it needs more memory than reading may use", "Import the files in smaller parts.")
        if record is not None:
            place.note(record)
            yield record
    raise place.stopped("the reading process was ended or used up its time", again)


def _end(child: subprocess.Popen[bytes]) -> None:
    """The child is gone when this returns, whatever state it was in."""
    if child.stdin is not None and not child.stdin.closed:
        child.stdin.close()
    if child.stdout is not None:
        child.stdout.close()
    if child.poll() is None:
        child.kill()
    child.wait()

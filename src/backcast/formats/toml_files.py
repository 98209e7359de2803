"""What every TOML file that people write has in common: how it is read, and one sentence with file, line and key for
what is wrong in it.
"""

import difflib
import re
import stat
import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, Final

from backcast import limits
from backcast.errors import Invalid, Unreadable
from backcast.formats import names, toml_lines

Lines = Mapping[toml_lines.Path, int]
PATH: Final = 4_096
"""Characters of a file's name that are shown at most, as many as a path has [D]."""


def shown(file: str | Path) -> str:
    """The name of a file, for a sentence."""
    return names.clean(str(file), PATH)


def read(path: Path, most: int) -> bytes:
    """The bytes of a file on disk, at most one more than `most`. Unreadable where it is none."""
    name = shown(path)
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise Unreadable(f"{name} is a folder.", "Name the TOML file itself.")
        if not stat.S_ISREG(found.st_mode):
            raise Unreadable(f"{name} is not a file.", "Name a TOML file.")
        with path.open("rb") as stream:
            return stream.read(most + 1)
    except FileNotFoundError as cause:
        raise Unreadable(f"There is no file {name}.", "Check the name and the folder.") from cause
    except (OSError, ValueError) as cause:
        reason = getattr(cause, "strerror", None) or str(cause)
        raise Unreadable(f"{name} cannot be read: {reason}.", "Check the name and its permissions.") from cause


def text(raw: bytes, file: str, most: int, noun: str) -> str:
    """The text in the bytes of a file; a mark at its start does not matter. `noun` says what the file would be."""
    file = shown(file)
    if len(raw) > most:
        raise Unreadable(f"{file} is larger than {most // limits.MEGABYTE} MB, which no {noun} is.", "Choose another.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as cause:
        line = raw.count(b"\n", 0, cause.start) + 1
        raise Unreadable(f"{file}, line {line} is not UTF-8 text.", "Save the file as plain text in UTF-8.") from cause


def parsed(text: str, file: str, hint: str) -> tuple[dict[str, Any], Lines]:
    """What a text says, and the line of every key. Invalid where it is no TOML."""
    try:
        return tomllib.loads(text), toml_lines.lines(text.replace("\r\n", "\n"))
    except RecursionError as cause:
        raise Invalid(f"{shown(file)} is nested too deeply.", hint) from cause
    except tomllib.TOMLDecodeError as cause:
        raise _slip(text, file, str(cause), hint) from cause
    except ValueError as cause:  # more digits than Python reads
        raise Invalid(f"{_where(text, file, toml_lines.endless(text))}: this number is too long.", hint) from cause


_AT = re.compile(r" \((?:at line (\d+), column \d+|at end of document)\)$")
_KEY = re.compile(r"""\s*(\[{0,2}\s*[\w.\-"' ]+?)\s*(?:=|\])""")


def _slip(text: str, file: str, message: str, hint: str) -> Invalid:
    """A slip in the writing itself: the line it was found at, and its key where it has one."""
    found = _AT.search(message)
    line = int(found[1]) if found and found[1] else text.count("\n") + 1
    what = _AT.sub("", message)
    where = _where(text, file, line)
    return Invalid(f"{where}: this is not valid TOML ({what[:1].lower()}{what[1:]}).", hint)


def _where(text: str, file: str, line: int) -> str:
    key = _KEY.match(text.split("\n")[line - 1])
    return f"{shown(file)}, line {line}" + (f", {key[1].strip('[ ')}" if key else "")


def wrong(file: str, lines: Lines, path: toml_lines.Path, what: str, hint: str) -> Invalid:
    """The refusal of one value: its file, the nearest line known, its key."""
    line = next((lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in lines), 1)
    key = ".".join(part for part in path if isinstance(part, str))
    return Invalid(f"{shown(file)}, line {line}, {key}: {what}.", hint)


def meant(word: str, known: Collection[str]) -> str:
    """The nearest known word, for the end of a sentence."""
    close = difflib.get_close_matches(word, list(known), n=1)
    return f', perhaps "{close[0]}" is meant' if close else ""

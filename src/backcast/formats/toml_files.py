"""What every TOML file that people write has in common: how it is read, and one sentence with file, line and key for
what is wrong in it.
"""

import difflib
import re
import stat
import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from backcast import limits
from backcast.errors import Invalid, Unreadable
from backcast.formats import toml_lines

Lines = Mapping[toml_lines.Path, int]


def read(path: Path, most: int) -> bytes:
    """The bytes of a file on disk, at most one more than `most`. Unreadable where it is none."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise Unreadable(f"{path} is a folder.", "Name the TOML file itself.")
        if not stat.S_ISREG(found.st_mode):
            raise Unreadable(f"{path} is not a file.", "Name a TOML file.")
        with path.open("rb") as stream:
            return stream.read(most + 1)
    except FileNotFoundError as cause:
        raise Unreadable(f"There is no file {path}.", "Check the name and the folder.") from cause
    except (OSError, ValueError) as cause:
        reason = getattr(cause, "strerror", None) or str(cause)
        raise Unreadable(f"{path} cannot be read: {reason}.", "Check the name and its permissions.") from cause


def text(raw: bytes, file: str, most: int, noun: str) -> str:
    """The text in the bytes of a file; a mark at its start does not matter. `noun` says what the file would be."""
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
        raise Invalid(f"{file} is nested too deeply.", hint) from cause
    except ValueError as cause:
        raise _slip(text, file, str(cause), hint) from cause


_AT = re.compile(r" \((?:at line (\d+), column \d+|at end of document)\)$")
_KEY = re.compile(r"""\s*(\[{0,2}\s*[\w.\-"' ]+?)\s*(?:=|\])""")


def _slip(text: str, file: str, message: str, hint: str) -> Invalid:
    """A slip in the writing itself: the line it was found at, and its key where it has one."""
    found = _AT.search(message)
    line = int(found[1]) if found and found[1] else text.count("\n") + 1
    written = text.split("\n")[line - 1] if found else ""
    key = _KEY.match(written)
    where = f"{file}, line {line}" + (f", {key[1].strip('[ ')}" if key else "")
    what = _AT.sub("", message)
    return Invalid(f"{where}: this is not valid TOML ({what[:1].lower()}{what[1:]}).", hint)


def wrong(file: str, lines: Lines, path: toml_lines.Path, what: str, hint: str) -> Invalid:
    """The refusal of one value: its file, the nearest line known, its key."""
    line = next((lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in lines), 1)
    key = ".".join(part for part in path if isinstance(part, str))
    return Invalid(f"{file}, line {line}, {key}: {what}.", hint)


def meant(word: str, known: Collection[str]) -> str:
    """The nearest known word, for the end of a sentence."""
    close = difflib.get_close_matches(word, list(known), n=1)
    return f', perhaps "{close[0]}" is meant' if close else ""

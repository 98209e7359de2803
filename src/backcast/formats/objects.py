"""JSON as plain objects, within bounds: pictures are dropped on the way in, numbers stay text, secrets never arrive."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from backcast import limits
from backcast.formats.container import Member
from backcast.formats.names import clean, word_set
from backcast.formats.records import Problem
from backcast.formats.text import HEAD, Line, mend, opened

SECRET = word_set("password api_key google2fa_secret remember_token recovery recovery_codes two_factor_secret")
"""Names whose values are forgotten while parsing."""

_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*+)(?:"|\\?\Z)\s*+(:?)|[\[\]{}]', re.DOTALL)
_INDENT = re.compile(r"\n[ \t]+")
_INSIDE = re.compile(r'(?:[^"\\]++|\\.)*+', re.DOTALL)


def keys(head: list[Line]) -> frozenset[str]:
    """The names at the top of a JSON object, and those one step below as "upper.lower", as far as these lines go."""
    text = "\n".join(line.text for line in head).lstrip()
    if not text.startswith("{"):
        return frozenset()
    found: set[str] = set()
    path: list[str] = []
    last = ""
    for token in _TOKEN.finditer(text):
        if token[1] is None:
            last = _step(path, token[0], last)
        elif token[2]:
            last = token[1]
            if len(path) in (1, 2):
                found.add(".".join([*path[1:], last]))
    return frozenset(found)


def _step(path: list[str], bracket: str, last: str) -> str:
    """One level down under the name before it, or up again."""
    if bracket in "{[":
        path.append(last)
    elif path:
        path.pop()
    return ""


def load(member: Member) -> tuple[Any, list[Problem]]:
    """What a JSON file says, None where it cannot be followed, and what there is to tell about it."""
    with member.open() as stream:
        reader = opened(stream)
        pieces, size = [], 0
        for piece in _without_pictures(iter(lambda: reader.read(HEAD), "")):
            pieces.append(piece)
            size += len(piece)
            if size > limits.HELD:
                message = f"This file holds more than {limits.HELD:,} characters of text; export less at once."
                return None, [Problem(member.name, 0, "", message)]
    return _parsed(member.name, mend("".join(pieces)))


def _parsed(file: str, text: str) -> tuple[Any, list[Problem]]:
    repeated: list[str] = []

    def gathered(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        """The first of each name; secrets are left behind."""
        told: dict[str, Any] = {}
        for name, value in pairs:
            if name in told:
                repeated.append(name)
            elif name not in SECRET:
                told[name] = value
        return told

    try:
        value = json.loads(text, object_pairs_hook=gathered, parse_int=str, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as error:
        message = "The file breaks off or is no JSON from here on; export it again, or mend it here."
        return None, [Problem(file, error.lineno, "", message)]
    except RecursionError:
        return None, [Problem(file, 0, "", "Lists inside lists go too deep here; export the file again.")]
    if not repeated:
        return value, []
    message = "A name stands twice in one object; the first is read. Keep one of them."
    return value, [Problem(file, 0, clean(repeated[0], 60), message)]


def _without_pictures(chunks: Iterable[str]) -> Iterator[str]:
    """The text with strings longer than `limits.PICTURE` made empty, and without indents, which can be half of it."""
    held: list[str] = []
    inside, size, carried = False, 0, ""
    for chunk in chunks:
        chunk = carried + chunk
        cut = len(chunk) - (len(chunk) - len(chunk.rstrip("\\"))) % 2  # an escape must not be cut in two
        chunk, carried, at = chunk[:cut], chunk[cut:], 0
        while at < len(chunk):
            if not inside:
                end = chunk.find('"', at) + 1 or len(chunk)
                yield _INDENT.sub("\n", chunk[at:end])
                inside, size = chunk[end - 1] == '"', 0
            else:
                found = _INSIDE.match(chunk, at)
                end = found.end() if found else at
                size += end - at
                held = [*held, chunk[at:end]] if size <= limits.PICTURE else []
                if end < len(chunk):
                    inside = False
                    yield "".join(held) + '"'
                    held, end = [], end + 1
            at = end
    yield "".join(held) + carried


def entries(value: Any) -> list[Any]:
    """A list as it is; one object, where only one was written, as a list of it; else nothing."""
    if isinstance(value, list):
        return value
    return [value] if isinstance(value, dict) else []


def inner(value: Any, *path: str) -> Any:
    """What stands at the end of a path of names, None where it breaks off."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def words(value: Any, *names: str) -> str:
    """The first of these names that holds text, as written; numbers are text too."""
    told = (inner(value, name) for name in names)
    return next((text for text in told if isinstance(text, str) and text.strip()), "")

"""A small network in a file: one link a line, two agents numbered from 0."""

from collections.abc import Iterable
from pathlib import Path

from backcast.errors import Invalid, Unreadable
from backcast.formats import names

HINT = "Write one link a line, such as: 0 1"
AGENTS = 10_000_000
"""Agents of the largest market [D]."""
LINKS = 10_000_000
"""Of the largest network in a file [D]."""
BYTES = 200_000_000
"""Of a file at most [D]: some ten million links."""


def is_file(path: Path) -> bool:
    """Whether there is such a file; none has a name longer than any may be."""
    try:
        return path.is_file()
    except OSError:
        return False


def read(path: Path, most: int, links: int = LINKS) -> tuple[int, tuple[tuple[int, int], ...]]:
    """How many agents, and the links between them, of a file. Empty lines and what follows a # do not count.

    Raises Unreadable for a file that is no text, Invalid (with the line) for a loop, a double link, words, a number
    below 0, more than `most` agents, and more than so many links."""
    name = names.clean(path.name)
    try:
        if path.stat().st_size > BYTES:
            raise Unreadable(f"{name} is larger than {BYTES // 1_000_000} MB.", "Choose a smaller network.")
        with path.open(encoding="utf-8-sig") as lines:
            found = _links(lines, name, most, links)
    except (OSError, UnicodeDecodeError) as cause:
        raise Unreadable(f"{name} cannot be read as text.", HINT) from cause
    if not found:
        raise Invalid(f"{name} has no link in it.", HINT)
    return max(other for _, other in found) + 1, tuple(found)


def _links(lines: Iterable[str], name: str, most: int, links: int) -> dict[tuple[int, int], int]:
    """Each link, the lower agent first, with its line."""
    found: dict[tuple[int, int], int] = {}
    for number, line in enumerate(lines, 1):
        words = line.partition("#")[0].split()
        if not words:
            continue
        where = f"{name}, line {number}"
        one, other = _agents(words, where, most)
        link = (min(one, other), max(one, other))
        if link in found:
            raise Invalid(f"{where}: {one} and {other} are linked in line {found[link]} already.", "Name a link once.")
        if len(found) == links:
            raise Invalid(f"{where}: there are more than {links} links.", "Choose a smaller network.")
        found[link] = number
    return found


def _agents(words: list[str], where: str, most: int) -> tuple[int, int]:
    if len(words) != 2 or not all(word.isascii() and word.isdigit() and len(word) < 12 for word in words):
        raise Invalid(f"{where}: two agents are expected, numbered from 0.", HINT)
    one, other = map(int, words)
    if one == other:
        raise Invalid(f"{where}: agent {one} is linked to itself.", "A link joins two different agents.")
    if max(one, other) >= most:
        raise Invalid(
            f"{where}: with agent {max(one, other)} there are more than {most} agents.",
            f"Agents are numbered from 0 to {most - 1} here.",
        )
    return one, other

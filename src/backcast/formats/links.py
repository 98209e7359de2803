"""A small network in a file: one link a line, two agents numbered from 0."""

from pathlib import Path

from backcast.errors import Invalid, Unreadable
from backcast.formats import names

HINT = "Write one link a line, such as: 0 1"
AGENTS = 10_000_000
"""Agents of the largest market [D]."""
BYTES = 200_000_000
"""Of a file at most [D]: some ten million links."""


def read(path: Path, most: int) -> tuple[int, tuple[tuple[int, int], ...]]:
    """How many agents, and the links between them, of a file. Empty lines and what follows a # do not count.

    Raises Unreadable for a file that is no text, Invalid (with the line) for a loop, a double link, words, a number
    below 0, and more than `most` agents."""
    if path.stat().st_size > BYTES:
        raise Unreadable(
            f"{names.clean(path.name)} is larger than {BYTES // 1_000_000} MB.", "Choose a smaller network."
        )
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError, ValueError) as cause:
        raise Unreadable(f"{names.clean(path.name)} cannot be read as text.", HINT) from cause
    found: dict[tuple[int, int], int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        words = line.partition("#")[0].split()
        if not words:
            continue
        where = f"{names.clean(path.name)}, line {number}"
        one, other = _agents(words, where, most)
        link = (min(one, other), max(one, other))
        if link in found:
            raise Invalid(f"{where}: {one} and {other} are linked in line {found[link]} already.", "Name a link once.")
        found[link] = number
    if not found:
        raise Invalid(f"{names.clean(path.name)} has no link in it.", HINT)
    return max(other for _, other in found) + 1, tuple(found)


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

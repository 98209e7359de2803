"""Languages somebody speaks: words, own names and tags to codes, and codes back to words.

Held as text: codes with commas between, the preferred one first, such as "pt,en". A language without a code here keeps
its own word. How well it is spoken is not kept: each file says that in its own way, and none says it of others.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from backcast import limits
from backcast.formats import names
from backcast.formats.language_names import NAMES, QUALIFIERS

MOST: Final = 20
"""Languages of one person that are kept [D]: the few who speak more will not mind."""
LONGEST, WORDS = 40, 4
"""Characters and words of a language without a code [D]; what is longer is a sentence about something."""

_BRACKETS = re.compile(r"\([^()]{0,200}\)|\[[^\[\]]{0,200}\]")
_LEFT_OVER = str.maketrans("()[]", "    ")
_BETWEEN = re.compile(r"[,;/|•·+&，、；]|\s:::\s|\s(?:and|und|et)\s", re.IGNORECASE)
_HOW_WELL = re.compile(r"\s*(?::|=|\s[-–—]+\s).*", re.DOTALL)
_TAG = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{1,8}){1,6}", re.IGNORECASE | re.ASCII)
_NOTHING = frozenset({"", "n a", "none", "null", "nil", "na", "unknown", "und", "mul", "zxx", "other", "others", "yes"})
_OTHER = names.word_set("sign old ancient middle biblical classical creole pidgin no not")
_FILLING = names.word_set(names.plain(QUALIFIERS))


@cache
def _table() -> tuple[dict[str, str], dict[str, str]]:
    """Every name of every language to its code, and each code to the name in English."""
    codes: dict[str, str] = {}
    english: dict[str, str] = {}
    for line in NAMES.replace("\n  ", " ").strip().splitlines():
        code, name, own, more = line.split("; ")
        english[code] = name
        codes |= {names.plain(word): code for word in (code, name, own, *more.split(", "))}
    return codes, english


def code(word: str) -> str:
    """The code of a language by any of its names, a tag or a code: "Português", "pt-BR", "por" → "pt". "" for a word
    that is none known here."""
    codes, plain = _table()[0], names.plain(word)
    if plain in codes:
        return codes[plain]
    if tag := _TAG.fullmatch(word.strip()):
        return codes.get(tag[1].lower(), "")
    words = [part for part in plain.split() if part not in _FILLING]
    return codes.get(" ".join(words), "") or _within(words)


def _within(words: list[str]) -> str:
    """The one language a few words speak of: "español de México". "Ancient Greek" and sign languages are others."""
    if len(words) > 3 or not _OTHER.isdisjoint(words):
        return ""
    found = {held for word in words if len(word) > 3 and (held := _table()[0].get(word))}
    return found.pop() if len(found) == 1 else ""


def name(held: str) -> str:
    """A language in English, by its code; a word without a code is its own name."""
    return _table()[1].get(held, held)


def listed(text: str) -> tuple[str, ...]:
    """The languages of a list somebody wrote, each once: "German (fluent), Português; en-GB" → ("de", "pt", "en")."""
    line = names.clean("; ".join(text[: limits.SENTENCE].splitlines()), limits.SENTENCE)
    if names.plain(line) in _NOTHING:
        return ()
    parts = _BETWEEN.split(_BRACKETS.sub(" ", line).translate(_LEFT_OVER))
    return together(filter(None, map(_one, parts)))


def _one(part: str) -> str:
    """A code, or the word where there is none for it; "" for what is no language."""
    word = names.clean(_HOW_WELL.sub("", part), 4 * LONGEST).strip(" .*'\"")
    if found := code(word):
        return found
    plain = names.plain(word)
    is_one = 1 < len(word) <= LONGEST and any(map(str.isalpha, plain)) and "@" not in word
    parts = plain.split()
    return word if is_one and len(parts) <= WORDS and plain not in _NOTHING and not _FILLING.issuperset(parts) else ""


def all_of(texts: Iterable[str]) -> tuple[str, ...]:
    """The languages of several lists, each once."""
    return together(one for text in texts for one in listed(text))


def together(told: Iterable[str]) -> tuple[str, ...]:
    """Each language once, in the order told; two spellings of a word are one."""
    found: dict[str, str] = {}
    for one in told:
        found.setdefault(key(one), one)
    return tuple(found.values())[:MOST]


def key(held: str) -> str:
    """A held language for comparing: its code, or its word folded."""
    return held if held in _table()[1] else names.plain(held)


def joined(told: Iterable[str]) -> str:
    """Languages as they are held."""
    return ",".join(told)


def held(value: str) -> tuple[str, ...]:
    """The languages of a held text."""
    return tuple(filter(None, value.split(",")))


def words(value: str) -> str:
    """A held text as people read it, which `listed` reads back: "Portuguese, English"."""
    return ", ".join(map(name, held(value)))


def beside(known: Iterable[str], told: Iterable[str]) -> tuple[str, ...]:
    """The languages told that are not among those known."""
    keys = set(map(key, known))
    return tuple(one for one in told if key(one) not in keys)


def shared(mine: str, theirs: str) -> tuple[str, ...]:
    """What both speak, of two held texts, in the order of the first."""
    known = set(map(key, held(theirs)))
    return tuple(one for one in held(mine) if key(one) in known)

"""Who a field names: addresses in the spellings mail programs use, and the name most like a person's."""

import re
from functools import lru_cache
from typing import NamedTuple

from backcast.formats import names
from backcast.formats.mail.header import text, worded


class Named(NamedTuple):
    """An address with the name beside it, which may be ""."""

    name: str
    email: str


_KEPT = 300
"""Bytes of a value that is worth remembering [D]: one or a few people."""
_NAME = 1_000
"""Characters of a name that are looked at, encoded as they come [D]."""
_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*+)"?|\(([^()]*)\)?|<([^<>]*)>?|([,;:])|([^",;:<>()\s]+)|\s+|.', re.DOTALL)
# The usual spelling, in which there is nothing to take apart or to doubt. For short values: it may try every space.
_USUAL = re.compile(
    rb"\"?([A-Za-z0-9 .'-]*)\"?[ ]*<([A-Za-z0-9._+-]{1,64}@(?:[A-Za-z0-9][A-Za-z0-9-]{0,62}\.){1,8}[A-Za-z]{2,24})>\s*"
)
_VEILED = re.compile(r"(\S{1,64}) at (\S{1,190}\.\S{1,63})")
_VIA = re.compile(r" (?:via|über|tramite) .*$", re.IGNORECASE | re.DOTALL)
_DOTTED = re.compile(r"([a-z]{2,20})[._]([a-z]{2,30})")
_LINK = re.compile(r"https?:|www\.|\.(?:com|org|net)\b", re.IGNORECASE)


def people(value: bytes) -> tuple[Named, ...]:
    """Everybody a field names, in order; what is no address is passed over."""
    return _kept(value) if len(value) <= _KEPT else _people(value)


@lru_cache(maxsize=4_096)
def _kept(value: bytes) -> tuple[Named, ...]:
    if usual := _USUAL.fullmatch(value):
        email = usual[2].decode().lower()
        return (Named(shown(usual[1].decode(), email), email),)
    return _people(value)


def _people(value: bytes) -> tuple[Named, ...]:
    told = _Told()
    for found in _TOKEN.finditer(text(value)):
        quoted, comment, angle, mark, word = found.groups()
        if mark:
            told.mark(mark)
        elif angle is not None:
            told.address = told.address or angle
        elif comment is not None:
            told.comment = told.comment or comment
        elif quoted is not None:
            told.phrase.append(re.sub(r"\\(.)", r"\1", quoted))
        elif word:
            told.phrase.append(word)
    told.mark(",")
    return tuple(told.found)


class _Told:
    """What is said of the address being read."""

    def __init__(self) -> None:
        self.found: list[Named] = []
        self._clear()

    def _clear(self) -> None:
        self.phrase: list[str] = []
        self.address = self.comment = ""

    def mark(self, mark: str) -> None:
        """An address ends; a name with a comma in it ("Doe, Jane <…>") goes on; a group's own name is none."""
        phrase = " ".join(self.phrase)
        if mark == ":":
            self._clear()
            return
        address, name = self._settled(phrase)
        if email := names.email(address):
            self.found.append(Named(shown(name[:_NAME], email), email))
        elif mark == "," and self.phrase and "@" not in phrase and not self.address and len(self.phrase) < 8:
            self.phrase.append(",")
            return
        self._clear()

    def _settled(self, phrase: str) -> tuple[str, str]:
        if self.address:
            return self.address.rpartition(":")[2].strip(), phrase or self.comment
        bare = phrase.rpartition(" , ")[2].strip(" ,'")
        if veiled := _VEILED.fullmatch(bare):
            return f"{veiled[1]}@{veiled[2]}", self.comment
        return bare, self.comment


@lru_cache(maxsize=8_192)
def shown(name: str, email: str) -> str:
    """The name as it may be shown; "" for what is none, as an address in its place (which may be another's)."""
    if not name:
        return ""
    read = _VIA.sub("", names.clean(worded(name)).replace(" , ", ", "))
    read = _turned(read.strip(" ,;'\"`<>\\").strip())
    letters = sum(letter.isalpha() for letter in read)
    if letters < 2 or "@" in read or _LINK.search(read) or read.lower() == email or read == email.partition("@")[0]:
        return ""
    return read if 2 * letters > len(read) - read.count(" ") else ""


def _turned(name: str) -> str:
    """ "Doe, Jane" as "Jane Doe"; "Jane Doe, PhD" stays."""
    family, comma, given = name.partition(", ")
    titled = len(given) > 2 and not name.isupper() and names.is_credential(given)
    if not comma or titled or "," in given:
        return name
    return f"{given} {family}" if len(given.split()) <= 3 and len(family.split()) <= 3 else name


def from_local(email: str) -> str:
    """The name in an address, where it is clearly one: "jane.doe@…" is Jane Doe."""
    found = _DOTTED.fullmatch(email.partition("@")[0])
    return f"{found[1].title()} {found[2].title()}" if found else ""


@lru_cache(maxsize=16_384)
def bare(email: str) -> str:
    """An address without the tag after a plus."""
    local, _, domain = email.partition("@")
    plain = local.partition("+")[0]
    return f"{plain}@{domain}" if plain else email


@lru_cache(maxsize=16_384)
def alike(email: str) -> str:
    """One spelling for the addresses that reach one mailbox: tags, googlemail.com, and dots for Gmail only."""
    local, _, domain = bare(email).partition("@")
    if domain in ("gmail.com", "googlemail.com"):
        return local.replace(".", "") + "@gmail.com"
    return f"{local}@{domain}"

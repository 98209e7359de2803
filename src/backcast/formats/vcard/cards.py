"""A stream of lines to cards: unfolding, soft breaks, nested and unfinished cards. Keeps what is used."""

from collections.abc import Iterator
from functools import lru_cache
from typing import BinaryIO, NamedTuple

from backcast import limits
from backcast.formats.names import word_set
from backcast.formats.records import Problem
from backcast.formats.text import Line, lines

_WANTED = word_set(
    "FN N NICKNAME EMAIL TEL URL ORG TITLE ROLE BDAY REV UID NOTE ADR KIND X-ADDRESSBOOKSERVER-KIND"
    " X-ABSHOWAS X-SOCIALPROFILE LANG"
)
_PARAMETERS = 1_000
"""Characters of one property's parameters that are looked at [D]; real ones have fewer than a hundred."""
_USUAL = 100
"""Characters before a colon that are worth remembering [D]: most lines repeat a few beginnings."""
_MARKS = ("BEGIN", "END")
_BOUNDS = ("BEGIN:VCARD", "END:VCARD")
_FOLDED = (" ", "\t")

Property = tuple[str, str, int]
"""One line of a card, unfolded: its parameters in capitals, the raw value, and the line it begins on."""


class Card(NamedTuple):
    """The wanted properties of one card by name, without group and in capitals; the line on which it begins."""

    line: int
    properties: dict[str, list[Property]]


def cards(stream: BinaryIO, file: str) -> Iterator[Card | Problem]:
    """The cards of a stream; a Problem stands for a card that had to be left out.

    A card without END is finished by the next BEGIN or by the end of the file; a card inside AGENT is skipped.
    """
    card: Card | None = None
    agent, size, count, trouble = False, 0, 0, ""
    for number, text in _unfolded(lines(stream, limits.CARD)):
        name, parameters, value = _property(text)
        if name in _MARKS and text.strip().upper() == f"{name}:VCARD":
            if agent:
                agent = name == "BEGIN"
                continue
            if card:
                yield Problem(file, card.line, "", trouble) if trouble else card
            card = Card(number, {}) if name == "BEGIN" else None
            size, count, trouble = 0, 0, ""
        elif card and not agent:
            size += len(text)
            count += 1
            if size > limits.CARD or count > limits.CARD_LINES:
                trouble = trouble or _too_large(size, number)
            elif name in _WANTED:
                card.properties.setdefault(name, []).append((parameters, value, number))
            elif name == "AGENT":
                agent = value.strip().upper() in ("", "BEGIN:VCARD")
    if card:
        yield Problem(file, card.line, "", trouble) if trouble else card


def _too_large(size: int, number: int) -> str:
    if size > limits.CARD:
        return f"This card is larger than {limits.CARD:,} characters (see line {number}); shorten it."
    return f"This card has more than {limits.CARD_LINES:,} lines; shorten it."


def _property(text: str) -> tuple[str, str, str]:
    """Name, parameters and raw value of a line; nothing of a line without a colon."""
    head, colon, value = text.partition(":")
    if '"' in head:
        head, colon, value = _quoted_head(text)
    if not colon:
        return "", "", ""
    name, parameters = _named(head) if len(head) < _USUAL else _named.__wrapped__(head)
    return name, parameters, value


@lru_cache(maxsize=1_024)
def _named(head: str) -> tuple[str, str]:
    """What stands before a colon as name without group, and parameters, both in capitals."""
    name, _, parameters = head.partition(";")
    return name.rpartition(".")[2].strip().upper(), parameters[:_PARAMETERS].upper()


def _quoted_head(text: str) -> tuple[str, str, str]:
    """Splits at the first colon outside quotes; what is in quotes is of no use here and is dropped."""
    pieces = text.split('"')
    for at in range(0, len(pieces), 2):
        before, colon, after = pieces[at].partition(":")
        if colon:
            head = "".join([*pieces[:at:2], before])
            return head, ":", '"'.join([after, *pieces[at + 1 :]])
    return text, "", ""


def _unfolded(source: Iterator[Line]) -> Iterator[tuple[int, str]]:
    """Logical lines: folded ones joined, quoted-printable ones across their soft breaks."""
    first, whole, size, soft = 0, "", 0, False
    folds: list[str] = []
    for number, text, _ in source:
        soft = soft and text.strip().upper() not in _BOUNDS
        if soft or (text[:1] in _FOLDED and text.strip()):
            folded = text if soft else text[1:]
            folds = folds or [whole]
            size += len(folded)
            if size - len(folded) <= limits.CARD:
                folds[-1] = folds[-1][: -1 if soft else None]
                folds.append(folded)
            soft = soft and text.endswith("=")
            continue
        if first:
            yield first, "".join(folds) if folds else whole
        first, whole, size, folds = number, text, len(text), []
        soft = text.endswith("=") and "QUOTED-PRINTABLE" in text[:200].partition(":")[0].upper()
    if first:
        yield first, "".join(folds) if folds else whole

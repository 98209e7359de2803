"""A stream of lines to cards: unfolding, soft breaks, nested and unfinished cards. Keeps what is used."""

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from backcast import limits
from backcast.formats.names import word_set
from backcast.formats.records import Problem
from backcast.formats.text import Line, lines

_WANTED = word_set(
    "FN N NICKNAME EMAIL TEL URL ORG TITLE ROLE BDAY REV UID NOTE ADR KIND X-ADDRESSBOOKSERVER-KIND"
    " X-ABSHOWAS X-SOCIALPROFILE"
)
_PARAMETERS = 1_000
"""Characters of one property's parameters that are looked at [D]; real ones have fewer than a hundred."""


class Property(NamedTuple):
    """One line of a card, unfolded: name without group and parameters, both in capitals, and the raw value."""

    name: str
    parameters: str
    value: str
    line: int


class Card(NamedTuple):
    """The wanted properties of one card, and the line on which it begins."""

    line: int
    properties: list[Property]


def cards(stream: BinaryIO, file: str) -> Iterator[Card | Problem]:
    """The cards of a stream; a Problem stands for a card that had to be left out."""
    reading = _Reading(file)
    for number, text in _unfolded(lines(stream, limits.CARD)):
        if (done := reading.take(number, text)) is not None:
            yield done
    if (done := reading.finish()) is not None:
        yield done


class _Reading:
    """Where in a card we are. A card without END is finished by the next BEGIN or by the end of the file."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._card: Card | None = None
        self._agent = False
        self._trouble = ""
        self._size = self._count = 0

    def take(self, number: int, text: str) -> Card | Problem | None:
        """One more line; the card that it ends."""
        mark = text[:20].strip().upper() if text[:1] in "BbEe \t" else ""
        if mark == "BEGIN:VCARD" and not self._agent:
            done = self.finish()
            self._card, self._trouble, self._size, self._count = Card(number, []), "", 0, 0
            return done
        if mark == "END:VCARD":
            if not self._agent:
                return self.finish()
            self._agent = False
        elif self._card is not None and not self._agent:
            self._add(self._card, number, text)
        return None

    def finish(self) -> Card | Problem | None:
        """The card so far, or the Problem it had."""
        card, self._card, self._agent = self._card, None, False
        return Problem(self._file, card.line, "", self._trouble) if card and self._trouble else card

    def _add(self, card: Card, number: int, text: str) -> None:
        self._size += len(text)
        self._count += 1
        if self._size > limits.CARD:
            self._trouble = f"This card is larger than {limits.CARD:,} characters (see line {number}); shorten it."
        elif self._count > limits.CARD_LINES:
            self._trouble = f"This card has more than {limits.CARD_LINES:,} lines; shorten it."
        else:
            self._keep(card, number, text)

    def _keep(self, card: Card, number: int, text: str) -> None:
        head, colon, value = text.partition(":")
        if '"' in head:
            head, colon, value = _quoted_head(text)
        if not colon:
            return
        name, _, parameters = head.partition(";")
        name = name.rpartition(".")[2].strip().upper()
        if name in _WANTED:
            card.properties.append(Property(name, parameters[:_PARAMETERS].upper(), value, number))
        elif name == "AGENT":
            self._agent = value.strip().upper() in ("", "BEGIN:VCARD")


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
    number, parts, size, soft = 0, [""], 0, False
    for line in source:
        text = line.text
        if soft or (text[:1] in (" ", "\t") and text.strip()):
            folded = text if soft else text[1:]
            size += len(folded)
            if size - len(folded) <= limits.CARD:
                parts[-1] = parts[-1][: -1 if soft else None]
                parts.append(folded)
            soft = soft and text.endswith("=")
            continue
        if number:
            yield number, "".join(parts)
        number, parts, size = line.number, [text], len(text)
        soft = text.endswith("=") and "QUOTED-PRINTABLE" in text[:200].partition(":")[0].upper()
    if number:
        yield number, "".join(parts)

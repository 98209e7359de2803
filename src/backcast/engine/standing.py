"""Standing: how far someone would go for the user, and what they did that speaks for it. Words of product.md,
figures of engines.md §2."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

STANDINGS = ("unknown", "friendly", "supporter", "advocate", "champion")
"""From least to most willing to act."""

WILLINGNESS = {"unknown": 0.0, "friendly": 0.0, "supporter": 0.25, "advocate": 0.5, "champion": 0.8}
"""Chance q that they vouch when it counts; friendly and unknown people do not vouch [D]."""

RANK = {standing: rank for rank, standing in enumerate(STANDINGS)}

SPEAKS_FOR: dict[str, tuple[str, str]] = {
    "effort": ("champion", "going out of one's way is what a champion does"),
    "interview": ("advocate", "setting up an interview is what an advocate does"),
    "introduction": ("advocate", "an introduction lends you their good name, as an interview does"),
    "reference": ("supporter", "a letter is what a supporter writes"),
    "recommendation": ("supporter", "favourable words in public, under their own name"),
    "answer": ("friendly", "who answers thinks well of you; what they would do is not known yet"),
    "endorsement": ("friendly", "a click says they think well of you, and no more"),
    "witness": ("friendly", "who saw good work has reason to think well of you"),
}
"""Kind of evidence → the standing it speaks for, and why. Each is our reading of product.md's definitions [D].
What the user gave (a recommendation, an endorsement) and whom they follow speaks for no standing of others."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something somebody did for the user. `known` is the day of it, or of the file that told it where later."""

    kind: str
    known: date


@dataclass(frozen=True, slots=True)
class Answer:
    """What the user said to a proposed standing: a refusal is for good, any other rests until newer evidence."""

    standing: str
    refused: bool
    on: date


def at_least(standing: str, least: str) -> bool:
    """True where `standing` is `least` or more willing; KeyError for a word that is no standing."""
    return RANK[standing] >= RANK[least]


def proposed(standing: str, evidence: Iterable[Evidence], answers: Iterable[Answer] = ()) -> str | None:
    """The standing that evidence speaks for, above the one set; None where there is nothing to propose.

    Several pieces combine by the highest (engines.md §2 names the kinds) [D]. Never lower than what is set; a
    refused standing gives way to the next one spoken for; one left or accepted rests, with those below it, until
    evidence that became known after the answer. The order of evidence and answers changes nothing.
    """
    newest: dict[str, date] = {}
    for one in evidence:
        speaks, _ = SPEAKS_FOR.get(one.kind, ("unknown", ""))
        newest[speaks] = max(one.known, newest.get(speaks, one.known))
    told = list(answers)
    open_ = [word for word in newest if RANK[word] > RANK[standing] and not _rests(word, newest[word], told)]
    return max(open_, key=RANK.__getitem__, default=None)


def _rests(standing: str, newest: date, answers: Iterable[Answer]) -> bool:
    return any(
        answer.standing == standing if answer.refused else at_least(answer.standing, standing) and answer.on >= newest
        for answer in answers
    )

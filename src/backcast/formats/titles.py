"""What a job title says of somebody: how senior they are, and in which field.

A title is cut where a new role begins, its words are folded, and the longest known phrases are looked for from the
left: "product owner" is found before "owner", "vice president" before "president". Scripts that write without spaces
are read sign by sign; in all others only whole words count. What is not known is "".
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import product
from typing import Final, Literal, cast

from backcast.formats import names
from backcast.formats import title_fields as fields
from backcast.formats import title_fields_beside as beside
from backcast.formats import title_levels as levels

Level = Literal["entry", "mid", "senior", "lead", "executive", ""]
Words = tuple[str, ...]
Phrases = Mapping[Words, str]

LEVELS: Final = levels.LEVELS
FIELDS: Final = fields.FIELDS

LONGEST: Final = 300
"""Letters of a title that are read [D]: headlines end at 220."""
PHRASE: Final = 20
"""Words or signs of the longest phrase."""
WORDS: Final[Mapping[str, str]] = {
    "software": fields.SOFTWARE,
    "platform": fields.PLATFORM,
    "data": fields.DATA,
    "security": fields.SECURITY,
    "product": fields.PRODUCT,
    "design": fields.DESIGN,
    "projects": fields.PROJECTS,
    "engineering": fields.ENGINEERING,
    "research": fields.RESEARCH,
    "consulting": beside.CONSULTING,
    "sales": beside.SALES,
    "people": beside.PEOPLE,
    "finance": beside.FINANCE,
    "legal": beside.LEGAL,
    "operations": beside.OPERATIONS,
    "health": beside.HEALTH,
    "education": beside.EDUCATION,
    "public": beside.PUBLIC,
    "media": beside.MEDIA,
    "service": beside.SERVICE,
    "management": beside.MANAGEMENT,
}
"""The phrases of each field."""

_HEADLINE = re.compile(r"\s[-–—]+\s|[|•·∙●;\n\uff5c\u30fb]")
"""Between the parts of a headline."""
_ROLES = re.compile(r"[,/&+\u3001]|\s(?:and|und|et|e|y|en|och|og|ve|и|та|i)\s", re.IGNORECASE)
"""Between the roles of one part."""
_SIGN = r"[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
"""A sign of a script that puts no spaces between words."""
_PIECES = re.compile(rf"{_SIGN}|(?:(?!{_SIGN})\S)+")
_BRACKETS = re.compile(r"\((\w+)\)")
_WHERE = names.word_set("at bei chez presso hos bij")
"""What follows is an employer, whose name says nothing of the role."""
_NOT_NOW = names.word_set(
    "ex former formerly previously past retired aspiring seeking wannabe emeritus emerita ehemals ehemaliger ehemalige"
    " ancien ancienne angehender angehende aspirante бывший бывшая колишніи колишня"
)
"""A role somebody had, or hopes for; folded, as all words below."""
_HELPERS = names.word_set(
    "assistant assistante assistenz assistent assistentin asistente assistente asistent asistentka asystent asystentka"
    " secretaire secretaria secretario segretaria secretaresse sekretar sekretarin sekretarka sekretariat sekreterare"
    " referent referentin adjoint adjointe attache attachee ea pa"
)
_OF = names.word_set(
    "to of for der des dem de du d la le au aux del della di al do da van zarzadu geschaftsfuhrung direction"
)
"""After a helper: what follows is whom they help, whose rank is not theirs."""
_HELPING = (
    *("executive assistant", "personal assistant", "administrative assistant", "office of", "reporting to", "helping"),
    *("advisor to", "adviser to", "secretary to", "deputy to", "aide to", "coach to", "coach for", "advising"),
)
"""The same, where the words themselves say so; nothing after them counts."""


def seniority(title: str) -> Level:
    """The stage of a career a title speaks of; of several roles the highest. "" where no word of it is known."""
    return _seniority(title[:LONGEST])


def field(title: str) -> str:
    """The field a title speaks of, a word of `FIELDS`; "" where no word of it is known."""
    return _field(title[:LONGEST])


def field_word(told: str) -> str:
    """What the user calls a field: the word of `FIELDS` where it is one or its name, else as it was written."""
    return (_spoken().get(names.plain(told)) or names.clean(told)) if told else ""


def level_word(told: str) -> Level:
    """What somebody calls a level: one of `LEVELS`, or what their word says as a title; "" where it says nothing."""
    plain = names.plain(told) if told else ""
    return cast(Level, plain) if plain in LEVELS else seniority(told)


@cache
def _spoken() -> Mapping[str, str]:
    return {names.plain(text): word for word, label in FIELDS.items() for text in (word, label)}


@lru_cache(maxsize=65_536)
def _seniority(title: str) -> Level:
    found = [_level(role) for part in _parts(title) for role in _roles(part)]
    return cast(Level, max(found, key=lambda word: LEVELS.index(word) if word else -1, default=""))


def _level(role: Words) -> str:
    """The level of one role: a beginner's word decides alone, else the highest."""
    if _is_chief_officer(role):
        return "executive"
    said = {level for _, level in _found(_own_rank(role), _levels())} - {"nothing"}
    if "junior" in said:
        return "entry"
    return max(said, key=LEVELS.index, default="")


def _is_chief_officer(role: Words) -> bool:
    """Any "chief … officer", whatever they look after."""
    at = role.index("chief") if "chief" in role else len(role)
    return "officer" in role[at + 1 : at + 6]


def _own_rank(role: Words) -> Words:
    """A role without whom they help: "assistant to the CEO" is an assistant."""
    helper = next((n for n, word in enumerate(role) if word in _HELPERS), None)
    if helper is None:
        return role
    if helper and role[helper - 1] == "s":  # the CEO's assistant
        return role[helper:]
    return role[: next((n for n in range(helper + 1, len(role)) if role[n] in _OF), len(role))]


@lru_cache(maxsize=65_536)
def _field(title: str) -> str:
    """The longest phrase decides, then the first; a weak field is taken only where no other is told, and who helps
    somebody run a house does not run it."""
    found = [one for part in _parts(title) for one in _found(_words(part), _fields()) if one[1] != "nothing"]
    strong = [one for one in found if one[1] not in fields.WEAK] or found
    said = max(strong, key=lambda one: len(one[0]), default=((), ""))[1]
    return "" if said == "management" and not _HELPERS.isdisjoint(_words(title)) else said


@lru_cache(maxsize=65_536)
def _parts(title: str) -> tuple[str, ...]:
    """The parts of a headline that speak of what somebody does now, without employers."""
    told = _HEADLINE.split(title.replace("@", " at "))
    return tuple(part for one in told if (part := _here_and_now(one)))


def _here_and_now(part: str) -> str:
    words = _words(part)
    if not words or any(word in _NOT_NOW for word in words[:2]):
        return ""
    if words == ("md",):
        return "managing director"
    told = part.split()
    until = next((n for n, word in enumerate(told) if n and names.plain(word) in _WHERE), len(told))
    return " ".join(told[:until])


def _roles(part: str) -> Iterator[Words]:
    """The roles of one part, up to words of helping."""
    for place, role in enumerate(_ROLES.split(part)):
        words = _words(role)
        text = f" {' '.join(words)} "
        helped = min((at + len(phrase) + 1 for phrase in _HELPING if (at := text.find(f" {phrase} ")) >= 0), default=0)
        if helped:
            yield _words(text[:helped])
            return
        yield ("managing", "director") if words == ("md",) and not place else words


def _words(text: str) -> Words:
    """The folded words; of scripts without spaces the single signs."""
    plain = unicodedata.normalize("NFC", names.plain(text)).replace("-", " ").replace("'", " ")
    return tuple(_bare(word) for word in _PIECES.findall(plain))


def _bare(word: str) -> str:
    """An Arabic word without its article."""
    return word[2:] if len(word) > 4 and word.startswith("ال") else word


def _found(words: Words, phrases: Phrases) -> Iterator[tuple[Words, str]]:
    """Known phrases from the left, the longest first; no word counts twice."""
    place = 0
    while place < len(words):
        sizes = range(min(PHRASE, len(words) - place), 0, -1)
        found = next((words[place : place + size] for size in sizes if words[place : place + size] in phrases), None)
        if found:
            yield found, phrases[found]
        place += len(found) if found else 1


@cache
def _levels() -> Phrases:
    return _table(levels.WORDS)


@cache
def _fields() -> Phrases:
    return _table(WORDS)


def _table(words: Mapping[str, str]) -> Phrases:
    """Phrases to what they say; "leiter(in)" stands for both forms."""
    return {_words(form): said for said, text in words.items() for phrase in _spelt(text) for form in _forms(phrase)}


def _spelt(text: str) -> list[str]:
    return [phrase for phrase in " ".join(text.split()).split(";") if phrase.strip()]


def _forms(phrase: str) -> Iterator[str]:
    """Every way to read the letters in brackets: there or not."""
    kept = [("", piece) if place % 2 else (piece,) for place, piece in enumerate(_BRACKETS.split(phrase))]
    yield from ("".join(pieces) for pieces in product(*kept))

"""Search: what the user typed, taken apart into terms, and the people who fit all of them.

    mei kelvin           both words, anywhere in names, organisations, titles, places and addresses
    "platform lead"      these words next to each other
    speaks:pt            speaks Portuguese, by its code or any of its names
    org:acme             works there now; whoever looks may add fields of their own (ties: standing, status, ring,
                         field, seniority, town)
    -word -org:acme      not these

All else is just words: nothing typed is an error, and no sign means anything to the database.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_

from django.db.models import Q, QuerySet

from backcast import limits
from backcast.accounts.models import Viewer
from backcast.formats import languages, names
from backcast.network.models import Person, SearchText
from backcast.network.queries import index

Later = Callable[[Viewer], Q]
"""Who fits, where that takes a look at who is here."""
Field = Callable[[str], Q | Later | None]
"""Who has this value of a field; None for a value that means nothing, which is then just words."""

TOKEN = re.compile(r'(?P<no>-?)(?:(?P<field>[A-Za-z]+):)?(?:"(?P<phrase>[^"]*)"(?!\S)|(?P<word>\S+))')
QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
"""The double quotes of other keyboards, which phones put in by themselves."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing looked for, as it was typed: a word, the words of a phrase, or the value of a field."""

    text: str
    field: str = ""
    wanted: bool = True
    phrase: bool = False

    def pieces(self) -> list[str]:
        """What the folded text must hold: a phrase as a whole, a word in the pieces that folding leaves of it."""
        folded = names.plain(self.text)
        whole = [folded] if self.phrase else folded.split()
        return [piece for piece in (one.strip(" '-") for one in whole) if piece]

    def is_symbol(self) -> bool:
        """Whether it is made of symbols, as an emoji is, that only a name itself can hold."""
        return not self.pieces() and any(unicodedata.category(letter) == "So" for letter in self.text)


def works_at(name: str) -> Q | None:
    """People at organisations with this in their name, whatever the legal form."""
    key = names.organisation(name)
    return Q(organisation__key__contains=key) if key else None


def speaks(told: str) -> Q | None:
    """People who speak a language, by any of its names, or all of several."""
    wanted = languages.listed(told)
    return reduce(and_, map(_holds, wanted)) if wanted else None


def _holds(one: str) -> Q:
    """Whose languages, held with commas between, have this one among them."""
    alone, first = Q(languages__iexact=one), Q(languages__istartswith=f"{one},")
    return alone | first | Q(languages__icontains=f",{one},") | Q(languages__iendswith=f",{one}")


FIELDS: Mapping[str, Field] = {"org": works_at, "speaks": speaks}


def terms(typed: str, fields: Mapping[str, Field] = FIELDS) -> list[Term]:
    """The terms of what was typed, each once. Quotes that never close, unknown fields and values are words."""
    told = names.clean(typed, limits.NAME).translate(QUOTES)
    found = (_term(token, fields) for token in TOKEN.finditer(told))
    return list(dict.fromkeys(found))


def _term(token: re.Match[str], fields: Mapping[str, Field]) -> Term:
    field, phrase = (token["field"] or "").lower(), token["phrase"]
    text = phrase if phrase is not None else token["word"]
    wanted = not token["no"]
    if field in fields and fields[field](text) is not None:
        return Term(text, field, wanted)
    if field:
        return Term(f"{token['field']}:{text}", wanted=wanted)
    return Term(text, wanted=wanted, phrase=" " in text)


def search(viewer: Viewer, typed: str, fields: Mapping[str, Field] = FIELDS) -> QuerySet[Person]:
    """The people, the owner apart, who fit every term of what was typed."""
    told = terms(typed, fields)
    rows = Person.objects.of(viewer).filter(is_owner=False)
    for term in told:
        fit = _fit(viewer, term, fields)
        if fit is not None:
            rows = rows.filter(fit if term.wanted else ~fit)
    return _holding(viewer, rows, [term for term in told if not term.field])


def _fit(viewer: Viewer, term: Term, fields: Mapping[str, Field]) -> Q | None:
    """Who fits a field or a symbol; None for words."""
    if not term.field:
        return Q(name__contains=term.text) if term.is_symbol() else None
    fit = fields[term.field](term.text)
    return fit if fit is None or isinstance(fit, Q) else fit(viewer)


def _holding(viewer: Viewer, rows: QuerySet[Person], words: Sequence[Term]) -> QuerySet[Person]:
    """Those whose search text holds what it must: by the index what it can find, by one look through the texts what
    is too short for it or not wanted."""
    sought = [piece for term in words if term.wanted for piece in term.pieces() if index.can_find(piece)]
    rest = _others(words, frozenset(sought))
    texts = SearchText.objects.of(viewer).filter(rest)
    if not sought:
        return rows.filter(pk__in=texts.values("person")) if rest else rows
    found = index.matching(sought)
    if not rest:
        return rows.filter(pk__in=found)
    return rows.filter(pk__in=texts.filter(person__in=found).values("person"))


def _others(words: Iterable[Term], sought: Collection[str]) -> Q:
    """What the texts must hold and must not hold, beside what the index finds."""
    found = Q()
    for term in words:
        held = Q()
        for piece in term.pieces():
            if not (term.wanted and piece in sought):
                held &= Q(text__contains=piece)
        if held:
            found &= held if term.wanted else ~held
    return found


def said(typed: str, fields: Mapping[str, Field] = FIELDS) -> str:
    """The words looked for, without fields and what is not wanted: the name of somebody not here yet, perhaps."""
    return " ".join(term.text for term in terms(typed, fields) if term.wanted and not term.field)

"""What each kind of fact says about two people, in bits and in the words that are shown.

The colleague guard is here: what a household or a workplace shares (mailbox, number, employer, mail domain, place,
title) counts only where the names can be one person's.
"""

from collections.abc import Callable, Set
from dataclasses import dataclass
from functools import cache, lru_cache

from backcast.engine.identity import constants as bits
from backcast.engine.identity.birthdays import birthday_bits
from backcast.engine.identity.commonness import Commonness
from backcast.engine.identity.names import FAINT, LIKELY, RENAMED, Likeness
from backcast.engine.identity.portrait import (
    BIRTHDAY,
    CONNECTED,
    MAIL,
    NUMBERS,
    ORGANISATIONS,
    PAGES,
    PLACE,
    PROFILES,
    STREETS,
    TITLE,
    Portrait,
    number,
    profile_of,
)
from backcast.engine.identity.records import Piece

PERSONAL = ("linkedin.com/in", "xing.com/profile", "orcid.org")
"""Sites where an address is always one person's; elsewhere a firm or a band may have one."""
Found = tuple[float, str, str]
"""Bits, and the two texts as shown."""


@dataclass(slots=True)
class Pairing:
    """Two people and how their names stand to each other. Not frozen, as portraits are not."""

    one: Portrait
    other: Portrait
    like: Likeness
    common: Commonness


def pieces(pairing: Pairing) -> list[Piece]:
    """All that is known of both, the weightier first."""
    found = [(kind, said) for kind, weigh in _told(pairing) if (said := weigh(pairing)) is not None]
    told = [Piece(kind, _agrees(said[0]), *said) for kind, said in found]
    return sorted((*told, *_guard(pairing)), key=lambda piece: (-abs(piece.weight), piece.kind))


def odds(pairing: Pairing) -> float:
    """log2 of the odds that they are one: the sum of all evidence and the prior, where the name by itself does not
    carry beyond a maybe."""
    named, beside = pairing.like.weight + pairing.common.prior, 0.0
    for weigh in _beside_name(pairing.one.tells & pairing.other.tells):
        said = weigh(pairing)
        if said is None:
            continue
        if said[0] > 0:
            beside += said[0]
        else:
            named += said[0]
    return beside + (bits.NAME_ALONE * named / (bits.NAME_ALONE + named) if named > 0 else named)


def lowest(pairing: Pairing) -> float:
    """What speaks most against the two, in bits."""
    return min(said[0] for _, weigh in _told(pairing) if (said := weigh(pairing)) is not None)


def identifies(pairing: Pairing) -> bool:
    """Whether a profile, a mailbox or a number that is theirs alone agrees."""
    them = [weigh for kind, weigh in _told(pairing) if kind in ("profile", "email", "phone")]
    return any((said := weigh(pairing)) is not None and said[0] > bits.PAGE for weigh in them)


def _agrees(weight: float) -> bool | None:
    return None if abs(weight) < 1 else weight > 0


def _profile(pair: Pairing) -> Found | None:
    one, other = pair.one.profiles, pair.other.profiles
    both = one & other
    sites = {site for site, _ in one} & {site for site, _ in other}
    apart = sites - {site for site, _ in both}
    if not sites:
        return None
    if apart:
        mine, theirs = (min(each for each in told if each[0] in apart) for told in (one, other))
        return bits.PROFILE_OTHER, _link(pair.one, mine), _link(pair.other, theirs)
    own = {each for each in both if each[0] in PERSONAL}
    shown = min(own or both)
    counts = bool(own) or pair.like.level >= RENAMED
    return bits.PROFILE * counts, _link(pair.one, shown), _link(pair.other, shown)


def _link(one: Portrait, profile: tuple[str, str]) -> str:
    return next(url for url in sorted(one.known.urls) if profile_of(url) == profile)


def _email(pair: Pairing) -> Found:
    both = pair.one.mailboxes & pair.other.mailboxes
    if both:
        alone = both - pair.common.shared
        counts = pair.like.level >= RENAMED
        shown = min(alone or both)
        return bits.MAILBOX * counts if alone else 0.0, shown, shown
    return 0.0, min(pair.one.known.emails), min(pair.other.known.emails)


def _phone(pair: Pairing) -> Found:
    lines = pair.one.lines & pair.other.lines
    if not lines:
        return 0.0, min(pair.one.known.phones), min(pair.other.known.phones)
    both = pair.one.numbers & pair.other.numbers
    alone = both - pair.common.shared
    said = (bits.PHONE if alone else bits.EXTENSION) * (pair.like.level >= FAINT)
    shown = alone or both or lines
    return said, _dialled(pair.one, shown), _dialled(pair.other, shown)


def _dialled(one: Portrait, shown: Set[str]) -> str:
    """The number that agrees, as it is known."""
    if len(one.known.phones) == 1:
        return next(iter(one.known.phones))
    return min(phone for phone in one.known.phones if {number(phone), number(phone).partition("x")[0]} & shown)


def _name(pair: Pairing) -> Found:
    return pair.like.weight, _written(pair.one, pair.like.one), _written(pair.other, pair.like.other)


def _written(one: Portrait, name: tuple[str, ...]) -> str:
    """The name as shown; one of several as it was compared."""
    return one.known.name if not name or one.names[0] == name else " ".join(name)


def _organisation(pair: Pairing) -> Found:
    one, other = pair.one.organisations, pair.other.organisations
    both = one & other
    if both:
        rarest = max(sorted(both), key=lambda key: pair.common.rarity(pair.common.organisations[key]))
        said = min(bits.ORGANISATION_MOST, pair.common.rarity(pair.common.organisations[rarest]))
        return said * (pair.like.level >= LIKELY), rarest, rarest
    return bits.ORGANISATION_OTHER, min(one), min(other)


def _colleague(pair: Pairing) -> Found | None:
    """The mail domain of an employer, where the employer itself does not say it already."""
    both = pair.one.domains & pair.other.domains
    if not both or pair.one.mailboxes & pair.other.mailboxes or pair.one.organisations & pair.other.organisations:
        return None
    rarest = max(sorted(both), key=lambda key: pair.common.rarity(pair.common.domains[key]))
    said = min(bits.DOMAIN_MOST, pair.common.rarity(pair.common.domains[rarest]))
    return said * (pair.like.level >= LIKELY), rarest, rarest


def _bags(pair: Pairing, one: frozenset[str], other: frozenset[str], count: int, most: float, least: float) -> float:
    """Equal words the more the rarer; one within the other half as much; others `least`."""
    counts = pair.like.level >= LIKELY
    if one == other:
        return min(most, pair.common.rarity(count)) * counts
    if one < other or other < one:
        return most / 2 * counts
    return 0.0 if one & other else least


def _title(pair: Pairing) -> Found:
    one, other = pair.one.title, pair.other.title
    said = _bags(pair, one, other, pair.common.titles[one], bits.TITLE_MOST, bits.TITLE_OTHER)
    return said, pair.one.known.title, pair.other.known.title


def _place(pair: Pairing) -> Found:
    one, other = pair.one.place, pair.other.place
    said = _bags(pair, one, other, pair.common.places[one], bits.PLACE_MOST, bits.PLACE_OTHER)
    return said, pair.one.known.place, pair.other.known.place


def _birthday(pair: Pairing) -> Found:
    one, other = pair.one.known.birthday, pair.other.known.birthday
    return birthday_bits(one, other), one, other


def _address(pair: Pairing) -> Found:
    likest = max(
        (address_likeness(a, b), -i, -j)
        for i, a in enumerate(pair.one.streets)
        for j, b in enumerate(pair.other.streets)
    )
    share, i, j = likest
    low, high = bits.ADDRESS_RANGE
    said = bits.ADDRESS * min(1.0, (share - low) / (high - low)) if share > low else bits.ADDRESS_OTHER
    return said, pair.one.known.addresses[-i], pair.other.known.addresses[-j]


@lru_cache(maxsize=65_536)
def address_likeness(one: str, other: str) -> float:
    """Letters and digits in common, 0 to 1, wherever the gaps are."""
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(one, other)


def _connected(pair: Pairing) -> Found:
    one, other = pair.one.known.connected, pair.other.known.connected
    both = one & other
    if both:
        return bits.CONNECTED * (pair.like.level >= LIKELY), min(both), min(both)
    return bits.CONNECTED_OTHER, min(one), min(other)


def _page(pair: Pairing) -> Found | None:
    both = pair.one.pages & pair.other.pages
    return (bits.PAGE * (pair.like.level >= LIKELY), min(both), min(both)) if both else None


Weigh = Callable[[Pairing], Found | None]
KINDS: tuple[tuple[str, int, Weigh], ...] = (
    ("name", 0, _name),
    ("profile", PROFILES, _profile),
    ("email", MAIL, _email),
    ("phone", NUMBERS, _phone),
    ("organisation", ORGANISATIONS, _organisation),
    ("colleague", MAIL, _colleague),
    ("title", TITLE, _title),
    ("place", PLACE, _place),
    ("birthday", BIRTHDAY, _birthday),
    ("address", STREETS, _address),
    ("connected", CONNECTED, _connected),
    ("profile", PAGES, _page),
)


def _told(pairing: Pairing) -> tuple[tuple[str, Weigh], ...]:
    """The kinds of facts that both tell something of, the name first."""
    return _kinds(pairing.one.tells & pairing.other.tells)


@cache
def _kinds(both: int) -> tuple[tuple[str, Weigh], ...]:
    return tuple((kind, weigh) for kind, fact, weigh in KINDS if both & fact == fact)


@cache
def _beside_name(both: int) -> tuple[Weigh, ...]:
    return tuple(weigh for _, weigh in _kinds(both)[1:])


def _guard(pair: Pairing) -> list[Piece]:
    """Said aloud where it holds: the same workplace under different names is two colleagues."""
    shared = sorted(pair.one.organisations & pair.other.organisations or pair.one.domains & pair.other.domains)
    if not shared or pair.like.level >= FAINT:
        return []
    return [Piece("colleague", False, 0.0, shared[0], shared[0])]

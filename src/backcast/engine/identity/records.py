"""What the comparison of people takes and gives."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Known:
    """One person as they are known. Texts as shown; addresses, numbers and organisations normalised."""

    ref: int
    name: str
    given: str = ""
    family: str = ""
    other_names: tuple[str, ...] = ()
    urls: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    """Folded, without legal form."""
    title: str = ""
    place: str = ""
    birthday: str = ""
    """ISO, "1980-03-22"; without the year "--03-22"."""
    addresses: tuple[str, ...] = ()
    """Postal addresses, each on one line."""
    connected: frozenset[str] = frozenset()
    """Days on which the tie was made on a network, ISO."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of shown evidence."""

    kind: str
    """profile email phone name organisation title place birthday address connected colleague"""
    agrees: bool | None
    """True speaks for one person, False against, None says little."""
    weight: float
    """log2 of the likelihood ratio: bits for (above zero) or against."""
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two refs, a < b, that may be one person."""

    a: int
    b: int
    probability: float
    sure: bool
    """At least `SURE`, an identifier agrees, and nothing forbids it."""
    evidence: tuple[Piece, ...] = ()

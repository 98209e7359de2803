"""Is this the same person? The first form: identifiers decide, names only together with something else.

Evidence in order (engines.md §8): profile address > e-mail > name with organisation or connection date.
A shared e-mail alone never joins two different names (families share), and two people with different
profile addresses are never one. A name alone joins only somebody the user typed in without any identifier.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Identity:
    """What is known of somebody for recognising them; all texts folded (formats.names)."""

    name: str
    urls: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    connected: frozenset[str] = frozenset()
    """Connection dates in ISO form: with the name they recognise a row that has no profile address."""


Fits = Callable[["Identity"], bool]


@dataclass(frozen=True, slots=True)
class Match:
    """`ref` is the person recognised, or None. `unsure`: somebody of that name is here, and nothing decides."""

    ref: int | None
    because: str
    unsure: bool = False


@dataclass(slots=True)
class Index:
    """Everyone known so far, by what recognises them."""

    people: dict[int, Identity] = field(default_factory=dict)
    _by_key: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _by_name: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def add(self, ref: int, seen: Identity) -> None:
        """Add a person, or what a further record tells of one."""
        held = self.people.get(ref)
        self.people[ref] = _joined(held, seen) if held else seen
        for key in seen.urls | seen.emails:
            self._by_key[key].add(ref)
        self._by_name[seen.name].add(ref)

    def named(self, name: str) -> set[int]:
        """Everyone of that folded name."""
        return self._by_name.get(name, set())

    def keyed(self, key: str) -> set[int]:
        """Everyone with that e-mail or profile address."""
        return self._by_key.get(key, set())

    def match(self, seen: Identity) -> Match:
        """The person a record speaks of, by the strongest evidence that decides."""
        for because, found in (
            ("profile", self._profiles(seen)),
            ("email", self._mailboxes(seen)),
            ("connected", self._namesakes(seen, lambda held: bool(held.connected & seen.connected))),
            (
                "organisation",
                self._namesakes(seen, lambda held: bool(held.organisations & seen.organisations)),
            ),
            ("typed", self._typed(seen)),
        ):
            if len(found) == 1:
                return Match(found.pop(), because)
        return Match(None, "", unsure=any(self._may_be(ref, seen) for ref in self.named(seen.name)))

    def _profiles(self, seen: Identity) -> set[int]:
        return {ref for url in seen.urls for ref in self.keyed(url)}

    def _mailboxes(self, seen: Identity) -> set[int]:
        refs = {ref for email in seen.emails for ref in self.keyed(email)}
        return {ref for ref in refs if self._may_be(ref, seen) and _alike(self.people[ref].name, seen.name)}

    def _namesakes(self, seen: Identity, fits: Fits) -> set[int]:
        refs = {ref for ref in self.named(seen.name) if self._may_be(ref, seen)}
        return {ref for ref in refs if fits(self.people[ref])}

    def _typed(self, seen: Identity) -> set[int]:
        """The only one of that name it can be, where nothing but the name is known of them. Beside namesakes a name
        decides nothing, or the same file would mean somebody else the second time."""
        refs = {ref for ref in self.named(seen.name) if self._may_be(ref, seen)}
        return {ref for ref in refs if len(refs) == 1 and _is_bare(self.people[ref])}

    def _may_be(self, ref: int, seen: Identity) -> bool:
        """Two profile addresses of one site are two people."""
        held = {url for url in self.people[ref].urls if _is_profile(url)}
        told = {url for url in seen.urls if _is_profile(url)}
        return not (held and told) or bool(held & told)


def _joined(held: Identity, seen: Identity) -> Identity:
    return Identity(
        held.name,
        held.urls | seen.urls,
        held.emails | seen.emails,
        held.organisations | seen.organisations,
        held.connected | seen.connected,
    )


def _is_profile(url: str) -> bool:
    return "linkedin.com/in/" in url


def _is_bare(held: Identity) -> bool:
    return not (held.urls or held.emails or held.connected)


def _alike(one: str, other: str) -> bool:
    """Whether two names of one mailbox can be one person: they share a word, or one is the address itself."""
    return bool(set(one.split()) & set(other.split())) or "@" in one or "@" in other

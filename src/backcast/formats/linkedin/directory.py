"""Who is known by which name and address within one archive, and which of them is the owner."""

import re
from dataclasses import dataclass, field

from backcast.formats.names import fold, is_credential, profile_url

MEMBER = "linkedin member"
"""What LinkedIn writes for a deleted or hidden account: many people, never one."""

_LONGEST_NAME = 6
"""Pieces between commas that one name may have: "Jane Doe, Ph.D., MBA, CISSP, PMP, CSM" [D]."""


@dataclass(slots=True)
class Owner:
    """How the owner shows in the archive: folded names and profile addresses."""

    names: set[str] = field(default_factory=set)
    urls: set[str] = field(default_factory=set)

    @property
    def is_known(self) -> bool:
        return bool(self.names or self.urls)

    def is_this(self, name: str, url: str) -> bool:
        """An address decides where both sides have one: somebody else may bear the owner's name."""
        if url and self.urls:
            return url in self.urls
        return fold(name) in self.names


@dataclass(slots=True)
class Directory:
    """Names and profile addresses seen together."""

    by_url: dict[str, str] = field(default_factory=dict)
    by_name: dict[str, set[str]] = field(default_factory=dict)

    def add(self, name: str, url: str) -> None:
        """Remembers a name, and where it lives if that is told; the first name of an address stays."""
        folded = fold(name)
        if not folded or folded == MEMBER:
            return
        homes = self.by_name.setdefault(folded, set())
        if url:
            homes.add(url)
            self.by_url.setdefault(url, name)

    def url_of(self, name: str) -> str:
        """The one address known under this name; "" where there is none or more than one."""
        homes = self.by_name.get(fold(name), set())
        return next(iter(homes)) if len(homes) == 1 else ""

    def split(self, joined: str) -> list[str]:
        """The names in a list joined by commas, though names hold commas themselves."""
        pieces = [piece for piece in re.split(r"\s*,\s*", joined) if piece]
        found: list[str] = []
        at = 0
        while at < len(pieces):
            size = self._known_length(pieces[at : at + _LONGEST_NAME])
            if not size and found and is_credential(pieces[at]):
                found[-1] += f", {pieces[at]}"
            else:
                found.append(", ".join(pieces[at : at + max(size, 1)]))
            at += max(size, 1)
        return found

    def _known_length(self, pieces: list[str]) -> int:
        """How many of the first pieces make the longest known name."""
        return next((n for n in range(len(pieces), 0, -1) if fold(", ".join(pieces[:n])) in self.by_name), 0)

    def recipients(self, to: str, urls: str) -> list[tuple[str, str]]:
        """Name and address of each recipient; either may be "" where the file does not tell."""
        homes = [home for home in (profile_url(part) for part in re.split(r"[,;\s]+", urls)) if home]
        if len(homes) == 1 and MEMBER not in to.lower():
            return [(to, homes[0])]
        told = self.split(to)
        if len(told) == len(homes):
            return list(zip(told, homes, strict=True))
        if not homes:
            return [(name, self.url_of(name)) for name in told]
        return self._matched(told, homes)

    def _matched(self, told: list[str], homes: list[str]) -> list[tuple[str, str]]:
        """Addresses with the names known for them; names left over fill the others if they are as many."""
        pairs = [(self.by_url[home], home) for home in homes if home in self.by_url]
        named = {fold(name) for name, _ in pairs} | {MEMBER}
        loose = [name for name in told if fold(name) not in named]
        unnamed = [home for home in homes if home not in self.by_url]
        gone = [(name, "") for name in told if fold(name) == MEMBER]
        if len(loose) == len(unnamed):
            return pairs + list(zip(loose, unnamed, strict=True)) + gone
        return pairs + [(name, "") for name in loose] + gone

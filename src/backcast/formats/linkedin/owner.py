"""Who the owner of the archive is: told by Profile.csv or the caller, else seen from who is always there."""

from collections import Counter
from collections.abc import Sequence

from backcast.formats.linkedin.directory import MEMBER, Directory, Owner
from backcast.formats.linkedin.messages import Sent
from backcast.formats.names import fold, profile_url

ALWAYS_THERE = 0.8
"""Share of conversations that only the owner can be in [D]."""


def from_invitations(owner: Owner, invitations: Sequence[Sent]) -> str:
    """An outgoing invitation is from the owner, an incoming one to them. Returns their name as written."""
    name = ""
    for sent in invitations:
        mine = sent.direction == "OUTGOING"
        name, url = (sent.sender, sent.sender_url) if mine else (sent.to, profile_url(sent.to_urls))
        owner.names.add(fold(name))
        owner.urls |= {url} - {""}
    return name


def from_messages(owner: Owner, messages: Sequence[Sent], directory: Directory) -> str:
    """Adds the owner's address, and their name where none was known. Returns that name as written."""
    if owner.urls:
        return ""
    talks, homes, spelling = _presence(messages, directory)
    found = "" if owner.names else _always_there(talks)
    names = owner.names or {found} - {""}
    living = [(count, url) for (name, url), count in homes.items() if name in names]
    owner.names |= names
    owner.urls |= {max(living)[1]} if living else set()
    return spelling.get(found, "")


def _always_there(talks: dict[str, set[str]]) -> str:
    """The one name in nearly all conversations, of which there must be two; "" where that is open."""
    total = len(set().union(*talks.values())) if talks else 0
    ranked = Counter({name: len(where) for name, where in talks.items()}).most_common(2)
    if total < 2 or ranked[0][1] < ALWAYS_THERE * total:
        return ""
    return "" if len(ranked) > 1 and ranked[1][1] == ranked[0][1] else ranked[0][0]


def _presence(
    messages: Sequence[Sent], directory: Directory
) -> tuple[dict[str, set[str]], Counter[tuple[str, str]], dict[str, str]]:
    """In which conversations each name takes part, at which addresses how often, and how it is written."""
    talks: dict[str, set[str]] = {}
    homes: Counter[tuple[str, str]] = Counter()
    spelling: dict[str, str] = {}
    for sent in messages:
        talk = sent.talk or " and ".join(sorted((sent.sender, sent.to)))
        for name, url in ((sent.sender, sent.sender_url), *directory.recipients(sent.to, sent.to_urls)):
            if name and (folded := fold(name)) != MEMBER:
                spelling.setdefault(folded, name)
                talks.setdefault(folded, set()).add(talk)
                homes.update([(folded, url)] if url else [])
    return talks, homes, spelling

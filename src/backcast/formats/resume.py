"""The reader of JSON Resume, version 1 and the older dialects: the owner's own CV."""

from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

from backcast.formats import dating
from backcast.formats.container import Claimed
from backcast.formats.languages import all_of
from backcast.formats.names import clean, email, fold, profile_url
from backcast.formats.objects import entries, inner, keys, load, words
from backcast.formats.records import (
    FileSeen,
    LeftOut,
    OwnerHint,
    OwnerRecord,
    PositionRecord,
    Problem,
    Progress,
    Record,
)
from backcast.formats.text import Line

KINDS = frozenset({"resume"})

_BASICS = frozenset(f"basics.{name}" for name in ("name", "label", "email", "first_name", "firstName", "last_name"))


class _Section(NamedTuple):
    """Under which names a section tells where and as what. Volunteering is work: colleagues are met there too."""

    kind: Literal["work", "study"]
    where: tuple[str, ...]
    title: tuple[str, ...]


_SECTIONS = {
    "work": _Section("work", ("name", "company", "organization", "employer"), ("position", "title")),
    "volunteer": _Section("work", ("organization", "name", "company"), ("position", "title")),
    "education": _Section("study", ("institution", "name", "school"), ("studyType", "area")),
}
LATER = {
    "skills": "skills",
    "certificates": "certificates",
    "awards": "honours",
    "publications": "publications",
    "projects": "projects",
    "interests": "interests",
    "hobbies": "interests",
    "references": "references in a CV",
}
"""Sections without a use yet, and what they are counted as."""


def by_name(name: str) -> str:
    """No CV is known by its name alone."""
    return ""


def by_contents(name: str, head: list[Line]) -> str:
    """A JSON object with the basics of a person at its top."""
    return "resume" if _BASICS & keys(head) else ""


def read(files: Sequence[Claimed], hint: OwnerHint) -> Iterator[Record]:
    """The owner, then their positions and studies as listed."""
    for claimed in files:
        name = claimed.member.name
        yield Progress(0, 0, name)
        told, troubles = load(claimed.member)
        yield from troubles
        if told is not None:
            yield from _owner(told, name, hint)
        seen = useful = 0
        for section, at, entry in _entries(told):
            seen += 1
            for record in _position(entry, section, at, name):
                useful += isinstance(record, PositionRecord)
                yield record
        for section, called in LATER.items():
            yield LeftOut(f"{called}, not used yet", len(entries(inner(told, section))))
        yield FileSeen(name, claimed.kind, seen, useful)


def _entries(told: Any) -> Iterator[tuple[str, int, Any]]:
    for section in _SECTIONS:
        for at, entry in enumerate(entries(inner(told, section))):
            yield section, at, entry


def _owner(told: Any, file: str, hint: OwnerHint) -> Iterator[Record]:
    basics = inner(told, "basics")
    given = clean(words(basics, "first_name", "firstName"))
    family = clean(words(basics, "last_name", "lastName"))
    name = clean(words(basics, "name")) or clean(f"{given} {family}")
    written = words(basics, "email")
    address = email(written)
    if written and not address:
        message = f"“{clean(written, 60)}” is not an e-mail address; mend it."
        yield Problem(file, 0, "basics.email", message)
    if not (name or address):
        yield Problem(file, 0, "basics.name", "This CV does not say whose it is; add your name.")
        return
    owner = OwnerRecord(
        "resume", name, given, family, (address,) if address else (), _urls(basics),
        clean(words(basics, "label"), 500), _place(inner(basics, "location")), "", file, 0,
        languages=_languages(inner(told, "languages")),
    )  # fmt: skip
    yield owner
    if _is_of_another(owner, hint):
        message = f"This CV is of {name}, and you are {hint.names[0]} here; import it only if it is yours."
        yield Problem(file, 0, "basics.name", message)


def _is_of_another(owner: OwnerRecord, hint: OwnerHint) -> bool:
    """Whether neither an address nor the words of a known name of the owner's speak for this being theirs."""
    if set(owner.emails) & set(map(email, hint.emails)) or set(owner.urls) & set(map(profile_url, hint.urls)):
        return False
    told = set(fold(owner.name).split())
    return bool(hint.names) and not any(told <= known or known <= told for known in _known(hint))


def _known(hint: OwnerHint) -> list[set[str]]:
    return [set(fold(name).split()) for name in hint.names]


def _urls(basics: Any) -> tuple[str, ...]:
    """The owner's page and profiles; a profile without an address is none."""
    pages = [words(basics, "url"), words(basics, "website")]
    pages += [words(profile, "url") for profile in entries(inner(basics, "profiles"))]
    return tuple(dict.fromkeys(url for page in pages if (url := profile_url(page))))


def _place(location: Any) -> str:
    """A town, its region and country; some write it as one text."""
    if isinstance(location, str):
        return clean(location)
    parts = (words(location, name) for name in ("city", "region", "countryCode"))
    return clean(", ".join(part for part in parts if part))


def _languages(told: Any) -> tuple[str, ...]:
    """What the owner speaks; some write a list of words. How well (`fluency`) is not kept."""
    spoken = (one if isinstance(one, str) else words(one, "language", "name") for one in entries(told))
    return all_of(spoken)


def _position(entry: Any, section: str, at: int, file: str) -> Iterator[PositionRecord | Problem]:
    shape, place = _SECTIONS[section], f"{section}[{at}]"
    where = clean(words(entry, *shape.where))
    if not where:
        message = "This entry does not say where it was; add the name of the organisation or school."
        yield Problem(file, 0, f"{place}.{shape.where[0]}", message)
        return
    ends = []
    for name in ("startDate", "endDate"):
        date, trouble = _partial(words(entry, name), f"{place}.{name}", file)
        ends.append(date)
        yield from trouble
    title = words(entry, *shape.title)
    if shape.kind == "study":
        title = ", ".join(part for part in (words(entry, name) for name in shape.title) if part)
    yield PositionRecord(
        "resume", where, clean(title), ends[0], ends[1], _place(inner(entry, "location")), file, 0, None, shape.kind
    )


def _partial(text: str, field: str, file: str) -> tuple[str, list[Problem]]:
    try:
        return dating.partial(text), []
    except ValueError:
        message = f"“{clean(text, 60)}” is not a date; write it like 2020-01."
        return "", [Problem(file, 0, field, message)]

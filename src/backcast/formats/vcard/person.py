"""A card's properties to a person: what each property means, and what to do where it is broken."""

import quopri
import re
from collections.abc import Callable, Iterator
from datetime import date

from backcast.formats import dating, languages, names
from backcast.formats.digest import digest
from backcast.formats.records import PersonRecord, Problem
from backcast.formats.text import decode, mend
from backcast.formats.vcard.cards import Card, Property

_GROUP, _ORGANISATION = "groups of contacts", "cards of organisations and places, not of people"
_NO_PERSON = {
    "KIND": {"group": _GROUP, "org": _ORGANISATION, "location": _ORGANISATION},
    "X-ADDRESSBOOKSERVER-KIND": {"group": _GROUP},
    "X-ABSHOWAS": {"company": _ORGANISATION},
}
"""Properties that tell that a card is no person's, and what each value makes of it."""
_PREFERENCE = re.compile(r"(?:^|;)PREF=\"?(\d{1,3})\"?(?:;|$)", re.ASCII)
_PREFERRED = re.compile(r"(?:^|[;,=])\"?PREF\"?(?:[;,]|$)")
_ESCAPES = {"n": "\n", "N": "\n"}


def reason_against(card: Card) -> str:
    """Why a card is no person's, in plain words; "" where it is."""
    for name, reasons in _NO_PERSON.items():
        for _, value, _ in card.properties.get(name, ()):
            if reason := reasons.get(value.strip().lower()):
                return reason
    return ""


def person(card: Card, file: str) -> Iterator[PersonRecord | Problem]:
    """The person of a card, after the Problems met on the way."""
    told = _Told(card)
    family, given, middle = told.parts("N", 0, 1, 2)
    emails, phones, urls = told.each("EMAIL", names.email), told.each("TEL", names.phone), _urls(told)
    name = told.text("FN") or _made_name(told, given, middle, family) or (emails[0] if emails else "")
    if not name:
        message = "This card has neither a name nor an e-mail address; add one of them."
        yield Problem(file, card.line, "FN", message)
        return
    yield from _addresses_in_trouble(told, emails, file)
    birthday, trouble = _birthday(told, file)
    if trouble:
        yield trouble
    yield PersonRecord(
        "vcard", _key(told, name, emails, phones), name, given, family, emails, phones, urls,
        told.parts("ORG", 0)[0], told.text("TITLE") or told.text("ROLE"), None, _revised(told), birthday,
        _place(told), names.clean_text(told.raw("NOTE")), file, card.line, languages=_languages(told),
    )  # fmt: skip


class _Told:
    """The properties of a card, decoded when asked for."""

    def __init__(self, card: Card) -> None:
        self.by_name = card.properties

    def first(self, name: str) -> Property:
        """The first property that is not blank; one without a value where there is none."""
        return next((prop for prop in self.by_name.get(name, ()) if prop[1].strip()), ("", "", 0))

    def raw(self, name: str) -> str:
        """The first value that says something, unescaped, line breaks kept."""
        for prop in self.by_name.get(name, ()):
            if text := _unescaped(_value(prop)):
                return text
        return ""

    def text(self, name: str) -> str:
        """The first value that says something, on one line."""
        return names.clean(self.raw(name))

    def parts(self, name: str, *wanted: int) -> list[str]:
        """The wanted parts of the first structured value (N, ORG, ADR), each on one line."""
        for prop in self.by_name.get(name, ()):
            if (value := _value(prop)).strip("; "):
                parts = _split(value)
                return [names.clean(_unescaped(parts[at])) if at < len(parts) else "" for at in wanted]
        return [""] * len(wanted)

    def each(self, name: str, spelled: Callable[[str], str]) -> tuple[str, ...]:
        """Every value in its one spelling, without doubles and without what is none."""
        found: dict[str, None] = {}
        for prop in self.by_name.get(name, ()):
            if text := spelled(_unescaped(_value(prop))):
                found[text] = None
        return tuple(found)


def _value(prop: Property) -> str:
    """The value as text: quoted-printable undone, bytes read by the charset the line names."""
    parameters, value, _ = prop
    is_quoted = "QUOTED-PRINTABLE" in parameters
    if not is_quoted and value.isascii():
        return value
    charset = parameters.partition("CHARSET=")[2].partition(";")[0].strip('"')
    if is_quoted:
        return decode(quopri.decodestring(value.encode("utf-8", "surrogateescape")), charset)
    return mend(value, charset)


def _split(text: str) -> list[str]:
    """At semicolons that no backslash precedes."""
    if "\\" not in text:
        return text.split(";")
    parts, start, at = [], 0, 0
    while at < len(text):
        if text[at] == ";":
            parts.append(text[start:at])
            start = at + 1
        at += 2 if text[at] == "\\" else 1
    return [*parts, text[start:]]


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    first, *rest = text.replace("\\\\", "\\\0").split("\\")
    pieces = [first, *(_ESCAPES.get(piece[:1], piece[:1].replace("\0", "\\")) + piece[1:] for piece in rest)]
    return "".join(pieces)


def _made_name(told: _Told, *parts: str) -> str:
    """Made of its parts; else the nickname."""
    return names.clean(" ".join(parts)) or told.text("NICKNAME")


def _urls(told: _Told) -> tuple[str, ...]:
    sites, profiles = told.each("URL", names.profile_url), told.each("X-SOCIALPROFILE", names.profile_url)
    return tuple(dict.fromkeys((*sites, *profiles))) if profiles else sites


def _addresses_in_trouble(told: _Told, emails: tuple[str, ...], file: str) -> Iterator[Problem]:
    written = told.by_name.get("EMAIL", ())
    if len(written) == len(emails):
        return
    for prop in written:
        text = names.clean(_unescaped(_value(prop)))
        if text and names.email(text) not in emails:
            _, _, line = prop
            yield Problem(file, line, "EMAIL", f"“{text[:60]}” is not an e-mail address; mend it.")


def _birthday(told: _Told, file: str) -> tuple[str, Problem | None]:
    """BDAY in any form; words like "circa 1800" are no birthday, and only claimed dates are complained of."""
    prop = told.first("BDAY")
    parameters, _, line = prop
    text = names.clean(_value(prop))
    if not text or "VALUE=TEXT" in parameters:
        return "", None
    omitted = parameters.partition("X-APPLE-OMIT-YEAR=")[2][:4]
    try:
        return dating.birthday(text, omitted), None
    except ValueError:
        message = f"“{text[:60]}” is not a date; write it like 1980-03-22 or --03-22."
        return "", Problem(file, line, "BDAY", message)


def _revised(told: _Told) -> date | None:
    """REV as a day; what cannot be read as one says nothing."""
    text = told.text("REV")
    if not text:
        return None
    try:
        whole = dating.birthday(text)
        return date.fromisoformat(whole) if len(whole) == 10 else None
    except ValueError:
        return None


def _place(told: _Told) -> str:
    """Town, region and country of the first address."""
    return names.clean(", ".join(part for part in told.parts("ADR", 3, 4, 6) if part))


def _languages(told: _Told) -> tuple[str, ...]:
    """LANG by its preference (RFC 6350 §6.4.4): a tag each, though some write words."""
    if "LANG" not in told.by_name:
        return ()
    ranked = sorted(told.by_name["LANG"], key=lambda prop: _preference(prop[0]))
    return languages.all_of(_unescaped(_value(prop)) for prop in ranked)


def _preference(parameters: str) -> int:
    """PREF=1 to 100 of version 4, TYPE=PREF of the older ones; 101 where nothing is said."""
    if found := _PREFERENCE.search(parameters):
        return int(found[1])
    return 1 if _PREFERRED.search(parameters) else 101


def _key(told: _Told, name: str, emails: tuple[str, ...], phones: tuple[str, ...]) -> str:
    """The card's own UID; else name and addresses, or name and numbers where there is no address."""
    uid = names.clean(told.raw("UID"), 500).removeprefix("urn:uuid:")
    return uid or digest(names.fold(name), *(emails or phones))

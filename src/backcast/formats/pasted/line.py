"""One line of a list: "Name <mail>, company", "Name - title at company", a bare address."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from backcast import limits
from backcast.formats import names
from backcast.formats.digest import digest
from backcast.formats.records import LeftOut, PersonRecord, Problem

FILE = "your list.txt"
"""What the pasted text is called where a file would be named."""
LINE = 400
"""Characters of one line [D]: a name, an address, a title and a company fit with room to spare."""
WORDS = 8
"""Words of a name [D]; what has more is a sentence."""

_Told = PersonRecord | Problem | LeftOut
_BULLET = re.compile(r"(?:[-*+•·–>]\s+|\d{1,4}[.)]\s+|\[[ xX]?\]\s+|(?:to|cc|bcc):\s*)+", re.IGNORECASE)
_ADDRESS = re.compile(r"[<(\[]?\s?(?:mailto:)?([^\s<>()\[\],;:\"|]+@[^\s<>()\[\],;:\"|@]+)\s?[>)\]]?")
_LINK = re.compile(r"[<(]?((?:https?://|www\.|(?:[a-z]{2,3}\.)?linkedin\.com/)[^\s<>,;()|]+)[>)]?", re.IGNORECASE)
_DASH = re.compile(r"\s+[-–—|]+\s+|\t+")
_COMMA = re.compile(r"\s*[,;]\s*|\s*\t+\s*")
_BRACKETS = re.compile(r"\(([^()]{1,200})\)\s*$")
_AT = re.compile(r"\s+(?:at|@|bei|chez|presso|bij|w)\s+", re.IGNORECASE)
_FIRST_LAST = re.compile(r"([^\W\d_]{2,30})[._]([^\W\d_]{2,30})")
_NUMBER = re.compile(r"(?:tel|phone|mobile)?[.:\s]{0,3}([+(]?\d[\d\s()/.+-]{5,30})", re.IGNORECASE)
_EDGES = " \t,;:|-–—\"'<>()[]“”„"


@dataclass(slots=True)
class _Found:
    """What a line says of somebody."""

    name: str
    title: str = ""
    organisation: str = ""
    emails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)


def people(text: str) -> Iterator[_Told]:
    """Whoever the lines name, in their order. Every line that is not empty is a person, a Problem, or counted."""
    told = list(_first_lines(text))
    alike = Counter(names.fold(one.name) for one in told if isinstance(one, PersonRecord))
    for one in told:
        if isinstance(one, PersonRecord):
            one = replace(one, by_name=one.by_name and alike[names.fold(one.name)] == 1)
        yield one


def _first_lines(text: str) -> Iterator[_Told]:
    seen: set[str] = set()
    count = beyond = 0
    for number, raw in enumerate(text.splitlines(), 1):
        line = _visible(raw)
        if not line:
            continue
        count += 1
        if count > limits.PASTED:
            beyond += 1
            continue
        for one in _of_line(line, number):
            if isinstance(one, PersonRecord) and one.key in seen:
                one = LeftOut("the same person once more", 1)
            elif isinstance(one, PersonRecord):
                seen.add(one.key)
            yield one
    if beyond:
        yield LeftOut(f"lines after the first {limits.PASTED:,}", beyond)


def _visible(raw: str) -> str:
    """The line without hidden characters; tabs stay, as they part columns."""
    return "\t".join(names.clean(part, LINE + 1) for part in raw[: 8 * LINE].split("\t")).strip()


def _of_line(line: str, number: int) -> Iterator[_Told]:
    if len(line) > LINE:
        yield Problem(FILE, number, "", f"This line is longer than {LINE} characters; write one person a line.")
        return
    line = _BULLET.sub("", line, count=1) if _BULLET.match(line) else line
    if line.startswith("#") or line.endswith(":"):
        yield LeftOut("headings", 1)
    elif not any(letter.isalpha() for letter in line):
        yield LeftOut("lines without a name", 1)
    else:
        for found in _several(line):
            yield _person(found, number)


def _several(line: str) -> Iterator[_Found | str]:
    """The people of a line: one, or one for each address where it is a list of addresses. Text tells of trouble."""
    written = list(_ADDRESS.finditer(line))
    for one in written:
        if not names.email(one[1]):
            yield f"“{names.clean(one[1], 60)}” is not an e-mail address; mend it and paste the line again."
            return
    if len(written) < 2:
        yield _single(line)
        return
    at = 0
    for one in written:
        yield _Found(_turned(line[at : one.start()].strip(_EDGES)), emails=[names.email(one[1])])
        at = one.end()


def _single(line: str) -> _Found:
    """One person: first what is recognised anywhere, then the name, then what is left. After an address that
    comes first, the name is next, as tables have it."""
    found = _Found("")
    for link in _LINK.finditer(line):
        found.urls += [url] if (url := names.profile_url(link[1])) else []
    line = _LINK.sub(" , ", line)
    address = _ADDRESS.search(line)
    if address is None:
        _parts(found, line)
        return found
    found.emails = [names.email(address[1])]
    before, after = line[: address.start()].strip(_EDGES), line[address.end() :]
    if address[0].strip()[0] in "<([" and before:
        found.name = _turned(before)
        _rest(found, [part for part in _COMMA.split(after.strip(_EDGES)) if part], after.lstrip()[:1] in "-–—")
    else:
        _parts(found, f"{before}, {after.strip(_EDGES)}" if after.strip(_EDGES) else before)
    return found


def _turned(name: str) -> str:
    """ "Ash, Anna" as "Anna Ash"; a degree after the comma stays where it is."""
    last, comma, first = (part.strip() for part in name.partition(","))
    if comma and first and "," not in first and len(first.split()) <= 2 and not names.is_credential(first):
        return f"{first} {last}" if len(last.split()) <= 2 else name
    return name


def _parts(found: _Found, line: str) -> None:
    """The name up to the first dash or comma, or before brackets at the end."""
    bracket = _BRACKETS.search(line)
    dash, comma = _DASH.search(line), _COMMA.search(line)
    by_dash = bool(dash and not (comma and comma.start() < dash.start()) and "\t" not in dash[0])
    if bracket and not dash and not comma:
        found.name = line[: bracket.start()]
        _rest(found, [bracket[1]], False)
        return
    parts = [part.strip(_EDGES) for piece in _DASH.split(line) for part in _COMMA.split(piece)]
    parts = [part for part in parts if part] or [""]
    while len(parts) > 1 and names.is_credential(parts[1]):
        parts[:2] = [f"{parts[0]}, {parts[1]}"]
    found.name = parts[0]
    _rest(found, parts[1:], by_dash)


def _rest(found: _Found, parts: list[str], title_first: bool) -> None:
    """Numbers, then "title at company", "title, company" or the company; after a dash a title."""
    words = []
    for part in parts:
        number = _NUMBER.fullmatch(part)
        if number and names.phone(number[1]):
            found.phones.append(names.phone(number[1]))
        else:
            words.append(part)
    if not words:
        return
    role, *company = _AT.split(words[0], maxsplit=1)
    if company:
        found.title, found.organisation = role, company[0]
    elif len(words) > 1:
        found.title, found.organisation = words[0], words[1]
    elif title_first:
        found.title = role
    else:
        found.organisation = role


def _person(found: _Found | str, number: int) -> PersonRecord | Problem:
    """The record of somebody found, or why there is none."""
    if isinstance(found, str):
        return Problem(FILE, number, "email", found)
    if not (found.title or found.organisation):
        found.name, *where = _AT.split(found.name, maxsplit=1)
        found.organisation = "".join(where)
    name = names.clean(found.name.strip(_EDGES)) or _by_address(found.emails)
    if not any(letter.isalpha() for letter in name):
        return Problem(FILE, number, "name", "This line names nobody; write it like “Anna Ash, Oak Ltd”.")
    if len(name.split()) > WORDS:
        return Problem(FILE, number, "name", "This looks like a sentence; write it like “Anna Ash, Oak Ltd”.")
    emails, phones, urls = (tuple(dict.fromkeys(told)) for told in (found.emails, found.phones, found.urls))
    title, organisation = names.clean(found.title.strip(_EDGES)), names.clean(found.organisation.strip(_EDGES))
    key = digest(names.fold(name), *(emails or urls or phones or (names.organisation(organisation),)))
    return PersonRecord(
        "pasted", key, name, "", "", emails, phones, urls, organisation, title, None, None, "", "", "", FILE, number,
        by_name=not (emails or phones or urls),
    )  # fmt: skip


def _by_address(emails: list[str]) -> str:
    """ "anna.ash@…" is Anna Ash; any other address stands for itself."""
    local = emails[0].partition("@")[0] if emails else ""
    parts = _FIRST_LAST.fullmatch(local)
    return f"{parts[1].title()} {parts[2].title()}" if parts else "".join(emails)

"""One note to records: the person, and each day of contact with them."""

import re
from collections.abc import Generator, Iterator
from datetime import date

from backcast import limits
from backcast.formats import dating, languages, names
from backcast.formats.container import Member
from backcast.formats.digest import digest
from backcast.formats.notes.fields import named
from backcast.formats.notes.front import Entry, entries, unlinked
from backcast.formats.notes.log import Kind, Log
from backcast.formats.notes.own import Own
from backcast.formats.records import InteractionRecord, LeftOut, PersonRecord, Problem, Record
from backcast.formats.text import Line, lines, mend

_WEIGHT: dict[Kind, float] = {"meeting": 3.0, "call": 2.0, "message": 1.0, "mail": 1.0}
"""As engines.md §1 weighs them."""
_TEMPLATE = re.compile(r"\{\{|<%|^[_<]|\btemplate\b", re.IGNORECASE)
_SLUG = re.compile(r"[\w%-]{3,100}")
LONGEST = 50
"""Lines of a first paragraph that are kept [D]."""
_Told = dict[str, list[Entry]]


def note(member: Member, own: Own) -> Iterator[Record]:
    """The records of one note."""
    with member.open() as stream:
        source = _bounded(lines(stream, limits.NOTE_FILE))
        front = entries(source)
        paragraph, log = _body(source)
    own.meet(front)
    told = named(front, own.said)
    for entry in front:
        if entry.broken:
            message = "This line of the front matter has no key; write it like “city: Oslo”."
            yield Problem(member.name, entry.line, "", message)
    name = _name(told, member.name)
    if not name or _TEMPLATE.search(name):
        yield LeftOut("templates of notes", 1)
        return
    said = "\n".join([*(entry.value for entry in told.get("note", ())), *([paragraph] if paragraph else [])])
    person = yield from _person(told, name, names.clean_text(said), member.name)
    yield person
    yield from _met(person, told, log)


def _bounded(source: Iterator[Line]) -> Iterator[Line]:
    size = 0
    for line in source:
        size += len(line.text) + 1
        if size > limits.NOTE_FILE:
            return
        yield line


def _first(told: _Told, field: str) -> str:
    return names.clean(told[field][0].value) if field in told else ""


def _name(told: _Told, file: str) -> str:
    """The name told, completed where it is half of one ("nom" beside "prénom"); else the name of the file."""
    name, given, family = (_first(told, field) for field in ("name", "given", "family"))
    before = given if names.plain(given) not in names.plain(name) else ""
    after = family if names.plain(family) not in names.plain(name) else ""
    stem = names.clean(file.rpartition("/")[2].rpartition(".")[0]).lstrip("@ ")
    return names.clean(f"{before} {name} {after}") or stem


def _person(told: _Told, name: str, paragraph: str, file: str) -> Generator[Record, None, PersonRecord]:
    emails = yield from _addresses(told, file)
    phones = tuple(dict.fromkeys(number for one in told.get("phone", ()) if (number := names.phone(one.value))))
    urls = tuple(dict.fromkeys(url for one in told.get("url", ()) if (url := _url(one))))
    places = dict.fromkeys(names.clean(one.value) for one in told.get("place", ()))
    birthday = yield from _birthday(told, file)
    met = yield from _day(told, "met", file)
    day = yield from _day(told, "day", file)
    organisation = _first(told, "organisation")
    key = digest(names.fold(name), *(emails or urls or phones or (names.organisation(organisation),)))
    return PersonRecord(
        "notes", key, name, _first(told, "given"), _first(told, "family"), emails, phones, urls, organisation,
        _first(told, "title"), met, day, birthday, names.clean(", ".join(list(places)[:3])), paragraph, file, 1,
        by_name=not (emails or phones or urls),
        languages=languages.all_of(entry.value for entry in told.get("languages", ())),
    )  # fmt: skip


def _addresses(told: _Told, file: str) -> Generator[Record, None, tuple[str, ...]]:
    found: dict[str, None] = {}
    for entry in told.get("email", ()):
        for text in entry.value.replace(";", ",").split(","):
            if address := names.email(text):
                found[address] = None
            elif text.strip() and not entry.inside:
                message = f"“{names.clean(text, 60)}” is not an e-mail address; mend it."
                yield Problem(file, entry.line, entry.key, message)
    return tuple(found)


def _url(entry: Entry) -> str:
    """A link; on LinkedIn the bare name of a profile is enough."""
    bare = entry.value.strip().strip("@<>")
    if "linkedin" in (entry.key, entry.inside) and _SLUG.fullmatch(bare):
        bare = f"linkedin.com/in/{bare}"
    return names.profile_url(bare)


def _birthday(told: _Told, file: str) -> Generator[Record, None, str]:
    if "birthday" not in told:
        return ""
    entry = told["birthday"][0]
    text = names.clean(entry.value, 60)
    for spelled in (_month_day, dating.birthday, _partial):
        try:
            return spelled(text)
        except ValueError:
            continue
    yield Problem(file, entry.line, entry.key, f"“{text}” is no clear date; write it like 1980-03-22 or 03-22.")
    return ""


def _month_day(text: str) -> str:
    """ "3-22" as a birthday without a year. ValueError where it is something else."""
    month, _, dom = text.partition("-")
    return dating.birthday(f"--{month:0>2}-{dom:0>2}")


def _partial(text: str) -> str:
    if dating.is_doubtful(text):
        raise ValueError("it could be read in two ways")
    return dating.partial(text, day_first=dating.order(text) == "day")


def _day(told: _Told, field: str, file: str) -> Generator[Record, None, date | None]:
    """The first day of a field; the day notes were changed is nothing to complain about."""
    for entry in told.get(field, ())[:1]:
        found = day_of(entry.value)
        if found is None and field != "day":
            yield _unclear(file, entry.line, entry.key, entry.value)
        return found
    return None


def day_of(text: str) -> date | None:
    """One whole day that can be read in one way only."""
    text = names.clean(text, 60)
    try:
        return None if dating.is_doubtful(text) else dating.day(text, day_first=dating.order(text) == "day")
    except ValueError:
        return None


def _unclear(file: str, line: int, field: str, text: str) -> Problem:
    return Problem(file, line, field, f"“{names.clean(text, 60)}” is no clear date; write it like 2024-01-31.")


def _body(source: Iterator[Line]) -> tuple[str, Log]:
    """The first paragraph of prose, at most `limits.PARAGRAPH` characters, and the log."""
    log, told = Log(), []
    done = fenced = False
    for raw in source:
        line = raw._replace(text=mend(raw.text))
        bare = line.text.strip()
        if bare.startswith(("```", "~~~")):
            fenced = not fenced
        elif not fenced and not log.takes(line) and not done:
            if bare and not bare.startswith(("#", "|", "%%", "<!--", "![", ">", "---", "===")):
                told.append(unlinked(line.text.rstrip()[: limits.PARAGRAPH]))
            else:
                done = bool(told)
    return names.clean_text("\n".join(told[:LONGEST]))[: limits.PARAGRAPH].rstrip(), log


def _met(person: PersonRecord, told: _Told, log: Log) -> Iterator[Record]:
    """Each day and kind of the log once; the day of the last contact where the log has not got it."""
    seen: set[tuple[date, Kind]] = set()
    for logged in log.found:
        day = day_of(logged.day)
        if day is None:
            yield _unclear(person.file, logged.line, "log", logged.day)
        elif (day, logged.kind) in seen:
            yield LeftOut("further contacts of the same day", 1)
        else:
            seen.add((day, logged.kind))
            yield _contact(person, day, logged.kind, logged.line)
    last = yield from _day(told, "last", person.file)
    if last and last not in {day for day, _ in seen}:
        yield _contact(person, last, "message", told["last"][0].line)


def _contact(person: PersonRecord, day: date, kind: Kind, line: int) -> InteractionRecord:
    key = digest("notes", person.key, day.isoformat(), kind)
    url, email = next(iter(person.urls), ""), next(iter(person.emails), "")
    return InteractionRecord(
        "notes", key, person.name, url, email, day, None, kind, "both", _WEIGHT[kind], None, person.file, line
    )

"""One row of an address book to a person."""

import re
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass

from backcast.formats import languages, names
from backcast.formats.addressbook.birthdays import Birthdays
from backcast.formats.addressbook.columns import Columns
from backcast.formats.digest import digest
from backcast.formats.machines import is_machine
from backcast.formats.records import LeftOut, PersonRecord, Problem
from backcast.formats.tables import Row

Told = LeftOut | Problem

_SEVERAL = re.compile(r" ::: |[,;|\n]")
_SHOWN_ADDRESS = re.compile(r"\s*\([^()]{0,300}@[^()]{0,300}\)$")
"""What Outlook shows after a name: "Anna Ash (anna@example.org)"."""
_NO_PHONE = re.compile(r"fax|faks|pager|telex", re.IGNORECASE)
_SALUTATIONS = names.word_set(
    "mr mrs ms miss mx dr prof professor sir herr frau dr-ing m mme mlle monsieur madame sr sra srta don sig signora"
    " dott dott.ssa dhr mevr mevrouw pan pani"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """The table a row stands in: its file, its columns and how it writes dates."""

    file: str
    columns: Columns
    birthdays: Birthdays


def person(reading: Reading, row: Row) -> Generator[Told, None, PersonRecord | None]:
    """The person of a row, None for one that is left out; what was met on the way is yielded."""
    columns = reading.columns
    emails = yield from _emails(reading, row)
    given, family = _first(row, columns.of("given")), _first(row, columns.of("family"))
    organisation = _first(row, columns.of("organisation"))
    name = _name(columns, row, given, family) or (emails[0] if emails else "")
    is_named = bool(given or family) or name not in ("", organisation, *emails)
    if reason := "" if is_named else _reason_against(emails, organisation):
        yield LeftOut(reason, 1)
        return None
    birthday, trouble = reading.birthdays.of(row, _written(row, columns.of("birthday")))
    if trouble:
        yield trouble
    phones = _phones(columns, row)
    return PersonRecord(
        columns.source, digest(names.fold(name), *(emails or phones)), name, given, family, emails, phones,
        _profiles(columns, row), organisation, _title(columns, row), None, None, birthday, _place(columns, row),
        names.clean_text(_written(row, columns.of("note"))), reading.file, row.line, languages=_languages(columns, row),
    )  # fmt: skip


def _reason_against(emails: tuple[str, ...], organisation: str) -> str:
    """Why an entry without a name of its own is left out; "" for an address that somebody may read."""
    if emails:
        machines = "address book entries of machines: no name, and an address that nobody reads"
        return machines if all(map(is_machine, emails)) else ""
    if organisation:
        return "cards of organisations and places, not of people"
    return "address book entries with neither name nor e-mail address"


def _name(columns: Columns, row: Row, given: str, family: str) -> str:
    """As written whole; else made of its parts; else what the book or the mail program shows."""
    made = names.clean(" ".join((given, _first(row, columns.of("middle")), family)))
    return _first(row, columns.of("name")) or made or _SHOWN_ADDRESS.sub("", _first(row, columns.of("shown")))


def _emails(reading: Reading, row: Row) -> Generator[Told, None, tuple[str, ...]]:
    """Addresses that lead to somebody from outside; a cell that holds none becomes a Problem."""
    good: list[str] = []
    for column in reading.columns.of("email"):
        written = _parts(row.cells.get(column, ""))
        found = [address for part in written if (address := _address(part))]
        good += found
        if found or not written:
            continue
        if written[0].lower().startswith("/o="):
            yield LeftOut("addresses that only work inside one organisation's Exchange", 1)
        else:
            message = f"“{written[0][:60]}” is not an e-mail address; mend it."
            yield Problem(reading.file, row.line, names.clean(column, 60), message)
    return tuple(dict.fromkeys(good))


def _address(written: str) -> str:
    """The address in "a@example.org" or "Anna Ash <a@example.org>"."""
    return names.email(written.rpartition("<")[2].partition(">")[0])


def _phones(columns: Columns, row: Row) -> tuple[str, ...]:
    """Every number a person answers: what its label calls a fax or pager is none."""
    told = (
        names.phone(written)
        for column in columns.of("phone")
        if not _NO_PHONE.search(_label(row, column))
        for written in _parts(row.cells.get(column, ""))
    )
    return tuple(dict.fromkeys(number for number in told if number))


def _label(row: Row, column: str) -> str:
    """What Google writes in the column before a value: "* Work", "Home Fax"."""
    stem = column.removesuffix(" - value")
    return row.cells.get(f"{stem} - label", "") or row.cells.get(f"{stem} - type", "")


def _profiles(columns: Columns, row: Row) -> tuple[str, ...]:
    """Addresses that are somebody's own. A site may be the employer's, so of sites only profiles count."""
    own = _each(row, columns.of("profile"), names.profile_url)
    sites = _each(row, columns.of("site"), names.profile_url)
    return tuple(dict.fromkeys((*own, *(url for url in sites if "linkedin.com/in/" in url))))


def _title(columns: Columns, row: Row) -> str:
    """The job title; a column of that name may hold Mr and Ms instead."""
    title = _first(row, columns.of("title"))
    return "" if title.lower().rstrip(".") in _SALUTATIONS else title


def _place(columns: Columns, row: Row) -> str:
    """Town, region and country of the first address that tells one; else where the book says they are."""
    for parts in columns.places:
        if place := ", ".join(text for part in parts if part and (text := _text(row, part))):
            return names.clean(place)
    return _first(row, columns.of("place"))


def _languages(columns: Columns, row: Row) -> tuple[str, ...]:
    """What the columns for languages say."""
    return languages.all_of(row.cells.get(column, "") for column in columns.of("languages"))


def _each(row: Row, columns: tuple[str, ...], spelled: Callable[[str], str]) -> Iterator[str]:
    """Every value of the columns in its one spelling, without those that are none."""
    for column in columns:
        yield from filter(None, map(spelled, _parts(row.cells.get(column, ""))))


def _parts(cell: str) -> list[str]:
    """The values of a cell that may hold several, without the star that marks the first."""
    if not cell:
        return []
    told = (names.clean(part, 2_000).removeprefix("* ") for part in _SEVERAL.split(cell))
    return [part for part in told if part and part.upper() != "N/A"]


def _first(row: Row, columns: tuple[str, ...]) -> str:
    """The first of the columns that says something, on one line; of several values the first."""
    return next((text for column in columns if (text := _text(row, column))), "")


def _text(row: Row, column: str) -> str:
    text = names.clean(row.cells.get(column, "").partition(" ::: ")[0]).removeprefix("* ")
    return "" if text.upper() == "N/A" else text


def _written(row: Row, columns: tuple[str, ...]) -> str:
    """The first of the columns that says something, as it is written."""
    return next((text for column in columns if (text := row.cells.get(column, "").strip())), "")

"""Connections, Profile, Positions, Education and Email Addresses: the contacts, and the owner's own facts."""

import re
from collections.abc import Generator, Iterator
from datetime import date

from backcast.formats import names
from backcast.formats.digest import digest
from backcast.formats.languages import listed, together
from backcast.formats.linkedin.directory import Directory, Owner
from backcast.formats.linkedin.sheet import Sheet, birthday_of, cell, day_of, partial_of
from backcast.formats.records import LeftOut, OwnerRecord, PersonRecord, PositionRecord, Problem, Record
from backcast.formats.tables import Row


def connections(sheet: Sheet, owner: Owner, directory: Directory) -> Iterator[Record]:
    """A person for every connection that can be told by name or address."""
    for row in sheet.rows():
        if not isinstance(row, Row):
            yield row
            continue
        if not any(cell(row, name) for name in ("first name", "last name", "url", "email address")):
            yield LeftOut("connections with only a date: hidden or closed accounts", 1)
            continue
        person = yield from _connection(sheet, row)
        if not person:
            continue
        if person.urls and person.urls[0] in owner.urls:
            yield LeftOut("your own name among your connections", 1)
            continue
        sheet.read += 1
        directory.add(person.name, person.urls[0] if person.urls else "")
        yield person


def _connection(sheet: Sheet, row: Row) -> Generator[Record, None, PersonRecord | None]:
    given, family = names.clean(row.cells["first name"]), names.clean(row.cells["last name"])
    emails, url = yield from _addresses(sheet, row)
    name = names.clean(f"{given} {family}") or (emails[0] if emails else "")
    if not name:
        yield sheet.problem(row, "First Name", "This row has neither name nor e-mail address; add one of them.")
        return None
    connected = yield from day_of(sheet, row, "connected on", "Connected On")
    return PersonRecord(
        "linkedin", url or digest(names.fold(name), *emails), name, given, family, emails, (),
        (url,) if url else (), cell(row, "company"), cell(row, "position"), connected, None, "", "", "",
        sheet.name, row.line, by_name=not url and connected is not None,
    )  # fmt: skip


def _addresses(sheet: Sheet, row: Row) -> Generator[Record, None, tuple[tuple[str, ...], str]]:
    """E-mail addresses and profile address of a connection; what is none of these becomes a Problem."""
    written = [part for part in re.split(r"[,;\s]+", cell(row, "email address")) if part]
    emails = tuple(dict.fromkeys(address for part in written if (address := names.email(part))))
    if written and not emails:
        yield sheet.problem(row, "Email Address", f"“{written[0][:60]}” is not an e-mail address; mend it.")
    address = names.clean(row.cells.get("url", ""), 2_000)
    url = names.profile_url(address)
    if address and not url:
        yield sheet.problem(row, "URL", f"“{address[:60]}” is not a web address; mend it.")
    return emails, url


def someone(
    sheet: Sheet,
    line: int,
    name: str,
    url: str = "",
    *,
    organisation: str = "",
    title: str = "",
    day: date | None = None,
    note: str = "",
) -> PersonRecord:
    """A person of whom another file than Connections tells: a member the owner has to do with."""
    return PersonRecord(
        "linkedin", url or digest(names.fold(name)), name, "", "", (), (), (url,) if url else (), organisation,
        title, None, day, "", "", note, sheet.name, line, by_name=True,
    )  # fmt: skip


def profile(sheet: Sheet) -> Generator[Record, None, OwnerRecord | None]:
    """The owner as Profile.csv tells of them: its first row."""
    owner = None
    for row in sheet.rows():
        if not isinstance(row, Row):
            yield row
        elif owner is None:
            owner = yield from _owner(sheet, row)
    return owner


def _owner(sheet: Sheet, row: Row) -> Generator[Record, None, OwnerRecord | None]:
    given, family = names.clean(row.cells["first name"]), names.clean(row.cells["last name"])
    if not given and not family:
        yield sheet.problem(row, "First Name", "Your own name is missing here; add it.")
        return None
    sheet.read += 1
    birthday = yield from birthday_of(sheet, row, "birth date", "Birth Date")
    return OwnerRecord(
        "linkedin", names.clean(f"{given} {family}"), given, family, (), (), cell(row, "headline"),
        cell(row, "geo location"), birthday, sheet.name, row.line,
    )  # fmt: skip


def emails(sheet: Sheet) -> Generator[Record, None, tuple[str, ...]]:
    """The owner's own addresses, the confirmed ones."""
    found: list[str] = []
    for row in sheet.rows():
        if not isinstance(row, Row):
            yield row
        elif cell(row, "confirmed").lower() == "no":
            yield LeftOut("addresses of yours that were never confirmed", 1)
        elif address := names.email(row.cells["email address"]):
            sheet.read += 1
            found.append(address)
        else:
            yield sheet.problem(row, "Email Address", "This is not an e-mail address; mend it.")
    return tuple(dict.fromkeys(found))


def languages(sheet: Sheet) -> Generator[Record, None, tuple[str, ...]]:
    """What the owner speaks. How well is not kept: LinkedIn writes it in the language of the member."""
    found: list[str] = []
    for row in sheet.rows():
        if not isinstance(row, Row):
            yield row
        elif spoken := listed(cell(row, "name")):
            sheet.read += 1
            found += spoken
        else:
            yield sheet.problem(row, "Name", "This is not the name of a language; mend it.")
    return together(found)


def positions(sheet: Sheet) -> Iterator[Record]:
    """The owner's own positions."""
    for row in sheet.rows():
        if not isinstance(row, Row):
            yield row
            continue
        organisation, title = cell(row, "company name"), cell(row, "title")
        if not organisation and not title:
            yield sheet.problem(row, "Company Name", "This position names neither organisation nor title; add one.")
            continue
        start = yield from partial_of(sheet, row, "started on", "Started On")
        end = yield from partial_of(sheet, row, "finished on", "Finished On")
        sheet.read += 1
        place = cell(row, "location")
        yield PositionRecord("linkedin", organisation, title, start, end, place, sheet.name, row.line)


def education(sheet: Sheet) -> Iterator[Record]:
    """Where the owner studied, and for which degree."""
    for row in sheet.rows():
        if not isinstance(row, Row):
            yield row
            continue
        school = cell(row, "school name")
        if not school:
            yield sheet.problem(row, "School Name", "This row names no school; add its name.")
            continue
        start = yield from _either(sheet, row, "Start Date", "Started On")
        end = yield from _either(sheet, row, "End Date", "Finished On")
        sheet.read += 1
        yield PositionRecord(
            "linkedin", school, cell(row, "degree name"), start, end, "", sheet.name, row.line, kind="study"
        )


def _either(sheet: Sheet, row: Row, *columns: str) -> Generator[Problem, None, str]:
    """The date under the first of these columns that holds one: eras name them differently."""
    found = next((name for name in columns if cell(row, name.lower())), columns[0])
    return (yield from partial_of(sheet, row, found.lower(), found))

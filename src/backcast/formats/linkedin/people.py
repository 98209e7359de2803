"""Connections, Profile, Positions and Email Addresses: the contacts, and the owner's own facts."""

import re
from collections.abc import Generator, Iterator

from backcast.formats import dating, names
from backcast.formats.digest import digest
from backcast.formats.linkedin.directory import Directory, Owner
from backcast.formats.linkedin.sheet import Sheet, cell, day_of
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
    connected, trouble = day_of(sheet, row, "connected on", "Connected On")
    if trouble:
        yield trouble
    return PersonRecord(
        "linkedin", url or digest(names.fold(name), *emails), name, given, family, emails, (),
        (url,) if url else (), cell(row, "company"), cell(row, "position"), connected, None, "", "", "",
        sheet.name, row.line,
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
    birthday = yield from _birthday(sheet, row)
    return OwnerRecord(
        "linkedin", names.clean(f"{given} {family}"), given, family, (), (), cell(row, "headline"),
        cell(row, "geo location"), birthday, sheet.name, row.line,
    )  # fmt: skip


def _birthday(sheet: Sheet, row: Row) -> Generator[Problem, None, str]:
    """ "Dec 10, 1815" or "Dec 10": LinkedIn lets its members keep the year to themselves."""
    text = cell(row, "birth date")
    if not text:
        return ""
    try:
        return dating.day(text).isoformat()
    except ValueError:
        pass
    try:
        return f"--{dating.day(f'{text}, 2000'):%m-%d}"
    except ValueError:
        yield sheet.problem(row, "Birth Date", f"“{text[:60]}” is not a date; write it like 1990-12-10.")
        return ""


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
        start = yield from _when(sheet, row, "started on", "Started On")
        end = yield from _when(sheet, row, "finished on", "Finished On")
        sheet.read += 1
        place = cell(row, "location")
        yield PositionRecord("linkedin", organisation, title, start, end, place, sheet.name, row.line)


def _when(sheet: Sheet, row: Row, name: str, show: str) -> Generator[Problem, None, str]:
    text = cell(row, name)
    try:
        return dating.partial(text)
    except ValueError:
        yield sheet.problem(row, show, f"“{text[:60]}” is not a date; write it like Jan 2020 or 2020.")
        return ""

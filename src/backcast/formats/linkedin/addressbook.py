"""Contacts.csv and ImportedContacts.csv: an address book somebody once gave to LinkedIn. Addresses, no ties."""

import re
from collections.abc import Callable, Generator, Iterator

from backcast.formats import names
from backcast.formats.digest import digest
from backcast.formats.linkedin.sheet import Sheet, birthday_of, cell, day_of
from backcast.formats.records import LeftOut, PersonRecord, Record
from backcast.formats.tables import Row

SOURCE = "contacts"
"""Its own source: between claims of one day, what members say of themselves in Connections is the better one."""
_NO_ONE = re.compile(
    r"(?:.*[._+-])?(?:no-?_?reply|do-?not-?reply|donotreply|mailer-daemon|postmaster|bounces?|notifications?|newsletters?"
    r"|unsubscribe)(?:[._+-].*)?@.*"
)
"""Addresses that no person reads [D]."""


def contacts(sheets: Iterator[Sheet]) -> Iterator[Record]:
    """A person for every entry that can be told by name or address, in whichever of the files it stands."""
    told: set[tuple[object, ...]] = set()
    for sheet in sheets:
        for row in sheet.rows():
            if not isinstance(row, Row):
                yield row
                continue
            person = yield from _contact(sheet, row)
            if person is None:
                continue
            facts = (person.key, person.name, person.emails, person.phones, person.organisation, person.title)
            if facts in told:
                yield LeftOut("the same address book entry once more", 1)
                continue
            told.add(facts)
            sheet.read += 1
            yield person


def _contact(sheet: Sheet, row: Row) -> Generator[Record, None, PersonRecord | None]:
    emails = yield from _emails(sheet, row)
    given, family = names.clean(row.cells["firstname"]), names.clean(row.cells["lastname"])
    name = names.clean(f"{given} {family}") or names.clean(row.cells.get("fullname", ""))
    if not name and emails and all(_NO_ONE.fullmatch(address) for address in emails):
        yield LeftOut("address book entries of machines: no name, and an address that nobody reads", 1)
        return None
    if not name and not emails:
        yield LeftOut("address book entries with neither name nor e-mail address", 1)
        return None
    name = name or emails[0]
    birthday = yield from birthday_of(sheet, row, "birthday", "Birthday")
    since = yield from day_of(sheet, row, "createdat", "CreatedAt")
    phones = _each(row, "phonenumbers", names.phone)
    return PersonRecord(
        SOURCE, digest(names.fold(name), *(emails or phones)), name, given, family, emails, phones,
        _each(row, "profiles", names.profile_url), _first(row, "companies"), _first(row, "title"), None, since,
        birthday, cell(row, "location"), "", sheet.name, row.line,
    )  # fmt: skip


def _emails(sheet: Sheet, row: Row) -> Generator[Record, None, tuple[str, ...]]:
    written = _parts(row.cells["emails"])
    found = tuple(dict.fromkeys(address for part in written if (address := names.email(part))))
    if written and not found:
        yield sheet.problem(row, "Emails", f"“{written[0][:60]}” is not an e-mail address; mend it.")
    return found


def _parts(text: str) -> list[str]:
    """The values of a cell that may hold several."""
    told = [names.clean(part, 2_000) for part in re.split(r"[,;|\n]", text)]
    return [part for part in told if part and part.upper() != "N/A"]


def _each(row: Row, column: str, spelled: Callable[[str], str]) -> tuple[str, ...]:
    """Every value of a cell in its one spelling, without those that are none."""
    return tuple(dict.fromkeys(one for part in _parts(row.cells.get(column, "")) if (one := spelled(part))))


def _first(row: Row, column: str) -> str:
    """The first of several organisations or titles; commas belong to their names."""
    return names.clean(re.split(r"[;|\n]", cell(row, column))[0])

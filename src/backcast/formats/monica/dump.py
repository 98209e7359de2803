"""Monica's SQL dump as an account. Only the tables and columns named here are looked at: no passwords, no keys."""

from collections.abc import Generator
from typing import Any

from backcast import limits
from backcast.formats.container import Member
from backcast.formats.monica import inserts
from backcast.formats.monica.account import LATER, Account, Contact, Met, birthday, day_of, is_true
from backcast.formats.monica.inserts import Row
from backcast.formats.names import clean
from backcast.formats.records import Problem
from backcast.formats.text import Line

_WANTED = {
    "contacts": (
        "id", "uuid", "first_name", "middle_name", "last_name", "description", "is_partial", "is_dead", "job",
        "company", "birthday_special_date_id",
    ),
    "special_dates": ("id", "is_age_based", "is_year_unknown", "date"),
    "contact_field_types": ("id", "name", "type"),
    "contact_fields": ("contact_id", "contact_field_type_id", "data"),
    "notes": ("contact_id", "body", "created_at"),
    "calls": ("contact_id", "called_at", "contact_called"),
    "messages": ("contact_id", "written_at", "written_by_me"),
    "activities": ("id", "happened_at"),
    "activity_contact": ("activity_id", "contact_id"),
    "addresses": ("contact_id", "place_id"),
    "places": ("id", "city", "province", "country"),
    "users": ("first_name", "last_name", "email", "me_contact_id"),
}  # fmt: skip
_COUNTED = {f"{kind}s": kind for kind in LATER if kind != "journal_entry"} | {"entries": "journal_entry"}
_MARKS = ({"api_key", "number_of_invitations_sent"}, {"first_name", "is_partial", "is_dead"})
"""Columns that only Monica's tables have."""
_Tables = dict[str, list[Row]]


def fits(head: list[Line]) -> bool:
    """An INSERT into a table of Monica's."""
    found = [inserts.statement(line.text) for line in head]
    return any(mark <= set(one.columns) for one in found if one for mark in _MARKS)


def account(member: Member) -> Generator[Problem, None, Account]:
    """The whole dump; rows in trouble cost only themselves."""
    read = Account()
    tables: _Tables = {name: [] for name in _WANTED}
    size = 0
    with member.open() as stream:
        for row in inserts.rows(stream, member.name, frozenset(_WANTED) | frozenset(_COUNTED)):
            if isinstance(row, Problem):
                yield row
            elif isinstance(row, str):
                read.day = day_of(row)
            elif row.table in _COUNTED:
                read.later[_COUNTED[row.table]] += 1
            else:
                kept = {name: row.cells.get(name, "") for name in _WANTED[row.table]}
                size += 200 + sum(map(len, kept.values()))  # 200: what an empty row costs [D]
                if size > limits.HELD:
                    message = "The rest of this file was not read: it holds too much at once; export it as JSON."
                    yield Problem(member.name, row.line, "", message)
                    break
                tables[row.table].append(row._replace(cells=kept))
    _owner(read, tables)
    _contacts(read, tables)
    return read


def _owner(read: Account, tables: _Tables) -> None:
    """The only user there is; of several nobody can tell whose dump it is."""
    if len(tables["users"]) == 1:
        cells = tables["users"][0].cells
        read.given, read.family, read.email = cells["first_name"], cells["last_name"], cells["email"]
        uuids = {row.cells["id"]: _key(row) for row in tables["contacts"]}
        read.me = uuids.get(cells["me_contact_id"], "")


def _key(row: Row) -> str:
    return row.cells["uuid"]


def _contacts(read: Account, tables: _Tables) -> None:
    by_id: dict[str, Contact] = {}
    dates = {row.cells["id"]: row.cells for row in tables["special_dates"]}
    for row in tables["contacts"]:
        contact = _contact(row, dates.get(row.cells["birthday_special_date_id"], {}))
        by_id[row.cells["id"]] = contact
        read.contacts.append(contact)
    read.rows = len(read.contacts)
    _fill(by_id, tables)


def _contact(row: Row, born: dict[str, str]) -> Contact:
    cells = row.cells
    parts = [cells[name] for name in ("first_name", "middle_name", "last_name")]
    return Contact(
        _key(row),
        clean(" ".join(parts)),
        parts[0],
        parts[2],
        title=cells["job"],
        organisation=cells["company"],
        birthday=birthday(
            born.get("date", ""),
            by_age=is_true(born.get("is_age_based")),
            without_year=is_true(born.get("is_year_unknown")),
        ),
        about=cells["description"],
        is_partial=is_true(cells["is_partial"]),
        is_dead=is_true(cells["is_dead"]),
        line=row.line,
    )


def _fill(by_id: dict[str, Contact], tables: _Tables) -> None:
    """What other tables say of each contact."""
    types = {row.cells["id"]: (row.cells["type"] or row.cells["name"]).lower() for row in tables["contact_field_types"]}
    places = {row.cells["id"]: row.cells for row in tables["places"]}
    days = {row.cells["id"]: row.cells["happened_at"] for row in tables["activities"]}
    for contact, cells in _each(by_id, tables["contact_fields"]):
        contact.fields.append((types.get(cells["contact_field_type_id"], ""), cells["data"]))
    for contact, cells in _each(by_id, tables["notes"]):
        contact.notes.append((cells["created_at"], cells["body"]))
    for contact, cells in _each(by_id, tables["addresses"]):
        place = places.get(cells["place_id"], {})
        told = ", ".join(filter(None, (place.get(part, "") for part in ("city", "province", "country"))))
        contact.place = contact.place or told
    for contact, cells in _each(by_id, tables["calls"]):
        contact.met.append(Met("call", cells["called_at"], "in" if is_true(cells["contact_called"]) else "out"))
    for contact, cells in _each(by_id, tables["messages"]):
        contact.met.append(Met("message", cells["written_at"], "out" if is_true(cells["written_by_me"]) else "in"))
    for contact, cells in _each(by_id, tables["activity_contact"]):
        contact.met.append(Met("meeting", days.get(cells["activity_id"], ""), "both"))


def _each(by_id: dict[str, Contact], rows: list[Row]) -> list[tuple[Contact, dict[str, Any]]]:
    return [(by_id[row.cells["contact_id"]], row.cells) for row in rows if row.cells["contact_id"] in by_id]

"""Monica's JSON: sections of typed values, in the early form lists under their names."""

from collections.abc import Generator, Iterator
from typing import Any

from backcast.formats.container import Member
from backcast.formats.monica.account import LATER, Account, Contact, Met, birthday, day_of, is_true
from backcast.formats.names import clean
from backcast.formats.objects import entries, inner, keys, load, words
from backcast.formats.records import Problem
from backcast.formats.text import Line

_OWN = frozenset({"account.data", "account.contacts", "account.users", "account.number_of_invitations_sent"})


def fits(head: list[Line]) -> bool:
    """An object with an account of Monica's in it."""
    found = keys(head)
    return bool(_OWN & found) or {"account", "app_version", "exported_by"} <= found


def account(member: Member) -> Generator[Problem, None, Account]:
    """The whole export; an empty one with a Problem where it cannot be followed."""
    value, troubles = load(member)
    yield from troubles
    held = inner(value, "account")
    read = Account(day_of(words(value, "export_date")))
    _owner(read, held, words(value, "exported_by"))
    types, days = _types(held), {words(one, "uuid"): _own(one, "happened_at") for one in _values(held, "activity")}
    for at, one in enumerate(_values(held, "contact")):
        read.rows += 1
        if not isinstance(one, dict):
            yield Problem(member.name, 0, f"contact[{at}]", "This contact cannot be followed; export it again.")
            continue
        read.contacts.append(_contact(one, types, days))
        _count(read, one)
    _count(read, held)
    return read


def _sections(holder: Any) -> list[Any]:
    """PHP writes a list with gaps as an object."""
    data = inner(holder, "data")
    return list(data.values()) if isinstance(data, dict) else entries(data)


def _values(holder: Any, kind: str) -> list[Any]:
    """The values of one kind: in a section of that type, or under its plural."""
    for section in _sections(holder):
        if inner(section, "type") == kind:
            return entries(inner(section, "values"))
    many = {"activity": "activities"}.get(kind, kind + "s")
    found = inner(holder, many) or inner(holder, "properties", many)
    return entries(inner(found, "values") or found)


def _own(one: Any, *names: str) -> str:
    """The text of a property, wherever this version keeps it."""
    return words(inner(one, "properties"), *names) or words(one, *names)


def _flag(one: Any, name: str) -> bool:
    return is_true(inner(one, "properties", name)) or is_true(inner(one, name))


def _owner(read: Account, held: Any, exported_by: str) -> None:
    """The user who made the export, or the only one there is."""
    users = _values(held, "user")
    chosen = [user for user in users if words(user, "uuid") == exported_by] or users
    if len(chosen) == 1:
        read.given, read.family = _own(chosen[0], "first_name"), _own(chosen[0], "last_name")
        read.email, read.me = _own(chosen[0], "email"), _own(chosen[0], "me_contact")


def _types(held: Any) -> dict[str, str]:
    """What each kind of contact field is called, by its id."""
    kinds = _values(inner(held, "instance"), "contact_field_type")
    return {words(kind, "uuid"): _own(kind, "type", "name").lower() for kind in kinds}


def _contact(one: dict[str, Any], types: dict[str, str], days: dict[str, str]) -> Contact:
    parts = [_own(one, name) for name in ("first_name", "middle_name", "last_name")]
    fields = [(types.get(_own(each, "type"), ""), _own(each, "data")) for each in _values(one, "contact_field")]
    return Contact(
        words(one, "uuid"),
        clean(" ".join(parts)),
        parts[0],
        parts[2],
        title=_own(one, "job"),
        organisation=_own(one, "company"),
        birthday=_birthday(inner(one, "properties", "birthdate")),
        place=next(filter(None, map(_place, _values(one, "address"))), ""),
        about=_own(one, "description"),
        is_partial=_flag(one, "is_partial"),
        is_dead=_flag(one, "is_dead"),
        fields=fields,
        notes=[(words(note, "created_at"), _own(note, "body")) for note in _values(one, "note")],
        met=list(_met(one, days)),
    )


def _birthday(told: Any) -> str:
    flags = {name: _flag(told, name) for name in ("is_age_based", "is_year_unknown")}
    return birthday(_own(told, "date"), by_age=flags["is_age_based"], without_year=flags["is_year_unknown"])


def _place(address: Any) -> str:
    return ", ".join(filter(None, (_own(address, part) for part in ("city", "province", "country"))))


def _met(one: Any, days: dict[str, str]) -> Iterator[Met]:
    """Calls, messages of conversations, and what was done together."""
    for call in _values(one, "call"):
        yield Met("call", _own(call, "called_at"), "in" if _flag(call, "contact_called") else "out")
    for talk in _values(one, "conversation"):
        messages = _values(talk, "message")
        for message in messages:
            yield Met("message", _own(message, "written_at"), "out" if _flag(message, "written_by_me") else "in")
        if not messages:
            yield Met("message", _own(talk, "happened_at"), "both")
    for activity in _values(one, "activity"):
        told = activity if isinstance(activity, str) else words(activity, "uuid")
        yield Met("meeting", days.get(told, ""), "both")


def _count(read: Account, holder: Any) -> None:
    for kind in LATER:
        read.later[kind] += len(_values(holder, kind))

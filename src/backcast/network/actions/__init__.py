"""Writes of people and what is claimed of them; the shown columns follow the winning claims."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from backcast.formats import names
from backcast.journal.actions import BULK, Recorder
from backcast.network import queries
from backcast.network.actions import hops
from backcast.network.actions.search import index as index
from backcast.network.actions.search import mend_search as mend_search
from backcast.network.actions.search import rebuild_search as rebuild_search
from backcast.network.actions.search import unindex as unindex
from backcast.network.models import ContactPoint, Fact, Organisation, Person, Position

SCALARS = ("name", "headline", "place", "languages", "field", "seniority", "birthday", "note")
"""Fields of a person with one claim per source and value."""
NAMELESS = "You"
"""What the owner is called until a file names them; no claim, so it recognises nobody."""


def put_person(
    rec: Recorder,
    *,
    name: str,
    email: str = "",
    organisation: str = "",
    title: str = "",
    place: str = "",
    day: date,
) -> Person:
    """A person as the user tells of them, with their claims (source `hand`)."""
    person = rec.insert(Person(name=name, sort=names.fold(name)))
    rec.insert(Fact(person=person, field="name", value=name, day=day))
    if place:
        rec.insert(Fact(person=person, field="place", value=place, day=day))
    if email:
        rec.insert(ContactPoint(person=person, kind="email", value=email, key=names.email(email), day=day))
    if organisation or title:
        where = put_organisation(rec, organisation) if organisation else None
        rec.insert(Position(person=person, organisation=where, title=title, day=day))
    settle_shown(rec, [person.pk])
    if organisation:
        hops.settle(rec.viewer, [person.pk])
    person.refresh_from_db()
    return person


def put_owner(rec: Recorder) -> Person:
    """The owner as a person, made where no file told of them yet."""
    found = queries.owner(rec.viewer)
    return found or rec.insert(Person(name=NAMELESS, sort=names.fold(NAMELESS), is_owner=True))


def put_organisation(rec: Recorder, name: str) -> Organisation:
    """The organisation of that name, made where it is new."""
    found = queries.organisation(rec.viewer, name)
    return found or rec.insert(Organisation(name=name, key=names.organisation(name)))


def settle(rec: Recorder, people: Iterable[int]) -> None:
    """Bring the shown columns of some people in step with their claims, and whom they seem to know by these."""
    ids = sorted(set(people))
    settle_shown(rec, ids)
    hops.settle(rec.viewer, ids)


def settle_shown(rec: Recorder, people: Iterable[int]) -> None:
    """The shown columns alone, and what search finds people by: for who settles the hops of many at the end."""
    ids = sorted(set(people))
    for start in range(0, len(ids), BULK):
        _settle(rec, ids[start : start + BULK])


def _settle(rec: Recorder, ids: list[int]) -> None:
    viewer = rec.viewer
    facts = queries.by_person(queries.facts(viewer, ids, SCALARS))
    roles = queries.by_person(queries.positions(viewer, ids))
    columns = {pk: {**_scalars(facts.get(pk, ())), **_role(roles.get(pk, ()))} for pk in ids}
    rec.update_many(Person, columns)
    _settle_current(rec, roles)
    index(viewer, ids)


def _scalars(facts: Iterable[Fact]) -> dict[str, Any]:
    shown: dict[str, Any] = {}
    for field in SCALARS:
        winner = queries.newest(fact for fact in facts if fact.field == field)
        if field == "languages":
            shown[field] = queries.spoken(facts)
        elif winner is not None:
            shown[field] = winner.value
        elif field != "name":
            shown[field] = ""
    if "name" in shown:
        shown["sort"] = names.fold(shown["name"])
    return shown


def _role(roles: Iterable[Position]) -> dict[str, Any]:
    """The organisation and title shown: those of the newest work that has not ended."""
    winner = queries.newest(role for role in _standing(roles) if role.kind == "work" and not role.end)
    return {
        "organisation_id": winner.organisation_id if winner else None,
        "title": winner.title if winner else "",
    }


def _standing(roles: Iterable[Position]) -> list[Position]:
    """Of claims that differ in their end alone the newest stands: a position ended since, or ends later."""
    same: dict[tuple[Any, ...], list[Position]] = {}
    for role in roles:
        same.setdefault((role.kind, role.organisation_id, role.title, role.start), []).append(role)
    return [queries.newest(held) for held in same.values()]


def _settle_current(rec: Recorder, roles: Any) -> None:
    """Of positions without dates only the newest claim is current, and none beside a chosen one; dated ones are while
    they have no end."""
    columns = {}
    for held in roles.values():
        undated = [role for role in held if role.kind == "work" and not role.start and not role.end]
        chosen = [role for role in held if role.chosen]
        winner, standing = queries.newest([*undated, *chosen]), {role.pk for role in _standing(held)}
        for role in held:
            lasts = not role.end and role.pk in standing
            columns[role.pk] = {"current": lasts and (bool(role.start) or role is winner)}
    wrong = {
        pk: c
        for held in roles.values()
        for role in held
        for pk, c in [(role.pk, columns[role.pk])]
        if role.current != c["current"]
    }
    rec.update_many(Position, wrong)

"""Many standings at once: the four lists from memory (text B's exercise), and what one hopes for."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from backcast import limits
from backcast.accounts.models import Viewer
from backcast.errors import Invalid, NotFound
from backcast.formats import names
from backcast.journal.actions import Also, Recorder, record
from backcast.journal.models import Change
from backcast.network import actions as network
from backcast.network import queries as people
from backcast.network.actions.tags import put_tag
from backcast.network.models import Fact, Person, Position
from backcast.ties.actions import check_standing, put_ties, refresh
from backcast.ties.models import STANDINGS, Tie

COMMAS = re.compile("[,،，]")
"""Between name and organisation, as Latin, Arabic and Chinese keyboards write it."""
STEP_UP = dict(zip(STANDINGS[1:-1], STANDINGS, strict=False))
"""The standing above each: one hopes for one step at a time (text B)."""


class UnclearLine(Invalid):
    """One line of a list that cannot be used; `standing` is the list it stands in."""

    def __init__(self, standing: str, line: int, message: str, hint: str) -> None:
        super().__init__(f"Line {line} {message}", hint)
        self.standing = standing


@dataclass(frozen=True, slots=True)
class Remembered:
    """A person as one line of a list tells of them."""

    name: str
    organisation: str
    standing: str
    line: int

    @property
    def key(self) -> str:
        """The folded name; one of signs alone has no folded form and is only itself."""
        return names.fold(self.name) or self.name


def place_from_memory(viewer: Viewer, lists: Mapping[str, str], also: Also | None = None) -> Change | None:
    """Put the people of some lists, one a line as "Name" or "Name, organisation", where the lists say.

    `lists` is text by standing. A name that is one person here is placed, any other is added. On two lists the
    higher standing holds. All of it, and `also` what else follows, is one change; None where everything is so already.
    Raises UnclearLine for a line that cannot be used, and Invalid for more than `limits.MEMORY_NAMES`.
    """
    told = [one for standing in STANDINGS[:-1] for one in _lines(standing, lists.get(standing, ""))]
    if len(told) > limits.MEMORY_NAMES:
        raise Invalid(f"These are more than {limits.MEMORY_NAMES} names.", "Begin with the nearest of them.")
    with record(viewer, "memory", title="Lists from memory", pinned=True) as rec:
        met = _recognised(viewer, told)
        wanted = {row.pk: {"standing": one.standing} for one, row in met if row}
        new = [one for one, row in met if row is None]
        wanted |= {pk: {"standing": one.standing} for pk, one in _put_remembered(rec, new).items()}
        put_ties(rec, wanted)
        _stand_all(rec, wanted)
        refresh(viewer, wanted)
        if also:
            also(rec)
    return rec.change if rec.change.pk else None


def _lines(standing: str, text: str) -> Iterable[Remembered]:
    """Degrees behind a comma belong to the name; in lower case, for capitals alone may be an organisation."""
    for number, line in enumerate(text.splitlines(), 1):
        first, *rest = [names.clean(part, limits.TEXT) for part in COMMAS.split(line)]
        titles = [part for part in rest if names.is_credential(part.lower())]
        name = ", ".join([first, *titles])
        where = ", ".join(part for part in rest if part and part not in titles)
        if first and max(len(name), len(where)) <= limits.NAME:
            yield Remembered(name, where, standing, number)
        elif first:
            raise UnclearLine(standing, number, f"is longer than {limits.NAME} characters.", "A name is enough.")
        elif any(rest):
            raise UnclearLine(standing, number, "has no name before the comma.", "Who is it?")


def _recognised(viewer: Viewer, told: Iterable[Remembered]) -> list[tuple[Remembered, Person | None]]:
    """Everybody told of, once, with the person here they are. A line that fits several is unclear."""
    groups: dict[str, dict[str, Remembered]] = {}
    for one in told:  # the highest standing comes first and stays
        groups.setdefault(one.key, {}).setdefault(names.organisation(one.organisation), one)
    here: dict[str, list[Person]] = {}
    rows = people.people(viewer).filter(sort__in={names.fold(key) for key in groups})
    for row in rows.select_related("organisation"):
        here.setdefault(row.sort or row.name, []).append(row)
    found, called = [], people.organisations.keys(viewer)
    for key, group in groups.items():
        namesakes, known = _joined(group), here.get(key, [])
        found += [(one, _who(one, known, called, alone=len(namesakes) == 1)) for one in namesakes]
    return found


def _joined(group: dict[str, Remembered]) -> list[Remembered]:
    """One name with and without its organisation is one person, with the higher standing."""
    if len(group) != 2 or "" not in group:
        return list(group.values())
    first, other = group.values()
    return [replace(first, organisation=first.organisation or other.organisation)]


def _who(one: Remembered, known: list[Person], called: Mapping[str, int], *, alone: bool) -> Person | None:
    """The person of this name here, or None for somebody new. `called` is every organisation by the keys it has and
    had. `alone`: no other line has this name."""
    where = names.organisation(one.organisation)
    same = [row for row in known if where and row.organisation_id and row.organisation_id == called.get(where)]
    fits = same or (known if alone else [])
    if where and not same and len(fits) != 1:
        return None
    if len(fits) > 1 or not (where or alone):
        cure = "See them under People." if where else "Write the organisation behind the name, after a comma."
        raise UnclearLine(one.standing, one.line, f"could be more than one person: {one.name}.", cure)
    return fits[0] if fits else None


def _put_remembered(rec: Recorder, new: list[Remembered]) -> dict[int, Remembered]:
    """People nobody here is yet, with their organisation as a claim by hand; by id."""
    day = rec.viewer.today
    rows = rec.insert_many([Person(name=one.name, sort=names.fold(one.name)) for one in new])
    rec.insert_many([Fact(person=row, field="name", value=row.name, day=day) for row in rows])
    told = [(row, one.organisation) for row, one in zip(rows, new, strict=True) if one.organisation]
    where = {name: network.put_organisation(rec, name) for name in dict.fromkeys(name for _, name in told)}
    rec.insert_many([Position(person=row, organisation=where[name], day=day) for row, name in told])
    network.settle(rec, [row.pk for row in rows])
    return {row.pk: one for row, one in zip(rows, new, strict=True)}


def stand_together(viewer: Viewer, wanted: Mapping[int, Mapping[str, Any]], tag: str = "") -> Change | None:
    """Set standing, aim, ring or suggest of several people, by id, and give them a tag, in one change; None where
    nothing differs."""
    for columns in wanted.values():
        check_standing(columns)
    with record(viewer, "stand", title="Several people", pinned=True) as rec:
        _stand_all(rec, wanted)
        if tag:
            put_tag(rec, wanted, tag)
        refresh(viewer, wanted)
    return rec.change if rec.change.pk else None


def aim_higher(viewer: Viewer, ids: Iterable[int]) -> Change | None:
    """Hope for the next standing of some people; who has a higher aim already, or no place yet, keeps it."""
    held = _ties_of(viewer, set(ids))
    rows = [row for row in held if row.standing in STEP_UP and not is_higher(row.aim, row.standing)]
    return stand_together(viewer, {row.pk: {"aim": STEP_UP[row.standing]} for row in rows})


def is_higher(aim: str, standing: str) -> bool:
    """Whether an aim lies above a standing; none lies above nothing."""
    return bool(aim) and STANDINGS.index(aim) < STANDINGS.index(standing)


def _stand_all(rec: Recorder, wanted: Mapping[int, Mapping[str, Any]]) -> None:
    columns = {}
    for row in _ties_of(rec.viewer, set(wanted)):
        moves = wanted[row.pk].get("standing", row.standing) != row.standing
        columns[row.pk] = {**wanted[row.pk], **({"standing_on": rec.viewer.today} if moves else {})}
    rec.update_many(Tie, columns)


def _ties_of(viewer: Viewer, ids: set[int]) -> list[Tie]:
    found = list(Tie.objects.of(viewer).filter(person__in=ids, person__is_owner=False))
    if len(found) < len(ids):
        raise NotFound("There is no such person.", "Look them up with: backcast people")
    return found

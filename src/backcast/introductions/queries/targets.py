"""Whom the user wants to reach: a person, somebody of the future, an organisation, or anybody some words find."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import F, QuerySet

from backcast import limits as bounds
from backcast.accounts.models import Viewer
from backcast.errors import Ambiguous, NotFound
from backcast.formats import names
from backcast.introductions.queries.limits import Aim
from backcast.network import queries as network
from backcast.network.models import Organisation, Person
from backcast.ties.queries import facets
from backcast.vision.models import FuturePerson
from backcast.vision.queries import serving

ENDS: Final = bounds.PAGE_ROWS
"""People at most that one search ends at [D]: whom the user knows best comes first, so what is left out is the far
side of a large organisation."""


@dataclass(frozen=True, slots=True)
class Target:
    """What to reach: `ends` are the people any of whom will do."""

    kind: str
    id: int | None
    name: str
    ends: tuple[int, ...]
    aim: Aim

    def not_first(self, silent: Iterable[int]) -> frozenset[int]:
        """Of those not to be asked now, with whom no way begins. The one person meant may always be met; one of many
        at an organisation would be asked like anybody else."""
        is_one = bool(self.aim.people) and self.kind in ("person", "future")
        return frozenset(silent).difference(self.ends if is_one else ())


def of_person(person: Person) -> Target:
    """One person."""
    return Target("person", person.pk, person.name, (person.pk,), Aim(frozenset({person.pk})))


def of_organisation(viewer: Viewer, row: Organisation) -> Target:
    """Anybody who works there now, family apart."""
    return Target("organisation", row.pk, row.name, _there(viewer, row), Aim(organisation=row.pk))


def of_words(viewer: Viewer, words: str) -> Target:
    """Anybody the list of people finds by these words, family apart."""
    meant = names.clean(words)
    ends = _ends(network.search(viewer, meant, facets.FIELDS)) if meant else ()
    return Target("words", None, meant, ends, Aim(frozenset(ends)))


def of_future_person(viewer: Viewer, row: FuturePerson) -> Target:
    """Somebody of the future: the person they are, if known, else anybody at their organisation."""
    where = network.organisation(viewer, row.organisation) if row.organisation else None
    ends = (row.known.pk,) if row.known else _there(viewer, where) if where else ()
    aim = Aim(frozenset({row.known.pk}) if row.known else frozenset(), future_person=row.pk)
    return Target("future", row.pk, row.known.name if row.known else row.name or row.describe, ends, aim)


def serves(viewer: Viewer, target: Target) -> list[serving.Serves]:
    """Which parts of the active future reaching them serves; one query at most."""
    if target.kind == "future" and target.id:
        return [serving.Serves("people", target.id, target.name)]
    if target.kind == "organisation" and target.id:
        return serving.of_organisation(viewer, target.id, [target.name])
    return serving.of_people(viewer, {target.id}).get(target.id, []) if target.kind == "person" and target.id else []


def find(viewer: Viewer, who: str) -> Target:
    """A person by id, e-mail, profile address or name, else an organisation by any name it has or had. The whole
    name of an organisation means it rather than somebody whose name only holds those words."""
    there = network.organisation(viewer, who)
    try:
        person = network.find(viewer, who)
    except (NotFound, Ambiguous) as no:
        if there is not None:
            return of_organisation(viewer, there)
        if isinstance(no, Ambiguous):
            raise
        raise NotFound(
            f"Nobody and no organisation here is called {names.clean(who)}.",
            "Look them up with: backcast people WORDS, or add them: backcast add NAME",
        ) from None
    return of_organisation(viewer, there) if there and _in_part(person, who) else of_person(person)


def _in_part(person: Person, who: str) -> bool:
    """Whether these words are only some of their name."""
    words = names.fold(who).split()
    return person.sort != " ".join(words) and bool(words) and all(word in person.sort for word in words)


def _there(viewer: Viewer, row: Organisation) -> tuple[int, ...]:
    return _ends(network.people(viewer).filter(organisation=row))


def _ends(rows: QuerySet[Person]) -> tuple[int, ...]:
    """So many of these people, family apart, the surest ties first."""
    known = rows.exclude(tie__ring="family").order_by(F("tie__against").asc(nulls_last=True), "pk")
    return tuple(known.values_list("pk", flat=True)[:ENDS])

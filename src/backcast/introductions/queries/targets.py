"""Whom the user wants to reach: a person, somebody of the future, an organisation, or anybody some words find."""

from dataclasses import dataclass
from typing import Final

from backcast import limits as bounds
from backcast.accounts.models import Viewer
from backcast.errors import NotFound
from backcast.introductions.queries.limits import Aim
from backcast.network import queries as network
from backcast.network.models import Organisation, Person

ENDS: Final = bounds.PAGE_ROWS
"""People at most that one search ends at [D]: the rest of a large organisation is as near as these."""


@dataclass(frozen=True, slots=True)
class Target:
    """What to reach: `ends` are the people any of whom will do."""

    kind: str
    id: int | None
    name: str
    ends: tuple[int, ...]
    aim: Aim


def of_person(person: Person) -> Target:
    """One person."""
    return Target("person", person.pk, person.name, (person.pk,), Aim(frozenset({person.pk})))


def of_organisation(viewer: Viewer, row: Organisation) -> Target:
    """Anybody who works there now."""
    rows = network.people(viewer).filter(organisation=row).order_by("pk")
    ends = tuple(rows.values_list("pk", flat=True)[:ENDS])
    return Target("organisation", row.pk, row.name, ends, Aim(organisation=row.pk))


def find(viewer: Viewer, who: str) -> Target:
    """A person by id, e-mail, profile address or name, else an organisation by its name."""
    try:
        return of_person(network.find(viewer, who))
    except NotFound:
        row = network.organisation(viewer, who)
        if row is None:
            raise NotFound(
                f"Nobody and no organisation here is called {who}.",
                "Look them up with: backcast people WORDS, or add them: backcast add NAME",
            ) from None
        return of_organisation(viewer, row)

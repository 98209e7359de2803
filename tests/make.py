"""Plain builders through the real actions."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from backcast.accounts.models import Viewer
from backcast.formats import names
from backcast.journal.actions import record
from backcast.network import actions as network
from backcast.network.models import Fact, Person, Position
from backcast.ties import actions as ties
from backcast.ties.models import Interaction, Promise, StandingEvidence


def person(viewer: Viewer, name: str = "Mei Park", **told: Any) -> Person:
    """A person the user knows; standing, ring and the like go to their tie."""
    own = {key: told.pop(key) for key in ("standing", "aim", "ring", "cadence", "suggest") if key in told}
    made = ties.add(viewer, name=name, **told)
    if own:
        ties.stand(viewer, made, **own)
    return made


def people(viewer: Viewer, called: Iterable[str | tuple[str, str, str]]) -> list[Person]:
    """Many people, each by name, or name, organisation and title. What follows from them is worked out once for all of
    them, which makes it several times faster than one after the other."""
    told = [(one, "", "") if isinstance(one, str) else one for one in called]
    with record(viewer, "add") as rec:
        rows = rec.insert_many([Person(name=name, sort=names.fold(name)) for name, *_ in told])
        rec.insert_many([Fact(person=row, field="name", value=row.name, day=viewer.today) for row in rows])
        for row, (_, where, title) in zip(rows, told, strict=True):
            if where or title:
                held = network.put_organisation(rec, where) if where else None
                rec.insert(Position(person=row, organisation=held, title=title, day=viewer.today))
        ids = [row.pk for row in rows]
        network.settle(rec, ids)
        ties.put_ties(rec, ids)
        ties.refresh(viewer, ids)
    return list(Person.objects.of(viewer).filter(pk__in=ids).order_by("pk"))


def contact(viewer: Viewer, person: Person, *, days_ago: int = 0, **told: Any) -> Interaction:
    """One contact some days before today."""
    on = viewer.today - dt.timedelta(days=days_ago)
    return ties.log(viewer, person, text=told.pop("text", "talked"), on=on, **told)


def promise(viewer: Viewer, person: Person, text: str = "send the slides", due_in: int | None = None) -> Promise:
    """Something owed to a person, due in so many days."""
    due = None if due_in is None else viewer.today + dt.timedelta(days=due_in)
    return ties.promise(viewer, person, text=text, due=due)


def evidence(
    viewer: Viewer, person: Person, kind: str = "recommendation", *, days_ago: int = 400, **told: Any
) -> StandingEvidence:
    """Something a person did for the user some days ago, as a file tells of it."""
    day = viewer.today - dt.timedelta(days=days_ago)
    with record(viewer, "evidence") as rec:
        return rec.insert(StandingEvidence(person=person, kind=kind, day=day, **({"source": "linkedin"} | told)))

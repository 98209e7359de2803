"""What the moves of a week are about: the rows behind their keys."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from backcast.accounts.models import Viewer
from backcast.introductions.queries import asks
from backcast.introductions.queries.worth import whereto
from backcast.network.models import Person
from backcast.ties.models import Promise
from backcast.vision.models import FuturePerson, Milestone, Vision
from backcast.week.models import ON_MILESTONES, Move, linked
from backcast.week.queries.words import reason, titled

ABOUT = ("future_person__person", "ask__connector", "ask__target", "ask__future_person__person", "ask__organisation")
"""What an introduction is about, with everything it names."""


class Names:
    """Everything a week names, fetched in one query a table."""

    def __init__(self, viewer: Viewer, moves: Iterable[Move], report: Mapping[str, Any]) -> None:
        keys = [row["key"] for row in report.get("left_out", [])]
        keys += [row[0] for part in report.get("ahead", []) for row in part]
        links = tuple(zip(*(linked(key) for key in keys), strict=True)) or ((), ())
        serves = [tuple(ref) for one in moves for ref in one.serves]
        people = {row.get("person") for row in report.get("left_out", [])} | {one.person_id for one in moves}
        people |= {row[1] for part in report.get("ahead", []) for row in part}
        people |= {key for kind, key in serves if kind == "tie"}
        self.people = Person.objects.of(viewer).select_related("tie").in_bulk([pk for pk in people if pk])
        self.asks = report.get("asks", {})
        self.promises = Promise.objects.of(viewer).in_bulk(_subjects(keys, "promise"))
        self.milestones = Milestone.objects.of(viewer).in_bulk(
            [*_subjects(keys, *ON_MILESTONES), *(key for kind, key in serves if kind == "milestone")]
        )
        self.futures = (
            FuturePerson.objects.of(viewer)
            .select_related("person__tie", "person__organisation")
            .in_bulk([*(key for kind, key in serves if kind == "future_person"), *filter(None, links[0])])
        )
        self.asked = asks.rows(viewer).in_bulk([row for row in links[1] if row])
        self.visions = Vision.objects.of(viewer).in_bulk([key for kind, key in serves if kind == "vision" and key])

    def title(self, key: str, person: int | None) -> str:
        """The title of a candidate by its key; empty where its subject has gone or must not be suggested."""
        kind, subject = key.split(":")[:2]
        who = self.people.get(person or 0)
        if not may_be_named(who):
            return ""
        return titled(
            kind,
            who.name if who else "",
            getattr(self.promises.get(int(subject or 0)), "text", "") if kind == "promise" else "",
            getattr(self.milestones.get(int(subject or 0)), "title", "") if kind in ON_MILESTONES else "",
            self.asks.get(key, 0),
            self._aim(key),
        )

    def _aim(self, key: str) -> str:
        """Whom a move is to lead to, in words; empty where they are gone."""
        future, ask = linked(key)
        if future is not None:
            return asks.called(self.futures[future]) if future in self.futures else ""
        return asks.about(self.asked[ask]) if ask in self.asked else ""

    def led_to(self, refs: Iterable[Sequence[Any]]) -> Person | None:
        """The first of the future people served who is somebody here and may be written to."""
        futures = (self.futures.get(key) for kind, key in refs if kind == "future_person")
        return next((one.known for one in futures if one and one.known and may_be_named(one.known)), None)

    def reasons(self, why: Sequence[Sequence[Any]]) -> list[str]:
        """Reasons in words; the future person one speaks of is named, as far as they are still there."""
        goals = [self.futures.get(figures.get("future")) for _, figures in why]
        return [
            reason(code, {**figures, "where": whereto(goal) if goal else ""})
            for (code, figures), goal in zip(why, goals, strict=True)
        ]

    def served(self, refs: Iterable[Sequence[Any]], week: int) -> list[dict[str, Any]]:
        """What a move serves, by kind, id and title."""
        titles = {
            "tie": {pk: row.name for pk, row in self.people.items()},
            "milestone": {pk: row.title for pk, row in self.milestones.items()},
            "future_person": {pk: row.name or row.describe for pk, row in self.futures.items()},
            "vision": {"": "your vision"} | {pk: row.title for pk, row in self.visions.items()},
            "week": {"": "every later week"},
        }
        ids = {"week": week, "vision": None}
        return [
            {"kind": kind, "id": key or ids[kind], "title": titles[kind][key]}
            for kind, key in refs
            if key in titles.get(kind, ())
        ]


def may_be_named(person: Person | None) -> bool:
    """Whether a plan may show a move about this person: one gone by was made before the user said otherwise."""
    return person is None or (person.tie.suggest and person.tie.ring != "family")


def _subjects(keys: Iterable[str], *kinds: str) -> list[int]:
    return [int(key.split(":")[1]) for key in keys if key.split(":")[0] in kinds]

"""What the moves of a week are about: the rows behind their keys."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Q

from backcast.accounts.models import Viewer
from backcast.introductions.queries import asks
from backcast.introductions.queries.worth import whereto
from backcast.network.models import Person
from backcast.ties.models import Promise
from backcast.vision.models import Barrier, FuturePerson, Milestone, Vision
from backcast.vision.queries.serving import Serves
from backcast.week.models import ON_MILESTONES, Move, barrier_of, linked
from backcast.week.queries.words import reason, titled

ABOUT = (
    *("future_person__person", "ask__connector", "ask__target", "ask__future_person__person", "ask__organisation"),
    "barrier",
)
"""What an introduction or a barrier is about, with everything it names."""


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
        ends = [*(key for kind, key in serves if kind == "future_person"), *filter(None, links[0])]
        ends += [one.ask.future_person_id for one in moves if one.ask and one.ask.future_person_id]
        about = {pk for one in moves for pk in (one.person_id, one.ask and one.ask.target_id) if pk}
        self.futures = self._futures(viewer, ends, about)
        self.asked = asks.rows(viewer).in_bulk([row for row in links[1] if row])
        self.barriers = Barrier.objects.of(viewer).in_bulk([row for key in keys if (row := barrier_of(key))])
        self.visions = Vision.objects.of(viewer).in_bulk([key for kind, key in serves if kind == "vision" and key])

    @staticmethod
    def _futures(viewer: Viewer, ends: Sequence[int], people: Collection[int]) -> dict[int, FuturePerson]:
        """The future people by id, with those of the active future whom these people are."""
        if not ends and not people:
            return {}
        found = FuturePerson.objects.of(viewer).select_related("person__tie", "person__organisation").order_by("pk")
        return {row.pk: row for row in found.filter(Q(pk__in=ends) | Q(person__in=people, vision__active=True))}

    def parts(self, row: Move) -> list[Serves]:
        """The parts of the future that a stored move leads to, each once."""
        about = {row.person_id, *((row.ask.target_id,) if row.ask else ())} - {None}
        own = [pk for pk, one in self.futures.items() if one.person_id in about]
        own += [row.ask.future_person_id] if row.ask and row.ask.future_person_id else []
        refs = [*map(tuple, row.serves), *(("future_person", pk) for pk in own)]
        told = [Serves("barriers", row.barrier.pk, row.barrier.title)] if row.barrier else []
        for kind, key in dict.fromkeys(refs):
            if kind == "milestone" and key in self.milestones:
                told.append(Serves("milestones", key, self.milestones[key].title))
            if kind == "future_person" and key in self.futures:
                told.append(Serves("people", key, asks.called(self.futures[key])))
        return told

    def title(self, key: str, person: int | None) -> str:
        """The title of a candidate by its key; empty where its subject has gone or must not be suggested."""
        kind, subject = key.split(":")[:2]
        who = self.people.get(person or 0)
        if not may_be_named(who):
            return ""
        stands = self.barriers.get(barrier_of(key) or 0)
        guide = stands.guide_name if stands and not person else ""
        return titled(
            kind,
            who.name if who else guide,
            getattr(self.promises.get(int(subject or 0)), "text", "") if kind == "promise" else "",
            getattr(self.milestones.get(int(subject or 0)), "title", "") if kind in ON_MILESTONES else "",
            self.asks.get(key, 0),
            self._aim(key),
            stands.title if stands else "",
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
        """Reasons in words; the future person or the milestone one speaks of is named, as far as it is still there."""
        return [reason(code, {**figures, **self._named(figures)}) for code, figures in why]

    def _named(self, figures: Mapping[str, Any]) -> dict[str, str]:
        goal, before = self.futures.get(figures.get("future", 0)), self.milestones.get(figures.get("milestone", 0))
        return {"where": whereto(goal) if goal else "", "before": before.title.rstrip(".") if before else ""}

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

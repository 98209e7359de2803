"""Undo of an import, from the rows themselves: each knows its batch, and sightings know who else saw it.

So imports can be taken back in any order. Not redoable: the file is the redo.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from backcast.accounts.models import Viewer
from backcast.imports.actions import acquaintances, tellings
from backcast.imports.models import PreviewChunk, Sighting
from backcast.introductions.models import Ask, AskStep
from backcast.journal.actions import BULK, Recorder, record
from backcast.journal.models import Batch
from backcast.journal.queries import number
from backcast.network import actions as network
from backcast.network.actions import hops
from backcast.network.models import ContactPoint, Evidence, Fact, Organisation, Person, Position
from backcast.ties import actions as ties
from backcast.ties.models import Favour, Interaction, Promise, StandingEvidence, Tie, TieProposal
from backcast.week.models import Move

SOURCED: tuple[type[Any], ...] = (Evidence, Interaction, StandingEvidence, Position, ContactPoint, Fact)
"""The tables whose rows carry a batch, children first."""
PART = 2_000
"""Rows of one transaction."""


@dataclass(slots=True)
class TakenBack:
    """People that stayed, with the reason."""

    kept: list[tuple[Person, str]] = field(default_factory=list)


def take_back(viewer: Viewer, batch: Batch) -> TakenBack:
    """Every row only this batch supports goes, in several transactions; a kill in between is finished later."""
    row = Batch.objects.of(viewer).filter(pk=batch.pk)
    resumed = not row.exclude(state="undoing").update(state="undoing")
    PreviewChunk.objects.of(viewer).filter(batch=batch).delete()
    people = touched(viewer, batch)
    for model in SOURCED:
        _release(viewer, batch, model)
    taken = TakenBack()
    with record(viewer, "undo", title="import", batch=batch) as rec:
        _restore_days(viewer, batch)
        _restore_words(rec, batch)
        _settle_people(rec, batch, people, taken)
        bare = Organisation.objects.all_of(viewer).filter(people=None, positions=None)
        gone = bare.filter(Q(batch=batch) | Q(batch__state="undone"))
        # what was said or asked by hand needs them
        gone = gone.filter(merged_into=None, merged=None, names=None, asked_for=None)
        rec.drop(Organisation, gone.values_list("pk", flat=True))
        ties.refresh(viewer, None)
        hops.settle(viewer, None if resumed else people)
        Batch.objects.of(viewer).filter(pk=batch.pk).update(state="undone")
    batch.state = "undone"
    return taken


def touched(viewer: Viewer, batch: Batch) -> set[int]:
    """Everybody an import tells of, as far as its rows are there."""
    people = set(Person.objects.all_of(viewer).filter(batch=batch).values_list("pk", flat=True))
    for model in SOURCED:
        people |= _told_of(model.objects.all_of(viewer).filter(batch=batch))
        seen = Sighting.objects.of(viewer).filter(batch=batch, table=number(model)).values("row")
        people |= _told_of(model.objects.all_of(viewer).filter(pk__in=seen))
    return people


def _told_of(rows: "QuerySet[Any, Any]") -> set[int]:
    """Whom some rows tell of."""
    return acquaintances.people(rows) if rows.model is Evidence else set(rows.values_list("person_id", flat=True))


def _release(viewer: Viewer, batch: Batch, model: type[Any]) -> None:
    """Rows another applied import saw too pass to it; the rest go."""
    while rows := list(model.objects.all_of(viewer).filter(batch=batch).values_list("pk", flat=True)[:PART]):
        with record(viewer, "undo", title="import", batch=batch) as rec:
            heirs = _heirs(viewer, batch, model, rows)
            for heir in set(heirs.values()):
                own = [row for row in rows if heirs.get(row) == heir]
                model.objects.all_of(viewer).filter(pk__in=own).update(batch=heir)
            gone = [row for row in rows if row not in heirs]
            pairs = acquaintances.of_evidence(viewer, gone) if model is Evidence else set()
            rec.drop(model, gone)
            acquaintances.settle(rec, pairs)


def _heirs(viewer: Viewer, batch: Batch, model: type[Any], rows: Sequence[int]) -> dict[int, int]:
    others = Batch.objects.of(viewer).filter(state__in=["applied", "stopped"]).exclude(pk=batch.pk)
    seen = Sighting.objects.of(viewer).filter(table=number(model), row__in=rows, batch__in=others)
    pairs = seen.order_by("-batch_id").values_list("row", "batch_id")
    return dict(pairs)


def _restore_days(viewer: Viewer, batch: Batch) -> None:
    """A claim this batch saw again is as new as the newest that is left."""
    for model in (Position, ContactPoint, Fact):
        seen = Sighting.objects.of(viewer).filter(table=number(model))
        rows = list(seen.filter(batch=batch).values_list("row", flat=True))
        left: dict[int, Any] = {}
        for start in range(0, len(rows), PART):
            rest = seen.filter(row__in=rows[start : start + PART]).exclude(batch=batch)
            for row, day in rest.values_list("row", "day"):
                left[row] = max(day, left.get(row, day))
        for row, day in left.items():
            model.objects.all_of(viewer).filter(pk=row).exclude(day=day).update(day=day)


def _restore_words(rec: Recorder, batch: Batch) -> None:
    """What only this batch said in these words is said again in those of the newest that is left."""
    seen = Sighting.objects.of(rec.viewer).filter(batch=batch)
    said = {
        model: list(seen.filter(table=number(model), told__isnull=False).values_list("row", flat=True))
        for model in tellings.SAYS
    }
    seen.delete()
    for model, rows in said.items():
        tellings.settle(rec, model, rows)


def _settle_people(rec: Recorder, batch: Batch, touched: set[int], taken: TakenBack) -> None:
    viewer, ids = rec.viewer, sorted(touched)
    stay: set[int] = set()
    for start in range(0, len(ids), BULK):
        part = ids[start : start + BULK]
        supported = _supported(viewer, part)
        bare = [pk for pk in part if pk not in supported]
        kept = _made_by_user(viewer, bare)
        taken.kept += [(row, kept[row.pk]) for row in Person.objects.of(viewer).filter(pk__in=kept)]
        rec.drop(Person, [pk for pk in bare if pk not in kept])
        stay |= supported | set(kept)
    network.settle_shown(rec, stay)
    network.rebuild_search()
    _hand_over(viewer, batch)


def _supported(viewer: Viewer, part: list[int]) -> set[int]:
    """Who of these another import names; of the owner, who is nobody's contact, any claim is enough."""
    facts = Fact.objects.of(viewer).filter(person__in=part, batch__isnull=False)
    of_owner = [
        model.objects.all_of(viewer).filter(person__in=part, batch__isnull=False, person__is_owner=True)
        for model in (Position, ContactPoint)
    ]
    return {person for rows in (facts, *of_owner) for person in rows.values_list("person_id", flat=True)}


def _hand_over(viewer: Viewer, batch: Batch) -> None:
    """People of this batch who stay belong to the import that still supports them, or to the user."""
    for row in Person.objects.all_of(viewer).filter(batch=batch):
        heir = Fact.objects.of(viewer).filter(person=row, batch__isnull=False).order_by("batch_id").first()
        Person.objects.all_of(viewer).filter(pk=row.pk).update(batch=heir.batch_id if heir else None)


def _made_by_user(viewer: Viewer, ids: Iterable[int]) -> dict[int, str]:
    """Who of these people has rows the user made, and which. A vision that names somebody keeps the name."""
    wanted = list(ids)
    moved = Q(standing="unknown", aim="", ring="", suggest=True, cadence=None)
    kept: dict[int, str] = {}
    reasons: tuple[tuple[str, QuerySet[Any, Any]], ...] = (
        (
            "you did something together",
            Move.objects.of(viewer).filter(person__in=wanted, state="done").values("person"),
        ),
        (
            "you set where they stand",
            Tie.objects.all_of(viewer).filter(~moved, person__in=wanted).values("person"),
        ),
        (
            "you answered a proposal about them",
            TieProposal.objects.of(viewer).filter(person__in=wanted).exclude(state="left").values("person"),
        ),
        (
            "another import tells what they did",
            StandingEvidence.objects.of(viewer).filter(person__in=wanted).exclude(batch=None).values("person"),
        ),
        (
            "you noted what they did",
            StandingEvidence.objects.of(viewer).filter(person__in=wanted, batch=None).values("person"),
        ),
        ("there is a promise", Promise.objects.of(viewer).filter(person__in=wanted).values("person")),
        ("you noted a favour", Favour.objects.of(viewer).filter(person__in=wanted).values("person")),
        ("they are on a way you planned", AskStep.objects.of(viewer).filter(person__in=wanted).values("person")),
        ("you want to meet them", Ask.objects.all_of(viewer).filter(target__in=wanted).values("target")),
        ("you asked them for something", Ask.objects.all_of(viewer).filter(connector__in=wanted).values("connector")),
        ("you changed what is known of them", _by_hand(viewer, wanted)),
        (
            "you logged a contact",
            Interaction.objects.of(viewer).filter(person__in=wanted, batch=None).values("person"),
        ),
        (
            "another import has contacts with them",
            Interaction.objects.of(viewer).filter(person__in=wanted).exclude(batch=None).values("person"),
        ),
    )
    for because, rows in reasons:
        kept |= {next(iter(row.values())): because for row in rows}
    return _by_acquaintance(viewer, wanted) | kept


def _by_acquaintance(viewer: Viewer, wanted: list[int]) -> dict[int, str]:
    """Who stays only for knowing somebody, and by whose word."""
    of_them = Q(acquaintance__a__in=wanted) | Q(acquaintance__b__in=wanted)
    rows, here = Evidence.objects.of(viewer).filter(of_them), set(wanted)
    kept = dict.fromkeys(acquaintances.people(rows.exclude(batch=None)), "another import tells whom they know")
    kept |= dict.fromkeys(acquaintances.people(rows.filter(batch=None)), "you noted whom they know")
    return {person: because for person, because in kept.items() if person in here}


def _by_hand(viewer: Viewer, wanted: list[int]) -> "QuerySet[Any, Any]":
    points = ContactPoint.objects.of(viewer).filter(person__in=wanted).values("person")
    roles = Position.objects.of(viewer).filter(person__in=wanted).values("person")
    return points.union(roles, Fact.objects.of(viewer).filter(person__in=wanted).values("person"))

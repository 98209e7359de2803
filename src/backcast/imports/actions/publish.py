"""Writes decided records: one chunk, one transaction, journaled, with the checkpoint in it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import Any

from backcast.engine import warmth
from backcast.formats import names
from backcast.formats.records import (
    AcquaintanceRecord,
    EvidenceRecord,
    InteractionRecord,
    OwnerRecord,
    PersonRecord,
    PositionRecord,
    from_json,
)
from backcast.imports import snapshot
from backcast.imports.actions import acquaintances, tellings
from backcast.imports.actions.intake import OWNER, Brought, Intake, Planned
from backcast.imports.models import PreviewChunk, Sighting
from backcast.imports.snapshot import Claim, Held
from backcast.journal.actions import Recorder, in_turn, record
from backcast.journal.models import Batch
from backcast.journal.queries import number
from backcast.network import actions as network
from backcast.network.models import ContactPoint, Fact, Organisation, Person, Position
from backcast.ties import actions as ties
from backcast.ties.models import Interaction, StandingEvidence

LASTING = ("meeting", "call")
"""Kinds of contact whose length a file can tell."""
TABLE = {"fact": Fact, "point": ContactPoint, "position": Position}
DATED = frozenset(map(number, TABLE.values()))
"""Tables whose rows are as new as the newest file that tells of them."""


def chunk(intake: Intake, batch: Batch, held: PreviewChunk) -> None:
    """Publish one chunk and take it from the preview, together or not at all. Where somebody else wrote since the
    chunk before, who is here and what is known of them is read anew."""
    viewer = intake.book.viewer
    with in_turn(viewer):
        if snapshot.stamp(viewer) != intake.book.stamp:
            intake.book = snapshot.book(viewer)
        with record(viewer, "import", actor="import", batch=batch) as rec:
            Writer(rec, intake, batch).write([from_json(told) for told in held.records])
            PreviewChunk.objects.of(viewer).filter(pk=held.pk).delete()
        intake.book.stamp = snapshot.stamp(viewer)


def _minutes(told: InteractionRecord) -> int | None:
    """How long a contact took, where the file tells."""
    return round(60 * told.hours) if told.kind in LASTING and told.hours and 0 < told.hours <= 24 else None


class Writer:
    """Writes the records of one chunk in the order their tables need."""

    def __init__(self, rec: Recorder, intake: Intake, batch: Batch) -> None:
        self.rec = rec
        self.intake = intake
        self.book = intake.book
        self.batch = batch
        self.sightings: list[Sighting] = []
        self.days: dict[type, dict[int, date]] = {}
        self.said: dict[type, dict[int, tellings.Words]] = {}

    def write(self, records: Sequence[Any]) -> None:
        """Decide and write everything of a chunk; people before their contacts."""
        intake = self.intake
        planned = [
            found
            for told in records
            if isinstance(told, PersonRecord | OwnerRecord)
            and (found := intake.owner(told) if isinstance(told, OwnerRecord) else intake.person(told))
        ]
        roles = [
            (told, *role) for told in records if isinstance(told, PositionRecord) and (role := intake.position(told))
        ]
        self._organisations([told for told in records if isinstance(told, PersonRecord | PositionRecord)])
        self._people(planned, needs_owner=bool(roles))
        self._claims(planned, roles)
        self._contacts([told for told in records if isinstance(told, InteractionRecord)])
        self._evidence([told for told in records if isinstance(told, EvidenceRecord)])
        self._acquaintances([told for told in records if isinstance(told, AcquaintanceRecord)])
        self._again()
        touched = {self.book.pk(plan.ref) for plan in planned if plan.is_new or plan.fresh}
        intake.moved |= {self.book.pk(plan.ref) for plan in planned if plan.again}
        touched |= {self._owner_id()} if roles else set()
        network.settle_shown(self.rec, touched)

    def _organisations(self, records: Iterable[PersonRecord | PositionRecord]) -> None:
        wanted: dict[str, str] = {}
        for told in records:
            key = names.organisation(told.organisation)
            if key and key in self.book.organisations and self.book.organisations[key] is None:
                wanted.setdefault(key, told.organisation)
        rows = [Organisation(name=name, key=key, batch=self.batch) for key, name in wanted.items()]
        for row in self.rec.insert_many(rows):
            self.book.organisations[row.key] = row.pk

    def _people(self, planned: Sequence[Planned], needs_owner: bool) -> None:
        new = [plan for plan in planned if plan.is_new]
        rows = [self._person(plan.record) for plan in new]
        if needs_owner and self.book.owner is None:
            self.book.owner = OWNER
            called = {"name": network.NAMELESS, "sort": names.fold(network.NAMELESS)}
            rows.append(Person(is_owner=True, batch=self.batch, **called))
        for row in self.rec.insert_many(rows):
            if row.is_owner:
                self.book.ids[OWNER] = row.pk
        for plan, row in zip(new, rows, strict=False):
            self.book.ids[plan.ref] = row.pk
        ties.put_ties(self.rec, [row.pk for row in rows if not row.is_owner])

    def _person(self, told: PersonRecord | OwnerRecord) -> Person:
        is_owner = isinstance(told, OwnerRecord)
        row = Person(
            name=told.name or network.NAMELESS,
            given=told.given,
            family=told.family,
            sort=names.fold(told.name or network.NAMELESS),
            place=told.place,
            birthday=told.birthday,
            is_owner=is_owner,
            batch=self.batch,
        )
        if isinstance(told, OwnerRecord):
            row.headline = told.headline
        else:
            row.note, row.title = told.note, told.title
            row.organisation_id = self.book.organisations.get(names.organisation(told.organisation))
        return row

    def _owner_id(self) -> int:
        return self.book.pk(OWNER if self.book.owner is None else self.book.owner)

    def _claims(self, planned: Sequence[Planned], roles: Iterable[tuple[PositionRecord, Claim, Held | None]]) -> None:
        rows: dict[type, list[Any]] = {Fact: [], ContactPoint: [], Position: []}
        fresh: list[tuple[int, Claim, Any]] = []
        for plan in planned:
            fresh += [(plan.ref, claim, self._claim(plan, claim, value)) for claim, value in plan.fresh]
        for *_, row in fresh:
            rows[type(row)].append(row)
        for told, claim, known in roles:
            if known is None:
                rows[Position].append(self._role(told, claim))
            else:
                self._seen(Position, known, told.day or self.batch.as_of)
        for held_rows in rows.values():
            self.rec.insert_many(held_rows)
        for ref, claim, row in fresh:
            self.book.claims[ref, claim] = Held(row.pk, self.batch.pk, row.day)
        for plan in planned:
            self._told_again(plan)

    def _told_again(self, plan: Planned) -> None:
        """Claims that have a row: of an earlier import, or of a record before this one."""
        day = plan.record.day or self.batch.as_of
        twice = [(claim, self.book.claims.get((plan.ref, claim))) for claim in plan.twice]
        for claim, held in (*plan.again, *twice):
            if held is not None:
                self._seen(TABLE[claim[0]], held, day)

    def _claim(self, plan: Planned, claim: Claim, value: str) -> Any:
        common = {
            "person_id": self.book.pk(plan.ref),
            "source": plan.record.source,
            "day": plan.record.day or self.batch.as_of,
            "batch": self.batch,
        }
        if claim[0] == "fact":
            return Fact(field=claim[1], value=value, **common)
        if claim[0] == "point":
            return ContactPoint(kind=claim[1], key=claim[2], value=value, **common)
        return Position(organisation_id=self.book.organisations.get(claim[1]), title=claim[2], **common)

    def _role(self, told: PositionRecord, claim: Claim) -> Position:
        return Position(
            person_id=self._owner_id(),
            organisation_id=self.book.organisations.get(claim[1]),
            kind=told.kind,
            title=told.title,
            start=told.start,
            end=told.end,
            current=not told.end,
            place=told.place,
            source=told.source,
            day=told.day or self.batch.as_of,
            batch=self.batch,
        )

    def _contacts(self, records: Sequence[InteractionRecord]) -> None:
        fresh = [(told, found) for told in records if (found := self.intake.contact(told))]
        rows = [self._contact(told, self.book.pk(ref), key) for told, (ref, key) in fresh]
        for (_, place), row in zip(fresh, self.rec.insert_many(rows), strict=True):
            self.book.contacts[place] = row.pk, self.batch.pk
        self._say(records, fresh, self.intake.contact_again, lambda told: self._contact(told, 0, 0))

    def _contact(self, told: InteractionRecord, person: int, key: int) -> Interaction:
        return Interaction(
            person_id=person,
            day=told.day,
            at=told.at,
            kind=told.kind,
            way=told.way,
            weight=told.weight,
            minutes=_minutes(told),
            hours=warmth.HOURS[told.kind] if told.hours is None else told.hours,
            key=key,
            source=told.source,
            batch=self.batch,
        )

    def _evidence(self, records: Sequence[EvidenceRecord]) -> None:
        fresh = [(told, found) for told in records if (found := self.intake.evidence(told))]
        rows = [self._proof(told, self.book.pk(ref), key) for told, (ref, key) in fresh]
        for (told, (ref, key)), row in zip(fresh, self.rec.insert_many(rows), strict=True):
            self.book.evidence[ref, told.kind, key] = row.pk, self.batch.pk
        self._say(records, fresh, self.intake.evidence_again, lambda told: self._proof(told, 0, 0))

    def _proof(self, told: EvidenceRecord, person: int, key: int) -> StandingEvidence:
        day = told.day or self.batch.as_of
        return StandingEvidence(
            person_id=person, kind=told.kind, text=told.text, key=key, source=told.source, day=day, batch=self.batch
        )

    def _acquaintances(self, records: Sequence[AcquaintanceRecord]) -> None:
        fresh = [(told, found) for told in records if (found := acquaintances.decide(self.intake, told))]
        acquaintances.write(self.rec, self.intake, self.batch, fresh)
        again, proof = partial(acquaintances.again, self.intake), partial(acquaintances.proof, batch=self.batch)
        self._say(records, fresh, again, proof)

    def _seen(self, model: type, held: Held, day: date) -> None:
        """A claim seen again: it is as new as the newer, and rests on both imports where these are two."""
        if held.batch is None:
            return
        if held.batch != self.batch.pk:
            self._sight(model, held.row, day)
            self._sight(model, held.row, held.day, held.batch)
        if day > held.day:
            self.days.setdefault(model, {})[held.row] = held.day = day

    def _say(
        self,
        records: Sequence[Any],
        fresh: Sequence[tuple[Any, Any]],
        again: Callable[[Any], Brought | None],
        row: Callable[[Any], Any],
    ) -> None:
        """Contacts or deeds that have their row already: what this file says of each. By hand is by hand."""
        new = {id(told) for told, _ in fresh}
        for told in records:
            held = None if id(told) in new else again(told)
            if held is not None and held[1] is not None:
                said = row(told)
                before = self.said.setdefault(type(said), {}).get(held[0])
                words = tellings.words(said)
                self.said[type(said)][held[0]] = tellings.joined(type(said), before, words) if before else words

    def _sight(self, model: type, row: int, day: date, batch: int | None = None) -> None:
        self.sightings.append(
            Sighting(
                workspace=self.rec.viewer.workspace,
                batch_id=batch or self.batch.pk,
                table=number(model),
                row=row,
                day=day,
            )
        )

    def _again(self) -> None:
        """Sightings and the days that follow from them are upkeep, not new facts: no journal."""
        self._keep_sightings()
        for model, said in self.said.items():
            tellings.keep(self.rec, self.batch, model, said)
        for model, days in self.days.items():
            for row, day in days.items():
                model.objects.of(self.rec.viewer).filter(pk=row).update(day=day)  # type: ignore[attr-defined]

    def _keep_sightings(self) -> None:
        """One for each row and import: of this one with the newest day any file of it tells, of an earlier one with
        the day its row had before this one."""
        rows = Sighting.objects.of(self.rec.viewer)
        rows.bulk_create(self.sightings, ignore_conflicts=True, batch_size=400)
        claims: dict[tuple[int, date], list[int]] = {}
        for one in self.sightings:
            if one.table in DATED and one.batch_id == self.batch.pk:
                claims.setdefault((one.table, one.day), []).append(one.row)
        for (table, day), keys in claims.items():
            rows.filter(table=table, batch=self.batch, row__in=keys, day__lt=day).update(day=day)

"""Preview, apply and undo of files. Parsing happens in a limited child process; what was read waits in
chunks nobody sees until it is published."""

import hashlib
import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import OperationalError
from django.utils import timezone

from backcast.accounts.models import Job, Viewer, Workspace
from backcast.accounts.queries import today
from backcast.errors import Refused, Unreadable
from backcast.formats import child, dating
from backcast.formats.meanings import Meanings
from backcast.formats.records import (
    AcquaintanceRecord,
    ColumnsSeen,
    EvidenceRecord,
    InteractionRecord,
    Origin,
    OwnerRecord,
    PersonRecord,
    PositionRecord,
    Progress,
    Row,
    from_json,
    to_json,
)
from backcast.imports import snapshot
from backcast.imports.actions import acquaintances, look, mapping, owner, publish, takeback, uploads
from backcast.imports.actions.intake import Intake
from backcast.imports.actions.pace import COMPARING, SAVING, Pace
from backcast.imports.models import PreviewChunk
from backcast.journal.actions import in_turn, record
from backcast.journal.models import Batch
from backcast.network import actions as network
from backcast.network.actions import hops
from backcast.ties import actions as ties
from backcast.vision import actions as vision

Said = Mapping[str, str]
"""Column to field, as `formats.meanings` has them."""
Tell = Callable[[int, int, str], None]
"""progress(done, total, what): called often, may raise Stopped."""
WEIGHT = {
    PersonRecord: 8,
    OwnerRecord: 8,
    PositionRecord: 2,
    InteractionRecord: 1,
    EvidenceRecord: 1,
    AcquaintanceRecord: 2,
}
"""Rows a record becomes, about."""
PEOPLE, NAMED, ABOUT = 0, 1, 2
"""Ranks: whoever a file tells of is saved before what it tells about them, in whatever order they come; and before
those it only names, so that who is meant by a name is decided among everybody, the first time as every other."""
RANK = {PersonRecord: PEOPLE, OwnerRecord: PEOPLE, PositionRecord: PEOPLE}
CHUNK = 2_000
"""Rows a chunk may write, about: one transaction well below the two seconds a batch may hold the lock."""
BUSY, TURN = 1.0, 0.11
"""Seconds of saving after which others get a turn, a stop among them [D]; somebody who waits for SQLite's lock looks
at most every tenth of a second, and finds it taken again without a pause."""


class Stopped(Exception):
    """The user asked for the work to end."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What reading found: a batch that can be applied, or None where it holds nothing new; and columns of people's own
    lists, read as they said or still to be asked about."""

    batch: Batch | None
    report: dict[str, Any]
    columns: tuple[ColumnsSeen, ...] = ()


def _silent(done: int, total: int, what: str) -> None:
    pass


def read(
    viewer: Viewer, paths: Sequence[Path], tell: Tell = _silent, *, me: Sequence[str] = (), said: Said | None = None
) -> Preview:
    """Read files into a preview. Nothing is published; an unreadable source leaves nothing behind. The same
    files again give the import back that was stopped halfway. `me` are addresses of the user's own; `said` is what
    columns of their own lists mean."""
    started = time.monotonic()
    own = owner.told(viewer, me)
    _clear_abandoned(viewer)
    batch = Batch(workspace=viewer.workspace, state="reading", digest="", as_of=viewer.today)
    batch.save()
    try:
        reading = _Reading(paths, own, mapping.known(viewer, said))
        intake, digest = _read_into(viewer, batch, reading, tell)
    except BaseException:
        Batch.objects.of(viewer).filter(pk=batch.pk).delete()
        raise
    report = intake.tally.report() | {"seconds": round(time.monotonic() - started, 2)}
    report |= mapping.told(reading.columns)
    held = Batch.objects.of(viewer).filter(digest=digest, state="stopped").first()
    if held or (_is_known(viewer, digest) and not own.is_new) or _is_empty(viewer, batch, intake):
        Batch.objects.of(viewer).filter(pk=batch.pk).delete()
        return Preview(held or None, held.report if held else report, tuple(reading.columns))
    batch.state, batch.digest, batch.as_of, batch.report = "preview", digest, intake.as_of, report
    batch.files = report["files"]
    batch.save()
    return Preview(batch, report, tuple(reading.columns))


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is to be read and with which knowledge; the columns met on the way."""

    paths: Sequence[Path]
    own: owner.Own
    meanings: Meanings
    columns: list[ColumnsSeen] = field(default_factory=list)


def _read_into(viewer: Viewer, batch: Batch, reading: _Reading, tell: Tell) -> tuple[Intake, str]:
    total, origin = 0, Origin(None, None, None)
    notes: list[Any] = []
    kept = _Chunks(viewer, batch)
    for own in reading.own.records:
        kept.add(own, to_json(own))
    hint = replace(snapshot.hint(viewer, reading.own.emails), meanings=reading.meanings)
    for told in child.read_limited(reading.paths, hint):
        if isinstance(told, Progress):
            tell(told.done, told.total, told.file)
        elif isinstance(told, Origin):
            origin = told
        elif isinstance(told, Row):
            row = to_json(told)
            total += _content(row)
            kept.add(told, row)
        elif isinstance(told, ColumnsSeen):
            reading.columns.append(told)
        else:
            notes.append(told)
    kept.end()
    intake = Intake(snapshot.book(viewer), dating.as_of(origin, viewer.today))
    for told in notes:
        intake.note(told)
    _decide(viewer, batch, intake, tell)
    whole = f"{total % 2**256:x} {intake.as_of.isoformat()}"
    return intake, hashlib.sha256(whole.encode()).hexdigest()


def _content(row: dict[str, Any]) -> int:
    """What a row says, wherever it stood, as a number to add up: the same archive as ZIP, as folder or with
    its rows in another order is the same content."""
    told = {name: value for name, value in row.items() if name not in ("file", "line")}
    return int.from_bytes(hashlib.sha256(json.dumps(told, sort_keys=True).encode()).digest(), "big")


def _is_named(told: PersonRecord) -> bool:
    return told.by_name and not (told.urls or told.emails or told.connected_on)


class _Chunks:
    """Keeps what is read in chunks of about one transaction, people apart from what is told about them."""

    def __init__(self, viewer: Viewer, batch: Batch) -> None:
        self.viewer, self.batch = viewer, batch
        self._rows: dict[int, list[dict[str, Any]]] = {PEOPLE: [], NAMED: [], ABOUT: []}
        self._weight = dict.fromkeys(self._rows, 0)

    def add(self, told: Row, row: dict[str, Any]) -> None:
        """Add one record with its JSON."""
        rank = NAMED if isinstance(told, PersonRecord) and _is_named(told) else RANK.get(type(told), ABOUT)
        self._rows[rank].append(row)
        self._weight[rank] += WEIGHT[type(told)]
        if self._weight[rank] >= CHUNK:
            self._keep(rank)

    def end(self) -> None:
        """Keep what is left."""
        for rank in self._rows:
            self._keep(rank)

    def _keep(self, rank: int) -> None:
        if self._rows[rank]:
            held = PreviewChunk(workspace=self.viewer.workspace, batch=self.batch, rank=rank, records=self._rows[rank])
            held.save()
        self._rows[rank], self._weight[rank] = [], 0


def _decide(viewer: Viewer, batch: Batch, intake: Intake, tell: Tell) -> None:
    """Count what publishing would do, with the very decisions publishing makes."""
    total = PreviewChunk.objects.of(viewer).filter(batch=batch).count()
    for done, held in enumerate(chunks(viewer, batch)):
        tell(done, total, COMPARING)
        for row in held.records:
            told = from_json(row)
            DECIDE[type(told)](intake, told)


DECIDE: dict[type, Callable[[Intake, Any], Any]] = {
    PersonRecord: Intake.person,
    OwnerRecord: Intake.owner,
    PositionRecord: Intake.position,
    InteractionRecord: Intake.contact,
    EvidenceRecord: Intake.evidence,
    AcquaintanceRecord: acquaintances.decide,
}


def chunks(viewer: Viewer, batch: Batch) -> Iterator[PreviewChunk]:
    """The chunks still to publish, one at a time, people first."""
    rows = PreviewChunk.objects.of(viewer).filter(batch=batch).order_by("rank", "pk")
    for pk in list(rows.values_list("pk", flat=True)):
        yield PreviewChunk.objects.of(viewer).get(pk=pk)


def _is_empty(viewer: Viewer, batch: Batch, intake: Intake) -> bool:
    return intake.tally.is_empty and not PreviewChunk.objects.of(viewer).filter(batch=batch).exists()


def _is_known(viewer: Viewer, digest: str) -> bool:
    return Batch.objects.of(viewer).filter(digest=digest, state__in=["applying", "applied"]).exists()


READING_HOURS, PREVIEW_DAYS = 1, 7
"""How long a killed reading and a preview nobody decided on are kept [D]."""


def _clear_abandoned(viewer: Viewer) -> None:
    now, rows = timezone.now(), Batch.objects.of(viewer)
    rows.filter(state="reading", started__lt=now - timedelta(hours=READING_HOURS)).delete()
    rows.filter(state="preview", started__lt=now - timedelta(days=PREVIEW_DAYS)).delete()


def apply(viewer: Viewer, batch: Batch, tell: Tell = _silent) -> dict[str, Any]:
    """Publish a preview and return what it did, and look who is here twice now. Safe to kill: the next start goes on
    where it ended. After `hold`, it goes on from there."""
    with _alone():
        state = _state(viewer, batch)
        if state not in ("preview", "applying", "stopped"):
            raise Refused("This import was applied or discarded already.", "See: backcast imports")
        started = time.monotonic()
        batch.state = "applying"
        Batch.objects.of(viewer).filter(pk=batch.pk).update(state=batch.state)
        moved = _publish(viewer, batch, tell)
        _settle_shown(viewer, batch, takeback.touched(viewer, batch) if state != "preview" else moved)
        _settle_hops(viewer, batch)
        with in_turn(viewer):
            ties.refresh(viewer, None)
            vision.link(viewer)
            seconds = round(batch.report.get("seconds", 0.0) + time.monotonic() - started, 2)
            report: dict[str, Any] = batch.report | {"seconds": seconds}
            batch.report = report
            batch.state, batch.finished = "applied", timezone.now()
            batch.save()
            Workspace.objects.filter(pk=viewer.workspace_id).update(aged_on=viewer.today)
    look.look(viewer)
    return report


def _settle_shown(viewer: Viewer, batch: Batch, people: Iterable[int]) -> None:
    """Which of what is known of them is the newest, now that all of an import is here."""
    with record(viewer, "import", actor="import", batch=batch) as rec:
        network.settle_shown(rec, people)


def _publish(viewer: Viewer, batch: Batch, tell: Tell) -> set[int]:
    """Returns of whom only days moved on."""
    intake = Intake(snapshot.book(viewer), batch.as_of)
    total = PreviewChunk.objects.of(viewer).filter(batch=batch).count()
    held = time.monotonic()
    for done, part in enumerate(chunks(viewer, batch)):
        tell(done, total, SAVING)
        publish.chunk(intake, batch, part)
        if time.monotonic() - held > BUSY:
            time.sleep(TURN)
            held = time.monotonic()
    tell(total, total, SAVING)
    return intake.moved


def _settle_hops(viewer: Viewer, batch: Batch) -> None:
    """Of whom an import tells; of everybody where that was never done."""
    hops.settle_aside(viewer, takeback.touched(viewer, batch) if viewer.workspace.aged_on else None)


def hold(viewer: Viewer, batch: Batch) -> None:
    """After a stop: what was saved stays, the rest waits until the user goes on or takes all of it back."""
    _settle_shown(viewer, batch, takeback.touched(viewer, batch))
    _settle_hops(viewer, batch)
    with in_turn(viewer):
        ties.refresh(viewer, None)
        Batch.objects.of(viewer).filter(pk=batch.pk, state="applying").update(state="stopped")
    batch.state = "stopped"


def discard(viewer: Viewer, batch: Batch) -> None:
    """Throw a preview away; nothing of it was ever visible."""
    if batch.state != "preview":
        raise Refused("Only a preview can be discarded.", f"Take it back with: backcast undo {batch.pk}")
    Batch.objects.of(viewer).filter(pk=batch.pk).delete()


def undo(viewer: Viewer, batch: Batch) -> takeback.TakenBack:
    """Take an import back: what only it supports goes; people with rows of the user's stay and are named."""
    with _alone():
        if _state(viewer, batch) not in ("applied", "applying", "stopped", "undoing"):
            raise Refused(f"Import {batch.pk} was taken back already.", "Import the file again to have it back.")
        return takeback.take_back(viewer, batch)


def _state(viewer: Viewer, batch: Batch) -> str | None:
    """How far an import is now: another process may have finished it since it was looked up; None where it is gone."""
    return Batch.objects.of(viewer).filter(pk=batch.pk).values_list("state", flat=True).first()


@contextmanager
def _alone() -> Iterator[None]:
    """One process publishes at a time; the lock falls with the process."""
    try:
        import fcntl
    except ImportError:  # a system without it relies on the database's own write lock
        yield
        return
    with (Path(settings.BACKCAST_HOME) / "imports.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as cause:
            raise Refused("Another import is being saved.", "Try again when it is done.") from cause
        yield


def finish_interrupted() -> None:
    """Go on with imports and undos that a killed process left half done; leave those still being worked on.
    Uploads nobody came to read go after a day."""
    uploads.clear_abandoned()
    for batch in Batch._base_manager.filter(state__in=["applying", "undoing"]).select_related("workspace"):
        viewer = Viewer(batch.workspace, today(batch.workspace))
        try:
            apply(viewer, batch) if batch.state == "applying" else undo(viewer, batch)
        except (Refused, OperationalError):  # busy elsewhere, or no room on the disk: doctor tells, a later start tries
            continue


def run_read(viewer: Viewer, job: Job) -> dict[str, Any]:
    """The worker's part of an upload: read it, then drop the uploaded file with its folder, unless something about
    it must be asked."""
    paths, questions = uploads.paths(job), []
    try:
        found = read(viewer, paths, progress(viewer, job), me=job.args.get("me", ()))
        questions = mapping.open_questions(job, found.columns)
    finally:
        if questions:
            uploads.ask(paths, questions)
        else:
            uploads.drop(paths)
    return {"batch": found.batch.pk if found.batch else None, "report": found.report}


def run_apply(viewer: Viewer, job: Job) -> dict[str, Any]:
    """The worker's part of "Apply"; stopped in the middle, the rest waits."""
    batch = Batch.objects.of(viewer).filter(pk=job.args["batch"]).first()
    if batch is None:
        raise Unreadable("This preview is gone.", "Choose the file again.")
    try:
        apply(viewer, batch, progress(viewer, job))
    except Stopped:
        hold(viewer, batch)
        raise
    return {"batch": batch.pk}


def progress(viewer: Viewer, job: Job) -> Tell:
    """Tells a job's page how far it is, at most five times a second; ends the work when asked to stop."""
    told, pace = 0.0, Pace()

    def tell(done: int, total: int, what: str) -> None:
        nonlocal told
        if time.monotonic() - told < 0.2 and done < total:
            return
        told = time.monotonic()
        row = Job.objects.of(viewer).filter(pk=job.pk)
        row.update(done=done, total=total, message=pace.words(done, total, what))
        if row.filter(state="stopping").exists():
            raise Stopped

    return tell


__all__ = [
    "Preview",
    "Stopped",
    "apply",
    "discard",
    "finish_interrupted",
    "hold",
    "read",
    "run_apply",
    "run_read",
    "undo",
]

"""Forget a person for good: their rows, their history and every mention the program itself wrote; what other
people's notes say of them is counted and named for review (model.md §9, security.md R25)."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.db.models import F

from backcast.accounts.models import Job, Owned, Viewer, Workspace
from backcast.errors import Refused
from backcast.formats import names
from backcast.imports.models import PreviewChunk, Sighting
from backcast.journal.models import Batch, Change, ChangeRow
from backcast.journal.queries import is_covered, number
from backcast.keeping import suppressed, traces
from backcast.keeping.traces import SOMEONE, Sought, Trace
from backcast.network import actions as people
from backcast.network import queries as network
from backcast.network.models import Organisation, Person, Position
from backcast.vision.models import Barrier, FuturePerson
from backcast.week.models import Week

Gone = dict[int, set[int]]
"""Ids of the rows that go, by the journal's number of their table."""

WRITTEN: dict[type[Owned], tuple[str, ...]] = {
    Batch: ("report", "files"),
    Change: ("title",),
    ChangeRow: ("before", "after"),
    Job: ("args", "message", "error"),
    Week: ("report",),
}
"""Texts that the program wrote itself: a mention in them is replaced without asking."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What is still there: mentions in texts of the user's own, and bytes of the files (0 after all is well)."""

    mentions: tuple[Trace, ...]
    bytes_found: int

    @property
    def traces(self) -> int:
        """Every place where an identifier of the person can still be read."""
        return len(self.mentions) + self.bytes_found


def forget(viewer: Viewer, person: Person) -> Forgotten:
    """Forget one person and look for what is left of them. Refused while an import is being written."""
    if Batch.objects.of(viewer).filter(state__in=["reading", "applying", "undoing"]).exists():
        raise Refused("An import is under way.", "Wait until it is done, then ask again.")
    person = network.person(viewer, person.pk)
    sought = traces.sought(viewer, person)
    suppressed.note(viewer, suppressed.identifiers(viewer, person))
    with transaction.atomic():
        suppressed.restore(viewer)
        _delete(viewer, person, sought)
        people.rebuild_search()
    mentions, bytes_found = traces.search(viewer, sought)
    return Forgotten(tuple(mentions), bytes_found)


def forget_again() -> None:
    """Forget whoever a restored backup brought back, or a kill left here, by the codes beside the database."""
    for viewer in suppressed.behind():
        with transaction.atomic():
            suppressed.restore(viewer)
            for person in suppressed.returned(viewer):
                _delete(viewer, person, traces.sought(viewer, person))
            people.rebuild_search()
        traces.flush()


def _delete(viewer: Viewer, person: Person, sought: Sought) -> None:
    gone = _hanging(Person, {person.pk})
    gone[number(Person)] = {person.pk}
    lonely = _lonely(viewer, person)
    gone[number(Organisation)] = lonely
    _unlink(viewer, person, sought)
    _scrub_journal(viewer, person, gone, sought)
    for table, rows in gone.items():
        Sighting.objects.of(viewer).filter(table=table, row__in=rows).delete()
    person.delete()
    Organisation.objects.all_of(viewer).filter(pk__in=lonely).delete()
    _scrub_written(viewer, sought)
    _drop_messages()
    Change(workspace=viewer.workspace, verb="forget", title="Forgot a person").save()
    Workspace.objects.filter(pk=viewer.workspace_id).update(stamp=F("stamp") + 1)


def _hanging(model: type[models.Model], keys: set[int]) -> Gone:
    """The rows that fall with some rows, table by table."""
    found: Gone = {}
    for relation in model._meta.related_objects:
        if relation.on_delete is not models.CASCADE or not is_covered(relation.related_model):
            continue
        below = relation.related_model
        rows = set(below._base_manager.filter(**{f"{relation.field.name}__in": keys}).values_list("pk", flat=True))
        for table, more in ({number(below): rows, **_hanging(below, rows)} if rows else {}).items():
            found.setdefault(table, set()).update(more)
    return found


def _lonely(viewer: Viewer, person: Person) -> set[int]:
    """Organisations known through this person alone."""
    mine = {
        person.organisation_id,
        *Position.objects.of(viewer).filter(person=person).values_list("organisation", flat=True),
    }
    others = Position.objects.of(viewer).exclude(person=person).filter(organisation__in=mine - {None})
    shown = Person.objects.all_of(viewer).exclude(pk=person.pk).filter(organisation__in=mine - {None})
    kept = {*others.values_list("organisation", flat=True), *shown.values_list("organisation", flat=True)}
    return {found for found in mine - kept if found is not None}


def _unlink(viewer: Viewer, person: Person, sought: Sought) -> None:
    """Future people and guides stay as the user's wish, without the name."""
    for future in FuturePerson.objects.of(viewer):
        if future.person_id == person.pk or sought.is_name(future.name):
            columns = {"person": None, "name": "" if _is_theirs(future.name, person, sought) else future.name}
            columns["describe"] = future.describe or ("" if columns["name"] else SOMEONE)
            if names.plain(future.key.replace("-", " ")) == person.sort:
                columns["key"] = f"someone-{future.pk}"
            FuturePerson.objects.of(viewer).filter(pk=future.pk).update(**columns)
    for barrier in Barrier.objects.of(viewer):
        if barrier.guide_id == person.pk or sought.is_name(barrier.guide_name):
            told = "" if _is_theirs(barrier.guide_name, person, sought) else barrier.guide_name
            Barrier.objects.of(viewer).filter(pk=barrier.pk).update(guide=None, guide_name=told)


def _is_theirs(text: str, person: Person, sought: Sought) -> bool:
    return names.fold(text) == person.sort or sought.is_name(text)


def _scrub_journal(viewer: Viewer, person: Person, gone: Gone, sought: Sought) -> None:
    """Drop the values of their rows, and the titles of what was done to them."""
    linked, dropped = set(), []
    for row in ChangeRow.objects.of(viewer).iterator(chunk_size=2000):
        if row.op == "I" and _meets(row.ranges, gone.get(row.table, set())):
            linked.add(row.change_id)
        elif row.op != "I" and _is_of(row, person.pk, gone):
            linked.add(row.change_id)
            dropped.append(row.pk)
    for part in _parts(dropped):
        ChangeRow.objects.of(viewer).filter(pk__in=part).delete()
    named = {person.sort, ""}
    for part in _parts(sorted(linked)):
        for change in Change.objects.of(viewer).filter(pk__in=part):
            if names.fold(change.title) in named:
                Change.objects.of(viewer).filter(pk=change.pk).update(title="")
    _unname_images(viewer, person, sought)


def _meets(ranges: Iterable[list[int]], rows: set[int]) -> bool:
    return bool(rows) and any(first <= row <= last for first, last in ranges for row in rows)


def _is_of(row: ChangeRow, person: int, gone: Gone) -> bool:
    """Whether a journal row is about a row of theirs, there still or deleted before."""
    if row.row in gone.get(row.table, set()):
        return True
    images = (row.before or {}, row.after or {})
    return row.table not in LINKS and any(image.get(name) == person for image in images for name in PERSON)


PERSON = ("person_id", "a_id", "b_id")
"""Columns that say whose a row is; an acquaintance is of two."""
LINKS = {21: "person_id", 27: "guide_id"}
"""Tables of the journal that outlive a person they name: future people and barriers."""


def _unname_images(viewer: Viewer, person: Person, sought: Sought) -> None:
    """Old images of future people and barriers lose the link, and the name with it."""
    for row in ChangeRow.objects.of(viewer).filter(table__in=LINKS).exclude(op="I"):
        link = LINKS[row.table]
        images = [row.before, row.after]
        if any(image and (image.get(link) == person.pk or sought.loose.search(str(image))) for image in images):
            row.before, row.after = (_unnamed(image, link, person) for image in images)
            row.save(update_fields=["before", "after"])


def _unnamed(image: dict[str, Any] | None, link: str, person: Person) -> dict[str, Any] | None:
    if image is None:
        return None
    kept = {key: None if key == link and value == person.pk else value for key, value in image.items()}
    for name in ("name", "guide_name"):
        if isinstance(kept.get(name), str) and names.fold(kept[name]) == person.sort:
            kept[name] = ""
    if names.plain(str(kept.get("key", "")).replace("-", " ")) == person.sort:
        kept["key"] = f"someone-{person.pk}"
    if kept.get("name") == "" and kept.get("describe") == "":
        kept["describe"] = SOMEONE
    return kept


def _scrub_written(viewer: Viewer, sought: Sought) -> None:
    for model, columns in WRITTEN.items():
        # A job still to be done needs its arguments as they are.
        rows = (
            model.objects.all_of(viewer).exclude(state__in=["open", "running"])
            if model is Job
            else model.objects.all_of(viewer)
        )
        for row in rows.iterator(chunk_size=2000):
            _replace(row, columns, sought.replaced)
    for chunk in PreviewChunk.objects.of(viewer):
        kept = [record for record in chunk.records if not sought.strict.search(str(record))]
        if len(kept) < len(chunk.records):
            PreviewChunk.objects.of(viewer).filter(pk=chunk.pk).update(records=kept)


def _replace(row: models.Model, columns: Iterable[str], replaced: Callable[[Any], Any]) -> None:
    new = {name: replaced(getattr(row, name)) for name in columns}
    changed = {name: value for name, value in new.items() if value != getattr(row, name)}
    if changed:
        type(row)._base_manager.filter(pk=row.pk).update(**changed)


def _drop_messages() -> None:
    """Messages waiting in a session may name the person; they are packed there, so no search would see it."""
    for session in Session.objects.all():
        told = session.get_decoded()
        if told.pop("_messages", None) is not None:
            session.session_data = SessionStore().encode(told)
            session.save(update_fields=["session_data"])


def _parts(keys: list[int]) -> Iterator[list[int]]:
    return (keys[start : start + 400] for start in range(0, len(keys), 400))

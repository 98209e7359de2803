"""Takes every mention the program itself wrote of people who go: in the vision, the journal, reports and messages."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import models

from backcast.accounts.models import Job, Owned, Viewer
from backcast.formats import names
from backcast.imports.models import PreviewChunk, Sighting
from backcast.journal.models import Batch, Change, ChangeRow
from backcast.journal.queries import number
from backcast.keeping.sought import SOMEONE, Sought
from backcast.network.models import Person
from backcast.vision.models import Barrier, FuturePerson, RoleModel
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


def unlink(viewer: Viewer, ids: set[int], sought: Sought) -> None:
    """Future people, guides and whom one learns from stay as the user's wish, without the name."""
    named = _names(viewer, ids)
    for future in FuturePerson.objects.of(viewer):
        if future.person_id in ids or sought.is_name(future.name):
            columns = {"person": None, "name": "" if _is_theirs(future.name, named, sought) else future.name}
            columns["describe"] = future.describe or ("" if columns["name"] else SOMEONE)
            if names.plain(future.key.replace("-", " ")) in named:
                columns["key"] = f"someone-{future.pk}"
            FuturePerson.objects.of(viewer).filter(pk=future.pk).update(**columns)
    for barrier in Barrier.objects.of(viewer):
        if barrier.guide_id in ids or sought.is_name(barrier.guide_name):
            told = "" if _is_theirs(barrier.guide_name, named, sought) else barrier.guide_name
            Barrier.objects.of(viewer).filter(pk=barrier.pk).update(guide=None, guide_name=told)
    for model in RoleModel.objects.of(viewer):
        if model.person_id in ids or sought.is_name(model.name):
            kept = model.name if not _is_theirs(model.name, named, sought) else f"{SOMEONE} ({model.pk})"
            RoleModel.objects.of(viewer).filter(pk=model.pk).update(person=None, name=kept)


def _names(viewer: Viewer, ids: set[int]) -> set[str]:
    """Their folded names, whoever else has them too."""
    return set(Person.objects.all_of(viewer).filter(pk__in=ids).values_list("sort", flat=True))


def _is_theirs(text: str, named: Collection[str], sought: Sought) -> bool:
    return names.fold(text) in named or sought.is_name(text)


def scrub_journal(viewer: Viewer, ids: set[int], gone: Gone, sought: Sought) -> None:
    """Drop the values of their rows, and the titles of what was done to them."""
    linked, dropped = set(), []
    gone = _with_deleted(viewer, ids, gone)
    ordered = {table: sorted(rows) for table, rows in gone.items()}
    for row in ChangeRow.objects.of(viewer).iterator(chunk_size=2000):
        if row.op == "I" and _meets(row.ranges, ordered.get(row.table, [])):
            linked.add(row.change_id)
        elif row.op != "I" and _is_of(row, ids, gone):
            linked.add(row.change_id)
            dropped.append(row.pk)
    for part in parts(dropped):
        ChangeRow.objects.of(viewer).filter(pk__in=part).delete()
    named = _names(viewer, ids) | {""}
    for part in parts(sorted(linked)):
        for change in Change.objects.of(viewer).filter(pk__in=part):
            if named & {names.fold(part) for part in (change.title, *change.title.split(" and "))}:
                Change.objects.of(viewer).filter(pk=change.pk).update(title="")
    _unname_images(viewer, ids, named - {""}, sought)


def _with_deleted(viewer: Viewer, ids: set[int], gone: Gone) -> Gone:
    """With the rows of theirs that went before: imports may have noted of these what they say."""
    found = {table: set(rows) for table, rows in gone.items()}
    rows = ChangeRow.objects.of(viewer).filter(op="D", row__isnull=False)
    for part in (rows.exclude(table=SEEN), rows.filter(table=SEEN)):
        for row in part.iterator(chunk_size=2000):
            if row.row is not None and _is_of(row, ids, found):
                found.setdefault(row.table, set()).add(row.row)
    return found


def _meets(ranges: Iterable[list[int]], rows: Sequence[int]) -> bool:
    """Whether one of some rows, in order, lies in a range."""
    places = ((bisect_left(rows, first), last) for first, last in ranges)
    return any(place < len(rows) and rows[place] <= last for place, last in places)


def _is_of(row: ChangeRow, ids: set[int], gone: Gone) -> bool:
    """Whether a journal row is about a row of theirs, there still or deleted before."""
    if row.row in gone.get(row.table, set()):
        return True
    images = (row.before or {}, row.after or {})
    if row.table == SEEN:
        return any(image.get("row") in gone.get(image.get("table", 0), set()) for image in images)
    return row.table not in LINKS and any(image.get(name) in ids for image in images for name in PERSON)


SEEN = number(Sighting)
PERSON = ("person_id", "a_id", "b_id", "connector_id", "target_id")
"""Columns that say whose a row is; an acquaintance is of two, and so is an ask."""
LINKS = {21: "person_id", 27: "guide_id", 32: "person_id"}
"""Tables of the journal that outlive a person they name: future people, barriers and whom one learns from."""


def _unname_images(viewer: Viewer, ids: set[int], named: Collection[str], sought: Sought) -> None:
    """Old images of such rows lose the link, and the name with it."""
    for row in ChangeRow.objects.of(viewer).filter(table__in=LINKS).exclude(op="I"):
        link = LINKS[row.table]
        images = [row.before, row.after]
        if any(image and (image.get(link) in ids or sought.loose.search(str(image))) for image in images):
            row.before, row.after = (_unnamed(image, link, ids, named) for image in images)
            row.save(update_fields=["before", "after"])


def _unnamed(image: dict[str, Any] | None, link: str, ids: set[int], named: Collection[str]) -> dict[str, Any] | None:
    if image is None:
        return None
    kept = {key: None if key == link and value in ids else value for key, value in image.items()}
    for name in ("name", "guide_name"):
        if isinstance(kept.get(name), str) and names.fold(kept[name]) in named:
            kept[name] = ""
    if names.plain(str(kept.get("key", "")).replace("-", " ")) in named:
        kept["key"] = f"someone-{image.get('id', min(ids))}"
    if kept.get("name") == "" and kept.get("describe") == "":
        kept["describe"] = SOMEONE
    if kept.get("name") == "" and "what" in kept:
        kept["name"] = f"{SOMEONE} ({image.get('id', min(ids))})"
    return kept


def scrub_written(viewer: Viewer, sought: Sought) -> None:
    """Replace them in the texts that the program wrote, and drop what waits in previews about them."""
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


def drop_messages() -> None:
    """Messages waiting in a session may name the person; they are packed there, so no search would see it."""
    for session in Session.objects.all():
        told = session.get_decoded()
        if told.pop("_messages", None) is not None:
            session.session_data = SessionStore().encode(told)
            session.save(update_fields=["session_data"])


def parts(keys: list[int]) -> Iterator[list[int]]:
    """Ids in parts that fit one statement."""
    return (keys[start : start + 400] for start in range(0, len(keys), 400))

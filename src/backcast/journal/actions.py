"""The recorder through which every action writes, and the inverse of what it wrote.

    with record(viewer, "log", title="Logged a talk") as rec:
        rec.insert(Interaction(...))

Rows, Change and ChangeRows are committed together or not at all. Derived columns are not recorded.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar, cast

from django.db import connection, models, transaction
from django.db.models import F

from backcast.accounts.models import Owned, Viewer, Workspace
from backcast.errors import Refused
from backcast.journal.models import Batch, Change, ChangeRow
from backcast.journal.queries import is_covered, number, table

Row = TypeVar("Row", bound=Owned)
BULK = 400
"""Rows per statement (model.md §4.8)."""


@contextmanager
def in_turn(viewer: Viewer) -> Iterator[None]:
    """One transaction that has the writing of this workspace to itself: what is looked up in it stays true until it is
    committed, and as everybody waits here first, nobody waits for somebody who waits for them. SQLite lets one writer
    in at a time anyway. Others may still point new rows at the workspace, hence `no_key`."""
    with transaction.atomic():
        if connection.features.has_select_for_update:
            Workspace.objects.of(viewer).select_for_update(no_key=True).values_list("pk").first()
        yield


@contextmanager
def record(
    viewer: Viewer,
    verb: str,
    *,
    title: str = "",
    actor: str = "user",
    batch: Batch | None = None,
    undo_of: Change | None = None,
    pinned: bool = False,
) -> Iterator["Recorder"]:
    """One change in one transaction, after those of others. Nothing recorded leaves no Change."""
    with in_turn(viewer):
        change = Change(
            workspace=viewer.workspace,
            actor=actor,
            verb=verb,
            title=title,
            batch=batch,
            undo_of=undo_of,
            pinned=pinned,
        )
        recorder = Recorder(viewer, change)
        yield recorder
        recorder.close()


class Recorder:
    """Writes rows of one workspace and notes what it did to them."""

    def __init__(self, viewer: Viewer, change: Change) -> None:
        self.viewer = viewer
        self.change = change
        self._inserted: dict[int, list[int]] = {}
        self._rows: list[ChangeRow] = []

    def insert(self, row: Row) -> Row:
        """Insert one row; its workspace is the viewer's."""
        return self.insert_many([row])[0]

    def insert_many(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Insert rows of one table in few statements; their ids are set."""
        if not rows:
            return rows
        model = type(rows[0])
        for row in rows:
            row.workspace = self.viewer.workspace
        model._base_manager.bulk_create(rows, batch_size=BULK)
        self._inserted.setdefault(number(model), []).extend(row.pk for row in rows)
        return rows

    def update(self, row: Row, **columns: Any) -> bool:
        """Set columns of one row; True if any differed. Unchanged columns are neither written nor noted."""
        return self.update_many(type(row), {row.pk: columns}, {row.pk: row}) > 0

    def update_many(
        self,
        model: type[Row],
        columns: Mapping[int, Mapping[str, Any]],
        held: Mapping[int, Row] | None = None,
    ) -> int:
        """Set columns by primary key; returns how many rows differed. `held` rows are kept in step."""
        changed: list[tuple[list[str], Row]] = []
        current = self._current(model, columns)
        for pk, wanted in columns.items():
            before = current.get(pk)
            if before is None:
                continue
            after = {name: value for name, value in wanted.items() if getattr(before, name) != value}
            if after:
                changed.append((self._set(model, before, after), before))
                if held and pk in held:
                    for name, value in after.items():
                        setattr(held[pk], name, value)
        _write(model, changed)
        return len(changed)

    def put(self, rows: Iterable[Row], **columns: Any) -> int:
        """Set the same columns of many rows of one table set-wise; returns how many. For rows that all differ."""
        held = list(rows)
        for start in range(0, len(held), BULK):
            part = held[start : start + BULK]
            model, names = type(part[0]), [_column(type(part[0]), name) for name in columns]
            for row in part:
                before = image(row, names)
                for name, value in columns.items():
                    setattr(row, name, value)
                self._updated(model, row, before)
            model._base_manager.filter(pk__in=[row.pk for row in part]).update(**columns)
        return len(held)

    def _current(self, model: type[Row], keys: Iterable[int]) -> dict[int, Row]:
        wanted, found = list(keys), {}
        for start in range(0, len(wanted), BULK):
            rows = model.objects.all_of(self.viewer).filter(pk__in=wanted[start : start + BULK])
            found.update({row.pk: row for row in rows})
        return found

    def _set(self, model: type[Row], row: Row, after: dict[str, Any]) -> list[str]:
        """Set columns of a row that is read, and note it; returns the columns for `_write`."""
        names = [_column(model, name) for name in after]
        before = image(row, names)
        for name, value in after.items():
            setattr(row, name, value)
        self._updated(model, row, before)
        return names

    def _updated(self, model: type[Owned], row: Owned, before: dict[str, Any]) -> None:
        names = list(before)
        self._note(
            table=number(model), row=row.pk, op="U", before=before, after=image(row, names), fields=",".join(names)
        )

    def delete(self, row: Owned) -> None:
        """Delete one row, keeping its full image. What hangs on it must be deleted first."""
        self._let_go(type(row), [row.pk])
        self._note(table=number(type(row)), row=row.pk, op="D", before=image(row))
        type(row)._base_manager.filter(pk=row.pk).delete()

    def delete_many(self, rows: Iterable[Owned]) -> int:
        """Delete rows of one table set-wise, keeping their images; returns how many."""
        held = list(rows)
        for start in range(0, len(held), BULK):
            part = held[start : start + BULK]
            self._let_go(type(part[0]), [row.pk for row in part])
            for row in part:
                self._note(table=number(type(row)), row=row.pk, op="D", before=image(row))
            type(part[0])._base_manager.filter(pk__in=[row.pk for row in part]).delete()
        return len(held)

    def _let_go(self, model: type[Owned], keys: Sequence[int]) -> None:
        """Empty the links to rows that go. Their deletion would do it unseen, and no undo would bring them back."""
        for relation in model._meta.related_objects:
            if relation.on_delete is models.SET_NULL and is_covered(relation.related_model):
                link: Any = relation.field
                self.put(link.model._base_manager.filter(**{f"{link.name}__in": keys}), **{link.attname: None})

    def drop(self, model: type[Owned], keys: Iterable[int]) -> int:
        """Delete rows for good, with what hangs on them, noting only their ids: for an undo of an import,
        whose redo is the file."""
        held = list(keys)
        for start in range(0, len(held), BULK):
            model.objects.all_of(self.viewer).filter(pk__in=held[start : start + BULK]).delete()
        if held:
            self._note(table=number(model), op="D", ranges=ranges(held))
        return len(held)

    def _note(self, **columns: Any) -> None:
        self._rows.append(ChangeRow(workspace=self.viewer.workspace, change=self.change, **columns))

    def close(self) -> None:
        """Write the change, if there was one, and raise the workspace's stamp."""
        for name, keys in self._inserted.items():
            self._note(table=name, op="I", ranges=ranges(keys))
        if not self._rows:
            return
        self.change.save()
        for row in self._rows:
            row.change_id = self.change.pk
        ChangeRow._base_manager.bulk_create(self._rows, batch_size=BULK)
        Workspace.objects.filter(pk=self.viewer.workspace_id).update(stamp=F("stamp") + 1)


def _write(model: type[Owned], changed: Iterable[tuple[list[str], Owned]]) -> None:
    """Columns of rows as these hold them, in this order; a run of the same columns is one statement with many values,
    past the objects, which take ten times as long."""
    for names, run in groupby(changed, itemgetter(0)):
        fields = [cast("models.Field[Any, Any]", model._meta.get_field(name)) for name in names]
        pk = model._meta.pk
        rows = [
            [one.get_db_prep_save(getattr(row, one.attname), connection) for one in (*fields, pk)] for _, row in run
        ]
        told = ", ".join(f'"{one.column}" = %s' for one in fields)
        with connection.cursor() as cursor:
            cursor.executemany(f'UPDATE "{model._meta.db_table}" SET {told} WHERE "{pk.column}" = %s', rows)  # noqa: S608


Also = Callable[[Recorder], object]
"""What an idea above adds to a change."""


def ranges(keys: Iterable[int]) -> list[list[int]]:
    """Ids as closed ranges: [3, 4, 5, 9] → [[3, 5], [9, 9]]."""
    numbered = enumerate(sorted(keys))
    runs = ([key for _, key in run] for _, run in groupby(numbered, lambda pair: pair[1] - pair[0]))
    return [[run[0], run[-1]] for run in runs]


def _column(model: type[models.Model], name: str) -> str:
    if name == "pk":
        return str(model._meta.pk.attname)
    return str(model._meta.get_field(name).attname)  # type: ignore[union-attr]


def image(row: models.Model, columns: Sequence[str] | None = None) -> dict[str, Any]:
    """A row's columns as JSON values; dates as ISO text, floats exactly as `repr` gives them."""
    chosen = columns if columns is not None else [field.attname for field in row._meta.concrete_fields]
    return {name: _plain(getattr(row, name)) for name in chosen}


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, int | float | str | bool | list | dict) else str(value)


@dataclass(slots=True)
class Inverted:
    """What an undo did: rows it `touched` by table number, and rows it kept with the reason."""

    change: Change
    touched: dict[int, set[int]] = field(default_factory=dict)
    kept: list[tuple[int, int, str]] = field(default_factory=list)
    now: dict[tuple[int, int], dict[str, Any]] = field(default_factory=dict)
    """Rows that were updated, as they stand: what is put back is noted here too."""

    def touch(self, table_number: int, row: int) -> None:
        """Note a row whose derived values the caller must bring up to date."""
        self.touched.setdefault(table_number, set()).add(row)


def invert(viewer: Viewer, change: Change) -> Inverted:
    """Take one change back, newest row first. Columns changed since are left and named (compare and set);
    a row that others have come to hang on stays. Derived values are the caller's to refresh."""
    done = Inverted(change)
    with record(viewer, "undo", title=change.title, undo_of=change) as rec:
        change.refresh_from_db(fields=["undone"])
        if change.undone or change.undo_of_id:
            raise Refused("This was taken back already.", "Nothing else to do.")
        rows = list(ChangeRow.objects.of(viewer).filter(change=change).order_by("-id"))
        done.now = _now(viewer, rows)
        for (op, place), run in groupby(rows, lambda row: (row.op, row.table)):
            INVERSE[op](rec, table(place), list(run), done)
        Change.objects.of(viewer).filter(pk=change.pk).update(undone=True)
    return done


def _now(viewer: Viewer, rows: Sequence[ChangeRow]) -> dict[tuple[int, int], dict[str, Any]]:
    """The updated rows as they are before anything is taken back: deleting what this change inserted may null
    links to it, and that is no later change of somebody's."""
    wanted: dict[int, set[int]] = {}
    for row in rows:
        if row.op == "U" and row.row is not None:
            wanted.setdefault(row.table, set()).add(row.row)
    return {
        (number, held.pk): image(held)
        for number, keys in wanted.items()
        for held in table(number).objects.all_of(viewer).filter(pk__in=keys)
    }


def _undo_updates(rec: Recorder, model: type[Owned], rows: Sequence[ChangeRow], done: Inverted) -> None:
    back: dict[int, dict[str, Any]] = {}
    there = model.objects.all_of(rec.viewer)
    held = {row.pk: row for part in _parts(rows) for row in there.filter(pk__in=[one.row for one in part])}
    for row in rows:
        if row.row is None or row.row not in held:
            continue
        now = done.now[row.table, row.row]
        found = {name: value for name, value in row.before.items() if now[name] == row.after[name]}
        now.update(found)
        back.setdefault(row.row, {}).update(found)
        if len(found) < len(row.before):
            done.kept.append((row.table, row.row, "it was changed again later"))
        done.touch(row.table, row.row)
    lost = _lost(model, back.values())
    alike: dict[str, list[int]] = {}
    for pk, columns in back.items():
        alike.setdefault(repr(_leading(columns, lost)), []).append(pk)
    for keys in alike.values():
        columns = {name: _python(model, name, value) for name, value in _leading(back[keys[0]], lost).items()}
        rec.put([held[pk] for pk in keys] if columns else [], **columns)


def _parts(rows: Sequence[ChangeRow]) -> Iterator[Sequence[ChangeRow]]:
    return (rows[start : start + BULK] for start in range(0, len(rows), BULK))


def _undo_deletes(rec: Recorder, model: type[Owned], rows: Sequence[ChangeRow], done: Inverted) -> None:
    for row in rows:
        key = row.before[_column(model, "pk")]
        done.now[row.table, key] = dict(row.before)  # the same change may have updated it before
        done.touch(row.table, key)
    lost = _lost(model, [row.before for row in rows])
    needed = {field.attname for field in model._meta.concrete_fields if not field.null}
    told = [_leading(row.before, lost) for row in rows]
    rec.insert_many(
        [
            model(**{name: _python(model, name, value) for name, value in columns.items()})
            for columns, row in zip(told, rows, strict=True)
            if columns.keys() >= needed & row.before.keys()
        ]
    )


Lost = dict[str, set[Any]]


def _lost(model: type[models.Model], images: Iterable[Mapping[str, Any]]) -> Lost:
    """Ids by column that lead nowhere any more: to somebody who was forgotten since, or purged."""
    found: Lost = {}
    told = list(images)
    for link in model._meta.concrete_fields:
        if isinstance(link, models.ForeignKey):
            ids = sorted({image[link.attname] for image in told if image.get(link.attname) is not None})
            there: Any = link.related_model
            for start in range(0, len(ids), BULK):
                part = set(ids[start : start + BULK])
                held = there._base_manager.filter(pk__in=part).values_list("pk", flat=True)
                found.setdefault(link.attname, set()).update(part - set(held))
    return found


def _leading(image: Mapping[str, Any], lost: Lost) -> dict[str, Any]:
    """The columns of an image that lead nowhere left out."""
    return {name: value for name, value in image.items() if value is None or value not in lost.get(name, ())}


def _undo_inserts(rec: Recorder, model: type[Owned], rows: Sequence[ChangeRow], done: Inverted) -> None:
    for row in rows:
        for first, last in reversed(row.ranges):
            for held in model.objects.all_of(rec.viewer).filter(pk__gte=first, pk__lte=last).order_by("-pk"):
                if hanging(held):
                    done.kept.append((row.table, held.pk, "something else has come to hang on it"))
                else:
                    rec.delete(held)
                done.touch(row.table, held.pk)


INVERSE = {"U": _undo_updates, "D": _undo_deletes, "I": _undo_inserts}


def hanging(row: models.Model) -> bool:
    """Whether rows of the journal's tables would fall with this one. (Moves not done yet and open matches are
    derived.)"""
    for relation in row._meta.related_objects:
        model = relation.related_model
        if relation.on_delete is not models.CASCADE or not is_covered(model):
            continue
        rows = model._base_manager.filter(**{relation.field.name: row.pk})
        if model.__name__ == "Move":
            rows = rows.filter(state="done")
        if model.__name__ == "Match":
            rows = rows.exclude(state="open")
        if rows.exists():
            return True
    return False


def _python(model: type[models.Model], column: str, value: Any) -> Any:
    field = next(found for found in model._meta.concrete_fields if found.attname == column)
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    return target.to_python(value)

"""The recorder through which every action writes, and the inverse of what it wrote.

    with record(viewer, "log", title="Logged a talk") as rec:
        rec.insert(Interaction(...))

Rows, Change and ChangeRows are committed together or not at all. Derived columns are not recorded.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import F

from backcast.accounts.models import Owned, Viewer, Workspace
from backcast.errors import Refused
from backcast.journal.models import Batch, Change, ChangeRow
from backcast.journal.queries import is_covered, number, table

Row = TypeVar("Row", bound=Owned)
BULK = 400
"""Rows per statement (model.md §4.8)."""


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
    """One change in one transaction. Nothing recorded leaves no Change."""
    with transaction.atomic():
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
        changed = 0
        current = self._current(model, columns)
        for pk, wanted in columns.items():
            before = current.get(pk)
            if before is None:
                continue
            after = {name: value for name, value in wanted.items() if getattr(before, name) != value}
            if after:
                changed += 1
                self._set(model, before, after)
                if held and pk in held:
                    for name, value in after.items():
                        setattr(held[pk], name, value)
        return changed

    def _current(self, model: type[Row], keys: Iterable[int]) -> dict[int, Row]:
        wanted, found = list(keys), {}
        for start in range(0, len(wanted), BULK):
            rows = model.objects.all_of(self.viewer).filter(pk__in=wanted[start : start + BULK])
            found.update({row.pk: row for row in rows})
        return found

    def _set(self, model: type[Row], before: Row, after: dict[str, Any]) -> None:
        names = [_column(model, name) for name in after]
        old = image(before, names)
        for name, value in after.items():
            setattr(before, name, value)
        model._base_manager.filter(pk=before.pk).update(**after)
        self._note(
            table=number(model),
            row=before.pk,
            op="U",
            before=old,
            after=image(before, names),
            fields=",".join(names),
        )

    def delete(self, row: Owned) -> None:
        """Delete one row, keeping its full image. What hangs on it must be deleted first."""
        self._note(table=number(type(row)), row=row.pk, op="D", before=image(row))
        type(row)._base_manager.filter(pk=row.pk).delete()

    def delete_many(self, rows: Iterable[Owned]) -> int:
        """Delete rows of one table set-wise, keeping their images; returns how many."""
        held = list(rows)
        for start in range(0, len(held), BULK):
            part = held[start : start + BULK]
            for row in part:
                self._note(table=number(type(row)), row=row.pk, op="D", before=image(row))
            type(part[0])._base_manager.filter(pk__in=[row.pk for row in part]).delete()
        return len(held)

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
    if change.undone or change.undo_of_id:
        raise Refused("This was taken back already.", "Nothing else to do.")
    done = Inverted(change)
    with record(viewer, "undo", title=change.title, undo_of=change) as rec:
        rows = list(ChangeRow.objects.of(viewer).filter(change=change).order_by("-id"))
        done.now = _now(viewer, rows)
        for row in rows:
            INVERSE[row.op](rec, row, done)
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


def _undo_update(rec: Recorder, row: ChangeRow, done: Inverted) -> None:
    model = table(row.table)
    held = model.objects.all_of(rec.viewer).filter(pk=row.row).first()
    if held is None or row.row is None:
        return
    now = done.now[row.table, row.row]
    back = {name: value for name, value in row.before.items() if now[name] == row.after[name]}
    now.update(back)
    if len(back) < len(row.before):
        done.kept.append((row.table, row.row, "it was changed again later"))
    rec.update(held, **{name: _python(model, name, value) for name, value in back.items()})
    done.touch(row.table, row.row)


def _undo_delete(rec: Recorder, row: ChangeRow, done: Inverted) -> None:
    model = table(row.table)
    columns = {name: _python(model, name, value) for name, value in row.before.items()}
    rec.insert(model(**columns))
    done.touch(row.table, columns[_column(model, "pk")])


def _undo_insert(rec: Recorder, row: ChangeRow, done: Inverted) -> None:
    model = table(row.table)
    for first, last in reversed(row.ranges):
        for held in model.objects.all_of(rec.viewer).filter(pk__gte=first, pk__lte=last).order_by("-pk"):
            if hanging(held):
                done.kept.append((row.table, held.pk, "something else has come to hang on it"))
            else:
                rec.delete(held)
            done.touch(row.table, held.pk)


INVERSE = {"U": _undo_update, "D": _undo_delete, "I": _undo_insert}


def hanging(row: models.Model) -> bool:
    """Whether rows of the journal's tables would fall with this one. (Moves not done yet are derived.)"""
    for relation in row._meta.related_objects:
        model = relation.related_model
        if relation.on_delete is not models.CASCADE or not is_covered(model):
            continue
        rows = model._base_manager.filter(**{relation.field.name: row.pk})
        if model.__name__ == "Move":
            rows = rows.filter(state="done")
        if rows.exists():
            return True
    return False


def _python(model: type[models.Model], column: str, value: Any) -> Any:
    field = next(found for found in model._meta.concrete_fields if found.attname == column)
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    return target.to_python(value)

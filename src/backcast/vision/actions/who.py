"""Whom a name in the vision means, among the people of the workspace."""

from collections.abc import Iterable, Mapping
from typing import Any

from backcast.accounts.models import Viewer
from backcast.formats import names
from backcast.journal.actions import Recorder
from backcast.network import queries as network
from backcast.vision.actions.rows import writing
from backcast.vision.models import (
    Barrier,
    FuturePerson,
    RoleModel,
)


class Directory:
    """The people of the workspace who have some names."""

    def __init__(self, viewer: Viewer, wanted: Iterable[str]) -> None:
        self._viewer = viewer
        self._found: dict[str, list[tuple[int, int | None]]] = {}
        rows = network.people(viewer).filter(sort__in={names.fold(name) for name in wanted})
        for pk, sort, where in rows.values_list("pk", "sort", "organisation_id"):
            self._found.setdefault(sort, []).append((pk, where))

    def who(self, name: str, organisation: str = "") -> int | None:
        """The one person with that name, or with that name at that organisation; None where it is not clear."""
        found = self._found.get(names.fold(name), []) if name else []
        if len(found) > 1 and organisation:
            where = network.organisation(self._viewer, organisation)  # by a name it has or had
            found = [one for one in found if where and one[1] == where.pk]
        return found[0][0] if len(found) == 1 else None

    def future(self, row: FuturePerson, own: Mapping[str, Any]) -> int | None:
        """The link of a future person after `own` is set; a link stays while it is told the same."""
        name, where = own.get("name", row.name), own.get("organisation", row.organisation)
        if row.person_id and (name, where) == (row.name, row.organisation):
            return row.person_id
        return self.who(name, where)

    def guide(self, row: Barrier | None, name: str | None) -> dict[str, Any]:
        """The columns of a barrier's guide; nothing where none is told."""
        if name is None or (row and row.guide_id and row.guide_name == name):
            return {}
        return {"guide_name": name, "guide_id": self.who(name)}

    def model(self, row: RoleModel | None, name: str) -> int | None:
        """The link of somebody to learn from; it stays while they are told the same."""
        return row.person_id if row and row.person_id and row.name == name else self.who(name)


def link(viewer: Viewer) -> int:
    """Find again whom the names of the vision mean that have no person yet, as after an import; how many were found."""
    if not any(rows.exists() for rows in _unknown(viewer)):
        return 0
    with writing(viewer, "People of the vision found") as rec:
        return find(rec)


def find(rec: Recorder) -> int:
    """The same as part of a change that made somebody's name clear."""
    people, barriers, models = map(list, _unknown(rec.viewer))
    named = [*(row.name for row in (*people, *models)), *(row.guide_name for row in barriers)]
    who = Directory(rec.viewer, named)
    found = rec.update_many(
        FuturePerson, {row.pk: {"person_id": who.who(row.name, row.organisation)} for row in people}
    )
    found += rec.update_many(Barrier, {row.pk: {"guide_id": who.who(row.guide_name)} for row in barriers})
    return found + rec.update_many(RoleModel, {row.pk: {"person_id": who.who(row.name)} for row in models})


def _unknown(viewer: Viewer) -> tuple[Any, Any, Any]:
    people = FuturePerson.objects.of(viewer).filter(person=None).exclude(name="")
    barriers = Barrier.objects.of(viewer).filter(guide=None).exclude(guide_name="")
    return people, barriers, RoleModel.objects.of(viewer).filter(person=None)

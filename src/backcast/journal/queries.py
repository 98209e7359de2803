"""Reads of the journal: which tables it covers, what changed lately, where a value comes from."""

from functools import cache

from django.db import models
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from backcast.accounts.models import Owned, Viewer
from backcast.errors import NotFound
from backcast.journal.models import Batch, Change, ChangeRow

TABLES = {
    40: "backcast.accounts.models.Workspace",
    1: "backcast.network.models.Organisation",
    2: "backcast.network.models.Person",
    3: "backcast.network.models.ContactPoint",
    4: "backcast.network.models.Position",
    5: "backcast.network.models.Fact",
    6: "backcast.network.models.Acquaintance",
    7: "backcast.network.models.Evidence",
    8: "backcast.network.models.OrganisationName",
    9: "backcast.network.models.Tag",
    41: "backcast.network.models.Tagged",
    10: "backcast.ties.models.Tie",
    11: "backcast.ties.models.Interaction",
    12: "backcast.ties.models.Promise",
    13: "backcast.ties.models.StandingEvidence",
    14: "backcast.ties.models.TieProposal",
    15: "backcast.ties.models.Favour",
    20: "backcast.vision.models.Vision",
    21: "backcast.vision.models.FuturePerson",
    22: "backcast.vision.models.Milestone",
    23: "backcast.vision.models.MilestoneAfter",
    24: "backcast.vision.models.MilestoneLeads",
    25: "backcast.vision.models.Place",
    26: "backcast.vision.models.Shift",
    27: "backcast.vision.models.Barrier",
    28: "backcast.introductions.models.Ask",
    29: "backcast.introductions.models.AskStep",
    32: "backcast.vision.models.RoleModel",
    33: "backcast.vision.models.Note",
    30: "backcast.week.models.Week",
    31: "backcast.week.models.Move",
    50: "backcast.imports.models.Sighting",
    51: "backcast.imports.models.Match",
    60: "backcast.lab.models.Experiment",
    61: "backcast.lab.models.Run",
}
"""Tables the journal covers, by a number that never changes. The others are derived or about the work itself."""

NUMBERS = {path: number for number, path in TABLES.items()}


@cache
def table(number: int) -> type[Owned]:
    """The model behind a number of the journal."""
    model: type[Owned] = import_string(TABLES[number])
    return model


def number(model: type[models.Model]) -> int:
    """The number of a model in the journal."""
    return NUMBERS[f"{model.__module__}.{model.__qualname__}"]


def is_covered(model: type[models.Model]) -> bool:
    """Whether the journal notes what happens to this table."""
    return f"{model.__module__}.{model.__qualname__}" in NUMBERS


def change(viewer: Viewer, change_id: int) -> Change:
    """One change of this workspace."""
    found = Change.objects.of(viewer).filter(pk=change_id).first()
    if found is None:
        raise NotFound("There is no such change.")
    return found


def last_change(viewer: Viewer, verb: str) -> Change | None:
    """The newest change with this verb, for the offer to undo it."""
    return Change.objects.of(viewer).filter(verb=verb).order_by("-id").first()


def batch(viewer: Viewer, batch_id: int) -> Batch:
    """One import of this workspace."""
    found = Batch.objects.of(viewer).filter(pk=batch_id).first()
    if found is None:
        raise NotFound(f"There is no import {batch_id}.", "List them with: backcast imports")
    return found


def batches(viewer: Viewer) -> QuerySet[Batch]:
    """Imports, newest first; those still being read or discarded are not among them."""
    return Batch.objects.of(viewer).exclude(state="reading").order_by("-id")


def history(viewer: Viewer, model: type[Owned], row: int) -> QuerySet[ChangeRow]:
    """What the journal knows of one row, newest first: "where does this value come from?"."""
    rows = ChangeRow.objects.of(viewer).filter(table=number(model), row=row)
    return rows.select_related("change").order_by("-id")

"""What an import needs between reading and publishing."""

from django.db import models
from django.db.models import F, Q

from backcast.accounts.models import Json, Owned
from backcast.journal.models import Batch
from backcast.network.models import Person


class PreviewChunk(Owned):
    """Records that were read and not yet published; each is deleted in the transaction that publishes it."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="chunks")
    rank = models.SmallIntegerField(default=0)
    """0 for people, 1 for people only named, 2 for what speaks of people: a reader may tell of them in any order."""
    records = Json(default=list)


class Sighting(Owned):
    """A later file held a row that another had brought: undoing the first then leaves it."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="sightings")
    table = models.SmallIntegerField()
    row = models.BigIntegerField()
    day = models.DateField()
    told = Json(null=True)
    """What this file says of the row, where another says something else."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["table", "row", "batch"], name="sighting_once")]


class Match(Owned):
    """Two people who may be one. Open ones follow from what is known of both and are found anew; an answer stays,
    and is never asked for again."""

    a = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="matched_after", db_index=False)
    b = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="matched_before")
    probability = models.FloatField(default=0.0)
    sure = models.BooleanField(default=False)
    state = models.TextField(default="open")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["a", "b"], name="match_once"),
            models.CheckConstraint(condition=Q(a__lt=F("b")), name="match_order"),
            models.CheckConstraint(condition=Q(state__in=["open", "merged", "apart"]), name="match_state"),
        ]
        indexes = [models.Index(fields=["workspace", "state", "-probability"], name="match_open")]


class Mapping(Owned):
    """What the columns of a list nobody knows mean, as the user said: the next one with this header is read so."""

    kind = models.TextField()
    digest = models.TextField()
    """SHA-256 of the header, folded."""
    columns = Json(default=dict)
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "kind", "digest"], name="mapping_once")]

"""What an import needs between reading and publishing."""

from django.db import models

from backcast.accounts.models import Json, Owned
from backcast.journal.models import Batch


class PreviewChunk(Owned):
    """Records that were read and not yet published; each is deleted in the transaction that publishes it."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="chunks")
    rank = models.SmallIntegerField(default=0)
    """0 for people, 1 for what speaks of people: a reader may tell of them in any order."""
    records = Json(default=list)


class Sighting(Owned):
    """A later file held a row that another had brought: undoing the first then leaves it."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="sightings")
    table = models.SmallIntegerField()
    row = models.BigIntegerField()
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["table", "row", "batch"], name="sighting_once")]

"""Who wrote what: batches of an import, changes, and the rows each change touched."""

from django.db import models

from backcast.accounts.models import Json, Owned


class Batch(Owned):
    """One import: what was read, when it was true (`as_of`), and how far it got."""

    state = models.TextField(default="preview")
    digest = models.TextField()
    """SHA-256 of what was read and of its day: the same again makes no second batch."""
    as_of = models.DateField()
    files = Json(default=list)
    report = Json(default=dict)
    started = models.DateTimeField(auto_now_add=True)
    finished = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    state__in=["reading", "preview", "applying", "stopped", "applied", "undoing", "undone"]
                ),
                name="batch_state",
            )
        ]
        indexes = [models.Index(fields=["workspace", "digest"], name="batch_digest")]


class Change(Owned):
    """One act, with everything it wrote; undo is itself a change."""

    at = models.DateTimeField(auto_now_add=True)
    actor = models.TextField(default="user")
    verb = models.TextField()
    title = models.TextField(default="")
    batch = models.ForeignKey(Batch, null=True, on_delete=models.CASCADE, related_name="changes")
    undo_of = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="undos")
    undone = models.BooleanField(default=False)
    pinned = models.BooleanField(default=False)
    """Pinned changes (standing, vision) keep their values for good; others lose them after 30 days."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(actor__in=["user", "import", "sync", "assistant", "rule"]),
                name="change_actor",
            )
        ]
        indexes = [models.Index(fields=["workspace", "-id"], name="change_recent")]


class ChangeRow(Owned):
    """What a change did to a table: rows inserted (as ranges of ids), updated (columns before and
    after) or deleted (their full image)."""

    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="rows")
    table = models.SmallIntegerField()
    row = models.BigIntegerField(null=True)
    op = models.TextField()
    ranges = Json(null=True)
    before = Json(null=True)
    after = Json(null=True)
    fields = models.TextField(default="")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(op__in=["I", "U", "D"]), name="changerow_op")]
        indexes = [models.Index(fields=["row", "table"], name="changerow_row")]


class Sourced(Owned):
    """A row that is a fact: who said so (`source`), when it was true (`day`), and in which import."""

    source = models.TextField(default="hand")
    day = models.DateField()
    batch = models.ForeignKey(Batch, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)

    class Meta:
        abstract = True

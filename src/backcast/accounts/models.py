"""Users, workspaces and the rule that every other row belongs to one workspace."""

import datetime as dt
import json
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model, covariant=True)


if TYPE_CHECKING:
    Text = models.Field[Any, Any]
else:
    Text = models.TextField


class Json(Text):
    """Opaque JSON kept as text: never filtered or joined. (Django's own needs SQL functions that
    `trusted_schema=OFF` refuses.)"""

    def get_prep_value(self, value: Any) -> str | None:
        return None if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def from_db_value(self, value: str | None, *_: Any) -> Any:
        return None if value is None else json.loads(value)

    def to_python(self, value: Any) -> Any:
        return value


class User(models.Model):
    """A person who signs in. In local mode there is one, made on the first run, without a password."""

    email = models.TextField(unique=True)


class Workspaces(models.Manager["Workspace"]):
    """Workspaces; `of(viewer)` is the one a viewer looks at, so that the journal reaches it as any row."""

    def of(self, viewer: "Viewer") -> "models.QuerySet[Workspace]":
        """The viewer's own row."""
        return self.filter(pk=viewer.workspace_id)

    def all_of(self, viewer: "Viewer") -> "models.QuerySet[Workspace]":
        """The same, as the journal asks of every table."""
        return self.of(viewer)


class Workspace(models.Model):
    """One network with its vision: `mine`, or the sample `demo`."""

    owner = models.ForeignKey(User, on_delete=models.PROTECT)
    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    name = models.TextField()
    time_zone = models.TextField(default="")
    stage = models.TextField(default="")
    settings = Json(default=dict)
    aged_on = models.DateField(null=True)
    """The day the ties' derived columns were brought up to."""
    stamp = models.BigIntegerField(default=0)
    """Raised by every Change: the cheap answer to "did anything change?"."""
    looked = models.BigIntegerField(default=-1)
    """The stamp at which duplicates were last looked for."""
    weighed = models.BigIntegerField(default=-1)
    weighed_on = models.DateField(null=True)
    """The stamp and the day at which the worth of ties was last computed."""

    objects = Workspaces()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="workspace_owner_name")]


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who is asking: the first argument of every query and action. `today` is the day in their zone."""

    workspace: Workspace
    today: dt.date

    @property
    def workspace_id(self) -> int:
        """The only rows this viewer can reach are of this workspace."""
        return self.workspace.pk


class OwnedObjects(models.Manager[Row]):
    """The one way to a table. Anything but `of(viewer)`, or a way through an owned parent, raises."""

    def get_queryset(self) -> models.QuerySet[Row]:
        if getattr(self, "instance", None) is None:
            raise RuntimeError(f"{self.model.__name__}: ask for rows with objects.of(viewer).")
        return super().get_queryset()

    def of(self, viewer: Viewer) -> models.QuerySet[Row]:
        """The viewer's rows."""
        return self.all_of(viewer)

    def all_of(self, viewer: Viewer) -> models.QuerySet[Row]:
        """The viewer's rows with those that are not shown: people in the trash, or merged into others. For what
        must know of everything, as the journal does."""
        return super().get_queryset().filter(workspace_id=viewer.workspace_id)


class Owned(models.Model):
    """A row that belongs to a workspace."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+", db_index=False)
    objects = OwnedObjects()

    class Meta:
        abstract = True


class Token(Owned):
    """A secret that opens something, kept only as its digest. Kinds are never interchangeable."""

    kind = models.TextField()
    digest = models.TextField(unique=True)
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(kind__in=["sign-in"]), name="token_kind")]


class Job(Owned):
    """Long work, done by one worker: claimed by a lease, checkpointed by what it works on."""

    kind = models.TextField()
    args = Json(default=dict)
    state = models.TextField(default="open")
    message = models.TextField(default="")
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    attempts = models.SmallIntegerField(default=0)
    """How often a worker took it: one that kills its worker each time is given up."""
    made = models.DateTimeField(auto_now_add=True)
    error = Json(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["open", "running", "stopping", "stopped", "done", "failed"]),
                name="job_state",
            )
        ]
        indexes = [models.Index(fields=["id"], name="job_open", condition=models.Q(state__in=["open", "running"]))]


class Suppression(Owned):
    """The keyed code of an identifier of a forgotten person: a later import leaves them out."""

    code = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "code"], name="suppression_code")]

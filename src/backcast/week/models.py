"""The plan of a week and its moves."""

import uuid

from django.db import models
from django.db.models import Q

from backcast.accounts.models import Json, Owned
from backcast.introductions.models import Ask
from backcast.network.models import Person
from backcast.ties.models import Promise
from backcast.vision.models import Barrier, FuturePerson, Milestone

ON_MILESTONES = ("slice", "step")
"""Kinds of moves that are work on a milestone: the subject of their key is its id."""


def linked(key: str) -> tuple[int | None, int | None]:
    """Future person and ask that a key speaks of: `near:3`, `direct:f3`, `thank:7`, and behind the one who is asked
    `ask:12:f3` or `ask:12:a7`."""
    kind, subject, *rest = key.split(":")
    if kind in ("near", "direct"):
        return int(subject.removeprefix("f")), None
    if kind in ("follow_up", "thank", "loop"):
        return None, int(subject)
    sign, row = (rest[0][:1], int(rest[0][1:])) if kind == "ask" and rest else ("", None)
    return (row if sign == "f" else None), (row if sign == "a" else None)


def barrier_of(key: str) -> int | None:
    """The barrier that a key speaks of: `barrier:12:b5` behind the guide, `barrier:b5` where they are only a name."""
    kind, *about = key.split(":")
    return int(about[-1].removeprefix("b")) if kind == "barrier" else None


class Week(Owned):
    """A planned week, beginning on a Monday. `inputs` tells when the plan is stale."""

    start = models.DateField()
    hours = models.FloatField(null=True)
    """Hours the user set for this week alone; null means the vision's."""
    inputs = models.TextField(default="")
    report = Json(default=dict)
    computed = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "start"], name="week_start"),
            models.CheckConstraint(
                condition=Q(hours__isnull=True) | (Q(hours__gte=0) & Q(hours__lte=80)), name="week_hours"
            ),
        ]


class Move(Owned):
    """One thing to do. `key` (kind and subject) keeps its id across re-planning."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    week = models.ForeignKey(Week, on_delete=models.CASCADE, related_name="moves")
    slot = models.SmallIntegerField(default=0)
    kind = models.TextField()
    key = models.TextField()
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="moves")
    milestone = models.ForeignKey(Milestone, null=True, on_delete=models.CASCADE, related_name="moves")
    promise = models.ForeignKey(Promise, null=True, on_delete=models.CASCADE, related_name="moves")
    future_person = models.ForeignKey(FuturePerson, null=True, on_delete=models.SET_NULL, related_name="moves")
    ask = models.ForeignKey(Ask, null=True, on_delete=models.SET_NULL, related_name="moves")
    barrier = models.ForeignKey(Barrier, null=True, on_delete=models.SET_NULL, related_name="moves")
    minutes = models.IntegerField()
    value = models.FloatField(default=0.0)
    why = Json(default=list)
    """Reasons as codes with figures; never a name."""
    serves = Json(default=list)
    state = models.TextField(default="shown")
    until = models.DateField(null=True)
    done_on = models.DateField(null=True)
    spent = models.IntegerField(null=True)
    note = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["week", "key"], name="move_key"),
            models.CheckConstraint(condition=Q(state__in=["shown", "hidden", "done", "skipped"]), name="move_state"),
        ]
        indexes = [
            models.Index(fields=["workspace", "key"], name="move_by_key"),
            models.Index(fields=["workspace", "state", "done_on"], name="move_state_done"),
        ]

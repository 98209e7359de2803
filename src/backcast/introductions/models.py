"""Asks: what the user asks of people they know, so that others come to know them."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from backcast.accounts.models import Owned, OwnedObjects, Viewer
from backcast.network.models import Organisation, Person
from backcast.vision.models import FuturePerson

STATES = ["drafted", "asked", "agreed", "declined", "silent", "introduced", "thanked", "told"]
OPEN = ["drafted", "asked", "agreed"]
"""States in which something is still expected of the connector, or of the user before asking."""


class Asks(OwnedObjects["Ask"]):
    """Asks; those of people in the trash are not shown."""

    def of(self, viewer: Viewer) -> models.QuerySet["Ask"]:
        """The viewer's asks."""
        rows = self.all_of(viewer).filter(connector__deleted_at=None)
        return rows.filter(Q(target=None) | Q(target__deleted_at=None))


class Ask(Owned):
    """One request to one person (`connector`) for an introduction to one aim: a person, somebody of the future who
    has no row yet, or anybody at an organisation. `chance`, `low` and `high` were foretold when it was asked."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    connector = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="asked", db_index=False)
    target = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="asked_for")
    future_person = models.ForeignKey(FuturePerson, null=True, on_delete=models.SET_NULL, related_name="asked_for")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.SET_NULL, related_name="asked_for")
    wanted = models.TextField(default="")
    """The aim in the user's words, where it is nobody in particular: somebody in a field or a place."""
    state = models.TextField(default="drafted")
    made_on = models.DateField()
    asked_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    introduced_on = models.DateField(null=True)
    thanked_on = models.DateField(null=True)
    told_on = models.DateField(null=True)
    score = models.FloatField(null=True)
    """The first hop's share of the log-odds on the day of asking, before what was learned: what the answer teaches."""
    chance = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    text = models.TextField(default="")
    """The letter to the connector, in the user's words."""
    note = models.TextField(default="")
    """The note they can pass on."""
    outcome = models.TextField(default="")
    """What came of it, in the user's words."""
    objects: ClassVar[Asks] = Asks()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="ask_state"),
            models.UniqueConstraint(fields=["connector"], condition=Q(state__in=OPEN), name="ask_one_open"),
            models.CheckConstraint(
                condition=Q(target=None) | Q(future_person=None, organisation=None), name="ask_one_aim"
            ),
        ]
        indexes = [models.Index(fields=["connector", "asked_on"], name="ask_connector")]


class AskStep(Owned):
    """One person on the route an ask was meant to take, as it was when drafted: the connector is place 1."""

    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="steps", db_index=False)
    place = models.SmallIntegerField()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="on_routes")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ask", "place"], name="askstep_once")]

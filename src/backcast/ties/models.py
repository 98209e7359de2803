"""What stands between the user and a person: standing, ring, contacts, promises and favours."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from backcast.accounts.models import Json, Owned, OwnedObjects, Viewer
from backcast.journal.models import Sourced
from backcast.network.models import Person

STANDINGS = ["champion", "advocate", "supporter", "friendly", "unknown"]
RINGS = ["inner", "close", "active", "outer", "family", ""]
STATUSES = ["new", "quiet", "current", "due", "fading", "dormant", "lapsed"]
KINDS = ["meeting", "call", "message", "mail", "event"]
EVIDENCE = [
    "recommendation", "endorsement", "introduction", "interview", "reference", "effort", "answer", "witness",
    "recommendation_given", "endorsement_given", "follow",
]  # fmt: skip
"""What can speak for a standing (engines.md §2), and what the user gave or follows, which speaks for none."""


SILENT = Q(may_ask=False) | Q(suggest=False) | Q(ring="family")
"""Ties to people the user is not to ask."""


class Ties(OwnedObjects["Tie"]):
    """Ties; those to people in the trash are not shown."""

    def of(self, viewer: Viewer) -> models.QuerySet["Tie"]:
        """The viewer's ties."""
        return self.all_of(viewer).filter(person__deleted_at=None)


class Tie(Owned):
    """The user's tie to a person: what they set, and below it what is derived from contacts and aged daily."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="tie")
    standing = models.TextField(default="unknown")
    standing_on = models.DateField(null=True)
    aim = models.TextField(default="")
    ring = models.TextField(default="")
    cadence = models.IntegerField(null=True)
    suggest = models.BooleanField(default=True)
    may_ask = models.BooleanField(default=True)
    """Whether they may be asked to introduce the user to somebody."""

    # Derived
    since = models.DateField(null=True)
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    next = models.DateField(null=True)
    interactions = models.IntegerField(default=0)
    days = models.IntegerField(default=0)
    activity = models.FloatField(default=0.0)
    closeness = models.FloatField(default=0.0)
    strength = models.FloatField(default=0.0)
    reciprocity = models.FloatField(null=True)
    status = models.TextField(default="quiet")
    gave = models.IntegerField(default=0)
    got = models.IntegerField(default=0)
    """Favours given to them and received from them."""
    against = models.FloatField(null=True)
    """Odds against an introduction by them, at an even base rate: e^−score (engine.routes); null without a tie."""
    worth = models.FloatField(null=True)
    """What would be lost of the active vision without them, in [0, 1]; null without one."""
    reasons = Json(null=True)
    """Why, the largest part first: [code, future person or null, count] of engine.worth."""

    objects: ClassVar[Ties] = Ties()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(standing__in=STANDINGS), name="tie_standing"),
            models.CheckConstraint(condition=Q(aim__in=["", *STANDINGS[:-1]]), name="tie_aim"),
            models.CheckConstraint(condition=Q(ring__in=RINGS), name="tie_ring"),
            models.CheckConstraint(condition=Q(status__in=STATUSES), name="tie_status"),
        ]
        indexes = [
            models.Index(fields=["workspace", "-strength"], name="tie_strength"),
            models.Index(fields=["workspace", "status", "-strength"], name="tie_status_strength"),
            models.Index(fields=["workspace", "standing", "-strength"], name="tie_standing_strength"),
            models.Index(fields=["workspace", "-last"], name="tie_last"),
            models.Index(fields=["workspace", "against"], name="tie_against", condition=Q(against__isnull=False)),
            models.Index(fields=["person", "against", "workspace"], name="tie_route"),
            models.Index(
                fields=["workspace", "against"], name="tie_silent", condition=Q(against__isnull=False) & SILENT
            ),
        ]


class Interaction(Sourced):
    """One dated contact with one person. `weight` and `hours` are filled on writing from the engine."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="interactions", db_index=False)
    at = models.DateTimeField(null=True)
    kind = models.TextField()
    way = models.TextField(default="both")
    minutes = models.IntegerField(null=True)
    weight = models.FloatField()
    hours = models.FloatField()
    text = models.TextField(default="")
    key = models.BigIntegerField(null=True)
    """64-bit digest of the source's own key: the same message of two exports is one row."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], condition=Q(key__isnull=False), name="contact_once"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="contact_kind"),
            models.CheckConstraint(condition=Q(way__in=["in", "out", "both"]), name="contact_way"),
        ]
        indexes = [
            models.Index(fields=["workspace", "person", "day", "weight", "hours", "way"], name="contact_ageing"),
        ]


class Promise(Owned):
    """Something owed: `out` by the user, `in` by the person."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="promises")
    way = models.TextField(default="out")
    text = models.TextField()
    due = models.DateField(null=True)
    made_on = models.DateField()
    done_on = models.DateField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(way__in=["in", "out"]), name="promise_way")]
        indexes = [models.Index(fields=["workspace", "done_on", "due"], name="promise_open")]


class Favour(Owned):
    """Something useful that was given: `out` by the user, `in` by the person."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="favours")
    way = models.TextField(default="out")
    text = models.TextField()
    day = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(way__in=["in", "out"]), name="favour_way")]


class StandingEvidence(Sourced):
    """Something a person did for the user, or the user for them: what a proposed standing rests on."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="evidence")
    kind = models.TextField()
    text = models.TextField(default="")
    key = models.BigIntegerField(null=True)
    """64-bit digest of the source's own key, as in Interaction."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "key"], condition=Q(key__isnull=False), name="evidence_once"
            ),
            models.CheckConstraint(condition=Q(kind__in=EVIDENCE), name="evidence_kind"),
        ]


class TieProposal(Owned):
    """The user's answer to a proposed standing or ring. Open proposals have no row: they follow from evidence
    and warmth. A refusal is for good; what was left comes again only with evidence newer than `on`."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="proposals")
    field = models.TextField()
    value = models.TextField()
    state = models.TextField()
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "field", "value"], name="proposal_once"),
            models.CheckConstraint(condition=Q(field__in=["standing", "ring"]), name="proposal_field"),
            models.CheckConstraint(condition=Q(state__in=["accepted", "refused", "left"]), name="proposal_state"),
        ]

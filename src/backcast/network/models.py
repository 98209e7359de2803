"""People, their addresses, organisations and positions: who is where, who knows whom, and who said so."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from backcast.accounts.models import Owned, OwnedObjects, Viewer
from backcast.journal.models import Batch, Sourced


def partial(field: str, name: str) -> models.CheckConstraint:
    """A partial date is reduced ISO text of at most ten characters: 2009, 2020-01, 2020-01-15, --02-29, or
    empty. (A pattern would need a function that `trusted_schema=OFF` refuses in a schema.)"""
    return models.CheckConstraint(condition=LessThanOrEqual(Length(field), 10), name=name)


class Organisations(OwnedObjects["Organisation"]):
    """Organisations; those merged into another are not shown."""

    def of(self, viewer: Viewer) -> models.QuerySet["Organisation"]:
        """The viewer's organisations."""
        return self.all_of(viewer).filter(merged_into=None)


class Organisation(Owned):
    """A company, school or association. `key` is its folded name without legal form."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    name = models.TextField()
    key = models.TextField()
    merged_into = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="merged", db_index=False)
    batch = models.ForeignKey(Batch, null=True, on_delete=models.SET_NULL, related_name="+")
    known = models.IntegerField(default=0)
    """Derived: how many people here have a position there, as its hops were last made."""
    objects: ClassVar[Organisations] = Organisations()

    class Meta:
        indexes = [
            models.Index(fields=["workspace", "key"], name="organisation_key"),
            models.Index(fields=["merged_into"], name="organisation_merged", condition=Q(merged_into__isnull=False)),
        ]


class OrganisationName(Owned):
    """A further name of an organisation, by hand: an alias, a former name, or the name of one it took in."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="names")
    name = models.TextField()
    key = models.TextField()
    kind = models.TextField(default="alias")
    since = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key", "name"], name="organisationname_once"),
            models.CheckConstraint(condition=Q(kind__in=["alias", "former", "merged"]), name="organisationname_kind"),
            partial("since", "organisationname_since"),
        ]
        indexes = [models.Index(fields=["workspace", "key"], name="organisationname_key")]


class People(OwnedObjects["Person"]):
    """People; those in the trash or merged into another are not shown."""

    def of(self, viewer: Viewer) -> models.QuerySet["Person"]:
        """The viewer's people, the owner among them."""
        return self.all_of(viewer).filter(deleted_at=None, merged_into=None)


class Person(Owned):
    """A human being, the owner included. Name, organisation, title … are derived from claims."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    name = models.TextField()
    given = models.TextField(default="")
    family = models.TextField(default="")
    sort = models.TextField()
    headline = models.TextField(default="")
    place = models.TextField(default="")
    languages = models.TextField(default="")
    """What they speak, as codes (or words without one) with commas between."""
    field = models.TextField(default="")
    seniority = models.TextField(default="")
    """What they do and how senior they are, where somebody said so; else both follow from the title."""
    birthday = models.TextField(default="")
    note = models.TextField(default="")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.SET_NULL, related_name="people")
    title = models.TextField(default="")
    is_owner = models.BooleanField(default=False)
    deleted_at = models.DateField(null=True)
    """The day they were moved to the trash; 30 days later they are purged."""
    merged_into = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="merged", db_index=False)
    """Who they turned out to be. Their row stays, so that an old id still leads somewhere."""
    batch = models.ForeignKey(Batch, null=True, on_delete=models.SET_NULL, related_name="+")
    objects: ClassVar[People] = People()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace"], condition=Q(is_owner=True), name="person_one_owner"),
            partial("birthday", "person_birthday"),
        ]
        indexes = [
            models.Index(fields=["workspace", "sort"], name="person_sort"),
            models.Index(fields=["merged_into"], name="person_merged", condition=Q(merged_into__isnull=False)),
            models.Index(fields=["deleted_at"], name="person_trash", condition=Q(deleted_at__isnull=False)),
        ]


class ContactPoint(Sourced):
    """An address of a person. `key` is the normalised form that recognises them; families share some."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="points")
    kind = models.TextField()
    value = models.TextField()
    key = models.TextField()
    label = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "key"], name="point_once"),
            models.CheckConstraint(condition=Q(kind__in=["email", "phone", "url"]), name="point_kind"),
        ]
        indexes = [models.Index(fields=["key", "workspace"], name="point_key")]


class Position(Sourced):
    """A dated role of a person at an organisation. Of several current ones the newest claim is shown."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="positions")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.CASCADE, related_name="positions")
    kind = models.TextField(default="work")
    title = models.TextField(default="")
    start = models.TextField(default="")
    end = models.TextField(default="")
    current = models.BooleanField(default=True)
    """False once its end is known or a newer claim has taken its place."""
    chosen = models.BooleanField(default=False)
    """The user said that this one is true now, whatever is newer."""
    place = models.TextField(default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["work", "study"]), name="position_kind"),
            partial("start", "position_start"),
            partial("end", "position_end"),
        ]
        indexes = [models.Index(fields=["organisation", "current"], name="position_current")]


CLAIMED = ["name", "headline", "place", "languages", "field", "seniority", "birthday", "note", "connected"]
"""Fields that claims are about."""


class Fact(Sourced):
    """A claim: this source said this value of this field on that day. The shown value is the winner."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="facts")
    field = models.TextField()
    value = models.TextField()
    chosen = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "field", "source", "value"], name="fact_once"),
            models.CheckConstraint(
                condition=Q(field__in=CLAIMED),
                name="fact_field",
            ),
        ]


HEARD = ["said", "introduced", "meeting", "thread", "employer", "school", "recommendation"]
"""What can speak for two people knowing each other (engines.md §3)."""


class Acquaintance(Owned):
    """Two other people who seem to know each other; it lives while it has evidence. `a` is the lower id."""

    a = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="knows_after", db_index=False)
    b = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="knows_before")
    direction = models.TextField(default="both")
    state = models.TextField(default="active")
    strength = models.FloatField(default=0.0)
    """Derived: 1 − Π(1 − s) over the evidence that is not retired."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["a", "b"], name="acquaintance_once"),
            models.CheckConstraint(condition=Q(a__lt=F("b")), name="acquaintance_order"),
            models.CheckConstraint(condition=Q(direction__in=["both", "a_b", "b_a"]), name="acquaintance_direction"),
            models.CheckConstraint(condition=Q(state__in=["active", "disputed", "retired"]), name="acquaintance_state"),
        ]


class Evidence(Sourced):
    """One piece of what speaks for an acquaintance: a thread or a meeting both were part of, or somebody's word."""

    acquaintance = models.ForeignKey(Acquaintance, on_delete=models.CASCADE, related_name="evidence")
    kind = models.TextField()
    strength = models.FloatField()
    text = models.TextField(default="")
    key = models.BigIntegerField(null=True)
    """64-bit digest of the source's own key: the same thread of two exports is one row."""
    retired = models.BooleanField(default=False)
    words = ""
    """The sentence of a piece that follows from positions and has no row."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["acquaintance", "kind", "key"], condition=Q(key__isnull=False), name="heard_once"
            ),
            models.CheckConstraint(condition=Q(kind__in=HEARD), name="heard_kind"),
            models.CheckConstraint(condition=Q(strength__gte=0.0, strength__lte=1.0), name="heard_strength"),
        ]


class Hop(Owned):
    """From one person to another whom they seem to know, ready for the search of routes. Derived from live
    acquaintances and shared positions; never exported, never journaled."""

    src = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="hops_out", db_index=False)
    dst = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="hops_in", db_index=False)
    against = models.FloatField()
    """Odds against an introduction over this hop, at an even base rate: e^−score (engine.routes). With it the search
    needs no function, and neither a new day nor a learned rate changes a row."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["src", "dst"], name="hop_once")]
        indexes = [models.Index(fields=["dst", "against", "src"], name="hop_back")]


class Spot(Owned):
    """Where a person lies on the map, and in which group. Derived; kept so that the map does not jump."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="spot")
    x = models.FloatField()
    y = models.FloatField()
    group = models.IntegerField()


class Tag(Owned):
    """A word of the user's own for some people."""

    name = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "name"], name="tag_once")]


class Tagged(Owned):
    """A person with a tag."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="tagged", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tagged")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tag", "person"], name="tagged_once")]


class SearchText(Owned):
    """What search looks through: folded names, organisation, title and addresses of one person. Derived."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="search")
    text = models.TextField()

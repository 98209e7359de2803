"""The future, the people in it, and the story that leads there."""

import uuid

from django.db import models
from django.db.models import Q

from backcast.accounts.models import Json, Owned
from backcast.engine.schedule import HOURS_BY_KIND
from backcast.formats.vision_records import KINDS, STATES
from backcast.network.models import Person

NEAR = ((0.4, "a good way is known"), (0.15, "a way is known"), (0.0, "a way is known, a long shot"))
"""Words for the chance of an introduction, from so much on [D]."""

SHIFT_STATES = ("open", "kept", "dropped")
BARRIER_STATES = ("open", "asked", "past")
LOOKS = ("practice", "half-year")
"""What a look back is about: one shift, or the whole future."""


def shown(person: Person | None) -> Person | None:
    """A person as a vision shows them: the link stays while they are in the trash, and is not followed."""
    return None if person is None or person.deleted_at else person


class Vision(Owned):
    """Where the user wants to be at the horizon. Up to three futures; one is active."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    key = models.TextField()
    active = models.BooleanField(default=False)
    title = models.TextField()
    horizon = models.DateField()
    place = models.TextField(default="")
    known_for = models.TextField(default="")
    meaning = models.TextField(default="")
    importance = models.SmallIntegerField(default=3)
    hours_per_week = models.FloatField(default=3.0)
    milestone_share = models.FloatField(default=0.6)
    appeal = models.SmallIntegerField(null=True)
    """How much the user would like it, 1 to 5; null until they say."""
    sure = models.SmallIntegerField(null=True)
    """How sure they are that it is what they want, 1 to 5; null until they say."""
    told = models.TextField(default="")
    """The story as prose in the user's own words; empty while it is the one told from the milestones."""
    step = models.TextField(default="")
    """Where the guided questions stopped; empty before they began, `done` after the last."""
    written_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "key"], name="vision_key"),
            models.UniqueConstraint(fields=["workspace"], condition=Q(active=True), name="vision_one_active"),
            models.CheckConstraint(condition=Q(importance__range=(1, 5)), name="vision_importance"),
            models.CheckConstraint(condition=Q(hours_per_week__gte=0) & Q(hours_per_week__lte=80), name="vision_hours"),
            models.CheckConstraint(condition=Q(milestone_share__range=(0, 1)), name="vision_share"),
            models.CheckConstraint(condition=Q(appeal=None) | Q(appeal__range=(1, 5)), name="vision_appeal"),
            models.CheckConstraint(condition=Q(sure=None) | Q(sure__range=(1, 5)), name="vision_sure"),
        ]


class FuturePerson(Owned):
    """Someone who will know the user by then: a person, a name, or a description."""

    vision = models.ForeignKey(Vision, on_delete=models.CASCADE, related_name="future_people")
    key = models.TextField()
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="futures")
    name = models.TextField(default="")
    describe = models.TextField(default="")
    organisation = models.TextField(default="")
    local = models.BooleanField(default=False)
    knows_me = models.BooleanField(default=False)
    coffee = models.BooleanField(default=False)
    """The user would like to have coffee with them."""
    weight = models.SmallIntegerField(default=3)

    # Derived
    reach = models.FloatField(null=True)
    reach_low = models.FloatField(null=True)
    reach_high = models.FloatField(null=True)
    """How likely an introduction to them is, with its range; null where no way is known."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vision", "key"], name="future_person_key"),
            models.CheckConstraint(condition=Q(weight__range=(1, 5)), name="future_person_weight"),
            models.CheckConstraint(condition=~Q(name="", describe=""), name="future_person_named"),
        ]

    @property
    def known(self) -> Person | None:
        """The person here they are; nobody while that one is in the trash."""
        return shown(self.person)

    @property
    def near(self) -> str:
        """How near an introduction is, in words; empty where no way is known or they know the user."""
        if self.knows_me or self.reach is None:
            return ""
        return next(word for least, word in NEAR if self.reach >= least)


class Milestone(Owned):
    """A chapter of the story, with its hours and its latest date."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    vision = models.ForeignKey(Vision, on_delete=models.CASCADE, related_name="milestones")
    key = models.TextField()
    kind = models.TextField(default="other")
    title = models.TextField()
    due = models.DateField(null=True)
    hours = models.FloatField()
    weeks = models.FloatField(null=True)
    at_work = models.BooleanField(default=False)
    importance = models.SmallIntegerField(default=3)
    done_hours = models.FloatField(default=0.0)
    state = models.TextField(default="open")
    done_on = models.DateField(null=True)
    told_state = models.TextField(default="")
    """The state the last file told; a file counts only where it says something new."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vision", "key"], name="milestone_key"),
            models.CheckConstraint(condition=Q(kind__in=[*KINDS]), name="milestone_kind"),
            models.CheckConstraint(condition=Q(state__in=[*STATES]), name="milestone_state"),
            models.CheckConstraint(condition=Q(hours__gte=0), name="milestone_hours"),
            models.CheckConstraint(condition=Q(importance__range=(1, 5)), name="milestone_importance"),
        ]

    @property
    def is_usual(self) -> bool:
        """Whether its hours are those of its kind, which nobody may have thought about."""
        return not self.done_hours and self.hours == HOURS_BY_KIND.get(self.kind)


class MilestoneAfter(Owned):
    """`milestone` can begin once `after` is done."""

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="afters")
    after = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="befores")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["milestone", "after"], name="after_once"),
            models.CheckConstraint(condition=~Q(milestone=models.F("after")), name="after_not_itself"),
        ]


class MilestoneLeads(Owned):
    """`milestone` leads to `future_person`."""

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="leads")
    future_person = models.ForeignKey(FuturePerson, on_delete=models.CASCADE, related_name="led_by")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["milestone", "future_person"], name="leads_once")]


class Place(Owned):
    """Where the user needs to be to meet them; recognised by its title."""

    vision = models.ForeignKey(Vision, on_delete=models.CASCADE, related_name="places")
    title = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vision", "title"], name="place_once")]


class Shift(Owned):
    """How the user wants to show up differently: from `was` to `to`, by a small practice."""

    vision = models.ForeignKey(Vision, on_delete=models.CASCADE, related_name="shifts")
    was = models.TextField()
    to = models.TextField()
    practice = models.TextField(default="")
    review = models.DateField(null=True)
    state = models.TextField(default="open")
    """`open` while it is practised, `kept` once it is how the user works, `dropped` when it is left."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vision", "was", "to"], name="shift_once"),
            models.CheckConstraint(condition=Q(state__in=SHIFT_STATES), name="shift_state"),
        ]


class Barrier(Owned):
    """What stands in the way, who can guide past it, and the first thing to ask them."""

    vision = models.ForeignKey(Vision, on_delete=models.CASCADE, related_name="barriers")
    title = models.TextField()
    guide = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="guides")
    guide_name = models.TextField(default="")
    first_ask = models.TextField(default="")
    milestone = models.ForeignKey(Milestone, null=True, on_delete=models.SET_NULL, related_name="barriers")
    """The milestone it stands before; null where it stands before the whole future."""
    state = models.TextField(default="open")
    """`open`, `asked` once the guide was asked, `past` once it no longer stands in the way."""
    asked_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vision", "title"], name="barrier_once"),
            models.CheckConstraint(condition=Q(state__in=BARRIER_STATES), name="barrier_state"),
        ]

    @property
    def known(self) -> Person | None:
        """The guide as a person here; nobody while that one is in the trash."""
        return shown(self.guide)


class RoleModel(Owned):
    """Somebody to learn from by watching: who they are, and what to take from them."""

    vision = models.ForeignKey(Vision, on_delete=models.CASCADE, related_name="role_models")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="models")
    name = models.TextField()
    what = models.TextField(default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vision", "name"], name="role_model_once")]

    @property
    def known(self) -> Person | None:
        """The person here they are; nobody while that one is in the trash."""
        return shown(self.person)


class Note(Owned):
    """What the user wrote when they looked back: at a shift and its practice, or at the whole future."""

    vision = models.ForeignKey(Vision, on_delete=models.CASCADE, related_name="notes")
    shift = models.ForeignKey(Shift, null=True, on_delete=models.CASCADE, related_name="notes")
    kind = models.TextField()
    day = models.DateField()
    text = models.TextField(default="")
    changed = Json(default=list)
    """What was different from the look before, as codes and figures; no text of people."""

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=LOOKS), name="note_kind"),
            models.CheckConstraint(
                condition=Q(kind="practice", shift__isnull=False) | Q(kind="half-year", shift=None), name="note_about"
            ),
        ]

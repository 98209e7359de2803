"""Barriers: which of them somebody can still be asked about."""

from collections.abc import Sequence

from django.db.models import Q

from backcast.accounts.models import Viewer
from backcast.errors import NotFound
from backcast.vision.models import Barrier, Vision

DONE = ("done", "dropped")
"""States of a milestone before which nothing stands any more."""


def open_barriers(viewer: Viewer, vision: Vision) -> Sequence[Barrier]:
    """The barriers that name a guide who was not asked yet, of the whole future or of what is still to come."""
    named = Barrier.objects.of(viewer).filter(vision=vision, state="open").exclude(guide=None, guide_name="")
    ahead = named.filter(Q(milestone=None) | ~Q(milestone__state__in=DONE))
    return list(ahead.select_related("milestone", "vision").order_by("pk"))


def barrier(viewer: Viewer, barrier_id: int) -> Barrier:
    """One barrier of this workspace, with its future."""
    found = Barrier.objects.of(viewer).filter(pk=barrier_id).select_related("vision", "guide").first()
    if found is None:
        raise NotFound("There is no such barrier.", "Go back to the Vision page.")
    return found

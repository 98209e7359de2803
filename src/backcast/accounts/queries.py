"""Who is asking, and which day it is for them."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from backcast.accounts.models import Job, User, Viewer, Workspace
from backcast.errors import NotFound

OWNER = "owner@localhost"
"""The one user of local mode; no address, a name for the row."""
NAMES = ("mine", "demo")


def today(workspace: Workspace) -> dt.date:
    """The date where the user is, or the frozen one of `BACKCAST_TODAY`."""
    frozen: dt.date | None = settings.BACKCAST_TODAY
    return frozen or timezone.now().astimezone(zone(workspace)).date()


def zone(workspace: Workspace) -> dt.tzinfo:
    """The workspace's time zone; the machine's own where none is set."""
    if workspace.time_zone:
        return ZoneInfo(workspace.time_zone)
    local = dt.datetime.now().astimezone().tzinfo
    return local or dt.UTC


def viewer(name: str) -> Viewer:
    """The local owner looking at the workspace called `name`."""
    found = Workspace.objects.filter(owner__email=OWNER, name=name).select_related("owner").first()
    if found is None:
        hint = "Make it with: backcast demo" if name == "demo" else "Workspaces are called mine and demo."
        raise NotFound(f"There is no workspace called {name}.", hint)
    return Viewer(found, today(found))


def own(viewer: Viewer, name: str) -> Workspace:
    """Another workspace of the same owner, by name."""
    found = Workspace.objects.filter(owner_id=viewer.workspace.owner_id, name=name).first()
    if found is None:
        raise NotFound(f"There is no workspace called {name}.")
    return found


def viewer_of(user_id: int, workspace_id: int) -> Viewer | None:
    """The viewer of a session: of their workspace, or of `mine` where that one is gone (a removed sample)."""
    own = Workspace.objects.filter(owner_id=user_id).select_related("owner")
    found = own.filter(pk=workspace_id).first() or own.filter(name="mine").first()
    return Viewer(found, today(found)) if found else None


def owner() -> User:
    """The user of local mode."""
    return User.objects.get(email=OWNER)


def job(viewer: Viewer, job_id: int) -> Job:
    """A job of this workspace."""
    found = Job.objects.of(viewer).filter(pk=job_id).first()
    if found is None:
        raise NotFound("There is no such job.")
    return found

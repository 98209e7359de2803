"""The cast: alice owns a workspace, charlie is a stranger with one of his own."""

import datetime as dt

from django.test import Client
from django.test.client import ClientHandler

from backcast.accounts.models import User, Viewer, Workspace
from backcast.accounts.queries import OWNER

TODAY = dt.date(2026, 11, 22)
"""A Sunday; the frozen day of every test."""
HANDLER = ClientHandler(enforce_csrf_checks=False)
"""What every client asks: it looks through all static files when it is made."""


def viewer(name: str = "mine", email: str = OWNER, today: dt.date = TODAY) -> Viewer:
    """Alice, the owner, looking at a workspace that is made where it is missing."""
    user, _ = User.objects.get_or_create(email=email)
    workspace, _ = Workspace.objects.get_or_create(owner=user, name=name)
    return Viewer(workspace, today)


def stranger() -> Viewer:
    """Charlie, who has his own workspace and must see nothing of Alice's."""
    return viewer(email="charlie@localhost")


def client(who: Viewer) -> Client:
    """A browser signed in as somebody; it sends what a real one sends with its forms."""
    made = Client(
        headers={"host": "127.0.0.1:8000", "origin": "http://127.0.0.1:8000", "sec-fetch-site": "same-origin"}
    )
    made.handler = HANDLER
    session = made.session
    session["user"] = who.workspace.owner_id
    session["workspace"] = who.workspace_id
    session.save()
    return made

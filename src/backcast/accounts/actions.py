"""The owner, their workspaces, signing in by link, and forgotten identifiers."""

import datetime as dt
import hashlib
import hmac
import secrets
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from backcast.accounts.models import Job, Suppression, Token, User, Viewer, Workspace
from backcast.accounts.queries import OWNER, today

LINK_MINUTES = 10
"""A sign-in link opens once, within ten minutes (architecture.md)."""


@transaction.atomic
def ensure_owner() -> None:
    """Make the local owner and the empty workspace `mine` on the first run."""
    user, _ = User.objects.get_or_create(email=OWNER)
    Workspace.objects.get_or_create(owner=user, name="mine")


@transaction.atomic
def ensure_workspace(name: str) -> Viewer:
    """The owner's workspace called `name`, made where missing."""
    made, _ = Workspace.objects.get_or_create(owner=User.objects.get(email=OWNER), name=name)
    return Viewer(made, today(made))


@transaction.atomic
def make_sign_in(viewer: Viewer) -> str:
    """A fresh secret for a sign-in link; the database keeps only its digest."""
    secret = secrets.token_urlsafe(32)
    now = timezone.now()
    Token.objects.of(viewer).filter(expires__lt=now - dt.timedelta(days=1)).delete()
    Token(
        workspace=viewer.workspace,
        kind="sign-in",
        digest=_digest(secret),
        expires=now + dt.timedelta(minutes=LINK_MINUTES),
    ).save()
    return secret


@transaction.atomic
def use_sign_in(secret: str) -> Workspace | None:
    """The workspace a sign-in link opens, once; None where it is unknown, used or too old."""
    now = timezone.now()
    tokens = Token._base_manager.filter(kind="sign-in", digest=_digest(secret), used=None, expires__gte=now)
    token = tokens.select_related("workspace").first()
    if token is None or not tokens.filter(pk=token.pk).update(used=now):
        return None
    return token.workspace


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def enqueue(viewer: Viewer, kind: str, args: dict[str, Any]) -> Job:
    """Leave long work for the worker."""
    job = Job(workspace=viewer.workspace, kind=kind, args=args)
    job.save()
    return job


def stop(viewer: Viewer, job: Job) -> None:
    """Ask a job to end: one not begun ends at once, a running one at its next step."""
    rows = Job.objects.of(viewer).filter(pk=job.pk)
    if not rows.filter(state="open").update(state="stopped"):
        rows.filter(state="running").update(state="stopping")


def suppression_code(viewer: Viewer, identifier: str) -> str:
    """The keyed code of an identifier: equal ones meet, and nothing can be read back from it."""
    text = f"{viewer.workspace.uid}|{identifier}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).hexdigest()


def suppress(viewer: Viewer, identifiers: list[str]) -> None:
    """Remember that a person with these identifiers was forgotten on request."""
    codes = {suppression_code(viewer, identifier) for identifier in identifiers}
    Suppression.objects.of(viewer).bulk_create(
        [Suppression(workspace=viewer.workspace, code=code) for code in sorted(codes)], ignore_conflicts=True
    )

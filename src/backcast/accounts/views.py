"""Signing in by link, and changing between one's own workspace and the sample."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from backcast.accounts import actions, queries
from backcast.accounts.middleware import Request


@require_safe
def sign_in(request: HttpRequest, secret: str) -> HttpResponse:
    """Opens a session from a link that works once; a used or old link says how to get a new one."""
    workspace = actions.use_sign_in(secret) if request.method == "GET" else None
    if workspace is None:
        return render(request, "accounts/signed_out.html", {"old_link": True}, status=403)
    request.session.flush()
    request.session["user"] = workspace.owner_id
    request.session["workspace"] = workspace.pk
    return redirect("week")


@require_POST
def enter(request: Request, name: str) -> HttpResponse:
    """Look at another workspace of the same owner: `mine` or `demo`."""
    request.session["workspace"] = queries.own(request.viewer, name).pk
    return redirect("week")

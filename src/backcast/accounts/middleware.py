"""Finds the viewer of each request; without one, every address but signing in answers the same."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve

from backcast.accounts.models import Viewer
from backcast.accounts.queries import viewer_of

OPEN = {"sign-in"}
"""The only names of addresses that answer without a session."""


class Request(HttpRequest):
    """A request whose viewer was found."""

    viewer: Viewer


class FindViewer:
    """Puts `request.viewer` there, or answers 403 with the way to sign in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        found = _viewer(request)
        if found is None and not _is_open(request):
            return render(request, "accounts/signed_out.html", status=403)
        request.viewer = found  # type: ignore[attr-defined]
        return self.get_response(request)


def _viewer(request: HttpRequest) -> Viewer | None:
    user, workspace = request.session.get("user"), request.session.get("workspace")
    return viewer_of(user, workspace) if user and workspace else None


def _is_open(request: HttpRequest) -> bool:
    try:
        return resolve(request.path_info).url_name in OPEN
    except Resolver404:
        return False

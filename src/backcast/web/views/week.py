"""This week: the page one comes back to."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from backcast.accounts.middleware import Request
from backcast.ties import queries as ties
from backcast.vision import queries as visions
from backcast.week import actions, queries


@require_safe
def week(request: Request) -> HttpResponse:
    """The stored plan, brought up to date first; a first run begins elsewhere."""
    vision = visions.active(request.viewer)
    if vision is None and ties.is_empty(request.viewer):
        return redirect("welcome")
    shown = queries.view(request.viewer, actions.plan(request.viewer))
    return render(request, "web/week.html", {"shown": shown, "vision": vision})

"""This week: the page one comes back to."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from backcast.accounts.middleware import Request
from backcast.ties import queries as ties
from backcast.vision import queries as visions
from backcast.week.views import page


@require_safe
def week(request: Request) -> HttpResponse:
    """The moves of this week; a first run begins elsewhere."""
    if ties.is_empty(request.viewer) and visions.active(request.viewer) is None:
        return redirect("welcome")
    return page(request)

"""Who would vouch for the user tomorrow."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from backcast.accounts.middleware import Request
from backcast.introductions.queries.readiness import readiness as queries
from backcast.network import queries as network
from backcast.pages.templatetags.backcast import plural
from backcast.web.forms import STANDING


@require_safe
def readiness(request: Request) -> HttpResponse:
    """Those who would vouch, for what and where, how evenly it rests on them, and what would make it steadier."""
    found = queries(request.viewer)
    groups = [
        (f"{standing.capitalize()}s", STANDING[standing], rows, count - len(rows))
        for standing, rows, count in found.groups
    ]
    context = {
        "section": "people",
        "found": found,
        "groups": groups,
        "half": plural(found.half, "person,people"),
        "anybody": network.people(request.viewer).filter(is_owner=False).exists(),
        "today": request.viewer.today,
    }
    return render(request, "web/readiness.html", context)

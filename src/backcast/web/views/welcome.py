"""The first run: three quiet ways to begin, two of which need no file."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from backcast.accounts.middleware import Request
from backcast.accounts.queries import own, owner
from backcast.errors import NotFound
from backcast.keeping import sample
from backcast.ties import actions
from backcast.web.answers import see_other
from backcast.web.forms import STANDING, Someone

ROWS = 5
"""People one can write down at once."""


@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: Request) -> HttpResponse:
    """Three ways to begin; sending the form adds the people in it."""
    sent = request.POST if request.method == "POST" else None
    rows = [Someone(sent, prefix=str(number)) for number in range(ROWS)]
    if sent is not None and all(row.is_valid() for row in rows):
        told = [row.cleaned_data for row in rows if row.cleaned_data["name"]]
        if told:
            return _add(request, told)
    context = {
        "rows": rows,
        "meanings": STANDING,
        "sent": sent is not None,
        "nobody_written": sent is not None and not any(r.errors for r in rows),
    }
    return render(request, "web/welcome.html", context, status=200 if sent is None else 422)


def _add(request: Request, told: list[dict[str, str]]) -> HttpResponse:
    with transaction.atomic():
        for someone in told:
            made = actions.add(request.viewer, name=someone["name"], organisation=someone["organisation"])
            if someone["standing"]:
                actions.stand(request.viewer, made, standing=someone["standing"])
    messages.success(request, f"Added {', '.join(someone['name'] for someone in told)}.")
    return see_other("people")


@require_POST
def make_sample(request: Request) -> HttpResponse:
    """Look at the sample, made where there is none. It belongs to the local owner alone."""
    if request.viewer.workspace.owner_id != owner().pk:
        raise NotFound("There is no sample here.")
    request.session["workspace"] = sample.ensure().workspace_id
    return see_other("week")


@require_POST
def remove_sample(request: Request) -> HttpResponse:
    """Delete the sample whole; the session goes back to one's own workspace."""
    if request.viewer.workspace.owner_id != owner().pk:
        raise NotFound("There is no sample here.")
    sample.remove()
    request.session["workspace"] = own(request.viewer, "mine").pk
    messages.success(request, "The sample is gone.")
    return see_other("week")

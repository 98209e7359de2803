"""The trash: moving people there, what waits in it, and forgetting people for good."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from backcast.accounts.middleware import Request
from backcast.errors import NotFound
from backcast.journal.models import Change
from backcast.keeping import backup, erase, traces
from backcast.network.actions import trash as actions
from backcast.network.models import Person
from backcast.network.queries import trash as queries
from backcast.pages.templatetags.backcast import plural
from backcast.vision import actions as vision
from backcast.web.answers import see_other
from backcast.web.forms import Several
from backcast.web.views.people import ROWS, here

NAMED = 20
"""People named before they are forgotten; the rest are a number [D]."""
MENTIONS = 50
"""Texts of the user's own that are named afterwards [D]."""


@require_http_methods(["GET", "HEAD", "POST"])
def trash(request: Request) -> HttpResponse:
    """Who is in the trash; sent with people, moves them there and goes back to the list."""
    if request.method != "POST":
        page = Paginator(queries.trash(request.viewer), ROWS).get_page(request.GET.get("page"))
        return render(request, "web/trash.html", {"section": "people", "page": page, "days": queries.KEPT.days})
    if ids := _ticked(request):
        change = actions.throw(request.viewer, ids)
        _say(request, f"Moved {plural(len(ids), 'person,people')} to the trash.", change)
    return see_other(here(request))


@require_POST
def restore(request: Request) -> HttpResponse:
    """Take people out of the trash again."""
    if ids := _ticked(request):
        change = actions.restore(request.viewer, ids, vision.find)
        _say(request, f"{plural(len(ids), 'person is,people are')} back as they were.", change)
    return see_other("trash")


def _ticked(request: Request) -> list[int]:
    """Whom a form is about; nobody, with a word about it, where nobody is ticked."""
    form = Several(request.POST)
    if form.is_valid():
        return sorted(set(form.cleaned_data["people"]))
    messages.warning(request, "Tick one or more people first.")
    return []


def _say(request: Request, done: str, change: Change | None) -> None:
    told = done if change else "All of it was so already."
    messages.success(request, told, extra_tags=f"undo-{change.pk}" if change else "")


@require_http_methods(["GET", "HEAD", "POST"])
def forget(request: Request) -> HttpResponse:
    """Say what forgetting these people means, and on yes forget them."""
    is_sent = request.method == "POST"
    ids = _ticked(request) if is_sent else _asked(request)
    if not ids:
        return see_other("people")
    if is_sent and request.POST.get("sure") == "yes":
        return _forgotten(request, erase.forget(request.viewer, ids))
    people = list(queries.shown_or_thrown(request.viewer, ids))
    if len(people) < len(ids):
        raise NotFound("There is no such person.")
    return render(request, "web/forget.html", _named(people))


def _asked(request: Request) -> list[int]:
    """Whom a link asks about."""
    form = Several(request.GET)
    return sorted(set(form.cleaned_data["people"])) if form.is_valid() else []


def _named(people: Sequence[Person]) -> dict[str, object]:
    return {"section": "people", "people": people, "named": people[:NAMED], "more": len(people[NAMED:])}


def _forgotten(request: Request, done: erase.Forgotten) -> HttpResponse:
    """What is left of them, told once and at once: it is kept nowhere."""
    context = {
        "section": "people",
        "done": done,
        "mentions": traces.told(request.viewer, done.mentions[:MENTIONS]),
        "more": len(done.mentions[MENTIONS:]),
        "backups": len(backup.kept()),
    }
    return render(request, "web/forgotten.html", context)

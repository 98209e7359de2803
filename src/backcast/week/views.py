"""This week as a page, and what its buttons do."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from backcast.accounts.middleware import Request
from backcast.errors import Invalid
from backcast.journal.models import Change
from backcast.vision import queries as visions
from backcast.week import actions, forms, queries
from backcast.week.models import Move

TEMPLATE = "web/week.html"


def page(
    request: Request, *, status: int = 200, hours: forms.Hours | None = None, moves: dict[int, Any] | None = None
) -> HttpResponse:
    """The stored plan, brought up to date first; a form that was sent and cannot be used keeps its input."""
    shown = queries.view(request.viewer, actions.plan(request.viewer))
    sent = moves or {}
    told = {
        "shown": shown,
        "vision": visions.active(request.viewer),
        "hours": hours or forms.Hours(initial={"hours": f"{shown.hours:g}"}),
        "moves": [(one, sent.get(one.move.pk) or _empty(one.move)) for one in shown.moves],
    }
    return render(request, TEMPLATE, told, status=status)


def _empty(row: Move) -> dict[str, Any]:
    return {
        "done": forms.Done(auto_id=f"done-{row.pk}-%s"),
        "skip": forms.Skip(auto_id=f"skip-{row.pk}-%s"),
        "is_open": False,
    }


@require_http_methods(["GET", "POST"])
def hours(request: Request) -> HttpResponse:
    """Set the hours of this week."""
    if request.method != "POST":
        return _back()
    form = forms.Hours(request.POST)
    if not form.is_valid():
        return page(request, status=422, hours=form)
    change = actions.set_hours(request.viewer, form.cleaned_data["hours"])
    return _back(request, "Planned again.", change)


@require_http_methods(["GET", "POST"])
def done(request: Request, move_id: int) -> HttpResponse:
    """Mark a move done."""
    row = queries.move(request.viewer, move_id)
    return _act(request, row, "done", forms.Done, lambda told: actions.done(request.viewer, row, **told), "Done.")


@require_http_methods(["GET", "POST"])
def skip(request: Request, move_id: int) -> HttpResponse:
    """Leave a move for next week or a day."""
    row = queries.move(request.viewer, move_id)
    said = "Left for later. That costs nothing."
    return _act(request, row, "skip", forms.Skip, lambda told: actions.skip(request.viewer, row, **told), said)


def _act(
    request: Request,
    row: Move,
    name: str,
    form: type[django_forms.Form],
    act: Callable[[dict[str, Any]], Change | None],
    said: str,
) -> HttpResponse:
    """Do what a form of a move asks for and go back; with wrong input, the page again."""
    if request.method != "POST":
        return _back()
    sent = form(request.POST, auto_id=f"{name}-{row.pk}-%s")
    if sent.is_valid():
        try:
            return _back(request, said, act(sent.cleaned_data))
        except Invalid as error:
            sent.add_error(None, f"{error.message} {error.hint}")
    return page(request, status=422, moves={row.pk: {**_empty(row), name: sent, "is_open": True}})


def _back(request: Request | None = None, said: str = "", change: Change | None = None) -> HttpResponse:
    """To the week, with what was done in words and the offer to undo it."""
    if request:
        messages.success(request, said, extra_tags=f"undo-{change.pk}" if change else "")
    return HttpResponseRedirect(reverse("week"), status=303)

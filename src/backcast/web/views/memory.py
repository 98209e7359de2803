"""The four lists from memory (text B's exercise): write them, hope for more, and place those not placed yet."""

import re

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from backcast import limits
from backcast.accounts.middleware import Request
from backcast.errors import Invalid
from backcast.journal.models import Change
from backcast.ties import actions as ties
from backcast.ties import queries
from backcast.ties.actions import memory as actions
from backcast.vision import actions as vision
from backcast.web.answers import see_other
from backcast.web.forms import LISTS, STANDING, FourLists, Placed

AT_ONCE = 10
"""People placed at once: what the move of the week asks for, below the twelve proposals of product.md."""
CHOICE = re.compile(r"(\d{1,18})-standing")


@require_http_methods(["GET", "HEAD", "POST"])
def memory(request: Request) -> HttpResponse:
    """Four boxes for names; sending them places everybody in one change."""
    form = FourLists(request.POST) if request.method == "POST" else FourLists()
    if form.is_bound and form.is_valid():
        try:
            change = actions.place_from_memory(request.viewer, form.cleaned_data, vision.find)
            _say(request, "Your lists are saved.", "Everyone you wrote is on your lists already.", change)
            return see_other("memory_aims")
        except Invalid as error:
            place = error.standing if isinstance(error, actions.UnclearLine) else None
            form.add_error(place, f"{error.message} {error.hint}")
    return render(request, "web/memory.html", {"form": form}, status=422 if form.is_bound else 200)


def _say(request: Request, done: str, same: str, change: Change | None) -> None:
    """What was done, with the offer to undo it, or that nothing had to be."""
    messages.success(request, done if change else same, extra_tags=f"undo-{change.pk}" if change else "")


@require_http_methods(["GET", "HEAD", "POST"])
def aims(request: Request) -> HttpResponse:
    """Whom would one like at a higher level? Those ticked get an aim one step up."""
    if request.method == "POST":
        told = [text for text in request.POST.getlist("people") if text.isdecimal() and len(text) < 19]
        if told:
            change = actions.aim_higher(request.viewer, map(int, told))
            _say(request, "Your hopes are noted.", "These hopes are noted already.", change)
        return see_other("week")
    lists = [(LISTS[word], step, queries.below(request.viewer, word)) for word, step in actions.STEP_UP.items()]
    return render(request, "web/memory_aims.html", {"lists": [one for one in lists if one[2]]})


@require_http_methods(["GET", "HEAD", "POST"])
def place(request: Request) -> HttpResponse:
    """Ten people without a standing, the closest first; any may be left."""
    ties.age(request.viewer)
    if request.method == "POST":
        sent = {int(found[1]) for key in request.POST if (found := CHOICE.fullmatch(key))}
        forms = {pk: Placed(request.POST, prefix=str(pk)) for pk in sorted(sent)[: limits.PAGE_ROWS]}
        if all(form.is_valid() for form in forms.values()):
            return _placed(request, {pk: form.cleaned_data["standing"] for pk, form in forms.items()})
        rows = list(queries.people(request.viewer).filter(pk__in=forms))
    else:
        rows = queries.unplaced(request.viewer, AT_ONCE)
        forms = {row.pk: Placed(prefix=str(row.pk)) for row in rows}
    context = {"rows": [(row, forms[row.pk]) for row in rows], "meanings": STANDING, "today": request.viewer.today}
    return render(request, "web/place.html", context, status=422 if request.method == "POST" else 200)


def _placed(request: Request, told: dict[int, str]) -> HttpResponse:
    change = actions.stand_together(request.viewer, {pk: {"standing": word} for pk, word in told.items() if word})
    if any(told.values()):
        _say(request, "They are on your lists now.", "They are on your lists already.", change)
    return see_other("week")

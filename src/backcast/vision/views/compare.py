"""Alternative futures side by side: compared, weighed, begun from one another."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from backcast.accounts.middleware import Request
from backcast.errors import Refused
from backcast.journal import queries as journal
from backcast.vision import actions, queries
from backcast.vision.actions.copy import copy
from backcast.vision.forms import RateForm
from backcast.vision.queries.compare import comparison
from backcast.vision.views.answers import done, sentence, to


@require_safe
def page(request: Request) -> HttpResponse:
    """Every future in its column; with fewer than two, what a second one is for."""
    return _page(request)


def _page(request: Request, wrong: RateForm | None = None, vision_id: int = 0) -> HttpResponse:
    found = comparison(request.viewer)
    columns = [
        (
            one,
            wrong if wrong and one.vision.pk == vision_id else _form(one.vision.pk, one.vision.appeal, one.vision.sure),
        )
        for one in found.futures
    ]
    context = {
        "found": found,
        "columns": columns,
        "vision": found.futures[0].vision if found.futures else None,
        "has_room": len(found.futures) < queries.MOST,
    }
    return render(request, "vision/compare.html", context, status=422 if wrong else 200)


def _form(vision_id: int, appeal: int | None, sure: int | None) -> RateForm:
    return RateForm(initial={"appeal": appeal, "sure": sure}, auto_id=f"rate-{vision_id}-%s")


@require_POST
def rate(request: Request, vision_id: int) -> HttpResponse:
    """How much the user would like a future, and how sure they are of it."""
    vision = queries.vision(request.viewer, vision_id)
    form = RateForm(request.POST, auto_id=f"rate-{vision_id}-%s")
    if done(request, form, lambda: actions.write(request.viewer, vision, **form.cleaned_data)):
        return to("vision-compare")
    return _page(request, form, vision_id)


@require_POST
def start(request: Request, vision_id: int) -> HttpResponse:
    """Another future that begins as this one."""
    vision = queries.vision(request.viewer, vision_id)
    try:
        made = copy(request.viewer, vision)
    except Refused as refused:
        messages.warning(request, sentence(refused))
        return to("vision-compare")
    change = journal.last_change(request.viewer, "vision")
    told = f"“{made.title}” begins as the other one. Change what is different there."
    messages.success(request, told, extra_tags=f"undo-{change.pk}" if change else "")
    return to("vision-compare")

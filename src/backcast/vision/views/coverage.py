"""Who is still missing in a future, and who of the user's people might be the one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from backcast.accounts.middleware import Request
from backcast.errors import Invalid
from backcast.journal import queries as journal
from backcast.network import queries as network
from backcast.vision import queries
from backcast.vision.actions.one import this_is
from backcast.vision.queries.coverage import missed
from backcast.vision.views.answers import sentence, to


@require_safe
def page(request: Request, vision_id: int) -> HttpResponse:
    """Everybody of a future by how near they are, and what of the story leads to nobody."""
    vision = queries.vision(request.viewer, vision_id)
    found = missed(request.viewer, vision)
    return render(request, "vision/coverage.html", {"vision": vision, "found": found})


@require_POST
def choose(request: Request, row_id: int) -> HttpResponse:
    """Say that somebody of the future is this person."""
    row = queries.part(request.viewer, "people", row_id)
    typed = request.POST.get("person", "")
    person = network.person(request.viewer, int(typed) if typed.isdecimal() and len(typed) < 19 else 0)
    try:
        this_is(request.viewer, row, person)
    except Invalid as refused:
        messages.warning(request, sentence(refused))
    else:
        change = journal.last_change(request.viewer, "vision")
        told = f"{person.name} is one of the people of this future now."
        messages.success(request, told, extra_tags=f"undo-{change.pk}" if change else "")
    return to("vision-coverage", row.vision_id)

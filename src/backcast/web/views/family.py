"""Who is family: asked once, for those who may be, and left out of everything the plan suggests."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from backcast.accounts.middleware import Request
from backcast.pages.templatetags.backcast import count
from backcast.ties import queries as ties
from backcast.ties.actions.family import say_family
from backcast.ties.queries import family as queries
from backcast.web.answers import see_other


@require_http_methods(["GET", "HEAD", "POST"])
def family(request: Request) -> HttpResponse:
    """Those who may be family, to tick; whoever is left unticked is not asked about again."""
    if request.method == "POST":
        chosen, shown = _ids(request, "family"), _ids(request, "shown")
        change = say_family(request.viewer, family=chosen, others=shown)
        told = f"Placed in the family: {count(len(set(chosen)), 'name')}." if chosen else "Nobody was placed there."
        messages.success(request, told, extra_tags=f"undo-{change.pk}" if change else "")
        return see_other("family")
    rows = queries.relatives(request.viewer)
    placed = ties.people(request.viewer, ring=queries.RING, sort="name")
    context = {"section": "people", "rows": rows, "placed": placed.count()}
    return render(request, "web/family.html", context)


def _ids(request: Request, name: str) -> list[int]:
    """The people a form names; anything else in it names nobody."""
    return [int(text) for text in request.POST.getlist(name) if text.isdecimal() and len(text) < 19]

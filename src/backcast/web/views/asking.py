"""On the page of a person: favours given and received, and whether they may be asked for introductions."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from backcast.accounts.middleware import Request
from backcast.errors import Invalid
from backcast.network import queries as network
from backcast.ties import actions as ties
from backcast.ties.actions import favours as actions
from backcast.ties.queries import favours as queries
from backcast.web.answers import see_other, undoable
from backcast.web.forms import Favoured
from backcast.web.views import person as pages


@require_http_methods(["GET", "POST"])
def favour(request: Request, person_id: int) -> HttpResponse:
    """Note a favour."""
    row = network.person(request.viewer, person_id)
    if request.method != "POST":
        return see_other("person", person_id)
    sent = Favoured(request.POST, auto_id="favoured_%s")
    if sent.is_valid():
        try:
            with undoable(request, "favour", "Noted."):
                actions.note(request.viewer, row, **sent.cleaned_data)
            return see_other("person", person_id)
        except Invalid as error:
            sent.add_error(None, f"{error.message} {error.hint}")
    return pages.page(request, row, status=422, favoured=sent)


@require_POST
def remove(request: Request, favour_id: int) -> HttpResponse:
    """Take a favour away again."""
    row = queries.favour(request.viewer, favour_id)
    with undoable(request, "favour", "Taken away."):
        actions.remove(request.viewer, row)
    return see_other("person", row.person_id)


@require_POST
def may_ask(request: Request, person_id: int) -> HttpResponse:
    """Say whether somebody may be asked for introductions."""
    row, wanted = network.person(request.viewer, person_id), request.POST.get("may_ask") == "yes"
    told = f"{row.name} may be asked." if wanted else f"{row.name} will not be asked for introductions."
    with undoable(request, "stand", told):
        ties.stand(request.viewer, row, may_ask=wanted)
    return see_other("person", person_id)

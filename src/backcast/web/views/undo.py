"""Undo of one change, from the notice that offers it."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from backcast.accounts.middleware import Request
from backcast.errors import Refused
from backcast.imports.actions import merge
from backcast.imports.queries import merges
from backcast.introductions.actions import asks
from backcast.journal import queries
from backcast.journal.actions import Inverted, in_turn
from backcast.web.answers import see_other


@require_POST
def undo(request: Request, change_id: int) -> HttpResponse:
    """Take a change back and return to the page that offered it."""
    change = queries.change(request.viewer, change_id)
    try:
        with in_turn(request.viewer):
            asks.check_undo(request.viewer, change)
            done = merge.take_back(request.viewer, change)
    except Refused as error:
        messages.warning(request, f"{error.message} {error.hint}")
        return see_other(_back(request))
    messages.success(request, _words(done))
    return see_other("people" if change.verb == "add" else _back(request))


def _words(done: Inverted | merge.Apart) -> str:
    if isinstance(done, merge.Apart):
        return " ".join(merges.sentences(done.keep.name, [one.name for one in done.restored], done.stayed))
    return "Undone, but for what was changed again later." if done.kept else "Undone."


def _back(request: Request) -> str:
    """The page that sent this, if it is ours."""
    referer = request.headers.get("referer", "")
    if not url_has_allowed_host_and_scheme(referer, {request.get_host()}):
        return "/"
    parts = urlsplit(referer)
    path = "/" + parts.path.lstrip("/")
    return f"{path}?{parts.query}" if parts.query else path

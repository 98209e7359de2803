"""How a page answers an act: on to another page, with what was done in words and the offer to undo it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import resolve_url

from backcast.accounts.middleware import Request
from backcast.journal.queries import last_change


def see_other(to: str, *args: int) -> HttpResponse:
    """303: the answer to a form is a page of its own, so that reloading it sends nothing twice."""
    return HttpResponse(status=303, headers={"Location": resolve_url(to, *args)})


@contextmanager
def undoable(request: Request, verb: str, told: str) -> Iterator[None]:
    """Says what was done, and offers to undo it where the journal holds a new change with this verb."""
    before = last_change(request.viewer, verb)
    yield
    made = last_change(request.viewer, verb)
    new = made is not None and (before is None or made.pk != before.pk)
    messages.success(request, told, extra_tags=f"undo-{made.pk}" if made and new else "")

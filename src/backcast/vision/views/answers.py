"""What the pages of the vision answer with: refusals in a form, "Saved" with its undo, and the way back."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from backcast.accounts.middleware import Request
from backcast.errors import BackcastError, Invalid, Refused
from backcast.formats import vision_records
from backcast.journal import queries as journal
from backcast.vision.models import Vision


def done(request: Request, form: Form, act: Callable[[], object]) -> bool:
    """Whether a form was sent, is right, and the act was allowed; a refusal becomes an error of the form."""
    if not form.is_bound or not form.is_valid():
        return False
    before = journal.last_change(request.viewer, "vision")
    try:
        act()
    except (Invalid, Refused) as refused:
        form.add_error(None, sentence(refused))
        return False
    made = journal.last_change(request.viewer, "vision")
    new = made is not None and (before is None or made.pk != before.pk)
    messages.success(request, "Saved.", extra_tags=f"undo-{made.pk}" if made and new else "")
    return True


def sentence(error: BackcastError) -> str:
    return f"{error.message} {error.hint}".strip()


def seen(request: Request, vision: Vision, horizon: date | None = None) -> HttpResponse:
    """Back to the story, with a word about a horizon that is very near or far."""
    warn(request, horizon)
    return to("vision-future", vision.pk)


def warn(request: Request, horizon: date | None) -> None:
    """A word about a horizon that is very near or far."""
    try:
        warning = vision_records.ahead(horizon, request.viewer.today) if horizon else ""
    except Invalid:  # it stood there before
        warning = f"The horizon {horizon} no longer lies ahead as it should; three to five years work best."
    if warning:
        messages.warning(request, warning)


def to(name: str, *args: int) -> HttpResponse:
    return HttpResponseRedirect(reverse(name, args=args), status=303)


def columns(row: Any) -> dict[str, Any]:
    return {field.name: getattr(row, field.attname) for field in row._meta.concrete_fields}

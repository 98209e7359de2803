"""What the buttons of a week do."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from backcast.accounts.middleware import Request
from backcast.journal.models import Change
from backcast.week import actions, forms, queries


@require_POST
def hours(request: Request) -> HttpResponse:
    """Set the hours of this week."""
    form = forms.Hours(request.POST)
    if form.is_valid():
        actions.set_hours(request.viewer, form.cleaned_data["hours"])
    else:
        messages.error(request, str(form.errors["hours"][0]))
    return redirect("week")


@require_POST
def done(request: Request, move_id: int) -> HttpResponse:
    """Mark a move done."""
    row, form = queries.move(request.viewer, move_id), forms.Done(request.POST)
    if not form.is_valid():
        messages.error(request, "Minutes are a whole number between 0 and 1440.")
        return redirect("week")
    told = form.cleaned_data
    _say(request, "Done.", actions.done(request.viewer, row, note=told["note"], minutes=told["minutes"]))
    return redirect("week")


@require_POST
def skip(request: Request, move_id: int) -> HttpResponse:
    """Leave a move for next week or a day."""
    row, form = queries.move(request.viewer, move_id), forms.Skip(request.POST)
    until = form.cleaned_data["until"] if form.is_valid() else None
    _say(request, "Left for later. That costs nothing.", actions.skip(request.viewer, row, until=until))
    return redirect("week")


def _say(request: Request, words: str, change: Change | None) -> None:
    messages.success(request, words, extra_tags=f"undo-{change.pk}" if change and change.pk else "")

"""Looking back: the whole future, each practice, the looks of before; and how far a barrier is."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backcast.accounts.middleware import Request
from backcast.errors import Invalid
from backcast.journal.models import Change
from backcast.vision import actions, queries
from backcast.vision.actions import looks as acts
from backcast.vision.models import Note, Shift, Vision
from backcast.vision.queries import barriers, looks
from backcast.vision.queries.look_words import CALLED, sentences
from backcast.vision.views.answers import columns, done, seen, to
from backcast.vision.views.look_forms import NoteForm, PracticeForm, WholeForm


@require_safe
def of_active(request: Request) -> HttpResponse:
    """Look back at the active future; without one it begins there."""
    vision = queries.active(request.viewer)
    return to("vision-review", vision.pk) if vision else to("vision")


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: Request, vision_id: int) -> HttpResponse:
    """Look back at a future: what became different, and whether it is still what the user wants."""
    vision = queries.vision(request.viewer, vision_id)
    form = WholeForm(request.POST if request.method == "POST" else None, initial=columns(vision))
    if done(request, form, lambda: acts.look_back(request.viewer, vision, **form.cleaned_data)):
        return to("vision-review", vision.pk)
    return _page(request, vision, whole=form)


@require_http_methods(["GET", "HEAD", "POST"])
def practise(request: Request, shift_id: int) -> HttpResponse:
    """Look back at one practice."""
    shift = looks.shift(request.viewer, shift_id)
    if request.method != "POST":
        return to("vision-review", shift.vision_id)
    form = PracticeForm(request.POST, shift=shift.pk)
    if done(request, form, lambda: acts.practise(request.viewer, shift, **form.cleaned_data)):
        return to("vision-review", shift.vision_id)
    return _page(request, shift.vision, practice=(shift.pk, form))


def _page(
    request: Request, vision: Vision, whole: Form | None = None, practice: tuple[int, Form] | None = None
) -> HttpResponse:
    """The page; a form that was sent and cannot be used keeps its input and says why."""
    look = looks.look(request.viewer, vision)
    notes = Paginator(looks.notes(request.viewer, vision), looks.NOTES).get_page(request.GET.get("page"))
    sent = dict([practice]) if practice else {}
    context = {
        "vision": vision,
        "look": look,
        "next_look": looks.next_look(look),
        "today": request.viewer.today,
        "different": sentences(look.changed, look),
        "before": [(CALLED[name], words) for name, words in look.before.items() if words],
        "whole": whole or WholeForm(initial=columns(vision)),
        "shifts": [_shift(request, row, sent) for row in looks.shifts(request.viewer, vision)],
        "notes": [_note(row, look) for row in notes],
        "page": notes,
    }
    wrong = any(form and form.errors for form in (whole, *sent.values()))
    return render(request, "vision/review.html", context, status=422 if wrong else 200)


def _shift(request: Request, row: Shift, sent: dict[int, Form]) -> tuple[Shift, Form, bool]:
    """A shift, its form, and whether its time has come."""
    later = {"state": row.state, "review": looks.month_on(request.viewer.today)}
    form = sent.get(row.pk) or PracticeForm(initial=later, shift=row.pk)
    is_time = row.state == "open" and row.review is not None and row.review <= request.viewer.today
    return row, form, is_time or row.pk in sent


def _note(row: Note, look: looks.Look) -> tuple[Note, list[str]]:
    return row, sentences(row.changed, look)


@require_http_methods(["GET", "HEAD", "POST"])
def note(request: Request, note_id: int) -> HttpResponse:
    """Write a look of before anew, or take it away."""
    row = looks.note(request.viewer, note_id)
    form = NoteForm(request.POST if request.method == "POST" else None, initial={"text": row.text})
    if done(request, form, lambda: acts.correct(request.viewer, row, **form.cleaned_data)):
        return to("vision-review", row.vision_id)
    told = {"form": form, "note": row, "vision": row.vision}
    return render(request, "vision/note.html", told, status=422 if form.errors else 200)


@require_POST
def note_remove(request: Request, note_id: int) -> HttpResponse:
    """Take a look of before away."""
    row = looks.note(request.viewer, note_id)
    _said(request, "It is taken away.", acts.remove_note(request.viewer, row))
    return to("vision-review", row.vision_id)


SAID: dict[Any, str] = {
    "open": "It stands in the way again.",
    "asked": "Noted that you asked.",
    "past": "That no longer stands in the way.",
}


@require_POST
def barrier(request: Request, barrier_id: int) -> HttpResponse:
    """Say how far a barrier is."""
    row = barriers.barrier(request.viewer, barrier_id)
    try:
        change = actions.set_barrier(request.viewer, row, request.POST.get("state", ""))
    except Invalid:  # no button of ours sends that
        return seen(request, row.vision)
    _said(request, SAID[row.state], change)
    return seen(request, row.vision)


def _said(request: Request, told: str, change: Change | None) -> None:
    """What was done, with the offer to undo it."""
    messages.success(request, told, extra_tags=f"undo-{change.pk}" if change else "")

"""This week as a page, and what its buttons do."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from backcast.accounts.middleware import Request
from backcast.accounts.models import Viewer
from backcast.errors import Invalid, Refused
from backcast.journal.models import Change
from backcast.vision import actions as vision_actions
from backcast.vision import queries as visions
from backcast.vision.models import Vision
from backcast.vision.queries import looks, stage
from backcast.week import actions, forms, queries
from backcast.week.models import Move

TEMPLATE = "web/week.html"
RESTS = "question_rests"
"""In the session: the day on which a question was answered; the next one comes another day, or when asked for."""
DOORS = {
    "vision": ("vision", "", "To the vision"),
    "name_people": ("vision-part-new", "people", "Name somebody"),
    "find_place": ("vision-part-new", "places", "Note a place"),
    "recall": ("memory", "", "Write them down"),
    "sort_lists": ("place", "", "Place them"),
}
"""Where a move that is made on a page of ours is made: name of the address, part of the vision, words."""
ANSWERS = {"name_people": "who", "find_place": "meet"}
"""Moves that an open question asks as well: answering it is the shortest way."""


def page(
    request: Request,
    *,
    status: int = 200,
    hours: forms.Hours | None = None,
    moves: dict[int, Any] | None = None,
    answer: forms.Answer | None = None,
) -> HttpResponse:
    """The stored plan, brought up to date first; a form that was sent and cannot be used keeps its input."""
    shown = queries.view(request.viewer, actions.plan(request.viewer))
    vision, question = visions.asking(request.viewer)
    asked, sent = answer or (forms.Answer(question) if question else None), moves or {}
    rests = not answer and request.session.get(RESTS) == request.viewer.today.isoformat() and "more" not in request.GET
    told = {
        "shown": shown,
        "vision": vision,
        "hours": hours or forms.Hours(initial={"hours": f"{shown.hours:g}"}),
        "moves": [
            (one, sent.get(one.move.pk) or _empty(one.move), _door(one.move, vision, None if rests else asked))
            for one in shown.moves
        ],
        "asked": asked,
        "rests": rests,
        "due_look": looks.due(request.viewer, vision) if vision else None,
        "stage_said": stage.said(request.viewer),
        "proposals": shown.week.report.get("proposals", False),
    }
    return render(request, TEMPLATE, told, status=status)


def _door(row: Move, vision: Vision | None, asked: forms.Answer | None) -> tuple[str, str] | None:
    """Address and words of the page on which a move is made; the card below where that asks for the same."""
    if row.kind not in DOORS:
        return _of_ask(row)
    if asked and asked.question.key == ANSWERS.get(row.kind):
        return "#question", "Answer below"
    name, part, words = DOORS[row.kind]
    if not part:
        return reverse(name), words
    return (reverse(name, args=[vision.pk, part]), words) if vision else None


def _of_ask(row: Move) -> tuple[str, str] | None:
    """Where an introduction is looked at: its ask, the letter that is not kept yet, or the ways to somebody; and where
    a first ask is written that is still missing."""
    if row.ask_id:
        return reverse("ask", args=[row.ask_id]), "To the ask"
    if row.barrier and not row.barrier.first_ask:
        return reverse("vision-part", args=["barriers", row.barrier.pk]), "Write the first ask"
    if row.kind == "near" and row.future_person_id:
        return reverse("introductions-future", args=[row.future_person_id]), "Look for a way"
    if row.kind == "ask" and row.future_person_id:
        return f"{reverse('draft_ask')}?connector={row.person_id}&future={row.future_person_id}", "To the letter"
    return None


def _empty(row: Move) -> dict[str, Any]:
    return {
        "done": forms.Done(auto_id=f"done-{row.pk}-%s"),
        "skip": forms.Skip(auto_id=f"skip-{row.pk}-%s"),
        "is_open": False,
    }


@require_http_methods(["GET", "POST"])
def hours(request: Request) -> HttpResponse:
    """Set the hours of this week."""
    if request.method != "POST":
        return _back()
    form = forms.Hours(request.POST)
    if not form.is_valid():
        return page(request, status=422, hours=form)
    change = actions.set_hours(request.viewer, form.cleaned_data["hours"])
    return _back(request, "Planned again.", change)


@require_http_methods(["GET", "POST"])
def done(request: Request, move_id: int) -> HttpResponse:
    """Mark a move done."""
    row = queries.move(request.viewer, move_id)
    return _act(request, row, "done", forms.Done, lambda told: actions.done(request.viewer, row, **told), "Done.")


@require_http_methods(["GET", "POST"])
def skip(request: Request, move_id: int) -> HttpResponse:
    """Leave a move for next week or a day."""
    row = queries.move(request.viewer, move_id)
    said = "Left for later. That costs nothing."
    return _act(request, row, "skip", forms.Skip, lambda told: actions.skip(request.viewer, row, **told), said)


@require_http_methods(["GET", "POST"])
def answer(request: Request, key: str) -> HttpResponse:
    """Answer a question, or say that it may wait or need not come again."""
    question = visions.question(key)
    if request.method != "POST":
        return _back()
    form, said, change = forms.Answer(question, request.POST), "Noted.", None
    if wish := WISHES.get(request.POST.get("wish")):
        act, said = wish
        change = act(request.viewer, question)
    elif not form.is_valid():
        return page(request, status=422, answer=form)
    else:
        try:
            change = vision_actions.answer(request.viewer, question, form.cleaned_data["answer"])
        except (Invalid, Refused) as error:
            form.add_error("answer", f"{error.message} {error.hint}")
            return page(request, status=422, answer=form)
    request.session[RESTS] = request.viewer.today.isoformat()
    return _back(request, said, change)


def _not_now(viewer: Viewer, question: visions.Question) -> Change | None:
    return vision_actions.not_before(viewer, actions.monday(viewer.today) + timedelta(days=7))


WISHES: dict[str | None, tuple[Callable[[Viewer, visions.Question], Change | None], str]] = {
    "later": (_not_now, "Left for another week."),
    "never": (vision_actions.never_ask, "That one will not be asked again."),
}
"""What else may be said to a question."""


def _act(
    request: Request,
    row: Move,
    name: str,
    form: type[django_forms.Form],
    act: Callable[[dict[str, Any]], Change | None],
    said: str,
) -> HttpResponse:
    """Do what a form of a move asks for and go back; with wrong input, the page again."""
    if request.method != "POST":
        return _back()
    sent = form(request.POST, auto_id=f"{name}-{row.pk}-%s")
    if sent.is_valid():
        try:
            return _back(request, said, act(sent.cleaned_data))
        except Invalid as error:
            sent.add_error(None, f"{error.message} {error.hint}")
    return page(request, status=422, moves={row.pk: {**_empty(row), name: sent, "is_open": True}})


def _back(request: Request | None = None, said: str = "", change: Change | None = None) -> HttpResponse:
    """To the week, with what was done in words and the offer to undo it."""
    if request:
        messages.success(request, said, extra_tags=f"undo-{change.pk}" if change else "")
    return HttpResponseRedirect(reverse("week"), status=303)

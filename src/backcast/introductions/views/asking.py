"""The pages of asks: a draft, an ask on its way, all of them, and what they taught."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backcast import limits as bounds
from backcast.accounts.middleware import Request
from backcast.errors import BackcastError, Invalid, NotFound, Refused
from backcast.introductions.actions import asks as actions
from backcast.introductions.models import OPEN, Ask
from backcast.introductions.queries import asks, foretold, learned, letters, targets, told
from backcast.introductions.queries.targets import Target
from backcast.journal.models import Change
from backcast.journal.queries import last_change
from backcast.network import queries as network
from backcast.network.models import Person
from backcast.network.queries import organisations
from backcast.pages.fields import TOO_LONG
from backcast.ties import actions as ties
from backcast.ties.models import Tie
from backcast.ties.queries import favours
from backcast.vision import queries as visions
from backcast.vision.queries import serving

AIMS = ("person", "organisation", "future")
WIDTH = 320
"""Units of the drawing that a chance of one takes."""


def _text(label: str, most: int, rows: int, help_text: str = "") -> forms.CharField:
    """Several lines of the user's own."""
    area = forms.Textarea(attrs={"rows": rows, "dir": "auto", "spellcheck": "true"})
    return forms.CharField(
        label=label, required=False, max_length=most, widget=area, error_messages=TOO_LONG, help_text=help_text
    )


class Words(forms.Form):
    """The letter and the note of an ask."""

    text = _text("The letter", bounds.WORDS, 5)
    note = _text("The note they can pass on", bounds.WORDS, 5, "About you, short, and easy to say no to.")


class Outcome(forms.Form):
    """What came of an ask."""

    outcome = _text("What came of it", bounds.SENTENCE, 3, "For yourself, and for the day you tell them.")


class Step(forms.Form):
    """The day of a step."""

    on = forms.DateField(
        label="On",
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": "Write a day like 2026-11-22."},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: Request) -> HttpResponse:
    """The draft of an ask: whom, for whom, how likely, and the letter. Kept only on request."""
    ties.age(request.viewer)
    connector, target = _connector(request), _target(request)
    if request.method == "POST":
        sent = Words(request.POST)
        try:
            if sent.is_valid():
                row = actions.draft(request.viewer, connector, target, **sent.cleaned_data)
                return _to(request, row, "Kept as a draft.", last_change(request.viewer, "ask"))
        except (Invalid, Refused) as error:
            sent.add_error(None, f"{error.message} {error.hint}")
        return _draft(request, connector, target, sent, status=422)
    words = letters.letter(request.viewer, connector, target)
    return _draft(request, connector, target, Words(initial={"text": words.letter.text, "note": words.note.text}))


def _connector(request: Request) -> Person:
    return network.person(request.viewer, _id(request.GET.get("connector")))


def _target(request: Request) -> Target:
    """The one aim that the address names."""
    kind = next((kind for kind in AIMS if kind in request.GET), "")
    aim = _id(request.GET.get(kind))
    if kind == "person":
        return targets.of_person(network.person(request.viewer, aim))
    if kind == "organisation":
        return targets.of_organisation(request.viewer, organisations.organisation(request.viewer, aim))
    return targets.of_future_person(request.viewer, visions.part(request.viewer, "people", aim))


def _id(text: str | None) -> int:
    if text is None or not text.isdecimal() or len(text) > 18:
        raise NotFound("There is nobody to ask about.", "Begin at Introductions.")
    return int(text)


def _draft(request: Request, connector: Person, target: Target, form: Words, *, status: int = 200) -> HttpResponse:
    viewer = request.viewer
    seen = foretold.foretold(viewer, connector, target)
    try:
        actions.check(viewer, connector, target)
        refused = None
    except BackcastError as error:
        refused = error
    told_of = {
        "connector": connector,
        "target": target,
        "serves": targets.serves(viewer, target),
        "form": form,
        "chance": _chance(seen.estimate),
        "refused": refused,
        "held": asks.rows(viewer).filter(connector=connector, state__in=OPEN).first() if refused else None,
        **_balance(request, connector),
    }
    return render(request, "introductions/ask_new.html", told_of, status=status)


def _chance(estimate: Any) -> tuple[str, str] | None:
    return (told.about(estimate), told.spread(estimate)) if estimate else None


def _balance(request: Request, connector: Person) -> dict[str, Any]:
    """Two things to give first, where more was received than given."""
    tie = Tie.objects.all_of(request.viewer).get(person=connector)
    owes = favours.owes(tie)
    return {"tie": tie, "ideas": favours.ideas(request.viewer, connector) if owes else ()}


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Request, ask_id: int) -> HttpResponse:
    """One ask: where it stands, what can come next, its words, and what came of it."""
    row = asks.ask(request.viewer, ask_id)
    if request.method != "POST":
        return _page(request, row)
    form = Outcome if "outcome" in request.POST else Words
    sent = form(request.POST)
    if sent.is_valid():
        return _to(request, row, "Saved.", actions.reword(request.viewer, row, **sent.cleaned_data))
    return _page(request, row, status=422, **{form.__name__.lower(): sent})


def _page(request: Request, row: Ask, *, status: int = 200, **wrong: forms.Form) -> HttpResponse:
    viewer = request.viewer
    estimate = foretold.kept(row)
    told_of: dict[str, Any] = {
        "one": asks.told(viewer, row),
        "ask": row,
        "serves": _serves(request, row),
        "today": viewer.today,
        "chance": _chance(estimate),
        "way": [step.person for step in row.steps.select_related("person").order_by("place")],
        "words": Words(initial={"text": row.text, "note": row.note}),
        "outcome": Outcome(initial={"outcome": row.outcome}),
        "step": Step(initial={"on": viewer.today}),
        "mail": letters.kept(viewer, row),
        "reminder": letters.reminder(viewer, row) if asks.waited(row, viewer.today) else None,
        **(_balance(request, row.connector) if row.state == "drafted" else {}),
    }
    return render(request, "introductions/ask.html", told_of | wrong, status=status)


def _serves(request: Request, row: Ask) -> list[serving.Serves]:
    """Which parts of the future an ask serves: whom it is for."""
    if row.future_person:
        return [serving.Serves("people", row.future_person.pk, asks.called(row.future_person))]
    if row.organisation:
        return serving.of_organisation(request.viewer, row.organisation.pk, [row.organisation.name])
    return serving.of_people(request.viewer, {row.target_id}).get(row.target_id, []) if row.target_id else []


@require_POST
def move(request: Request, ask_id: int) -> HttpResponse:
    """Say the next thing that happened."""
    row, sent = asks.ask(request.viewer, ask_id), Step(request.POST)
    if sent.is_valid():
        try:
            state, on = request.POST.get("state", ""), sent.cleaned_data["on"]
            change = actions.move(request.viewer, row, state, on=on)
            return _to(request, row, asks.told(request.viewer, row).line, change)
        except (Invalid, Refused) as error:
            sent.add_error(None, f"{error.message} {error.hint}")
    return _page(request, asks.ask(request.viewer, ask_id), status=422, step=sent)


@require_POST
def drop(request: Request, ask_id: int) -> HttpResponse:
    """Take a draft away."""
    change = actions.drop(request.viewer, asks.ask(request.viewer, ask_id))
    _said(request, "Dropped the draft.", change)
    return HttpResponseRedirect(reverse("asks"), status=303)


@require_safe
def every(request: Request) -> HttpResponse:
    """All asks: those on their way, and those that came to an end."""
    closed = asks.closed_asks(request.viewer, bounds.PAGE_ROWS)
    context = {"open_asks": asks.open_asks(request.viewer), "closed_asks": closed}
    return render(request, "introductions/asks.html", context)


@require_safe
def taught(request: Request) -> HttpResponse:
    """What was foretold beside what happened."""
    lesson = learned.lesson(request.viewer)
    rows = (("Before any answer", lesson.before), ("With your answers", lesson.now))
    context = {
        "lesson": lesson,
        "width": WIDTH,
        "bars": [_bar(place, name, one) for place, (name, one) in enumerate(rows)],
        "asks": [(one, asks.about(one.ask), *_foretold(one)) for one in reversed(lesson.asks)],
    }
    return render(request, "introductions/learned.html", context)


def _bar(place: int, name: str, one: Any) -> Mapping[str, Any]:
    """An interval as a bar of the drawing, with its words for the table."""
    low, chance, high = (round(WIDTH * side) for side in (one.low, one.chance, one.high))
    words = {"about": told.about(one), "spread": told.spread(one)}
    return {"name": name, "y": 26 + 44 * place, "low": low, "chance": chance, "high": high, "wide": high - low} | words


def _foretold(one: learned.Held) -> tuple[str, str]:
    return told.about(one.foretold), told.spread(one.foretold)


def _to(request: Request, row: Ask, said: str, change: Change | None) -> HttpResponse:
    _said(request, said, change)
    return HttpResponseRedirect(reverse("ask", args=[row.pk]), status=303)


def _said(request: Request, said: str, change: Change | None) -> None:
    """What was done, with the offer to undo it."""
    messages.success(request, said, extra_tags=f"undo-{change.pk}" if change else "")

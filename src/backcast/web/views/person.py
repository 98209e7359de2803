"""One person: what stands between you, and what you do about it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backcast.accounts.middleware import Request
from backcast.errors import Invalid, NotFound
from backcast.formats import languages
from backcast.imports.queries.merges import former
from backcast.introductions.queries import asks, worth
from backcast.network import queries as network
from backcast.network.actions import facts as claims
from backcast.network.models import Person
from backcast.network.queries.tags import tags_of
from backcast.ties import actions, queries
from backcast.ties.actions import proposals as answers
from backcast.ties.models import StandingEvidence
from backcast.ties.queries import drafts, proposals
from backcast.ties.queries import evidence as deeds
from backcast.ties.queries.employer import employer
from backcast.ties.queries.why import sentences
from backcast.vision.queries import serving
from backcast.web.answers import see_other, undoable
from backcast.web.forms import STANDING, Doing, Evidence, Favoured, Log, Promised, Stand
from backcast.web.views import doing, facts, knows
from backcast.web.views.proposals import meaning
from backcast.web.words import FIELDS, SOURCES

CONTACTS = 50
"""Contacts shown at once, newest first."""


@require_safe
def person(request: Request, person_id: int) -> HttpResponse:
    """Everything about a person."""
    actions.age(request.viewer)
    row = network.person(request.viewer, person_id)
    return page(request, row) if row.pk == person_id else redirect("person", row.pk)


def page(request: Request, row: Person, *, status: int = 200, **wrong: forms.Form) -> HttpResponse:
    """The page of a person; a form that was sent and cannot be used keeps its input and says why."""
    number = _number(request.GET.get("contacts"))
    span = {"contacts": CONTACTS + 1, "skip": CONTACTS * (number - 1)}
    held = queries.portrait(request.viewer, row, **span, knows=knows.most(request))
    tie, why = held.tie, sentences(held.warmth.why)
    done = deeds.of_person(request.viewer, row.pk)
    works = employer(row, held.positions, request.viewer.today)
    context = {
        "section": "people",
        "held": held,
        "person": row,
        "tie": tie,
        "today": request.viewer.today,
        "meaning": STANDING[tie.standing],
        "told": why[-1],
        "why": why[:-1],
        "matters": worth.reasons(request.viewer, [tie]).get(row.pk, []),
        "serves": serving.of_people(request.viewer, {row.pk}, worth.ends([tie])).get(row.pk, []),
        "contacts": held.interactions[:CONTACTS],
        "newer": number - 1,
        "older": number + 1 if len(held.interactions) > CONTACTS else 0,
        **knows.told(held.knows, wrong.get("known"), request.viewer),
        **doing.told(row, held.claims, wrong.get("doing")),
        "tags": tags_of(request.viewer, row),
        "disagree": [facts.told(one) for one in held.disagree],
        "former": former(request.viewer, row),
        "claims": [_claim(claim) for claim in held.claims],
        "deeds": [_deed(one) for one in done],
        "proposed": [(one, meaning(one)) for one in proposals.proposals_of(request.viewer, row, tie, done)],
        "deed": Evidence(initial={"on": request.viewer.today}, auto_id="deed_%s"),
        "words": drafts.offered(
            request.viewer, row, tie, held.points, may_have_moved=bool(works and not works.is_sure)
        ),
        "works": works,
        "speaks": languages.words(row.languages),
        "log": Log(initial={"on": request.viewer.today, "kind": "meeting", "way": "both"}, auto_id="log_%s"),
        "favoured": Favoured(initial={"on": request.viewer.today}, auto_id="favoured_%s"),
        "asks": asks.of_person(request.viewer, row),
        "promised": Promised(auto_id="promised_%s"),
        "stand": Stand(initial={"standing": tie.standing, "aim": tie.aim, "ring": tie.ring}, auto_id="stand_%s"),
    }
    return render(request, "web/person.html", context | wrong, status=status)


def _claim(claim: network.Claim) -> tuple[network.Claim, str, str]:
    """A claim with its field and source in words."""
    field = FIELDS.get(claim.field, claim.field.capitalize())
    if claim.field == "languages":
        claim = replace(claim, value=languages.words(claim.value))
    return claim, field, SOURCES.get(claim.source, claim.source)


def _deed(row: StandingEvidence) -> tuple[StandingEvidence, str, str]:
    """What somebody did, in words, with its source."""
    return row, deeds.TOLD[row.kind], SOURCES.get(row.source, row.source)


def _number(text: str | None) -> int:
    """A page of contacts from the address; anything odd is the first."""
    return max(1, int(text)) if text and text.isdecimal() and len(text) < 6 else 1


def _act(
    request: Request, person_id: int, name: str, form: type[forms.Form], act: Callable[[Person, dict[str, Any]], None]
) -> HttpResponse:
    """Do what a form of the page asks for and go back; with wrong input, the page again."""
    row = network.person(request.viewer, person_id)
    if request.method != "POST":
        return see_other("person", person_id)
    sent = form(request.POST, auto_id=f"{name}_%s")
    if sent.is_valid():
        try:
            act(row, sent.cleaned_data)
            return see_other("person", person_id)
        except Invalid as error:
            sent.add_error(None, f"{error.message} {error.hint}")
    return page(request, row, status=422, **{name: sent})


@require_http_methods(["GET", "POST"])
def log(request: Request, person_id: int) -> HttpResponse:
    """Log one contact."""

    def act(row: Person, told: dict[str, Any]) -> None:
        with undoable(request, "log", f"Logged with {row.name}."):
            actions.log(request.viewer, row, **(told | {"way": told["way"] or "both"}))

    return _act(request, person_id, "log", Log, act)


@require_http_methods(["GET", "POST"])
def stand(request: Request, person_id: int) -> HttpResponse:
    """Set standing, aim and ring."""

    def act(row: Person, told: dict[str, Any]) -> None:
        with undoable(request, "stand", f"Saved where {row.name} stands."):
            actions.stand(request.viewer, row, **told)

    return _act(request, person_id, "stand", Stand, act)


@require_http_methods(["GET", "POST"])
def describe(request: Request, person_id: int) -> HttpResponse:
    """Say what somebody does, how senior they are and where they live."""

    def act(row: Person, told: dict[str, Any]) -> None:
        with undoable(request, "edit", f"Saved what you wrote about {row.name}."):
            claims.describe(request.viewer, row, **told)

    return _act(request, person_id, "doing", Doing, act)


@require_http_methods(["GET", "POST"])
def promise(request: Request, person_id: int) -> HttpResponse:
    """Note a promise, the user's or theirs."""

    def act(row: Person, told: dict[str, Any]) -> None:
        way = "in" if told["theirs"] else "out"
        with undoable(request, "promise", "Noted the promise."):
            actions.promise(request.viewer, row, text=told["text"], due=told["due"], way=way)

    return _act(request, person_id, "promised", Promised, act)


@require_http_methods(["GET", "POST"])
def evidence(request: Request, person_id: int) -> HttpResponse:
    """Note what somebody did for the user."""

    def act(row: Person, told: dict[str, Any]) -> None:
        with undoable(request, "evidence", f"Noted what {row.name} did."):
            answers.add_evidence(request.viewer, row, **told)

    return _act(request, person_id, "deed", Evidence, act)


@require_POST
def evidence_remove(request: Request, evidence_id: int) -> HttpResponse:
    """Take away what was noted by hand."""
    row = deeds.evidence(request.viewer, evidence_id)
    if row is None:
        raise NotFound("There is no such note.")
    with undoable(request, "evidence", "Taken away."):
        answers.remove_evidence(request.viewer, row)
    return see_other("person", row.person_id)


@require_POST
def suggest(request: Request, person_id: int) -> HttpResponse:
    """Leave a person out of every suggestion, or let them in again."""
    row, wanted = network.person(request.viewer, person_id), request.POST.get("suggest") == "yes"
    told = f"{row.name} may be suggested again." if wanted else f"{row.name} will not be suggested."
    with undoable(request, "stand", told):
        actions.stand(request.viewer, row, suggest=wanted)
    return see_other("person", person_id)


@require_POST
def promise_done(request: Request, promise_id: int) -> HttpResponse:
    """Mark a promise kept, or open again."""
    row = queries.promise(request.viewer, promise_id)
    if row is None:
        raise NotFound("There is no such promise.")
    kept = request.POST.get("done") != "no"
    with undoable(request, "promise_done", "Kept." if kept else "Open again."):
        actions.settle_promise(request.viewer, row, done_on=request.viewer.today if kept else None)
    return see_other("person", row.person_id)

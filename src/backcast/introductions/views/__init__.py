"""The pages of introductions: whom to reach, and the ways there."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from backcast.accounts.middleware import Request
from backcast.accounts.models import Viewer
from backcast.engine import routes as engine
from backcast.errors import BackcastError, NotFound
from backcast.formats import names
from backcast.introductions import forms
from backcast.introductions.queries import limits, openers, targets, told, ways
from backcast.introductions.queries.asks import open_asks
from backcast.introductions.queries.drawing import drawing
from backcast.introductions.queries.near import near
from backcast.introductions.queries.routes import Routes, routes
from backcast.introductions.queries.targets import Target
from backcast.network import queries as network
from backcast.network.models import Person
from backcast.network.queries import organisations
from backcast.ties import actions as ties
from backcast.vision import queries as vision

FOUND = 8
"""People and organisations offered by name where words find several [D]."""
Sought = Callable[[], openers.Sought]


@require_safe
def start(request: Request) -> HttpResponse:
    """Whom to reach, and how near the people of the future are."""
    ties.age(request.viewer)
    return _start(request, forms.Whom())


def _start(request: Request, form: forms.Whom) -> HttpResponse:
    context = {"form": form, "near": near(request.viewer), "open_asks": open_asks(request.viewer)}
    return render(request, "introductions/start.html", context)


@require_safe
def person(request: Request, person_id: int) -> HttpResponse:
    """The ways to a person; the address of one who was merged leads to whom they have become."""
    row = network.person(request.viewer, person_id)
    if row.pk != person_id:
        return redirect("introductions-person", row.pk)
    return _page(request, targets.of_person(row), partial(openers.of_person, request.viewer, row), person=row)


@require_safe
def organisation(request: Request, organisation_id: int) -> HttpResponse:
    """The ways to anybody at an organisation."""
    row = organisations.organisation(request.viewer, organisation_id)
    if row.pk != organisation_id:
        return redirect("introductions-organisation", row.pk)
    target = targets.of_organisation(request.viewer, row)
    return _page(request, target, partial(openers.of_organisation, request.viewer, row), organisation=row)


@require_safe
def future(request: Request, future_person_id: int) -> HttpResponse:
    """The ways to somebody of the future."""
    row = vision.part(request.viewer, "people", future_person_id)
    target = targets.of_future_person(request.viewer, row)
    return _page(request, target, partial(openers.of_future_person, request.viewer, row), future=row)


@require_safe
def words(request: Request) -> HttpResponse:
    """Whoever is meant by what was typed: one person or organisation, or anybody the words find."""
    form = forms.Whom(request.GET)
    if not form.is_valid():
        return _start(request, form) if request.GET.get("words", "").strip() else redirect("introductions")
    meant, viewer = form.cleaned_data["words"], request.viewer
    exact = _exact(viewer, meant)
    if exact is not None:
        return redirect(f"introductions-{exact.kind}", exact.id)
    ties.age(viewer)
    target = targets.of_words(viewer, meant)
    people = network.people(viewer).filter(pk__in=target.ends[:FOUND]).select_related("organisation").order_by("sort")
    places = organisations.listed(viewer, meant)[:FOUND]
    more = {"form": form, "people": people, "places": places, "several": len(target.ends)}
    more["only"] = len(target.ends) == targets.ENDS
    return _page(request, target, partial(openers.of_words, viewer, meant, places), **more)


def _exact(viewer: Viewer, words: str) -> Target | None:
    """The one person or organisation of that very name, address or id."""
    try:
        target = targets.find(viewer, words)
    except BackcastError:
        return None
    named, typed = names.fold(target.name).split(), names.fold(words).split()
    part = target.kind == "person" and len(typed) < min(2, len(named)) and set(typed) <= set(named)
    return None if part else target


def _page(request: Request, target: Target, sought: Sought, **more: Any) -> HttpResponse:
    """The ways to a target, narrowed by the address; where there is none, what would open one."""
    viewer = request.viewer
    ties.age(viewer)
    via, hops = _via(request), _hops(request)
    found = routes(viewer, target, via=via, hops=hops)
    is_narrowed = via is not None or hops < engine.HOPS
    people = ways.offered(viewer, found)
    people += [via] if via and via not in people else []
    context = {
        "target": target,
        "serves": targets.serves(viewer, target),
        "found": found,
        "ways": ways.ways(viewer, found),
        "drawing": drawing(found.routes) if found.routes else None,
        "via": via,
        "is_narrowed": is_narrowed,
        "narrow": forms.Narrow(people=people, initial={"via": via and via.pk, "hops": hops}),
        "offered": bool(people),
        "is_stranger": ways.strangers(viewer, target.ends),
        "combined": ways.together(found.combined) if len({one.people[0] for one in found.routes}) > 1 else "",
        "letter": f"{round(100 * engine.LETTER.low)} to {told.percent(engine.LETTER.high)}",
        "shift": found.shift,
        "typical": told.about(engine.estimate(0.0, shift=found.shift.shift)),
    }
    context |= {"openers": _openers(viewer, found, sought)} if not found.routes and not is_narrowed else {}
    return render(request, "introductions/routes.html", context | more)


def _openers(viewer: Viewer, found: Routes, sought: Sought) -> list[tuple[openers.Opener, str]]:
    """Conversations that may open a way, each with how likely they are to help in words."""
    but = {*found.target.ends, *limits.left_out(viewer, found.target.aim)}
    best = openers.openers(viewer, sought(), but=but, shift=found.shift.shift)
    return [(one, told.about(one.chance)) for one in best]


def _via(request: Request) -> Person | None:
    """The person the ways are to lead through."""
    typed = request.GET.get("via", "")
    if typed and not (typed.isdecimal() and len(typed) < 19):
        raise NotFound("There is no such person.")
    return network.person(request.viewer, int(typed)) if typed else None


def _hops(request: Request) -> int:
    """How long a way may be; anything odd is the longest."""
    typed = request.GET.get("hops", "")
    return int(typed) if typed in map(str, forms.BETWEEN) else engine.HOPS

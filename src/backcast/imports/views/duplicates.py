"""Pages of people who may be here twice: one pair at a time, the sure ones together, and the answers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backcast.accounts import actions as accounts
from backcast.accounts.middleware import Request
from backcast.accounts.models import Viewer
from backcast.errors import Invalid
from backcast.imports import forms
from backcast.imports.actions import look as looking
from backcast.imports.actions import merge as actions
from backcast.imports.queries import duplicates as queries
from backcast.imports.queries import merges
from backcast.imports.queries.beside import beside
from backcast.journal.models import Change
from backcast.network import queries as network
from backcast.network.models import Person
from backcast.pages.templatetags.backcast import plural
from backcast.ties import actions as ties

ANSWERS = 20
"""Answers that can be taken back from the page [D]; an older merge is taken apart on the person's page."""
SHOWN = 200
"""Sure pairs listed before they are merged [D]."""


@require_safe
def duplicates(request: Request) -> HttpResponse:
    """One open pair, the one at `n`, with all that is known of both."""
    viewer = request.viewer
    ties.age(viewer)
    stale = not looking.is_in_step(viewer)
    if stale and not looking.is_large(viewer):
        looking.look(viewer)
        stale = False
    rows = queries.pairs(viewer)
    count = rows.count()
    page: dict[str, object] = {"count": count, "stale": stale, "answers": merges.lately(viewer, ANSWERS)}
    if count:
        place = min(_number(request.GET), count)
        row = rows[place - 1]
        page |= _pair(viewer, row.a, row.b, row.probability)
        page |= {"place": place, "next": place % count + 1, "sure": queries.sure(viewer).count()}
    return render(request, "imports/duplicates.html", page)


def _number(told: QueryDict) -> int:
    """A place in the list from the address or a form; anything odd is the first."""
    text = told.get("n", "")
    return max(1, int(text)) if text.isdecimal() and len(text) < 8 else 1


def _pair(viewer: Viewer, one: Person, other: Person, probability: float | None = None) -> dict[str, object]:
    """What the page shows of two people, of whom the first has the lower id."""
    found = queries.compared(viewer, one, other)
    probability = found.probability if probability is None else probability
    return {
        "people": (one, other),
        "keep": queries.kept_first(one, other)[0],
        "lines": beside(viewer, one, other),
        "reasons": queries.reasons(found),
        "likely": queries.likely(probability),
        "share": min(99, int(100 * probability)),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: Request) -> HttpResponse:
    """Any two people side by side, as the user ticked them."""
    ids = sorted({int(text) for text in _told(request).getlist("people")[:3] if text.isdecimal() and len(text) < 19})
    if len(ids) != 2:
        messages.warning(request, "Tick two people to compare them.")
        return redirect("people")
    if request.method == "POST":
        return redirect(reverse("imports-compare") + "?people={}&people={}".format(*ids))
    ties.age(request.viewer)
    one, other = (network.person(request.viewer, pk) for pk in ids)
    if one.pk == other.pk:
        return redirect("person", one.pk)
    page = _pair(request.viewer, one, other) | {"apart": merges.kept_apart(request.viewer, one, other)}
    return render(request, "imports/compare.html", page)


def _told(request: HttpRequest) -> QueryDict:
    return request.POST if request.method == "POST" else request.GET


@require_POST
def answer(request: Request) -> HttpResponse:
    """Whether two are one person: `keep` says which of them stays, `answer` that they are two."""
    told = forms.Answer(request.POST)
    if not told.is_valid():
        raise Invalid("This answer names no two people.", "Go back and choose again.")
    one, other = (network.person(request.viewer, told.cleaned_data[side]) for side in ("one", "other"))
    if told.cleaned_data["answer"] == "apart":
        change = actions.keep_apart(request.viewer, one, other)
        _say(request, "Kept as two people. They are not asked about again.", change)
    else:
        keep, gone = (other, one) if told.cleaned_data["keep"] == other.pk else (one, other)
        made = actions.merge(request.viewer, keep, gone)
        _say(request, "{} and {} are one person now.".format(*made.names), made.change)
    if request.POST.get("n"):
        return redirect(f"{reverse('imports-duplicates')}?n={_number(request.POST)}")
    return redirect("person", network.person(request.viewer, one.pk).pk)


def _say(request: HttpRequest, told: str, change: Change | None) -> None:
    messages.success(request, told, extra_tags=f"undo-{change.pk}" if change else "")


@require_http_methods(["GET", "HEAD", "POST"])
def sure(request: Request) -> HttpResponse:
    """Everything that can be merged without a look at each, listed first; the worker does it."""
    if request.method == "POST":
        return redirect("imports-job", accounts.enqueue(request.viewer, "imports.sure", {}).pk)
    rows = queries.sure(request.viewer)
    count = rows.count()
    pairs = [queries.kept_first(row.a, row.b) for row in rows[:SHOWN]]
    return render(request, "imports/duplicates_sure.html", {"count": count, "pairs": pairs, "more": count - len(pairs)})


@require_POST
def look(request: Request) -> HttpResponse:
    """Look anew among very many people; the worker does it."""
    return redirect("imports-job", accounts.enqueue(request.viewer, "imports.look", {}).pk)


def arrived(request: HttpRequest, result: dict[str, int]) -> HttpResponse:
    """After the worker's part: what it did, and on to the next question."""
    if "merged" in result:
        messages.success(request, f"{plural(result['merged'], 'pair was,pairs were')} merged. Each can be taken apart.")
    return redirect("imports-duplicates")

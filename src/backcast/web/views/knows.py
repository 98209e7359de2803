"""Whom a person knows: said on their page, and what is not so set right."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.forms import Form
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from backcast.accounts.middleware import Request
from backcast.accounts.models import Viewer
from backcast.errors import BackcastError, NotFound
from backcast.formats import names
from backcast.network import queries as network
from backcast.network.actions import acquaintances as actions
from backcast.network.models import Evidence, Person
from backcast.network.queries import acquaintances as queries
from backcast.network.queries.acquaintances import Known, Knows
from backcast.ties.actions.hearsay import hear_of
from backcast.vision import actions as vision
from backcast.web import forms
from backcast.web.answers import see_other, undoable
from backcast.web.words import SOURCES

SHOWN: Final = 12
"""People they know that are shown at first, the surest [D]."""
MOST: Final = 300
"""And when all are asked for [D]."""
OFFERED: Final = 6
"""People who may be meant by a name that is not clear."""
STATES: Final = {
    "active": "{} and {} know each other.",
    "disputed": "{} and {} don't know each other.",
    "retired": "{} and {} no longer know each other.",
}
APART: Final = {
    "active": "Nothing you let count speaks for it.",
    "disputed": "You said that they don't know each other.",
    "retired": "You said that they no longer know each other.",
}


def most(request: Request) -> int:
    """How many the page shows."""
    return MOST if request.GET.get("knows") == "all" else SHOWN


def told(knows: Knows, sent: Form | None, viewer: Viewer) -> dict[str, Any]:
    """What the section shows."""
    return {
        "knows": [_told(one) for one in knows.people],
        "knows_total": knows.total,
        "knows_all": knows.total > len(knows.people) and len(knows.people) < MOST,
        "apart": [(*_told(one), APART[one.state]) for one in knows.apart],
        "known": sent or forms.Knows(initial={"on": viewer.today}, auto_id="known_%s"),
    }


def _told(one: Known) -> tuple[Known, list[tuple[str, str]], list[tuple[Evidence, str]]]:
    """Somebody they know, the reasons and their sources in words, and the pieces that can be set aside or back."""
    because = [(words, SOURCES.get(row.source, row.source)) for words, row in one.because]
    pieces = [row for row in (*one.evidence, *one.aside) if row.pk]
    return one, because, [(row, queries.ONE[row.kind]) for row in pieces]


@require_http_methods(["GET", "POST"])
def knows(request: Request, person_id: int) -> HttpResponse:
    """Note that they know somebody; where a name is not clear, ask who is meant, or offer to add them."""
    from backcast.web.views.person import page

    row = network.person(request.viewer, person_id)
    if request.method != "POST":
        return see_other("person", person_id)
    sent = forms.Knows(request.POST, auto_id="known_%s")
    if sent.is_valid():
        try:
            if _say(request, row, sent):
                return see_other("person", person_id)
        except NotFound:
            raise
        except BackcastError as error:
            sent.add_error(None, f"{error.message} {error.hint}")
    return page(request, row, status=422, known=sent)


def _say(request: Request, row: Person, sent: forms.Knows) -> bool:
    """Whether it was clear who is meant, and noted."""
    viewer, wanted = request.viewer, sent.cleaned_data
    how = {"why": wanted["why"], "on": wanted["on"]}
    other = _picked(viewer, request.POST)
    meant = [other] if other else _meant(viewer, wanted["who"])
    if other is None and "add" in request.POST:
        with undoable(request, "knows", f"{row.name} knows {wanted['who']}, whom you only hear of."):
            hear_of(viewer, row, wanted["who"], **how, also=vision.find)
        return True
    if len(meant) != 1:
        sent.ask(_alike(viewer, wanted["who"], row))
        return False
    with undoable(request, "knows", f"{row.name} knows {meant[0].name}."):
        actions.say(viewer, row, meant[0], **how)
    return True


def _picked(viewer: Viewer, sent: Mapping[str, str]) -> Person | None:
    return network.person(viewer, _id(sent["pick"])) if "pick" in sent else None


def _meant(viewer: Viewer, who: str) -> list[Person]:
    """The person of exactly this name, number or address, if there is one."""
    try:
        found = network.find(viewer, who)
    except NotFound:
        return []
    by_name = who.isdecimal() or "@" in who or "/" in who
    return [found] if by_name or names.fold(found.name) == names.fold(who) else []


def _alike(viewer: Viewer, who: str, row: Person) -> Sequence[Person]:
    """Who may be meant."""
    found = network.search(viewer, who).exclude(pk=row.pk).select_related("organisation")
    return list(found.order_by("sort", "pk")[:OFFERED])


@require_POST
def knows_state(request: Request, person_id: int) -> HttpResponse:
    """Say that two people don't know each other, no longer do, or do."""
    row = network.person(request.viewer, person_id)
    other = network.person(request.viewer, _id(request.POST.get("other", "")))
    state = request.POST.get("state", "")
    with undoable(request, "knows", STATES.get(state, "").format(row.name, other.name)):
        actions.put_state(request.viewer, row, other, state)
    return see_other("person", person_id)


@require_POST
def knows_evidence(request: Request, person_id: int) -> HttpResponse:
    """Let one piece of evidence count no more, or again."""
    row = network.person(request.viewer, person_id)
    aside = "aside" in request.POST
    piece = queries.evidence(request.viewer, _id(request.POST.get("aside") or request.POST.get("back", "")), row.pk)
    if piece is None:
        raise NotFound("There is no such note.")
    with undoable(request, "knows", "That counts no more." if aside else "That counts again."):
        actions.retire(request.viewer, piece, retired=aside)
    return see_other("person", person_id)


def _id(text: str) -> int:
    """An id from a form; anything odd is nobody's."""
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 19 else 0

"""What evidence and contact propose: standings and rings to accept, refuse or leave, a few at a time."""

import re

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from backcast import limits
from backcast.accounts.middleware import Request
from backcast.engine.standing import SPEAKS_FOR
from backcast.journal.models import Change
from backcast.ties import actions as ties
from backcast.ties.actions import proposals as actions
from backcast.ties.queries import evidence, proposals
from backcast.ties.queries.proposals import Key, Proposal
from backcast.web.answers import see_other
from backcast.web.forms import STANDING

KEY = re.compile(r"(\d{1,18})-(standing|ring)-([a-z]{1,20})", re.ASCII)
RINGS = {
    "inner": "one of the five nearest",
    "close": "keep in touch about every month",
    "active": "keep in touch about every three months",
}
"""What a proposed ring means."""
LEFT = "Left as it is. They come again only when something new speaks for them."
SPEAKS = [(evidence.TOLD[kind], standing) for kind, (standing, _) in SPEAKS_FOR.items()]
"""What happened → what it speaks for, in words, the strongest first."""


def meaning(one: Proposal) -> str:
    """What is proposed, in words."""
    return STANDING[one.value] if one.field == "standing" else RINGS[one.value]


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Request) -> HttpResponse:
    """At most twelve proposals; answering leads back here, to the person asked from, or to the week."""
    ties.age(request.viewer)
    if request.method == "POST":
        return _answered(request)
    rows = [(one, meaning(one)) for one in proposals.proposals(request.viewer)]
    return render(request, "web/proposals.html", {"section": "people", "rows": rows, "speaks": SPEAKS})


def _answered(request: Request) -> HttpResponse:
    viewer = request.viewer
    if refused := _keys(request, "refuse"):
        _say(request, "That will not be proposed again.", actions.refuse(viewer, refused[0]))
    elif "leave" in request.POST:
        _say(request, LEFT, actions.leave(viewer, _keys(request, "shown")))
        return see_other("week")
    elif accepted := _keys(request, "accept"):
        _say(request, "Saved where they stand.", actions.accept(viewer, accepted))
    who = request.POST.get("person", "")
    return see_other("person", int(who)) if who.isdecimal() and len(who) < 19 else see_other("proposals")


def _keys(request: Request, name: str) -> list[Key]:
    """The proposals a form names; anything else in it names none."""
    found = [KEY.fullmatch(text) for text in request.POST.getlist(name)[: limits.PAGE_ROWS]]
    return [(int(one[1]), one[2], one[3]) for one in found if one]


def _say(request: Request, done: str, change: Change | None) -> None:
    """What was done with the offer to undo it, or that it is proposed no more."""
    told = done if change else "Nothing was changed: this is not proposed any more."
    messages.success(request, told, extra_tags=f"undo-{change.pk}" if change else "")

"""Starting again somewhere else: who of mine is there, was there, or knows somebody there."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from backcast.accounts.middleware import Request
from backcast.introductions.queries import elsewhere as queries
from backcast.ties import actions
from backcast.web.forms import line


class Elsewhere(forms.Form):
    """Where and what; one of them is enough."""

    place = line("Town or country", widget=forms.TextInput(attrs={"data-key": "/"}))
    field = line("Field", widget=forms.TextInput(attrs={"placeholder": "platform engineer"}))
    organisation = line("Organisation")


@require_safe
def page(request: Request) -> HttpResponse:
    """The form, and what was found."""
    actions.age(request.viewer)
    form = Elsewhere(request.GET)
    form.full_clean()
    wanted = queries.Wanted(**{name: form.cleaned_data.get(name, "") for name in ("place", "field", "organisation")})
    found = queries.found(request.viewer, wanted) if wanted else None
    context: dict[str, Any] = {"section": "people", "form": form, "wanted": wanted, "found": found}
    context |= {"today": request.viewer.today, "known": queries.known(request.viewer), "there": _there(wanted)}
    if found is not None:
        context |= {"ask": queries.worth_asking(request.viewer), "sentence": _sentence(wanted)}
    return render(request, "web/elsewhere.html", context)


def _there(wanted: queries.Wanted) -> str:
    """What is looked for, in words: "in Lisbon", "in nursing", "at Acme"."""
    told = [f"in {wanted.field}"] if wanted.field else []
    told += [f"at {wanted.organisation}"] if wanted.organisation else []
    return " ".join([*told, *([f"in {wanted.place}"] if wanted.place else [])])


def _sentence(wanted: queries.Wanted) -> str:
    """Words to ask around with."""
    there = _there(wanted)
    return f"I am starting again {there} and know few people there. Do you know somebody {there} whom I could talk to?"

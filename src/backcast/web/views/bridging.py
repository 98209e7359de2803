"""Starting again somewhere else: who of mine is there, was there, or knows somebody there."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from backcast.accounts.middleware import Request
from backcast.formats import languages
from backcast.introductions.queries import elsewhere as queries
from backcast.network import queries as network
from backcast.network.actions import facts
from backcast.ties import actions
from backcast.web.answers import undoable
from backcast.web.forms import line, spoken


class Elsewhere(forms.Form):
    """Where and what; one of them is enough."""

    place = line("Town or country", widget=forms.TextInput(attrs={"size": 14, "data-key": "/"}))
    field = line("Field", widget=forms.TextInput(attrs={"size": 14, "placeholder": "platform engineer"}))
    organisation = line("Organisation", widget=forms.TextInput(attrs={"size": 14}))
    speaks = line("Who speaks", widget=forms.TextInput(attrs={"size": 14, "placeholder": "Portuguese"}))


class Mine(forms.Form):
    """What the user speaks."""

    languages = spoken("Which languages do you speak?")


@require_safe
def page(request: Request) -> HttpResponse:
    """The form, and what was found."""
    actions.age(request.viewer)
    form = Elsewhere(request.GET)
    form.full_clean()
    wanted = queries.Wanted(**{name: form.cleaned_data.get(name, "") for name in form.fields})
    found = queries.found(request.viewer, wanted) if wanted else None
    context: dict[str, Any] = {"section": "people", "form": form, "wanted": wanted, "found": found}
    context |= {"today": request.viewer.today, "known": queries.known(request.viewer), "there": _there(wanted)}
    mine = languages.words(network.own_languages(request.viewer))
    context |= {"mine": mine, "own": Mine(initial={"languages": mine}), "who": _who(wanted)}
    if found is not None:
        context |= {"ask": queries.worth_asking(request.viewer), "sentence": _sentence(wanted)}
    return render(request, "web/elsewhere.html", context)


@require_POST
def my_languages(request: Request) -> HttpResponse:
    """Keep what the user speaks, and back to what they looked at."""
    sent, looked = Mine(request.POST), Elsewhere(request.POST)
    looked.full_clean()
    if not sent.is_valid():
        messages.warning(request, "Write a few languages with commas between.")
    else:
        with undoable(request, "edit", "Saved what you speak."):
            facts.speak(request.viewer, sent.cleaned_data["languages"])
    told = urlencode({name: value for name, value in looked.cleaned_data.items() if value})
    return HttpResponse(status=303, headers={"Location": resolve_url("elsewhere") + (f"?{told}" if told else "")})


def _who(wanted: queries.Wanted) -> str:
    """The languages looked for, in words."""
    told = languages.words(languages.joined(languages.listed(wanted.speaks)))
    return f"who speaks {told}" if told else ""


def _there(wanted: queries.Wanted) -> str:
    """What is looked for, in words: "in Lisbon", "in nursing", "at Acme"."""
    told = [f"in {wanted.field}"] if wanted.field else []
    told += [f"at {wanted.organisation}"] if wanted.organisation else []
    return " ".join([*told, *([f"in {wanted.place}"] if wanted.place else [])])


def _sentence(wanted: queries.Wanted) -> str:
    """Words to ask around with."""
    there = _there(wanted)
    somebody = " ".join(filter(None, ("somebody", there, _who(wanted))))
    start = f"I am starting again {there or 'somewhere new'}"
    return f"{start} and know few people there. Do you know {somebody} whom I could talk to?"

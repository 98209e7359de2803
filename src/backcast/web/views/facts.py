"""What is true of a person: written by hand, and chosen where sources disagree."""

import re

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backcast.accounts.middleware import Request
from backcast.errors import Invalid
from backcast.formats import languages
from backcast.network import queries as network
from backcast.network.actions import facts as actions
from backcast.network.actions import tags
from backcast.network.models import Person
from backcast.network.queries import disagreements as queries
from backcast.network.queries.tags import word
from backcast.vision import actions as vision
from backcast.web.answers import see_other, undoable
from backcast.web.forms import EditPerson
from backcast.web.views import doing
from backcast.web.words import FIELDS, SOURCES

ROWS = 60
"""Disagreements on one page, as people in a list."""
CLAIM = re.compile(r"(fact|position)-(\d{1,18})", re.ASCII)

Told = tuple[queries.Disagreement, str, list[tuple[queries.Said, str, str]]]
"""A disagreement, its field in words, and each value with its source in words and its key in a form."""


def told(one: queries.Disagreement) -> Told:
    """A disagreement in words."""
    kind = "position" if one.field == queries.POSITION else "fact"
    said = [(row, SOURCES.get(row.source, row.source), f"{kind}-{row.row.pk}") for row in one.said]
    return one, FIELDS.get(one.field, one.field.capitalize()), said


@require_safe
def disagree(request: Request) -> HttpResponse:
    """Every fact that sources tell differently and nobody has decided."""
    found = Paginator(queries.open_disagreements(request.viewer), ROWS).get_page(request.GET.get("page"))
    context = {"section": "people", "page": found, "rows": [told(one) for one in found.object_list]}
    return render(request, "web/disagree.html", context)


@require_POST
def choose(request: Request, person_id: int) -> HttpResponse:
    """Show one of several values from now on, or the newest again; back to where it was asked."""
    row = network.person(request.viewer, person_id)
    if claim := CLAIM.fullmatch(request.POST.get("claim", "")):
        with undoable(request, "choose", f"Chosen for {row.name}."):
            actions.choose(request.viewer, row, claim[1], int(claim[2]))
    else:
        with undoable(request, "choose", "The newest is shown again."):
            actions.follow_newest(request.viewer, row, request.POST.get("follow", ""))
    return see_other("disagree") if request.POST.get("back") == "disagree" else see_other("person", person_id)


@require_POST
def tag(request: Request, person_id: int) -> HttpResponse:
    """Give a person a tag, or take one away."""
    row, gone, name = (
        network.person(request.viewer, person_id),
        request.POST.get("gone", ""),
        request.POST.get("tag", ""),
    )
    if gone:
        with undoable(request, "tag", f"Took a tag from {row.name}."):
            tags.untag(request.viewer, row, gone)
    elif word(name):
        with undoable(request, "tag", f"Tagged {row.name}."):
            tags.tag(request.viewer, row, name)
    else:
        messages.warning(request, "A tag needs a letter or a digit.")
    return see_other("person", person_id)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, person_id: int) -> HttpResponse:
    """Name, organisation, role, town, languages and one more address of a person, by hand."""
    row = network.person(request.viewer, person_id)
    form = EditPerson(request.POST) if request.method == "POST" else EditPerson(initial=_initial(row))
    if form.is_bound and form.is_valid():
        try:
            with undoable(request, "edit", f"Saved what you wrote about {form.cleaned_data['name']}."):
                actions.edit(request.viewer, row, **form.cleaned_data, also=vision.find)
            return see_other("person", person_id)
        except Invalid as error:
            form.add_error("name" if "name" in error.message else "email", error.message)
    context = {"section": "people", "person": row, "form": form, "fields": doing.FIELDS}
    return render(request, "web/edit_person.html", context, status=422 if form.is_bound else 200)


def _initial(row: Person) -> dict[str, str]:
    where = row.organisation.name if row.organisation else ""
    told = {"name": row.name, "organisation": where, "title": row.title, "place": row.place}
    return told | {"languages": languages.words(row.languages)} | doing.initial(row)

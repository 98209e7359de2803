"""Organisations: who is there now and was before, what each is called, and which of them are one."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backcast import limits
from backcast.accounts.middleware import Request
from backcast.errors import Invalid, Refused
from backcast.introductions.queries import here
from backcast.network.actions import organisations as actions
from backcast.network.models import Organisation, OrganisationName
from backcast.network.queries import organisations as queries
from backcast.ties import actions as ties
from backcast.vision.queries import serving
from backcast.web.answers import see_other, undoable
from backcast.web.forms import Also, Rename, Words

ROWS = 60
"""Organisations on one page, as people in a list."""
SUGGESTED = 12
"""Organisations that seem one, shown at a time, as for other proposals."""
ALIKE = 8
"""Others like one organisation that are offered on its page [D]."""
NAMES = {"alias": "also called", "former": "before", "merged": "took in"}


@require_safe
def organisations(request: Request) -> HttpResponse:
    """Organisations by how many people are there, searched by any of their names."""
    form = Words(request.GET)
    form.full_clean()
    words = form.cleaned_data.get("q", "")
    page = Paginator(queries.listed(request.viewer, words), ROWS).get_page(request.GET.get("page"))
    context = {
        "section": "people",
        "form": form,
        "words": words,
        "page": page,
        "rows": queries.counted(request.viewer, list(page.object_list)),
        "alike": [] if words or page.number > 1 else queries.suggestions(request.viewer, SUGGESTED),
    }
    return render(request, "web/organisations.html", context)


@require_safe
def organisation(request: Request, organisation_id: int) -> HttpResponse:
    """One organisation; the address of one that was merged leads to what it has become part of."""
    row = queries.organisation(request.viewer, organisation_id)
    return _page(request, row) if row.pk == organisation_id else see_other("organisation", row.pk)


def _page(request: Request, row: Organisation, *, status: int = 200, **wrong: forms.Form) -> HttpResponse:
    names = list(OrganisationName.objects.of(request.viewer).filter(organisation=row).order_by("-since", "pk"))
    ties.age(request.viewer)
    now, before = queries.people_now(request.viewer, row), queries.people_before(request.viewer, row)
    alike = queries.perhaps(request.viewer, row, ALIKE)
    context = {
        "section": "people",
        "row": row,
        "names": [(one, NAMES[one.kind]) for one in names],
        "serves": serving.of_organisation(request.viewer, row.pk, [row.name, *(one.name for one in names)]),
        "now": now[: limits.PAGE_ROWS],
        "before": before[: limits.PAGE_ROWS],
        "between": here.second_degree(request.viewer, row),
        "same": here.likely_same(request.viewer, alike),
        "alike": alike,
        "rename": Rename(initial={"name": row.name}, auto_id="rename_%s"),
        "also": Also(auto_id="also_%s"),
    }
    return render(request, "web/organisation.html", context | wrong, status=status)


def _act(
    request: Request, organisation_id: int, name: str, form: type[forms.Form], act: Callable[[Any, Any], None]
) -> HttpResponse:
    """Do what a form of the page asks for and go back; with wrong input, the page again."""
    row = queries.organisation(request.viewer, organisation_id)
    if request.method != "POST":
        return see_other("organisation", row.pk)
    sent = form(request.POST, auto_id=f"{name}_%s")
    if sent.is_valid():
        try:
            act(row, sent.cleaned_data)
            return see_other("organisation", row.pk)
        except (Invalid, Refused) as error:
            sent.add_error("name", f"{error.message} {error.hint}")
    return _page(request, row, status=422, **{name: sent})


@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: Request, organisation_id: int) -> HttpResponse:
    """Give an organisation its new name."""

    def act(row: Organisation, told: dict[str, str]) -> None:
        with undoable(request, "organisation", "Renamed. Files with the old name still mean this one."):
            actions.rename(request.viewer, row, **told)

    return _act(request, organisation_id, "rename", Rename, act)


@require_http_methods(["GET", "HEAD", "POST"])
def also(request: Request, organisation_id: int) -> HttpResponse:
    """Note another name; where another organisation has it, the two are one."""

    def act(row: Organisation, told: dict[str, str]) -> None:
        with undoable(request, "organisation", f"Noted. Files with that name mean {row.name}."):
            actions.also(request.viewer, row, **told)

    return _act(request, organisation_id, "also", Also, act)


@require_POST
def same(request: Request, organisation_id: int) -> HttpResponse:
    """Say that two organisations are one, as it was suggested; back to where that was."""
    keep, gone = _both(request, organisation_id)
    with undoable(request, "organisation", f"{gone.name} and {keep.name} are one now."):
        actions.merge(request.viewer, keep, gone)
    return _back(request, keep)


@require_POST
def different(request: Request, organisation_id: int) -> HttpResponse:
    """Say that two organisations are two, and never be asked again; back to where that was."""
    one, other = _both(request, organisation_id)
    with undoable(request, "organisation", f"{other.name} and {one.name} are two. You will not be asked again."):
        actions.keep_apart(request.viewer, one, other)
    return _back(request, one)


def _both(request: Request, organisation_id: int) -> tuple[Organisation, Organisation]:
    other = request.POST.get("gone", "")
    gone = queries.organisation(request.viewer, int(other) if other.isdecimal() and len(other) < 19 else 0)
    return queries.organisation(request.viewer, organisation_id), gone


def _back(request: Request, row: Organisation) -> HttpResponse:
    return see_other("organisations") if request.POST.get("back") else see_other("organisation", row.pk)

"""The list of people, what is done to several of them, and adding one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import render, resolve_url
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from backcast.accounts.middleware import Request
from backcast.errors import Invalid
from backcast.introductions.queries.worth import reasons
from backcast.network.models import Person
from backcast.network.queries import words
from backcast.pages.templatetags.backcast import plural
from backcast.ties import actions, queries
from backcast.ties.actions.memory import stand_together
from backcast.ties.queries import facets
from backcast.vision import actions as vision
from backcast.vision.queries.serving import Serves, of_people
from backcast.web.answers import see_other, undoable
from backcast.web.forms import FACETS, SHOWN, AddPerson, Filters, Together

ROWS = 60
"""People on one page (ui.md §5)."""
USUAL = {("sort", "worth"), ("page", "1")}
"""What an address need not say."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A link of the page: to the people with this value as well, or, of what is chosen, without it."""

    facet: str
    label: str
    address: str
    count: int = 0
    chosen: bool = False


@require_safe
def people(request: Request) -> HttpResponse:
    """People with their standing, status and last contact; searched, narrowed and ordered by the address."""
    return _list(request, Together())


@require_http_methods(["GET", "HEAD", "POST"])
def together(request: Request) -> HttpResponse:
    """Set something for everybody ticked, in one change, and go back to the list as it was."""
    if request.method != "POST":
        return see_other(here(request))
    form = Together(request.POST)
    if not form.is_valid():
        return _list(request, form, status=422)
    ids, columns = form.cleaned_data["people"], form.columns()
    change = stand_together(request.viewer, dict.fromkeys(ids, columns), form.cleaned_data["tag"])
    told = f"Saved for {plural(len(set(ids)), 'person,people')}." if change else "All of it was so already."
    messages.success(request, told, extra_tags=f"undo-{change.pk}" if change else "")
    return see_other(here(request))


def here(request: Request) -> str:
    """The list with the search and the choices of this address."""
    return _address(Filters(request.GET).wanted(), page=request.GET.get("page", ""))


def _list(request: Request, form: Together, *, status: int = 200) -> HttpResponse:
    actions.age(request.viewer)
    search = Filters(request.GET)
    wanted = search.wanted()
    page = Paginator(queries.people(request.viewer, **wanted), ROWS).get_page(request.GET.get("page"))
    chosen = _chosen(wanted)
    narrowed = bool(chosen or wanted["words"])
    rows = _ticked(request, page)
    all_ticked = all(is_ticked for _, is_ticked, *_ in rows)
    context = {
        "form": search,
        "wanted": wanted,
        "kept": [(name, wanted[name]) for name in FACETS if wanted[name]],
        "narrowed": narrowed,
        "nobody": not page.paginator.count and not narrowed,
        "choices": _choices(request, wanted),
        "chosen": chosen,
        "page": page,
        "rows": rows,
        "together": form,
        "all_ticked": all_ticked,
        "called": words.said(wanted["words"], facets.FIELDS),
        "today": request.viewer.today,
    }
    return render(request, "web/people.html", context | _ways(wanted, page.number, all_ticked), status=status)


def _ticked(request: Request, page: Page[Person]) -> list[tuple[Person, bool, str, list[Serves]]]:
    """The people of the page, who is ticked as it comes (whoever was when the form was sent, or all if asked), why
    each of them matters most, and which parts of the future they serve."""
    sent, everyone = set(request.POST.getlist("people")), request.method != "POST" and bool(request.GET.get("all"))
    matters = reasons(request.viewer, [row.tie for row in page.object_list])
    serves = of_people(request.viewer, {row.pk for row in page.object_list})
    return [
        (row, everyone or str(row.pk) in sent, next(iter(matters.get(row.pk, ())), ""), serves.get(row.pk, []))
        for row in page
    ]


def _ways(wanted: Mapping[str, str], page: int, all_ticked: bool) -> dict[str, str]:
    """The addresses that lead on from this list with what it is narrowed to."""
    told = {"name": words.said(wanted["words"], facets.FIELDS), "organisation": wanted["organisation"]}
    known = {name: value for name, value in told.items() if value}
    return {
        "sending": _address(wanted, at="together", page=str(page)),
        "throwing": _address(wanted, at="trash", page=str(page)),
        "ticking": _address(wanted, page=str(page), all="" if all_ticked else "1"),
        "previous": _address(wanted, page=str(page - 1)),
        "next": _address(wanted, page=str(page + 1)),
        "adding": f"{resolve_url('add_person')}?{urlencode(known)}",
        "everyone": _address({"words": wanted["words"]}),
    }


def _choices(request: Request, wanted: Mapping[str, str]) -> list[tuple[str, Sequence[Choice]]]:
    """Every facet with its links; the link of a chosen value takes the choice back."""
    chosen = {name: wanted[name] for name in FACETS}
    found = facets.facets(request.viewer, typed=wanted["words"], **chosen)
    return [
        (label, [_choice(name, option, wanted) for option in found[name]])
        for name, label in FACETS.items()
        if name in found
    ]


def _choice(name: str, option: facets.Option, wanted: Mapping[str, str]) -> Choice:
    value = "" if option.chosen else option.value
    return Choice(name, _label(name, option.value), _address(wanted, **{name: value}), option.count, option.chosen)


def _label(name: str, value: str) -> str:
    return value if name == "organisation" else SHOWN.get(value, value.capitalize())


def _chosen(wanted: Mapping[str, str]) -> list[Choice]:
    """What the list is narrowed to by choices, each with the way out of it."""
    names = [name for name in FACETS if wanted[name]]
    return [Choice(FACETS[name], _label(name, wanted[name]), _address(wanted, **{name: ""})) for name in names]


def _address(wanted: Mapping[str, str], at: str = "people", **more: str) -> str:
    """The list with some choices; what is empty or usual is left out."""
    told = {**wanted, **more}
    query = QueryDict(mutable=True)
    for name in ("words", *FACETS, "sort", "page", "all"):
        value = told.get(name, "")
        if value and (name, value) not in USUAL:
            query["q" if name == "words" else name] = value
    return resolve_url(at) + (f"?{query.urlencode()}" if query else "")


@require_http_methods(["GET", "HEAD", "POST"])
def add_person(request: Request) -> HttpResponse:
    """Add one person by hand."""
    form = AddPerson(request.POST) if request.method == "POST" else AddPerson(initial=request.GET.dict())
    if form.is_bound and form.is_valid():
        try:
            with undoable(request, "add", f"Added {form.cleaned_data['name'].strip()}."):
                made = actions.add(request.viewer, **form.cleaned_data, also=vision.find)
            return see_other("person", made.pk)
        except Invalid as error:
            form.add_error("name" if "name" in error.message else "email", error.message)
    return render(request, "web/add_person.html", {"form": form}, status=422 if form.is_bound else 200)

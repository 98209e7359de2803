"""The list of people, and adding one."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from backcast.accounts.middleware import Request
from backcast.errors import Invalid
from backcast.ties import actions, queries
from backcast.web.answers import see_other, undoable
from backcast.web.forms import AddPerson, Filters

ROWS = 60
"""People on one page (ui.md §5)."""


@require_safe
def people(request: Request) -> HttpResponse:
    """People with their standing, status and last contact; searched, narrowed and ordered by the address."""
    actions.age(request.viewer)
    form = Filters(request.GET)
    wanted = form.wanted()
    page = Paginator(queries.people(request.viewer, **wanted), ROWS).get_page(request.GET.get("page"))
    narrowed = any(value for name, value in wanted.items() if name != "sort")
    return render(
        request,
        "web/people.html",
        {
            "form": form,
            "wanted": wanted,
            "page": page,
            "narrowed": narrowed,
            "nobody": not page.paginator.count and not narrowed,
            "today": request.viewer.today,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def add_person(request: Request) -> HttpResponse:
    """Add one person by hand."""
    form = AddPerson(request.POST) if request.method == "POST" else AddPerson(initial=request.GET.dict())
    if form.is_bound and form.is_valid():
        try:
            with undoable(request, "add", f"Added {form.cleaned_data['name'].strip()}."):
                made = actions.add(request.viewer, **form.cleaned_data)
            return see_other("person", made.pk)
        except Invalid as error:
            form.add_error("name" if "name" in error.message else "email", error.message)
    return render(request, "web/add_person.html", {"form": form}, status=422 if form.is_bound else 200)

"""A plain page for each part of a future."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from backcast.accounts.middleware import Request
from backcast.errors import NotFound
from backcast.journal import queries as journal
from backcast.vision import actions, forms, queries
from backcast.vision.models import Barrier, Milestone, Vision
from backcast.vision.views.answers import columns, done, seen


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the vision as a page: its form, its action, and its question."""

    form: type[Form]
    put: Callable[..., Any]
    question: str


PARTS = {
    "people": Part(forms.PersonForm, actions.put_person, "Who will know you by then?"),
    "milestones": Part(forms.MilestoneForm, actions.put_milestone, "What had to be true just before?"),
    "places": Part(forms.PlaceForm, actions.put_place, "Where do you need to be to meet them?"),
    "shifts": Part(forms.ShiftForm, actions.put_shift, "How do you want to show up differently?"),
    "barriers": Part(forms.BarrierForm, actions.put_barrier, "What stands in the way?"),
    "models": Part(forms.ModelForm, actions.put_model, "Whose way of working do you want to learn from?"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def add_part(request: Request, vision_id: int, name: str) -> HttpResponse:
    """Add a person, milestone, place, shift or barrier."""
    vision = queries.vision(request.viewer, vision_id)
    if name not in PARTS:
        raise NotFound("There is no such part of a vision.", "Go back to the Vision page.")
    return _part(request, vision, name, None)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_part(request: Request, name: str, row_id: int) -> HttpResponse:
    """Change one of them."""
    row = queries.part(request.viewer, name, row_id)
    return _part(request, row.vision, name, row)


def _part(request: Request, vision: Vision, name: str, row: Any) -> HttpResponse:
    part = PARTS[name]
    form = part.form(request.POST if request.method == "POST" else None, initial=_initial(request, row))
    if isinstance(form, forms.MilestoneForm):
        _offer_links(request, form, vision, row)
    if isinstance(form, forms.BarrierForm):
        form.offer([(one.pk, one.title) for one in queries.milestones(request.viewer, vision)])
    if done(request, form, lambda: part.put(request.viewer, vision, row, **form.cleaned_data)):
        return seen(request, vision)
    told = {"form": form, "vision": vision, "heading": part.question}
    if row is not None:
        told["barrier"] = row if isinstance(row, Barrier) else None
        told["remove"] = reverse("vision-part-remove", args=[name, row.pk])
    return render(request, "vision/part.html", told, status=422 if form.errors else 200)


def _initial(request: Request, row: Any) -> dict[str, Any]:
    """What a form shows of a stored row."""
    if row is None:
        return {}
    initial = columns(row)
    if isinstance(row, Milestone):
        after, leads = queries.after(request.viewer, row.vision), queries.leads(request.viewer, row.vision)
        initial["after"] = list(after.filter(milestone=row).values_list("after", flat=True))
        initial["leads_to"] = list(leads.filter(milestone=row).values_list("future_person", flat=True))
    if isinstance(row, Barrier):
        initial |= {"guide": row.guide_name, "milestone": row.milestone_id}
    return initial


def _offer_links(request: Request, form: forms.MilestoneForm, vision: Vision, row: Milestone | None) -> None:
    rest = queries.milestones(request.viewer, vision).exclude(pk=row.pk if row else 0)
    people = queries.future_people(request.viewer, vision)
    form.offer([(one.pk, one.title) for one in rest], [(one.pk, one.name or one.describe) for one in people])


@require_POST
def remove_part(request: Request, name: str, row_id: int) -> HttpResponse:
    """Take one of them out of the story."""
    row = queries.part(request.viewer, name, row_id)
    actions.remove(request.viewer, row)
    change = journal.last_change(request.viewer, "vision")
    messages.success(request, "It is removed.", extra_tags=f"undo-{change.pk}" if change else "")
    return seen(request, row.vision)

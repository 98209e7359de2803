"""The Vision page, and a plain page for each part of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backcast import limits
from backcast.accounts.middleware import Request
from backcast.errors import BackcastError, Invalid, NotFound, Refused
from backcast.formats import names, vision_file, vision_records
from backcast.journal import queries as journal
from backcast.vision import actions, forms, queries
from backcast.vision.models import Barrier, Milestone, Vision
from backcast.vision.queries.picture import picture


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
}


@require_safe
def page(request: Request) -> HttpResponse:
    """The active future; without one, three questions."""
    active = queries.active(request.viewer)
    if active is None:
        return _first(request, _blank(request))
    return _story(request, active)


@require_safe
def future(request: Request, vision_id: int) -> HttpResponse:
    """One of the futures, active or not."""
    return _story(request, queries.vision(request.viewer, vision_id))


@require_safe
def schedule(request: Request, vision_id: int | None = None) -> HttpResponse:
    """Does it fit? The story in time, of the active future or of one of the others."""
    vision = queries.vision(request.viewer, vision_id) if vision_id else queries.active(request.viewer)
    plan = queries.plan(request.viewer, vision) if vision else None
    drawn = picture(plan, request.viewer.today) if plan else None
    return render(request, "vision/schedule.html", {"vision": vision, "plan": plan, "picture": drawn})


def _story(request: Request, vision: Vision, file_form: forms.FileForm | None = None) -> HttpResponse:
    story = queries.story(request.viewer, vision)
    told = {
        "story": story,
        "vision": vision,
        "file_form": file_form or forms.FileForm(),
        "has_room": len(story.others) + 1 < queries.MOST,
    }
    return render(request, "vision/story.html", told, status=422 if file_form else 200)


def _blank(request: Request) -> forms.FirstForm:
    """The three questions, five years ahead where nobody says otherwise: one sentence is enough."""
    return forms.FirstForm(initial={"horizon": queries.usual_horizon(request.viewer.today)})


def _first(request: Request, form: forms.FirstForm, file_form: forms.FileForm | None = None) -> HttpResponse:
    others = list(queries.visions(request.viewer))
    told = {"form": form, "others": others, "file_form": file_form or forms.FileForm()}
    return render(request, "vision/first.html", told, status=422 if form.errors or file_form else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Write the first future, or another one."""
    form = forms.FirstForm(request.POST) if request.method == "POST" else _blank(request)
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        person = {key: told.pop(key) for key in ("name", "describe")}
        try:
            vision = actions.begin(request.viewer, person=person if any(person.values()) else None, **told)
        except (Invalid, Refused) as refused:
            form.add_error(None, _sentence(refused))
        else:
            return _seen(request, vision, told["horizon"])
    return _first(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, vision_id: int) -> HttpResponse:
    """Change the sentence from the future and what frames it."""
    vision = queries.vision(request.viewer, vision_id)
    initial = {**_columns(vision), "stage": request.viewer.workspace.stage}
    form = forms.VisionForm(request.POST if request.method == "POST" else None, initial=initial)
    if _done(request, form, lambda: actions.write(request.viewer, vision, **form.cleaned_data)):
        return _seen(request, vision, form.cleaned_data["horizon"])
    told = {
        "form": form,
        "vision": vision,
        "heading": "Your future",
        "remove": reverse("vision-remove", args=[vision.pk]),
    }
    return render(request, "vision/part.html", told, status=422 if form.errors else 200)


@require_POST
def activate(request: Request, vision_id: int) -> HttpResponse:
    """Make this future the active one."""
    actions.choose(request.viewer, queries.vision(request.viewer, vision_id))
    return _to("vision")


@require_POST
def remove(request: Request, vision_id: int) -> HttpResponse:
    """Remove a future with its story."""
    vision = queries.vision(request.viewer, vision_id)
    actions.remove(request.viewer, vision)
    messages.success(request, f"“{vision.title}” is removed.")
    return _to("vision")


@require_POST
def upload(request: Request) -> HttpResponse:
    """Load a vision file; what is wrong with it is said on the same page, and nothing is changed."""
    form = forms.FileForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            raw = file.read(limits.VISION_FILE + 1)
            parsed = vision_file.read_bytes(raw, names.clean(file.name, 80) or "file", request.viewer.today)
            loaded = actions.load(request.viewer, parsed)
        except BackcastError as refused:
            form.add_error("file", _sentence(refused))
        else:
            return _loaded(request, loaded)
    active = queries.active(request.viewer)
    return _story(request, active, form) if active else _first(request, _blank(request), form)


def _loaded(request: Request, loaded: actions.Loaded) -> HttpResponse:
    for warning in loaded.warnings:
        messages.warning(request, warning)
    messages.success(request, "The file is loaded." if loaded.changed else "Everything in the file was here already.")
    return _to("vision-future", loaded.vision.pk)


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
    if _done(request, form, lambda: part.put(request.viewer, vision, row, **form.cleaned_data)):
        return _seen(request, vision)
    told = {"form": form, "vision": vision, "heading": part.question}
    if row is not None:
        told["remove"] = reverse("vision-part-remove", args=[name, row.pk])
    return render(request, "vision/part.html", told, status=422 if form.errors else 200)


def _columns(row: Any) -> dict[str, Any]:
    return {field.name: getattr(row, field.attname) for field in row._meta.concrete_fields}


def _initial(request: Request, row: Any) -> dict[str, Any]:
    """What a form shows of a stored row."""
    if row is None:
        return {}
    initial = _columns(row)
    if isinstance(row, Milestone):
        after, leads = queries.after(request.viewer, row.vision), queries.leads(request.viewer, row.vision)
        initial["after"] = list(after.filter(milestone=row).values_list("after", flat=True))
        initial["leads_to"] = list(leads.filter(milestone=row).values_list("future_person", flat=True))
    if isinstance(row, Barrier):
        initial["guide"] = row.guide_name
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
    return _seen(request, row.vision)


@require_POST
def set_state(request: Request, row_id: int) -> HttpResponse:
    """Open, doing, done or dropped."""
    row = queries.milestone(request.viewer, row_id)
    form = forms.StateForm(request.POST)
    return _small(request, row, form, lambda: actions.set_state(request.viewer, row, **form.cleaned_data))


@require_POST
def log_hours(request: Request, row_id: int) -> HttpResponse:
    """Note hours spent."""
    row = queries.milestone(request.viewer, row_id)
    form = forms.HoursForm(request.POST)
    return _small(request, row, form, lambda: actions.log_hours(request.viewer, row, **form.cleaned_data))


def _small(request: Request, row: Milestone, form: Form, act: Callable[[], object]) -> HttpResponse:
    if _done(request, form, act):
        return _seen(request, row.vision)
    return render(request, "vision/part.html", {"form": form, "vision": row.vision, "heading": row.title}, status=422)


def _done(request: Request, form: Form, act: Callable[[], object]) -> bool:
    """Whether a form was sent, is right, and the act was allowed; a refusal becomes an error of the form."""
    if not form.is_bound or not form.is_valid():
        return False
    before = journal.last_change(request.viewer, "vision")
    try:
        act()
    except (Invalid, Refused) as refused:
        form.add_error(None, _sentence(refused))
        return False
    made = journal.last_change(request.viewer, "vision")
    new = made is not None and (before is None or made.pk != before.pk)
    messages.success(request, "Saved.", extra_tags=f"undo-{made.pk}" if made and new else "")
    return True


def _sentence(error: BackcastError) -> str:
    return f"{error.message} {error.hint}".strip()


def _seen(request: Request, vision: Vision, horizon: date | None = None) -> HttpResponse:
    """Back to the story, with a word about a horizon that is very near or far."""
    try:
        warning = vision_records.ahead(horizon, request.viewer.today) if horizon else ""
    except Invalid:  # it stood there before
        warning = f"The horizon {horizon} no longer lies ahead as it should; three to five years work best."
    if warning:
        messages.warning(request, warning)
    return _to("vision-future", vision.pk)


def _to(name: str, *args: int) -> HttpResponse:
    return HttpResponseRedirect(reverse(name, args=args), status=303)

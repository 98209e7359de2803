"""The Vision page and its futures: begin, change, choose, remove, load from a file."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backcast import limits
from backcast.accounts.middleware import Request
from backcast.errors import BackcastError, Invalid, Refused
from backcast.formats import names, vision_file
from backcast.journal import queries as journal
from backcast.vision import actions, forms, queries
from backcast.vision.queries.picture import picture
from backcast.vision.views.answers import columns, done, seen, sentence, to
from backcast.vision.views.story import show


@require_safe
def page(request: Request) -> HttpResponse:
    """The active future; without one, three questions."""
    active = queries.active(request.viewer)
    if active is None:
        return _first(request, _blank(request))
    return show(request, active)


@require_safe
def future(request: Request, vision_id: int) -> HttpResponse:
    """One of the futures, active or not."""
    return show(request, queries.vision(request.viewer, vision_id))


@require_safe
def schedule(request: Request, vision_id: int | None = None) -> HttpResponse:
    """Does it fit? The story in time, of the active future or of one of the others."""
    vision = queries.vision(request.viewer, vision_id) if vision_id else queries.active(request.viewer)
    plan = queries.plan(request.viewer, vision) if vision else None
    drawn = picture(plan, request.viewer.today) if plan else None
    return render(request, "vision/schedule.html", {"vision": vision, "plan": plan, "picture": drawn})


def _blank(request: Request) -> forms.FirstForm:
    """The three questions, five years ahead where nobody says otherwise: one sentence is enough."""
    return forms.FirstForm(initial={"horizon": queries.usual_horizon(request.viewer.today)})


def _first(request: Request, form: forms.FirstForm, file_form: forms.FileForm | None = None) -> HttpResponse:
    others = list(queries.visions(request.viewer))
    told = {"form": form, "others": others, "most": queries.MOST, "file_form": file_form or forms.FileForm()}
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
            form.add_error(None, sentence(refused))
        else:
            _said(request, "Your future is written.")
            return seen(request, vision, told["horizon"])
    return _first(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, vision_id: int) -> HttpResponse:
    """Change the sentence from the future and what frames it."""
    vision = queries.vision(request.viewer, vision_id)
    initial = {**columns(vision), "stage": request.viewer.workspace.stage}
    form = forms.VisionForm(request.POST if request.method == "POST" else None, initial=initial)
    if done(request, form, lambda: actions.write(request.viewer, vision, **form.cleaned_data)):
        return seen(request, vision, form.cleaned_data["horizon"])
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
    vision = queries.vision(request.viewer, vision_id)
    if not vision.active:
        actions.choose(request.viewer, vision)
        _said(request, "This is the future the weeks work for now.")
    return to("vision")


@require_POST
def remove(request: Request, vision_id: int) -> HttpResponse:
    """Remove a future with its story."""
    vision = queries.vision(request.viewer, vision_id)
    actions.remove(request.viewer, vision)
    _said(request, f"“{vision.title}” is removed.")
    return to("vision")


def _said(request: Request, told: str) -> None:
    """What was just done, with the offer to undo it."""
    change = journal.last_change(request.viewer, "vision")
    messages.success(request, told, extra_tags=f"undo-{change.pk}" if change else "")


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
            form.add_error("file", sentence(refused))
        else:
            return _loaded(request, loaded)
    active = queries.active(request.viewer)
    return show(request, active, form) if active else _first(request, _blank(request), form)


def _loaded(request: Request, loaded: actions.Loaded) -> HttpResponse:
    for warning in loaded.warnings:
        messages.warning(request, warning)
    if loaded.changed:
        _said(request, "The file is loaded.")
    else:
        messages.success(request, "Everything in the file was here already.")
    return to("vision-future", loaded.vision.pk)

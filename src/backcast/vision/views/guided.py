"""The future written question by question: begin or go on, answer, skip, go back, stop for today."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from backcast.accounts.middleware import Request
from backcast.accounts.models import Viewer
from backcast.errors import NotFound, Refused
from backcast.journal import queries as journal
from backcast.vision import actions, queries
from backcast.vision.actions import guided as acts
from backcast.vision.models import Barrier, FuturePerson, Milestone, Vision
from backcast.vision.queries import guided
from backcast.vision.queries.guided import Step
from backcast.vision.views import guided_forms as forms
from backcast.vision.views.answers import columns, done, sentence, to, warn

NOTHING: Final = "Nothing is written yet. Where there is nothing to add, “That is enough” goes on."
MONTH: Final = timedelta(days=30)
"""When a practice is looked back on, where nobody says otherwise [D]."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as it is asked now: of which future, about which `row` that is changed, and just before which
    milestone (`then`)."""

    viewer: Viewer
    vision: Vision
    step: Step
    row: Any = None
    then: Milestone | None = None

    @property
    def address(self) -> str:
        """Where its answer is sent."""
        told = f"?row={self.row.pk}" if self.row else f"?before={self.then.pk}" if self.then else ""
        return address(self.vision, self.step.key) + told

    @property
    def question(self) -> str:
        """The question; once something is written, what came before that."""
        return self.step.again if self.then else self.step.question


def address(vision: Vision, key: str) -> str:
    """The page of a question."""
    return reverse("vision-write-step", args=[vision.pk, key])


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: Request) -> HttpResponse:
    """Begin, or go on where it stopped. With `?another` a further future is begun."""
    active = queries.active(request.viewer)
    if active is None or "another" in request.GET:
        return _begin(request)
    if request.method == "POST":  # sent twice, or from a page that stayed open
        return to("vision-write")
    key = guided.resumed(request.viewer, active)
    return _end(request, active) if key == guided.DONE else _page(request, Asked(request.viewer, active, _step(key)))


def _begin(request: Request) -> HttpResponse:
    """The first question, of a future that is not there yet; where all are written, the page that says so."""
    if request.method != "POST" and queries.visions(request.viewer).count() >= queries.MOST:
        return to("vision-new")
    first = guided.STEPS[0]
    initial = {"horizon": queries.usual_horizon(request.viewer.today)}
    form = forms.FutureStep(request.POST if request.method == "POST" else None, initial=initial)
    made: list[Vision] = []
    if done(request, form, lambda: made.append(actions.write(request.viewer, None, **form.cleaned_data))):
        warn(request, made[0].horizon)
        following = guided.following(request.viewer, first.key)
        acts.keep_place(request.viewer, made[0], following)
        return to("vision-write") if made[0].active else _to(made[0], following)
    forms.lead_in(form)
    told = {"step": first, "question": first.question, "form": form, "place": guided.place(request.viewer, first)}
    return render(request, "vision/guided.html", told, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def write_step(request: Request, vision_id: int, step: str) -> HttpResponse:
    """One question of one future."""
    vision = queries.vision(request.viewer, vision_id)
    if step == guided.DONE:
        return _end(request, vision)
    asked = _asked(request, vision, _step(step))
    if request.method != "POST":
        return _page(request, asked)
    act = next((act for name, act in ACTS.items() if name in request.POST), _answer)
    return act(request, asked)


def _step(key: str) -> Step:
    return guided.step(key)


def _asked(request: Request, vision: Vision, step: Step) -> Asked:
    """A question with what the address names besides, which must be of this future. Looked at, the plain question
    stands in for one about something that was taken back meanwhile."""
    try:
        row = _row(request, vision, step.part, request.GET.get("row"))
        then = _row(request, vision, step.part, request.GET.get("before")) if step.again else None
    except NotFound:
        if request.method == "POST":
            raise
        row = then = None
    return Asked(request.viewer, vision, step, row, then)


def _row(request: Request, vision: Vision, part: str, told: str | None) -> Any:
    """A row of this question's part by the id in an address or a button; None where none is told."""
    if not told or not part:
        return None
    row = queries.part(request.viewer, part, int(told)) if told.isdecimal() and len(told) < 19 else None
    if row is None or row.vision_id != vision.pk:
        raise NotFound("There is no such part of this vision.", "Go back to the Vision page.")
    return row


def _form(asked: Asked, data: Any = None) -> Form:
    """The form of a question with what is there already, and what there is to choose from."""
    form = forms.FORMS[asked.step.key](data, initial=_initial(asked))
    if asked.step.key in OFFERS:
        OFFERS[asked.step.key](asked, form)
    return form


def _initial(asked: Asked) -> dict[str, Any]:
    row = asked.row
    if not asked.step.part:
        return columns(asked.vision) | {"stage": asked.viewer.workspace.stage}
    if row is None:
        return {}
    initial = columns(row)
    if isinstance(row, Barrier):
        initial |= {"guide": row.guide_name, "milestone": row.milestone_id}
    if isinstance(row, Milestone):
        initial["leads_to"] = guided.leads_to(asked.viewer, row)
    return initial


def _offer_people(asked: Asked, form: Any) -> None:
    form.offer(guided.people(asked.viewer, asked.vision))


def _offer_story(asked: Asked, form: Any) -> None:
    """What a first step leads to is told once; changing it is a matter of the story."""
    offered = [] if asked.row else guided.milestones(asked.viewer, asked.vision)
    form.offer(offered, asked.viewer.today)


def _offer_barriers(asked: Asked, form: Any) -> None:
    form.offer([(one.pk, one.title) for one in queries.milestones(asked.viewer, asked.vision)])


def _offer_review(asked: Asked, form: Any) -> None:
    form.offer(asked.viewer.today + MONTH)


OFFERS: Final[Mapping[str, Callable[[Asked, Any], None]]] = {
    "before": _offer_people,
    "first-steps": _offer_story,
    "barriers": _offer_barriers,
    "shifts": _offer_review,
}


def _page(request: Request, asked: Asked, form: Form | None = None) -> HttpResponse:
    """A question with what was told before; a form that was sent and is wrong keeps its words."""
    viewer, vision, step = asked.viewer, asked.vision, asked.step
    back = guided.preceding(viewer, step.key)
    shown = form or _form(asked)
    forms.lead_in(shown)
    told = {
        "asked": asked,
        "step": step,
        "question": asked.question,
        "form": shown,
        "vision": vision,
        "place": guided.place(viewer, step),
        "written": guided.written(viewer, vision, step),
        "back": address(vision, back.key) if back else "",
        "chapters": guided.chapters(viewer),
    }
    return render(request, "vision/guided.html", told, status=422 if form else 200)


def _answer(request: Request, asked: Asked) -> HttpResponse:
    """Keep an answer and go on as the button says; what is not told changes nothing."""
    go, form = request.POST.get("go", ""), _form(asked, request.POST)
    is_told = _is_told(asked, form)
    if go == "add" and not is_told and asked.row is None:
        form.add_error(None, NOTHING)
    if (go == "add" or is_told) and not done(request, form, lambda: _save(request, asked, form)):
        return _page(request, asked, form)
    if go == "add":
        return _again(request, asked)
    key = guided.following(asked.viewer, asked.step.key)
    stays = go == "stop" and (asked.step.part or not is_told)
    acts.keep_place(asked.viewer, asked.vision, asked.step.key if stays else key)
    return to("vision-future", asked.vision.pk) if go == "stop" else _to(asked.vision, key)


def _is_told(asked: Asked, form: Form) -> bool:
    """Whether there is anything to keep: words for something new, a difference to what is there."""
    if asked.step.part and asked.row is None:
        return any(form[name].data and str(form[name].data).strip() for name in asked.step.words)
    return form.has_changed()


def _save(request: Request, asked: Asked, form: Form) -> None:
    viewer, vision, told = asked.viewer, asked.vision, form.cleaned_data
    if not asked.step.part:
        actions.write(viewer, vision, **told)
        warn(request, told.get("horizon"))
        return
    if asked.then:
        told["before"] = asked.then.pk
    row = PUT[asked.step.part](viewer, vision, asked.row, **told)
    request.made = row.pk  # type: ignore[attr-defined]


PUT: Final[Mapping[str, Callable[..., Any]]] = {
    "people": acts.add_person,
    "milestones": acts.put_before,
    "places": actions.put_place,
    "shifts": actions.put_shift,
    "barriers": actions.put_barrier,
    "models": actions.put_model,
}


def _again(request: Request, asked: Asked) -> HttpResponse:
    """The same question once more; where it goes on from what was just written, about that."""
    acts.keep_place(asked.viewer, asked.vision, asked.step.key)
    new = asked.step.again and asked.row is None
    return _to(asked.vision, asked.step.key, f"?before={request.made}" if new else "")  # type: ignore[attr-defined]


def _skip(request: Request, asked: Asked) -> HttpResponse:
    """Go on; nothing is written."""
    key = guided.following(asked.viewer, asked.step.key)
    acts.keep_place(asked.viewer, asked.vision, key)
    return _to(asked.vision, key)


def _remove(request: Request, asked: Asked) -> HttpResponse:
    """Take something out that is there already."""
    row = _row(request, asked.vision, asked.step.part, request.POST.get("remove"))
    if row is not None:
        _said(request, "It is removed.", lambda: actions.remove(asked.viewer, row))
    return _to(asked.vision, asked.step.key)


def _tick(request: Request, asked: Asked) -> HttpResponse:
    """Coffee with somebody who is there already, or not."""
    row = _row(request, asked.vision, asked.step.part, request.POST.get("tick"))
    if isinstance(row, FuturePerson):
        _said(request, "Saved.", lambda: acts.tick_coffee(asked.viewer, row))
    return _to(asked.vision, asked.step.key)


ACTS: Final[Mapping[str, Callable[[Request, Asked], HttpResponse]]] = {
    "skip": _skip,
    "remove": _remove,
    "tick": _tick,
}
"""What else a button of the page may ask for."""


def _said(request: Request, words: str, act: Callable[[], object]) -> None:
    """Do it and say so, with its undo; or say why not."""
    try:
        act()
    except Refused as refused:
        messages.warning(request, sentence(refused))
        return
    change = journal.last_change(request.viewer, "vision")
    messages.success(request, words, extra_tags=f"undo-{change.pk}" if change else "")


def _to(vision: Vision, key: str, told: str = "") -> HttpResponse:
    return HttpResponse(status=303, headers={"Location": address(vision, key) + told})


def _end(request: Request, vision: Vision) -> HttpResponse:
    """The future in a few lines, and where to go from here."""
    last = guided.preceding(request.viewer, guided.DONE)
    told = {
        "vision": vision,
        "found": guided.summary(request.viewer, vision),
        "back": address(vision, last.key) if last else "",
        "chapters": guided.chapters(request.viewer),
    }
    return render(request, "vision/guided_end.html", told)

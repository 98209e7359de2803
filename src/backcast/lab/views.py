"""The pages of the lab: what to compare, one comparison while it runs and after, and what is kept of them."""

from dataclasses import replace
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backcast.accounts.middleware import Request
from backcast.engine.lab.scenario import Setting
from backcast.journal.queries import last_change
from backcast.lab import actions, forms, queries
from backcast.lab.models import Experiment, Run
from backcast.lab.queries import answer, bands, bars, circles, further, hangs, missing, own, tables
from backcast.lab.queries.words import WORDS, count, number
from backcast.vision import queries as visions
from backcast.vision.models import Vision

LISTED: Final = 20
"""Experiments on one page of the list [D]."""
FEW: Final = 5
"""Strategies shown before the fold [D]."""


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Request) -> HttpResponse:
    """What to compare, and the experiments of before. `from` fills the form in as for one of these, else it is filled
    in for the user."""
    mine = own.own(request.viewer)
    if request.method == "POST":
        form = forms.Compare(request.POST, own=mine)
        if form.is_valid():
            return _to(actions.begin(request.viewer, form.setting, _named(form.setting)).pk)
        return _page(request, form)
    like = request.GET.get("from", "")
    if like.isdecimal() and len(like) < 19:
        return _page(request, forms.Compare.of(queries.setting(queries.experiment(request.viewer, int(like))), mine))
    vision = visions.active(request.viewer)
    fits = replace(queries.fitting(request.viewer, vision), ego=mine.ego if mine.is_enough else None)
    return _page(request, forms.Compare.of(fits, mine), vision)


def _page(request: Request, form: forms.Compare, fits: Vision | None = None) -> HttpResponse:
    rows = Paginator(queries.experiments(request.viewer), LISTED).get_page(request.GET.get("page"))
    runs = queries.runs(request.viewer, rows)
    context = {
        "form": form,
        **_choices(form),
        "page": rows,
        "kept": [(row, runs.get(row.pk), queries.is_running(runs.get(row.pk))) for row in rows],
        "fits": fits,
    }
    return render(request, "lab/lab.html", context, status=422 if form.errors else 200)


def _choices(form: forms.Compare) -> dict[str, Any]:
    """The strategies with what they mean: those most ask for, and others behind a fold that is open where one of them
    is chosen."""
    boxes = [(box, WORDS[str(box.data["value"])].means) for box in form["strategies"]]
    others = boxes[FEW:]
    return {"choices": boxes[:FEW], "others": others, "unfolded": any(box.data["selected"] for box, _ in others)}


def _named(setting: Setting) -> str:
    """What an experiment is called until the user says otherwise."""
    of_all = " · ".join(WORDS[name].short for name in setting.strategies)
    return f"{of_all} ({number(setting.hours)} h a week, {count(setting.years, 'year')})"


def _to(experiment_id: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("lab-experiment", args=[experiment_id]), status=303)


@require_POST
def sample(request: Request) -> HttpResponse:
    """The usual comparison, in one click."""
    return _to(actions.begin(request.viewer, queries.USUAL, _named(queries.USUAL)).pk)


@require_safe
def experiment(request: Request, experiment_id: int) -> HttpResponse:
    """One comparison: how far it is, and what it says so far. The page asks for itself until it is done."""
    row = queries.experiment(request.viewer, experiment_id)
    return _experiment(request, row, forms.Rename(initial={"name": row.name}))


def _experiment(request: Request, row: Experiment, renaming: forms.Rename) -> HttpResponse:
    run = queries.run(request.viewer, row)
    context = {
        "experiment": row,
        "run": run,
        "job": run.job if run else None,
        "running": queries.is_running(run),
        "rename": renaming,
        "is_older": row.version != settings.BACKCAST_VERSION,
        **_figures(request, run),
    }
    return render(request, "lab/experiment.html", context, status=422 if renaming.errors else 200)


def _figures(request: Request, run: Run | None) -> dict[str, Any]:
    """What is drawn and said of the figures there are."""
    told = run.result if run else None
    if not told:
        return {"told": None}
    slopes, (columns, classes) = hangs.slopes(told), hangs.classes(told)
    return {
        "told": told,
        "named": [(WORDS[one["name"]], one) for one in told["strategies"]],
        "missing": missing.sentences(told),
        "going_on": missing.going_on(told),
        "paragraph": answer.paragraph(told),
        "whose": circles.said(told),
        "bands": bands.bands(told),
        "bars": bars.strategies(told),
        "luck": bars.luck(told),
        "columns": columns,
        "classes": classes,
        "undecided": hangs.undecided(told),
        "first": WORDS[told["strategies"][0]["name"]],
        "slopes": slopes,
        "leans": bars.leans(slopes) if slopes else None,
        "everyone": tables.everyone(told),
        "together": bars.everyone(told),
        "hours": bars.hours(told),
        "next_hour": further.hour(told),
        "advance": further.advance(told, request.viewer.workspace.stage),
        "tables": [*tables.tables(told, slopes), *further.tables(told)],
        **_there(request, told),
    }


def _there(request: Request, told: dict[str, Any]) -> dict[str, Any]:
    """The slider on the ratio that decides, with the answer where it stands."""
    if told["ratio"] is not None or hangs.chief(told) is None or hangs.are_alike(told):
        return {}
    form = forms.There(request.GET if "ratio" in request.GET else {"ratio": "1"})
    found = hangs.there(told, form.cleaned_data["ratio"]) if form.is_valid() else None
    return {"there": form, "found": found}


@require_POST
def stop(request: Request, experiment_id: int) -> HttpResponse:
    """End a run; what it found stays."""
    actions.stop(request.viewer, queries.experiment(request.viewer, experiment_id))
    return _to(experiment_id)


@require_POST
def again(request: Request, experiment_id: int) -> HttpResponse:
    """Run it once more."""
    actions.again(request.viewer, queries.experiment(request.viewer, experiment_id))
    return _to(experiment_id)


@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: Request, experiment_id: int) -> HttpResponse:
    """Call an experiment something else."""
    row = queries.experiment(request.viewer, experiment_id)
    form = forms.Rename(request.POST if request.method == "POST" else None, initial={"name": row.name})
    if form.is_bound and not form.is_valid():
        return _experiment(request, row, form)
    if form.is_bound:
        actions.rename(request.viewer, row, form.cleaned_data["name"])
        _said(request, "Saved.")
    return _to(experiment_id)


@require_POST
def remove(request: Request, experiment_id: int) -> HttpResponse:
    """Take an experiment away, with the offer to bring it back."""
    actions.remove(request.viewer, queries.experiment(request.viewer, experiment_id))
    _said(request, "The experiment is taken away.")
    return HttpResponseRedirect(reverse("lab"), status=303)


def _said(request: Request, told: str) -> None:
    change = last_change(request.viewer, "lab")
    messages.success(request, told, extra_tags=f"undo-{change.pk}" if change else "")

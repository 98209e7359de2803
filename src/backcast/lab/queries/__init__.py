"""Reads of the lab: experiments, how far they are, and the settings that fit the user."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet

from backcast.accounts.models import Viewer
from backcast.engine.lab.ego import parsed
from backcast.engine.lab.scenario import Setting
from backcast.errors import NotFound
from backcast.lab.models import Experiment, Run
from backcast.lab.queries import own
from backcast.vision.models import Vision

USUAL = Setting(("work", "broad", "deep"))
"""The sample comparison: all hours at work, many people, a few people [D]."""
MOST = 3
"""Strategies beside each other on the page [D]: more lines than that nobody tells apart."""
YEARS = (1, 20)
HOURS = (0, 80)


def experiments(viewer: Viewer) -> QuerySet[Experiment]:
    """All of them, the newest first."""
    return Experiment.objects.of(viewer).order_by("-pk")


def experiment(viewer: Viewer, experiment_id: int) -> Experiment:
    """One of this workspace."""
    found = Experiment.objects.of(viewer).filter(pk=experiment_id).first()
    if found is None:
        raise NotFound("There is no such experiment.")
    return found


def run(viewer: Viewer, experiment: Experiment) -> Run | None:
    """Its newest run."""
    return Run.objects.of(viewer).filter(experiment=experiment).select_related("job").order_by("-pk").first()


def runs(viewer: Viewer, rows: Iterable[Experiment]) -> dict[int, Run]:
    """The newest run of each, by the id of the experiment, without its figures."""
    held = Run.objects.of(viewer).filter(experiment__in=[row.pk for row in rows])
    return {row.experiment_id: row for row in held.select_related("job").defer("result").order_by("pk")}


def is_running(run: Run | None) -> bool:
    """Whether the worker has it, or will."""
    return bool(run and run.job and run.job.state in ("open", "running", "stopping"))


def setting(experiment: Experiment) -> Setting:
    """What it compares, with its seed."""
    params: dict[str, Any] = dict(experiment.params)
    ties = params.get("ego")
    told = {"strategies": tuple(params["strategies"]), "seed": experiment.seed, "ego": ties and parsed(ties)}
    return Setting(**params | told)


def fitting(viewer: Viewer, vision: Vision | None) -> Setting:
    """The settings that fit the user: hours and horizon of their active vision, how readily loose ties spoke up for
    them once there are enough asks to say. Without these, the usual ones."""
    told, fits = own.told(viewer), USUAL
    if vision:
        ahead = round((vision.horizon - viewer.today).days / 365.25)
        fits = replace(fits, hours=vision.hours_per_week, years=min(max(ahead, YEARS[0]), YEARS[1]))
    return fits if told is None else replace(fits, told=round(told, 2))

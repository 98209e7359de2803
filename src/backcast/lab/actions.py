"""Running experiments and keeping them. Figures are derived, so they are written past the journal as they come in."""

import time
from dataclasses import asdict
from typing import Any

from django.conf import settings

from backcast.accounts import actions as accounts
from backcast.accounts.models import Job, Viewer
from backcast.engine.lab.scenario import EARLY, Found, Setting, conduct
from backcast.journal.actions import Recorder, record
from backcast.lab import queries
from backcast.lab.models import Experiment, Run

PAUSE = 1.0
"""Seconds between what is shown while it runs [D]."""


def begin(viewer: Viewer, setting: Setting, name: str) -> Experiment:
    """Keep an experiment and leave its run to the worker."""
    params = asdict(setting) | {"ego": setting.ego and str(setting.ego)}
    seed = params.pop("seed")
    row = Experiment(name=name, params=params, seed=seed, version=settings.BACKCAST_VERSION, made_on=viewer.today)
    with record(viewer, "lab", title=name) as rec:
        rec.insert(row)
        _run(rec, row)
    return row


def again(viewer: Viewer, experiment: Experiment) -> None:
    """Run it once more, with the program as it is now; one that is under way goes on."""
    with record(viewer, "lab", title=experiment.name) as rec:
        if not queries.is_running(queries.run(viewer, experiment)):
            rec.update(experiment, version=settings.BACKCAST_VERSION)
            _run(rec, experiment)


def _run(rec: Recorder, experiment: Experiment) -> None:
    row = rec.insert(Run(experiment=experiment))
    job = accounts.enqueue(rec.viewer, "lab.compare", {"run": row.pk})
    Run.objects.of(rec.viewer).filter(pk=row.pk).update(job=job)


def stop(viewer: Viewer, experiment: Experiment) -> None:
    """End its run; the figures of the worlds it has looked at stay."""
    run = queries.run(viewer, experiment)
    if run and run.job:
        accounts.stop(viewer, run.job)


def rename(viewer: Viewer, experiment: Experiment, name: str) -> None:
    """Call it something else."""
    with record(viewer, "lab", title=name) as rec:
        rec.update(experiment, name=name)


def remove(viewer: Viewer, experiment: Experiment) -> None:
    """Take it away with its figures; undo brings both back."""
    stop(viewer, experiment)
    with record(viewer, "lab", title=experiment.name) as rec:
        rec.delete_many(Run.objects.of(viewer).filter(experiment=experiment))
        rec.delete(experiment)


def run_compare(viewer: Viewer, job: Job) -> dict[str, Any]:
    """The worker's part. Figures are shown after a few worlds, with each year of single lives, and each second besides;
    asked to stop, what was looked at by then counts, if it was that many. How it ended stands in the job, where a
    list finds it."""
    run = Run.objects.of(viewer).filter(pk=job.args["run"]).select_related("experiment").first()
    if run is None:
        return {}
    setting, begun, shown = queries.setting(run.experiment), time.monotonic(), 0.0
    soon, found = setting.soon, None
    for found in conduct(setting):
        if found.steps in soon or time.monotonic() - shown > PAUSE:
            soon.discard(found.steps)
            if _is_stopped(viewer, job, found):
                break
            _keep(viewer, run, found, time.monotonic() - begun)
            shown = time.monotonic()
    if found:
        _keep(viewer, run, found, time.monotonic() - begun)
    return {"experiment": run.experiment_id, "stopped": bool(found and found.missing)}


def _is_stopped(viewer: Viewer, job: Job, found: Found) -> bool:
    """Tell the page how far it is; whether it was asked to end, or its experiment was taken away."""
    rows = Job.objects.of(viewer).filter(pk=job.pk)
    rows.update(done=found.steps, total=found.setting.steps, message="Looking at possible worlds")
    return not rows.filter(state="running").exists()


def _keep(viewer: Viewer, run: Run, found: Found, seconds: float) -> None:
    if found.worlds < min(EARLY, found.setting.many):
        return
    Run.objects.of(viewer).filter(pk=run.pk).update(result=found.document(), seconds=round(seconds, 2))

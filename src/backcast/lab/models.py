"""What was asked of the model, and what it answered."""

from django.db import models

from backcast.accounts.models import Job, Json, Owned


class Experiment(Owned):
    """Strategies compared under some settings. With the seed and the version of the program they give the same figures
    again."""

    name = models.TextField()
    params = Json(default=dict)
    """The settings as `engine.lab.scenario.Setting` has them, but for the seed, and own ties as text."""
    seed = models.BigIntegerField()
    version = models.TextField()
    """Of the program that ran it last."""
    made_on = models.DateField()


class Run(Owned):
    """One time that an experiment was run; the newest one is shown."""

    experiment = models.ForeignKey(Experiment, on_delete=models.CASCADE, related_name="runs")
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    kernel = models.TextField(default="mean field")
    """What counted: formulas for the worlds; single lives are laid over a simulated market."""

    # Derived: follows from the settings, the seed and the version
    result = Json(null=True)
    seconds = models.FloatField(null=True)

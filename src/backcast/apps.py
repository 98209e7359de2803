"""The one Django app; its models live inside the ideas."""

from django.apps import AppConfig


class BackcastConfig(AppConfig):
    name = "backcast"
    label = "backcast"
    default_auto_field = "django.db.models.BigAutoField"

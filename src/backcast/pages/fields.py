"""How the fields of every form say no: one calm sentence each."""

from typing import Any

from django import forms

TOO_LONG: dict[str, Any] = {"max_length": "This is longer than %(limit_value)d characters."}
CHOOSE: dict[str, Any] = dict.fromkeys(("required", "invalid_choice", "invalid_list"), "Choose one of these.")


class Choice(forms.ChoiceField):
    """One of a few words."""

    default_error_messages = CHOOSE


def between(least: float, most: float) -> dict[str, str]:
    """The sentences of a number within bounds."""
    bounds = f"Write a number between {least:.10g} and {most:.10g}."
    return {
        "required": bounds,
        "invalid": "Write a number, such as 2 or 1.5.",
        "min_value": bounds,
        "max_value": bounds,
    }

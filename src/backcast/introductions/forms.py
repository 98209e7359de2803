"""Forms of introductions: whom to reach, and by which ways."""

from typing import Any, Final

from django import forms

from backcast import limits
from backcast.formats import names
from backcast.network.models import Person
from backcast.pages.fields import TOO_LONG

BETWEEN: Final = {2: "At most one", 3: "At most two", 4: "At most three"}
"""Hops → people between the user and whom they reach, in words."""


class Whom(forms.Form):
    """Whom to reach: a person, an organisation, or words."""

    words = forms.CharField(
        label="Whom would you like to reach?",
        max_length=limits.NAME,
        error_messages=TOO_LONG,
        help_text="A person, an organisation, or words such as a field or a town.",
        widget=forms.TextInput(attrs={"type": "search", "data-key": "/"}),
    )

    def clean_words(self) -> str:
        """Visible text alone."""
        return names.clean(self.cleaned_data["words"])


class Narrow(forms.Form):
    """Which ways to show."""

    via = forms.TypedChoiceField(label="Through", required=False, coerce=int)
    hops = forms.TypedChoiceField(label="People between", required=False, coerce=int, choices=list(BETWEEN.items()))

    def __init__(self, *args: Any, people: list[Person], **told: Any) -> None:
        super().__init__(*args, **told)
        field = self.fields["via"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [("", "Anybody"), *((one.pk, one.name[:60]) for one in people)]

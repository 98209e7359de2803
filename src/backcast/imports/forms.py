"""The forms of imports: files and whose they are, a pasted list, and what columns mean."""

from collections.abc import Sequence
from typing import Any

from django import forms

from backcast import limits
from backcast.formats import meanings, names
from backcast.formats.pasted import EXAMPLE


class MultipleFiles(forms.ClearableFileInput):
    """An input that takes several files at once."""

    allow_multiple_selected = True


class Files(forms.FileField):
    """One or several files, each within the limit of an upload."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        sent = data if isinstance(data, list) and data else [data or None]
        found = [super(Files, self).clean(one, initial) for one in sent]
        if any(one.size > limits.UPLOAD for one in found):
            most = limits.UPLOAD // limits.MEGABYTE
            raise forms.ValidationError(f"A page takes files up to {most} MB. Larger ones: backcast import FILE")
        return found


class Upload(forms.Form):
    """What somebody drops on the page."""

    sources = Files(
        widget=MultipleFiles(),
        error_messages={"required": "Choose a file first.", "empty": "This file is empty."},
    )
    me = forms.CharField(
        label="Your own address, if the file is a mailbox",
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_me(self) -> str:
        """The address in its one spelling, or none."""
        told: str = self.cleaned_data["me"]
        if told and not names.email(told):
            raise forms.ValidationError("This is not an e-mail address. Write it like ada@example.org.")
        return names.email(told)


class Paste(forms.Form):
    """A list written or pasted into a box."""

    people = forms.CharField(
        label="Your list, a person a line",
        max_length=limits.PASTED * 400,
        widget=forms.Textarea(attrs={"rows": 12, "placeholder": EXAMPLE, "spellcheck": "false"}),
        error_messages={"required": "Write or paste a line first."},
    )


class Columns(forms.Form):
    """What each column of a list means."""

    def __init__(self, columns: Sequence[str], fields: Sequence[str], data: Any = None) -> None:
        super().__init__(data)
        self.columns = columns
        for at, (column, guess) in enumerate(zip(columns, fields, strict=True)):
            self.fields[f"c{at}"] = forms.ChoiceField(
                label=column, choices=CHOICES, initial=guess, required=False, error_messages={"invalid_choice": WHICH}
            )

    @property
    def told(self) -> list[str]:
        """The field of each column."""
        return [self.cleaned_data[f"c{at}"] for at in range(len(self.columns))]


CHOICES = [(field, label) for field, label in meanings.FIELDS.items()]
WHICH = "Choose one of the list."


class Answer(forms.Form):
    """Whether two people are one, and then which of them stays."""

    one = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    other = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    keep = forms.IntegerField(required=False)
    answer = forms.ChoiceField(choices=[("merge", "Merge"), ("apart", "Keep both")])

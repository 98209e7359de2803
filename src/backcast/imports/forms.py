"""The one form of imports: files, and whose they are."""

from typing import Any

from django import forms

from backcast import limits
from backcast.formats import names


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

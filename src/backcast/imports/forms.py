"""The one form of imports: a file."""

from typing import Any

from django import forms

from backcast import limits


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
        widget=MultipleFiles(attrs={"accept": ".zip,.csv,.vcf"}),
        error_messages={"required": "Choose a file first.", "empty": "This file is empty."},
    )

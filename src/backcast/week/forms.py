"""What somebody may tell of a week and a move."""

from django import forms

from backcast import limits


class Hours(forms.Form):
    """Hours of this week."""

    hours = forms.FloatField(
        min_value=0,
        max_value=80,
        error_messages={
            "required": "Say how many hours.",
            "invalid": "Write a number, such as 2 or 1.5.",
            "min_value": "Hours are between 0 and 80.",
            "max_value": "Hours are between 0 and 80.",
        },
    )


class Done(forms.Form):
    """How it went."""

    note = forms.CharField(required=False, max_length=limits.TEXT)
    minutes = forms.IntegerField(required=False, min_value=0, max_value=24 * 60)


class Skip(forms.Form):
    """Until when."""

    until = forms.DateField(required=False)

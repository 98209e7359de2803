"""What somebody may tell of a week and a move."""

from collections.abc import Mapping
from typing import Any

from django import forms

from backcast import limits
from backcast.pages.fields import TOO_LONG, Choice
from backcast.vision.queries import Question

BETWEEN = "Hours are between 0 and 80."
NOTHING = {"required": "A few words are enough."}
A_DAY = "Minutes are a whole number between 0 and 1440."


class Hours(forms.Form):
    """Hours of this week."""

    hours = forms.FloatField(
        label="Hours this week",
        min_value=0,
        max_value=80,
        widget=forms.NumberInput({"step": "any"}),
        error_messages={
            "required": "Say how many hours.",
            "invalid": "Write a number, such as 2 or 1.5.",
            "min_value": BETWEEN,
            "max_value": BETWEEN,
        },
    )


class Answer(forms.Form):
    """One line that answers a question, or one of its words."""

    def __init__(self, question: Question, told: Mapping[str, Any] | None = None) -> None:
        super().__init__(told, auto_id="question-%s")
        self.question = question
        words: forms.Field
        if question.choices:
            options = [("", "Choose one"), *((word, word.capitalize()) for word in question.choices)]
            words = Choice(choices=options)
        else:
            words = forms.CharField(max_length=question.most, error_messages=NOTHING | TOO_LONG)
        words.label, words.help_text = question.question, question.help
        self.fields["answer"] = words


class Done(forms.Form):
    """How it went."""

    note = forms.CharField(
        required=False, max_length=limits.TEXT, error_messages={"max_length": "This note is too long."}
    )
    minutes = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=24 * 60,
        error_messages={"invalid": A_DAY, "min_value": A_DAY, "max_value": A_DAY},
    )


class Skip(forms.Form):
    """Until when; next week where not told."""

    until = forms.DateField(
        label="Leave it until",
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": "Write a day like 2026-12-01."},
    )

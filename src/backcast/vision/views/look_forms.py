"""Forms of looking back: a few lines, and what follows from them."""

from typing import Any

from django import forms

from backcast import limits
from backcast.pages.fields import CHOOSE, TOO_LONG
from backcast.vision.forms import Day, Text, opinion, scale

PRACTICE = (
    ("open", "I go on with it"),
    ("kept", "It is how I work now"),
    ("dropped", "I leave it"),
)


def lines(label: str, help_text: str = "") -> Text:
    """A few lines of the user's own, or none."""
    return Text(label=label, required=False, max_length=limits.PARAGRAPH, error_messages=TOO_LONG, help_text=help_text)


class WholeForm(forms.Form):
    """A look at the whole future."""

    text = lines("Why is that, and is it still what you want?", "A few lines are enough. Nothing at all is fine too.")
    importance = scale("How much does it matter?")
    appeal = opinion("How much would you like it?")
    sure = opinion("How sure are you that it is what you want?")


class PracticeForm(forms.Form):
    """A look at one practice."""

    text = lines("How did it go?")
    state = forms.ChoiceField(
        label="And now?", choices=PRACTICE, initial="open", widget=forms.RadioSelect, error_messages=CHOOSE
    )
    review = Day(label="Look at it again on", required=False)

    def __init__(self, data: Any = None, *, shift: int, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, auto_id=f"shift-{shift}-%s", initial=initial)


class NoteForm(forms.Form):
    """What was written, written anew."""

    text = lines("What you wrote")

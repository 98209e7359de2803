"""Small forms of the story page: what is changed where it is read."""

from typing import Any

from django import forms

from backcast.formats import vision_records as bounds
from backcast.formats.vision_records import STATES
from backcast.pages.fields import Choice
from backcast.vision.forms import KIND_WORDS, BarrierForm, Day, Line, amount


class HereForm(forms.Form):
    """Day, state and hours of a milestone, in one line."""

    day = Day(label="There by", required=False)
    spent = amount("Hours spent on it since", (0, bounds.HOURS[1]), required=False)
    state = Choice(label="State", required=False, choices=[(state, state) for state in STATES])

    def __init__(self, *args: Any, is_done: bool = False, **told: Any) -> None:
        super().__init__(*args, **told)
        if is_done:
            self.fields["day"].label = "Done on"
            del self.fields["spent"]

    def clean(self) -> dict[str, Any]:
        """A day that was not asked for stays; one that was emptied goes."""
        return (super().clean() or {}) | {"keeps_day": "day" not in self.data}


class BeforeForm(forms.Form):
    """What had to be true just before."""

    title = Line(label="What had to be true just before?", help_text="I had spoken at the regional conference.")
    kind = Choice(label="Kind", choices=KIND_WORDS, initial="other")
    beside = forms.BooleanField(required=False)

    def __init__(self, *args: Any, waits_for: list[str] | None = None, **told: Any) -> None:
        super().__init__(*args, **told)
        if waits_for:
            self.fields["beside"].label = f"Leave what comes before it already where it is: {', '.join(waits_for)}"
        else:
            del self.fields["beside"]


class ObstacleForm(BarrierForm):
    """What stands before a milestone, or before the whole future."""

    milestone = None  # type: ignore[assignment]


class FutureForm(forms.Form):
    """The sentence from the future and its day."""

    title = Line(label="Where do you want to be?")
    horizon = Day(label="By when?")

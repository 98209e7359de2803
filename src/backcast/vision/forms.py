"""Forms of the vision, part by part: the same bounds as the vision file."""

from typing import Any, Final

from django import forms

from backcast import limits
from backcast.formats import names
from backcast.formats import vision_records as bounds
from backcast.formats.vision_records import KINDS
from backcast.pages.fields import CHOOSE, TOO_LONG, Choice, between

EMPTY = {"required": "Please fill this in."}


class Line(forms.CharField):
    """One line of visible text."""

    def __init__(self, *, most: int = limits.NAME, **told: Any) -> None:
        super().__init__(max_length=most, error_messages=EMPTY | TOO_LONG, **told)

    def to_python(self, value: Any) -> str:
        return names.clean(super().to_python(value) or "", 2 * (self.max_length or limits.NAME))


class Text(forms.CharField):
    """Several lines of visible text."""

    widget = forms.Textarea(attrs={"rows": 3})

    def to_python(self, value: Any) -> str:
        return names.clean_text(super().to_python(value) or "")


class Day(forms.DateField):
    """A day, chosen or typed as 2031-11-01."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def __init__(self, **told: Any) -> None:
        messages = {**EMPTY, "invalid": "Write a day such as 2031-11-01."}
        super().__init__(input_formats=["%Y-%m-%d"], error_messages=messages, **told)


def scale(label: str) -> forms.TypedChoiceField:
    """One to five, three in the middle."""
    words = ("1, a little", "2", "3", "4", "5, very much")
    return forms.TypedChoiceField(
        label=label, coerce=int, initial=3, choices=[*enumerate(words, 1)], error_messages=CHOOSE
    )


STAGES: Final = {
    "entry": "Entry: the first years, learning the work",
    "mid": "Mid: I do the work on my own",
    "senior": "Senior: others ask how I would do it",
    "lead": "Lead: I answer for the work of others",
    "executive": "Executive: I decide where it goes",
}
"""Each stage of a career, in the user's own voice."""


KIND_WORDS: Final = [(kind, {"follow": "leader followed", "other": "something else"}.get(kind, kind)) for kind in KINDS]
"""Each kind of milestone as it is chosen."""


class Hours(forms.FloatField):
    """Hours as they were written: 3, not 3.0."""

    def prepare_value(self, value: Any) -> Any:
        return f"{value:g}" if isinstance(value, float) else value


def amount(label: str, most: tuple[int, int], **told: Any) -> forms.FloatField:
    """A number of hours within bounds."""
    widget = forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"})
    wrong = between(*most)
    return Hours(label=label, min_value=most[0], max_value=most[1], widget=widget, error_messages=wrong, **told)


class SentenceForm(forms.Form):
    """The sentence from the future: where, by when, in how many hours a week."""

    title = Line(
        label="Where do you want to be?", help_text="One sentence, as if it were true: Head of platform engineering."
    )
    horizon = Day(label="By when?", help_text="Three to five years ahead work best.")
    hours_per_week = amount(
        "Hours a week for it",
        bounds.HOURS_PER_WEEK,
        initial=3,
        help_text="What you really have. Two or three are plenty.",
    )


class VisionForm(SentenceForm):
    """The sentence from the future and what frames it."""

    known_for = Line(label="Known for what?", most=limits.SENTENCE, required=False)
    place = Line(label="Where in the world?", most=limits.SENTENCE, required=False)
    meaning = Text(label="What would it mean to you?", required=False)
    importance = scale("How much does it matter?")
    stage = Choice(label="Where do you stand today?", required=False, choices=[("", "not said"), *STAGES.items()])
    milestone_share = amount(
        "Share of these hours the story may take", bounds.SHARE, initial=0.6, help_text="0.6 means six of ten hours."
    )


class FirstForm(SentenceForm):
    """Three questions in order; the first is enough."""

    name = Line(label="Their name", required=False)
    describe = Line(
        label="or who they are", most=limits.SENTENCE, required=False, help_text="A CTO at a mid-size bank."
    )
    milestone = Line(
        label="What had to be true just before?", required=False, help_text="I had spoken at the regional conference."
    )


class PersonForm(forms.Form):
    """Someone who will know the user by then."""

    name = Line(label="Name", required=False, help_text="If it is somebody in your people, they are found by it.")
    describe = Line(
        label="or who they are", most=limits.SENTENCE, required=False, help_text="A CTO at a mid-size bank."
    )
    organisation = Line(label="Organisation", required=False)
    weight = scale("How much do they matter to this future?")
    local = forms.BooleanField(label="Near where I am", required=False)
    knows_me = forms.BooleanField(label="Knows me already", required=False)
    coffee = forms.BooleanField(label="I would like to have coffee with them", required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not self.errors and not told["name"] and not told["describe"]:
            self.add_error("name", "Write a name, or who they are.")
        return told


class MilestoneForm(forms.Form):
    """A chapter of the story, with what comes before it and whom it leads to."""

    title = Line(label="What happened?", help_text="Told from the future: Spoke at the regional conference.")
    kind = Choice(label="Kind", choices=KIND_WORDS, initial="other")
    due = Day(label="By when at the latest?", required=False, help_text="Only where a date is given from outside.")
    hours = amount(
        "Hours it takes in all", bounds.HOURS, required=False, help_text="Left empty: what is usual for its kind."
    )
    weeks = amount("Weeks it takes at least", bounds.WEEKS, required=False)
    at_work = forms.BooleanField(label="Done in working hours", required=False)
    importance = scale("How much does it matter?")
    after = forms.TypedMultipleChoiceField(
        label="What has to come before it?",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=CHOOSE,
    )
    leads_to = forms.TypedMultipleChoiceField(
        label="Whom does it lead to?",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=CHOOSE,
    )

    def offer(self, after: list[tuple[int, str]], leads_to: list[tuple[int, str]]) -> None:
        """Offer the rest of the vision as links."""
        for name, choices in (("after", after), ("leads_to", leads_to)):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
            if not choices:
                del self.fields[name]


class PlaceForm(forms.Form):
    """Where the user needs to be to meet them."""

    title = Line(label="Where do you need to be?", help_text="The regional meetup, an association, a mailing list.")


class ShiftForm(forms.Form):
    """Showing up differently."""

    was = Line(label="From", help_text="waits to be asked")
    to = Line(label="To", help_text="shows work early")
    practice = Line(
        label="A small practice", most=limits.SENTENCE, required=False, help_text="one internal demo a month"
    )
    review = Day(label="Look back on", required=False)


class BarrierForm(forms.Form):
    """What stands in the way, and who knows the way past it."""

    title = Line(label="What stands in the way?")
    guide = Line(label="Who can guide you past it?", required=False, help_text="A person's name.")
    first_ask = Line(label="What would you ask them first?", most=limits.SENTENCE, required=False)
    milestone = forms.TypedChoiceField(
        label="What does it stand before?", coerce=int, empty_value=None, required=False, error_messages=CHOOSE
    )

    def offer(self, milestones: list[tuple[int, str]]) -> None:
        """Offer the milestones of the vision."""
        self.fields["milestone"].choices = [("", "the whole future"), *milestones]  # type: ignore[attr-defined]


class ModelForm(forms.Form):
    """Somebody to learn from by watching."""

    name = Line(label="Whose way of working do you admire?", help_text="Known to you or not; near or far.")
    what = Line(label="What would you take from them?", most=limits.SENTENCE, required=False)


class FileForm(forms.Form):
    """A vision file."""

    file = forms.FileField(label="Vision file (TOML)", error_messages={**EMPTY, "empty": "This file is empty."})


class Prose(Text):
    """A long text; one that is too long is named, never cut."""

    widget = forms.Textarea(attrs={"rows": 18})

    def clean(self, value: Any) -> str:
        if len(value or "") > limits.TEXT:
            raise forms.ValidationError(f"This is longer than {limits.TEXT} characters.")
        return str(super().clean(value))


class ToldForm(forms.Form):
    """The story in the user's own words."""

    told = Prose(label="The story in your words", required=False, help_text="A blank line begins a paragraph.")


def opinion(label: str) -> forms.TypedChoiceField:
    """One to five, or nothing said."""
    words = ("1, a little", "2", "3", "4", "5, very much")
    choices = [("", "not said"), *enumerate(words, 1)]
    return forms.TypedChoiceField(
        label=label, coerce=int, empty_value=None, required=False, choices=choices, error_messages=CHOOSE
    )


class RateForm(forms.Form):
    """What the user thinks of a future."""

    appeal = opinion("How much I would like it")
    sure = opinion("How sure I am that I want it")

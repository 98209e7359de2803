"""Forms of the guided questions: one question each, the first field ready to be written in, Enter sends."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django import forms

from backcast import limits
from backcast.formats import vision_records as bounds
from backcast.pages.fields import CHOOSE, Choice
from backcast.vision.forms import (
    STAGES,
    BarrierForm,
    Day,
    Line,
    ModelForm,
    PersonForm,
    PlaceForm,
    ShiftForm,
    Text,
    amount,
)
from backcast.vision.queries.guided import SOON

FIRST_HOURS: Final = (0.25, 10)
"""A first step is done in one to a few sittings [D]."""
KINDS: Final = {
    "association": "Association: I joined the one of my field",
    "conference": "Conference: I went to the platform days",
    "assignment": "Assignment: I led the move to the new system",
    "follow": "Leader followed: I read what she writes, and wrote back",
    "introduction": "Introduction: Hugo introduced me to the editor",
    "skill": "Skill: I learned to speak without notes",
    "article": "Article: I wrote up how we did it",
    "talk": "Talk: I spoke at the regional day",
    "role": "Role: I became lead of a small team",
    "other": "Something else",
}
"""Each kind of milestone with an example, in the user's own voice."""


class OneOf(forms.RadioSelect):
    """Radio buttons, of which only the chosen one, else the first, may ask for the focus."""

    is_scale = False

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> Any:
        groups = super().optgroups(name, value, attrs)
        options = [one for _, group, _ in groups for one in group]
        wanted = next((one for one in options if one["selected"]), options[0])
        for one in options:
            if one is not wanted:
                one["attrs"].pop("autofocus", None)
        return groups


class Scale(OneOf):
    """The same, side by side where there is room."""

    is_scale = True


def scale(label: str, least: str, most: str, **told: Any) -> forms.TypedChoiceField:
    """One to five, as a row of figures, with words for both ends."""
    return forms.TypedChoiceField(
        label=label,
        help_text=f"From 1, {least}, to 5, {most}.",
        coerce=int,
        empty_value=None,
        choices=[(figure, str(figure)) for figure in range(1, 6)],
        widget=Scale,
        error_messages=CHOOSE,
        **told,
    )


class FutureStep(forms.Form):
    """The sentence from the future and its day."""

    title = Line(label="In one sentence")
    horizon = Day(label="By when?", help_text="Three to five years ahead work best.")


class KnownForStep(forms.Form):
    """What the user is known for."""

    known_for = Line(label="In a few words", most=limits.SENTENCE, required=False)


class WhereStep(forms.Form):
    """Where in the world it is."""

    place = Line(label="The place", most=limits.SENTENCE, required=False)


class MeaningStep(forms.Form):
    """What it would mean: one line, which Enter sends, or as many as there are already."""

    meaning = Line(label="In your own words", most=limits.SENTENCE, required=False)

    def __init__(self, *args: Any, **told: Any) -> None:
        super().__init__(*args, **told)
        held = (self.initial or {}).get("meaning") or ""
        if "\n" in held or len(held) > limits.SENTENCE:
            self.fields["meaning"] = Text(label="In your own words", required=False)


class ImportanceStep(forms.Form):
    """How much it matters."""

    importance = scale("From one to five", "a little", "very much")


class LikingStep(forms.Form):
    """How much the user would like it, and how sure they are; neither has to be said."""

    appeal = scale("How much would you like it?", "it would do", "more than anything", required=False)
    sure = scale("How sure are you that it is what you want?", "a first idea", "very sure", required=False)


class HoursStep(forms.Form):
    """Hours a week for it."""

    hours_per_week = amount("Hours a week", bounds.HOURS_PER_WEEK)


class StageStep(forms.Form):
    """Where the user stands in their career."""

    stage = Choice(label="What comes nearest?", choices=[*STAGES.items()], widget=OneOf, required=False)


class PersonStep(PersonForm):
    """Somebody in the future."""

    describe = Line(label="or who they are", most=limits.SENTENCE, required=False)
    weight = None  # type: ignore[assignment]
    coffee = None  # type: ignore[assignment]


class CoffeeStep(PersonForm):
    """Somebody to have coffee with."""

    describe = Line(label="or who they are", most=limits.SENTENCE, required=False)
    weight = None  # type: ignore[assignment]

    def __init__(self, *args: Any, **told: Any) -> None:
        super().__init__(*args, **told)
        self.fields["coffee"].initial = True


class BeforeStep(forms.Form):
    """Something that had happened just before."""

    title = Line(label="What had happened?")
    kind = Choice(label="What kind of thing is it?", choices=[*KINDS.items()], initial="other")
    leads_to = forms.TypedMultipleChoiceField(
        label="Whom does it lead to?",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=CHOOSE,
    )

    def offer(self, people: list[tuple[int, str]]) -> None:
        """Offer the future people, where there are any."""
        self.fields["leads_to"].choices = people  # type: ignore[attr-defined]
        if not people:
            del self.fields["leads_to"]


class FirstStep(forms.Form):
    """Something small that can be done now."""

    title = Line(label="What will you do?")
    hours = amount("Hours it takes", FIRST_HOURS, initial=1)  # type: ignore[arg-type]
    due = Day(label="By when?")
    before = forms.TypedChoiceField(
        label="What is it a step toward?", coerce=int, empty_value=None, required=False, error_messages=CHOOSE
    )

    def offer(self, milestones: list[tuple[int, str]], today: date) -> None:
        """Offer the story, and the next two weeks; where there is no story yet, the future itself stands for it."""
        self.today = today
        self.fields["due"].initial = today + SOON
        self.fields["before"].choices = [("", "the future itself"), *milestones]  # type: ignore[attr-defined]
        if not milestones:
            del self.fields["before"]

    def clean_due(self) -> date:
        due: date = self.cleaned_data["due"]
        if not self.today <= due <= self.today + SOON:
            raise forms.ValidationError("Choose a day within the next two weeks.")
        return due


class PlaceStep(PlaceForm):
    """Where the user must be; the page says an example."""

    title = Line(label="The place")


class ModelStep(ModelForm):
    """Somebody to learn from."""

    name = Line(label="Their name")


class ShiftStep(ShiftForm):
    """Showing up differently, looked back on after a month."""

    def offer(self, review: date) -> None:
        """Suggest a day to look back on."""
        self.fields["review"].initial = review


FORMS: Final[Mapping[str, type[forms.Form]]] = {
    "future": FutureStep,
    "known-for": KnownForStep,
    "where": WhereStep,
    "meaning": MeaningStep,
    "importance": ImportanceStep,
    "liking": LikingStep,
    "hours": HoursStep,
    "stage": StageStep,
    "will-know": PersonStep,
    "known": PersonStep,
    "coffee": CoffeeStep,
    "before": BeforeStep,
    "places": PlaceStep,
    "shifts": ShiftStep,
    "models": ModelStep,
    "first-steps": FirstStep,
    "barriers": BarrierForm,
}
"""The form of each question, by its key."""


def lead_in(form: forms.Form) -> None:
    """Put the focus into the first field, or into the first that is wrong."""
    wrong = next((name for name in form.fields if form.is_bound and form.errors.get(name)), None)
    form.fields[wrong or next(iter(form.fields))].widget.attrs["autofocus"] = True

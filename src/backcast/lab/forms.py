"""Forms of the lab: what to compare, under which settings, and the name of an experiment."""

from dataclasses import replace
from typing import Any, Final

from django import forms

from backcast import limits
from backcast.engine.lab.parameters import STRATEGIES
from backcast.engine.lab.scenario import SEED, Setting
from backcast.formats import names
from backcast.lab.queries import HOURS, MOST, YEARS, circles
from backcast.lab.queries.own import Own
from backcast.lab.queries.words import WORDS
from backcast.pages.fields import CHOOSE, TOO_LONG, between

RATIO: Final = (0.05, 20)
"""What ties may be said to pay against hours of work [D]: the worlds' own lie almost all in between."""
PERCENT: Final = (0, 100)
SEEDS: Final = (0, 2**31 - 1)


def slider(label: str, bounds: tuple[float, float], step: str, **told: Any) -> forms.FloatField:
    """A number that a slider beside it moves; the script adds the slider."""
    most = told.pop("to", bounds[1])
    attributes = {"step": "any", "inputmode": "decimal", "data-slider": step, "data-from": bounds[0], "data-to": most}
    return forms.FloatField(
        label=label,
        min_value=bounds[0],
        max_value=bounds[1],
        widget=forms.NumberInput(attrs=attributes),
        error_messages=between(*bounds),
        **told,
    )


def integer(label: str, bounds: tuple[int, int], attributes: dict[str, Any], **told: Any) -> forms.IntegerField:
    """A whole number within bounds."""
    wrong = between(*bounds) | {"invalid": "Write a whole number, such as 5."}
    widget = forms.NumberInput(attrs=attributes)
    return forms.IntegerField(
        label=label, min_value=bounds[0], max_value=bounds[1], widget=widget, error_messages=wrong, **told
    )


class Compare(forms.Form):
    """Up to three strategies, and what is held."""

    strategies = forms.MultipleChoiceField(
        label="Strategies",
        choices=[(name, words.label) for name, words in WORDS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages=CHOOSE | {"required": "Choose at least one."},
    )
    hours = slider(
        "Hours a week to give", HOURS, "0.5", to=40, help_text="Hours you could put into work or into people."
    )
    years = integer(
        "Years ahead", YEARS, {"data-slider": "1", "data-from": 1, "data-to": 20}, help_text="How far ahead to look."
    )
    ratio = slider(
        "Ties pay so many times what hours of work pay",
        RATIO,
        "0.05",
        to=8,
        required=False,
        help_text="Nobody has measured it. Left empty, every world has its own, and you see where the answer turns.",
    )
    told = slider(
        "Of a hundred loose ties, so many speak up for you",
        PERCENT,
        "1",
        required=False,
        help_text="From how your own asks went, once there are some; a yes of somebody close says less about loose "
        "ties. Left empty, each world has its own.",
    )
    network = forms.ChoiceField(label="Whose ties", widget=forms.RadioSelect, error_messages=CHOOSE)
    seed = integer(
        "Seed", SEEDS, {}, initial=SEED, help_text="Another seed draws other worlds: see how little or much it changes."
    )

    def __init__(self, *told: Any, own: Own, **named: Any) -> None:
        super().__init__(*told, **named)
        self.own = own
        field: Any = self.fields["network"]
        field.choices, field.help_text = circles.choices(own), circles.why(own)
        field.initial = field.choices[0][0]

    def clean_strategies(self) -> list[str]:
        """At most three; whoever gives fewest hours to people stands first, for the others are held against it."""
        chosen: list[str] = self.cleaned_data["strategies"]
        if len(chosen) > MOST:
            raise forms.ValidationError(f"Choose at most {MOST}: more lines than that nobody tells apart.")
        order = list(WORDS)
        return sorted(set(chosen), key=lambda name: (STRATEGIES[name].people, order.index(name)))

    @property
    def setting(self) -> Setting:
        """What was chosen, for the engine."""
        told = self.cleaned_data
        share = None if told["told"] is None else told["told"] / 100
        chosen = Setting(tuple(told["strategies"]), told["hours"], told["years"], seed=told["seed"])
        ties = self.own.ego if told["network"] == "own" else None
        return replace(chosen, told=share, ratio=told["ratio"], ego=ties)

    @classmethod
    def of(cls, setting: Setting, own: Own) -> "Compare":
        """The form filled in with these settings; own ties are those of today."""
        share = None if setting.told is None else round(100 * setting.told, 6)
        numbers = {"hours": setting.hours, "told": share, "ratio": setting.ratio}
        plain = {name: None if number is None else f"{number:.10g}" for name, number in numbers.items()}
        others = {"years": setting.years, "seed": setting.seed, "network": "own" if setting.ego else "usual"}
        return cls(initial=plain | others | {"strategies": list(setting.strategies)}, own=own)


class Rename(forms.Form):
    """What an experiment is called."""

    name = forms.CharField(
        label="Name", max_length=limits.NAME, error_messages=TOO_LONG | {"required": "Please fill this in."}
    )

    def clean_name(self) -> str:
        """Visible text alone."""
        name = names.clean(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError("Please fill this in.")
        return name


class There(forms.Form):
    """A ratio to look at."""

    ratio = slider("Ties pay so many times what hours of work pay", RATIO, "0.05", to=8, initial=1)

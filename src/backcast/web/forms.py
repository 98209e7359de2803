"""The forms of People, Person and the first run."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from backcast import limits
from backcast.formats import names
from backcast.formats.titles import LEVELS
from backcast.formats.vision_records import HOURS_PER_WEEK
from backcast.network.models import Person
from backcast.network.queries import tags
from backcast.pages.fields import TOO_LONG, Choice, between
from backcast.ties.models import KINDS, RINGS, STANDINGS, STATUSES
from backcast.ties.queries.facets import LAST

STANDING = {
    "champion": "goes far out of their way to make things happen for you",
    "advocate": "would set up an interview for you",
    "supporter": "would say favourable things or write a letter",
    "friendly": "has a favourable impression of you",
    "unknown": "not known yet",
}
"""What each standing means, as the text says it (product.md)."""

RING = {
    "inner": "Inner: the five nearest",
    "close": "Close: about every month",
    "active": "Active: about every three months",
    "outer": "Outer: about once a year",
    "family": "Family: stays out of the plan",
    "": "None: no rhythm, never due",
}
NEARNESS = "How near you want to keep the tie. Family is never due and never suggested."
SORTS = {"worth": "What leads to your vision first", "last": "Last contact first", "name": "By name"}
WAYS = {"both": "We talked", "out": "I wrote or called", "in": "They wrote or called"}


def choices(words: Iterable[str], first: str) -> list[tuple[str, str]]:
    """Words as choices, behind the one that means nothing in particular."""
    shown = {"lapsed": "Out of touch"}
    return [("", first), *((word, shown.get(word, word.capitalize())) for word in words if word)]


YEAR = re.compile(r"(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


class Day(forms.DateField):
    """A date, typed or picked, in ISO form."""

    def __init__(self, **told: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        wrong = {"invalid": "Write the date like 2026-11-22.", "required": "Say which day it was."}
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], error_messages=wrong, **told)


class Line(forms.CharField):
    """One line of visible text; hidden characters alone are an empty one."""

    def to_python(self, value: Any) -> str:
        return names.clean(super().to_python(value) or "", limits.TEXT)


def line(label: str, *, required: bool = False, **told: Any) -> Line:
    """A line of bounded length that names itself where it is missing."""
    wrong = {"required": f"{label} is missing."} | TOO_LONG
    return Line(label=label, required=required, max_length=limits.NAME, error_messages=wrong, **told)


def spoken(label: str, help_text: str = "") -> Line:
    """A list of languages, long enough for as many as are kept."""
    shown = forms.TextInput(attrs={"placeholder": "Portuguese, English"})
    return Line(
        label=label,
        help_text=help_text,
        widget=shown,
        required=False,
        max_length=limits.SENTENCE,
        error_messages=TOO_LONG,
    )


FACETS = {
    "standing": "Standing",
    "status": "Status",
    "ring": "Ring",
    "last": "Last contact",
    "organisation": "Organisation",
}
"""What the list of people is narrowed by, in the order shown."""

SHOWN = {
    "unknown": "Not known yet",
    "lapsed": "Out of touch",
    "month": "In the past month",
    "quarter": "1 to 3 months ago",
    "year": "3 to 12 months ago",
    "longer": "Over a year ago",
    "never": "None on record",
}
"""Choices that read differently from their word."""


class Filters(forms.Form):
    """What the list of people is narrowed to. A value that means nothing narrows nothing."""

    q = line("Search", widget=forms.TextInput(attrs={"type": "search", "data-key": "/"}))
    standing = Choice(choices=choices(STANDINGS, ""), required=False)
    status = Choice(choices=choices(STATUSES, ""), required=False)
    ring = Choice(choices=choices(RINGS, ""), required=False)
    last = Choice(choices=choices(LAST, ""), required=False)
    organisation = line("Organisation")
    sort = Choice(label="Order", choices=list(SORTS.items()), required=False)

    def wanted(self) -> Mapping[str, str]:
        """The arguments of `ties.queries.people`."""
        self.full_clean()
        told = {name: self.cleaned_data.get(name, "") for name in FACETS}
        return told | {"words": self.cleaned_data.get("q", ""), "sort": self.cleaned_data.get("sort") or "worth"}


class Words(forms.Form):
    """What a list is searched for."""

    q = line("Search", widget=forms.TextInput(attrs={"type": "search", "data-key": "/"}))


class Ticked(forms.Field):
    """The people ticked in a list, by id; what is no id is nobody."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[int]:
        told = [text for text in value or () if text.isdecimal() and len(text) < 19]
        return [int(text) for text in told[: limits.PAGE_ROWS]]


class Several(forms.Form):
    """People something is done to."""

    people = Ticked(error_messages={"required": "Tick one or more people first."})


NO_RING = "none"
SUGGEST = {"": "As it is", "no": "Don't suggest", "yes": "May be suggested"}


class Tag(Line):
    """A tag, of letters or digits; empty where none is given."""

    def __init__(self, label: str, **told: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "off"})
        super().__init__(
            label=label, required=False, max_length=tags.MOST, error_messages=TOO_LONG, widget=widget, **told
        )

    def clean(self, value: Any) -> str:
        told: str = super().clean(value)
        if told and not tags.word(told):
            raise forms.ValidationError("A tag needs a letter or a digit.")
        return tags.word(told)


class Together(forms.Form):
    """What is set for everybody ticked; an empty choice leaves things as they are."""

    standing = Choice(choices=choices(STANDINGS, "As it is"), required=False)
    ring = Choice(choices=[*choices(RINGS, "As it is"), (NO_RING, "No ring")], required=False)
    suggest = Choice(label="Suggestions", choices=list(SUGGEST.items()), required=False)
    tag = Tag("Tag them")
    people = Ticked(error_messages={"required": "Tick one or more people first."})

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not self.errors and not any(told[name] for name in ("standing", "ring", "suggest", "tag")):
            raise forms.ValidationError("Choose what to set for them.")
        return told

    def columns(self) -> dict[str, Any]:
        """The columns of a tie that are to be set."""
        told = {name: value for name, value in self.cleaned_data.items() if value and name not in ("people", "tag")}
        if told.get("ring") == NO_RING:
            told["ring"] = ""
        if "suggest" in told:
            told["suggest"] = told["suggest"] == "yes"
        return told


class AddPerson(forms.Form):
    """Someone the user knows, told by hand; only the name is needed."""

    name = line("Name", required=True)
    organisation = line("Organisation")
    title = line("Role")
    email = line("E-mail", help_text="It recognises them in a later import.")
    place = line("Town")


CALLED = {
    "alias": "It is also called so",
    "merged": "It took that one in",
}
"""How two names belong to one organisation, as the user would say it."""


class Since(forms.CharField):
    """A partial date in the past: a year, a month or a day."""

    def __init__(self, **told: Any) -> None:
        wrong = {"invalid": "Write a year like 2023, or a month like 2023-07."}
        super().__init__(label="Since", required=False, max_length=10, error_messages=wrong | TOO_LONG, **told)

    def clean(self, value: Any) -> str:
        told: str = super().clean(value)
        if told and not YEAR.fullmatch(told):
            raise forms.ValidationError(self.error_messages["invalid"])
        return told


class Rename(forms.Form):
    """The new name of an organisation."""

    name = line("New name", required=True)
    since = Since(help_text="A year is enough; or leave it empty.")


class Also(forms.Form):
    """Another name of an organisation, or another organisation that is the same."""

    name = line("The other name", required=True, help_text="Where it stands in your list too, the two become one.")
    kind = Choice(label="How they belong together", choices=list(CALLED.items()))
    since = Since()


def field_line() -> Line:
    """What somebody does: one of the usual fields, or a word of the user's own."""
    offered = forms.TextInput(attrs={"list": "fields", "autocomplete": "off"})
    return line("Field", widget=offered, help_text="Empty is what their role says.")


def seniority_choice() -> Choice:
    """How senior somebody is."""
    said = [("", "What their role says"), *((word, word.capitalize()) for word in LEVELS)]
    return Choice(label="Seniority", choices=said, required=False)


class Doing(forms.Form):
    """What somebody does, how senior they are, and where they live; what is empty is not said."""

    field = field_line()
    seniority = seniority_choice()
    place = line("Town")


class EditPerson(forms.Form):
    """What is shown of a person; what is left empty is shown no more."""

    name = line("Name", required=True)
    organisation = line("Organisation")
    title = line("Role")
    place = line("Town")
    languages = spoken("Languages", "What they speak, with commas between. What you write stands, whatever files say.")
    field = field_line()
    seniority = seniority_choice()
    email = line("Another e-mail", help_text="Added to what is there. It recognises them in a later import.")


MINUTES = dict.fromkeys(("invalid", "min_value", "max_value"), "Write whole minutes, at most a day.")


class Log(forms.Form):
    """One contact, in one line."""

    kind = Choice(choices=[(kind, kind.capitalize()) for kind in KINDS])
    text = forms.CharField(
        label="What was it about?",
        required=False,
        max_length=limits.SENTENCE,
        widget=forms.TextInput(attrs={"data-key": "l"}),
        error_messages=TOO_LONG,
    )
    on = Day(label="Day")
    minutes = forms.IntegerField(required=False, min_value=0, max_value=24 * 60, error_messages=MINUTES)
    way = Choice(label="Who", choices=list(WAYS.items()), required=False)


class Stand(forms.Form):
    """Standing, aim and ring of a person."""

    standing = Choice(
        choices=[(word, f"{word.capitalize()}: {meaning}") for word, meaning in STANDING.items()],
        widget=forms.RadioSelect(),
    )
    aim = Choice(choices=choices(STANDINGS[:-1], "No aim"), required=False, help_text="The standing you hope for.")
    ring = Choice(choices=list(RING.items()), required=False, help_text=NEARNESS)


DEEDS = {
    "introduction": "Introduced me to somebody",
    "interview": "Set up an interview for me",
    "reference": "Wrote a letter or gave a reference",
    "effort": "Went out of their way for me",
    "answer": "Answered when I asked for something",
    "witness": "Saw a result of my work",
}
"""What one can note that a person did, as the user would say it."""


GIVEN = {"out": "I did something for them", "in": "They did something for me"}


class Favoured(forms.Form):
    """Something useful that was given or received."""

    way = Choice(label="Who", choices=list(GIVEN.items()))
    text = forms.CharField(
        label="What was it?",
        max_length=limits.SENTENCE,
        error_messages={"required": "A few words are enough."} | TOO_LONG,
    )
    on = Day(label="Day")


class Promised(forms.Form):
    """Something owed, by the user or to them."""

    text = forms.CharField(
        label="What was promised?",
        max_length=limits.SENTENCE,
        error_messages={"required": "Say in a few words what was promised."} | TOO_LONG,
    )
    due = Day(label="By", required=False)
    theirs = forms.BooleanField(label="They promised it to me", required=False)


class Evidence(forms.Form):
    """Something a person did for the user."""

    kind = Choice(label="What did they do?", choices=list(DEEDS.items()))
    text = line("In a few words", help_text="Who it led to, or what it was about.")
    on = Day(label="When, about")


class Knows(forms.Form):
    """Somebody a person knows. Where it is not clear who is meant, the page asks."""

    who = line("Who?", required=True, help_text="A name, an e-mail or a number of one of your people.")
    why = line("How do you know?", help_text="She told me; they were at one table.")
    on = Day(label="When, about", required=False)
    asks = False
    candidates: Sequence[Person] = ()

    def ask(self, candidates: Sequence[Person]) -> None:
        """Ask which of these is meant."""
        self.asks, self.candidates = True, candidates


class Beginning(forms.Form):
    """The first run: a sentence about the future, and the hours there really are for it."""

    title = line(
        "In one sentence",
        required=True,
        help_text="As if it were true: I lead a small team whose systems people trust.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    hours = forms.FloatField(
        label="Hours a week you really have",
        min_value=HOURS_PER_WEEK[0],
        max_value=HOURS_PER_WEEK[1],
        initial=2,
        help_text="Half an hour counts too: 0.5.",
        widget=forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"}),
        error_messages=between(*HOURS_PER_WEEK),
    )

    def __init__(self, *told: Any, **more: Any) -> None:
        super().__init__(*told, **more)
        self.fields["title"].error_messages["required"] = "One sentence is enough, even a rough one."


LISTS = {"champion": "Champions", "advocate": "Advocates", "supporter": "Supporters", "friendly": "Friendly people"}
"""The four lists of text B, as they are headed."""


def _names(standing: str) -> forms.CharField:
    """One of the four lists: a name a line."""
    return forms.CharField(
        label=LISTS[standing],
        help_text=f"Someone who {STANDING[standing]}.",
        required=False,
        strip=False,  # a line keeps its number
        max_length=limits.TEXT,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto", "autocomplete": "off"}),
        error_messages=TOO_LONG,
    )


class FourLists(forms.Form):
    """The lists written from memory (text B), one name a line; each may be empty."""

    champion = _names("champion")
    advocate = _names("advocate")
    supporter = _names("supporter")
    friendly = _names("friendly")

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not self.errors and not any(names.clean(text, limits.TEXT) for text in told.values()):
            raise forms.ValidationError("One name on one list is enough to begin.")
        return told


class Placed(forms.Form):
    """Where one of several people stands; empty leaves them."""

    standing = Choice(choices=choices(STANDINGS[:-1], "Leave for now"), required=False)

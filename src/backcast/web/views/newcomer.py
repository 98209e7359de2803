"""Starting without contacts: a few lines about where one is now, six weeks of small steps, seen before applied."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from backcast.accounts.middleware import Request
from backcast.errors import Invalid, Refused
from backcast.formats import languages
from backcast.network import queries as network
from backcast.pages.fields import TOO_LONG, between
from backcast.vision import queries as visions
from backcast.vision.actions import newcomer as actions
from backcast.vision.actions.steps import Newcomer
from backcast.web.answers import see_other
from backcast.web.forms import Line
from backcast.week.actions import monday

SHORT = 60
"""Characters of a town or a field, 80 of a school or an employer: titles are made of them and stay one line [D]."""

HOURS = (0.5, 80)
"""Hours a week: below half an hour no two steps fit [D]."""


def told(label: str, most: int = 80, **more: Any) -> Line:
    """One short line that names itself where it is missing."""
    wrong = {"required": f"{label} is missing."} | TOO_LONG
    return Line(label=label, max_length=most, error_messages=wrong, required=more.pop("required", False), **more)


class NewcomerForm(forms.Form):
    """Where one is now. What is left out leaves its steps out."""

    town = told("Town", SHORT, required=True, help_text="Where you are now.")
    field = told("Field", SHORT, required=True, help_text="What you do: platform engineering, nursing, early music.")
    hours = forms.FloatField(
        label="Hours a week",
        initial=2,
        min_value=HOURS[0],
        max_value=HOURS[1],
        widget=forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"}),
        help_text="What you really have. Half an hour is enough.",
        error_messages=between(*HOURS),
    )
    title = told("Where would you like to be in five years?", 200, help_text="One sentence, if you have one by now.")
    languages = told("Languages", help_text="Those you would speak with people there.")
    school = told("A school you went to", help_text="People who went there too may live nearby.")
    employer = told("A former employer", help_text="So may people who worked there.")

    def without_vision_fields(self) -> None:
        """Where there is a vision already, it has its sentence and its hours."""
        del self.fields["hours"], self.fields["title"]


@require_http_methods(["GET", "HEAD", "POST"])
def newcomer(request: Request) -> HttpResponse:
    """The form, then the six weeks, then the button that writes them; later what they hold."""
    vision = visions.active(request.viewer)
    initial = {"town": vision.place[:SHORT]} if vision else {}
    form = NewcomerForm(request.POST if request.method == "POST" else None, initial=initial)
    if vision is not None:
        form.without_vision_fields()
    context = {"form": form, "vision": vision}
    if not form.is_bound:
        return render(request, "web/newcomer.html", context | {"parts": actions.stored(request.viewer)})
    if form.is_valid() and request.POST.get("do") != "edit":
        try:
            return _answer(request, context, Newcomer(**form.cleaned_data))
        except (Invalid, Refused) as refused:
            form.add_error(None, f"{refused.message} {refused.hint}")
    return render(request, "web/newcomer.html", context, status=422 if form.errors else 200)


def _answer(request: Request, context: dict[str, Any], sent: Newcomer) -> HttpResponse:
    if request.POST.get("do") != "apply":
        parts = actions.preview(request.viewer, sent, _start(request))
        is_new = any(not one.state for part in parts for one in part.steps) or _tells_languages(request, sent)
        told = {"parts": parts, "sentence": sent.sentence, "is_new": is_new}
        return render(request, "web/newcomer_preview.html", context | told)
    change = actions.begin(request.viewer, sent, _start(request))
    said = "Your six weeks are planned." if change else "All of it is in your weeks already."
    messages.success(request, said, extra_tags=f"undo-{change.pk}" if change else "")
    return see_other("week")


def _tells_languages(request: Request, sent: Newcomer) -> bool:
    """Whether a language was not known before."""
    known = languages.held(network.own_languages(request.viewer))
    return bool(languages.beside(known, languages.listed(sent.languages)))


def _start(request: Request) -> date:
    return monday(request.viewer.today)

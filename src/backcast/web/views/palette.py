"""The finder: people and pages by a few letters, as a list under a field or as a page of its own."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from backcast import limits
from backcast.accounts.middleware import Request
from backcast.formats import names
from backcast.network.models import Person
from backcast.pages.commands import commands
from backcast.ties.queries import finder

PEOPLE = 7
"""People shown at once [D]: what one takes in at a glance."""
LOG = "log"
"""The word before a name that leads to the form to log a contact with them."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose: words before a name, the name, a few words about it, and where it leads."""

    name: str
    url: str
    lead: str = ""
    about: str = ""
    key: str = ""


@require_safe
def palette(request: Request) -> HttpResponse:
    """What fits the words in `q`; without words, the people touched last and every page."""
    asked = names.clean(request.GET.get("q", ""), limits.NAME)
    groups = _groups(request, asked)
    part = request.headers.get("HX-Request") == "true"
    return render(
        request,
        "web/palette_options.html" if part else "web/palette.html",
        {"asked": asked, "groups": groups, "count": sum(len(options) for _, options in groups)},
    )


def _groups(request: Request, asked: str) -> list[tuple[str, list[Option]]]:
    """Headed groups of options, none of them empty; at least one."""
    first, _, rest = asked.partition(" ")
    who = rest if first.lower() == LOG else ""
    groups = [
        ("Log a contact", [_to_log(one) for one in _people(request, rest)] if first.lower() == LOG else []),
        ("People", [_to_see(one) for one in ([] if who else _people(request, asked))]),
        ("Pages", [Option(one.label, one.url, key=one.key) for one in commands(asked)]),
    ]
    shown = [(title, options) for title, options in groups if options]
    return shown or [("Nobody here fits", [_to_add(who or asked)])]


def _people(request: Request, words: str) -> list[Person]:
    return finder.found(request.viewer, words, PEOPLE) if words else finder.recent(request.viewer, PEOPLE)


def _to_see(person: Person) -> Option:
    return Option(person.name, reverse("person", args=[person.pk]), about=_about(person))


def _to_log(person: Person) -> Option:
    url = reverse("person", args=[person.pk]) + "#log_text"
    return Option(person.name, url, lead="Log with", about=_about(person))


def _to_add(name: str) -> Option:
    return Option(name, f"{reverse('add_person')}?{urlencode({'name': name})}", lead="Add")


def _about(person: Person) -> str:
    """What tells them from a namesake."""
    return ", ".join(filter(None, (person.title, person.organisation.name if person.organisation else "")))

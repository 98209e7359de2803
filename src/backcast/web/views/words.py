"""The words to start from: in which language, and the user's own wordings. They are files of the local owner."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_http_methods

from backcast import limits
from backcast.accounts.middleware import Request
from backcast.accounts.queries import owner
from backcast.errors import BackcastError, Invalid, NotFound
from backcast.pages.fields import TOO_LONG
from backcast.ties.actions import words as actions
from backcast.ties.queries import wordings
from backcast.web.answers import see_other, undoable

INVENTED = {
    "name": "Mei",
    "organisation": "Kelvin Labs",
    "person": "Ines Brandt",
    "there": "Brandt Labs",
    "me": "Kim Ash",
    "known_for": "",
}
"""Nobody: whom the preview writes to, about whom, and in whose name."""
PROMISED = {
    "en": "the slides",
    "de": "die Folien",
    "es": "las diapositivas",
    "fr": "les diapositives",
    "it": "le diapositive",
    "nl": "de presentatie",
    "pt": "os diapositivos",
    "pl": "slajdy",
    "sv": "bilderna",
    "tr": "slaytlar",
    "uk": "слайди",
}
"""What the preview promises to nobody."""


class Wording(forms.Form):
    """The text of one wording."""

    text = forms.CharField(
        label="Subject, an empty line, and the message",
        required=False,
        strip=False,
        max_length=limits.WORDS,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto", "spellcheck": "true"}),
        error_messages=TOO_LONG,
    )

    def __init__(self, told: Mapping[str, Any] | None, language: str, name: str, text: str = "") -> None:
        super().__init__(told, auto_id=f"{name}-%s", initial={"text": text})
        self.fields["text"].widget.attrs["lang"] = language
        if name == "since":
            self.fields["text"].label = "Some weeks, a while, a long time: a line each"


@require_http_methods(["GET", "HEAD", "POST"])
def words(request: Request) -> HttpResponse:
    """The language and every wording in it; a button of the page does what its name says."""
    if request.viewer.workspace.owner_id != owner().pk:
        raise NotFound("There are no wordings here.")
    if request.method != "POST":
        return _page(request)
    act = ACTS.get(request.POST.get("do", ""))
    if act is None:
        raise Invalid("This page has no such button.", "Go back and try again.")
    return act(request)


def _choose(request: Request) -> HttpResponse:
    language = request.POST.get("language", "")
    with undoable(request, "language", f"Words are in {wordings.LANGUAGES.get(language, language)} from now on."):
        actions.choose_language(request.viewer, language)
    return see_other("words")


def _save(request: Request) -> HttpResponse:
    language, name = _asked(request)
    sent = Wording(request.POST, language, name)
    if sent.is_valid():
        try:
            own = actions.keep_words(language, name, sent.cleaned_data["text"])
            heading = wordings.NAMES[name]
            messages.success(request, f"“{heading}” is in your words now." if own else f"“{heading}” is as ours.")
            return _to(name)
        except BackcastError as error:
            sent.add_error("text", f"{error.message} {error.hint}")
    return _page(request, language=language, sent={name: sent}, status=422)


def _preview(request: Request) -> HttpResponse:
    """The text as it would be told; nothing is saved."""
    language, name = _asked(request)
    sent = Wording(request.POST, language, name)
    if sent.is_valid():
        try:
            actions.checked(name, sent.cleaned_data["text"])
        except Invalid as error:
            sent.add_error("text", f"{error.message} {error.hint}")
    return _page(request, language=language, sent={name: sent}, status=422 if sent.errors else 200)


def _back_to_ours(request: Request) -> HttpResponse:
    language, name = _asked(request)
    if actions.back_to_ours(language, name):
        kept = f"words/{language}/{name}.bak"
        messages.success(request, f"“{wordings.NAMES[name]}” is as ours again. Yours is kept as {kept}.")
    return _to(name)


def _to(name: str) -> HttpResponse:
    """Back to the page, with this wording open."""
    return see_other(f"{resolve_url('words')}?wording={name}")


ACTS = {"language": _choose, "save": _save, "preview": _preview, "ours": _back_to_ours}
"""What the buttons of the page do."""


def _asked(request: Request) -> tuple[str, str]:
    """Language and name of a wording, of our tables alone."""
    language, name = request.POST.get("language", ""), request.POST.get("name", "")
    if language not in wordings.LANGUAGES or name not in wordings.NAMES:
        raise NotFound("There is no such wording.")
    return language, name


def _page(
    request: Request, *, language: str = "", sent: dict[str, Wording] | None = None, status: int = 200
) -> HttpResponse:
    """The page; a text that was sent and not saved is kept in its field."""
    language = language or wordings.language(request.viewer)
    offer = None if wordings.is_chosen(request.viewer) else _of_browser(request)
    first = [offer] if offer else []
    context = {
        "language": language,
        "languages": [(code, wordings.LANGUAGES[code]) for code in dict.fromkeys([*first, *wordings.LANGUAGES])],
        "offer": (offer, wordings.LANGUAGES[offer]) if offer and offer != language else None,
        "facts": wordings.FACTS,
        "wordings": list(_wordings(language, sent or {}, request.GET.get("wording", ""))),
    }
    return render(request, "web/words.html", context, status=status)


def _of_browser(request: Request) -> str | None:
    """The first language a browser asks for that has wordings."""
    asked = parse_accept_lang_header(request.headers.get("accept-language", ""))
    bases = (code.partition("-")[0] for code, wish in asked if wish > 0)
    return next((base for base in bases if base in wordings.LANGUAGES), None)


def _wordings(language: str, sent: dict[str, Wording], opened: str) -> Iterator[dict[str, Any]]:
    for name, heading in wordings.NAMES.items():
        own = wordings.own(language, name)
        text = own or wordings.ours(language, name)
        form = sent.get(name) or Wording(None, language, name, text)
        yield {
            "name": name,
            "heading": heading,
            "is_own": bool(own),
            "is_open": name in (*sent, opened),
            "is_sent": name in sent,
            "form": form,
            "previews": [] if name == "since" or form.errors else _previews(language, form["text"].value() or ""),
        }


def _previews(language: str, text: str) -> list[tuple[str, str, str]]:
    """A wording with everything known of somebody, and with nothing."""
    known = INVENTED | {"promise": PROMISED[language], "since": wordings.since(language, wordings.SILENCES[1])}
    lines = text.splitlines()
    return [
        ("To somebody you know well", *wordings.told(lines, known)),
        ("Where nothing is known", *wordings.told(lines, dict.fromkeys(known, ""))),
    ]

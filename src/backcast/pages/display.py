"""How pages look and answer to keys: a choice of this browser, kept in its cookies and never in the data."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from backcast.pages.keys import KEYS

CHOICES = {
    "theme": {"system": "As the system", "light": "Light", "dark": "Dark"},
    "keys": {"on": "Single keys work", "off": "Single keys do nothing"},
}
"""The first of each is what holds without a choice. Single keys can be turned off (WCAG 2.1.4)."""
YEAR = 365 * 24 * 3600


def chosen(request: HttpRequest, name: str) -> str:
    """The choice kept in the browser, or the first one where it holds nothing we know."""
    kept = request.COOKIES.get(f"backcast_{name}", "")
    return kept if kept in CHOICES[name] else next(iter(CHOICES[name]))


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """Every key and what it does: a page, and the content of the overlay."""
    part = request.headers.get("HX-Request") == "true"
    return render(request, "pages/key_list.html" if part else "pages/keys.html", {"places": KEYS, "part": part})


@require_http_methods(["GET", "HEAD", "POST"])
def display(request: HttpRequest) -> HttpResponse:
    """Shows the choices, and keeps new ones."""
    if request.method != "POST":
        return render(request, "pages/display.html", {"choices": CHOICES})
    response = redirect("display")
    for name, words in CHOICES.items():
        value = request.POST.get(name, "")
        if value in words:
            response.set_cookie(f"backcast_{name}", value, max_age=YEAR, httponly=True, samesite="Strict")
    return response

"""What the shell around every page shows."""

from typing import Any

from django.http import HttpRequest

from backcast.pages.display import chosen
from backcast.pages.menu import MENU, TABS


def shell(request: HttpRequest) -> dict[str, Any]:
    """The menu with the place we are at, who is looking, whether at the sample, and how pages look."""
    match = request.resolver_match
    name = (match.url_name or "") if match else ""
    menu = [entry for entry in MENU if entry.url]
    viewer = getattr(request, "viewer", None)
    return {
        "menu": menu,
        "menu_more": menu[TABS:],
        "section": next((entry.url_name for entry in MENU if entry.holds(name)), ""),
        "viewer": viewer,
        "is_sample": viewer is not None and viewer.workspace.name == "demo",
        "theme": chosen(request, "theme"),
        "keys": chosen(request, "keys"),
    }

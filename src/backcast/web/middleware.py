"""Brings what ties are worth up to date before the pages that show it (architecture.md, rule 8)."""

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from backcast.accounts.models import Viewer
from backcast.introductions.actions import worth
from backcast.ties import actions as ties

PAGES: Final = frozenset(
    {"people", "person", "readiness", "introductions", "vision", "vision-future", "vision-compare", "vision-coverage"}
)
"""Names of the addresses that show worth or reach. The idea of the vision lies below that of introductions, so its
own pages cannot ask for it."""


class Weighed:
    """Ages and weighs the ties of the viewer before such a page is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        match, viewer = request.resolver_match, getattr(request, "viewer", None)
        if viewer and match and match.url_name in PAGES and request.method in ("GET", "HEAD"):
            _bring_up_to_date(viewer)


def _bring_up_to_date(viewer: Viewer) -> None:
    """Nothing is asked where the workspace, as it was just read, is in step."""
    read = viewer.workspace
    if (read.aged_on, read.weighed, read.weighed_on) != (viewer.today, read.stamp, viewer.today):
        ties.age(viewer)
        worth.weigh_soon(viewer)

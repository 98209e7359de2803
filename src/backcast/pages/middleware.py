"""The walls around every request: an exact host, the same origin, strict headers; and errors in words.

security.md C4, W1–W4: any web page open in the same browser may send us requests, and no other machine may.
"""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden

from backcast.errors import Ambiguous, BackcastError, Invalid, NotFound, Refused, gone_meanwhile
from backcast.pages import views

Next = Callable[[HttpRequest], HttpResponse]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "object-src 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
SAFE = {"GET", "HEAD", "OPTIONS"}
METHODS = SAFE | {"POST"}
HOST = re.compile(r"([a-z0-9.-]+|\[[0-9a-f:]+\])(?::[0-9]{1,5})?")


class Headers:
    """The same strict headers on every answer, errors and static files included."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers[name] = value
        if not request.path_info.startswith(settings.STATIC_URL) or response.status_code >= 400:
            response.headers["Cache-Control"] = "no-store"
        return response


class ExactHost:
    """Answers only to the names of `BACKCAST_HOSTS`, compared letter by letter (DNS rebinding)."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        found = HOST.fullmatch(request.META.get("HTTP_HOST", ""))
        if found is None or found[1] not in settings.BACKCAST_HOSTS or not _is_path(request):
            return HttpResponseForbidden("This address is not served here.\n", content_type="text/plain")
        return self.get_response(request)


def _is_path(request: HttpRequest) -> bool:
    """Not "GET http://elsewhere/": such a line overrules Host, and servers leave it out of PATH_INFO."""
    return all(request.META.get(name, "/").startswith("/") for name in ("REQUEST_URI", "RAW_URI"))


OVERRIDES = ("HTTP_X_HTTP_METHOD_OVERRIDE", "HTTP_X_METHOD_OVERRIDE", "HTTP_X_HTTP_METHOD")


class SameOrigin:
    """Refuses what another site sends: unsafe methods from elsewhere, and private pages as parts of others."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS or any(name in request.META for name in OVERRIDES):
            return HttpResponse("This method is not served here.\n", status=405, content_type="text/plain")
        allowed = _may_read(request) if request.method in SAFE else _may_write(request)
        if not allowed:
            return HttpResponseForbidden("This came from another site.\n", content_type="text/plain")
        return self.get_response(request)


def _may_write(request: HttpRequest) -> bool:
    """Our own pages say where they come from; a request that does not say is not one of them."""
    origin, site = request.META.get("HTTP_ORIGIN"), request.META.get("HTTP_SEC_FETCH_SITE")
    if origin is None:
        return site in ("same-origin", "none")
    return origin == f"{request.scheme}://{request.META['HTTP_HOST']}" and site in (None, "same-origin", "none")


def _may_read(request: HttpRequest) -> bool:
    """From another site only as a link somebody followed, never as a picture, script or frame."""
    if request.META.get("HTTP_SEC_FETCH_SITE") in (None, "same-origin", "none"):
        return True
    mode, dest = request.META.get("HTTP_SEC_FETCH_MODE"), request.META.get("HTTP_SEC_FETCH_DEST")
    return request.method == "GET" and mode == "navigate" and dest == "document"


STATUS: dict[type[BackcastError], int] = {Ambiguous: 422, NotFound: 404, Invalid: 422, Refused: 409}


class Errors:
    """Turns a BackcastError of a view into a page that says the cause and the remedy."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        error = gone_meanwhile(error) or error
        if not isinstance(error, BackcastError):
            return None
        status = next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 400)
        if status == 404:  # a stranger's row and no row must not differ by a byte
            return views.not_found(request)
        return views.told(request, status, "That did not work", error.message, error.hint)

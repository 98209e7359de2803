"""What is answered where no page can be: a few words, without a menu, a token or a query."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def told(request: HttpRequest, status: int, heading: str, message: str = "", hint: str = "") -> HttpResponse:
    """The words as a page of their own, or as a notice where htmx asked for a part of one."""
    part = request.headers.get("HX-Request") == "true"
    name = "pages/notice.html" if part else "pages/bare.html"
    body = render_to_string(name, {"heading": heading, "message": message, "hint": hint})
    return HttpResponse(body, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request itself is broken, or larger than is taken."""
    return told(request, 400, "This request cannot be read", hint="Go back and send less at a time.")


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: a view said that this is not allowed."""
    return told(request, 403, "This is not allowed here")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page, or a row that is not yours; the two look the same."""
    message = "The page or person may be gone, or the address may be mistyped."
    return told(request, 404, "There is nothing here", message)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; nothing of the cause is shown."""
    hint = "Nothing was half written. In a terminal, backcast doctor tells more."
    return told(request, 500, "Something went wrong here", hint=hint)

"""A tiny site behind the real walls: what a page may do, without tables."""

from pathlib import Path
from types import SimpleNamespace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template import engines
from django.urls import include, path

from backcast import errors

GALLERY = engines["django"].from_string((Path(__file__).parent / "gallery.html").read_text())
"""Every part of the style sheet on one page."""

RAISED = {
    "missing": errors.NotFound("There is no person 4711.", "Try 18."),
    "foreign": errors.NotFound("Person 4712 belongs to somebody else."),
    "ambiguous": errors.Ambiguous("Two people are called Ada.", "Ada Byron or Ada Lovelace?"),
    "invalid": errors.Invalid("The date <b>31.02.</b> does not exist.", "Write it like 2026-11-22."),
    "refused": errors.Refused("This import was taken back already.", "Import the file again."),
    "unreadable": errors.Unreadable("This is not a ZIP file."),
    "nowhere": Http404("row 4714"),
    "broken": ValueError("secret in a trace"),
}


def page(request):
    return render(request, "base.html")


def raises(request, name):
    raise RAISED[name]


def gallery(request):
    if request.GET.get("sample"):
        request.viewer = SimpleNamespace(workspace=SimpleNamespace(name="demo"))
    if request.GET.get("said"):
        request._messages = [messages.Message(messages.SUCCESS, "Logged. Next around March.", "undo-7")]
    return HttpResponse(GALLERY.render(request=request))


def swap(request):
    return HttpResponse('<p id="swapped" data-focus tabindex="-1">Swapped</p>')


def again(request):
    return HttpResponse('<p id="again" class="swapped"><button>Look again</button> <button>Stop</button></p>')


urlpatterns = [
    path("", page, name="week"),
    path("people/", gallery, name="people"),
    path("people/<int:pk>/", page, name="person"),
    path("raise/<str:name>", raises),
    path("swap", swap),
    path("again", again),
    path("enter/<str:name>", page, name="enter"),
    path("undo/<int:pk>", page, name="undo"),
    path("", include("backcast.pages.urls")),
]
handler400 = "backcast.pages.views.bad_request"
handler403 = "backcast.pages.views.refused"
handler404 = "backcast.pages.views.not_found"
handler500 = "backcast.pages.views.server_error"

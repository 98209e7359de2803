"""The story told in words: read, changed, taken along as a file, printed."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from backcast.accounts.middleware import Request
from backcast.vision import queries
from backcast.vision.actions.told import tell
from backcast.vision.forms import ToldForm
from backcast.vision.models import Vision
from backcast.vision.queries.prose import as_markdown, told
from backcast.vision.queries.untold import untold
from backcast.vision.views.answers import done, to

SLUG = 60
"""Characters of a title that make part of a file's name [D]."""


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Request, vision_id: int) -> HttpResponse:
    """The user's own words, else those of the milestones; with the form to change them."""
    viewer, vision = request.viewer, queries.vision(request.viewer, vision_id)
    story = queries.story(viewer, vision)
    prose = told(story, viewer.today)
    form = ToldForm(request.POST if request.method == "POST" else None, initial={"told": vision.told or prose.text})
    if done(request, form, lambda: tell(viewer, vision, form.cleaned_data["told"], prose)):
        return to("vision-told", vision.pk)
    context = {"vision": vision, "story": story, "prose": prose, "form": form, "since": untold(viewer, story)}
    return render(request, "vision/told.html", context, status=422 if form.errors else 200)


@require_safe
def file(request: Request, vision_id: int) -> HttpResponse:
    """The same as a Markdown file."""
    vision = queries.vision(request.viewer, vision_id)
    text = as_markdown(queries.story(request.viewer, vision), request.viewer.today)
    answer = HttpResponse(text, content_type="text/markdown; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{_file_name(vision)}"'
    return answer


def _file_name(vision: Vision) -> str:
    """A name of plain letters, whatever the title is written in."""
    words = slugify(vision.title)[:SLUG].strip("-_")
    return "-".join(filter(None, ["my-story", str(vision.horizon.year), words])) + ".md"

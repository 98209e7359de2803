"""The story page: the time line, its chapters, and what is changed right there.

An address such as ?at=12&do=before opens a small form under one milestone (`at` its id, or `future`); it is the same
page with and without scripts, which only fetch the one chapter instead of the whole.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from backcast.accounts.middleware import Request
from backcast.vision import actions, forms, queries
from backcast.vision.actions import story as acts
from backcast.vision.models import Milestone, Vision
from backcast.vision.queries import Chapter, Story, looks
from backcast.vision.queries.line import line
from backcast.vision.views import story_forms
from backcast.vision.views.answers import done
from backcast.vision.views.guided_forms import lead_in

FUTURE = "future"
DOES = ("see", "change", "before", "barrier")
LONG = 24
"""Chapters listed at once; of more, one year at a time [D]."""


@dataclass(frozen=True, slots=True)
class Panel:
    """What is open: under which milestone (None: the future itself), for what, and its form."""

    milestone: Milestone | None
    do: str
    form: Form | None = None

    @property
    def at(self) -> int | str:
        """What the address calls it."""
        return self.milestone.pk if self.milestone else FUTURE

    @property
    def address(self) -> str:
        """Where its form is sent to."""
        name = {"change": "here"}.get(self.do, self.do)
        return f"vision-milestone-{name}" if self.milestone else f"vision-{name}"


@dataclass(frozen=True, slots=True)
class Years:
    """The chapters of one year, folded under its title if it has one, and open where somebody looks."""

    title: str
    chapters: tuple[Chapter, ...]
    is_open: bool


def show(
    request: Request, vision: Vision, file_form: forms.FileForm | None = None, panel: Panel | None = None
) -> HttpResponse:
    """The page of one future; 422 with the form that was wrong."""
    story = queries.story(request.viewer, vision)
    wrong = panel is not None
    panel = panel or _asked(request, story)
    told: dict[str, Any] = {"story": story, "vision": vision, "panel": panel}
    if panel and request.method == "GET" and request.headers.get("HX-Request") == "true":
        chapter = next((one for one in _every(story) if one.milestone == panel.milestone), None)
        return render(request, f"vision/_{'chapter' if chapter else 'future'}.html", told | {"chapter": chapter})
    told |= {
        "line": line(story, request.viewer.today),
        "ahead": _ahead(story, panel, request.viewer.today),
        "behind": _behind(story, panel),
        "due_look": looks.due(request.viewer, vision),
        "file_form": file_form or forms.FileForm(),
        "has_room": len(story.others) + 1 < queries.MOST,
    }
    return render(request, "vision/story.html", told, status=422 if file_form or wrong else 200)


def _every(story: Story) -> tuple[Chapter, ...]:
    return (*story.chapters, *story.dropped)


def _ahead(story: Story, panel: Panel | None, today: date) -> list[Years]:
    """What is still to come; of a long story by years, open where somebody looks, else what comes next."""
    chapters = [one for one in story.chapters if one.milestone.state != "done"]
    if len(story.chapters) <= LONG:
        return [Years("", tuple(chapters), is_open=True)]
    groups = [(year, tuple(some)) for year, some in groupby(chapters, key=lambda one: max(one.until, today).year)]
    held = [any(panel and one.milestone == panel.milestone for one in some) for _, some in groups]
    looks = panel is not None and panel.milestone is not None
    return [
        Years(str(year), some, is_open=held[at] or (not looks and at == len(groups) - 1))
        for at, (year, some) in enumerate(groups)
    ]


def _behind(story: Story, panel: Panel | None) -> list[Years]:
    """What is done, in one of a long story."""
    chapters = tuple(one for one in story.chapters if one.milestone.state == "done")
    is_long = len(story.chapters) > LONG
    is_open = not is_long or any(panel and one.milestone == panel.milestone for one in chapters)
    return [Years("Done" if is_long else "", chapters, is_open)] if chapters else []


def _asked(request: Request, story: Story) -> Panel | None:
    """What the address asks to open; nothing where it names no milestone of this story."""
    at, do = request.GET.get("at", ""), request.GET.get("do", "see")
    if do not in DOES:
        return None
    chapter = next((one for one in _every(story) if str(one.milestone.pk) == at), None)
    if chapter is None and at != FUTURE:
        return None
    form = None if do == "see" else _form(do, story.vision, chapter)
    return Panel(chapter.milestone if chapter else None, do, form)


def _form(do: str, vision: Vision, chapter: Chapter | None, sent: Any = None) -> Form:
    """The small form for what is to be done, empty or as it was sent; its first field asks for the focus."""
    at = chapter.milestone.pk if chapter else FUTURE
    form = _blank(do, vision, chapter, {"data": sent, "auto_id": f"{do}-{at}-%s"})
    next(iter(form.fields.values())).widget.attrs["data-focus"] = ""
    if sent is not None:
        lead_in(form)
    return form


def _blank(do: str, vision: Vision, chapter: Chapter | None, told: dict[str, Any]) -> Form:
    if do == "before":
        return story_forms.BeforeForm(**told, waits_for=[one.title for one in chapter.after] if chapter else None)
    if do == "barrier":
        return story_forms.ObstacleForm(**told)
    if chapter is None:
        return story_forms.FutureForm(**told, initial={"title": vision.title, "horizon": vision.horizon})
    row = chapter.milestone
    is_done = row.state == "done"
    return story_forms.HereForm(**told, initial={"day": row.done_on if is_done else row.due}, is_done=is_done)


Act = Callable[[Request, Vision, Milestone | None, dict[str, Any]], Milestone | None]


def _change(request: Request, vision: Vision, row: Milestone | None, told: dict[str, Any]) -> Milestone | None:
    if row is None:
        actions.write(request.viewer, vision, **told)
    else:
        acts.change_here(request.viewer, row, **told)
    return row


def _before(request: Request, vision: Vision, row: Milestone | None, told: dict[str, Any]) -> Milestone | None:
    return acts.insert_before(request.viewer, vision, row, **told)


def _barrier(request: Request, vision: Vision, row: Milestone | None, told: dict[str, Any]) -> Milestone | None:
    actions.put_barrier(request.viewer, vision, None, **told, milestone=row.pk if row else None)
    return row


ACTS: dict[str, Act] = {"change": _change, "before": _before, "barrier": _barrier}


@require_POST
def of_milestone(request: Request, row_id: int, do: str) -> HttpResponse:
    """Change a milestone where it stands, or say what comes or stands before it."""
    row = queries.milestone(request.viewer, row_id)
    waited = queries.after(request.viewer, row.vision).filter(milestone=row).select_related("after")
    chapter = Chapter(row, tuple(one.after for one in waited), (), None)
    return _act(request, row.vision, row, do, _form(do, row.vision, chapter, request.POST))


@require_POST
def of_future(request: Request, vision_id: int, do: str) -> HttpResponse:
    """The same of the future itself."""
    vision = queries.vision(request.viewer, vision_id)
    return _act(request, vision, None, do, _form(do, vision, None, request.POST))


def _act(request: Request, vision: Vision, row: Milestone | None, do: str, form: Form) -> HttpResponse:
    """Do it and go back to where it was done, or show what was wrong with it there."""
    made: list[Milestone | None] = []
    if done(request, form, lambda: made.append(ACTS[do](request, vision, row, form.cleaned_data))):
        at = made[0].pk if made[0] else FUTURE
        address = reverse("vision-future", args=[vision.pk])
        return HttpResponseRedirect(f"{address}?at={at}#m-{at}", status=303)
    return show(request, vision, panel=Panel(row, do, form))

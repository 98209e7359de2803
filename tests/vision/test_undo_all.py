"""Whatever is written in a future, in whatever order, the undo its page offers takes back, step by step."""

import random
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from backcast.accounts.models import Workspace
from backcast.formats.vision_records import KINDS, STATES
from backcast.introductions.models import Ask
from backcast.journal.models import Change
from backcast.network.models import Person
from backcast.vision import queries
from backcast.vision.models import BARRIER_STATES, SHIFT_STATES, Barrier, FuturePerson, Milestone, Note, Shift, Vision
from tests import cast, make
from tests.vision.test_guided import ANSWERS, SENTENCE
from tests.vision.test_load import STORY, load
from tests.vision.test_pages import FIRST, FORMS

ASIDE = {"Change", "ChangeRow", "Job"}
"""The journal itself, and work that waits in line."""
BOOKMARKS = {
    "Vision": {"step"},
    "FuturePerson": {"reach", "reach_low", "reach_high"},
    "Workspace": {"stamp", "looked", "weighed", "weighed_on"},
}
"""Where the questions stopped is no answer and not in the journal; the rest is derived or counts writes."""


def state():
    """Every column of every row that an undo must bring back."""
    found = {}
    for model in apps.get_app_config("backcast").get_models():
        name = model.__name__
        columns = [one.attname for one in model._meta.concrete_fields if one.name not in BOOKMARKS.get(name, ())]
        found[name] = [] if name in ASIDE else sorted(model._base_manager.values_list(*columns), key=repr)
    return found


class Walk:
    """One person with a browser who does what comes to mind; `made` holds each change and what was there before it."""

    def __init__(self, viewer, seed):
        self.viewer, self.rng, self.browser = viewer, random.Random(seed), cast.client(viewer)
        self.made, self.acted, self.offered, self.now = [], set(), set(), state()

    def one(self, model):
        return self.rng.choice(list(model.objects.of(self.viewer).order_by("pk")) or [None])

    def day(self, ahead=True):
        return (self.viewer.today + timedelta(days=self.rng.randint(1, 900) * (1 if ahead else -1))).isoformat()

    def word(self):
        return f"{self.rng.choice(['Calm', 'Ünïcode', '事', '<b>'])} {self.rng.randint(1, 99)}"

    def post(self, address, told):
        """Send a form. What it wrote is one change, and the page offers to take exactly that back."""
        before, last = self.now, Change.objects.of(self.viewer).order_by("pk").last().pk
        answer = self.browser.post(address, told)
        assert answer.status_code in (200, 303, 422), (address, told)
        new = list(Change.objects.of(self.viewer).filter(pk__gt=last).values_list("pk", flat=True))
        self.now = state()
        tags = [tag for one in get_messages(answer.wsgi_request) for tag in one.tags.split() if "undo-" in tag]
        assert set(tags) - self.offered == {f"undo-{pk}" for pk in new}, (address, told)
        self.offered |= set(tags)
        assert len(new) <= 1 and (new or self.now == before), (address, told)
        self.made += [(pk, before) for pk in new]
        return bool(new)

    def act(self):
        """One thing at random; nothing where there is no row it could be about."""
        name = self.rng.choice([*ACTS])
        found = ACTS[name](self)
        if found and self.post(*found):
            self.acted.add(name)

    def undo_all(self):
        while self.made:
            pk, before = self.made.pop()
            assert self.browser.post(reverse("undo", args=[pk])).status_code == 303
            assert Change.objects.of(self.viewer).get(pk=pk).undone
            self.now = state()
            assert {name: rows for name, rows in self.now.items() if rows != before[name]} == {}, pk


def about(model, name, **told):
    """A form about some row; a function in it is asked for each value."""

    def act(walk):
        row = walk.one(model)
        sent = {key: value(walk) if callable(value) else value for key, value in told.items()}
        return row and (reverse(name, args=[row.pk]), {key: value for key, value in sent.items() if value is not None})

    return act


def among(*words):
    return lambda walk: walk.rng.choice(words)


def answer(walk):
    vision, key = walk.one(Vision), walk.rng.choice([*ANSWERS])
    told = ANSWERS[key] | {"go": walk.rng.choice(["enough", "add", "stop"])}
    words = next(iter(ANSWERS[key]))
    if words in ("title", "name", "was", "known_for", "meaning", "describe"):
        told[words] = walk.word()
    return vision and (f"/vision/{vision.pk}/write/{key}", told)


def unwrite(walk):
    vision = walk.one(Vision)
    key, model, do = walk.rng.choice(
        [("will-know", FuturePerson, "remove"), ("before", Milestone, "remove"), ("coffee", FuturePerson, "tick")]
    )
    row = vision and model.objects.of(walk.viewer).filter(vision=vision).first()
    return row and (f"/vision/{vision.pk}/write/{key}", {"go": do, do: row.pk})


def part(walk):
    vision, name = walk.one(Vision), walk.rng.choice([*FORMS])
    row = walk.one(queries.PARTS[name])
    told = FORMS[name] | {next(iter(FORMS[name])): walk.word()}
    deeds = [vision and (f"/vision/{vision.pk}/{name}/new", told)]
    deeds += [(f"/vision/{name}/{row.pk}/", told), (f"/vision/{name}/{row.pk}/remove", {})] if row else []
    return walk.rng.choice(deeds)


def file(walk):
    told = STORY.replace("Speak", walk.word()) + walk.rng.choice(["", '[[places]]\ntitle = "A new place"\n'])
    return "/vision/file", {"file": SimpleUploadedFile("v.toml", f'key = "told"\n{told}'.encode())}


def whole(walk):
    """What frames a future, all at once."""
    vision = walk.one(Vision)
    told = {"milestone_share": "0.5", "importance": "4", "stage": walk.rng.choice(["mid", "lead"]), "place": "Oslo"}
    return vision and (reverse("vision-edit", args=[vision.pk]), FIRST | told | {"title": walk.word()})


ACTS = {
    "answer": answer,
    "unwrite": unwrite,
    "part": part,
    "file": file,
    "whole": whole,
    "new": lambda walk: ("/vision/new", FIRST | {"title": walk.word(), "name": walk.word(), "milestone": walk.word()}),
    "begin": lambda walk: ("/vision/write", SENTENCE),
    "before": about(
        Milestone, "vision-milestone-before", title=Walk.word, kind=among(*KINDS), beside=among(None, "on")
    ),
    "before the future": about(Vision, "vision-before", title=Walk.word, kind="talk"),
    "day": about(Milestone, "vision-milestone-here", day=Walk.day, spent=among(None, "1.5"), state=among(*STATES)),
    "done on": about(Milestone, "vision-milestone-here", day=lambda walk: walk.day(ahead=False)),
    "sentence": about(Vision, "vision-here", title=Walk.word, horizon=Walk.day),
    "obstacle": about(Milestone, "vision-milestone-barrier", title=Walk.word, guide="Ada Lin"),
    "state of a barrier": about(Barrier, "vision-barrier-state", state=among(*BARRIER_STATES)),
    "practice": about(Shift, "vision-practice", text=Walk.word, state=among(*SHIFT_STATES), review=Walk.day),
    "look": about(Vision, "vision-review", text=Walk.word, importance=among("1", "5"), appeal="", sure=among("", "2")),
    "note": about(Note, "vision-note", text=Walk.word),
    "no note": about(Note, "vision-note-remove"),
    "copy": about(Vision, "vision-copy"),
    "rate": about(Vision, "vision-rate", appeal=among("", "1", "5"), sure=among("", "3")),
    "told": about(Vision, "vision-told", told=Walk.word),
    "this is": about(FuturePerson, "vision-person-one", person=lambda walk: walk.one(Person).pk),
    "activate": about(Vision, "vision-activate"),
    "remove": about(Vision, "vision-remove"),
}


def walked(alice, seed, steps):
    make.person(alice, "Ada Lin", organisation="Harbour Bank")
    make.person(alice, "Mei Park")
    walk = Walk(alice, seed)
    before = state()
    walk.post("/vision/new", FIRST)
    for _ in range(steps):
        walk.act()
    walk.undo_all()
    assert walk.now == before and not Vision.objects.of(alice).exists()
    assert Workspace.objects.get(pk=alice.workspace.pk).stage == ""
    return walk


def test_everything_written_in_a_future_is_taken_back_by_the_undo_of_its_page(alice):
    assert len(walked(alice, 6, 25).acted) >= 12


def test_links_to_what_was_removed_lead_there_again(alice):
    mei = make.person(alice, "Mei Park")
    story = queries.story(alice, load(alice, STORY).vision)
    talk, cto = Milestone.objects.of(alice).get(key="talk"), story.people[0]
    Ask(workspace=alice.workspace, connector=mei, future_person_id=cto.pk, made_on=alice.today).save()
    walk = Walk(alice, 0)
    walk.post(reverse("vision-part-remove", args=["milestones", talk.pk]), {})
    walk.post(reverse("vision-part-remove", args=["people", cto.pk]), {})
    assert Barrier.objects.of(alice).get().milestone is Ask.objects.of(alice).get().future_person is None
    walk.undo_all()
    assert (Barrier.objects.of(alice).get().milestone, Ask.objects.of(alice).get().future_person_id) == (talk, cto.pk)


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(6))
def test_so_is_a_long_afternoon(alice, seed):
    assert len(walked(alice, seed, 200).acted) >= len(ACTS) - 4

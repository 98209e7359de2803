"""Where moves come from: a literal table, one function a source. A later idea adds its own line."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from django.utils.module_loading import import_string

from backcast.engine.week.records import Candidate
from backcast.week.snapshot import State

SOURCES = {
    "promises": "backcast.week.sources.promises.promises",
    "ties": "backcast.week.sources.people.people",
    "introductions": "backcast.week.sources.introductions.introductions",
    "gifts": "backcast.week.sources.gifts.gifts",
    "barriers": "backcast.week.sources.barriers.barriers",
    "milestones": "backcast.week.sources.slices.slices",
    "steps": "backcast.week.sources.steps.steps",
    "beginnings": "backcast.week.sources.beginnings.beginnings",
}


def candidates(state: State) -> list[Candidate]:
    """Every move that could be made, from every source, without what was done in this week already."""
    done = {move.key for move in state.done}
    found = [one for path in SOURCES.values() for one in _source(path)(state) if one.key not in done]
    keys = {one.key for one in found}
    return [replace(one, after=tuple(key for key in one.after if key in keys)) for one in found]


def _source(path: str) -> Callable[[State], Iterator[Candidate]]:
    source: Callable[[State], Iterator[Candidate]] = import_string(path)
    return source

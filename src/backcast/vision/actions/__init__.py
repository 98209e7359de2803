"""Writes of the vision: loading a file, and the same by hand, part by part."""

from backcast.vision.actions.barriers import set_barrier
from backcast.vision.actions.file import Loaded, load
from backcast.vision.actions.hand import (
    begin,
    choose,
    key_of,
    put_barrier,
    put_milestone,
    put_model,
    put_person,
    put_place,
    put_shift,
    remove,
    set_state,
    spend,
    write,
)
from backcast.vision.actions.questions import answer, begin_with, never_ask, not_before
from backcast.vision.actions.who import find, link

__all__ = [
    "Loaded",
    "answer",
    "begin",
    "begin_with",
    "choose",
    "find",
    "key_of",
    "link",
    "load",
    "never_ask",
    "not_before",
    "put_barrier",
    "put_milestone",
    "put_model",
    "put_person",
    "put_place",
    "put_shift",
    "remove",
    "set_barrier",
    "set_state",
    "spend",
    "write",
]

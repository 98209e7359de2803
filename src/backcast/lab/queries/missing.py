"""What a comparison lacks that was stopped, or that still goes on: of the worlds, of single lives, and of what is
looked at in the end.
"""

from collections.abc import Mapping
from typing import Any, Final

from backcast.engine.lab.parameters import WEEKS

Document = Mapping[str, Any]
LAST: Final = "The next hour and what changes as you advance"


def sentences(told: Document) -> list[str]:
    """In words; none of one that ran to its end. Figures of an older version say no more than their worlds."""
    older = [{"part": "worlds", "done": told["worlds"], "of": told["draws"]}] if told["worlds"] < told["draws"] else []
    parts = {one["part"]: one for one in told.get("missing", older)}
    if not parts:
        return []
    rest = [_lives(parts["lives"])] if "lives" in parts else []
    rest += [_further(parts["further"])] if "further" in parts else []
    return [_worlds(parts["worlds"]) if "worlds" in parts else _all(told["worlds"]), *rest]


def going_on(told: Document) -> str:
    """How far a comparison is that goes on, and what of it."""
    parts = {one["part"]: one for one in told.get("missing", ())}
    worlds, lives, last = (parts.get(name, {}) for name in ("worlds", "lives", "further"))
    if lives.get("done"):
        return f"Single lives, week {lives['done']} of {lives['of']}. The figures below are from {_so_many(told)}"
    if worlds:
        return f"{_so_many(told)}. The figures below are the first ones"
    done = f": {last['done']} of {last['of']} worlds" if last else ""
    return f"All {told['draws']} possible worlds are compared. {LAST} come last{done}"


def _so_many(told: Document) -> str:
    return f"{told['worlds']} of {told['draws']} possible worlds"


def _worlds(part: Mapping[str, int]) -> str:
    return f"Stopped after {part['done']} of {part['of']} possible worlds. What they say counts, less surely."


def _all(worlds: int) -> str:
    return f"Stopped once all {worlds} possible worlds were compared. What they say counts."


def _lives(part: Mapping[str, int]) -> str:
    passed, years = part["done"] // WEEKS, part["of"] // WEEKS
    if passed:
        return f"Single lives end after {passed} of {years} years, so what luck does is missing."
    return "Single lives are missing, and with them what luck does."


def _further(part: Mapping[str, int]) -> str:
    if not part["done"]:
        return f"{LAST} are missing."
    return f"{LAST} rest on {part['done']} of {part['of']} worlds."

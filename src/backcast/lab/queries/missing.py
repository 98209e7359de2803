"""What a comparison lacks that was stopped: of the worlds, of single lives, and of what is looked at in the end."""

from collections.abc import Mapping
from typing import Any, Final

Document = Mapping[str, Any]
LAST: Final = "The next hour and what changes as you advance"


def sentences(told: Document) -> list[str]:
    """In words; none of one that ran to its end. Figures of an older version say no more than their worlds."""
    older = [{"part": "worlds", "done": told["worlds"], "of": told["draws"]}] if told["worlds"] < told["draws"] else []
    parts = {one["part"]: one for one in told.get("missing", older)}
    if not parts:
        return []
    rest = [_lives()] if "lives" in parts else []
    rest += [_further(parts["further"])] if "further" in parts else []
    return [_worlds(parts["worlds"]) if "worlds" in parts else _all(told["worlds"]), *rest]


def _worlds(part: Mapping[str, int]) -> str:
    return f"Stopped after {part['done']} of {part['of']} possible worlds. What they say counts, less surely."


def _all(worlds: int) -> str:
    return f"Stopped once all {worlds} possible worlds were compared. What they say counts."


def _lives() -> str:
    return "Single lives are missing, and with them what luck does."


def _further(part: Mapping[str, int]) -> str:
    if not part["done"]:
        return f"{LAST} are missing."
    return f"{LAST} rest on {part['done']} of {part['of']} worlds."

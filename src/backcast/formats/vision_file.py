"""The vision file: TOML to frozen records, or one sentence with file, line and key. Nothing here knows the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

from backcast import limits
from backcast.errors import Invalid
from backcast.formats import toml_files, toml_lines
from backcast.formats import toml_values as values
from backcast.formats.toml_files import Lines, meant
from backcast.formats.toml_values import Check
from backcast.formats.vision_records import (
    HINT,
    HOURS,
    HOURS_PER_WEEK,
    KINDS,
    SCALE,
    SHARE,
    STAGES,
    STATES,
    TOO_MANY,
    WEEKS,
    Barrier,
    FuturePerson,
    Milestone,
    Place,
    RoleModel,
    Shift,
    VisionFile,
    ahead,
    wrong,
)


def read_file(path: Path, today: date) -> VisionFile:
    """The vision in a file on disk. Unreadable where it is none; Invalid where it is wrong."""
    raw = toml_files.read(path, limits.VISION_FILE)
    return read_bytes(raw, str(path), today)


def read_bytes(raw: bytes, file: str, today: date) -> VisionFile:
    """The vision in the bytes of a file called `file`; a mark at its start does not matter."""
    text = toml_files.text(raw, file, limits.VISION_FILE, "vision")
    return read_text(text, file, today)


def read_text(text: str, file: str, today: date) -> VisionFile:
    """The vision in a text. `today` decides whether the horizon lies ahead."""
    document, lines = toml_files.parsed(text, file, HINT)
    return _Reading(file, lines).vision(document, today)


_title: Check = partial(values.text, most=limits.NAME, least=1)
_key: Check = partial(values.text, most=limits.KEY, least=1)
_scale: Check = partial(values.whole, bounds=SCALE)

TOP: Final[Mapping[str, Check]] = {
    "key": _key,
    "active": values.flag,
    "title": _title,
    "horizon": values.day,
    "known_for": values.text,
    "place": values.text,
    "importance": _scale,
    "meaning": partial(values.text, most=limits.TEXT),
    "stage": partial(values.word, words=STAGES),
    "hours_per_week": partial(values.number, bounds=HOURS_PER_WEEK),
    "milestone_share": partial(values.number, bounds=SHARE),
    "appeal": _scale,
    "sure": _scale,
}


@dataclass(frozen=True, slots=True)
class _Table:
    """One kind of `[[table]]`: its record, its keys, those it must have, and what recognises it."""

    record: type[Any]
    keys: Mapping[str, Check]
    required: tuple[str, ...]
    recognised: tuple[str, ...]


TABLES: Final[Mapping[str, _Table]] = {
    "future_people": _Table(
        FuturePerson,
        {
            "key": _key,
            "name": partial(values.text, most=limits.NAME),
            "describe": values.text,
            "organisation": partial(values.text, most=limits.NAME),
            "local": values.flag,
            "knows_me": values.flag,
            "coffee": values.flag,
            "weight": _scale,
        },
        ("key",),
        ("key",),
    ),
    "milestones": _Table(
        Milestone,
        {
            "key": _key,
            "kind": partial(values.word, words=KINDS),
            "title": _title,
            "due": values.day,
            "hours": partial(values.number, bounds=HOURS),
            "weeks": partial(values.number, bounds=WEEKS),
            "at_work": values.flag,
            "importance": _scale,
            "state": partial(values.word, words=STATES),
            "after": values.keys,
            "leads_to": values.keys,
        },
        ("key", "title"),
        ("key",),
    ),
    "places": _Table(Place, {"title": _title}, ("title",), ("title",)),
    "shifts": _Table(
        Shift,
        {"from": _title, "to": _title, "practice": values.text, "review": values.day},
        ("from", "to"),
        ("from", "to"),
    ),
    "barriers": _Table(
        Barrier,
        {"title": _title, "guide": partial(values.text, most=limits.NAME), "first_ask": values.text, "before": _key},
        ("title",),
        ("title",),
    ),
    "models": _Table(RoleModel, {"name": _title, "what": values.text}, ("name",), ("name",)),
}


@dataclass(frozen=True, slots=True)
class _Reading:
    """A document on its way to a record, with the place of everything in it."""

    file: str
    lines: Lines

    def vision(self, document: dict[str, Any], today: date) -> VisionFile:
        self._refuse_unknown((), document, [*TOP, *TABLES])
        own = self._values((), {key: value for key, value in document.items() if key in TOP}, TOP)
        self._require((), own, ("title", "horizon"))
        try:
            warning = ahead(own["horizon"], today)
        except Invalid as refused:
            raise wrong(self.file, self.lines, ("horizon",), refused.message) from refused
        parts: dict[str, Any] = {name: self._several(name, document.get(name, [])) for name in TABLES}
        warnings = (f"{self.file}, line {self.lines[('horizon',)]}: {warning}",) if warning else ()
        return VisionFile(**own, **parts, warnings=warnings, file=self.file, lines=self.lines)

    def _several(self, name: str, rows: Any) -> tuple[Any, ...]:
        if not isinstance(rows, list):
            raise wrong(self.file, self.lines, (name,), f"[[{name}]] is expected, with two brackets")
        if len(rows) > limits.VISION_PARTS:
            raise wrong(self.file, self.lines, (name,), TOO_MANY)
        seen: dict[tuple[str, ...], int] = {}
        return tuple(self._one(name, place, row, seen) for place, row in enumerate(rows))

    def _one(self, name: str, place: int, row: Any, seen: dict[tuple[str, ...], int]) -> Any:
        path, table = (name, place), TABLES[name]
        if not isinstance(row, dict):
            raise wrong(self.file, self.lines, path, f"a table is expected, not {values.noun(row)}")
        self._refuse_unknown(path, row, list(table.keys))
        told = self._values(path, row, table.keys)
        self._require(path, told, table.required)
        if name == "future_people" and not told.get("name") and not told.get("describe"):
            raise wrong(self.file, self.lines, (*path, "name"), "a name, or describe, is missing")
        self._refuse_twice(path, tuple(told[key] for key in table.recognised), seen)
        return table.record(**{"was" if key == "from" else key: value for key, value in told.items()})

    def _values(self, path: toml_lines.Path, row: dict[str, Any], keys: Mapping[str, Check]) -> dict[str, Any]:
        found = {}
        for key, value in row.items():
            try:
                found[key] = keys[key](value)
            except values.Unfit as unfit:
                raise wrong(self.file, self.lines, (*path, key), unfit.message) from unfit
        return found

    def _refuse_unknown(self, path: toml_lines.Path, row: dict[str, Any], keys: Sequence[str]) -> None:
        for key in row:
            if key not in keys:
                above = ", it belongs above the first [[table]]" if key in TOP else meant(key, keys)
                raise wrong(self.file, self.lines, (*path, key), f"this key is not known here{above}")

    def _require(self, path: toml_lines.Path, told: dict[str, Any], keys: Sequence[str]) -> None:
        for key in keys:
            if key not in told:
                raise wrong(self.file, self.lines, (*path, key), "this is missing")

    def _refuse_twice(self, path: toml_lines.Path, own: tuple[str, ...], seen: dict[tuple[str, ...], int]) -> None:
        key = TABLES[str(path[0])].recognised[0]
        line = self.lines.get((*path, key), 1)
        if own in seen:
            raise wrong(self.file, self.lines, (*path, key), f'"{own[0]}" is here already, in line {seen[own]}')
        seen[own] = line

"""What a scenario file varies: every combination of the values in its `[sweep]`, each a scenario of its own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import product
from math import prod
from typing import Any, Final, NoReturn

from backcast.formats import scenario_keys as keys
from backcast.formats import toml_files
from backcast.formats import toml_values as values
from backcast.formats.scenario import HINT, LabFile, Scenario
from backcast.formats.toml_lines import Path as Place

DEPTH: Final = 3
"""Of the deepest key: sweep.assumptions.shape.activity."""
SEEDS: Final = keys.Key(partial(values.whole, bounds=(1, keys.MOST)), 1)

Axis = tuple[Place, list[Any]]


@dataclass(frozen=True, slots=True)
class Sweep:
    """So many scenarios in their order, each to be run with so many seeds."""

    scenarios: tuple[Scenario, ...]
    seeds: int


def sweep(held: LabFile) -> Sweep:
    """All that a file asks for. Invalid where any of it cannot be."""
    if not held.sweeps:
        _refuse(held, (), "there is no [sweep] in it, which says what to vary")
    table = held.document["sweep"]
    if not isinstance(table, dict) or not table:
        _refuse(held, ("sweep",), "[sweep] needs keys with lists of values, or seeds = 5")
    seeds = _seeds(held, table)
    axes = list(_axes(held, {key: value for key, value in table.items() if key != "seeds"}, ()))
    runs = seeds * prod(len(told) for _, told in axes)
    if runs > keys.MOST:
        _refuse(held, ("sweep",), f"this makes {runs} runs, more than {keys.MOST}")
    base = {key: value for key, value in held.document.items() if key != "sweep"}
    found = tuple(_scenario(held, base, axes, chosen) for chosen in _chosen(axes))
    if found[0].seed + seeds - 1 > keys.SEEDS[1]:
        beyond = f"seeds from {found[0].seed} on go beyond {keys.SEEDS[1]}, choose a smaller seed or fewer of them"
        _refuse(held, ("sweep", "seeds"), beyond)
    return Sweep(found, seeds)


def _refuse(held: LabFile, place: Place, what: str) -> NoReturn:
    if not place:
        raise toml_files.wrong(held.file, held.lines, ("sweep",), what, HINT)
    raise toml_files.wrong(held.file, held.lines, place, what, HINT)


def _seeds(held: LabFile, table: Mapping[str, Any]) -> int:
    if "seeds" not in table:
        return 1
    try:
        return int(SEEDS.check(table["seeds"]))
    except values.Unfit as unfit:
        raise toml_files.wrong(held.file, held.lines, ("sweep", "seeds"), unfit.message, HINT) from unfit


def _axes(held: LabFile, table: Mapping[str, Any], above: Place) -> Iterator[Axis]:
    """The lists of values, by the key they are for."""
    for key, told in table.items():
        place = (*above, key)
        if place == ("sweep",):
            _refuse(held, ("sweep", *place), "this key is not known here")
        if place in (("seed",), ("name",)):
            _refuse(held, ("sweep", *place), "this cannot be varied here, perhaps seeds = 5 is meant")
        if isinstance(told, dict) and told and len(place) < DEPTH:
            yield from _axes(held, told, place)
        elif isinstance(told, list) and told:
            twice = next((at for at, one in enumerate(told) if one in told[:at]), None)
            if twice is not None:
                _refuse(held, ("sweep", *place, twice), "this value is here twice")
            yield place, told
        else:
            _refuse(held, ("sweep", *place), f"a list of values such as [1, 2] is expected, not {values.noun(told)}")


def _chosen(axes: list[Axis]) -> Iterator[tuple[int, ...]]:
    """Which value of each list: the last key varies first."""
    return product(*(range(len(told)) for _, told in axes))


def _scenario(held: LabFile, base: Mapping[str, Any], axes: list[Axis], chosen: tuple[int, ...]) -> Scenario:
    document = base
    varied = []
    for (place, told), at in zip(axes, chosen, strict=True):
        document = _set(held, document, place, told[at], ())
        varied.append((place, at, told[at]))
    return held.read(document, tuple(varied))


def _set(held: LabFile, table: Mapping[str, Any], place: Place, value: Any, above: Place) -> dict[str, Any]:
    """The same table with one value set, however deep."""
    if not isinstance(table, dict):
        _refuse(held, above, f"a table is expected, not {values.noun(table)}")
    key, rest = str(place[0]), place[1:]
    return {**table, key: _set(held, table.get(key, {}), rest, value, (*above, key)) if rest else value}

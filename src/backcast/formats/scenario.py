"""A scenario file: TOML to a market and what is done with it, or one sentence with file, line and key.

Nothing here knows the engine, which has a say through `Judge`: whether a strategy has that name, or a network can be.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NoReturn

from backcast import limits
from backcast.errors import Invalid
from backcast.formats import names, toml_files
from backcast.formats import scenario_keys as keys
from backcast.formats import toml_values as values
from backcast.formats.scenario_keys import Keys
from backcast.formats.scenario_network import Network, network
from backcast.formats.toml_files import Lines
from backcast.formats.toml_lines import Path as Place

HINT: Final = "Mend the file; docs/lab-file.md tells every key."
TABLES: Final[Mapping[str, tuple[str, ...]]] = {
    "plain": ("market",),
    "full": ("market", "assumptions", "group"),
    "compare": ("market", "assumptions", "compare"),
}
"""By what is done, the tables that have a meaning."""
USELESS: Final[Mapping[str, str]] = {
    "plain": 'this has no meaning in the plain market, perhaps model = "full" in [market] is meant',
    "full": "this has no meaning in the full market, where chances stand in [assumptions]",
    "compare": "this has no meaning beside [compare], which works in formulas and by years",
}
APART: Final = 1e-6
"""How far the shares of groups may be from one, for thirds cannot be written exactly [D]."""
REST: Final = 60
"""Weeks in which the full market comes to rest before anybody takes up a strategy, as the engine has it."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """One market and what is done with it: `kind` plain, full or compare, `told` every key of that kind. `varied`
    holds what a sweep has set in it, by key."""

    kind: str
    name: str
    seed: int
    told: Mapping[str, Any]
    varied: tuple[tuple[str, Any], ...] = ()


Judge = Callable[[Scenario], "tuple[Place, str] | None"]
"""What the engine has against a scenario: the place of it, and the end of a sentence."""


@dataclass(frozen=True, slots=True)
class LabFile:
    """A file that is TOML; what it means is looked at only when it is asked for, as a sweep sets more keys."""

    file: str
    document: Mapping[str, Any]
    lines: Lines
    judge: Judge
    networks: dict[str, Network] = field(default_factory=dict)

    @property
    def sweeps(self) -> bool:
        """Whether it says what to vary."""
        return "sweep" in self.document

    def one(self, **instead: Any) -> Scenario:
        """The market as it stands there, nothing varied; `instead` replaces keys of the top, by
        options of the same names."""
        told = {key: value for key, value in self.document.items() if key != "sweep"}
        return _Reading(self, {**told, **instead}, {}, frozenset(instead)).scenario()

    def read(self, document: Mapping[str, Any], varied: tuple[tuple[Place, int, Any], ...] = ()) -> Scenario:
        """The scenario of a document in which a sweep has set some keys: their place, which of the values it is, and
        the value."""
        found = _Reading(self, document, {place: at for place, at, _ in varied}).scenario()
        shown = tuple((".".join(map(str, place)), value) for place, _, value in varied)
        return Scenario(found.kind, found.name, found.seed, found.told, shown)


def read_file(path: Path, judge: Judge = lambda _: None) -> LabFile:
    """The scenario file on disk. Unreadable where it is none; Invalid where it is no TOML."""
    raw = toml_files.read(path, limits.SCENARIO_FILE)
    document, lines = toml_files.parsed(
        toml_files.text(raw, str(path), limits.SCENARIO_FILE, "scenario"), str(path), HINT
    )
    return LabFile(str(path), document, lines, judge)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A document on its way to a scenario. `moved` holds the keys that stand in the sweep, by which value it is;
    `instead` those that stand on the command line."""

    source: LabFile
    document: Mapping[str, Any]
    moved: Mapping[Place, int]
    instead: frozenset[str] = frozenset()

    def refuse(self, place: Place, what: str) -> NoReturn:
        """One sentence of what is wrong at a place."""
        raise self._wrong(place, what)

    def _wrong(self, place: Place, what: str) -> Invalid:
        if place[0] in self.instead:
            return Invalid(f"--{place[0]}: {what}.", "Choose another, or leave it to the file.")
        return toml_files.wrong(self.source.file, self.source.lines, self._written(place), what, HINT)

    def _written(self, place: Place) -> Place:
        """Where in the file a place is: in the sweep, if it or what is in it stands there alone."""
        for end in range(len(place), 0, -1):
            if place[:end] in self.moved:
                return ("sweep", *place[:end], self.moved[place[:end]], *place[end:])
        within = next((key for key in self.moved if key[: len(place)] == place), None)
        return place if within is None or place in self.source.lines else ("sweep", *within, self.moved[within])

    def scenario(self) -> Scenario:
        kind = self._kind()
        top = {**keys.TOP, **keys.LONG[kind]}
        for key in self.document:
            if key not in (*top, *TABLES[kind]):
                self.refuse((key,), self._stranger((), key, kind, (*top, *TABLES[kind], "sweep")))
        told = self._filled((), {key: one for key, one in self.document.items() if key in top}, top)
        name, seed = told.pop("name") or names.clean(Path(self.source.file).stem), told.pop("seed")
        found = Scenario(kind, name, seed, told | getattr(self, f"_{kind}")(told))
        judged = self.source.judge(found)
        if judged:
            self.refuse(*judged)
        return found

    def _kind(self) -> str:
        market = self._table("market")
        model = self._filled(
            ("market",), {"model": market["model"]} if "model" in market else {}, {"model": keys.MODEL}
        )
        if "compare" not in self.document:
            return str(model["model"])
        if market.get("model", "full") != "full":
            self.refuse(("market", "model"), "[compare] needs the full market, strategies are all one in the plain")
        return "compare"

    def _plain(self, _: Mapping[str, Any]) -> dict[str, Any]:
        market = self._table("market")
        told = self._keys(("market",), market, keys.PLAIN, "plain")
        return self._connected(market, told)

    def _full(self, top: Mapping[str, Any]) -> dict[str, Any]:
        market = self._table("market")
        told = self._connected(market, self._keys(("market",), market, keys.FULL, "full"))
        if "network" in market and "layer" not in market:
            self.refuse(("market", "network"), f"layer is missing: which of {', '.join(keys.CIRCLES)} its links are in")
        if "layer" in market and "network" not in market:
            self.refuse(("market", "layer"), "only the links of a network of your own are in one layer")
        if top["weeks"] <= REST:
            self.refuse(("weeks",), f"more than {REST} weeks are needed, in which the full market comes to rest")
        assumed = self._assumptions("full", keys.SHAPE)
        self._fitted(market, told, assumed)
        return told | {"assumptions": assumed, "groups": self._groups()}

    def _fitted(self, market: Mapping[str, Any], told: Mapping[str, Any], assumed: Mapping[str, Any]) -> None:
        if told["fitted"]:
            held = next((key for key in keys.FITTED if key in assumed), None)
            if held:
                self.refuse(("assumptions", held), "the market is fitted by this, write fitted = false in [market] too")
        elif "contact_share" in market:
            self.refuse(("market", "contact_share"), "a market that is not fitted takes the share that comes out")

    def _compare(self, _: Mapping[str, Any]) -> dict[str, Any]:
        self._keys(("market",), self._table("market"), {"model": keys.MODEL}, "compare")
        table = self._table("compare")
        told = self._keys(("compare",), table, keys.COMPARE, "compare")
        assumed = self._assumptions("compare", {**keys.SHAPE, **keys.STRONGEST})
        for key, own in (("hours", "hours"), ("told", "told"), ("ties_pay", "ratio")):
            if key in assumed and (own in table or own == "hours"):
                self.refuse(("assumptions", key), f"{own} in [compare] says this already")
        for key in keys.FITTED:
            if key in assumed:
                self.refuse(("assumptions", key), "every world is fitted by this, so it cannot be held")
        return told | {"assumptions": assumed}

    def _assumptions(self, kind: str, shape: Keys) -> dict[str, Any]:
        table = dict(self._table("assumptions"))
        inner = table.pop("shape", {})
        if not isinstance(inner, dict):
            self.refuse(("assumptions", "shape"), f"[assumptions.shape] is expected, not {values.noun(inner)}")
        told = self._keys(("assumptions",), table, keys.ASSUMPTIONS, kind, fill=False, more=("shape",))
        if inner:
            told["shape"] = self._keys(("assumptions", "shape"), inner, shape, kind, fill=False)
        return told

    def _groups(self) -> tuple[tuple[str, str, float, str], ...]:
        rows = self.document.get("group", [{"strategy": "base", "share": 1}])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.refuse(("group",), "[[group]] is expected, with two brackets")
        if not 0 < len(rows) <= keys.GROUPS:
            self.refuse(("group",), f"one to {keys.GROUPS} groups are expected")
        found: list[tuple[str, str, float, str]] = []
        for at, row in enumerate(rows):
            told = self._keys(("group", at), row, keys.GROUP, "full")
            for key in ("strategy", "share"):
                if told[key] is None:
                    self.refuse(("group", at, key), "this is missing")
            name = told["name"] or told["strategy"]
            if name in [one for one, *_ in found]:
                self.refuse(("group", at), f'"{name}" is here already, give each group a name of its own')
            found.append((name, told["strategy"], told["share"], told["level"]))
        every = sum(share for _, _, share, _ in found)
        if abs(every - 1) > APART:
            self.refuse(("group", len(rows) - 1, "share"), f"the shares of all groups make {every:g} and not 1")
        return tuple(found)

    def _connected(self, market: Mapping[str, Any], told: dict[str, Any]) -> dict[str, Any]:
        """With the links of a network file, if one is named, in place of its name."""
        told.pop("model")
        if told["network"] is None:
            return told
        for key in ("degree", "agents"):
            if key in market:
                self.refuse(("market", key), "the network says this already, leave one of the two out")
        held = self.source.networks
        if told["network"] not in held:
            try:
                held[told["network"]] = network(Path(self.source.file).parent, told["network"])
            except values.Unfit as unfit:
                raise self._wrong(("market", "network"), unfit.message) from unfit
        return told | {"network": held[told["network"]], "agents": None, "degree": None}

    def _table(self, name: str) -> Mapping[str, Any]:
        table = self.document.get(name, {})
        if not isinstance(table, dict):
            self.refuse((name,), f"[{name}] is expected, with one bracket, not {values.noun(table)}")
        return table

    def _keys(
        self,
        place: Place,
        row: Mapping[str, Any],
        known: Keys,
        kind: str,
        *,
        fill: bool = True,
        more: tuple[str, ...] = (),
    ) -> dict[str, Any]:
        for key in row:
            if key not in known:
                self.refuse((*place, key), self._stranger(place, key, kind, (*known, *more)))
        return self._filled(place, row, known, fill=fill)

    def _stranger(self, place: Place, key: str, kind: str, known: tuple[str, ...]) -> str:
        """What to say of a key that is none here."""
        top = {**keys.TOP, **keys.LONG[kind]}
        if key in top and key not in known:
            return "this key is not known here, it belongs above the first [table]"
        if place in ((), ("market",)) and key in ELSEWHERE:
            return USELESS[kind]
        return f"this key is not known here{toml_files.meant(key, known)}"

    def _filled(self, place: Place, row: Mapping[str, Any], known: Keys, *, fill: bool = True) -> dict[str, Any]:
        found = {key: one.default for key, one in known.items()} if fill else {}
        for key, value in row.items():
            try:
                found[key] = known[key].check(value)
            except values.Unfit as unfit:
                raise self._wrong((*place, key), unfit.message) from unfit
        return found


ELSEWHERE: Final = {"weeks", "assumptions", "group", "compare", *keys.PLAIN, *keys.FULL}
"""Keys that have a meaning in some other kind of scenario."""

"""One comparison from its settings to its figures. The command and the page both come here, so that the same settings
give the same figures whoever asks (lab.md C).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from backcast.engine.lab import mixed
from backcast.engine.lab.compare import SPREAD, Comparison, World
from backcast.engine.lab.ego import CIRCLES, USUAL, Ego
from backcast.engine.lab.further import WORLDS as FURTHER
from backcast.engine.lab.further import Further
from backcast.engine.lab.layers import AGAIN
from backcast.engine.lab.meanfield import Market, fitted
from backcast.engine.lab.mixed import Rest
from backcast.engine.lab.parameters import WEEKS, Parameters, Strategy
from backcast.engine.lab.pay import gains
from backcast.engine.lab.prior import RANGES, worlds
from backcast.engine.lab.strategies import strategy
from backcast.errors import Invalid

if TYPE_CHECKING:
    from backcast.engine.lab.lives import Lives

DRAWS, LIVES, SEED = 120, 2000, 1
"""Worlds, lives and seed where none are named [D]."""
EARLY: Final = 8
"""Worlds that are compared before single lives are simulated, which takes longer, and before figures are shown [D]."""
NOTHING: Final[Mapping[str, Any]] = {}
NOTE: Final = (
    "Modelled, not measured. The structure of the model is our choice; other structures moved these figures as much as "
    "the assumptions did."
)
NO_HOURS: Final = "Without hours to give, they differ only in what is done while out of work."
"""Said where nobody has hours to give: those free out of work stay (`Parameters.free`)."""
MANY: Final = 500
"""Own ties from which pay grows by years at least three times as fast as with a usual network [D]: every tie brings
offers, however many there are."""
SO_MANY: Final = (
    "With as many ties as these the model has people change jobs more often than anybody does: read what parts the "
    "strategies, not how pay grows."
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What is compared. `told` holds the chance that a tie speaks up, `ratio` what ties pay against hours of work, in
    every world; None draws them like the rest. `first` stops after so many worlds of all that are drawn. `ego` is the
    user's own network; None compares with a usual one."""

    strategies: tuple[str, ...]
    hours: float = 10.0
    years: int = 5
    draws: int = DRAWS
    lives: int = LIVES
    seed: int = SEED
    mode: str = "solo"
    told: float | None = None
    ratio: float | None = None
    first: int | None = None
    ego: Ego | None = None
    further: int = FURTHER
    """Of the worlds, so many are looked at further in the end (`Further`); 0 for none."""

    def __post_init__(self) -> None:
        if self.mode == "mixed" and self.ego:
            raise Invalid("In a mixed market everybody has the usual ties.", "Choose solo, or leave own ties out.")

    @property
    def chosen(self) -> list[Strategy]:
        """The strategies behind the names."""
        return [strategy(name) for name in self.strategies]

    @property
    def many(self) -> int:
        """Worlds to look at."""
        return min(self.draws, self.first or self.draws)

    @property
    def weeks(self) -> int:
        """Of single lives, where somebody is alone with a strategy; else there are none."""
        return self.years * WEEKS if self.mode == "solo" else 0

    @property
    def looks(self) -> int:
        """Worlds that are looked at further."""
        return min(self.many, self.further)

    @property
    def cautions(self) -> list[str]:
        """What must be said of figures with these settings besides what is said of all."""
        many = self.ego is not None and self.ego.ties >= MANY
        return [*([] if self.hours else [NO_HOURS]), *([SO_MANY] if many else [])]

    @property
    def steps(self) -> int:
        """Of the whole comparison: worlds, quarters of single lives, and worlds that are looked at further. Each takes
        some hundredths of a second."""
        return self.many + self.weeks // AGAIN + self.looks

    @property
    def soon(self) -> set[int]:
        """Steps after which there is something new to show: the first worlds, and each year of single lives."""
        first = min(EARLY, self.many)
        return {first, *range(first, first + self.weeks // AGAIN + 1, WEEKS // AGAIN)}

    @property
    def command(self) -> str:
        """The command that gives the same figures."""
        told = [f"--strategies {','.join(self.strategies)}", f"--hours {_plain(self.hours)}", f"--years {self.years}"]
        told += [f"--draws {self.draws}", f"--seed {self.seed}"]
        told += [f"--mode {self.mode}"] if self.mode != "solo" else []
        told += [f"--lives {self.lives}"] if self.lives != LIVES else []
        told += [f"--told {_plain(self.told)}"] if self.told is not None else []
        told += [f"--ratio {_plain(self.ratio)}"] if self.ratio is not None else []
        told += [f"--first {self.first}"] if self.first is not None else []
        told += [f"--further {self.further}"] if self.further != FURTHER else []
        told += [f"--ties {self.ego}" if self.ego else "--usual"]
        return " ".join(["backcast lab compare", *told])


def _plain(figure: float) -> str:
    """Exactly this number, as one would write it."""
    return repr(float(figure)).removesuffix(".0")


@dataclass(slots=True)
class Found:
    """What is known after some worlds: the comparison over them, and in the one world of usual assumptions what each
    strategy gains alone, when everyone does it and, if asked for, when as many live by each, with the shares that come
    to rest then; single lives, once the first worlds are compared, as far as they are after each year of their `weeks`;
    and in the end what is looked at further."""

    setting: Setting
    comparison: Comparison
    alone: tuple[float, ...]
    everyone: tuple[float, ...]
    lives: Sequence["Lives"] = ()
    weeks: int = 0
    together: tuple[float, ...] = ()
    rest: Rest | None = None
    further: Further | None = None

    @property
    def worlds(self) -> int:
        """Worlds looked at so far."""
        return len(self.comparison.worlds)

    @property
    def looked(self) -> int:
        """Worlds looked at further so far."""
        return len(self.further.hours) if self.further else 0

    @property
    def steps(self) -> int:
        """Steps done."""
        return self.worlds + self.weeks // AGAIN + self.looked

    @property
    def missing(self) -> list[dict[str, Any]]:
        """The parts that are not done, as far as they are: worlds, weeks of single lives, worlds looked at further."""
        told = self.setting
        done = {"worlds": self.worlds, "lives": self.weeks, "further": self.looked}
        every = {"worlds": told.many, "lives": told.weeks, "further": told.looks}
        return [{"part": part, "done": done[part], "of": every[part]} for part in done if done[part] < every[part]]

    @property
    def _seen(self) -> Setting:
        """The settings that end where this was stopped."""
        told = self.setting
        further = self.looked if self.missing else told.further
        return replace(told, first=self.worlds if self.worlds < told.draws else None, further=further)

    def document(self) -> dict[str, Any]:
        """All figures, as plain values."""
        setting, found = self.setting, self.comparison
        told = {"hours": setting.hours, "years": setting.years, "mode": setting.mode, "worlds": self.worlds}
        told |= {"draws": setting.draws, "seed": setting.seed, "told": setting.told, "ratio": setting.ratio}
        ties = setting.ego or USUAL
        layers = dict(zip(CIRCLES, ties.counts, strict=True))
        network = {"own": setting.ego is not None, "ties": str(ties), "layers": layers}
        pairs = [_pair(found, at) for at in range(1, len(found.strategies))]
        return {
            **told,
            "network": network,
            "strategies": [self._strategy(at) for at in range(len(found.strategies))],
            "decides": pairs[0] if pairs else None,
            "pairs": pairs,
            "by_world": [[_finite(one.ratio), *one.gains] for one in found.worlds],
            "mixed": asdict(self.rest) if self.rest else None,
            **(self.further.document() if self.further else {}),
            "missing": self.missing,
            "note": " ".join([*setting.cautions, NOTE]),
            "command": self._seen.command,
        }

    def _strategy(self, at: int) -> dict[str, Any]:
        found = self.comparison
        by_mode = {"solo": self.alone, "everyone": self.everyone, "mixed": self.together}
        return {
            "name": found.strategies[at].name,
            "usual": by_mode[self.setting.mode][at],
            "alone": self.alone[at],
            "everyone": self.everyone[at],
            **found.spread(at),
            "best_share": found.best(at),
            "life": None,
            **(self._lived(self.lives[at]) if self.lives else {}),
        }

    def _lived(self, held: "Lives") -> dict[str, Any]:
        """Pay of one life over all years, against the mean of all lives, and year by year; before all have passed, only
        the years so far."""
        import numpy as np

        told = {"lives": len(held.total), "by_year": {name: held.band(part) for name, part in SPREAD}}
        if self.weeks < self.setting.weeks:
            return {"so_far": told}
        every = held.total / held.total.mean()
        return {"life": told | {name: float(np.quantile(every, part)) for name, part in SPREAD}}


def conduct(setting: Setting, assumed: Mapping[str, Any] = NOTHING) -> Iterator[Found]:
    """The comparison, growing world by world; whoever has seen enough stops asking. The usual world comes first, and
    lives follow after a few. What is `assumed` besides, by name, holds in every world."""
    chosen, usual = setting.chosen, Parameters(**{**assumed, "hours": setting.hours})
    known = {name: value for name, value in assumed.items() if name in RANGES}
    known |= {} if setting.told is None else {"told": setting.told}
    [market] = _held([fitted(replace(usual, **known))], setting.ratio)
    solo, ego = setting.mode == "solo", setting.ego or USUAL
    alone, everyone = (gains(market, chosen, setting.years, everyone=all_do, ego=ego) for all_do in (False, True))
    found = Found(setting, Comparison(chosen), alone, everyone)
    if setting.mode == "mixed":
        equal = [1 / len(chosen)] * len(chosen)
        found.together = mixed.gains(market, chosen, setting.years)
        found.rest = mixed.replicate(market, chosen, setting.years, equal)
    seen: list[Market] = []
    for world in islice(_held(worlds(setting.seed, setting.draws, usual, known), setting.ratio), setting.many):
        found.comparison.worlds.append(_looked_at(world, setting))
        seen += [world] if len(seen) < setting.further else []
        yield found
        if solo and found.worlds == min(EARLY, setting.many):
            yield from _lived(found, market)
    yield from _further(found, market, seen)


def _lived(found: Found, market: Market) -> Iterator[Found]:
    """Single lives, week by week."""
    from backcast.engine.lab import overlay

    told = found.setting
    passing = overlay.week_by_week(market, told.chosen, told.years, told.lives, told.seed, told.ego or USUAL)
    for lives in passing:
        found.weeks, found.lives = found.weeks + 1, lives or found.lives
        yield found


def _looked_at(market: Market, setting: Setting) -> World:
    """What each strategy gains in a world."""
    if setting.mode == "mixed":
        return World(market.parameters, mixed.gains(market, setting.chosen, setting.years))
    all_do, ego = setting.mode == "everyone", setting.ego or USUAL
    return World(market.parameters, gains(market, setting.chosen, setting.years, everyone=all_do, ego=ego))


def _further(found: Found, market: Market, seen: Sequence[Market]) -> Iterator[Found]:
    """What is looked at once all worlds are compared: in the usual world, then in these."""
    if seen:
        setting = found.setting
        found.further = further = Further.of(market, setting.chosen, setting.years, setting.ego or USUAL)
        for world in seen:
            further.look(world)
            yield found


def _held(markets: Iterable[Market], ratio: float | None) -> Iterator[Market]:
    """The same markets with one ratio: hours of work pay what they paid, and ties so many times that. Who finds work
    how does not depend on it."""
    for market in markets:
        if ratio is None:
            yield market
        else:
            ties_pay = ratio * market.parameters.work_pays * market.parameters.spread
            yield replace(market, parameters=replace(market.parameters, ties_pay=ties_pay))


def _pair(found: Comparison, at: int) -> dict[str, Any]:
    """What the difference of a strategy to the first one hangs on."""
    classes = [
        {"from": low, "to": _finite(high), "worlds": many, "second_ahead": share}
        for low, high, many, share in found.by_ratio(at, 0)
    ]
    between = [found.strategies[at].name, found.strategies[0].name]
    return {"between": between, "ratio": classes, "slopes": found.slopes(at, 0)}


def _finite(figure: float) -> float | None:
    return None if figure == float("inf") else figure

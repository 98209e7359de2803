"""One comparison from its settings to its figures. The command and the page both come here, so that the same settings
give the same figures whoever asks (lab.md C).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from backcast.engine.lab import compare as engine
from backcast.engine.lab.compare import Comparison
from backcast.engine.lab.meanfield import Market, fitted
from backcast.engine.lab.parameters import STRATEGIES, Parameters, Strategy
from backcast.engine.lab.prior import worlds

if TYPE_CHECKING:
    from backcast.engine.lab.lives import Lives

DRAWS, LIVES, SEED = 120, 2000, 1
"""Worlds, lives and seed where none are named [D]."""
NOTE: Final = (
    "Modelled, not measured. The structure of the model is our choice; other structures moved these figures as much as "
    "the assumptions did."
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What is compared. `told` holds the chance that a tie speaks up, `ratio` what ties pay against hours of work, in
    every world; None draws them like the rest. `first` stops after so many worlds of all that are drawn."""

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

    @property
    def chosen(self) -> list[Strategy]:
        """The strategies behind the names."""
        return [STRATEGIES[name] for name in self.strategies]

    @property
    def many(self) -> int:
        """Worlds to look at."""
        return min(self.draws, self.first or self.draws)

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
        return " ".join(["backcast lab compare", *told])


def _plain(figure: float) -> str:
    """Exactly this number, as one would write it."""
    return repr(float(figure)).removesuffix(".0")


@dataclass(frozen=True, slots=True)
class Found:
    """What is known after some worlds: the comparison over them, and in the one world of usual assumptions what each
    strategy gains alone and when everyone does it, with single lives of it."""

    setting: Setting
    comparison: Comparison
    alone: tuple[float, ...]
    everyone: tuple[float, ...]
    lives: Sequence["Lives"]

    @property
    def worlds(self) -> int:
        """Worlds looked at so far."""
        return len(self.comparison.worlds)

    def document(self) -> dict[str, Any]:
        """All figures, as plain values."""
        setting, found = self.setting, self.comparison
        told = {"hours": setting.hours, "years": setting.years, "mode": setting.mode, "worlds": self.worlds}
        told |= {"draws": setting.draws, "seed": setting.seed, "told": setting.told, "ratio": setting.ratio}
        pairs = [_pair(found, at) for at in range(1, len(found.strategies))]
        return {
            **told,
            "strategies": [self._strategy(at) for at in range(len(found.strategies))],
            "decides": pairs[0] if pairs else None,
            "pairs": pairs,
            "by_world": [[_finite(one.ratio), *one.gains] for one in found.worlds],
            "note": NOTE,
            "command": replace(setting, first=self.worlds if self.worlds < setting.draws else None).command,
        }

    def _strategy(self, at: int) -> dict[str, Any]:
        found = self.comparison
        return {
            "name": found.strategies[at].name,
            "usual": (self.everyone if self.setting.mode == "everyone" else self.alone)[at],
            "alone": self.alone[at],
            "everyone": self.everyone[at],
            "low": found.quantile(at, 0.1),
            "middle": found.quantile(at, 0.5),
            "high": found.quantile(at, 0.9),
            "best_share": found.best(at),
            "life": _life(self.lives[at]) if self.lives else None,
        }


def conduct(setting: Setting) -> Iterator[Found]:
    """The comparison, growing world by world; whoever has seen enough stops asking. The usual world comes first."""
    from backcast.engine.lab import lives

    chosen, usual = setting.chosen, Parameters(hours=setting.hours)
    known: dict[str, Any] = {} if setting.told is None else {"told": setting.told}
    [market] = _held([fitted(replace(usual, **known))], setting.ratio)
    solo = setting.mode == "solo"
    held = [lives.lives(market, one, setting.years, setting.lives, setting.seed) for one in chosen] if solo else []
    alone, everyone = (
        engine.compare([market], chosen, setting.years, everyone=all_do).worlds[0].gains for all_do in (False, True)
    )
    found = Found(setting, Comparison(chosen, setting.years), alone, everyone, held)
    drawn = _held(worlds(setting.seed, setting.draws, usual, known), setting.ratio)
    for world in islice(drawn, setting.many):
        found.comparison.worlds += engine.compare([world], chosen, setting.years, everyone=not solo).worlds
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


def _life(held: "Lives") -> dict[str, Any]:
    """Pay of one life over all years, against the mean of all lives, and year by year."""
    import numpy as np

    low, middle, high = (float(one) for one in np.quantile(held.total / held.total.mean(), (0.1, 0.5, 0.9)))
    years = {name: held.band(part) for name, part in (("low", 0.1), ("middle", 0.5), ("high", 0.9))}
    return {"lives": len(held.total), "low": low, "middle": middle, "high": high, "by_year": years}


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

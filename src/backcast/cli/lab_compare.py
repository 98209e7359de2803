"""The command `lab compare`: strategies beside each other, with luck, and with what the answer hangs on."""

import sys
from typing import TYPE_CHECKING, Any

import click

from backcast.cli.door import Answer, door, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backcast.accounts.models import Viewer
    from backcast.engine.lab.compare import Comparison
    from backcast.engine.lab.lives import Lives
    from backcast.engine.lab.parameters import Parameters, Strategy

USUAL = "work,broad,deep,half-broad,reactive"
MOST = 100_000
"""Lives, and worlds, at most [D]."""
NOTE = (
    "Modelled, not measured. The structure of the model is our choice; other structures moved these figures as much as "
    "the assumptions did."
)


@click.command()
@click.option("--hours", type=click.FloatRange(0, 80), default=10.0, show_default=True, help="A week, free to give.")
@click.option("--strategies", default=USUAL, show_default=True, metavar="A,B,…", help="Which to compare.")
@click.option("--mode", type=click.Choice(["solo", "everyone"]), default="solo", show_default=True)
@click.option("--years", type=click.IntRange(1, 20), default=5, show_default=True)
@click.option("--lives", "many", type=click.IntRange(10, MOST), default=2000, show_default=True)
@click.option("--draws", type=click.IntRange(2, MOST), default=120, show_default=True, help="Worlds to draw.")
@click.option("--seed", type=int, default=1, show_default=True)
@door
def compare(
    _viewer: "Viewer", hours: float, strategies: str, mode: str, years: int, many: int, draws: int, seed: int
) -> Answer:
    """Compare ways to spend free hours: at work, with a few people, with many."""
    from backcast.engine.lab import compare as engine
    from backcast.engine.lab import lives as luck
    from backcast.engine.lab import prior
    from backcast.engine.lab.meanfield import fitted
    from backcast.engine.lab.parameters import Parameters

    chosen, usual = _strategies(strategies), Parameters(hours=hours)
    with click.progressbar(length=draws, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:

        def passed(_: int) -> bool:
            bar.update(1)
            return True

        worlds = prior.worlds(seed, draws, usual)
        found = engine.compare(worlds, chosen, years, everyone=mode == "everyone", notice=passed)
    market = fitted(usual)
    middle = engine.compare([market], chosen, years, everyone=mode == "everyone")
    held = [luck.lives(market, one, years, many, seed) for one in chosen] if mode == "solo" else []
    document = _document(found, middle, held, usual, mode, seed)
    return Answer(document, lambda: _show(document))


def _strategies(told: str) -> "list[Strategy]":
    from backcast.engine.lab.parameters import STRATEGIES
    from backcast.errors import Invalid
    from backcast.formats import names

    wanted = [word.strip() for word in told.split(",") if word.strip()]
    wrong = next((word for word in wanted if word not in STRATEGIES), None)
    if wrong is not None or not wanted:
        what = f"{names.clean(wrong)[:40]} is not a strategy here" if wrong else "No strategy is named"
        raise Invalid(f"{what}.", f"Choose from: {', '.join(STRATEGIES)}.")
    return [STRATEGIES[word] for word in dict.fromkeys(wanted)]


def _document(
    found: "Comparison", middle: "Comparison", held: "Sequence[Lives]", usual: "Parameters", mode: str, seed: int
) -> dict[str, Any]:
    strategies = [
        {
            "name": one.name,
            "usual": middle.worlds[0].gains[at],
            "low": found.quantile(at, 0.1),
            "middle": found.quantile(at, 0.5),
            "high": found.quantile(at, 0.9),
            "best_share": found.best(at),
            "life": _life(held[at]) if held else None,
        }
        for at, one in enumerate(found.strategies)
    ]
    told = {"hours": usual.hours, "years": found.years, "mode": mode, "worlds": len(found.worlds), "seed": seed}
    return {**told, "strategies": strategies, "decides": _decides(found), "note": NOTE}


def _life(held: "Lives") -> dict[str, Any]:
    """Pay of one life over all years, against the mean of all lives, and year by year."""
    import numpy as np

    low, middle, high = (float(one) for one in np.quantile(held.total / held.total.mean(), (0.1, 0.5, 0.9)))
    years = {name: held.band(part) for name, part in (("low", 0.1), ("middle", 0.5), ("high", 0.9))}
    return {"lives": len(held.total), "low": low, "middle": middle, "high": high, "by_year": years}


def _decides(found: "Comparison") -> dict[str, Any] | None:
    """What the difference of the first two strategies hangs on."""
    if len(found.strategies) < 2:
        return None
    classes = [
        {"from": low, "to": None if high == float("inf") else high, "worlds": many, "second_ahead": share}
        for low, high, many, share in found.by_ratio(1, 0)
    ]
    between = [found.strategies[1].name, found.strategies[0].name]
    return {"between": between, "ratio": classes, "slopes": found.slopes(1, 0)}


def _show(told: dict[str, Any]) -> None:
    headers = ["Strategy", "Pay against everybody else's", "in four worlds of five", "one life, four of five"]
    rows = [
        [
            one["name"],
            f"{_signed(one['middle'])} %",
            f"{_signed(one['low'])} to {_signed(one['high'])} %",
            f"{100 * one['life']['low'] - 100:+.0f} to {100 * one['life']['high'] - 100:+.0f} %" if one["life"] else "",
        ]
        for one in told["strategies"]
    ]
    table(headers, rows)
    if told["decides"]:
        second, first = told["decides"]["between"]
        click.echo(f"\nWhether {second} beats {first} hangs on what ties pay against what hours of work pay:")
        for one in told["decides"]["ratio"]:
            to = f"to {one['to']:g}" if one["to"] else "and more"
            if one["second_ahead"] is not None:
                click.echo(f"  {one['from']:g} {to}: in {one['second_ahead']:.0%} of {one['worlds']} worlds")
        click.echo("Nobody has measured that ratio.")
    click.echo(told["note"])


def _signed(figure: float) -> str:
    """With a sign, and none on nothing."""
    return f"{round(figure, 1) or 0.0:+.1f}"

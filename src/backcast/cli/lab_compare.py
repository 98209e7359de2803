"""The command `lab compare`: strategies beside each other, with luck, and with what the answer hangs on."""

import math
import sys
from typing import TYPE_CHECKING, Any

import click

from backcast.cli.door import Answer, door, table

if TYPE_CHECKING:
    from backcast.accounts.models import Viewer

USUAL = "work,broad,deep,half-broad,reactive"
MOST = 100_000
"""Lives, and worlds, at most [D]."""
RATIO = 100
"""What ties pay against hours of work, at most [D]."""


@click.command()
@click.option("--hours", type=click.FloatRange(0, 80), default=10.0, show_default=True, help="A week, free to give.")
@click.option("--strategies", default=USUAL, show_default=True, metavar="A,B,…", help="Which to compare.")
@click.option("--mode", type=click.Choice(["solo", "everyone"]), default="solo", show_default=True)
@click.option("--years", type=click.IntRange(1, 20), default=5, show_default=True)
@click.option("--lives", "many", type=click.IntRange(10, MOST), default=2000, show_default=True)
@click.option("--draws", type=click.IntRange(2, MOST), default=120, show_default=True, help="Worlds to draw.")
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--told", type=click.FloatRange(0, 1), help="Chance that a tie speaks up, instead of drawing it.")
@click.option("--ratio", type=click.FloatRange(0, RATIO), help="What ties pay against hours of work, in every world.")
@click.option("--first", type=click.IntRange(1, MOST), help="Look at so many of the worlds that are drawn.")
@door
def compare(_viewer: "Viewer", strategies: str, many: int, **told: Any) -> Answer:
    """Compare ways to spend free hours: at work, with a few people, with many."""
    from backcast.engine.lab.scenario import Setting, conduct
    from backcast.errors import Invalid

    if not all(math.isfinite(one) for one in told.values() if isinstance(one, float)):
        raise Invalid("One of these is not a number.", "Write numbers such as 2 or 1.5.")
    setting = Setting(_strategies(strategies), lives=many, **told)
    with click.progressbar(length=setting.many, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        for found in conduct(setting):
            bar.update(1)
            last = found
    document = last.document()
    return Answer(document, lambda: _show(document))


def _strategies(told: str) -> tuple[str, ...]:
    from backcast.engine.lab.parameters import STRATEGIES
    from backcast.errors import Invalid
    from backcast.formats import names

    wanted = [word.strip() for word in told.split(",") if word.strip()]
    wrong = next((word for word in wanted if word not in STRATEGIES), None)
    if wrong is not None or not wanted:
        what = f"{names.clean(wrong)[:40]} is not a strategy here" if wrong else "No strategy is named"
        raise Invalid(f"{what}.", f"Choose from: {', '.join(STRATEGIES)}.")
    return tuple(dict.fromkeys(wanted))


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

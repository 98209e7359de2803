"""The command `lab compare`: strategies beside each other, with luck, and with what the answer hangs on."""

import math
import sys
from typing import TYPE_CHECKING, Any

import click

from backcast.cli import lab_further, lab_stop
from backcast.cli.door import Answer, door, table

if TYPE_CHECKING:
    from backcast.accounts.models import Viewer
    from backcast.engine.lab.ego import Ego
    from backcast.engine.lab.scenario import Setting

USUAL = "work,broad,deep,half-broad,reactive"
MOST = 100_000
"""Lives, and worlds, at most [D]."""
RATIO = 100
"""What ties pay against hours of work, at most [D]."""


@click.command()
@click.option("--hours", type=click.FloatRange(0, 80), default=10.0, show_default=True, help="A week, free to give.")
@click.option("--strategies", default=USUAL, show_default=True, metavar="A,B,…", help="Which to compare.")
@click.option("--mode", type=click.Choice(["solo", "everyone", "mixed"]), default="solo", show_default=True)
@click.option("--years", type=click.IntRange(1, 20), default=5, show_default=True)
@click.option("--lives", "many", type=click.IntRange(10, MOST), default=2000, show_default=True)
@click.option("--draws", type=click.IntRange(2, MOST), default=120, show_default=True, help="Worlds to draw.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True)
@click.option("--told", type=click.FloatRange(0, 1), help="Chance that a tie speaks up, instead of drawing it.")
@click.option("--ratio", type=click.FloatRange(0, RATIO), help="What ties pay against hours of work, in every world.")
@click.option("--first", type=click.IntRange(1, MOST), help="Look at so many of the worlds that are drawn.")
@click.option("--further", type=click.IntRange(0, MOST), default=24, show_default=True, help="Worlds for the rest.")
@click.option("--ties", metavar="TEXT", help="Own ties by layer; else those of the workspace, if they are enough.")
@click.option("--usual", is_flag=True, help="A usual network, whatever the workspace holds.")
@door
def compare(viewer: "Viewer", strategies: str, many: int, ties: str | None, usual: bool, **told: Any) -> Answer:
    """Compare ways to spend free hours: at work, with a few people, with many."""
    from backcast.engine.lab.scenario import Setting
    from backcast.errors import Invalid

    if not all(math.isfinite(one) for one in told.values() if isinstance(one, float)):
        raise Invalid("One of these is not a number.", "Write numbers such as 2 or 1.5.")
    setting = Setting(_strategies(strategies), lives=many, ego=_ego(viewer, told["mode"], ties, usual), **told)
    document = _document(setting)
    if document["missing"]:  # what was found is shown, and no script takes it for the whole
        context = click.get_current_context()
        context.call_on_close(lambda: context.exit(1))
    return Answer(document, lambda: show(document))


def _document(setting: "Setting") -> dict[str, Any]:
    """All figures, or after Ctrl-C those found by then."""
    from backcast.engine.lab.scenario import conduct

    hidden = not sys.stderr.isatty()
    with (
        lab_stop.between() as asked,
        lab_stop.by_system(),
        click.progressbar(length=setting.steps, file=sys.stderr, hidden=hidden) as bar,
    ):
        for found in conduct(setting):
            bar.update(found.steps - bar.pos)
            if asked():
                break
    return found.document()


def _ego(viewer: "Viewer", mode: str, ties: str | None, usual: bool) -> "Ego | None":
    """Whose ties: those told, else the workspace's own if they say more than a usual network, which is None. Where
    strategies share a market, everybody has the usual ones."""
    from backcast.engine.lab.ego import parsed
    from backcast.errors import Invalid
    from backcast.lab.queries import own

    if ties is not None and usual:
        raise Invalid("Own ties and a usual network exclude each other.", "Leave out --ties or --usual.")
    if ties is not None:
        return parsed(ties)
    found = None if usual or mode == "mixed" else own.own(viewer)
    return found.ego if found and found.is_enough else None


def _strategies(told: str) -> tuple[str, ...]:
    from backcast.engine.lab.strategies import REMEDY, strategy
    from backcast.errors import Invalid

    wanted = [word.strip() for word in told.split(",") if word.strip()]
    if not wanted:
        raise Invalid("No strategy is named.", REMEDY)
    return tuple(dict.fromkeys(strategy(word).name for word in wanted))


def show(told: dict[str, Any]) -> None:
    from backcast.lab.queries.circles import whose
    from backcast.lab.queries.missing import sentences

    if said := sentences(told):
        click.echo(" ".join(said) + "\n")
    headers = ["Strategy", "Pay against everybody else's", "in four worlds of five", "one life, four of five"]
    rows = [
        [
            one["name"],
            f"{lab_further.signed(one['middle'], 1)} %",
            f"{lab_further.signed(one['low'], 1)} to {lab_further.signed(one['high'], 1)} %",
            f"{100 * one['life']['low'] - 100:+.0f} to {100 * one['life']['high'] - 100:+.0f} %" if one["life"] else "",
        ]
        for one in told["strategies"]
    ]
    table(headers, rows)
    click.echo(f"\n{whose(told)}")
    _decides(told)
    lab_further.show(told)
    click.echo("\nFew people or many: the model does not settle it.")
    if told["strategies"][0]["life"]:
        click.echo("What luck does to one life stands in the last column of the first table.")
    click.echo(told["note"])


def _decides(told: dict[str, Any]) -> None:
    """By the ratio that nobody has measured, how often one is ahead: of the first two that differ in hours for people.
    Few against many is never counted, for that order comes from how the model is built (lab.md L2)."""
    from backcast.engine.lab.strategies import strategy

    pairs = (one for one in told["pairs"] if len({strategy(name).people for name in one["between"]}) == 2)
    pair = next(pairs, None)
    if not pair or not told["hours"]:
        return
    second, first = pair["between"]
    if told["ratio"] is not None:
        ahead = sum(round(one["worlds"] * (one["second_ahead"] or 0)) for one in pair["ratio"])
        click.echo(f"\nWith ties paying {told['ratio']:g} times what hours of work pay, as you assumed, ", nl=False)
        click.echo(f"{second} beats {first} in {ahead} of {told['worlds']} worlds.")
        return
    click.echo(f"\nWorlds in which {second} beats {first}, by what ties pay against what hours of work pay:")
    for one in pair["ratio"]:
        to = f"to {one['to']:g}" if one["to"] else "and more"
        if one["worlds"]:
            click.echo(f"  {one['from']:g} {to}: {round(one['worlds'] * one['second_ahead'])} of {one['worlds']}")
    click.echo("Nobody has measured that ratio.")

"""The commands of the lab: `lab exact`."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from backcast.cli.door import Answer, door, table

if TYPE_CHECKING:
    from backcast.accounts.models import Viewer
    from backcast.engine.lab.exact import Exact
    from backcast.engine.lab.networks import Network


@click.group()
def lab() -> None:
    """Ask a model of the labour market which strategy is better. Modelled, not measured."""


@lab.command()
@click.option("--network", "told", required=True, metavar="NAME|FILE", help="pair, triangle, cycle4, … or a file.")
@click.option("--a", "a", type=float, default=0.1, show_default=True, help="Chance a week to hear of a job.")
@click.option("--b", "b", type=float, default=0.015, show_default=True, help="Chance a week to lose one.")
@door
def exact(_viewer: "Viewer", told: str, a: float, b: float) -> Answer:
    """Solve the market of at most twelve agents exactly."""
    from backcast.engine.lab import exact as engine
    from backcast.errors import Invalid

    network = _network(told)
    try:
        found = engine.exact(network, a, b)
    except ValueError as wrong:
        raise Invalid(f"{wrong}.", "Choose others with --network, --a or --b.") from wrong
    return Answer(_document(network, a, b, found), lambda: _show(found))


def _network(told: str) -> "Network":
    from backcast.engine.lab.networks import MOST, NAMED, Network
    from backcast.errors import Invalid
    from backcast.formats import links, names

    if told in NAMED:
        return NAMED[told]
    if not Path(told).is_file():
        raise Invalid(
            f"{names.clean(told) or 'An empty word'} is neither a network by name nor a file.",
            f"By name: {', '.join(NAMED)}. A file has one link a line, such as: 0 1",
        )
    return Network.of(*links.read(Path(told), MOST))


def _document(network: "Network", a: float, b: float, found: "Exact") -> dict[str, Any]:
    return {
        "agents": network.agents,
        "links": [list(link) for link in network.links],
        "a": a,
        "b": b,
        "unemployment": list(found.unemployment),
        "mean": found.mean,
        "correlation": [list(row) for row in found.correlation],
        "hazard": [list(row) for row in found.hazard],
        "residual": found.residual,
    }


def _show(found: "Exact") -> None:
    headers = ["Agent", "Out of work", "Finds work after 1 week", "after 5", "after 10"]
    rows = [
        [str(at), f"{out:.4f}", *(_chance(found.hazard[at][weeks - 1]) for weeks in (1, 5, 10))]
        for at, out in enumerate(found.unemployment)
    ]
    table(headers, rows)
    click.echo(f"\nOf all together {found.mean:.4f} are out of work. Modelled, not measured.")


def _chance(told: float | None) -> str:
    return "never" if told is None else f"{told:.4f}"

"""The commands of the lab: `lab exact` and `lab run`; `lab compare` and `lab sweep` have files of their own."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from backcast.cli import lab_scenario
from backcast.cli.door import Answer, door, table
from backcast.cli.lab_compare import compare
from backcast.cli.lab_sweep import sweep

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backcast.accounts.models import Viewer
    from backcast.engine.lab.counts import Counts
    from backcast.engine.lab.exact import Exact
    from backcast.engine.lab.graphs import Graph
    from backcast.engine.lab.kernels import Kernel
    from backcast.engine.lab.networks import Network
    from backcast.engine.lab.tables import Tables

KERNELS = ("numpy", "numba", "events")
"""What `lab run --kernel` takes beside `auto`."""
THREADS = 64
"""Threads of one run at most [D]."""
WEEKS = 100_000
"""Weeks of one run at most [D]: two thousand years."""
SEED = 2**31 - 1
"""The largest seed, as in a scenario file."""


@click.group()
def lab() -> None:
    """Ask a model of the labour market which strategy is better. Modelled, not measured."""


lab.add_command(compare)
lab.add_command(sweep)


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
    if not links.is_file(Path(told)):
        raise Invalid(
            f"{names.clean(told) or 'An empty word'} is neither a network by name nor a file.",
            f"By name: {', '.join(NAMED)}. A file has one link a line, such as: 0 1",
        )
    return Network.of(*links.read(Path(told), MOST))


def _file(told: str) -> Path:
    from backcast.errors import Unreadable
    from backcast.formats import links, names

    if not links.is_file(Path(told)):
        raise Unreadable(
            f"There is no file {names.clean(told) or 'without a name'}.", "A file has one link a line, such as: 0 1"
        )
    return Path(told)


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


@lab.command()
@click.option("--scenario", metavar="FILE.toml", help="A market of your own, as docs/lab-file.md tells.")
@click.option("--agents", type=click.IntRange(0), default=100_000, show_default=True)
@click.option("--degree", type=click.IntRange(0), default=10, show_default=True, help="Contacts each, at random.")
@click.option("--network", "told", metavar="FILE", help="Links of your own instead, one a line.")
@click.option("--weeks", type=click.IntRange(1, WEEKS), default=200, show_default=True)
@click.option("--seed", type=click.IntRange(0, SEED), default=1, show_default=True)
@click.option("--a", "a", type=float, default=0.1, show_default=True, help="Chance a week to hear of a job.")
@click.option("--b", "b", type=float, default=0.015, show_default=True, help="Chance a week to lose one.")
@click.option("--kernel", type=click.Choice(["auto", *KERNELS]), default="auto", help="All give the same figures.")
@click.option("--threads", type=click.IntRange(1, THREADS), default=1, show_default=True, help="Not used by numpy.")
@door
def run(
    _viewer: "Viewer",
    scenario: str | None,
    agents: int,
    degree: int,
    told: str | None,
    weeks: int,
    seed: int,
    a: float,
    b: float,
    kernel: str,
    threads: int,
) -> Answer:
    """Let the weeks of a market pass, everybody in work at the start."""
    if scenario is not None:
        return lab_scenario.run(scenario, _beside())
    from backcast.engine.lab import run as engine
    from backcast.engine.lab import tables
    from backcast.engine.lab.play import counted

    _check(a, b)
    graph, market = _graph(agents, degree, told, seed), tables.plain(a, b)
    by = _kernel(kernel, market, threads)
    began = time.perf_counter()
    with lab_scenario.progress(weeks) as passed:
        counts = engine.run(graph, market, weeks, seed, by=by, notice=passed)
    found = counted(graph.agents, seed, counts, engine.BEFORE)
    document = found | lab_scenario.speed(found, time.perf_counter() - began) | {"kernel": by.name}
    return Answer(document, lambda: _tell(counts))


def _check(a: float, b: float) -> None:
    from backcast.errors import Invalid

    if not (0 <= a <= 1 and 0 <= b <= 1):
        raise Invalid("Both a and b are chances between 0 and 1.", "Choose others with --a and --b.")


def _beside() -> dict[str, Any]:
    """Options given, by name."""
    return lab_scenario.beside(click.get_current_context())


def _kernel(name: str, market: "Tables", threads: int) -> "Kernel":
    """What lets the weeks pass. It is compiled before the clock runs, and once for all in a folder of its own."""
    from backcast.engine.lab import kernels

    try:
        return kernels.choose(name, market, threads)
    except ModuleNotFoundError as missing:
        raise lab_scenario.needs_numba(name) from missing


def _graph(agents: int, degree: int, told: str | None, seed: int) -> "Graph":
    """The network of a run, once it is sure that there is room for it."""
    from backcast.engine.lab import graphs
    from backcast.errors import Invalid

    if told is not None:
        return graphs.of_links(*_linked(told, agents))
    if agents == 0:
        raise Invalid("A market needs at least one agent.", "Choose more with --agents.")
    lab_scenario.afford(graphs.memory(agents, degree))
    try:
        return graphs.regular(agents, degree, seed)
    except ValueError as wrong:
        raise Invalid(f"{wrong}.", "Agents times contacts must be even, and contacts fewer than agents.") from wrong


def _linked(told: str, agents: int) -> "tuple[int, Sequence[tuple[int, int]]]":
    """The agents of a file and their links; `--agents` may add some whom nobody knows."""
    from backcast.engine.lab import graphs
    from backcast.errors import Invalid
    from backcast.formats import links

    if "degree" in _beside():
        raise Invalid("The network says already what --degree would say.", "Leave one of the two out.")
    many, ties = links.read(_file(told), links.AGENTS)
    if "agents" not in _beside():
        return many, ties
    if agents < many:
        raise Invalid(f"The network has {many} agents, more than --agents says.", "Choose as many, or leave it out.")
    lab_scenario.afford(graphs.memory(agents, 2 * len(ties) / agents))
    return agents, ties


def _tell(counts: "Counts") -> None:
    from backcast.engine.lab.run import BEFORE
    from backcast.lab.queries.words import count

    mean = counts.mean(BEFORE)
    if mean is None:
        click.echo(f"After {count(len(counts.by_week), 'week')} {counts.by_week[-1]:.4f} are out of work.")
        click.echo(f"Averages begin after {BEFORE} weeks. Modelled, not measured.")
        return
    job, ways = counts.weeks_to_job(), counts.by_channel()
    click.echo(f"In the long run {mean:.4f} are out of work.")
    if job["median"] is not None:
        click.echo(f"Half of them find work by week {job['median']:.0f}, a quarter takes longer than ", nl=False)
        click.echo(
            f"{job['three_quarters']:.0f}. {ways['own']:.0%} find it alone, the others hear of it from contacts."
        )
    click.echo("Modelled, not measured.")

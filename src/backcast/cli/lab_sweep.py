"""The command `lab sweep`: every combination of what a scenario varies, with several seeds, on many cores."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import click

from backcast.cli import lab_scenario, lab_stop
from backcast.cli.door import Answer, door, table

if TYPE_CHECKING:
    from backcast.accounts.models import Viewer
    from backcast.cli.lab_kept import Kept
    from backcast.cli.lab_pool import Played, Task
    from backcast.errors import BackcastError
    from backcast.formats.scenario_sweep import Sweep

JOBS: Final = 256
"""Processes at most [D]."""
WORDS: Final = {"unemployment": "Out of work", "pay": "Pay", "middle": "Pay against everybody else's, per cent"}
"""Figures of the table."""
PARTS: Final = ("groups", "strategies")
"""What a case has a line for each of, if it has any."""
SHOWN: Final = 40
"""Characters of a value in the table."""


@click.command()
@click.argument("file", metavar="FILE.toml")
@click.option("--out", metavar="FILE", help="Keep results here, one line each; a second call goes on from there.")
@click.option("--jobs", type=click.IntRange(1, JOBS), help="Processes beside each other; as many as there are cores.")
@click.option("--scheduler", metavar="ADDRESS", help="Use a Dask cluster that is there, such as tcp://127.0.0.1:8786.")
@door
def sweep(_viewer: "Viewer", file: str, out: str | None, jobs: int | None, scheduler: str | None) -> Answer:
    """Run every combination of what a scenario varies. The figures do not depend on where they are made."""
    from backcast.cli.lab_kept import Kept
    from backcast.formats import scenario_sweep

    if scheduler is not None and jobs is not None:
        raise click.UsageError("--jobs is for this computer; a cluster has its own workers.")
    if out is not None and not out.strip():
        raise click.UsageError("The FILE of --out is empty.")
    held = lab_scenario.read(file)
    runs = _Runs(scenario_sweep.sweep(held))
    with Kept(out, runs.fits) as kept:
        runs.play(kept, jobs, scheduler)
    document = runs.document(kept)
    return Answer(document, lambda: _show(document))


class _Runs:
    """All runs of a sweep in their order: each case with each seed."""

    def __init__(self, asked: "Sweep") -> None:
        from importlib.metadata import version

        from backcast.engine.lab import cases
        from backcast.engine.lab.sweep import seeds

        self.scenarios, self.seeds = asked.scenarios, asked.seeds
        self._cases = [lab_scenario.case(one) for one in asked.scenarios]
        self.tasks: list[Task] = [
            (case, seed)
            for one, case in zip(asked.scenarios, self._cases, strict=True)
            for seed in seeds(one.seed, asked.seeds)
        ]
        own = version("backcast")
        self.names = [cases.digest(case, seed, own) for case, seed in self.tasks]
        self._places = {name: place for place, name in enumerate(self.names)}

    def fits(self, run: str, result: dict[str, Any]) -> bool:
        """Whether a kept result holds what its case is told by. One of another sweep is left alone."""
        from backcast.engine.lab.sweep import summary

        if run not in self._places:
            return True
        told, found = self.scenarios[self._places[run] // self.seeds].told, summary([result])
        many = [{part: len(one[part]) for part in PARTS if part in one} for one in (told, found)]
        return many[0] == many[1] and all(isinstance(row["name"], str) for part in many[0] for row in found[part])

    def play(self, kept: "Kept", jobs: int | None, scheduler: str | None) -> None:
        """Play what is not kept yet, and keep it."""
        open_ = [place for place, name in enumerate(self.names) if name not in kept.results]
        done = len(self.tasks) - len(open_)
        if done:
            click.echo(f"{done} of {len(self.tasks)} runs are done already.", err=True)
        if not open_:
            return
        try:
            with lab_stop.by_system():
                self._play(kept, open_, jobs, scheduler)
        except KeyboardInterrupt as stopped:
            raise self._stopped(kept) from stopped

    def _play(self, kept: "Kept", places: list[int], jobs: int | None, scheduler: str | None) -> None:
        tasks = [(place, self.tasks[place]) for place in places]
        hidden = not sys.stderr.isatty()
        with click.progressbar(length=len(tasks), label="Runs", file=sys.stderr, hidden=hidden) as bar:
            for place, result in self._played(tasks, jobs, scheduler):
                self._keep(kept, place, result)
                bar.update(1)

    def _keep(self, kept: "Kept", place: int, result: dict[str, Any]) -> None:
        from backcast.cli.lab_pool import IMPOSSIBLE
        from backcast.engine.lab.sweep import brief
        from backcast.errors import Invalid

        one = self.scenarios[place // self.seeds]
        if IMPOSSIBLE in result:
            where = ", ".join(f"{key} = {_short(value)}" for key, value in one.varied) or one.name
            raise Invalid(f"{where}: {result[IMPOSSIBLE]}.", lab_scenario.CHANGE)
        kept.add(self.names[place], {"seed": self.tasks[place][1], "varied": dict(one.varied)}, brief(result))

    def _played(self, tasks: "list[tuple[int, Task]]", jobs: int | None, scheduler: str | None) -> "Iterator[Played]":
        if scheduler is not None:
            from backcast.cli import lab_cluster

            return lab_cluster.played(tasks, scheduler)
        from backcast.cli import lab_pool
        from backcast.engine.lab import cases

        beside = min(jobs or lab_pool.cores(), len(tasks))
        lab_scenario.afford(max(cases.memory(case) for _, (case, _) in tasks), beside)
        return lab_pool.played(tasks, beside)

    def _stopped(self, kept: "Kept") -> "BackcastError":
        from backcast.errors import Refused

        done = sum(name in kept.results for name in self.names)
        remedy = (
            "The same command goes on from there." if kept.stays else "Name a file with --out to keep what is done."
        )
        return Refused(f"Stopped after {done} of {len(self.tasks)} runs.", remedy)

    def document(self, kept: "Kept") -> dict[str, Any]:
        """All cases in the order of the file, whatever came first."""
        from backcast.engine.lab.sweep import NOTE

        first = self.scenarios[0]
        told = {"scenario": first.name, "runs": len(self.tasks), "seeds": self.seeds}
        return {**told, "cases": [self._case(kept, at) for at in range(len(self.scenarios))], "note": NOTE}

    def _case(self, kept: "Kept", at: int) -> dict[str, Any]:
        from backcast.engine.lab.sweep import summary

        one = self.scenarios[at]
        mine = range(at * self.seeds, (at + 1) * self.seeds)
        told = {"varied": dict(one.varied), "model": one.kind, "seeds": [self.tasks[place][1] for place in mine]}
        return told | summary([kept.results[self.names[place]] for place in mine])


def _show(told: dict[str, Any]) -> None:
    """A line for each case, or for each group or strategy in it."""
    keys = list(told["cases"][0]["varied"])
    parts = "groups" if "groups" in told["cases"][0] else "strategies"
    headers, rows = [*keys], []
    for case in told["cases"]:
        own = [_short(case["varied"][key]) for key in keys]
        if parts in case:
            rows += [[*own, one["name"], *_cells(one)] for one in case[parts]]
        else:
            rows.append([*own, *_cells(case)])
    first = told["cases"][0]
    headers += ["Group" if parts == "groups" else "Strategy"] if parts in first else []
    for word in WORDS:
        headers += [WORDS[word], "low to high"] if word in first.get(parts, [first])[0] else []
    table(headers, rows)
    many = f"{told['seeds']} seeds each" if told["seeds"] > 1 else "one seed each"
    click.echo(f"\n{told['runs']} runs, {many}. {told['note']}")


def _cells(one: dict[str, Any]) -> list[str]:
    """The figures, or why there are none."""
    none = "nobody is in it" if "pay" in one else "too few weeks"
    figures = [one[word] for word in WORDS if word in one]
    told = [(none, "") if each["mean"] is None else (_mean(each), _between(each)) for each in figures]
    return [cell for pair in told for cell in pair]


def _mean(told: dict[str, Any]) -> str:
    error = "" if told["standard_error"] is None else f" ± {told['standard_error']:.4f}"
    return lab_scenario.figure(told["mean"]) + error


def _between(told: dict[str, Any]) -> str:
    return f"{lab_scenario.figure(told['low'])} to {lab_scenario.figure(told['high'])}"


def _short(value: Any) -> str:
    if isinstance(value, list):  # groups of a mixed market
        return ", ".join(f"{one['strategy']} {one['share']:g}" if isinstance(one, dict) else str(one) for one in value)
    return f"{value:g}" if isinstance(value, float) else str(value)[:SHOWN]

"""A scenario file on the command line: read, judged by the engine, and run once."""

import math
import os
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from click.core import ParameterSource

from backcast.cli import lab_stop
from backcast.cli.door import Answer, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from backcast.engine.lab.cases import Case
    from backcast.errors import Refused
    from backcast.formats.scenario import LabFile, Scenario

CHANGE: Final = "Change the scenario; docs/lab-file.md tells every key."
BESIDE: Final = ("seed", "weeks")
"""Options that may stand beside `--scenario`, and then count instead of what the file says."""
HOW: Final = ("kernel", "threads")
"""… and those that change no figure."""


def read(path: str) -> "LabFile":
    """The file, judged by the engine. Refuses what is none in one sentence."""
    from backcast.formats import scenario

    if not path.strip():
        raise click.UsageError("FILE is empty.")
    return scenario.read_file(Path(path), _judged)


def _judged(told: "Scenario") -> "tuple[tuple[str | int, ...], str] | None":
    from backcast.engine.lab import cases

    return cases.trouble(case(told))


def case(told: "Scenario") -> "Case":
    """What the engine plays."""
    from backcast.engine.lab import cases

    return cases.of(told.kind, told.told)


def afford(each: int, beside: int = 1) -> None:
    """Refuse markets of so many bytes for which there is no room, `beside` of them at a time."""
    from backcast.errors import Refused

    if each * beside > memory() / 2:
        many, fewer = (f" for {beside} at a time", ", or fewer at a time with --jobs") if beside > 1 else ("", "")
        raise Refused(
            f"This market needs {each * beside / 1e9:.1f} GB of memory{many}, more than half of what this computer "
            "has.",
            f"Choose fewer agents or contacts{fewer}.",
        )


def memory() -> float:
    """Bytes of memory of this computer; no bound where it does not say."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return math.inf


@contextmanager
def progress(steps: int) -> "Iterator[Callable[[int], bool]]":
    """A bar where somebody looks, and what tells it how many steps are done. Stopped by the system it ends as after
    Ctrl-C, and gives the terminal its cursor back."""
    hidden = not sys.stderr.isatty()
    with lab_stop.by_system(), click.progressbar(length=steps, file=sys.stderr, hidden=hidden) as bar:

        def passed(done: int) -> bool:
            bar.update(done - bar.pos)
            return True

        yield passed


def beside(context: click.Context) -> dict[str, Any]:
    """The options written beside `--scenario`, by their names on the command line."""
    shared = ("scenario", "as_json", "workspace")
    return {
        one.opts[0].removeprefix("--"): context.params[one.name]
        for one in context.command.params
        if one.name and one.name not in shared and context.get_parameter_source(one.name) is ParameterSource.COMMANDLINE
    }


def run(path: str, told: dict[str, Any]) -> Answer:
    """Run what a file describes, once. `told` holds the options given beside it."""
    from backcast.errors import Invalid

    wrong = next((name for name in told if name not in (*BESIDE, *HOW)), None)
    if wrong is not None:
        raise Invalid(f"--{wrong} says what the scenario says already.", "Write it in the file, or leave it out here.")
    held = read(path)
    useless = next((name for name in told if name != "seed"), None)
    if useless and "compare" in held.document:
        raise Invalid(f"This scenario compares strategies, where --{useless} has no meaning.", "Leave it out.")
    scenario = held.one(**{name: value for name, value in told.items() if name in BESIDE})
    if scenario.kind == "full" and told.get("kernel") == "events":
        raise Invalid("The kernel events is for the plain market alone.", "Leave --kernel out; figures stay the same.")
    if held.sweeps:
        click.echo("What is in [sweep] is left to `backcast lab sweep`.", err=True)
    document = _played(scenario, told.get("kernel", "auto"), told.get("threads", 1))
    return Answer(document, lambda: show(document))


def _played(scenario: "Scenario", kernel: str, threads: int) -> dict[str, Any]:
    from backcast.engine.lab import cases
    from backcast.engine.lab.play import play, steps
    from backcast.errors import Invalid

    held, began = case(scenario), [time.perf_counter()]
    afford(cases.memory(held))
    with progress(steps(held)) as passed:

        def notice(done: int) -> bool:
            """The clock of a market begins when it is made, and what it needs is compiled."""
            if not done:
                began.append(time.perf_counter())
            return passed(done)

        try:
            found = play(held, scenario.seed, notice, (kernel, threads))
        except ModuleNotFoundError as missing:
            if missing.name != "numba":
                raise
            raise needs_numba(kernel) from missing
        except ValueError as wrong:
            raise Invalid(f"{scenario.name}: {wrong}.", CHANGE) from wrong
    return {"scenario": scenario.name, "model": scenario.kind} | found | speed(found, time.perf_counter() - began[-1])


def needs_numba(kernel: str) -> "Refused":
    """The refusal of a kernel that is not installed."""
    from backcast.errors import Refused

    return Refused(
        f"The kernel {kernel} needs numba, which is not installed.",
        "Install it: pip install -e '.[lab]' in the folder of Backcast. Or leave --kernel out for the same figures.",
    )


def speed(found: dict[str, Any], seconds: float) -> dict[str, Any]:
    """How long it took; of a market in the kernel also the weeks of single agents in a second."""
    if "agents" not in found:
        return {"seconds": seconds}
    return {"seconds": seconds, "agent_steps_per_second": found["agents"] * found["weeks"] / seconds}


def show(told: dict[str, Any]) -> None:
    """In words."""
    if "strategies" in told:
        from backcast.cli.lab_compare import show as compared

        compared(told)
        return
    from backcast.lab.queries.words import count

    mean = told["unemployment"]["mean"]
    last = told["unemployment"]["by_week"][-1]
    click.echo(f"{told['scenario']}: ", nl=False)
    click.echo(f"after {count(told['weeks'], 'week')} {last:.4f} are out of work, ", nl=False)
    click.echo("too few weeks for an average." if mean is None else f"in the long run {mean:.4f}.")
    if "groups" in told:
        _groups(told)
    click.echo("Modelled, not measured.")


def _groups(told: dict[str, Any]) -> None:
    headers = ["Group", "People", "Out of work", f"Pay over {told['years']:.1f} years", "one life, four of five"]
    table(headers, [[one["name"], *_people(one)] for one in told["groups"]])
    if any(not one["agents"] for one in told["groups"]):
        click.echo("A share so small that it rounds to nobody says nothing: take more agents, or a larger share.")
    click.echo("Pay is in years of the first week's, discounted.")


def _people(group: dict[str, Any]) -> list[str]:
    """What a line says of a group after its name."""
    if not group["agents"]:
        return ["nobody", "", "", ""]
    pay = group["pay"]
    spread = f"{figure(pay['low'])} to {figure(pay['high'])}"
    return [str(group["agents"]), figure(group["unemployment"]), figure(pay["mean"]), spread]


def figure(told: float) -> str:
    """Four digits."""
    return f"{told:.4f}"

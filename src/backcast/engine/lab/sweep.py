"""Many runs beside each other: over seeds the mean of each figure, how sure it is, and how far luck moves it."""

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import Any, Final

NOTE: Final = (
    "Modelled, not measured. Low and high are the lowest and highest of the seeds: luck in this model, and not how far "
    "the assumptions may be off."
)


def seeds(first: int, many: int) -> range:
    """The seeds of a sweep: so many, one after the other."""
    return range(first, first + many)


def brief(result: Mapping[str, Any]) -> dict[str, Any]:
    """A result without what only a picture needs, week by week and world by world, or what is no figure."""
    kept = {
        key: value for key, value in result.items() if key not in ("by_world", "pairs", "command", "kernel", "missing")
    }
    if "unemployment" in kept:
        kept["unemployment"] = {"mean": kept["unemployment"]["mean"]}
    return kept


def summary(results: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The figures of one case over its seeds: of a run the share out of work, and by group that and pay; of a
    comparison each strategy's gain against everybody else, in per cent."""
    first = results[0]
    if "strategies" in first:
        return {"strategies": [_gains(results, at) for at in range(len(first["strategies"]))]}
    told: dict[str, Any] = {"unemployment": over([one["unemployment"]["mean"] for one in results])}
    if "groups" in first:
        told["groups"] = [_group([one["groups"][at] for one in results]) for at in range(len(first["groups"]))]
    return told


def over(figures: Sequence[float | None]) -> dict[str, float | None]:
    """Mean, its standard error, lowest and highest; None where there is no figure, or one alone for the error."""
    held = [one for one in figures if one is not None]
    if not held:
        return {"mean": None, "standard_error": None, "low": None, "high": None}
    mean, error = sum(held) / len(held), None
    if len(held) > 1:
        error = sqrt(sum((one - mean) ** 2 for one in held) / (len(held) - 1) / len(held))
    return {"mean": mean, "standard_error": error, "low": min(held), "high": max(held)}


def _group(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    named = {key: rows[0][key] for key in ("name", "strategy", "share", "level")}
    pay = over([one["pay"]["mean"] for one in rows])
    return named | {"unemployment": over([one["unemployment"] for one in rows]), "pay": pay}


def _gains(results: Sequence[Mapping[str, Any]], at: int) -> dict[str, Any]:
    rows = [one["strategies"][at] for one in results]
    return {"name": rows[0]["name"]} | {key: over([one[key] for one in rows]) for key in ("low", "middle", "high")}

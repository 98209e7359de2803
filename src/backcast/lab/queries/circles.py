"""Whose ties were compared, in words: the user's own by layer, or a usual network."""

from collections.abc import Mapping
from typing import Any, Final

from backcast.engine.lab.scenario import MANY, SO_MANY
from backcast.engine.lab.strategies import strategy
from backcast.lab.queries.own import ENOUGH, Own
from backcast.lab.queries.words import count

CIRCLES: Final[Mapping[str, str]] = {
    "inner": "very close",
    "close": "close",
    "active": "in regular touch",
    "outer": "seen rarely",
    "dormant": "out of touch",
}
"""The layers of the engine in words, nearest first."""


def listed(counts: Mapping[str, int]) -> str:
    """4 very close, 12 close, …: every layer with somebody in it."""
    return ", ".join(f"{counts[name]} {words}" for name, words in CIRCLES.items() if counts[name]) or "nobody yet"


def said(told: Mapping[str, Any]) -> str:
    """What a result was computed with, and what to mind; empty for results from before there were own ties."""
    network = told.get("network")
    if not network:
        return ""
    return whose(told) + (f" {SO_MANY}" if sum(network["layers"].values()) >= MANY else "")


def whose(told: Mapping[str, Any]) -> str:
    """Whose ties, how many of each layer, and where hours go that are meant for nobody."""
    network = told["network"]
    begin = "With your own ties" if network["own"] else "With a usual network"
    meant = {name for one in told["strategies"] for name, _ in strategy(one["name"]).where}
    none = " or ".join(words for name, words in CIRCLES.items() if name in meant and not network["layers"][name])
    instead = f" Nobody is {none}: hours meant for them go to others the strategy names, else to new people."
    return f"{begin}: {listed(network['layers'])}.{instead if none else ''}"


def choices(own: Own) -> list[tuple[str, str]]:
    """What can be chosen: own ties first where they are enough."""
    ties = _people(own.ego.ties) if own.ego.ties else "nobody yet"
    mine = ("own", f"Your own ties ({ties})")
    usual = ("usual", "A usual network (170 people, from very close to out of touch)")
    return [mine, usual] if own.is_enough else [usual, mine]


def why(own: Own) -> str:
    """What the choice means, and why a usual network stands first where it does."""
    if own.is_enough:
        return (
            "As far as Backcast knows them: closeness, contacts and mutual contacts. What you did together and did not "
            "note is missing. So your ties look weaker, and hours for people more useful, than they are."
        )
    known = f"{_people(own.awake)} you are in touch with"
    return (
        f"Backcast knows of {known if own.awake else 'nobody you are in touch with'} so far. From {ENOUGH} on your own "
        "ties tell more than a usual network; you can choose them already."
    )


def _people(many: int) -> str:
    return count(many, "person").replace("persons", "people")

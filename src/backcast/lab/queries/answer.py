"""What a comparison says, computed sentence by sentence, and no more than it can say (lab.md C).

Never a chance that a strategy is the better one: worlds are counted by what they assume, and how few or many people is
better is not settled at all. Luck stands beside strategy.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from backcast.engine.lab.parameters import STRATEGIES
from backcast.engine.lab.scenario import NO_HOURS
from backcast.lab.queries.hangs import SMALL, apart, are_alike, chief, is_of_depth
from backcast.lab.queries.words import WORDS, between, count, number, percent, roughly

Document = Mapping[str, Any]
TURNS: Final = 0.25
"""Share of worlds by which the two ends of the ratio differ at least where it is said to matter [D]."""
RATIO: Final = "what ties pay against what hours of work pay"
NARROW: Final = 0.05
"""Per cent between strategies below which luck is not said to be so many times as wide [D]."""


def paragraph(told: Document) -> list[str]:
    """The answer in sentences, each of which holds for these figures."""
    ordered = sorted(told["strategies"], key=lambda one: -one["middle"])
    begin = [*_short(told, ordered), _opening(told, ordered), *_idle(told)]
    parts = [] if are_alike(told) else [*_between(told, ordered), *_ratio(told), *_depth(told)]
    return [*begin, *parts, *_luck(told, ordered), "All of this is modelled, not measured."]


def _short(told: Document, ordered: Sequence[Document]) -> list[str]:
    """The answer in one sentence: whether one comes out ahead, and if not, which of them are not told apart."""
    if len(ordered) < 2:
        return []
    if are_alike(told):
        return ["In short: they come out alike."]
    others = _open(told, ordered)
    if not others:
        return [f"In short: in our model {_name(ordered[0])} comes out ahead under nearly all assumptions we drew."]
    names = [_name(one) for one in (ordered[0], *others)]
    return [f"In short: which of {', '.join(names[:-1])} and {names[-1]} is better, the model does not settle."]


def _open(told: Document, ordered: Sequence[Document]) -> list[Document]:
    """Those that may be as good as the one that comes out highest: by what is assumed, or by how the model is built."""
    best, *others = ordered
    return [one for one in others if apart(told, best["name"], one["name"])[0] <= 0 or _is_depth(best, one)]


def _is_depth(one: Document, other: Document) -> bool:
    """Whether both give the same hours to people, to others of them."""
    people, theirs = (STRATEGIES[each["name"]].people for each in (one, other))
    return bool(people) and people == theirs


def _idle(told: Document) -> list[str]:
    return [] if told["hours"] else [NO_HOURS]


def _opening(told: Document, ordered: Sequence[Document]) -> str:
    worlds = ["in four worlds of five", *[""] * (len(ordered) - 1)]
    of_all = [f"{_name(one)} {_gain(one, of_five)}" for one, of_five in zip(ordered, worlds, strict=True)]
    listed = of_all[0] if len(of_all) == 1 else f"{'; '.join(of_all[:-1])}; and {of_all[-1]}"
    years, hours = count(told["years"], "year"), number(told["hours"])
    return (
        f"In our model, over {years} with {hours} hours a week to give, and compared with living as everybody else "
        f"does, {listed}."
    )


def _name(one: Document) -> str:
    return f"“{WORDS[one['name']].label}”"


def _gain(one: Document, worlds: str) -> str:
    """What it changes of pay, with the range over the worlds."""
    spread = f"{between(one['low'], one['high'])} {worlds}".strip()
    return f"changes pay by {percent(one['middle'])} ({spread})"


def _between(told: Document, ordered: Sequence[Document]) -> list[str]:
    if len(ordered) < 2:
        return []
    if ordered[0]["low"] >= max(one["high"] for one in ordered[1:]):
        return ["These ranges do not overlap, within this model."]
    if not _open(told, ordered):
        return ["These ranges overlap, but where all else is the same, that order hardly ever changes in this model."]
    return ["These ranges overlap: what we assume decides as much as what you do."]


def _ratio(told: Document) -> list[str]:
    pair = chief(told)
    if pair is None:
        return []
    second, first = (WORDS[name].label for name in pair["between"])
    if told["ratio"] is not None:
        ahead = sum(round(one["worlds"] * (one["second_ahead"] or 0)) for one in pair["ratio"])
        begin = f"With ties paying {number(told['ratio'])} times what hours of work pay, as you assumed"
        return [f"{begin}, “{second}” is ahead of “{first}” in {ahead} of {told['worlds']} worlds."]
    held = [one for one in (pair["ratio"][0], pair["ratio"][-1]) if one["worlds"] >= SMALL]
    if len(held) < 2:
        return [f"How much hangs on the ratio that nobody has measured, {RATIO}, so few worlds do not show."]
    ends = ", and ".join(f"in {_won(one)} {_class(one)}" for one in held)
    if abs(held[0]["second_ahead"] - held[1]["second_ahead"]) < TURNS:
        return [f"“{second}” is ahead of “{first}” {ends}: what ties pay against hours of work decides little here."]
    said = f"Whether “{second}” or “{first}” is ahead hangs much on one ratio that nobody has measured: {RATIO}."
    return [said, f"“{second}” is ahead {ends}."]


def _class(one: Document) -> str:
    if not one["from"]:
        return "where ties pay less than half as much"
    return f"where they pay {number(one['from'])} times as much or more"


def _won(one: Document) -> str:
    return f"{round(one['worlds'] * one['second_ahead'])} of {count(one['worlds'], 'world')}"


def _depth(told: Document) -> list[str]:
    if not is_of_depth(told):
        return []
    return [
        "To whom the hours for people should go, few or many, the model does not settle: that order comes from how it "
        "is built."
    ]


def _luck(told: Document, ordered: Sequence[Document]) -> list[str]:
    life = ordered[0]["life"]
    if not life:
        return []
    luck, apart = 100 * (life["high"] - life["low"]), ordered[0]["middle"] - ordered[-1]["middle"]
    begin = "Luck weighs more" if luck > apart else "Luck weighs less"
    said = f"{begin}: four of five single lives end within {roughly(100 * life['low'] - 100, 100 * life['high'] - 100)}"
    said += " of their mean"
    many = luck > 2 * apart >= 2 * NARROW
    return [f"{said}, {round(luck / apart)} times as far apart as these strategies." if many else f"{said}."]

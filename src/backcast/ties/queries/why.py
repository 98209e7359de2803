"""Reasons of warmth in plain words, for the page and for JSON alike. The codes are `engine.warmth`'s."""

from collections.abc import Callable, Iterable, Mapping

from backcast.engine import warmth
from backcast.engine.warmth import constants
from backcast.pages.templatetags.backcast import count, span

BARELY_LESS = 0.95
"""A silence that leaves more closeness than this is not worth a sentence [D]."""

Figures = Mapping[str, warmth.records.Figure]


def sentences(reasons: Iterable[warmth.Reason]) -> list[str]:
    """One sentence for each reason, in the engine's order; a silence too short to matter has none."""
    told = [SENTENCES[reason.code](reason.figures) for reason in reasons]
    return [text for text in told if text]


def hours(amount: float) -> str:
    """Hours to the whole, and below one "less than an hour"."""
    return "Less than an hour" if amount < 0.95 else f"About {count(round(amount), 'hour')}"


def _hours(told: Figures) -> str:
    text = f"{hours(float(told['hours']))} together on record."
    shared = float(told["shared"])
    return text if shared < 0.5 else f"{text} Of these, {round(shared)} stand for years at the same organisation."


def _floor(told: Figures) -> str:
    article = {"advocate": "an ", "friendly": ""}.get(str(told["standing"]), "a ")
    return f"You know them as {article}{told['standing']}: that counts for more than the hours on record."


def _silence(told: Figures) -> str:
    if float(told["kept"]) > BARELY_LESS:
        return ""
    halving = constants.CLOSENESS_HALF_LIFE / 365.25
    kept = round(100 * float(told["kept"]))
    return f"Quiet for {span(int(told['days']))}: {kept} % of the closeness is left. {halving:.1f} years halve it."


def _activity(told: Figures) -> str:
    return f"In touch on {count(int(told['days']), 'day')}; the recent ones count most."


def _one_sided(told: Figures) -> str:
    who = "they have" if told["way"] == "in" else "you have"
    return f"So far only {who} written, so being in touch adds little yet."


def _new(told: Figures) -> str:
    last = f" Last contact {_ago(told)}." if "silence" in told else ""
    return f"New: you first met less than {span(constants.NEW_DAYS)} ago.{last}"


def _quiet(told: Figures) -> str:
    if "silence" not in told:
        return "No contact on record yet."
    return f"Last contact {_ago(told)}. Nothing is due."


def _current(told: Figures) -> str:
    if "interval" not in told:
        return f"Last contact {_ago(told)}."
    return f"Last contact {_ago(told)}, within the {span(int(told['interval']))} you have in mind."


def _due(told: Figures) -> str:
    return f"Last contact {_ago(told)}; {span(int(told['interval']))} is what you have in mind."


def _fading(told: Figures) -> str:
    return f"Last contact {_ago(told)}, well past the {span(int(told['interval']))} you have in mind."


def _dormant(told: Figures) -> str:
    return f"Last contact {_ago(told)}. The tie rests; a few lines can wake it."


def _lapsed(told: Figures) -> str:
    usual = span(int(told["gap"]))
    return f"Out of touch: last contact {_ago(told)}, where it used to be every {usual}."


def _ago(told: Figures) -> str:
    days = int(told["silence"])
    return {0: "today", 1: "yesterday"}.get(days) or f"{span(days)} ago"


SENTENCES: dict[str, Callable[[Figures], str]] = {
    "hours": _hours,
    "floor": _floor,
    "silence": _silence,
    "activity": _activity,
    "one_sided": _one_sided,
    "status.new": _new,
    "status.quiet": _quiet,
    "status.current": _current,
    "status.due": _due,
    "status.fading": _fading,
    "status.dormant": _dormant,
    "status.lapsed": _lapsed,
}

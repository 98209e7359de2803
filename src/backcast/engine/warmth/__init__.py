"""Warmth: how close, how active and how even a tie is, from dated contacts (engines.md §1)."""

from backcast.engine.warmth.constants import HOURS, INTERVAL, RING_SIZE, WEIGHT, clock, interval, measure
from backcast.engine.warmth.formula import activity, balance, closeness, warmth
from backcast.engine.warmth.records import Contact, Reason, Tie, Warmth

__all__ = [
    "HOURS",
    "INTERVAL",
    "RING_SIZE",
    "WEIGHT",
    "Contact",
    "Reason",
    "Tie",
    "Warmth",
    "activity",
    "balance",
    "clock",
    "closeness",
    "interval",
    "measure",
    "warmth",
]

"""Standing: how far someone would go for the user. Words of product.md, figures of engines.md §2."""

STANDINGS = ("unknown", "friendly", "supporter", "advocate", "champion")
"""From least to most willing to act."""

WILLINGNESS = {"unknown": 0.0, "friendly": 0.0, "supporter": 0.25, "advocate": 0.5, "champion": 0.8}
"""Chance q that they vouch when it counts; friendly and unknown people do not vouch [D]."""

RANK = {standing: rank for rank, standing in enumerate(STANDINGS)}


def at_least(standing: str, least: str) -> bool:
    """True where `standing` is `least` or more willing; KeyError for a word that is no standing."""
    return RANK[standing] >= RANK[least]

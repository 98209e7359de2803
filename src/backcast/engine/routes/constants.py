"""The figures of routes, each with its source; [D] is our choice, shown as such (engines.md §3)."""

from collections.abc import Mapping
from typing import Final

from backcast.engine.routes.records import Estimate

BASE: Final = 0.5
"""Chance that somebody who is asked passes an introduction on, with a middling tie and nothing else known: between
the two published rates [D]."""
LOW: Final = 0.37
"""The same in Dodds, Muhamad and Watts (2003): 37 % of the messages were passed on."""
HIGH: Final = 0.73
"""The same in Travers and Milgram (1969): about 73 % of the booklets were passed on at each step."""
BY_STRENGTH: Final = 3.0
"""Log-odds for each unit of strength above a half [D]."""
BY_STANDING: Final = 0.7
"""Log-odds for supporters and above, on the first hop [D]."""
BY_BALANCE: Final = 0.5
"""Log-odds for each unit of balance, on the first hop [D]."""
HOPS: Final = 4
"""The longest route [D]: beyond four, hardly any chain was completed (Dodds et al. 2003)."""
COMBINED: Final = 3
"""Routes with different first people that are counted together: nobody asks ten [D]."""
SPREAD: Final = 0.6
"""Standard deviation of the user's own shift δ before anything was learned [D]."""
LETTER: Final = Estimate(0.1, 0.05, 0.15)
"""A letter to a stranger is answered about once in ten times [D; cold mail 7 to 15 %, weak sources]."""
REST_DAYS: Final = 60
"""Days of peace after an ask [D]."""
ASKS_A_YEAR: Final = 3
"""Asks to one person within a year [D]."""
ALIKE_DAYS: Final = 365
"""Days until the same may be asked of the same person again [D]."""
SILENT_DAYS: Final = 21
"""Days without an answer that count as none [D]."""
HEARD: Final[Mapping[str, float]] = {
    "said": 0.7,
    "introduced": 0.8,
    "meeting": 0.6,
    "thread": 0.5,
    "recommendation": 0.7,
    "employer": 0.5,
    "school": 0.1,
}
"""How surely two people know each other by one piece of evidence of a kind [D]; a shared employer by its size."""
SMALL: Final = 12
"""At an organisation of so many everybody knows everybody [D]."""
USUAL_SIZE: Final = 50
"""The size of an organisation that nobody told [D]."""

"""Every constant of warmth with its source ([D] is our choice), and what a kind or a ring alone decides."""

WEIGHT = {"meeting": 3.0, "call": 2.0, "message": 1.0, "mail": 1.0, "event": 1.0, "reaction": 0.1}
"""Weight of one contact by kind [D]; a group mail weighs 1/recipients."""

HOURS = {"meeting": 1.0, "event": 0.5, "call": 0.3, "message": 0.05, "mail": 0.05, "reaction": 0.0}
"""Hours of one contact whose length is not known [D]."""

WORDLESS = 0.1
"""Weight of an invitation without words, which takes no hours [D]."""

INTERVAL: dict[str, int | None] = {
    "inner": None,
    "close": 30,
    "active": 90,
    "outer": 365,
    "family": None,
    "": None,
}
"""Days a tie may rest, by ring; None is never due. Close and outer follow Dunbar's layers, active is [D].
Inner people are due only at an interval the user set: 1 to 4 % of an inner circle change in a year (Roy
2022)."""

RING_SIZE = {"inner": 5, "close": 15, "active": 50, "outer": 150}
"""How few people a ring holds (Dunbar's layers); family and no ring have no bound."""

INNER_CLOCK = 7
"""T in days for the activity of inner people without an interval of their own (Dunbar: about weekly)."""

LOOSE_CLOCK = 365
"""T in days where no interval is known [D]."""

FRIENDSHIP_HOURS = 129.8
"""Hours scale of closeness, 90/ln 2: 50 h casual friend, 90 h friend, 200 h close friend (Hall 2019)."""

CLOSENESS_HALF_LIFE = 4.27 * 365.25
"""Days of silence that halve closeness: 15 % a year goes without meeting (Dunbar in the NYT, 2010)."""

SHARED_HOURS_A_YEAR = 25.0
SHARED_HOURS_MOST = 100.0
"""Hours granted for years at the same organisation [D]; hours at work count less (Hall 2019)."""

FLOOR = {"champion": 0.6, "advocate": 0.45, "supporter": 0.3, "friendly": 0.1, "unknown": 0.0}
"""Least closeness, before silence, of someone of that standing [D]."""

SHARE_OF_ACTIVITY = 0.5
SHARE_ONE_SIDED = 0.15
"""How far activity alone can carry strength, and how far while only one side has ever written [D]."""

RECIPROCITY_FROM = 3
"""Directed contacts and favours below which reciprocity says nothing [D]."""

FAVOURS_FULL = 2
"""Favours more on one side that make the balance full [D]."""

NEW_DAYS = 90
NEW_CONTACT_DAYS = 3
"""A tie younger than 90 days with fewer than 3 days of contact is new [D]."""

DORMANT_DAYS = 365
DORMANT_CLOSENESS = 0.1
"""A tie that was something, and rests for a year or two intervals, is dormant [D]."""

LAPSED_CONTACT_DAYS = 3
LAPSED_GAPS = 8
"""A silence of 8 times the own rhythm is probably the end (Navarro 2017)."""

FADING_INTERVALS = 1.5
"""Intervals of silence after which a tie that was due is fading [D]."""


def measure(
    kind: str, minutes: float | None = None, recipients: int = 1, wordless: bool = False
) -> tuple[float, float]:
    """Weight and hours of one contact of a kind of `WEIGHT`; a length of 0 minutes counts as not known.

    `recipients` of a message or mail share its weight; `wordless` is an invitation without words.
    """
    if wordless:
        return WORDLESS, 0.0
    shared = max(recipients, 1) if kind in ("message", "mail") else 1
    return WEIGHT[kind] / shared, minutes / 60 if minutes else HOURS[kind]


def interval(ring: str, cadence: int | None) -> int | None:
    """Days after which a tie is due: the own cadence before the ring's; None is never due."""
    if ring in ("", "family"):
        return None
    return cadence or INTERVAL[ring]


def clock(ring: str, cadence: int | None) -> int:
    """T in days: how fast activity ages."""
    return interval(ring, cadence) or (INNER_CLOCK if ring == "inner" else LOOSE_CLOCK)

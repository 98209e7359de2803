"""The figures of worth: all of them our choice [D] (engines.md §4)."""

from typing import Final

BY_REACH: Final = 3.0
"""Weight of being able to reach the people of the future [D]."""
BY_VOUCHING: Final = 2.0
"""Weight of those who would vouch [D]."""
ENOUGH: Final = 2.0
"""V = n/(n + 2) [D]: one champion gives about .25, ten good supporters about .4, and it is never full."""
SHORTEST, LONGEST = 14, 365
"""Days of an interval that count: a lift is looked at half an interval later [D]."""
ANSWERED: Final = 0.7
"""Log-odds for an answer to a few lines that ask for nothing [D]."""
GIFT_WORKS: Final = 0.7
"""Chance that something given was of use [D]."""
STEP: Final = 0.15
"""Chance that something given moves somebody with an aim one standing up [D, engines.md §2]."""

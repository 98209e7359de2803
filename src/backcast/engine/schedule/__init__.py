"""The backward schedule: when must each milestone begin, and does the story fit? (engines.md §5)"""

from backcast.engine.schedule.formula import schedule
from backcast.engine.schedule.records import (
    HOURS_BY_KIND,
    MILESTONE_SHARE,
    Item,
    Milestone,
    Problem,
    Relief,
    Schedule,
)

__all__ = [
    "HOURS_BY_KIND",
    "MILESTONE_SHARE",
    "Item",
    "Milestone",
    "Problem",
    "Relief",
    "Schedule",
    "schedule",
]

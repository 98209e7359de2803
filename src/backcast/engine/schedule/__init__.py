"""The backward schedule: when must each milestone begin, and does the story fit? (engines.md §5)"""

from backcast.engine.schedule.formula import schedule
from backcast.engine.schedule.levelling import EPSILON
from backcast.engine.schedule.links import links
from backcast.engine.schedule.records import (
    HOURS_BY_KIND,
    MILESTONE_SHARE,
    Item,
    Milestone,
    Problem,
    Relief,
    Schedule,
)
from backcast.engine.schedule.relief import reliefs

__all__ = [
    "EPSILON",
    "HOURS_BY_KIND",
    "MILESTONE_SHARE",
    "Item",
    "Milestone",
    "Problem",
    "Relief",
    "Schedule",
    "links",
    "reliefs",
    "schedule",
]

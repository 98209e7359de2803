"""Plan a week, and say what happened to a move."""

from backcast.week.actions.outcome import done, skip
from backcast.week.actions.planning import monday, plan, set_hours

__all__ = ["done", "monday", "plan", "set_hours", "skip"]

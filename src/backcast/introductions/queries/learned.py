"""What own asks taught: the user's shift of every hop's chance."""

from datetime import timedelta

from django.db.models import Q

from backcast.accounts.models import Viewer
from backcast.engine import routes
from backcast.introductions.models import Ask

YES = ("agreed", "introduced", "thanked", "told")


def outcomes(viewer: Viewer) -> list[tuple[Ask, bool]]:
    """Every ask that was answered, or asked three weeks ago, with whether they agreed; the oldest first."""
    late = viewer.today - timedelta(days=routes.SILENT_DAYS)
    answered = ~Q(state__in=["drafted", "asked"]) | Q(state="asked", asked_on__lte=late)
    rows = Ask.objects.of(viewer).filter(answered, score__isnull=False)
    return [(row, row.state in YES) for row in rows.order_by("asked_on", "pk")]


def learned(viewer: Viewer) -> routes.Learned:
    """The shift with its interval; the prior while nothing was answered."""
    seen = [routes.Outcome(row.score, agreed) for row, agreed in outcomes(viewer) if row.score is not None]
    return routes.learn(seen)

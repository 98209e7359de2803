"""Whom the user does not ask now, and why: so that nobody in the middle is worn out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from backcast.accounts.models import Viewer
from backcast.engine import routes
from backcast.introductions.models import Ask
from backcast.ties.models import Tie

DONT_ASK = "you said not to ask them"
FAMILY = "they are family"
OPEN = "you have an open ask with them"
RESTS = "you asked them less than {days} days ago"
OFTEN = "you asked them {times} times within a year"
ALIKE = "you asked them for this within a year"


@dataclass(frozen=True, slots=True)
class Aim:
    """What a request is about, as far as it can be recognised again."""

    people: frozenset[int] = frozenset()
    organisation: int | None = None
    future_person: int | None = None


def left_out(viewer: Viewer, aim: Aim | None = None) -> dict[int, str]:
    """Who is not to be asked now (for this aim), by person, each with the reason in words."""
    found = _asked(viewer, aim)
    silent = Q(may_ask=False) | Q(suggest=False) | Q(ring="family")
    rows = Tie.objects.of(viewer).filter(silent, against__isnull=False)
    for person, ring in rows.values_list("person_id", "ring"):
        found[person] = FAMILY if ring == "family" else DONT_ASK
    return found


def free_on(viewer: Viewer, connector_id: int, aim: Aim) -> date | None:
    """The first day on which somebody asked lately may be asked again for this aim; None where no day alone helps."""
    asks = list(_rows(viewer).filter(connector=connector_id))
    rests = (timedelta(days=days) for days in (routes.REST_DAYS, routes.ALIKE_DAYS))
    days = {row.asked_on + rest for rest in rests for row in asks if row.asked_on}
    later = (day for day in sorted(days) if day > viewer.today)
    return next((day for day in later if not _because(asks, replace(viewer, today=day), aim)), None)


def _asked(viewer: Viewer, aim: Aim | None) -> dict[int, str]:
    today = viewer.today
    year = today - timedelta(days=routes.ALIKE_DAYS)
    by_person: dict[int, list[Ask]] = {}
    for row in _rows(viewer).filter(Q(state__in=["asked", "agreed"]) | Q(asked_on__gt=year)):
        by_person.setdefault(row.connector_id, []).append(row)
    told = ((person, _because(asks, viewer, aim)) for person, asks in by_person.items())
    return {person: because for person, because in told if because}


def _rows(viewer: Viewer) -> QuerySet[Ask]:
    return Ask.objects.of(viewer).select_related("future_person").order_by("pk")


def _because(asks: list[Ask], viewer: Viewer, aim: Aim | None) -> str:
    year = viewer.today - timedelta(days=routes.ALIKE_DAYS)
    days = [row.asked_on for row in asks if row.asked_on and year < row.asked_on <= viewer.today]
    if any(row.state in ("asked", "agreed") for row in asks):
        return OPEN
    if days and (viewer.today - max(days)).days < routes.REST_DAYS:
        return RESTS.format(days=routes.REST_DAYS)
    if len(days) >= routes.ASKS_A_YEAR:
        return OFTEN.format(times=len(days))
    if aim and any(row.asked_on and row.asked_on > year and _is_alike(row, aim) for row in asks):
        return ALIKE
    return ""


def _is_alike(row: Ask, aim: Aim) -> bool:
    person = row.future_person.person_id if row.future_person else row.target_id  # a name may be somebody by now
    same: Mapping[str, bool] = {
        "person": person is not None and person in aim.people and len(aim.people) == 1,
        "organisation": row.organisation_id is not None and row.organisation_id == aim.organisation,
        "future": row.future_person_id is not None and row.future_person_id == aim.future_person,
    }
    return any(same.values())

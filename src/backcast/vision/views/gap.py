"""Where the user's time goes, beside what the vision asks for."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from backcast.accounts.middleware import Request
from backcast.vision import queries
from backcast.vision.queries import gap as gaps
from backcast.vision.queries import stage
from backcast.vision.queries.bars import bars, percent

KINDS = {"organisation": "Organisations", "field": "Fields", "seniority": "Seniority", "place": "Places"}
SEARCH = {"organisation": "org", "field": "field", "seniority": "seniority", "place": "town"}
"""The word of the search of people for a value of each kind."""


@require_safe
def page(request: Request) -> HttpResponse:
    """The gap of the active future, over a season or a year; odd spans are a season."""
    vision = queries.active(request.viewer)
    days = next((one for one in gaps.SPANS if str(one) == request.GET.get("days")), gaps.SPANS[0])
    found = gaps.gap(request.viewer, vision, days) if vision else None
    told = {
        "vision": vision,
        "gap": found,
        "days": days,
        "stage_said": stage.said(request.viewer),
        "spans": gaps.SPANS,
        "tables": [_told(table) for table in found.tables if table.rows] if found else [],
        "remarks": [_said(one) for one in found.remarks] if found else [],
    }
    return render(request, "vision/gap.html", told)


def _told(table: gaps.Table) -> dict[str, object]:
    """One kind with its heading, its drawing, and its rows with their figures and the search that finds them."""
    rows = [
        (row, _search(table.kind, row), percent(row.share), "" if row.asked is None else percent(row.asked))
        for row in table.rows
    ]
    return {"kind": table.kind, "heading": KINDS[table.kind], "drawn": bars(table), "rows": rows, "asked": table.asked}


def _said(remark: gaps.Remark) -> dict[str, object]:
    """What stands out, with its figures and the search that finds the people."""
    row = remark.row
    return {
        "says": remark.says,
        "kind": remark.kind,
        "row": row,
        "search": _search(remark.kind, row),
        "share": percent(row.share),
        "asked": percent(row.asked or 0.0),
        "people": remark.people,
    }


def _search(kind: str, row: gaps.Row) -> str:
    """What finds these people in the list; "" where it is no one value."""
    if not row.key or not row.people:
        return ""
    value = row.key if kind in ("field", "seniority") else row.name.replace('"', " ")
    return f'{SEARCH[kind]}:"{value}"'

"""What somebody does, how senior they are and where they live: with where it is from."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms

from backcast.formats import titles
from backcast.network import queries as network
from backcast.network.models import Person
from backcast.network.queries import doing as queries
from backcast.web.forms import Doing
from backcast.web.words import SOURCES

FIELDS: Final = tuple(titles.FIELDS.values())
"""The usual fields, offered while one is typed."""
READ: Final = {queries.TITLE: "as their role says", queries.HEADLINE: "as their headline says"}


def told(row: Person, claims: Sequence[network.Claim], form: forms.Form | None) -> Mapping[str, Any]:
    """What the card shows: each line as its name, the word and where it is from; an empty word is not known."""
    said = queries.doing(row)
    known = {one.field: SOURCES.get(one.source, one.source) for one in claims if one.shown}
    lines = [
        (name, queries.shown(one.word), READ.get(one.source) or _by(known.get(field, "")))
        for name, field, one in (("Field", "field", said.field), ("Seniority", "seniority", said.seniority))
    ]
    return {
        "doing": form or Doing(initial=initial(row) | {"place": row.place}, auto_id="doing_%s"),
        "does": [*lines, ("Town", row.place, _by(known.get("place", "")))],
        "fields": FIELDS,
    }


def _by(source: str) -> str:
    return f"from {source}" if source else ""


def initial(row: Person) -> dict[str, str]:
    """What was said of field and seniority, as a form shows it."""
    said = queries.said(row.field, row.seniority, "", "")
    return {"field": queries.shown(said.field.word), "seniority": said.seniority.word}

"""What values without a telling name above them seem to be."""

import re
from collections.abc import Sequence

from backcast.formats import names

_DATE = re.compile(
    r"\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2(\d{2}|\d{4})"
    r"|(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])"
)
_NUMBER = re.compile(r"[+(]?\d[\d\s()/.-]{5,24}")


def field(values: Sequence[str]) -> str:
    """The field that all of some values are of: email, url or phone; "" where they are not alike, or of another."""
    for found, fits in (("email", names.email), ("url", _url), ("phone", _phone)):
        if values and all(map(fits, values)):
            return found
    return ""


def are_names(values: Sequence[str]) -> bool:
    """Whether all of some values may be names of people: a few words without a digit."""
    return bool(values) and all(2 <= len(one.split()) <= 5 and not any(map(str.isdigit, one)) for one in values)


def _url(value: str) -> str:
    return names.profile_url(value) if "/" in value or value.startswith("www.") else ""


def _phone(value: str) -> str:
    digits = sum(map(str.isdigit, value))
    is_number = _NUMBER.fullmatch(value) and not _DATE.fullmatch(value.partition(" ")[0])
    return names.phone(value) if is_number and 7 <= digits <= 15 else ""

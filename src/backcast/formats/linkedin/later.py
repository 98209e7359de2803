"""Files that are known and have no use here: told by name, with the count of their rows where that is cheap."""

from collections.abc import Iterator

from backcast import limits
from backcast.errors import Unreadable
from backcast.formats.container import Claimed
from backcast.formats.linkedin.files import ASSISTANT, LATER, plain_name
from backcast.formats.records import FileSeen, LeftOut, Record
from backcast.formats.tables import Row, first_lines, header, rows


def told(claimed: Claimed) -> Iterator[Record]:
    """What becomes of a file that is not read."""
    name = claimed.member.name
    plain = plain_name(name)
    count = _rows(claimed) if plain in LATER else 0
    yield FileSeen(name, claimed.kind, count or 0, 0)
    if claimed.kind == "linkedin.private":
        yield LeftOut("private, never read", 1)
    elif plain in ASSISTANT:
        yield LeftOut("talks with an assistant, not with people", 1)
    elif plain not in LATER:
        yield LeftOut("settings of your LinkedIn account, not read", 1)
    elif count is None:
        yield LeftOut(f"large or damaged files of {LATER[plain]}, not looked into", 1)
    elif count:
        yield LeftOut(f"{LATER[plain]}, not used yet", count)


def _rows(claimed: Claimed) -> int | None:
    """How many rows a table has; None for one too large or too broken to be worth a look."""
    if claimed.member.size > limits.COUNTED:
        return None
    try:
        found = header(first_lines(claimed.member), bool)
        return sum(isinstance(row, Row) for row in rows(claimed.member, found)) if found else 0
    except Unreadable:
        return None

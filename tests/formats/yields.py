"""What every foreign file gives: `python -m tests.formats.yields FOLDER` writes docs/yields.md anew.

Counts and names of files only; nothing of what they hold.
"""

import gzip
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from backcast.errors import Unreadable
from backcast.formats import reader
from backcast.formats.names import clean
from backcast.formats.records import FileSeen, LeftOut, OwnerHint, Problem, Record, Row

TABLE = Path(__file__).resolve().parents[2] / "docs" / "yields.md"
TO = re.compile(r"^(?:Delivered-To|To):[^\n@]*?([\w.+-]+)@([\w-]+(?:\.[\w-]+)+)", re.MULTILINE | re.IGNORECASE)
INVITED = re.compile(r"mailto:([\w.+-]+)@([\w-]+(?:\.[\w-]+)+)", re.IGNORECASE)
FROM = re.compile(r"^From:[^\n@]*?([\w.+-]+)(?:@| at )([\w-]+(?:\.[\w-]+)+)", re.MULTILINE | re.IGNORECASE)
KINDS = ("contacts_csv", "ics", "jsonresume", "linkedin", "mail", "vcard")
HEAD = """# What every foreign file yields

Made by `python -m tests.formats.yields FOLDER` from files that nobody here wrote; tests hold the readers to it.
Each file is read by itself. A mailbox or calendar that does not tell whose it is counts as that of the address it
names most. *items*: messages, events, cards or rows it holds; *read*: those of use; *records*: what came of them; then
problems, each with its line, and what was left out, with the reason. Files without a kind are refused, in a sentence.

"""
COLUMNS = ("file", "kind", "items", "read", "records", "problems", "left out")


def files(folder: Path) -> list[Path]:
    """Every file of the kinds that are read, in one order everywhere."""
    found = (path for kind in KINDS for path in (folder / kind).rglob("*") if path.is_file())
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def line(folder: Path, path: Path) -> str:
    """One file's row of the table."""
    told = (path.relative_to(folder).as_posix(), *counted(path))
    return f"| {' | '.join(clean(text, 400).replace('|', '/') for text in told)} |"


def counted(path: Path) -> tuple[str, ...]:
    """What reading a file gives, by its kind."""
    try:
        records = list(reader.read([path], OwnerHint()))
        if any("not told which guest" in one or "owner is not known" in one for one in reasons(records)):
            records = list(reader.read([path], OwnerHint(emails=most_named(path))))
    except Unreadable as refused:
        return "", "", "", "", "", refused.message.replace(f"{path.name} holds nothing Backcast can read.", "")
    seen = [one for one in records if isinstance(one, FileSeen)]
    left = reasons(records)
    kinds = Counter(one.kind for one in seen)
    return (
        ", ".join(f"{kind} × {count}" if count > 1 else kind for kind, count in sorted(kinds.items())),
        str(sum(one.rows for one in seen)),
        str(sum(one.read for one in seen)),
        str(sum(isinstance(one, Row) for one in records)),
        str(sum(isinstance(one, Problem) for one in records)),
        "; ".join(f"{count} {reason}" for reason, count in sorted(left.items())),
    )


def reasons(records: list[Record]) -> Counter[str]:
    """What was left out, by its reason."""
    return Counter({one.reason: one.count for one in records if isinstance(one, LeftOut)})


def most_named(path: Path) -> tuple[str, ...]:
    """The address that most mails are to, else from; of a calendar that of most invitations."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rb") as file:
        raw = file.read(8_000_000)
    for told in (TO, INVITED, FROM):
        found = Counter("@".join(parts).lower() for parts in told.findall(raw.decode("latin-1")))
        if found:
            return (max(sorted(found), key=found.__getitem__),)
    return ()


def table(folder: Path) -> Iterator[str]:
    """The whole page, line by line."""
    yield HEAD + f"| {' | '.join(COLUMNS)} |\n|---|---|--:|--:|--:|--:|---|\n"
    for path in files(folder):
        yield line(folder, path) + "\n"


def written() -> dict[str, str]:
    """The rows of the table as it was checked in, by file."""
    rows = [row for row in TABLE.read_text(encoding="utf-8").splitlines() if row.startswith("| ")][1:]
    return {row.split(" | ")[0].removeprefix("| "): row for row in rows}


if __name__ == "__main__":
    TABLE.write_text("".join(table(Path(sys.argv[1]))), encoding="utf-8")

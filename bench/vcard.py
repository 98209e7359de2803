"""Cards a second, ours beside vobject's, on the same made-up file in the same run.

    python bench/vcard.py [--cards 20000]

Both turn a file into name, addresses, numbers, organisation and title of each card; ours further checks and
normalises them. engines.md §9 asks for five times vobject's speed on equal output.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from backcast.formats.reader import read
from backcast.formats.records import OwnerHint, PersonRecord

CARD = """BEGIN:VCARD
VERSION:3.0
N:Family{n};Given{n};;;
FN:Given{n} Family{n}
EMAIL;TYPE=INTERNET:given{n}@example.org
EMAIL;TYPE=INTERNET;TYPE=WORK:given{n}@work.example
TEL;TYPE=CELL:+1 212 555 {n:06d}
item1.URL:https://example.org/people/{n}
item1.X-ABLabel:PROFILE
ORG:Organisation {m};Department
TITLE:Keeper of number {n} and of a line so long that the address book which wrote
  it had to fold it
ADR;TYPE=HOME:;;{n} Oak Street;Springfield;OR;97475;USA
BDAY:1980-03-22
NOTE:Met at the meeting number {m}.\\nA second line\\, with a comma.
END:VCARD
"""

Row = tuple[str, tuple[str, ...], int, str, str]


def ours(path: Path) -> list[Row]:
    return [
        (one.name, one.emails, len(one.phones), one.organisation, one.title)
        for one in read([path], OwnerHint())
        if isinstance(one, PersonRecord)
    ]


def theirs(path: Path, vobject) -> list[Row]:
    with path.open(encoding="utf-8") as file:
        return [
            (
                card.fn.value,
                tuple(email.value for email in card.contents["email"]),
                len(card.contents["tel"]),
                card.org.value[0],
                card.title.value,
            )
            for card in vobject.readComponents(file)
        ]


def timed(read_all, *given) -> tuple[list[Row], float]:
    start = time.perf_counter()
    rows = read_all(*given)
    return rows, time.perf_counter() - start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cards", type=int, default=20_000)
    count = parser.parse_args().cards
    try:
        import vobject
    except ImportError:
        vobject = None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cards.vcf"
        path.write_text("".join(CARD.format(n=n, m=n % 97) for n in range(count)), encoding="utf-8")
        first = Path(folder) / "first.vcf"
        first.write_text(CARD.format(n=1, m=1), encoding="utf-8")
        ours(first)  # vobject is loaded by now, so ours is too
        mine, seconds = timed(ours, path)
        print(f"{'reader':<10}{'cards':>9}{'seconds':>10}{'cards/s':>10}{'times':>8}")
        print(f"{'backcast':<10}{len(mine):>9,}{seconds:>10.2f}{len(mine) / seconds:>10,.0f}{'':>8}")
        if vobject is None:
            print("vobject is not installed; `make bench` installs it from requirements/bench.txt.", file=sys.stderr)
            return 1
        other, slower = timed(theirs, path, vobject)
        print(f"{'vobject':<10}{len(other):>9,}{slower:>10.2f}{len(other) / slower:>10,.0f}{slower / seconds:>8.1f}")
        print("equal output" if mine == other else "OUTPUT DIFFERS")
        return int(mine != other)


if __name__ == "__main__":
    raise SystemExit(main())

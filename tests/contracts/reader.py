"""What every reader promises. A test file imports these tests and gives a `case` fixture of `Case`s."""

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backcast.errors import Unreadable
from backcast.formats import reader
from backcast.formats.records import (
    EvidenceRecord,
    FileSeen,
    InteractionRecord,
    OwnerHint,
    OwnerRecord,
    PersonRecord,
    PositionRecord,
    Row,
    from_json,
    to_json,
)


@dataclass(frozen=True)
class Case:
    """A file made of items, each worth something, and one item that is in trouble."""

    reader: str
    name: str
    build: Callable[[list[str]], str]
    items: list[str]
    bad: str
    hint: OwnerHint


def read(case, raw):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / case.name
        path.write_bytes(raw)
        return list(reader.read([path], case.hint))


def worth(records):
    """What each record of a row is known by, apart from where it stands; of evidence, also whose it is."""
    return [known_by(record) for record in records if isinstance(record, Row) and not isinstance(record, OwnerRecord)]


def known_by(record):
    if isinstance(record, PositionRecord):
        return record.kind, record.organisation, record.title, record.start, record.end
    note = record.note if isinstance(record, PersonRecord) else ""
    return record.key, note, (record.name if isinstance(record, EvidenceRecord | InteractionRecord) else "")


def test_one_bad_item_never_loses_its_neighbours(case):
    whole = worth(read(case, case.build(case.items).encode()))
    assert len(whole) >= len(case.items)
    for at in range(len(case.items) + 1):
        items = [*case.items[:at], case.bad, *case.items[at:]]
        assert [key for key in worth(read(case, case.build(items).encode())) if key in whole] == whole


def test_reading_twice_gives_equal_records(case):
    raw = case.build([*case.items, case.bad]).encode()
    assert read(case, raw) == read(case, raw)


def test_the_reader_is_listed_and_names_its_kinds(case):
    assert case.reader in reader.READERS
    (seen,) = [one for one in read(case, case.build(case.items).encode()) if isinstance(one, FileSeen)]
    assert seen.name == case.name and seen.kind.partition(".")[0] == case.reader
    assert seen.rows == seen.read == len(case.items)


ODD = [b"\0", b'"', b"\r", b"\n", b",", b";", b"=\n", b"\\", b"\xff\xfe", b"\xef\xbb\xbf", b"PK\x03\x04"]
cuts = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from(ODD) | st.binary(max_size=12)), max_size=4
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=cuts)
def test_no_change_to_a_good_file_stops_the_reading(case, changes):
    raw = case.build(case.items).encode()
    for where, drop, put in changes:
        at = int(where * len(raw))
        raw = raw[:at] + put + raw[at + drop :]
    try:
        records = read(case, raw)
    except Unreadable as trouble:
        assert trouble.message and trouble.hint
        return
    for record in records:
        assert from_json(to_json(record)) == record
        assert not isinstance(record, PersonRecord) or (record.name and record.key)


_opened: list[tuple[object, object]] | None = None


def _watch(event, details):
    if event == "open" and _opened is not None:
        _opened.append((details[0], details[1]))


sys.addaudithook(_watch)


def test_no_file_is_opened_for_writing(case, tmp_path):
    global _opened
    path = tmp_path / case.name
    path.write_text(case.build(case.items))
    _opened = []
    try:
        list(reader.read([path], case.hint))
        modes = [(str(name), mode) for name, mode in _opened]
    finally:
        _opened = None
    assert any(case.name in name for name, _ in modes)
    assert not [name for name, mode in modes if isinstance(mode, str) and set(mode) & set("wax+")]

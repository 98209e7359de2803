"""Real and real-shaped files that nobody here wrote, where the machine has them."""

import os
from pathlib import Path

import pytest

from backcast.formats.records import EvidenceRecord
from tests.formats import samples, yields

DATA = os.environ.get("BACKCAST_REAL_DATA", "")
pytestmark = pytest.mark.skipif(not DATA, reason="BACKCAST_REAL_DATA is not set")


@pytest.fixture
def data():
    return Path(DATA)


def test_an_archive_and_its_folder_read_alike(data):
    (archive,) = (data / "linkedin").glob("*.zip")
    packed, loose = samples.read(archive), samples.read(archive.with_suffix(""))
    keys = [sorted(one.key for one in kind(packed)) for kind in (samples.people, samples.interactions)]
    assert keys == [sorted(one.key for one in kind(loose)) for kind in (samples.people, samples.interactions)]
    assert len(keys[0]) >= 2_000 and len(keys[1]) >= 19_000 and not samples.problems(packed)
    rows = samples.seen(packed)
    assert rows["Connections.csv"] == ("linkedin.connections", 2_000, 2_000)
    assert rows["messages.csv"][1] == 20_000
    proofs = samples.of(EvidenceRecord, packed)
    assert len(proofs) >= 2_200 and rows["Recommendations_Received.csv"][1:] == (27, 27)
    known = {url for one in samples.people(packed) for url in one.urls}
    assert {one.url for one in (*samples.interactions(packed), *proofs)} <= known | {""}


def test_every_card_file_gives_people(data):
    files = sorted((data / "vcard").rglob("*.vcf"))
    assert files
    for path in files:
        records = samples.read(path)
        told = samples.seen(records)[path.name]
        assert (
            told[1]
            == told[2]
            == len(samples.people(records)) + samples.left_out(records).get("the same card once more", 0)
        )


def test_the_table_of_yields_knows_every_file_and_a_sample_reads_as_it_says(data):
    told, every = yields.written(), yields.files(data)
    assert list(told) == [path.relative_to(data).as_posix() for path in every] and len(every) > 900
    for path in every[::25]:
        assert yields.line(data, path) == told[path.relative_to(data).as_posix()]


@pytest.mark.deep
def test_every_foreign_file_reads_as_the_table_of_yields_says(data):
    assert "".join(yields.table(data)) == yields.TABLE.read_text(encoding="utf-8")

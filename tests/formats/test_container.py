import io
import os
import stat
import struct
import tarfile
import zipfile

import pytest

from backcast import limits
from backcast.errors import Unreadable
from tests.formats import samples
from tests.formats.samples import anna, bo

GOOD = {"Connections.csv": samples.connections(anna(), bo())}


def names(records):
    return [person.name for person in samples.people(records)]


BOTH = ["Anna Ash, PhD", "Bo Birch"]


def test_names_that_lead_outside_are_skipped_and_the_rest_is_read(tmp_path):
    bad = ["../x.csv", "/etc/x.csv", "C:\\x.csv", "a\\..\\b.csv", "x\0.csv"]
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in GOOD.items():
            archive.writestr(name, text)
        for name in bad:
            info = zipfile.ZipInfo("placeholder")
            info.filename = info.orig_filename = name
            archive.writestr(info, "First Name,Last Name,Connected On\nEvil,One,\n")
        link = zipfile.ZipInfo("link.csv")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    before = sorted(tmp_path.rglob("*"))
    records = samples.read(path)
    assert names(records) == BOTH
    assert len(samples.problems(records)) == len(bad) + 1
    assert sorted(tmp_path.rglob("*")) == before


def test_a_zip_inside_a_zip_and_a_second_of_the_same_name_are_problems(tmp_path):
    inner = samples.zipped(tmp_path / "inner.zip", GOOD).read_bytes()
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive, pytest.warns(UserWarning):
        archive.writestr("top/Connections.csv", GOOD["Connections.csv"])
        archive.writestr("top/Connections.csv", "x")
        archive.writestr("more.zip", inner)
    records = samples.read(path)
    assert names(records) == BOTH
    assert [problem.file for problem in samples.problems(records)] == ["top/Connections.csv", "more.zip"]


@pytest.mark.parametrize("keep", [0.3, 0.7, 0.98])
def test_a_truncated_zip_is_refused_in_one_sentence(tmp_path, keep):
    whole = samples.zipped(tmp_path / "a.zip", GOOD).read_bytes()
    path = tmp_path / "cut.zip"
    path.write_bytes(whole[: int(len(whole) * keep)])
    with pytest.raises(Unreadable, match=r"cut\.zip is a damaged or half-downloaded ZIP") as trouble:
        samples.read(path)
    assert "again" in trouble.value.hint


def test_damage_inside_and_passwords_are_refused(tmp_path):
    path = samples.zipped(tmp_path / "a.zip", GOOD)
    raw = bytearray(path.read_bytes())
    raw[45:60] = bytes(15)
    (tmp_path / "damaged.zip").write_bytes(raw)
    with pytest.raises(Unreadable, match="damaged"):
        samples.read(tmp_path / "damaged.zip")
    raw = bytearray(path.read_bytes())
    directory = raw.rfind(b"PK\x01\x02")
    raw[directory + 8] |= 1
    (tmp_path / "locked.zip").write_bytes(raw)
    with pytest.raises(Unreadable, match="password"):
        samples.read(tmp_path / "locked.zip")


def tar(mode):
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode=mode) as archive:
        archive.addfile(tarfile.TarInfo("Connections.csv"), io.BytesIO())
    return made.getvalue()


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        ("TAR", tar("w")),
        ("TAR", tar("w:gz")),
        ("bzip2", tar("w:bz2")),
        ("xz", tar("w:xz")),
        ("7z", b"7z\xbc\xaf\x27\x1c"),
    ],
)
def test_other_archives_are_refused_with_what_to_do(tmp_path, kind, raw):
    (tmp_path / "takeout.bin").write_bytes(raw)
    with pytest.raises(Unreadable, match=rf"takeout\.bin is a {kind} archive") as trouble:
        samples.read(tmp_path / "takeout.bin")
    assert "Unpack it and give the folder" in trouble.value.hint
    samples.written(tmp_path, GOOD)
    records = samples.read(tmp_path)
    assert names(records) == BOTH and [one.file for one in samples.problems(records)] == ["takeout.bin"]


def test_a_declared_bomb_and_a_lying_one_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MEGABYTE", 100_000)
    bomb = samples.connections(anna()) + "\n" * 1_000_000
    path = samples.zipped(tmp_path / "a.zip", {"Connections.csv": bomb})
    with pytest.raises(Unreadable, match="unpacks to far more"):
        samples.read(path)
    raw = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        struct.pack_into("<I", raw, raw.rfind(mark) + at, 5_000)
    path.write_bytes(raw)
    with pytest.raises(Unreadable):
        samples.read(path)


def test_what_comes_out_in_all_is_limited(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "ARCHIVE_UNPACKED", 100_000)
    monkeypatch.setattr(limits, "ARCHIVE_GROWTH", 1)
    rows = [[f"Person{n}", os.urandom(8).hex(), "", "", "", "", ""] for n in range(5_000)]
    path = samples.zipped(tmp_path / "a.zip", {"Connections.csv": samples.connections(*rows)})
    with pytest.raises(Unreadable, match="limit of 100,000 bytes"):
        samples.read(path)


def test_too_many_members_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "ARCHIVE_MEMBERS", 20)
    monkeypatch.setattr(limits, "FOLDER_FILES", 20)
    files = GOOD | {f"{n}.txt": "" for n in range(30)}
    with pytest.raises(Unreadable, match="more than 20 files"):
        samples.read(samples.zipped(tmp_path / "a.zip", files))
    with pytest.raises(Unreadable, match="more than 20 files"):
        samples.read(samples.written(tmp_path / "folder", files))
    with pytest.raises(Unreadable, match="far too many files"):
        samples.read(samples.zipped(tmp_path / "b.zip", {f"{n:0900}.txt": "" for n in range(30)}))


@pytest.mark.deep
def test_a_real_bomb_is_refused_with_little_memory(tmp_path):
    import tracemalloc

    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("Connections.csv", "w") as out:
        for _ in range(100):
            out.write(bytes(1024 * 1024))
    tracemalloc.start()
    with pytest.raises(Unreadable):
        samples.read(path)
    assert tracemalloc.get_traced_memory()[1] < 64 * limits.MEGABYTE
    tracemalloc.stop()


def test_a_folder_gives_all_kinds_and_follows_no_links(tmp_path):
    outside = samples.written(tmp_path / "outside", {"secret.vcf": "BEGIN:VCARD\nFN:Secret\nEND:VCARD\n"})
    folder = samples.written(
        tmp_path / "export.zip", GOOD | {"deep/er/cards": "BEGIN:VCARD\nFN:Cy\nEND:VCARD\n", ".hid.vcf": "x"}
    )
    (folder / "away").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    (folder / "secret.vcf").symlink_to(outside / "secret.vcf")
    os.mkfifo(folder / "pipe.csv")
    samples.zipped(folder / "inner.zip", {"more.vcf": "BEGIN:VCARD\nFN:Dee\nEND:VCARD\n"})
    (folder / "broken.zip").write_bytes(b"PK\x03\x04broken")
    records = samples.read(folder)
    assert names(records) == [*BOTH, "Dee", "Cy"]
    assert [problem.file for problem in samples.problems(records)] == [
        "away",
        "broken.zip",
        "loop",
        "pipe.csv",
        "secret.vcf",
    ]


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null"])
def test_devices_pipes_and_missing_files_are_refused(tmp_path, path):
    os.mkfifo(tmp_path / "pipe")
    for odd in (path, tmp_path / "pipe", tmp_path / "missing"):
        with pytest.raises(Unreadable):
            samples.read(type(tmp_path)(odd))


def test_several_paths_are_one_import(tmp_path):
    cards = samples.written(tmp_path, {"a.vcf": "BEGIN:VCARD\nFN:Cy\nEND:VCARD\n"}) / "a.vcf"
    records = samples.read(cards, samples.zipped(tmp_path / "x", GOOD), cards)
    assert names(records) == [*BOTH, "Cy"] or names(records) == ["Cy", *BOTH]
    assert samples.left_out(records)["the same card once more"] == 1
    assert type(records[-1]).__name__ == "Origin"


def test_a_file_that_shrinks_is_no_crash(tmp_path):
    path = samples.written(tmp_path, GOOD) / "Connections.csv"
    reading = samples.reader.read([path], samples.HINT)
    path.write_text("")
    with pytest.raises(Unreadable):
        list(reading)

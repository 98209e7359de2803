"""Backups are equal to one committed state, private, and never torn."""

import resource
import shutil
import sqlite3
import stat
import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backcast.errors import Refused, Unreadable
from backcast.keeping import backup, queries
from tests.keeping.homes import database, run, told


def content(file):
    with backup.opened(file) as held:
        return queries.content(held.cursor())


@pytest.fixture
def own(home, settings, monkeypatch):
    """This process keeps the home's own database."""
    settings.BACKCAST_HOME = home
    monkeypatch.setattr(backup, "database", lambda: database(home))
    return home


def test_a_backup_holds_the_same_rows_and_opens_as_a_home(home, tmp_path):
    target = tmp_path / "copy.sqlite3"
    document = told(home, "backup", str(target))
    assert document["digest"] == content(database(home)) == content(target)
    assert document["bytes"] == target.stat().st_size and document["people"] == 401
    other = tmp_path / "other"
    other.mkdir()
    shutil.copy(target, database(other))
    assert told(other, "people", "--workspace", "demo") == told(home, "people", "--workspace", "demo")


def test_a_backup_leaves_no_key_and_nothing_beside_itself(home, tmp_path):
    folder = tmp_path / "copies"
    folder.mkdir()
    run(home, "backup", str(folder), limit=lambda: __import__("os").umask(0))
    [copy] = folder.glob("*.sqlite3")
    assert sorted(folder.iterdir()) == [copy, backup.manifest_file(copy)]
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in folder.iterdir())
    assert (home / "secret.key").read_bytes() not in copy.read_bytes()


@pytest.mark.deep
def test_copies_made_while_rows_are_written_hold_whole_transactions(tmp_path, home):
    source, ended = database(home), threading.Event()

    def write():
        with sqlite3.connect(source, timeout=20, isolation_level=None) as held:
            while not ended.is_set():
                held.execute("BEGIN IMMEDIATE")
                for name in ("one", "two"):
                    held.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('pair', ?, '')", [name])
                held.execute("COMMIT")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        copies = [backup.copy(source, tmp_path / f"{n}.sqlite3") for n in range(6)]
    finally:
        ended.set()
        writer.join()
    for made in copies:
        assert backup.check(made.path) == made.manifest
        with backup.opened(made.path) as held:
            [(pairs,)] = held.execute("SELECT count(*) FROM django_migrations WHERE app = 'pair'").fetchall()
        assert pairs % 2 == 0


@pytest.mark.deep
def test_a_torn_backup_never_replaces_a_good_one(home, tmp_path):
    target = tmp_path / "copy.sqlite3"
    run(home, "backup", str(target))
    before = {file.name: file.read_bytes() for file in tmp_path.glob("copy*")}
    run(home, "add", "Later Person")
    small = 200_000

    def full():
        resource.setrlimit(resource.RLIMIT_FSIZE, (small, small))

    assert told(home, "backup", str(target), limit=full, code=1)["error"]["code"] == "unreadable"
    assert {file.name: file.read_bytes() for file in tmp_path.glob("copy*")} == before
    assert not list(tmp_path.glob(".*part*"))
    assert told(home, "backup", str(target))["people"] == 402


@pytest.mark.parametrize("name", ["letter.txt", "other.sqlite3"])
def test_a_file_that_is_no_backup_of_ours_is_left_alone(home, tmp_path, name):
    target = tmp_path / name
    shutil.copy(database(home), target) if name.endswith("3") else target.write_text("dear")
    before = target.read_bytes()
    assert told(home, "backup", str(target), code=1)["error"]["code"] == "refused"
    assert target.read_bytes() == before


@pytest.mark.parametrize("end", ["", "-wal", "-journal"])
def test_the_database_is_never_its_own_backup(own, end):
    with pytest.raises(Refused):
        backup.make(own / f"backcast.sqlite3{end}")


def test_a_link_is_not_followed(own, tmp_path):
    (tmp_path / "link.sqlite3").symlink_to(database(own))
    with pytest.raises(Refused):
        backup.make(tmp_path / "link.sqlite3")


@pytest.mark.deep
def test_only_the_seven_newest_automatic_backups_stay(own):
    paths = [backup.make().path for _ in range(9)]
    assert backup.kept() == paths[:1:-1]
    assert sorted(backup.folder().glob("*.json")) == sorted(map(backup.manifest_file, paths[2:]))


def test_a_damaged_newest_backup_is_passed_over(own):
    good, bad = backup.make(), backup.make()
    bad.path.write_bytes(bad.path.read_bytes()[:-5000])
    assert backup.newest_good() == good


def test_rows_that_were_changed_in_a_backup_are_noticed(own):
    made = backup.make()
    with sqlite3.connect(made.path) as held:
        held.execute("UPDATE backcast_person SET note = 'x' WHERE name = 'Ines Quill'")
    with pytest.raises(Unreadable, match="does not hold what was saved"):
        backup.check(made.path)


@pytest.fixture(scope="session")
def one_backup(made, tmp_path_factory):
    folder = tmp_path_factory.mktemp("flips")
    return backup.copy(shutil.copy(database(made), folder / "own.sqlite3"), folder / "copy.sqlite3")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_no_flipped_bit_passes_unless_it_changes_nothing(one_backup, tmp_path, place, bit):
    bytes_ = bytearray(one_backup.path.read_bytes())
    bytes_[int(place * len(bytes_))] ^= 1 << bit
    file = tmp_path / "flipped.sqlite3"
    file.write_bytes(bytes_)
    shutil.copy(backup.manifest_file(one_backup.path), backup.manifest_file(file))
    try:
        backup.check(file)
    except Unreadable:
        return
    assert content(file) == one_backup.manifest.digest

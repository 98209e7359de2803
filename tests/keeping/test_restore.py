"""A backup is brought back whole or not at all, whatever state the home is in; who was forgotten stays forgotten."""

import shutil
import sqlite3
from contextlib import closing

import pytest

from backcast.errors import Refused, Unreadable
from backcast.keeping import backup, queries, restore
from tests.keeping.homes import database, everything, run, told
from tests.keeping.test_backup import content, own
from tests.keeping.test_kills import OPENED, killed

__all__ = ["own"]


def names(home):
    with backup.opened(database(home)) as held:
        return [name for (name,) in held.execute("SELECT name FROM backcast_person WHERE NOT is_owner")]


def changed(file, *statements):
    """A file with something done to it by hand."""
    with closing(sqlite3.connect(file)) as held:
        for statement in statements:
            held.execute(statement)
        held.commit()
    return file


@pytest.fixture
def copy(home):
    """The backup in a home."""
    return next((home / "backups").glob("*.sqlite3"))


def test_a_backup_comes_back_without_whom_was_forgotten_since(home, copy):
    run(home, "erase", "Ines Quill", "--yes")
    before = content(database(home))
    assert told(home, "restore", str(copy), code=1)["error"]["code"] == "refused"
    assert content(database(home)) == before
    document = told(home, "restore", str(copy), "--yes")
    assert (document["restored"], document["people"], document["forgotten"]) == (True, 400, 1)
    assert "Ines Quill" not in names(home) and len(names(home)) == 400
    assert b"ines@quill" not in everything(home).lower()
    kept = next((home / "backups").glob("before-restore-*.sqlite3"))
    assert document["kept"] == str(kept) and backup.check(kept).digest == before
    assert not [file for file in home.iterdir() if file.name.endswith((".part", "-wal", "-shm", "-journal"))]


def torn(copy):
    copy.write_bytes(copy.read_bytes()[:-5000])


def alone(copy):
    backup.manifest_file(copy).unlink()


def other(copy):
    copy.write_text("dear diary")


def edited(copy):
    changed(copy, "UPDATE backcast_person SET note = 'x' WHERE name = 'Ines Quill'")


def folder(copy):
    copy.unlink()
    copy.mkdir()


@pytest.mark.parametrize("harm", [torn, alone, other, edited, folder, lambda copy: copy.unlink()])
def test_what_is_no_whole_backup_is_refused_in_a_sentence(own, copy, harm):
    before = database(own).read_bytes()
    harm(copy)
    with pytest.raises(Unreadable) as said:
        restore.look(copy)
    assert said.value.hint and database(own).read_bytes() == before


def test_the_database_is_no_backup_of_itself(own):
    with pytest.raises(Refused, match="itself"):
        restore.look(database(own))


def test_on_postgresql_it_says_what_to_do(copy, monkeypatch):
    monkeypatch.setattr(backup, "database", lambda: None)
    with pytest.raises(Refused, match="PostgreSQL") as said:
        restore.look(copy)
    assert "pg_restore" in said.value.hint


@pytest.mark.deep
def test_every_row_comes_back_on_another_machine(home, copy, tmp_path):
    empty = tmp_path / "elsewhere" / "home"
    assert told(empty, "restore", str(copy))["kept"] is None  # nothing is here, so nothing to ask
    assert content(database(empty)) == backup.check(copy).digest
    assert told(empty, "people", "--workspace", "demo") == told(home, "people", "--workspace", "demo")
    assert told(empty, "doctor")["ok"]


@pytest.mark.deep
def test_the_way_back_is_another_restore(home, copy):
    run(home, "add", "Later Person")
    before = content(database(home))
    kept = told(home, "restore", str(copy), "--yes")["kept"]
    assert "Later Person" not in names(home)
    assert told(home, "restore", kept, "--yes")["people"] == 402 and content(database(home)) == before


@pytest.mark.deep
def test_an_older_backup_is_brought_to_todays_shape_and_a_newer_one_refused(home, tmp_path, own, unused):
    older = shutil.copytree(unused, tmp_path / "older")
    run(older, "add", "Old Friend")
    run(older, "manage", "migrate", "backcast", "0007_introductions")
    made = backup.copy(database(older), tmp_path / "older.sqlite3")
    assert made.manifest.migration == "0007_introductions"
    assert told(home, "restore", str(made.path), "--yes")["people"] == 1
    with backup.opened(database(home)) as held:
        assert queries.migration_of(held.cursor()) == queries.newest_migration()
    changed(database(older), "INSERT INTO django_migrations (app, name, applied) VALUES ('backcast', '9999_x', '')")
    newer, before = backup.copy(database(older), tmp_path / "newer.sqlite3"), content(database(home))
    assert "newer Backcast" in told(home, "restore", str(newer.path), "--yes", code=1)["error"]["message"]
    assert content(database(home)) == before


def gone(home):
    database(home).unlink()


def damaged(home):
    bytes_ = bytearray(database(home).read_bytes())
    bytes_[4096 : 4096 * 40] = b"\0" * (4096 * 39)
    database(home).write_bytes(bytes_)


def no_database(home):
    database(home).write_text("dear diary")


def stale_log(home):
    no_database(home)
    (home / "backcast.sqlite3-wal").write_bytes(b"\x37\x7f\x06\x82" * 5000)


@pytest.mark.deep
@pytest.mark.parametrize("harm", [gone, damaged, no_database, stale_log])
def test_a_lost_or_damaged_database_is_replaced_and_kept_aside(home, copy, harm):
    harm(home)
    before = {file.name: file.read_bytes() for file in home.glob("backcast.sqlite3*")}
    kept = told(home, "restore", str(copy), *(["--yes"] if before else []))["kept"]
    assert content(database(home)) == backup.check(copy).digest and told(home, "doctor")["ok"]
    aside = next(iter((home / "backups").glob("aside-*")), None)
    assert kept == (str(aside) if before else None)
    assert before.items() <= ({file.name: file.read_bytes() for file in aside.iterdir()} if aside else {}).items()


@pytest.mark.deep
def test_while_another_has_the_database_open_nothing_is_replaced(home, copy):
    with closing(sqlite3.connect(database(home))) as held:
        held.execute("SELECT count(*) FROM backcast_person").fetchone()
        before = content(database(home))
        said = told(home, "restore", str(copy), "--yes", code=1)["error"]
        assert said["code"] == "refused" and "open" in said["message"] and content(database(home)) == before


POINTS = [(None, "restore", name, 0) for name in ("_bring", "_prepare", "_replace", "_held")]
POINTS += [(None, "backup", "_publish", 0), *((None, "backup", "sync", n) for n in (1, 2, 3, 4))]
POINTS += [(damaged, "restore", "_keep", n) for n in (0, 1)] + [(damaged, "backup", "sync", n) for n in (1, 2)]


@pytest.mark.deep
@pytest.mark.parametrize(("harm", "module", "name", "after"), POINTS)
def test_a_killed_restore_leaves_the_old_state_or_the_new(home, copy, harm, module, name, after):
    digest = backup.check(copy).digest
    run(home, "add", "Later Person")
    before = content(database(home))
    if harm:
        harm(home)
    is_killed = killed_restoring(home, module, name, after, copy)
    if not (is_killed and harm):
        assert content(database(home)) in ([before, digest] if is_killed else [digest])
    assert told(home, "restore", str(copy), "--yes")["people"] == 401
    assert content(database(home)) == digest and not list(home.glob(".*part*")) and told(home, "doctor")["ok"]


def killed_restoring(home, module, name, after, copy):
    """Whether the point was reached."""
    try:
        killed(home, module, name, after, "restore", str(copy), "--yes", start=OPENED)
    except AssertionError:
        return False
    return True


def test_two_folders_of_one_second_have_names_of_their_own(tmp_path):
    first = backup.free(tmp_path, "aside", suffix="")
    first.mkdir()
    second = backup.free(tmp_path, "aside", suffix="")
    assert first != second and not second.exists()
    (tmp_path / f"{second.name}.sqlite3").touch()
    assert backup.free(tmp_path, "aside", suffix="").suffix != ".sqlite3"

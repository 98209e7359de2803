"""What the doctor sees."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from backcast.journal.models import Batch
from backcast.keeping import doctor
from backcast.network.models import Hop, SearchText
from backcast.network.queries import index
from backcast.ties.models import Tie
from tests import make
from tests.keeping.homes import database, run, told


def worst(check):
    return min((level for level, _ in check()), key=["fail", "warn", "ok"].index)


@pytest.fixture
def folder(settings, tmp_path):
    settings.BACKCAST_HOME = tmp_path
    return tmp_path


def test_all_is_well_with_a_fresh_home(tmp_path):
    document = told(tmp_path / "new", "doctor")
    levels = {check["name"]: check["level"] for check in document["checks"]}
    assert document["ok"] and set(levels.values()) <= {"ok", "warn"}
    assert levels["backups"] == "warn"
    well = (
        "pragmas",
        "integrity",
        "links",
        "key",
        "home",
        "migrations",
        "derived",
        "search",
        "imports",
        "start",
        "settings",
    )
    assert {levels[name] for name in well} == {"ok"}


def test_it_changes_nothing(home):
    run(home, "doctor")
    before = {file: file.read_bytes() for file in home.rglob("*") if file.is_file()}
    run(home, "doctor")
    assert {file: file.read_bytes() for file in home.rglob("*") if file.is_file()} == before


def test_a_hole_in_the_middle_is_found_and_the_backup_named(home):
    file = database(home)
    size = file.stat().st_size
    with file.open("r+b") as held:
        held.seek(size // 8192 * 4096)
        held.write(b"\x5a" * 20_000)
    document = told(home, "doctor", code=1)
    assert not document["ok"]
    [check] = [one for one in document["checks"] if one["name"] == "integrity"]
    [good] = (home / "backups").glob("*.sqlite3")
    assert check["level"] == "fail" and good.name in check["detail"]


def test_a_home_that_cannot_be_is_told_as_a_check(tmp_path):
    (tmp_path / "file").write_text("")
    document = told(tmp_path / "file", "doctor", code=1)
    assert [check["level"] for check in document["checks"]] == ["fail"]


def test_an_unknown_setting_is_told_as_a_check(tmp_path):
    document = told(tmp_path / "new", "doctor", code=1, BACKCAST_TYPO="1")
    assert "BACKCAST_TYPO" in document["checks"][0]["detail"]


def test_it_never_prints_the_key(home):
    key = (home / "secret.key").read_text()
    assert key not in run(home, "doctor").stdout
    own = "k" * 40
    assert own not in run(home, "doctor", BACKCAST_SECRET_KEY=own).stdout


def test_an_old_sqlite_is_told(monkeypatch):
    monkeypatch.setattr(doctor.connection, "vendor", "sqlite")
    monkeypatch.setattr(doctor.sqlite, "SAFE", (99,))
    assert worst(doctor.OUTSIDE["sqlite"]) == "warn"


@pytest.mark.parametrize(("days", "level"), [(1, "ok"), (9, "warn")])
def test_an_old_backup_is_told(home, settings, monkeypatch, days, level):
    settings.BACKCAST_HOME = home
    monkeypatch.setattr(doctor.connection, "vendor", "sqlite")
    monkeypatch.setattr(doctor, "now", lambda: datetime.now(UTC) + timedelta(days=days))
    assert worst(doctor.OUTSIDE["backups"]) == level


def test_figures_out_of_step_are_found(alice):
    person = make.person(alice)
    make.contact(alice, person)
    alice.workspace.aged_on = alice.today
    alice.workspace.save()
    assert worst(doctor.INSIDE["derived"]) == "ok"
    Tie.objects.of(alice).update(closeness=0.9)
    assert worst(doctor.INSIDE["derived"]) == "fail"


def test_hops_out_of_step_are_found(alice):
    people = [make.person(alice, name, organisation="Ash & Co") for name in ("Mei Park", "Bo Holm")]
    alice.workspace.aged_on = alice.today
    alice.workspace.save()
    assert worst(doctor.INSIDE["derived"]) == "ok" and Hop.objects.of(alice).count() == len(people)
    Hop.objects.of(alice).update(against=1.0)
    assert worst(doctor.INSIDE["derived"]) == "fail"


def test_people_that_search_misses_are_found(alice):
    make.person(alice)
    assert worst(doctor.INSIDE["derived"]) == "ok"
    SearchText.objects.of(alice).update(text="somebody else")
    assert worst(doctor.INSIDE["derived"]) == "fail"
    SearchText.objects.of(alice).delete()
    assert worst(doctor.INSIDE["derived"]) == "fail"


def test_an_index_out_of_step_is_found(alice, monkeypatch):
    make.person(alice, "Mei Park")
    assert worst(doctor.INSIDE["search"]) == "ok"
    SearchText.objects.of(alice).update(text="somebody else")
    assert worst(doctor.INSIDE["search"]) == "fail"
    monkeypatch.setattr(index, "has_trigrams", lambda: False)
    assert worst(doctor.INSIDE["search"]) == "warn"


def test_a_half_finished_import_is_told(alice):
    Batch(workspace=alice.workspace, state="applying", digest="x", as_of=alice.today).save()
    assert worst(doctor.INSIDE["imports"]) == "warn"


def test_open_files_are_told(folder):
    (folder / "notes.txt").write_text("")
    (folder / "notes.txt").chmod(0o640)
    folder.chmod(0o700)
    assert worst(doctor.OUTSIDE["home"]) == "warn"
    folder.chmod(0o755)
    assert worst(doctor.OUTSIDE["home"]) == "fail"


@pytest.mark.parametrize("name", ["Dropbox", "OneDrive - Home", "Google Drive", "com~apple~CloudDocs iCloud"])
def test_a_synchronised_folder_is_told(settings, tmp_path, name):
    settings.BACKCAST_HOME = tmp_path / name / "backcast"
    assert worst(doctor.OUTSIDE["place"]) == "warn"


def test_the_nearest_mount_tells_the_file_system(tmp_path):
    mounts = tmp_path / "mounts"
    mounts.write_text("/dev/a / ext4 rw 0 0\nserver:/x /mnt/our\\040share nfs4 rw 0 0\n/dev/b /mnt/ours ext4 rw 0 0\n")
    assert doctor.file_system(Path("/mnt/our share/home"), mounts) == "nfs4"
    assert doctor.file_system(Path("/mnt/ours/home"), mounts) == "ext4"
    assert doctor.file_system(Path("/mnt/other"), mounts) == "ext4"

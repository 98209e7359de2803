"""What a user may set is checked at the start, and the home is closed to others."""

import datetime as dt
import stat

import pytest

from backcast.errors import Misconfigured
from backcast.project import environment, home, sqlite


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"BACKCAST_HOEM": "x"}, "BACKCAST_HOEM"),
        ({"BACKCAST_TODAY": "yesterday"}, "BACKCAST_TODAY"),
        ({"BACKCAST_TODAY": "2026-02-30"}, "BACKCAST_TODAY"),
        ({"BACKCAST_HOSTS": "*"}, "BACKCAST_HOSTS"),
        ({"BACKCAST_HOSTS": "localhost:8000"}, "BACKCAST_HOSTS"),
        ({"BACKCAST_HOSTS": ","}, "BACKCAST_HOSTS"),
        ({"BACKCAST_DATABASE": "mysql://a@b/c"}, "BACKCAST_DATABASE"),
        ({"BACKCAST_DATABASE": "postgresql://a@b"}, "BACKCAST_DATABASE"),
        ({"BACKCAST_DATABASE": "postgresql://a@b:port/c"}, "BACKCAST_DATABASE"),
        ({"BACKCAST_SECRET_KEY": "short"}, "BACKCAST_SECRET_KEY"),
        ({"BACKCAST_SECRET_KEY_FILE": "/nowhere/key"}, "BACKCAST_SECRET_KEY_FILE"),
    ],
)
def test_a_wrong_setting_stops_the_start_and_is_named(values, told):
    with pytest.raises(Misconfigured) as refused:
        environment.read(values)
    assert told in refused.value.message and refused.value.hint


def test_settings_are_read_as_typed_values(tmp_path):
    (tmp_path / "key").write_text("k" * 40 + "\n")
    found = environment.read(
        {
            "BACKCAST_HOME": str(tmp_path),
            "BACKCAST_TODAY": "1853-06-01",
            "BACKCAST_HOSTS": "127.0.0.1, box.lan",
            "BACKCAST_DATABASE": "postgresql://me:p%40ss@db.lan:5433/net",
            "BACKCAST_SECRET_KEY_FILE": str(tmp_path / "key"),
            "OTHER": "left alone",
        }
    )
    assert found.home == tmp_path and found.today == dt.date(1853, 6, 1)
    assert found.hosts == ("127.0.0.1", "box.lan") and found.secret_key == "k" * 40
    assert found.database["PASSWORD"] == "p@ss" and found.database["PORT"] == "5433"


def test_the_home_and_its_key_are_closed_and_the_key_stays(tmp_path):
    place = tmp_path / "a" / "b"
    home.make(place)
    key = home.key(place)
    home.make(place)
    assert len(key) > 40 and home.key(place) == key
    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    assert stat.S_IMODE((place / home.KEY).stat().st_mode) == 0o600


def test_a_home_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(Misconfigured, match="file"):
        home.make(tmp_path / "file" / "home")


def test_an_sqlite_with_the_bug_runs_without_wal(monkeypatch):
    import sqlite3

    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 51, 2))
    assert sqlite.journal_mode() == "DELETE"
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 51, 3))
    assert sqlite.journal_mode() == "WAL"

"""Fixtures every test may use."""

import os
import signal
import sqlite3
from contextlib import closing, nullcontext
from unittest import mock

import pytest
from django.core.management.commands import migrate
from django.db import connection
from hypothesis import settings

from tests import cast
from tests.keeping import homes

# A shell lets its work in the background ignore Ctrl-C; what the tests start must hear it all the same.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
settings.register_profile("desk", deadline=None)
"""No example has to end within some time: a busy machine would refuse what is right."""
settings.register_profile("ci", settings.get_profile("desk"), derandomize=True, print_blob=True)
"""The same examples at every landing; at the desk every run tries others."""
settings.load_profile("ci" if os.environ.get("CI") else "desk")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """The journeys in a browser first: files are shared out in this order, and a long one must not be the last."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


@pytest.fixture(scope="session")
def unused(tmp_path_factory):
    """A home nobody has used yet, to copy; making its tables takes longer than starting a server."""
    return homes.once(tmp_path_factory, "unused", lambda home: homes.run(home, "people"))


@pytest.fixture(scope="session")
def instead_of_migrating(request):
    """On SQLite the tables of the tests are copied from those of the home nobody has used yet."""
    if connection.vendor != "sqlite":
        return nullcontext()
    unused = homes.database(request.getfixturevalue("unused"))

    def copy(*_, **__):
        connection.ensure_connection()
        with closing(sqlite3.connect(f"file:{unused}?immutable=1", uri=True)) as held:
            held.backup(connection.connection)
        with connection.cursor() as cursor:
            for table in ("backcast_workspace", "backcast_user"):
                cursor.execute(f"DELETE FROM {table}")
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])

    return mock.patch.object(migrate.Command, "handle", copy)


@pytest.fixture(scope="session")
def django_db_setup(instead_of_migrating, request):
    with instead_of_migrating:
        request.getfixturevalue("django_db_setup")


@pytest.fixture
def alice(db):
    """The owner's viewer."""
    return cast.viewer()


@pytest.fixture
def charlie(db):
    """A stranger's viewer."""
    return cast.stranger()

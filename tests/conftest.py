"""Fixtures every test may use."""

import os

import pytest
from hypothesis import settings

from tests import cast
from tests.keeping import homes

settings.register_profile("ci", derandomize=True, print_blob=True)
"""The same examples at every landing; at the desk every run tries others."""
if os.environ.get("CI"):
    settings.load_profile("ci")


@pytest.fixture(scope="session")
def unused(tmp_path_factory):
    """A home nobody has used yet, to copy; making its tables takes longer than starting a server."""
    home = tmp_path_factory.mktemp("unused") / "home"
    homes.run(home, "people")
    return home


@pytest.fixture
def alice(db):
    """The owner's viewer."""
    return cast.viewer()


@pytest.fixture
def charlie(db):
    """A stranger's viewer."""
    return cast.stranger()

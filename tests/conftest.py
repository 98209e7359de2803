"""Fixtures every test may use."""

import os

import pytest
from hypothesis import settings

from tests import cast

settings.register_profile("ci", derandomize=True, print_blob=True)
"""The same examples at every landing; at the desk every run tries others."""
if os.environ.get("CI"):
    settings.load_profile("ci")


@pytest.fixture
def alice(db):
    """The owner's viewer."""
    return cast.viewer()


@pytest.fixture
def charlie(db):
    """A stranger's viewer."""
    return cast.stranger()

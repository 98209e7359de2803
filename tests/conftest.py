"""Fixtures every test may use."""

import pytest

from tests import cast


@pytest.fixture
def alice(db):
    """The owner's viewer."""
    return cast.viewer()


@pytest.fixture
def charlie(db):
    """A stranger's viewer."""
    return cast.stranger()

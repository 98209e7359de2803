"""Fixtures of the tests of introductions."""

import pytest

from backcast.network.models import Person


@pytest.fixture
def twelve(alice):
    """Twelve people of Alice's, by id, without ties."""
    rows = [Person(workspace=alice.workspace, name=f"P{n}", sort=f"p{n}") for n in range(12)]
    return sorted(row.pk for row in Person.objects.of(alice).bulk_create(rows))

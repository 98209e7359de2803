"""Places are compared by whole words, as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcast.formats.places import is_in

WORDS = st.lists(st.sampled_from(["lisbon", "porto", "new", "york", "são", "paulo", "brazil"]), min_size=1, max_size=3)
PLACES = st.lists(WORDS.map(" ".join), min_size=1, max_size=3).map(", ".join)


@pytest.mark.parametrize(
    ("place", "wanted", "is_there"),
    [
        ("Lisbon, Portugal", "lisbon", True),
        ("Lisbon, Portugal", "PORTUGAL", True),
        ("Lisbon, Portugal", "Lisbon, Portugal", True),
        ("Lisbon", "Lisbon, Portugal", True),
        ("Portugal", "Lisbon, Portugal", True),
        ("Porto, Portugal", "Lisbon, Portugal", False),
        ("Greater Lisbon Area", "Lisbon", True),
        ("Lisbon", "Lis", False),
        ("Romeoville", "Rome", False),
        ("Sao Paulo", "São Paulo", True),
        ("Paulo São", "São Paulo", False),
        ("Paris, Texas", "Paris, France", False),
        ("", "Lisbon", False),
        ("Lisbon", " , ", False),
    ],
)
def test_a_place_lies_in_another_or_does_not(place, wanted, is_there):
    assert is_in(place, wanted) is is_there


@given(PLACES, PLACES)
def test_case_and_each_of_its_parts_never_matter(place, wanted):
    assert is_in(place, wanted) == is_in(place.upper(), wanted.title())
    assert is_in(place, place) and all(is_in(place, part) for part in place.split(", "))
    if is_in(place, wanted):
        assert set(wanted.replace(",", "").split()) & set(place.replace(",", "").split())

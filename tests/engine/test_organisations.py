"""How alike names of organisations are: by whole words, in either order, and never by parts of a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcast.engine.organisations import GENERIC, likeness, strong_pairs, telling
from backcast.formats import names

WORDS = st.lists(st.sampled_from(["acme", "kelvin", "bank", "group", "labs", "deutschland", "art"]), max_size=4)
NAMES = WORDS.map(" ".join)


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("Kelvin Labs, Inc.", "KELVIN LABS", "exact"),
        ("Müller GmbH & Co. KG", "Mueller GmbH", ""),
        ("Siemens AG", "Siemens Deutschland GmbH", "strong"),
        ("Kelvin", "The Kelvin Group", "strong"),
        ("Kelvin Labs", "Kelvin Labs International Ltd", "strong"),
        ("Bosch Software", "Bosch Group", "weak"),
        ("Apple", "Apple Valley Dental", "weak"),
        ("Deutsche Bank", "Bank Deutsche", ""),
        ("Art", "Startup Art", "weak"),
        ("Art", "Startup", ""),
        ("Meta", "Metafore", ""),
        ("Global Services", "Global", "weak"),
        ("Technology Group", "Technology", "weak"),
        ("", "", ""),
        ("Acme", "", ""),
    ],
)
def test_likeness_of_names(one, other, found):
    assert likeness(names.organisation(one), names.organisation(other)) == found


@given(NAMES, NAMES)
def test_likeness_is_the_same_both_ways_and_strong_means_generic_words_alone(one, other):
    found = likeness(one, other)
    assert found == likeness(other, one)
    assert (found == "exact") == (one == other != "")
    if found == "strong":
        assert telling(one) == telling(other) != ()
        assert set(one.split()) ^ set(other.split()) <= GENERIC
    if not set(one.split()) & set(other.split()):
        assert found == ""


@given(st.lists(NAMES, max_size=12))
def test_pairs_are_those_a_look_at_every_two_finds(told):
    every = {(a, b) for a in told for b in told if a < b and likeness(a, b) == "strong"}
    assert set(strong_pairs(told)) == every

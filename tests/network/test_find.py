"""WHO: an id, an address or a name, and only when it is clear who is meant."""

import pytest

from backcast.errors import Ambiguous, Invalid, NotFound
from backcast.network.models import ContactPoint
from backcast.network.queries import find
from tests import make


@pytest.fixture
def mei(alice):
    person = make.person(alice, "Mei Park", email="Mei@Example.org", organisation="Kelvin Labs")
    url = "https://www.linkedin.com/in/meipark"
    ContactPoint(workspace=alice.workspace, person=person, kind="url", value=url, key=url, day=alice.today).save()
    return person


@pytest.mark.parametrize(
    "who",
    ["{id}", "mei@example.ORG", "de.linkedin.com/in/MeiPark/", "Mei Park", "park MEI", "mei", "Dr. Mei Park, PhD"],
)
def test_each_way_to_say_who(alice, mei, who):
    make.person(alice, "Bo Holm", organisation="Park & Co")
    assert find(alice, who.format(id=mei.pk)) == mei


@pytest.mark.parametrize("who", ["???", "%", "_", "²", "9" * 30, "0", "kelvin", "nobody@example.org", "\x1b[2J"])
def test_what_names_nobody_finds_nobody(alice, mei, who):
    with pytest.raises(NotFound) as caught:
        find(alice, who)
    assert caught.value.code == "not_found"
    assert "\x1b" not in caught.value.message and "\x00" not in caught.value.message


@pytest.mark.parametrize("who", ["", "   ", "\x00"])
def test_an_empty_name_is_said_to_be_one(alice, mei, who):
    with pytest.raises(Invalid, match="No name was given"):
        find(alice, who)


def test_several_people_are_named_with_their_ids(alice, mei):
    others = [make.person(alice, f"Mei {letter}") for letter in "ABCDEFG"]
    with pytest.raises(Ambiguous) as caught:
        find(alice, "mei")
    assert f"{others[0].pk} Mei A" in caught.value.hint and "and more" in caught.value.hint


def test_a_whole_name_wins_over_a_part_of_another(alice, mei):
    make.person(alice, "Mei Parker")
    assert find(alice, "mei park") == mei
    make.person(alice, "Mei Park")
    with pytest.raises(Ambiguous):
        find(alice, "mei park")


def test_a_name_of_signs_is_only_itself(alice, mei):
    person = make.person(alice, "🙂")
    make.person(alice, "🙃")
    assert find(alice, "🙂") == person
    with pytest.raises(NotFound):
        find(alice, "😶")


def test_a_strangers_people_are_nobody(alice, charlie, mei):
    for who in (str(mei.pk), "mei@example.org", "Mei Park", "linkedin.com/in/meipark"):
        with pytest.raises(NotFound):
            find(charlie, who)

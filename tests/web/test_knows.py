"""Who they know, on the page of a person: noted, doubted, set aside, and undone; as plain forms."""

import pytest
from django.urls import reverse

from backcast.network.actions import acquaintances, hops
from backcast.network.models import Acquaintance, Evidence, Person, Position
from tests import cast, make
from tests.web.test_person_page import sent, text, undo_of


@pytest.fixture
def client(alice):
    return cast.client(alice)


@pytest.fixture
def mei(alice):
    return make.person(alice, "Mei Park", organisation="Kelvin Labs")


def test_somebody_is_noted_doubted_and_known_again(client, alice, mei):
    bo = make.person(alice, "Bo Holm", organisation="Kelvin Labs")
    page = text(client.get(reverse("person", args=[mei.pk])))
    assert "Both work at Kelvin Labs now (their positions)" in page and "perhaps" in page
    said = sent(client, "knows", mei.pk, who="bo holm", why="<b>one table</b>", on="2026-05-01")
    assert "Mei Park knows Bo Holm." in text(said) and "One of them said so in May 2026 (you)" in text(said)
    assert "&lt;b&gt;one table" in text(said) and "surely" in text(said)
    for state, words in (("disputed", "don&#x27;t know each other"), ("retired", "no longer know each other")):
        page = sent(client, "knows_state", mei.pk, other=bo.pk, state=state)
        assert words in text(page) and "Set aside: 1" in text(page) and "surely" not in text(page)
    page = sent(client, "knows_state", mei.pk, other=bo.pk, state="active")
    assert "surely" in text(page) and "Set aside" not in text(page)
    piece = Evidence.objects.of(alice).get()
    page = sent(client, "knows_evidence", bo.pk, aside=piece.pk)
    assert "Let it count again" in text(page) and "perhaps" in text(page)
    client.post(undo_of(page))
    assert "surely" in text(client.get(reverse("person", args=[bo.pk])))


def test_being_somewhere_at_the_same_time_is_told_only_where_days_say_so(client, alice, mei):
    bo = make.person(alice, "Bo Holm", organisation="Kelvin Labs")
    page = text(client.get(reverse("person", args=[mei.pk])))
    assert "Both work at Kelvin Labs now" in page and "at the same time" not in page
    Position.objects.of(alice).update(start="2019-03", end="2021", current=False)
    hops.settle(alice, [mei.pk, bo.pk])
    page = text(client.get(reverse("person", args=[mei.pk])))
    assert "Worked at Kelvin Labs at the same time" in page and "Both work" not in page


def test_a_name_that_is_not_clear_is_asked_about_and_a_new_one_can_be_added(client, alice, mei):
    bos = [make.person(alice, "Bo Holm"), make.person(alice, "Bo Holmes", organisation="Elm")]
    asked = client.post(reverse("knows", args=[mei.pk]), {"who": "Bo", "why": "kept", "on": ""})
    assert asked.status_code == 422 and "Whom do you mean?" in text(asked) and "kept" in text(asked)
    assert all(f'value="{one.pk}"' in text(asked) for one in bos) and "Elm" in text(asked)
    assert not Acquaintance.objects.of(alice).exists()
    assert "Mei Park knows Bo Holmes." in text(sent(client, "knows", mei.pk, who="Bo", pick=bos[1].pk))
    asked = client.post(reverse("knows", args=[mei.pk]), {"who": "Zoe Zander"})
    assert asked.status_code == 422 and "Nobody here is called so." in text(asked)
    page = sent(client, "knows", mei.pk, who="Zoe Zander", add="yes")
    assert "whom you only hear of" in text(page) and Person.objects.of(alice).filter(name="Zoe Zander").exists()
    client.post(undo_of(page))
    assert not Person.objects.of(alice).filter(name="Zoe Zander").exists()


def test_wrong_input_is_named_and_strangers_get_nothing(client, alice, charlie, mei):
    other = make.person(alice, "Bo Holm")
    theirs = make.person(charlie, "Eve Elm")
    acquaintances.say(charlie, theirs, make.person(charlie, "Fay Fir"))
    piece = Evidence.objects.of(charlie).get()
    for fields, words in (({"who": ""}, "Who? is missing."), ({"who": "Mei Park"}, "one person"),
                          ({"who": "Bo Holm", "on": "2099-01-01"}, "not a likely day")):  # fmt: skip
        page = client.post(reverse("knows", args=[mei.pk]), fields)
        assert page.status_code == 422 and words in text(page)
    for name, fields in (
        ("knows", {"who": "x", "pick": theirs.pk}),
        ("knows", {"who": "x", "pick": "²"}),
        ("knows_state", {"other": theirs.pk, "state": "disputed"}),
        ("knows_state", {"state": "disputed"}),
        ("knows_evidence", {"aside": piece.pk}),
        ("knows_evidence", {}),
    ):
        assert client.post(reverse(name, args=[mei.pk]), fields).status_code == 404
    assert client.post(reverse("knows_state", args=[mei.pk]), {"other": other.pk, "state": "x"}).status_code == 422
    assert not Acquaintance.objects.of(alice).exists()

"""The pages of the four lists: written, hoped for, and ten people placed at once."""

import re

import pytest
from django.urls import reverse

from backcast.journal.models import Change
from backcast.journal.queries import last_change
from backcast.network.models import Person
from backcast.ties import queries
from backcast.web.forms import STANDING
from tests import cast, make

LISTS = {
    "champion": "Mei Park, Kelvin Labs\r\nلينا حداد",
    "advocate": "",
    "supporter": "mei park",
    "friendly": "Bo Holm",
}


@pytest.fixture
def client(alice):
    return cast.client(alice)


def standings(viewer):
    return {row.name: row.tie.standing for row in queries.people(viewer)}


def text(answer):
    return answer.content.decode()


def undo(client, answer):
    """Press the Undo the page offers."""
    client.post(re.search(r'action="(/undo/\d+)"', text(answer))[1], headers={"referer": answer.request["PATH_INFO"]})


def test_the_boxes_say_what_the_words_mean_and_that_empty_is_a_beginning(client):
    page = text(client.get(reverse("memory")))
    for word in ("champion", "advocate", "supporter", "friendly"):
        assert f'name="{word}"' in page and STANDING[word] in page
    assert "may be empty; that is a beginning" in page
    assert f'"{reverse("memory")}"' in text(client.get(reverse("welcome")))


def test_lists_are_saved_in_one_change_and_lead_to_the_hopes(client, alice):
    answer = client.post(reverse("memory"), LISTS)
    assert (answer.status_code, answer.headers["Location"]) == (303, reverse("memory_aims"))
    assert standings(alice) == {"Mei Park": "champion", "لينا حداد": "champion", "Bo Holm": "friendly"}
    page = client.get(reverse("memory_aims"))
    assert "Your lists are saved." in text(page) and "<bdi>Bo Holm</bdi>" in text(page)
    assert "Mei Park" not in text(page)
    undo(client, page)
    assert not Person.objects.of(alice).exists()
    assert client.get(reverse("memory_aims")).status_code == 200


def test_the_same_lists_again_say_so_and_offer_no_undo(client, alice):
    for _ in range(2):
        client.post(reverse("memory"), LISTS)
    assert Change.objects.of(alice).count() == 1
    page = text(client.get(reverse("memory_aims")))
    assert "Everyone you wrote is on your lists already." in page and page.count("/undo/") == 1


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({}, "One name on one list is enough to begin."),
        ({"friendly": " \r\n\u200b"}, "One name on one list is enough to begin."),
        ({"champion": "\r\nBo <b>Holm\r\n" + "x" * 300}, "Line 3 is longer than 200 characters."),
        ({"champion": "Bo <b>Holm\r\n, Kelvin Labs"}, "Line 2 has no name before the comma."),
        ({"champion": "Bo <b>Holm\r\n" + "Name\r\n" * 250}, "These are more than 200 names."),
        ({"champion": "Bo <b>Holm", "friendly": "x" * 100_001}, "longer than 100000 characters"),
    ],
)
def test_what_cannot_be_used_is_named_and_the_input_kept(client, alice, told, words):
    answer = client.post(reverse("memory"), told)
    assert answer.status_code == 422 and words in text(answer)
    assert ("Bo &lt;b&gt;Holm" in text(answer)) is ("champion" in told)
    assert not Person.objects.of(alice).exists()


def test_the_wrong_list_is_the_one_marked(client):
    page = text(client.post(reverse("memory"), {"champion": "Bo", "supporter": "Ada\r\n" + "x" * 300}))
    wrong = re.search(r'<textarea[^>]*aria-invalid="true"[^>]*>', page)[0]
    assert 'name="supporter"' in wrong and page.count('aria-invalid="true"') == 1


def test_hopes_are_noted_once_and_undone(client, alice):
    bo, ada = make.person(alice, "Bo Holm", standing="friendly"), make.person(alice, "Ada", standing="advocate")
    for _ in range(2):
        answer = client.post(reverse("memory_aims"), {"people": [bo.pk, ada.pk]})
        assert (answer.status_code, answer.headers["Location"]) == (303, reverse("week"))
    assert {row.tie.aim for row in queries.people(alice)} == {"supporter", "champion"}
    assert "Bo Holm" not in text(client.get(reverse("memory_aims"))).split("<h1>")[1]
    client.post(reverse("undo", args=[last_change(alice, "stand").pk]))
    assert {row.tie.aim for row in queries.people(alice)} == {""}
    assert client.post(reverse("memory_aims"), {"people": ["x", "9" * 30]}).status_code == 303


def test_ten_people_are_placed_the_closest_first_and_the_rest_left(client, alice):
    people = [make.person(alice, f"Given{n} Family") for n in range(12)]
    make.contact(alice, people[11], minutes=90)
    make.person(alice, "Kin Family", ring="family")
    make.person(alice, "No Thanks", suggest=False)
    page = text(client.get(reverse("place")))
    assert page.count("<select") == 10 and page.index("Given11") < page.index("Given0 ")
    assert "Kin Family" not in page and "No Thanks" not in page
    told = {f"{people[11].pk}-standing": "advocate", f"{people[0].pk}-standing": "friendly"}
    told[f"{people[1].pk}-standing"] = ""
    before = Change.objects.of(alice).count()
    for _ in range(2):
        assert client.post(reverse("place"), told).headers["Location"] == reverse("week")
    assert Change.objects.of(alice).count() == before + 1
    found = standings(alice)
    assert (found["Given11 Family"], found["Given0 Family"], found["Given1 Family"]) == (
        "advocate",
        "friendly",
        "unknown",
    )
    undo(client, client.get(reverse("week")))
    assert set(standings(alice).values()) == {"unknown"}


def test_a_standing_that_is_none_keeps_the_other_choices(client, alice):
    bo, ada = make.person(alice, "Bo Holm"), make.person(alice, "Ada")
    answer = client.post(reverse("place"), {f"{bo.pk}-standing": "boss", f"{ada.pk}-standing": "champion"})
    assert answer.status_code == 422 and "Choose one of these" in text(answer)
    assert '<option value="champion" selected>' in text(answer)
    assert set(standings(alice).values()) == {"unknown"}


def test_nobody_left_to_place_is_said_calmly(client):
    assert "There is nobody to place right now." in text(client.get(reverse("place")))
    assert client.post(reverse("place")).status_code == 303


def test_a_stranger_places_nobody_of_ours(alice, charlie):
    mei, stranger = make.person(alice, "Mei Park", standing="friendly"), cast.client(charlie)
    for name, sent in (("place", {f"{mei.pk}-standing": "champion"}), ("memory_aims", {"people": mei.pk})):
        gone = {key.replace(str(mei.pk), "987654"): 987654 if value == mei.pk else value for key, value in sent.items()}
        theirs, nobodys = stranger.post(reverse(name), sent), stranger.post(reverse(name), gone)
        assert (theirs.status_code, theirs.content) == (nobodys.status_code, nobodys.content) == (404, nobodys.content)
    assert "Mei Park" not in text(stranger.get(reverse("place"))) + text(stranger.get(reverse("memory_aims")))
    assert stranger.post(reverse("memory"), {"friendly": "Mei Park"}).status_code == 303
    tie = queries.people(alice).get().tie
    assert (tie.standing, tie.aim) == ("friendly", "")


def test_the_move_of_the_week_leads_here(client, alice):
    make.people(alice, [f"Given{n} Family" for n in range(30)])
    page = text(client.get(reverse("week")))
    assert 'data-move="sort_lists"' in page and f'href="{reverse("place")}"' in page


@pytest.mark.parametrize("name", ["memory_aims", "place"])
def test_a_page_asks_no_more_for_many_people(client, alice, name, django_assert_max_num_queries):
    for n in range(12):
        standing = ("unknown", "friendly")[name == "memory_aims"]
        make.person(alice, f"Given{n} Family", organisation=f"House {n}", standing=standing)
    client.get(reverse(name))
    with django_assert_max_num_queries(9):
        client.get(reverse(name))

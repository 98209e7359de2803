"""The finder: people and pages by a few letters, nobody else's, in a fixed number of queries."""

import re
from html import unescape

import pytest
from django.urls import reverse

from backcast.pages.commands import COMMANDS, commands
from backcast.ties import actions
from backcast.ties.queries import finder
from tests import cast, make

HTMX = {"HX-Request": "true"}


def options(viewer, words="", **headers):
    """(words, address) of each option."""
    answer = cast.client(viewer).get("/palette", {"q": words}, headers=HTMX | headers)
    assert answer.status_code == 200
    found = re.findall(r'<a href="([^"]*)" role="option"[^>]*>(.*?)</a>', answer.content.decode(), re.DOTALL)
    return [(" ".join(unescape(re.sub("<[^>]*>", "", inside)).split()), unescape(url)) for url, inside in found]


def names(viewer, words=""):
    return [name for name, url in options(viewer, words) if url.startswith("/people/") and "/add" not in url]


def test_names_that_begin_with_the_letters_come_first(alice):
    for name in ("Joanna Byron", "Mei Anderson", "Anna Zeta", "Bob Stone"):
        make.person(alice, name)
    assert names(alice, "an") == ["Anna Zeta", "Mei Anderson", "Joanna Byron"]
    assert names(alice, "ZETÁ anna") == ["Anna Zeta"]


def test_before_a_letter_those_touched_last_come_first(alice):
    people = [make.person(alice, f"Person {letter}") for letter in "ABCDEFGHIJ"]
    make.contact(alice, people[0], days_ago=400)
    make.promise(alice, people[1])
    actions.stand(alice, people[2], standing="advocate")
    assert [one.name for one in finder.recent(alice, 4)] == ["Person C", "Person B", "Person A", "Person J"]
    assert names(alice)[:3] == ["Person C", "Person B", "Person A"]


def test_who_was_only_imported_comes_by_the_last_contact(alice, monkeypatch):
    monkeypatch.setattr(finder, "CHANGES", 0)
    people = [make.person(alice, f"Person {letter}") for letter in "ABC"]
    make.contact(alice, people[1], days_ago=3)
    make.contact(alice, people[2], days_ago=2)
    assert [one.name for one in finder.recent(alice, 2)] == ["Person C", "Person B"]


def test_somebody_gone_is_not_offered(alice):
    kept, gone = make.person(alice, "Kept"), make.person(alice, "Gone")
    make.contact(alice, gone)
    gone.delete()
    assert finder.recent(alice, 5) == [kept]


def test_log_and_a_name_lead_to_the_form(alice):
    ada = make.person(alice, "Ada Byron")
    make.person(alice, "Ada Stone")
    found = options(alice, "log ada b")
    assert found == [("Log with Ada Byron", f"/people/{ada.pk}/#log_text")]
    assert 'id="log_text"' in cast.client(alice).get(f"/people/{ada.pk}/").content.decode()
    assert {name for name, _ in options(alice, "log")} == {"Log with Ada Byron", "Log with Ada Stone"}


def test_who_is_called_log_is_found_too(alice):
    make.person(alice, "Log Lady")
    assert "Log Lady" in names(alice, "log")


@pytest.mark.parametrize("words", ["Jane Doe", "log  Jane   Doe", "\u202eJane Doe"])
def test_whoever_is_not_here_can_be_added(alice, words):
    [(text, url)] = options(alice, words)
    assert text == "Add Jane Doe"
    assert 'value="Jane Doe"' in cast.client(alice).get(url).content.decode()


def test_every_page_there_is_can_be_found(alice):
    there = [one for one in COMMANDS if one.url]
    assert len(there) >= 10 and commands() == there
    for command in there:
        assert (f"{command.label} {command.key}".strip(), command.url) in options(alice, command.label)
        assert cast.client(alice).get(command.url, follow=True).status_code == 200


def test_a_stranger_is_never_offered(alice, charlie):
    make.contact(alice, make.person(alice, "Xanthippe Quillfeather"))
    for words in ("", "x", "xanthippe", "log", "log xanthippe"):
        assert "Quillfeather" not in str(options(charlie, words))
    assert options(charlie, "xanthippe")[0][0] == "Add xanthippe"
    assert "Quillfeather" in str(options(alice, "x"))


@pytest.mark.parametrize(
    "words", ["%", "_", "'", '"', "\\", "(", "NEAR(", "-", "*", "org:", "\x00", "a" * 5_000, "🦊", "<b>"]
)
def test_nothing_typed_is_an_error_or_an_empty_list(alice, words):
    make.person(alice, "Ada Byron")
    assert options(alice, words)
    assert "<b>" not in cast.client(alice).get("/palette", {"q": words}).content.decode()


def test_the_plain_page_has_a_form_and_links(alice):
    ada = make.person(alice, "Ada Byron")
    page = cast.client(alice).get("/palette", {"q": "ada"}).content.decode()
    assert f'<a href="{reverse("person", args=[ada.pk])}">' in page and 'value="ada"' in page
    assert 'role="option"' not in page


@pytest.mark.parametrize("words", ["", "person", "log person"])
def test_many_people_take_no_more_queries_than_few(alice, words, django_assert_max_num_queries):
    make.contact(alice, make.person(alice, "Person 0"))
    client = cast.client(alice)
    ask = lambda: client.get("/palette", {"q": words}, headers=HTMX)  # noqa: E731
    with django_assert_max_num_queries(12) as few:
        ask()
    for made in make.people(alice, [(f"Person {number}", f"House {number}", "") for number in range(30)]):
        make.contact(alice, made), make.promise(alice, made)
    with django_assert_max_num_queries(len(few) + 1):
        ask()

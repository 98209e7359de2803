from types import SimpleNamespace

import pytest
from django.test import Client, RequestFactory
from django.urls import resolve

from backcast.pages.context import shell
from backcast.pages.menu import MENU, Entry

HOME = "127.0.0.1:8000"


@pytest.fixture(autouse=True)
def _walls(walls):
    return walls


def browser():
    return Client(headers={"host": HOME, "origin": f"http://{HOME}", "sec-fetch-site": "same-origin"})


def test_the_menu_shows_only_what_has_a_page():
    shown = shell(RequestFactory().get("/"))
    assert [entry.label for entry in shown["menu"]] == ["This week", "People"] and shown["menu_more"] == []
    assert Entry("Lab", "lab", "l").url == ""


def test_keys_and_addresses_are_not_shared():
    assert len({entry.key for entry in MENU}) == len({entry.url_name for entry in MENU}) == len(MENU)


@pytest.mark.parametrize(("path", "section"), [("/", "week"), ("/people/7/", "people"), ("/display", "")])
def test_the_menu_knows_where_we_are(path, section):
    request = RequestFactory().get(path)
    request.resolver_match = resolve(path)
    assert shell(request)["section"] == section


def test_a_page_marks_one_place():
    page = browser().get("/people/").content.decode()
    assert page.count('aria-current="page"') == 1


@pytest.mark.parametrize(("name", "sample"), [("demo", True), ("mine", False)])
def test_the_sample_says_so(name, sample):
    request = RequestFactory().get("/")
    request.viewer = SimpleNamespace(workspace=SimpleNamespace(name=name))
    assert shell(request)["is_sample"] is sample


def test_the_choice_of_colours_and_keys_stays_in_the_browser():
    client = browser()
    assert b'<html lang="en" data-keys="on">' in client.get("/").content
    assert client.post("/display", {"theme": "dark", "keys": "off"}).status_code == 302
    assert b'<html lang="en" data-keys="off" data-theme="dark">' in client.get("/").content
    assert all(
        client.cookies[name]["httponly"] and client.cookies[name]["samesite"] == "Strict" for name in client.cookies
    )


def test_an_unknown_choice_is_none():
    client = browser()
    client.post("/display", {"theme": '"><script>'})
    client.cookies["backcast_keys"] = '"><script>'
    assert b'<html lang="en" data-keys="on">' in client.get("/").content
    assert "backcast_theme" not in client.cookies

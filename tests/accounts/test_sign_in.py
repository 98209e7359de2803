"""Signing in by a link that works once; rows that can only be reached through a viewer."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from backcast.accounts import actions, queries
from backcast.accounts.models import Token, Workspace
from backcast.errors import NotFound
from backcast.network.models import Person
from tests import cast, make

HEADERS = {"host": "127.0.0.1:8000"}


def opened(secret):
    client = Client(headers=HEADERS)
    return client, client.get(f"/sign-in/{secret}")


def test_a_link_opens_a_session_once(alice):
    secret = actions.make_sign_in(alice)
    client, answer = opened(secret)
    assert answer.status_code == 302 and client.get("/people/").status_code == 200
    assert opened(secret)[1].status_code == 403


def test_looking_at_a_link_does_not_use_it_up(alice):
    secret = actions.make_sign_in(alice)
    assert Client(headers=HEADERS).head(f"/sign-in/{secret}").status_code == 403
    assert opened(secret)[1].status_code == 302


def test_an_old_link_and_a_made_up_one_are_refused(alice):
    secret = actions.make_sign_in(alice)
    Token.objects.of(alice).update(expires=timezone.now() - dt.timedelta(seconds=1))
    assert opened(secret)[1].status_code == 403
    assert opened("made-up")[1].status_code == 403


def test_only_the_digest_of_a_link_is_kept(alice):
    secret = actions.make_sign_in(alice)
    assert len(secret) >= 32 and secret not in str(list(Token.objects.of(alice).values()))


def test_signing_in_makes_a_new_session(alice):
    client = Client(headers=HEADERS)
    client.get(f"/sign-in/{actions.make_sign_in(alice)}")
    first = client.session.session_key
    client.get(f"/sign-in/{actions.make_sign_in(alice)}")
    assert client.session.session_key != first


def test_a_removed_sample_leads_back_to_ones_own(alice):
    client = cast.client(cast.viewer("demo"))
    Workspace.objects.filter(name="demo").delete()
    assert client.get("/people/").status_code in (200, 302)


def test_the_cookie_is_ours_alone_and_out_of_reach_of_scripts(alice, settings):
    client, _ = opened(actions.make_sign_in(alice))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie.key.startswith("bc_") and cookie["httponly"] and cookie["samesite"] == "Strict"


def test_an_unknown_workspace_is_named(alice):
    with pytest.raises(NotFound, match="nowhere"):
        queries.viewer("nowhere")


def test_rows_without_a_viewer_raise_and_ways_through_a_row_pass(alice):
    person = make.person(alice, email="mei@example.org")
    with pytest.raises(RuntimeError):
        Person.objects.filter(pk=person.pk)
    assert person.points.count() == 1


def test_today_is_the_frozen_day_or_the_day_where_the_user_is(alice, settings, monkeypatch):
    assert queries.today(alice.workspace) == cast.TODAY
    settings.BACKCAST_TODAY = None
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime(2027, 3, 1, 10, 30, tzinfo=dt.UTC))
    for zone, day in (("Pacific/Kiritimati", dt.date(2027, 3, 2)), ("Pacific/Midway", dt.date(2027, 2, 28))):
        alice.workspace.time_zone = zone
        assert queries.today(alice.workspace) == day

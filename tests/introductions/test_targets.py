"""Whom a route is to reach: the person or the organisation meant, whatever it is or was called."""

import datetime as dt

import pytest

from backcast.errors import Ambiguous, NotFound
from backcast.introductions.queries import targets
from backcast.network.actions import facts, organisations, trash
from backcast.network.queries import organisation
from backcast.vision import actions as vision
from tests import make


def ends(viewer, who):
    found = targets.find(viewer, who)
    return found.kind, set(found.ends)


def test_an_organisation_is_the_people_there_now_by_any_name_it_has_or_had(alice):
    ada, bo, cy = (make.person(alice, name, organisation="Acme Inc.") for name in ("Ada Byron", "Bo Lind", "Cy Diaz"))
    make.person(alice, "Di Moss", organisation="Acme Health")
    make.person(alice, "Ed Roe", organisation="Acme Inc.", ring="family")
    eve = make.person(alice, "Eve Ono", organisation="Bolt Ltd")
    facts.edit(alice, cy, name=cy.name, organisation="Acme Health", title="", place="")
    assert ends(alice, "acme gmbh") == ("organisation", {ada.pk, bo.pk})
    organisations.rename(alice, organisation(alice, "Acme"), "Zenith")
    organisations.merge(alice, organisation(alice, "Zenith"), organisation(alice, "Bolt"), kind="merged")
    trash.throw(alice, [bo.pk])
    for name in ("Acme", "Zenith Ltd", "Bolt"):
        assert ends(alice, name) == ("organisation", {ada.pk, eve.pk}), name


def test_a_person_wins_unless_the_words_are_the_whole_name_of_an_organisation(alice, charlie):
    may = make.person(alice, "May Park", organisation="Grant")
    grant, other = make.person(alice, "Grant Hill"), make.person(alice, "Kim Hill")
    alone = make.person(alice, "Madonna", organisation="Madonna Ltd")
    make.person(alice, "Bo Lind", organisation=str(grant.pk))
    assert ends(alice, str(grant.pk)) == ("person", {grant.pk})
    assert ends(alice, "Grant") == ("organisation", {may.pk})
    assert ends(alice, "Kim") == ("person", {other.pk})
    assert ends(alice, "Madonna") == ("person", {alone.pk})
    for viewer, who, no in ((alice, "hill", Ambiguous), (alice, "Gran Torino", NotFound), (charlie, "Grant", NotFound)):
        with pytest.raises(no):
            targets.find(viewer, who)


def test_words_find_whom_the_list_of_people_finds_the_best_known_first(alice, monkeypatch):
    far = make.person(alice, "Ada Byron", title="Fusion lead")
    near = make.person(alice, "Bo Lind", title="Fusion engineer", standing="supporter")
    make.person(alice, "Cy Diaz", title="Fusion", ring="family")
    assert targets.of_words(alice, " fusion ").ends == (near.pk, far.pk)
    assert targets.of_words(alice, "fusion standing:supporter").ends == (near.pk,)
    assert targets.of_words(alice, " ").ends == targets.of_words(alice, "nobody").ends == ()
    monkeypatch.setattr(targets, "ENDS", 1)
    assert targets.of_words(alice, "fusion").ends == (near.pk,)


def test_a_future_person_is_who_they_are_or_anybody_where_they_work(alice):
    future = vision.begin(alice, title="Five years", horizon=dt.date(2031, 11, 22))
    ada, bo = make.person(alice, "Ada Byron", organisation="Acme"), make.person(alice, "Bo Lind", organisation="Acme")
    told = (
        ({"name": "Ada Byron", "organisation": "Acme"}, {ada.pk}),
        ({"describe": "a guide", "organisation": "Acme Ltd"}, {ada.pk, bo.pk}),
        ({"describe": "a guide", "organisation": "Nowhere"}, set()),
        ({"name": "Somebody Else"}, set()),
    )
    for columns, expected in told:
        row = vision.put_person(alice, future, None, **columns)
        found = targets.of_future_person(alice, row)
        assert (set(found.ends), found.aim.future_person) == (expected, row.pk), columns
        assert found.name == columns.get("name", "a guide")

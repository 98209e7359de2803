"""Search against plain Python: words, phrases, fields and "not", whatever signs are typed."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from backcast.formats import names
from backcast.network import actions, queries
from backcast.network.models import Person, SearchText
from backcast.network.queries import index
from backcast.network.queries.words import Term, said, terms
from tests import make

PEOPLE = [
    ("Mei Park", "Kelvin Labs", "Platform Lead"),
    ("Zoë O'Neil", "Zoë & Sons", "SRE"),
    ("Jean-Pierre Ångström", "", "Head of 100% Fun_Things"),
    ("علي بن سينا", "شركة النور", ""),
    ("山田 太郎", "★", "エンジニア"),
    ("NEAR OR AND NOT", "Kelvin Labs, Inc.", "a*b(c) 'd'"),
    ("🙂", "☂", "🙂"),
    ("Strauß 🙂🙃", "", "x" * 150),
]
WORDS = [
    "mei", "PARK", "zoe", "Zoë", "o'neil", "O’Neil", "jean-p", "angstrom", "A\u030angstro\u0308m", "100%", "_", "%",
    "a*b", "NEAR", "or", "'", "\\", "()", "علي", "سينا", "\u202eعلي", "山田", "エンジ", "🙂", "🙃", "★", "strauss", "ß",
    "sre;DROP", "e\u0301", "kelvin", "xx", "nobody", "near/2", "^mei", "a:b", "{mei", "mei@park", "＋", "ｍｅｉ",
]  # fmt: skip
PHRASES = [
    "ei pa",
    "fun things",
    "kelvin labs",
    "labs kelvin",
    "% _",
    "سينا شركة",
    "near or",
    "🙂 🙃",
    "NEAR(mei park)",
]
SYMBOLS = set("🙂🙃★☂")
LOOK = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(params=["the index", "no index"])
def crowd(alice, request, monkeypatch):
    """Everyone, searched by the index, and as on an SQLite that has none. PostgreSQL's own index needs no word."""
    if request.param == "no index":
        monkeypatch.setattr(index, "has_trigrams", lambda: False)
    make.people(alice, PEOPLE)
    return alice, list(SearchText.objects.of(alice).select_related("person__organisation"))


def found(viewer, typed):
    return set(queries.search(viewer, typed).values_list("pk", flat=True))


def holds(row, text, phrase):
    """Whether a person fits a word or phrase, without a database; None where there is nothing to look for."""
    text, folded = names.clean(text), names.plain(text)
    pieces = [piece.strip(" '-") for piece in ([folded] if phrase else folded.split())]
    if any(pieces):
        return all(piece in row.text for piece in pieces)
    return text in row.person.name if SYMBOLS & set(text) else None


def fitting(rows, told):
    return {
        row.person_id
        for row in rows
        if all(holds(row, text, phrase) in (None, wanted) for text, phrase, wanted in told)
    }


TERM = st.tuples(st.sampled_from(WORDS), st.just(False), st.booleans())
QUOTED = st.tuples(st.sampled_from(PHRASES), st.just(True), st.booleans())


@LOOK
@given(st.lists(TERM | QUOTED, max_size=4), st.sampled_from([" ", "  ", "\t", "\u00a0", " \u200b "]), st.booleans())
def test_words_phrases_and_not_equal_plain_python(crowd, told, space, curly):
    viewer, rows = crowd
    quotes = "“”" if curly else '""'
    line = space.join(
        ("" if wanted else "-") + (text.join(quotes) if phrase else text) for text, phrase, wanted in told
    )
    assert found(viewer, line) == fitting(rows, told)


@LOOK
@given(st.text(st.sampled_from(" \t\"'%_*\\-:;,.()[]{}^|&<>$?~+\x00\u0301\u200d\ufe0f🙂★é«”آمeiNRorgst山\ud800")))
@example('"')
@example('-"')
@example('org:"')
@example('""')
@example("org:")
@example("-")
@example("NEAR(mei park)")
@example("mei OR * AND NOT")
@example("text:mei")
@example("a" * 100_000)
@example("ﷺ " * 200)
@example("x." * 5_000)
@example("mei." * 5_000)
@example(" ".join(f"mei{n}" for n in range(5_000)))
def test_nothing_typed_is_an_error_or_means_anything_to_the_database(crowd, typed):
    viewer, rows = crowd
    told = [(term.text, term.phrase, term.wanted) for term in terms(typed) if not term.field]
    if len(told) == len(terms(typed)):
        assert found(viewer, typed) == fitting(rows, told)
    else:
        assert found(viewer, typed) <= {row.person_id for row in rows}


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("org:kelvin", {"Mei Park", "NEAR OR AND NOT"}),
        ('ORG:"kelvin labs ltd"', {"Mei Park", "NEAR OR AND NOT"}),
        ('org:"zoe & sons"', {"Zoë O'Neil"}),
        ("org:النور", {"علي بن سينا"}),
        ("org:kelvin -near", {"Mei Park"}),
        ("org:kelvin org:zoe", set()),
        ("org:%", set()),
        ("org:nowhere", set()),
        ("-org:kelvin sre", {"Zoë O'Neil"}),
        ("lead org:labs", {"Mei Park"}),
        ("orgs:kelvin", set()),
    ],
)
def test_org_is_where_they_work_now(crowd, typed, who):
    assert {row.name for row in queries.search(crowd[0], typed)} == who


def test_who_works_nowhere_is_not_at_an_organisation_either(crowd):
    viewer, rows = crowd
    assert len(found(viewer, "-org:kelvin")) == len(rows) - 2


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ('"Jane Doe', [Term('"Jane'), Term("Doe")]),
        ("jane  jane", [Term("jane")]),
        ('-"a b" “c d”', [Term("a b", wanted=False, phrase=True), Term("c d", phrase=True)]),
        ("org:acme -org:b", [Term("acme", "org"), Term("b", "org", wanted=False)]),
        ("org:!!! x:y", [Term("org:!!!"), Term("x:y")]),
        ("Jean-Pierre", [Term("Jean-Pierre")]),
    ],
)
def test_what_was_typed_is_taken_apart(typed, told):
    assert terms(typed) == told


def test_a_name_is_left_without_fields_and_what_is_not_wanted():
    assert said("Jane org:acme Doe -bob") == "Jane Doe" and said("-bob org:acme") == ""


def test_nobody_elses_people_and_not_the_owner_are_found(crowd, charlie):
    own, me = make.person(charlie, "Mei Park 🙂"), make.person(charlie, "Mei Me 🙂")
    Person.objects.of(charlie).filter(pk=me.pk).update(is_owner=True)
    for typed in ("", "mei", "-zzz", "🙂", "-org:kelvin", '"mei park"'):
        assert found(charlie, typed) == {own.pk}


def test_what_search_looks_through_can_be_checked(crowd):
    viewer, rows = crowd
    assert queries.search_lags(viewer) == set()
    SearchText.objects.of(viewer).filter(pk=rows[0].pk).update(text="something else")
    SearchText.objects.of(viewer).filter(pk=rows[1].pk).delete()
    assert queries.search_lags(viewer) == {rows[0].pk, rows[1].pk}
    actions.index(viewer, [row.pk for row in rows])
    assert queries.search_lags(viewer) == set()

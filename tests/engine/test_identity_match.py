"""Which people are one: the laws, the guards, and that blocking misses nothing on small sets."""

from dataclasses import replace
from itertools import combinations
from unittest import mock

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from backcast.engine.identity import match
from backcast.engine.identity.blocks import pairs
from backcast.engine.identity.letters import latin, sound, words
from backcast.engine.identity.match import candidates, compare
from backcast.engine.identity.portrait import portrait
from backcast.engine.identity.records import Known
from backcast.engine.identity.slips import variants_of

LINK = "https://www.linkedin.com/in/"
FEW = settings(max_examples=40, deadline=None)


def known(ref, name, **facts):
    sets = {"urls", "emails", "phones", "organisations", "connected"}
    return Known(ref, name, **{key: frozenset(value.split()) if key in sets else value for key, value in facts.items()})


def texts(*choices):
    return st.sampled_from(["", *choices])


NAMES = st.sampled_from(
    """Anna Hale|Hale, Anna|A. Hale|Anna Maria Hale|Ann Hale|Anna|Bob Stone|Robert Stone|Rob Stonne|R. Stone|Stone
Ivan Petrov|Иван Петров|Zoë Łęcka|Zoe Lecka|LinkedIn Member||anna.hale@x.example|Anna Hale, PhD|Wei Wang|Wang Wei
Jean-Pierre Dupont|Jeanpierre Dupont|Robert Hale Jr.|Robert Hale, Sr.|Danuta Kowalczyk|Danuta Kowalcyzk""".replace(
        "\n", "|"
    ).split("|")
)
PEOPLE = st.builds(
    known,
    st.just(0),
    NAMES,
    urls=texts(LINK + "a", LINK + "b", "https://hale.example/"),
    emails=texts("a@x.example", "b@x.example", "info@x.example", "hales@mail.example"),
    phones=texts("+441234567890", "01234567890", "+441234567890x7"),
    organisations=texts("kelvin labs", "moss"),
    title=texts("Head of Data", "Engineer"),
    place=texts("Lisbon", "Lisbon, Portugal", "Leeds"),
    birthday=texts("1980-03-22", "1980-03-23", "--03-22", "1961-07-01"),
    addresses=st.sampled_from([(), ("12 Oak Street, Springfield 97475",), ("9 Elm Road, Leeds 4221",)]),
    connected=texts("2021-05-06", "2022-01-02"),
)
CROWDS = st.lists(PEOPLE, max_size=9).map(lambda them: [replace(one, ref=ref) for ref, one in enumerate(them)])


def likely(one, other):
    return compare(one, other).probability >= 0.5


@FEW
@given(PEOPLE, PEOPLE)
def test_it_does_not_matter_who_is_compared_with_whom(one, other):
    one, other = replace(one, ref=1), replace(other, ref=2)
    assert compare(one, other) == compare(other, one)


@FEW
@given(CROWDS, st.randoms())
def test_the_order_of_people_does_not_matter(people, rng):
    shuffled = list(people)
    rng.shuffle(shuffled)
    assert candidates(shuffled) == candidates(people)


@FEW
@given(CROWDS)
def test_looking_only_at_blocks_misses_nobody(people):
    found = candidates(people)
    assert found == sorted(found, key=lambda one: (-one.probability, one.a, one.b))
    with mock.patch.object(match, "pairs", lambda portraits: set(combinations(range(len(portraits)), 2))):
        assert found == candidates(people)


@FEW
@given(CROWDS)
def test_pairs_told_apart_never_come_again_and_sure_needs_an_identifier(people):
    found = candidates(people)
    refused = {(one.b, one.a) for one in found[::2]}
    assert candidates(people, apart=refused) == found[1::2]
    for one in found:
        kinds = {piece.kind for piece in one.evidence if piece.agrees}
        assert not one.sure or (one.probability >= 0.95 and kinds & {"profile", "email", "phone"})
        assert all(people[ref].name not in ("", "LinkedIn Member") for ref in (one.a, one.b))


MORE = {
    "urls": frozenset({LINK + "shared"}), "emails": frozenset({"own@new.example"}),
    "phones": frozenset({"+99123456789"}), "organisations": frozenset({"new firm"}),
    "title": "Keeper", "place": "Porto", "birthday": "1970-01-31",
    "addresses": ("1 New Road, Porto 4000",), "connected": frozenset({"2020-02-02"}),
}  # fmt: skip


@FEW
@given(PEOPLE, PEOPLE, st.sampled_from(sorted(MORE)))
def test_one_more_thing_in_common_never_lowers_the_probability(one, other, fact):
    new = MORE[fact]

    def told(person):
        held = getattr(person, fact)
        return replace(person, **{fact: held | new if isinstance(held, frozenset) else new})

    assert compare(told(one), told(other)).probability >= compare(one, other).probability - 1e-12


@FEW
@given(NAMES, CROWDS)
def test_a_name_alone_is_never_more_than_a_maybe(name, people):
    bare = known(10, name), known(11, name)
    found = candidates([*people, *bare], least=0.01)
    assert all(one.probability < 0.75 and not one.sure for one in found if one.b >= 10)
    assert compare(*bare).probability < 0.75


@pytest.mark.parametrize(("fact", "least"), [("emails", 0.99), ("phones", 0.99), ("birthday", 0.99), ("place", 0.75)])
def test_rare_names_are_found_and_what_agrees_beside_them_lifts_them(fact, least):
    crowd = [known(ref, "John Smith") for ref in range(8)]
    rare = known(8, "Danuta Kowalczyk"), known(9, "Kowalczyk, Danuta")
    (found,) = candidates([*crowd, *rare])
    assert (found.a, found.b) == (8, 9)
    told = [replace(one, **{fact: MORE[fact]}) for one in rare]
    (lifted,) = candidates([*crowd, *told])
    assert lifted.probability >= max(least, found.probability)


@FEW
@given(PEOPLE, PEOPLE)
def test_colleagues_are_not_one_person_by_what_they_share_at_work(one, other):
    work = known(0, "", emails="info@firm.example ann@firm.example", phones="+49301234567", organisations="firm")
    shared = {key: getattr(work, key) for key in ("emails", "phones", "organisations")} | {"place": "Bonn"}
    alone = {"urls": frozenset(), "birthday": "", "addresses": (), "title": "Engineer"}
    found = compare(replace(one, ref=1, **shared, **alone), replace(other, ref=2, **shared, **alone))
    assume(any(piece.kind == "name" and piece.weight < -5 for piece in found.evidence))
    assert found.probability < 0.01
    assert ("colleague", False) in {(piece.kind, piece.agrees) for piece in found.evidence}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna Hale", "Hale, Anna"), ("Anna Hale", "Dr Anna Hale, PhD, MBA"), ("Zoë Łęcka", "Zoe Lecka"),
        ("Иван Петров", "Ivan Petrov"), ("Νίκος Παπαδόπουλος", "Nikos Papadopoulos"),
        ("Юрий Щербаков", "Yuri Shcherbakov"),
        ("Jürgen Müller", "Juergen Mueller"), ("Wang Wei", "Wei Wang"), ("Bob Stone", "Robert Stone"),
        ("Jean-Pierre Dupont", "Jeanpierre Dupont"), ("Seán O’Brien", "Sean OBrien"), ("Anna Maria Hale", "Anna Hale"),
        ("王伟", "王 伟"),
    ],
)  # fmt: skip
def test_one_name_in_two_writings(one, other):
    pair = known(1, one, emails="own@mail.example"), known(2, other, emails="own@mail.example")
    assert compare(*pair).sure
    assert next(piece for piece in compare(*pair).evidence if piece.kind == "name").agrees


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A. Hale", "Anna Hale"), ("Danuta Kowalczyk", "Danuta Kowalcyzk"),
        ("Anna", "Anna Hale"), ("Anna Hale", "Anne Hale"),
        ("Anna Hale", "Anna Stone"), ("own@mail.example", "Anna Hale"),
    ],
)  # fmt: skip
def test_a_mailbox_of_ones_own_asks_for_a_look_where_the_names_are_not_quite_the_same(one, other):
    found = compare(known(1, one, emails="own@mail.example"), known(2, other, emails="own@mail.example"))
    assert found.probability >= 0.5
    assert not found.sure


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna Hale", "Bob Hale"),
        ("Daniel Hale", "Daniela Hale"),
        ("Jo Hale Jr", "Jo Hale Sr"),
        ("Mark Hale", "Mary Hale"),
    ],
)
def test_families_stay_apart(one, other):
    home = {
        "emails": "hales@mail.example",
        "phones": "+441234567890",
        "addresses": ("12 Oak Street, Leeds 4221",),
        "place": "Leeds",
    }
    assert not likely(known(1, one, **home), known(2, other, **home))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"urls": LINK + "a"}, {"urls": LINK + "b"}),
        ({"birthday": "1980-03-22"}, {"birthday": "1961-07-01"}),
        ({"organisations": "moss", "place": "Leeds"}, {"organisations": "kelvin", "place": "Porto"}),
    ],
)
def test_namesakes_stay_apart(one, other):
    """A common name: twenty others have it."""
    others = [known(ref, "John Smith", emails=f"{ref}@mail.example") for ref in range(10, 30)]
    people = [known(1, "John Smith", **one), known(2, "John Smith", **other), *others]
    assert not any({found.a, found.b} == {1, 2} for found in candidates(people))
    assert not compare(people[0], people[1]).sure


def test_two_profiles_of_one_site_are_two_people_whatever_else_agrees():
    same = {"emails": "own@mail.example", "phones": "+441234567890", "birthday": "1980-03-22", "organisations": "moss"}
    assert not likely(known(1, "Anna Hale", urls=LINK + "a", **same), known(2, "Anna Hale", urls=LINK + "b", **same))
    two = [f"{LINK}{one} https://github.com/anna" for one in "ab"]
    assert not likely(known(1, "Anna Hale", urls=two[0]), known(2, "Anna Hale", urls=two[1]))
    assert compare(known(1, "Anna Hale", urls=LINK + "a"), known(2, "Anna Stone", urls=LINK + "a")).sure
    github = known(2, "Anna Hale", urls="https://github.com/a", **same)
    assert compare(known(1, "Anna Hale", urls=LINK + "a", **same), github).sure


def test_the_account_of_a_firm_is_nobodys_profile():
    people = [known(ref, name, urls="https://github.com/moss") for ref, name in enumerate(("Anna Hale", "Bo Lund"))]
    assert not likely(*people)
    assert likely(known(1, "Anna Hale", urls=LINK + "a"), known(2, "Bo Lund", urls=LINK + "a"))


def test_a_mailbox_that_people_of_different_names_use_identifies_nobody():
    people = [
        known(ref, name, emails="hales@mail.example") for ref, name in enumerate(["Jane Hale", "John Hale", "J. Hale"])
    ]
    assert not candidates(people)
    assert [(one.a, one.b) for one in candidates(people[::2])] == [(0, 2)]


def test_hundreds_of_one_name_are_compared_only_where_more_agrees():
    people = [known(ref, "John Smith", organisations=f"firm{ref % 250}") for ref in range(500)]
    own = [known(500, "John Smith", emails="js@mail.example"), known(501, "Smith, John", emails="js@mail.example")]
    found = candidates([*people, *own])
    assert (found[0].a, found[0].b, found[0].sure) == (500, 501, True)
    assert all({"organisation"} <= {piece.kind for piece in one.evidence if piece.agrees} for one in found[1:])


def test_words_made_alike_do_not_multiply():
    letters = "abcdefghijklmnopqrstuvwxyz"
    made = [f"same{one}{other}" for one in letters for other in letters]
    assert variants_of(["kowalczyk", "kowalcyzk", "kowalczyk"]) == {
        "kowalczyk": ["kowalcyzk"], "kowalcyzk": ["kowalczyk"],
    }  # fmt: skip
    people = [known(ref, f"Anna {word}") for ref, word in enumerate(made)]
    assert len(pairs([portrait(one) for one in people])) < 25 * len(people)


def test_evidence_shows_both_texts_in_the_order_of_refs_and_adds_up():
    one = known(7, "Hale, Anna", phones="+11111111111 +442222222222", organisations="moss", title="Engineer")
    found = compare(one, known(3, "Anna Hale", phones="02222222222", organisations="kelvin", title="Head of Data"))
    shown = {piece.kind: (piece.agrees, piece.one, piece.other) for piece in found.evidence}
    assert (found.a, found.b) == (3, 7)
    assert shown["name"] == (True, "Anna Hale", "Hale, Anna")
    assert shown["phone"] == (True, "02222222222", "+442222222222")
    assert shown["organisation"] == (False, "kelvin", "moss")
    assert shown["title"][0] is None
    weights = [abs(piece.weight) for piece in found.evidence]
    assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize(
    ("text", "read"),
    [("О’Браєн Юлія", "obrayen yuliya"), ("Jean-Pierre", "jean pierre"), ("Żółć_2", "zolc"), ("김민수", "김민수")],
)
def test_letters_of_other_scripts(text, read):
    assert " ".join(words(text)) == read


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(text):
    once = words(text)
    assert words(" ".join(once)) == once
    assert latin(latin(text)) == latin(text)
    assert all(sound(word) for word in once)

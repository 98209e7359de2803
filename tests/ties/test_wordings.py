"""Wording files of every language, whatever facts they meet, and the user's own in their place."""

import re
import stat
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from backcast import limits
from backcast.accounts.models import Viewer, Workspace
from backcast.errors import Invalid, Refused
from backcast.formats import names
from backcast.journal.queries import last_change
from backcast.network.models import Organisation, Person
from backcast.ties.actions import take_back, words
from backcast.ties.models import Tie
from backcast.ties.queries import drafts, wordings
from tests import cast

EACH = [(language, name) for language in wordings.LANGUAGES for name in wordings.NAMES]
MESSAGES = [(language, name) for language, name in EACH if name != "since"]
KNOWN = {
    "name": "Mei-Lin",
    "organisation": "Kelvin Labs GmbH",
    "promise": "the slides of the talk in May",
    "person": "Ines Brandt",
    "there": "Volt & Sons",
    "known_for": "making the grid readable",
    "me": "Alice Ash",
}
NOTHING = dict.fromkeys(wordings.FACTS, "")
VOWS = {
    "en": "I will|I'll|promise",
    "de": "werde|versprech|schicke",
    "es": "voy a|promet|enviaré|llamaré",
    "fr": "je vais|promet|enverrai|rappellerai",
    "it": "promett|invierò|manderò|chiamerò",
    "nl": "ik zal|belo|stuur",
    "pl": "obie[ct]|wyślę|zadzwonię",
    "pt": "vou |promet|enviarei|ligarei",
    "sv": "jag ska|lova|skickar",
    "tr": "söz ver|göndereceğim|arayacağım",
    "uk": "обіця|надішлю|зателефоную",
}
"""How one would promise something in these languages."""
GENDERED = {
    "es": "encantad[oa]|agradecid[oa]",
    "fr": "heureu|ravie?|désolée?",
    "it": "grat[oa]\\b|content[oa]",
    "pt": "obrigad[oa]",
    "pl": "łem|łam",
    "uk": "\\b(був|була|хотів|хотіла)\\b",
}
"""Words that would tell whether a man or a woman writes."""
ODD_NAMES = [
    "مريم بنت أحمد",
    "Ó Súilleabháin",
    'Robert "Bob" O\'Neil',
    "李",
    "Ng",
    "ﷺ",
    "a" * 190,
    "$name",
    "A | B",
    "%s {0}",
]
WRITTEN = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


@pytest.fixture
def home(settings, tmp_path):
    settings.BACKCAST_HOME = tmp_path
    return tmp_path


def speaking(language):
    """Somebody in no table: writing asks for nothing."""
    return Viewer(Workspace(settings={"locale": language}), cast.TODAY)


def known(language):
    return KNOWN | {"since": wordings.since(language, 100)}


def lines(language, name):
    return wordings.ours(language, name).splitlines()


def test_every_language_has_every_wording_and_no_other():
    found = {(file.parent.name, file.stem) for file in wordings.OURS.glob("*/*")}
    assert found == set(EACH)


@pytest.mark.parametrize(("language", "name"), EACH)
def test_our_words_are_calm_and_vow_nothing(language, name):
    text = wordings.ours(language, name)
    assert words.checked(name, text) == text
    assert not re.search(r"[!¡—–]", text)
    assert name == "promise" or not re.search(VOWS[language], text, re.IGNORECASE)
    assert not re.search(GENDERED.get(language, "^$"), text, re.IGNORECASE)


@pytest.mark.parametrize(("language", "name"), MESSAGES)
def test_a_message_is_a_greeting_and_two_lines_whatever_is_known(language, name):
    for facts in (NOTHING, known(language), NOTHING | {"name": "Mei"}, known(language) | {"since": ""}):
        subject, text = wordings.told(lines(language, name), facts)
        assert 3 <= len(subject) <= 40 and len(text.splitlines()) == 3 and 40 <= len(text) <= 330
        assert not re.search(r"[$|]|\s\s|[.,:] ?[.,:]", subject + text) and text.endswith(".")
        assert len(drafts.Draft(subject, text, "mei@example.org").mailto) < 2000, "longer ones are cut by mail programs"


@pytest.mark.parametrize(("language", "name"), MESSAGES)
def test_a_line_begins_as_the_one_before_it_ends(language, name):
    """After a comma in small letters where the language does so, whichever version of the line is taken."""
    small = language in ("de", "it", "pl", "uk")
    for facts in (NOTHING, known(language)):
        first = wordings.told(lines(language, name), facts)[1].splitlines()[1]
        assert language == "en" or first[0].islower() == small


@pytest.mark.parametrize("language", wordings.LANGUAGES)
def test_each_fact_is_told_where_the_language_can_say_it(language):
    told = {name: wordings.told(lines(language, name), known(language))[1] for name in wordings.NAMES}
    bare = language in ("pl", "uk")  # a name would need its vocative, an organisation its locative
    assert all((KNOWN["name"] in told[name]) != bare for name in wordings.NAMES if name != "since")
    assert all((KNOWN["organisation"] in told[name]) != bare for name in ("hello_again", "dormant", "talk", "share"))
    assert KNOWN["promise"] in told["promise"]
    since = [wordings.since(language, days) for days in (20, *wordings.SILENCES)]
    assert since[0] == "" and len(set(since)) == 4
    assert all(wordings.since(language, 100) in told[name] for name in ("hello_again", "dormant", "talk"))


@pytest.mark.parametrize("language", [one for one in wordings.LANGUAGES if one != "en"])
def test_no_two_languages_meet_in_one_message(language):
    for name in wordings.NAMES:
        assert not set(lines(language, name)) & set(lines("en", name)) - {""}


@given(
    language=st.sampled_from([*wordings.LANGUAGES]),
    wording=st.sampled_from([name for _, name in MESSAGES[:6]]),
    given_name=st.just("") | WRITTEN,
    name=st.sampled_from(ODD_NAMES) | WRITTEN,
    where=st.sampled_from(ODD_NAMES) | WRITTEN,
    promise=st.sampled_from(ODD_NAMES) | WRITTEN,
)
@example("de", "hello_again", "", "مريم بنت أحمد", 'Ash & "Co" | Söhne', "")
@settings(max_examples=100)
def test_nothing_anybody_is_called_breaks_a_message(language, wording, given_name, name, where, promise):
    person = Person(name=name, given=given_name, organisation=Organisation(name=where))
    person.tie = Tie()
    draft = drafts.write(speaking(language), wording, person, promise=promise, email="mei@example.org")
    assert draft.language == language and len(draft.text.splitlines()) == 3 and len(draft.subject.splitlines()) == 1
    facts = {"name": names.clean(given_name) or names.clean(name)}
    told = draft.text.splitlines()[0]
    assert language in ("pl", "uk") or (facts["name"] in told if facts["name"] else "$" not in told)
    assert re.fullmatch(r"[\w.~%@:?&=-]+", draft.mailto, re.ASCII) and draft.mailto.count("?") == 1
    assert unquote(urlsplit(draft.mailto).query.partition("body=")[2]).replace("\r\n", "\n") == draft.text


@pytest.mark.parametrize(
    ("locale", "first"),
    [("", "en"), ("pt_BR", "pt-br"), ("uk", "uk"), ("zh-Hant-TW", "zh-hant-tw"), ("../../etc", "en"), ("d", "en"),
     ("de/..", "en"), ("DE", "de"), ("..", "en"), ("éé", "en"), ("de-", "de")],
)  # fmt: skip
def test_a_language_never_leads_out_of_the_folder(locale, first):
    assert wordings.languages(speaking(locale))[0] == first
    assert wordings.language(speaking(locale)) in wordings.LANGUAGES


def test_a_path_is_made_of_our_tables_alone(home):
    for language, name in [("..", "promise"), ("en", "../promise"), ("EN", "promise"), ("", ""), ("en", "since.txt")]:
        for act in (words.back_to_ours, lambda *where: words.keep_words(*where, "Hi\n\nHello")):
            with pytest.raises(KeyError):
                act(language, name)
    assert not list(home.iterdir())


def test_ones_own_words_are_kept_for_ones_own_eyes_and_put_aside_again(home):
    viewer, person = speaking("fr"), Person(name="Mei")
    person.tie = Tie()
    assert words.keep_words("fr", "promise", "Coucou\r\n\r\nSalut $name\r\n") is True
    assert drafts.write(viewer, "promise", person).text == "Salut Mei"
    file = home / "words" / "fr" / "promise.txt"
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (file, file.parent, file.parent.parent)]
    assert modes == [0o600, 0o700, 0o700] and [*file.parent.iterdir()] == [file]
    assert words.back_to_ours("fr", "promise") and not words.back_to_ours("fr", "promise")
    assert drafts.write(viewer, "promise", person).subject == "Comme promis"
    assert file.with_suffix(".bak").read_text() == "Coucou\n\nSalut $name\n"


def test_saving_our_words_needs_no_file(home):
    assert words.keep_words("de", "talk", wordings.ours("de", "talk").replace("\n", "\r\n")) is False
    words.keep_words("de", "talk", "Eins\n\nZwei")
    words.keep_words("de", "talk", wordings.ours("de", "talk"))
    assert wordings.own("de", "talk") == ""


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("talk", "", "a subject and a message"),
        ("talk", "\u200b \n", "a subject and a message"),
        ("talk", "Only a subject", "a subject and a message"),
        ("talk", "Hi\n\nHello $nmae", "$nmae is no fact"),
        ("talk", "Hi\n\nHello $Name", "$Name is no fact"),
        ("talk", "Hi\n\nHello ${_}", "$_ is no fact"),
        ("talk", "Hi\n\n" + "ж" * (limits.WORDS // 2), "longer than 8 kilobytes"),
        ("since", "one\ntwo", "three lines"),
        ("since", "one\n\nthree", "three lines"),
        ("since", "one\ntwo\nthree\nfour", "three lines"),
        ("since", "one\ntwo\n$name", "no facts"),
    ],
)
def test_words_no_message_can_be_made_of_are_refused_and_nothing_is_kept(home, name, text, said):
    with pytest.raises(Invalid, match=re.escape(said)) as told:
        words.keep_words("en", name, text)
    assert told.value.hint and not list(home.iterdir())


@given(text=st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\n\n\r$|{} \ufeff"), max_size=120))
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_kept_is_what_is_shown_and_told(home, text):
    try:
        words.keep_words("en", "share", f"Hi\n\n{text}")
    except Invalid:
        return
    kept = wordings.own("en", "share")
    assert kept == words.checked("share", f"Hi\n\n{text}") == words.checked("share", kept)
    assert wordings.told(kept.splitlines(), words.ALL_FACTS)[0] == "Hi"


def test_a_disk_that_refuses_is_told_in_words(home):
    (home / "words").write_text("no folder")
    with pytest.raises(Refused, match="could not be saved"):
        words.keep_words("en", "talk", "Hi\n\nHello")


def test_the_language_is_chosen_and_taken_back(alice):
    alice.workspace.settings = {"other": 1}
    alice.workspace.save()
    words.choose_language(alice, "de")
    assert wordings.language(alice) == "de"
    assert Workspace.objects.of(alice).get().settings == {"other": 1, "locale": "de"}
    take_back(alice, last_change(alice, "language"))
    assert Workspace.objects.of(alice).get().settings == {"other": 1}
    with pytest.raises(Invalid):
        words.choose_language(alice, "tlh")

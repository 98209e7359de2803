"""Languages: every name of one is its code, and every reader tells them the same way."""

import pytest
from django.conf.locale import LANG_INFO
from hypothesis import given, settings
from hypothesis import strategies as st

from backcast.formats import languages, names
from backcast.formats.language_names import NAMES
from backcast.formats.records import OwnerRecord
from tests.formats import people_files, samples


def test_no_name_means_two_languages_and_django_knows_none_we_do_not():
    told = {}
    for line in NAMES.replace("\n  ", " ").strip().splitlines():
        code, *rest = line.split("; ")
        for word in (code, *rest[:2], *rest[2].split(", ")):
            assert told.setdefault(names.plain(word), code) == code, word
    for tag, info in LANG_INFO.items():
        words = {tag, info.get("name", tag), info.get("name_local", tag)}
        found = {languages.code(languages.listed(word)[0]) for word in words}
        assert len(found) == 1 and found <= set(told.values()), words


LISTS = {
    "German (fluent, since 2019), Português; en-GB": "de,pt,en",
    "English - Native or bilingual proficiency": "en",
    "Deutsch C1 und Französisch / español de México": "de,fr,es",
    "中文、日本語": "zh,ja",
    "zh_Hant_TW | por & DE": "zh,pt,de",
    "Klingon, klingon, N/A": "Klingon",
    "Ancient Greek": "Ancient Greek",
    "American Sign Language": "American Sign Language",
    "native\nfluent": "",
    "N/A": "",
    "und": "",
    "I would rather not say, High Valyrian": "High Valyrian",
    "Quenyaquenyaquenyaquenyaquenyaquenyaquenya": "",
    "x@example.org": "",
}


def test_a_list_is_read_as_people_write_it():
    assert {text: languages.joined(languages.listed(text)) for text in LISTS} == LISTS


WORD = st.sampled_from(["Português", "de-AT", "C2", "Elvish", "and", "(fluent)", ",", ";", " - ", "/", "N/A", "日本語"])


@settings(max_examples=60, deadline=None)
@given(st.lists(WORD | st.text(max_size=6), max_size=8).map(" ".join))
def test_what_is_held_reads_back_as_itself(text):
    held = languages.joined(languages.listed(text))
    assert languages.joined(languages.listed(languages.words(held))) == held
    assert languages.held(held) == languages.listed(text) == languages.together(languages.listed(text))
    assert languages.shared(held, held) == languages.held(held) and not languages.beside([*languages.held(held)], [])


CARD = "BEGIN:VCARD\nVERSION:{}\nFN:Anna Ash\nEMAIL:anna@example.org\n{}END:VCARD\n"
BOOKS = {
    "four.vcf": (
        CARD.format("4.0", "LANG;TYPE=work;PREF=2:fr-CA\nitem1.LANG;PREF=1:pt\nLANG:Elvish\n"),
        "pt,fr,Elvish",
    ),
    "three.vcf": (CARD.format("3.0", "LANG:de\nLANG;TYPE=HOME,PREF:tr\n"), "tr,de"),
    "google.csv": (
        "Name,Given Name,Family Name,Language,E-mail 1 - Type,E-mail 1 - Value\n"
        "Anna Ash,Anna,Ash,pt-BR,*,anna@example.org\n",
        "pt",
    ),
    "outlook.csv": (
        "Vorname;Nachname;E-Mail-Adresse;E-Mail: Angezeigter Name;Sprache\n"
        "Anna;Ash;anna@example.org;Anna Ash;Deutsch, Polnisch\n",
        "de,pl",
    ),
    "own.csv": ('Name,Email,Speaks\nAnna Ash,anna@example.org,"Turkish; Kurmanji"\n', "tr,ku"),
    "anna.md": (
        "---\nname: Anna Ash\nemail: anna@example.org\nlanguages: [Dutch, sv]\nlang: en\n---\nHello.\n",
        "nl,sv",
    ),
}


@pytest.mark.parametrize("name", BOOKS)
def test_address_books_and_notes_tell_what_people_speak(tmp_path, name):
    text, spoken = BOOKS[name]
    [anna] = samples.people(samples.read(samples.written(tmp_path, {name: text}) / name))
    assert (anna.name, languages.joined(anna.languages)) == ("Anna Ash", spoken)


OWN = {
    "languages.json": people_files.resume(
        languages=[{"language": "English", "fluency": "Native"}, "Deutsch", {"fluency": "Good"}]
    ),
    "Languages.csv": "Name,Proficiency\nInglés,Competencia básica\nGerman,\n,\n",
}


@pytest.mark.parametrize("name", OWN)
def test_a_cv_and_linkedin_tell_what_the_owner_speaks(tmp_path, name):
    records = samples.read(samples.written(tmp_path, {name: OWN[name]}) / name)
    [owner] = samples.of(OwnerRecord, records)
    assert owner.languages == ("en", "de") and not samples.people(records)
    assert not any("languages" in reason for reason in samples.left_out(records))


def test_in_an_archive_they_are_the_profiles(tmp_path):
    files = {"Profile.csv": samples.PROFILE, "Languages_12.csv": "Name,Proficiency\nDutch,\n1234567,\n"}
    records = samples.read(samples.zipped(tmp_path / "a.zip", files))
    [owner] = samples.of(OwnerRecord, records)
    assert (owner.name, owner.languages) == ("Mia Me", ("nl",))
    assert samples.seen(records)["Languages_12.csv"] == ("linkedin.languages", 2, 1)
    assert [problem.field for problem in samples.problems(records)] == ["Name"]


def test_only_the_name_of_the_file_makes_a_list_of_languages(tmp_path):
    text = "Name,Proficiency,Email\nAnna Ash,Dutch,anna@example.org\n"
    [anna] = samples.people(samples.read(samples.written(tmp_path, {"team.csv": text}) / "team.csv"))
    assert anna.emails == ("anna@example.org",)

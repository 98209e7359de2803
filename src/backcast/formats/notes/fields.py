"""What the keys of front matter mean, in several languages, and whether a note is about a person."""

from collections.abc import Iterable, Iterator, Mapping

from backcast.formats.names import plain, word_set
from backcast.formats.notes.front import Entry

_WORDS = {
    "name": "name, full name, fullname, display name, nom, nom complet, nombre, nombre completo, nome, nome completo,"
    " naam, volledige naam, vollständiger name, imię i nazwisko",
    "given": "first name, firstname, given name, given, vorname, prénom, nombre de pila, nome próprio, voornaam, imię",
    "family": "last name, lastname, family name, surname, nachname, familienname, nom de famille, apellido, apellidos,"
    " cognome, sobrenome, apelido, achternaam, nazwisko",
    "email": "email, emails, e mail, mail, mails, email address, e mail adresse, correo, correo electrónico, courriel,"
    " adresse mail, posta elettronica, e post",
    "phone": "phone, phones, mobile, cell, cell phone, tel, telephone, phone number, telefon, handy, mobil, téléphone,"
    " portable, teléfono, móvil, telefono, cellulare, telefone, telemóvel, celular, telefoon, komórka",
    "url": "url, urls, linkedin, linkedin url, website, web, homepage, site, blog, github, webseite, site web,"
    " sitio web, sito, sito web, página web, strona",
    "organisation": "company, organisation, organization, org, employer, works at, workplace, firma, unternehmen,"
    " arbeitgeber, entreprise, société, employeur, empresa, azienda, società, bedrijf, werkgever",
    "title": "title, role, job, job title, position, occupation, profession, beruf, stelle, funktion, poste, métier,"
    " fonction, cargo, puesto, ruolo, posizione, profissão, functie, beroep, stanowisko",
    "place": "city, town, location, place, country, stadt, ort, wohnort, land, ville, lieu, pays, ciudad, lugar, país,"
    " città, luogo, paese, cidade, stad, plaats, miasto, kraj",
    "languages": "languages, spoken languages, speaks, sprachen, spricht, langues, parle, idiomas, habla, lingue,"
    " parla, línguas, fala, talen, spreekt, języki, mówi",
    "birthday": "birthday, birthdate, birth date, date of birth, dob, born, bday, geburtstag, geburtsdatum,"
    " anniversaire, date de naissance, cumpleaños, fecha de nacimiento, compleanno, data di nascita, aniversário,"
    " data de nascimento, verjaardag, geboortedatum, urodziny",
    "met": "met, met date, met on, date met, first met, kennengelernt, rencontré, conocido, conosciuto, ontmoet",
    "last": "last contact, last contacted, last chatted, last talked, last seen, last spoke, last met, letzter kontakt,"
    " dernier contact, último contacto, ultimo contatto, último contato, laatste contact",
    "day": "updated, modified, last updated, last modified, date modified, geändert, aktualisiert, modifié",
    "kind": "type, class, fileclass, file class, kind, category, categories, note type, typ, art, kategorie,"
    " catégorie, tipo, categoría, categoria, soort",
    "tags": "tags, tag, schlagwörter, etiquetas, étiquettes",
}
_FIELDS = {plain(word.strip()): field for field, listed in _WORDS.items() for word in listed.split(",")}
_PERSON = word_set(
    "person persons people contact contacts human humans persona personas personen kontakt kontakte mensch menschen"
    " personne personnes contacto contactos persone contatto contatti pessoa pessoas contato persoon contactpersoon"
    " osoba osoby colleague colleagues friend friends"
)
NOTHING_SAID: Mapping[str, str] = {}
_TELLING = frozenset({"email", "phone", "birthday", "organisation", "title", "last", "met"})
"""Fields of which one beside a name makes a note a person's [D]."""


def is_known(key: str) -> bool:
    """Whether a field is one that many people use."""
    return key in _FIELDS


def named(found: Iterable[Entry], said: Mapping[str, str] = NOTHING_SAID) -> dict[str, list[Entry]]:
    """The entries by field, as far as they say something: as the user said, else as most people mean them. Inside a
    list the inner name counts where it is known; a label says how a value is used and is none."""
    told: dict[str, list[Entry]] = {}
    for entry in found:
        if entry.value and not entry.inside.endswith(("label", "type", "kind")):
            known = _FIELDS.get(entry.inside) or _FIELDS.get(entry.key)
            field = said.get(entry.key, known)
            if field:
                told.setdefault(field, []).append(entry)
    return told


def says_person(told: dict[str, list[Entry]]) -> bool:
    """Whether the type or a tag says so: "person", "#people/work"."""
    return any(_is_person_word(entry.value) for field in ("kind", "tags") for entry in told.get(field, ()))


def is_person(found: Iterable[Entry], said: Mapping[str, str] = NOTHING_SAID) -> bool:
    """Whether a note is about a person: it says so, or it has a name and what only people have."""
    told = named(found, said)
    if says_person(told):
        return True
    return "kind" not in told and bool({"name", "given", "family"} & set(told)) and bool(_TELLING & set(told))


def _is_person_word(value: str) -> bool:
    return not _PERSON.isdisjoint(_steps(value))


def _steps(value: str) -> Iterator[str]:
    """The steps of each tag in a text: "#people/work, oak" → people, work, oak."""
    for word in value.lower().replace(",", " ").split():
        yield from word.lstrip("#").split("/")

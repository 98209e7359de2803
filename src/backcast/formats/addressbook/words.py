"""What the columns of address books are called, in eight languages. A word stands here as `spelled` writes it.

The names are those Outlook, Outlook.com and Google give them, and what people call theirs.
"""

import re
from functools import lru_cache

from backcast.formats.names import plain, word_set


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split(","))


WORDS: dict[str, dict[str, str]] = {
    "en": {
        "name": "name,full name,fullname,display name,contact,contact name,person",
        "given": "first name,firstname,given name,givenname,forename",
        "middle": "middle name,middlename,additional name",
        "family": "last name,lastname,family name,familyname,surname",
        "shown": "file as,nickname,email display name",
        "email": "email,emails,mail,email address,emailaddress,email addresses,email value,email id,primary email",
        "phone": "phone,phones,phone number,phone numbers,phone value,telephone,telephone number,tel,mobile,"
        "mobile phone,mobile number,cell,cell phone,cellphone,primary phone",
        "organisation": "company,company name,organization,organisation,organization name,organisation name,org,"
        "employer,current company",
        "title": "job title,jobtitle,position,role,job,organization title,current position",
        "salutation": "title",
        "birthday": "birthday,birth date,birthdate,date birth,dob",
        "note": "notes,note,comment,comments,remarks",
        "profile": "linkedin,linkedin url,linkedin profile,linkedin profile url,profile url,profile,personal web page",
        "site": "web page,website,website value,url,homepage",
        "city": "city,town",
        "region": "state,region,province,county",
        "country": "country,country region",
        "place": "location,place",
        "languages": "language,languages,spoken languages,speaks",
    },
    "de": {
        "name": "vollstandiger name,kontakt,ansprechpartner",
        "given": "vorname,rufname",
        "middle": "weitere vornamen,zweiter vorname",
        "family": "nachname,familienname,zuname",
        "shown": "email angezeigter name,spitzname,anzeigename",
        "email": "email adresse,emailadresse,emails,mailadresse",
        "phone": "telefon,telefonnummer,haupttelefon,mobil,mobiltelefon,mobilnummer,mobile,handy,handynummer",
        "organisation": "firma,firmenname,unternehmen,arbeitgeber",
        "title": "position,stellung,funktion,berufsbezeichnung",
        "salutation": "titel",
        "birthday": "geburtstag,geburtsdatum",
        "note": "notizen,notiz,bemerkung,bemerkungen,anmerkungen,kommentar",
        "site": "webseite,internetseite",
        "city": "ort,stadt,wohnort",
        "region": "bundesland,bundesland kanton,kanton",
        "country": "land,land region",
        "languages": "sprache,sprachen",
    },
    "fr": {
        "name": "nom,nom complet,nom prenom,nom et prenom",
        "given": "prenom",
        "middle": "deuxieme prenom",
        "family": "nom famille",
        "shown": "nom complet adresse messagerie,surnom",
        "email": "adresse messagerie,adresse email,adresse mail,courriel,adresse courriel",
        "phone": "telephone,numero telephone,tel mobile,telephone portable,telephone mobile,portable,"
        "telephone principal",
        "organisation": "societe,entreprise,employeur",
        "title": "fonction,poste,titre",
        "birthday": "anniversaire,date naissance",
        "note": "notes,remarques,commentaires",
        "site": "page web,site web",
        "city": "ville",
        "region": "dep region,departement,departement ou region",
        "country": "pays,pays region",
        "languages": "langue,langues,langues parlees",
    },
    "es": {
        "either": "nombre",
        "name": "nombre completo,nombre y apellidos",
        "given": "nombres,primer nombre",
        "middle": "segundo nombre",
        "family": "apellidos,apellido,primer apellido",
        "shown": "nombre pantalla correo electronico",
        "email": "correo,correo electronico,direccion correo electronico,direccion email",
        "phone": "telefono,telefono movil,movil,celular,particular,telefono principal,numero telefono",
        "organisation": "empresa,compania,organizacion",
        "title": "puesto,cargo",
        "birthday": "cumpleanos,fecha nacimiento",
        "note": "notas,comentarios,observaciones",
        "site": "pagina web,sitio web",
        "city": "ciudad,poblacion,localidad",
        "region": "provincia,provincia o estado",
        "country": "pais,pais o region",
        "languages": "idioma,idiomas",
    },
    "it": {
        "either": "nome",
        "name": "nome completo,nome e cognome,nominativo",
        "middle": "secondo nome",
        "family": "cognome",
        "shown": "nome visualizzato posta elettronica",
        "email": "indirizzo posta elettronica,posta elettronica,indirizzo email",
        "phone": "telefono,cellulare,ufficio,abitazione,telefono principale,telefonino,numero telefono",
        "organisation": "societa,azienda,ditta",
        "title": "posizione,qualifica,ruolo",
        "birthday": "compleanno,data nascita",
        "note": "annotazioni,commenti",
        "site": "pagina web,sito web",
        "city": "citta,comune",
        "region": "provincia,regione",
        "country": "paese",
        "place": "luogo",
        "languages": "lingua,lingue",
    },
    "nl": {
        "name": "naam,volledige naam",
        "given": "voornaam",
        "middle": "middelste naam,tussenvoegsel",
        "family": "achternaam,familienaam",
        "shown": "weergavenaam voor email,email weergegeven naam",
        "email": "emailadres,mailadres",
        "phone": "telefoon,telefoonnummer,mobiel,mobiele telefoon,hoofdtelefoon",
        "organisation": "bedrijf,bedrijfsnaam,organisatie,werkgever",
        "title": "functie,functietitel",
        "salutation": "titel",
        "birthday": "verjaardag,geboortedatum",
        "note": "notities,opmerkingen",
        "site": "webpagina",
        "city": "plaats,woonplaats,stad,gemeente",
        "region": "provincie",
        "country": "land,land regio",
        "place": "locatie",
        "languages": "taal,talen",
    },
    "pt": {
        "either": "nome",
        "given": "primeiro nome",
        "middle": "segundo nome,outros nomes apelidos",
        "family": "sobrenome,apelido,ultimo nome",
        "shown": "nome para exibicao email,nome a apresentar para o correio electronico",
        "email": "endereco email,endereco correio electronico,endereco correio eletronico,correio eletronico",
        "phone": "telefone,telefone principal,telefone celular,telemovel,celular",
        "organisation": "empresa,organizacao",
        "title": "cargo,funcao",
        "birthday": "data nascimento",
        "note": "notas,anotacoes,observacoes",
        "site": "pagina web",
        "city": "cidade,localidade",
        "region": "estado,distrito",
        "country": "pais,pais regiao",
        "place": "localizacao",
        "": "telefone principal empresa",
        "languages": "idioma,idiomas,linguas",
    },
    "pl": {
        "name": "imie i nazwisko",
        "given": "imie",
        "middle": "drugie imie",
        "family": "nazwisko",
        "shown": "wyswietlana nazwa email",
        "email": "adres email",
        "phone": "telefon,telefon komorkowy,komorka,numer telefonu,telefon podstawowy",
        "organisation": "firma,pracodawca",
        "title": "stanowisko",
        "birthday": "urodziny,data urodzenia",
        "note": "notatki,uwagi",
        "site": "strona sieci web,strona internetowa",
        "city": "miejscowosc,miasto",
        "region": "wojewodztwo",
        "country": "kraj,kraj region",
        "place": "lokalizacja",
        "languages": "jezyk,jezyki",
    },
}
"""Language to field to the names of its column. "either" is a given name beside a family name, a whole name
without; "salutation" is a job title in tables of people's own, and Mr or Ms in Outlook's; "" is of no use."""

OUTLOOK = _listed(
    "email 2 address,email display name,business phone,business street,email 2 adresse,email angezeigter name,"
    "telefon geschaftlich,adresse messagerie 2,telephone bureau,direccion correo electronico 2,telefono trabajo,"
    "indirizzo posta elettronica 2,emailadres 2,telefoon op werk,endereco email 2,endereco correio electronico 2,"
    "telefone comercial,adres email 2,telefon sluzbowy"
)
"""Columns that only Outlook's exports, and those made in their shape, are known to have."""

CODE_PAGES = {"pl": "cp1250"}
"""What Outlook writes in where it is not Windows Latin-1."""

_FILLING = word_set("de do da di del della des du d l la le of the na")
_WHERE = {
    word: which
    for which, listed in {
        "work": "business work geschaftlich bureau professionnel professionnelle trabajo uff lavoro werk op werkadres"
        " zakelijk comercial empresa sluzbowy",
        "home": "home personal private privat domicile personnel personnelle perso casa domicilio residencia ab thuis"
        " huisadres prive residencial domowy",
        "other": "other alternate weitere weiterer weiteres weiteren autre otro otra altro altra anders ander andere"
        " outro inny",
        "": "primary address adresse direccion indirizzo endereco adres",
    }.items()
    for word in listed.split()
}
"""Words that say which of several is meant, in any of the languages."""
_NUMBER = re.compile(r"\d{1,3}[oa]?$")
_FIELDS = {word: field for table in WORDS.values() for field, words in table.items() for word in _listed(words)}
_LANGUAGES = {language: frozenset().union(*map(_listed, table.values())) for language, table in WORDS.items()}


@lru_cache(maxsize=4_096)
def spelled(column: str) -> str:
    """A column's name without accents, punctuation and small words; numbers stay. "E-mail 2: Adresse" → "email 2
    adresse"."""
    flat = re.sub(r"[^\w]+", " ", plain(column))
    joined = re.sub(r"\be mail", "email", flat)
    return " ".join(word for word in joined.split() if word not in _FILLING)


def field(column: str) -> tuple[str, str]:
    """The field a column holds, "" for none, and which of several: "Business City 2" → ("city", "work 2")."""
    words = spelled(column).split()
    kept = [word for word in words if not _NUMBER.match(word)]
    if " ".join(kept) not in _FIELDS:
        kept = [word for word in kept if word not in _WHERE]
    which = (_WHERE.get(word, word) for word in words if word not in kept)
    return _FIELDS.get(" ".join(kept), ""), " ".join(filter(None, which))


def language(columns: tuple[str, ...]) -> str:
    """The language most of the names are in; English where that is open."""
    bare = {" ".join(word for word in spelled(name).split() if not _NUMBER.match(word)) for name in columns}
    return max(_LANGUAGES, key=lambda one: len(bare & _LANGUAGES[one]))

"""Address books as programs export them: their columns, and a row for each; everybody in them is invented."""

from tests.formats import samples

GOOGLE_OLD = (
    "Name|Given Name|Additional Name|Family Name|Yomi Name|Given Name Yomi|Additional Name Yomi|Family Name Yomi|"
    "Name Prefix|Name Suffix|Initials|Nickname|Short Name|Maiden Name|Birthday|Gender|Location|Billing Information|"
    "Directory Server|Mileage|Occupation|Hobby|Sensitivity|Priority|Subject|Notes|Language|Photo|Group Membership|"
    "E-mail 1 - Type|E-mail 1 - Value|E-mail 2 - Type|E-mail 2 - Value|Phone 1 - Type|Phone 1 - Value|"
    "Phone 2 - Type|Phone 2 - Value|Address 1 - Type|Address 1 - Formatted|Address 1 - Street|Address 1 - City|"
    "Address 1 - PO Box|Address 1 - Region|Address 1 - Postal Code|Address 1 - Country|Organization 1 - Type|"
    "Organization 1 - Name|Organization 1 - Yomi Name|Organization 1 - Title|Organization 1 - Department|"
    "Relation 1 - Type|Relation 1 - Value|Website 1 - Type|Website 1 - Value"
)
GOOGLE_NEW = (
    "First Name|Middle Name|Last Name|Phonetic First Name|Phonetic Middle Name|Phonetic Last Name|Name Prefix|"
    "Name Suffix|Nickname|File As|Organization Name|Organization Title|Organization Department|Birthday|Notes|Photo|"
    "Labels|E-mail 1 - Label|E-mail 1 - Value|E-mail 2 - Label|E-mail 2 - Value|Phone 1 - Label|Phone 1 - Value|"
    "Phone 2 - Label|Phone 2 - Value|Address 1 - Label|Address 1 - Formatted|Address 1 - Street|Address 1 - City|"
    "Address 1 - PO Box|Address 1 - Region|Address 1 - Postal Code|Address 1 - Country|Website 1 - Label|"
    "Website 1 - Value|Event 1 - Label|Event 1 - Value"
)
GOOGLE_ROW = {
    "Given Name": "Anna", "First Name": "Anna", "Family Name": "Ash", "Last Name": "Ash", "Name": "Anna Ash",
    "Given Name Yomi": "アンナ", "Phonetic First Name": "アンナ", "Birthday": " --12-09",
    "Notes": "Met at the fair.\nBakes.", "Labels": "* myContacts ::: Family",
    "Group Membership": "* myContacts ::: Family", "E-mail 1 - Type": "* Work",
    "E-mail 1 - Label": "* Work", "E-mail 1 - Value": "Anna@Example.org ::: a.ash@home.example",
    "E-mail 2 - Value": "third@example.org", "Phone 1 - Value": "+1 212 555 0100 ::: 212 555 0101",
    "Phone 2 - Label": "Work Fax", "Phone 2 - Type": "Work Fax", "Phone 2 - Value": "+1 212 555 0199",
    "Address 1 - City": "Springfield", "Address 1 - Region": "OR", "Address 1 - Country": "USA",
    "Organization 1 - Name": "Ash & Co ::: Elm", "Organization Name": "Ash & Co ::: Elm",
    "Organization 1 - Title": "Baker", "Organization Title": "Baker", "Relation 1 - Value": "Bo",
    "Event 1 - Value": "2001-01-01", "Website 1 - Value": "https://ash.example ::: linkedin.com/in/Anna-Ash/",
}  # fmt: skip
OUTLOOK_COM = (
    "First Name|Middle Name|Last Name|Title|Suffix|Nickname|Given Yomi|Surname Yomi|E-mail Address|E-mail 2 Address|"
    "Home Phone|Business Phone|Business Fax|TTY/TDD Phone|IMAddress|Job Title|Company|Company Yomi|Business City|"
    "Personal Web Page|Spouse|Web Page|Birthday|Anniversary|Notes"
)
OUTLOOK_COM_ROW = (
    "Anna||Ash|Ms||Ann|a|b|a@example.org||11111|22222|33333|44444|im|Baker|Ash|c|Elm|https://anna.example|Bo|"
    "https://ash.example|0/0/00|5/6/01|"
)
OUTLOOK = {
    "en": "Title|First Name|Middle Name|Last Name|Suffix|Company|Department|Job Title|Business Street|Business City|"
    "Business State|Business Country/Region|Home City|Business Fax|Business Phone|Business Phone 2|Company Main Phone|"
    "Mobile Phone|E-mail Address|E-mail Type|E-mail Display Name|E-mail 2 Address|Birthday|Notes|Assistant's Phone",
    "de": "Anrede|Vorname|Weitere Vornamen|Nachname|Suffix|Firma|Abteilung|Position|Straße geschäftlich|"
    "Ort geschäftlich|Region geschäftlich|Land/Region geschäftlich|Ort privat|Fax geschäftlich|Telefon geschäftlich|"
    "Telefon geschäftlich 2|Telefon Firma|Mobiltelefon|E-Mail-Adresse|E-Mail-Typ|E-Mail: Angezeigter Name|"
    "E-Mail 2: Adresse|Geburtstag|Notizen|Telefon Assistent",
    "fr": "Civilité|Prénom|Deuxième prénom|Nom|Suffixe|Société|Service|Titre|Rue (bureau)|Ville (bureau)|"
    "Dép/Région (bureau)|Pays/Région (bureau)|Ville (domicile)|Télécopie (bureau)|Téléphone (bureau)|"
    "Téléphone 2 (bureau)|Téléphone société|Tél. mobile|Adresse de messagerie|Type de messagerie|"
    "Nom complet de l'adresse de messagerie|Adresse de messagerie 2|Anniversaire|Notes|Téléphone de l'assistant(e)",
    "es": "Tratamiento|Nombre|Segundo nombre|Apellidos|Sufijo|Organización|Departamento|Puesto|Calle del trabajo|"
    "Ciudad de trabajo|Provincia o estado de trabajo|País o región del trabajo|Home City|Número de fax del trabajo|"
    "Teléfono del trabajo|Teléfono del trabajo 2|Número de centralita de la organización|Móvil|"
    "Dirección de correo electrónico|Tipo de correo electrónico|Nombre de pantalla de correo electrónico|"
    "Dirección de correo electrónico 2|Cumpleaños|Notas|Teléfono del ayudante",
    "it": "Titolo|Nome|Secondo nome|Cognome|Titolo straniero|Società|Reparto|Posizione|Via (uff.)|Città (uff.)|"
    "Provincia (uff.)|Paese (uff.)|Città (ab.)|Fax (uff.)|Ufficio|Ufficio 2|Telefono principale società|Cellulare|"
    "Indirizzo posta elettronica|Tipo posta elettronica|Nome visualizzato posta elettronica|"
    "Indirizzo posta elettronica 2|Compleanno|Notes|Telefono assistente",
    "nl": "Titel|Voornaam|Middelste naam|Achternaam|Achtervoegsel|Bedrijf|Afdeling|Functie|Werkadres, straat|"
    "Werkadres, plaats|Werkadres, provincie|Land/regio (werk)|Huisadres, plaats|Fax op werk|Telefoon op werk|"
    "Telefoon op werk 2|Hoofdtelefoon bedrijf|Mobiele telefoon|E-mailadres|E-mailtype|Weergavenaam voor e-mail|"
    "E-mailadres 2|Verjaardag|Notities|Telefoon assistent",
    "pt": "Título|Primeiro nome|Outros nomes/apelidos|Apelido|Sufixo|Empresa|Departamento|Cargo|Rua da empresa|"
    "Localidade da empresa|Distrito da empresa|País/Região da Empresa|Localidade da residência|Fax da empresa|"
    "Telefone da empresa|2º telefone da empresa|Telefone principal da empresa|Telemóvel|"
    "Endereço de correio electrónico|Tipo de correio electrónico|Nome a apresentar para o correio electrónico|"
    "Endereço do correio electrónico 2|Data de nascimento|Notas|Telefone do assistente",
    "pl": "Tytuł|Imię|Drugie imię|Nazwisko|Sufiks|Firma|Dział|Stanowisko|Adres służbowy - ulica|"
    "Adres służbowy - miejscowość|Adres służbowy - województwo|Adres służbowy - kraj/region|Adres domowy - miejscowość|"
    "Faks służbowy|Telefon służbowy|Telefon służbowy 2|Główny telefon do firmy|Telefon komórkowy|Adres e-mail|"
    "Typ poczty e-mail|Wyświetlana nazwa e-mail|Adres e-mail 2|Urodziny|Notatki|Telefon asystenta",
}
OUTLOOK_ROW = (
    "Dr|Zoë|Q|Łąsh|Jr|Ash Ltd|Ovens|Baker|1 Oak St|Łódź||Polska|Elsewhere|030 1|030 22222|030 33333|030 44444|"
    "0171 5555|zoe@example.org|SMTP|Zoë Łąsh (zoe@example.org)|"
    "/o=ExchangeLabs/ou=Exchange Administrative Group/cn=Recipients/cn=zoe|7.6.1980|Likes rye|030 66666"
)
OWN = {
    "last_name,first_name,title,org,phone,email,city,country": "Ash,Anna,Baker,Elm,11111,a@example.org,Ulm,D",
    "Name,E-mail,Tel.,Company,Position,Location": 'Anna Ash,a@example.org,11111,Elm,Baker,"Ulm, D"',
    "firstName;lastName;emailAddress;mobile;employer;role;town;country": "Anna;Ash;a@example.org;11111;Elm;Baker;Ulm;D",
    "Vorname;Name;Mail;Handy;Firma;Funktion;Wohnort;Land": "Anna;Ash;a@example.org;11111;Elm;Baker;Ulm;D",
    "Prénom;Nom;Courriel;Portable;Entreprise;Poste;Ville;Pays": "Anna;Ash;a@example.org;11111;Elm;Baker;Ulm;D",
    "Nombre\tApellidos\tCorreo\tMóvil\tEmpresa\tCargo\tCiudad\tPaís": "Anna\tAsh\ta@example.org\t11111\tElm\tBaker\tUlm"
    "\tD",
    "Nome;Cognome;E-mail;Cellulare;Azienda;Ruolo;Città;Paese": "Anna;Ash;a@example.org;11111;Elm;Baker;Ulm;D",
    "Nome e cognome;Email;Telefono;Ditta;Qualifica;Comune;Paese": "Anna Ash;a@example.org;11111;Elm;Baker;Ulm;D",
    "Naam;E-mail;Mobiel;Bedrijf;Functie;Woonplaats;Land": "Anna Ash;Anna <a@example.org>;11111;Elm;Baker;Ulm;D",
    "Nome;Email;Celular;Empresa;Cargo;Cidade;País": "Anna Ash;a@example.org;11111;Elm;Baker;Ulm;D",
    "Imię i nazwisko;E-mail;Telefon;Firma;Stanowisko;Miasto;Kraj": "Anna Ash;a@example.org;11111;Elm;Baker;Ulm;D",
    "Us\n\nFull name,Work email,Home email,Phone 1,Organisation,Job,City,Country": "Anna Ash,a@example.org,,11111,Elm,"
    "Baker,Ulm,D",
}


def google(columns, *rows):
    """An export of Google's with these columns; a row gives what it fills by their names."""
    names = columns.split("|")
    return samples.table(names, *([row.get(name, "") for name in names] for row in rows))

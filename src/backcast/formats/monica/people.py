"""An account of Monica's to records: the owner, the people, then each contact with them once a day and way."""

from collections import Counter
from collections.abc import Generator, Iterator
from datetime import date

from backcast import limits
from backcast.formats import names
from backcast.formats.digest import digest
from backcast.formats.monica.account import LATER, Account, Contact, day_of
from backcast.formats.records import InteractionRecord, LeftOut, OwnerRecord, PersonRecord, Problem, Record

_WEIGHT = {"meeting": 3.0, "call": 2.0, "message": 1.0}
"""As engines.md §1 weighs them."""
_NUMBERS = frozenset({"phone", "mobile", "whatsapp", "telegram", "signal", "fax", ""})
_FIRST_DAY = date(1950, 1, 1)
"""Days before it are slips of the hand [D]: nobody alive had work contacts then."""


def told(account: Account, file: str) -> Iterator[Record]:
    """All records of an account."""
    yield from _owner(account, file)
    alike = Counter(names.fold(contact.name) for contact in account.contacts)
    kept: list[tuple[Contact, PersonRecord]] = []
    for contact in account.contacts:
        if reason := _against(contact, account):
            yield LeftOut(reason, 1)
            continue
        person = yield from _person(contact, account, alike, file)
        if person:
            kept.append((contact, person))
    for contact, person in kept:
        yield from _met(contact, person, file)
    for kind, count in account.later.items():
        yield LeftOut(f"{LATER[kind]}, not used yet", count)


def _owner(account: Account, file: str) -> Iterator[OwnerRecord]:
    name, address = names.clean(f"{account.given} {account.family}"), names.email(account.email)
    if name or address:
        given, family = names.clean(account.given), names.clean(account.family)
        emails = (address,) if address else ()
        yield OwnerRecord("monica", name, given, family, emails, (), "", "", "", file, 0, account.day)


def _against(contact: Contact, account: Account) -> str:
    """Why a contact is nobody to be in touch with, in plain words; "" where they are."""
    if contact.key and contact.key == account.me:
        return "your own card"
    if contact.is_dead:
        return "people who have died"
    return "people only mentioned with somebody else" if contact.is_partial else ""


def _person(
    contact: Contact, account: Account, alike: Counter[str], file: str
) -> Generator[Record, None, PersonRecord | None]:
    """The person of a contact. A bare name is enough to know them by where nobody else here has it."""
    emails, phones, urls = _addresses(contact)
    name = contact.name or (emails[0] if emails else "")
    if not name:
        yield Problem(file, contact.line, "first_name", "This contact has no name; add it in Monica and export again.")
        return None
    key = names.clean(contact.key, 100) or digest(names.fold(name), *(emails or phones or urls))
    note = yield from _note(contact, name, file)
    person = PersonRecord(
        "monica", key, name, names.clean(contact.given), names.clean(contact.family), emails, phones, urls,
        names.clean(contact.organisation), names.clean(contact.title), None, account.day, contact.birthday,
        names.clean(contact.place), note, file, contact.line,
        by_name=not (emails or phones or urls) and alike[names.fold(name)] == 1,
    )  # fmt: skip
    yield person
    return person


def _addresses(contact: Contact) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """E-mail addresses, numbers and links: by the type of the field, else by what the value looks like."""
    found: dict[str, dict[str, None]] = {"email": {}, "phone": {}, "url": {}}
    for kind, value in contact.fields:
        if address := names.email(value):
            found["email"][address] = None
        elif number := names.phone(value) if kind in _NUMBERS else "":
            found["phone"][number] = None
        elif kind != "email" and (url := names.profile_url(value)):
            found["url"][url] = None
    return tuple(found["email"]), tuple(found["phone"]), tuple(found["url"])


def _note(contact: Contact, name: str, file: str) -> Generator[Record, None, str]:
    """What the user wrote about somebody: the description, then the notes, oldest first, each under its day."""
    notes = sorted({(day_of(day) or date.min, text) for day, body in contact.notes if (text := names.clean_text(body))})
    about = names.clean_text(contact.about)
    told = [about] if about else []
    single = len(notes) == 1 and not told
    told += [text if single or day == date.min else f"{day.isoformat()}: {text}" for day, text in notes]
    text = "\n\n".join(told)
    if len(text) > limits.TEXT:
        message = f"The notes on {name} are longer than {limits.TEXT:,} characters together; shorten them."
        yield Problem(file, contact.line, "notes", message)
        text = names.clean_text(text)
    return text


def _met(contact: Contact, person: PersonRecord, file: str) -> Iterator[Record]:
    """Each kind of contact once a day and way: what was said stays in Monica."""
    seen: set[str] = set()
    for met in contact.met:
        day = day_of(met.day)
        if day is None or day < _FIRST_DAY:
            told = "no day" if not met.day else f"“{names.clean(met.day, 40)}”, which is not a day,"
            message = f"A {met.kind} with {person.name} has {told} and was left out; set its date in Monica."
            yield Problem(file, contact.line, met.kind, message)
            continue
        key = digest("monica", met.kind, person.key, day.isoformat(), met.way)
        if key in seen:
            yield LeftOut("further contacts of the same day", 1)
            continue
        seen.add(key)
        yield InteractionRecord(
            "monica", key, person.name, next(iter(person.urls), ""), next(iter(person.emails), ""), day, None,
            met.kind, met.way, _WEIGHT[met.kind], None, file, contact.line,
        )  # fmt: skip

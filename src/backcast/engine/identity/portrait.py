"""A person as the comparison sees them: every text folded once."""

import re
from dataclasses import dataclass
from functools import lru_cache

from backcast.engine.identity.letters import latin, words
from backcast.engine.identity.records import Known

LONG = 8
"""Words of a name that are compared [D]; further ones are a sentence."""
Name = tuple[str, ...]
"""Words of one name, given names first where that is told."""


def _set(line: str) -> frozenset[str]:
    return frozenset(line.split())


_TITLES = _set("dr prof professor mr mrs ms miss mx sir dame ing dipl mag herr frau mme monsieur rev")
_AGES = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "2", "iii": "3", "iv": "4"}
_CREDENTIALS = _set(
    "phd dphil md mba emba msc bsc ma ba bs ms meng beng mphil llm llb jd esq cpa cfa acca pmp cissp itil pe mph edd"
    " dds dvm rn csm frm fca togaf mbe obe cbe ceng"
)
_NOBODY = frozenset(("unknown", "no name", "n a", "anonymous"))
_ODD = _TITLES | _set("linkedin unknown no n anonymous")
"""Words that two words are looked at for."""
_BRACKETS = re.compile(r"[(\[\"“«]([^()\[\]\"“”«»]*)[)\]\"”»]")
_CAPITALS = re.compile(r"[A-Z][A-Za-z.]*[A-Z][A-Za-z.-]*")
_ROLE = re.compile(
    r"(?:info|office|contact|hello|hi|mail|sales|team|admin|support|service|help|hr|jobs|career|careers|press|media"
    r"|marketing|billing|accounts?|accounting|reception|secretary|enquiries|inquiries|kontakt|post|postmaster"
    r"|webmaster|no-?reply|do-?not-?reply|newsletter|notifications?|family|home)[\d.-]*@"
)
_PUBLIC = re.compile(
    r"(?:gmail|googlemail|yahoo|ymail|hotmail|outlook|live|msn|aol|icloud|me|mac|gmx|web|t-online|proton|protonmail|pm"
    r"|mail|yandex|ya|rambler|qq|163|126|sina|naver|daum|hanmail|orange|wanadoo|free|laposte|libero|comcast|verizon"
    r"|att|sbcglobal|btinternet|fastmail|zoho|hey|tutanota|uol|bol|terra|seznam|wp|o2|interia)"
    r"\.(?:[a-z]{2,3}|com?\.[a-z]{2})$"
)
_SITES = re.compile(
    r"https?://(?:[a-z0-9-]+\.)?(linkedin\.com/in|github\.com|gitlab\.com|twitter\.com|x\.com|instagram\.com"
    r"|facebook\.com|threads\.net|medium\.com|xing\.com/profile|orcid\.org|bsky\.app/profile|t\.me|about\.me"
    r"|stackoverflow\.com/users|researchgate\.net/profile|youtube\.com)/@?([^/?#]+)"
)
_PAGES = _set("profile.php share company pages groups people in pub")

PROFILES, PAGES, MAIL, NUMBERS, ORGANISATIONS, TITLE, PLACE, BIRTHDAY, STREETS, CONNECTED = (2**n for n in range(10))
"""What somebody tells something of: bits of `Portrait.tells`."""


@dataclass(slots=True)
class Portrait:
    """`Known`, folded. Not frozen: a hundred thousand are made at once, and that takes twice as long."""

    known: Known
    names: tuple[Name, ...]
    """Empty for somebody without a name."""
    age: str
    """jr, sr, 2, 3 or 4."""
    tells: int = 0
    profiles: frozenset[tuple[str, str]] = frozenset()
    """(site, who)"""
    pages: frozenset[str] = frozenset()
    mailboxes: frozenset[str] = frozenset()
    """Without those of a role, such as info@."""
    domains: frozenset[str] = frozenset()
    """Of employers, not of providers for everybody."""
    numbers: frozenset[str] = frozenset()
    lines: frozenset[str] = frozenset()
    """The numbers without their extensions."""
    organisations: frozenset[str] = frozenset()
    title: frozenset[str] = frozenset()
    place: frozenset[str] = frozenset()
    streets: tuple[str, ...] = ()
    """Postal addresses, closed up."""
    doors: frozenset[str] = frozenset()
    """Every number in them."""


def portrait(known: Known) -> Portrait:
    """Fold everything that is compared."""
    names, age = _names(known)
    one = Portrait(known, names, age)
    tells = (ORGANISATIONS * bool(known.organisations)) | (BIRTHDAY * bool(known.birthday))
    one.organisations = known.organisations
    if known.connected:
        tells |= CONNECTED
    if known.urls:
        one.profiles, one.pages = _links(known.urls)
        tells |= (PROFILES * bool(one.profiles)) | (PAGES * bool(one.pages))
    if known.emails:
        one.mailboxes, one.domains = _mail(known.emails)
        tells |= MAIL
    if known.phones:
        one.numbers, one.lines = _numbers(known.phones)
        tells |= NUMBERS * bool(one.lines)
    if known.title:
        one.title = _bag(known.title)
        tells |= TITLE * bool(one.title)
    if known.place:
        one.place = _bag(known.place)
        tells |= PLACE * bool(one.place)
    if known.addresses:
        one.streets = tuple("".join(re.findall(r"\w+", latin(text))) for text in known.addresses)
        one.doors = frozenset(re.findall(r"\d+", " ".join(known.addresses)))
        tells |= STREETS
    one.tells = tells
    return one


@lru_cache(maxsize=32_768)
def _bag(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", latin(text))) if text else frozenset()


def _numbers(phones: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    told = [(found, found.partition("x")[0]) for found in map(number, phones)]
    lines = [line for _, line in told if len(line) > 6]
    return frozenset([found for found, line in told if len(line) > 6]), frozenset(lines)


def number(phone: str) -> str:
    """What two writings of one number share: its last nine digits without country or leading zero [D]."""
    line, _, extension = phone.partition("x")
    bare = line.lstrip("+0")
    digits = bare if bare.isdigit() else re.sub(r"\D", "", line).lstrip("0")
    return digits[-9:] + ("x" + extension if extension else "")


def _links(urls: frozenset[str]) -> tuple[frozenset[tuple[str, str]], frozenset[str]]:
    profiles = {url: profile_of(url) for url in urls}
    return frozenset(filter(None, profiles.values())), frozenset(url for url in urls if not profiles[url])


def profile_of(url: str) -> tuple[str, str] | None:
    """(site, who) of an address that is somebody's profile."""
    found = _SITES.match(url.lower())
    return (found[1].replace("twitter", "x"), found[2]) if found and found[2] not in _PAGES else None


def _mail(emails: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    boxes = [mailbox(email) for email in emails]
    domains = [domain for box in boxes if not is_public(domain := box.rpartition("@")[2])]
    return frozenset([box for box in boxes if not _ROLE.match(box)]), frozenset(domains)


def mailbox(email: str) -> str:
    """One spelling per mailbox: no +tag, and no dots where the provider reads none."""
    local, _, domain = email.rpartition("@")
    local = local.partition("+")[0] or local
    if domain in ("gmail.com", "googlemail.com"):
        return f"{local.replace('.', '')}@gmail.com"
    return f"{local}@{domain}"


@lru_cache(maxsize=32_768)
def is_public(domain: str) -> bool:
    """Whether anybody can have a mailbox there, so that the domain says nothing about an employer."""
    return bool(_PUBLIC.match(domain))


def _names(known: Known) -> tuple[tuple[Name, ...], str]:
    """Every name told, each once; jr or sr."""
    text, age, suffix = known.name, "", ""
    if text.isascii() and text.replace(" ", "").isalpha():
        read = text.lower().split()
    else:
        read, age = _written(text)
    if len(read) != 2 or not _ODD.isdisjoint(read):
        read, suffix = _bare(read)
        read = [] if _is_nobody(read) else read
    names = [tuple(read[:LONG])] if read else []
    if (known.given and known.family) or known.other_names:
        names = _more_names(known, names)
    return tuple(names), age or suffix


def _more_names(known: Known, names: list[Name]) -> list[Name]:
    """With given names put before the family's where they are told apart, and with other names."""
    if known.given and known.family and (names or not known.name):
        whole = tuple((words(known.given) + words(known.family))[-LONG:])
        if names and sorted(whole) == sorted(names[0]):
            names = [whole]
        elif whole and not any(set(whole) <= set(name) for name in names):
            names = [*names, whole]
    for other in known.other_names:
        read = _bare(_written(other)[0])[0]
        if read and tuple(read) not in names and not _is_nobody(read):
            names = [*names, tuple(read[:LONG])]
    return names


def _written(text: str) -> tuple[list[str], str]:
    """(words, jr or sr) of a name as somebody wrote it: "Hale, Anna" has the given name behind."""
    if "@" in text:
        return _of_address(text), ""
    parts = [part.strip() for part in _BRACKETS.sub(" ", text).split(",")]
    first = words(parts[0])
    age, given = "", []
    for part in parts[1:]:
        read = words(part)
        if len(read) == 1 and read[0] in _AGES:
            age = _AGES[read[0]]
        elif read and not _is_credential(part, read, len(first) > 1):
            given += read
    return given + first, age


def _of_address(text: str) -> list[str]:
    """Words of an address that stands for a name, "anna.hale@…"; none where it does not hold two."""
    read = words(text.strip("<> ").partition("@")[0])
    return read if len(read) == 2 and min(map(len, read)) > 1 else []


def _is_credential(part: str, read: list[str], named: bool) -> bool:
    """Degrees in any case; capitals as in "SHRM-CP" only behind a name of two words [D]."""
    joined = "".join(read)
    return (
        all(word in _CREDENTIALS for word in read)
        or joined in _CREDENTIALS
        or (named and all(_CAPITALS.fullmatch(word) for word in part.split()))
    )


def _bare(read: list[str]) -> tuple[list[str], str]:
    """Without titles before and degrees behind; and jr or sr."""
    age = ""
    while len(read) > 1 and read[0] in _TITLES:
        read = read[1:]
    while len(read) > 2 and (read[-1] in _CREDENTIALS or read[-1] in _AGES):
        age = _AGES.get(read[-1], age)
        read = read[:-1]
    return read, age


def _is_nobody(read: list[str]) -> bool:
    """What stands where a name was withheld: "LinkedIn Member" in any language, "unknown"."""
    return ("linkedin" in read and len(read) <= 4) or " ".join(read) in _NOBODY

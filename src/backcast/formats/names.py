"""One spelling per name, address, number and link, so that the same thing from two files is one."""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit

from backcast import limits


def word_set(words: str) -> frozenset[str]:
    """The words of a text, for lists that read better as a line."""
    return frozenset(words.split())


_TITLES = word_set("dr prof professor mr mrs ms miss mx sir dame ing dipl mag herr frau mme monsieur")
_CREDENTIALS = word_set(
    "jr sr ii iii iv phd dphil md mba emba msc bsc ma ba bs ms meng beng mphil llm llb jd esq cpa cfa acca"
    " aca pmp cissp cism cisa ccna ccnp csm cspo itil rn pe mph edd dba dds dvm phr sphr shrm cscp cams frm"
    " pgdip fca cipd togaf prince2 sixsigma acma cgma fcca mcipd frsa mbe obe cbe freng ceng cphys mciob"
    " mrics pharmd"
)
# Letters that no Unicode decomposition takes apart.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe"})

# Control and invisible tag characters, bidi overrides, zero-width space, soft hyphen, BOM, surrogates.
# (The joiners U+200C and U+200D are part of how some names and signs are written.)
_HIDDEN = (
    "\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffe\uffff\U000e0000-\U000e007f\ud800-\udfff"
)
_UNSEEN = re.compile(f"[{_HIDDEN}\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"\\/]{1,64}@(?:[^\W_](?:[\w-]{0,62})\.){1,8}[^\W\d_](?:[\w-]{0,62})")
_EXTENSION = re.compile(r"(?:;ext=|\bextension|\bext\.?|\bx)\s{0,3}(\d{1,6})\s*$")
_LINKEDIN = re.compile(r"(?:[a-z]{2,3}\.)?(?:[a-z]{1,4}\.)?linkedin\.com$")
_BARE_HOST = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?:[/?#].*)?$", re.IGNORECASE | re.DOTALL)


def clean(text: str, cap: int = limits.NAME) -> str:
    """One line of visible text: hidden characters gone, white space single, at most `cap` characters."""
    if len(text) <= cap and text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    bounded = _UNSEEN.sub("", text[: 4 * cap])
    return " ".join(unicodedata.normalize("NFC", bounded).split())[:cap].rstrip()


def clean_text(text: str) -> str:
    """Several lines of visible text, at most `limits.TEXT` characters."""
    lines = unicodedata.normalize("NFC", _UNSEEN.sub("", text[: 2 * limits.TEXT])).splitlines()
    return "\n".join(line.rstrip() for line in lines).strip()[: limits.TEXT]


def is_credential(part: str) -> bool:
    """Whether a part after a comma is a degree, certificate or suffix rather than a name: "Ph.D.", "MBA"."""
    words = [re.sub(r"[^\w]", "", word) for word in part.replace("/", " ").split()]
    words = [word for word in words if word]
    return bool(words) and all(_is_credential_word(word) for word in words)


def _is_credential_word(word: str) -> bool:
    """Known ones in any case; else capitals as in "SHRM-CP", two to six of them [D]."""
    return word.casefold() in _CREDENTIALS or (2 <= len(word) <= 6 and word.isascii() and word.isupper())


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """A name for matching: no case, accents, titles or credentials. "Zoë Hale, PhD" → "zoe hale"."""
    bare = re.sub(r"\([^()]*\)", " ", clean(name))
    parts = bare.split(",")
    whole = len(parts[0].split()) > 1
    kept = [parts[0], *(part for part in parts[1:] if not (whole and is_credential(part)))]
    words = plain(" ".join(kept)).split()
    return " ".join(_without_titles(words)) or plain(name)


def plain(text: str) -> str:
    """Lower case without accents or punctuation, single spaces: the spelling of search and matching."""
    loose = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    marked = "".join(letter for letter in loose if not unicodedata.combining(letter))
    flat = re.sub(r"[^\w\s'-]", " ", marked.translate(_PLAIN).replace("’", "'"))
    return " ".join(flat.replace("_", " ").split())


def _without_titles(words: list[str]) -> list[str]:
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    while len(words) > 2 and words[-1] in _CREDENTIALS:
        words = words[:-1]
    return words


def profile_url(text: str) -> str:
    """The one address of a profile or page; "" for anything but http and https.

    A LinkedIn profile of any country, scheme or spelling becomes `https://www.linkedin.com/in/slug`; other
    addresses keep their path and query, only scheme and host are lowered.
    """
    raw = _UNSEEN.sub("", "".join(text.split()))[:2_000]
    if not raw.lower().startswith(("http://", "https://")):
        if not _BARE_HOST.match(raw):
            return ""
        raw = "https://" + raw
    try:
        parts = urlsplit(raw)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    if "." not in host or parts.username is not None:
        return ""
    return _linkedin(parts.path) if _LINKEDIN.match(host) else _other(parts.scheme, host, port, raw)


def _linkedin(path: str) -> str:
    steps = [step for step in unquote(path, errors="replace").split("/") if step]
    if len(steps) >= 2 and steps[0].lower() == "in":
        steps = steps[:2]
    slug = unicodedata.normalize("NFC", clean("/".join(steps), 500).lower())
    return "https://www.linkedin.com/" + re.sub(r'[\s%?#"<>\\]', lambda found: quote(found[0]), slug)


def _other(scheme: str, host: str, port: int | None, raw: str) -> str:
    usual = {"http": 80, "https": 443}.get(scheme.lower())
    place = host.lower() if port in (None, usual) else f"{host.lower()}:{port}"
    rest = re.sub(r"^[^/]*//[^/?#]*", "", raw).partition("#")[0]
    return f"{scheme.lower()}://{place}{'' if rest == '/' else rest}"


def email(text: str) -> str:
    """The address in lower case, "" where it is none; Exchange's own paths and quoted oddities are none."""
    bare = clean(text, 400).strip("<> ").lower().removeprefix("mailto:").strip()
    return bare if len(bare) <= 254 and _EMAIL.fullmatch(bare) else ""


def phone(text: str) -> str:
    """Digits, led by + where the country is told, with "x12" for an extension; "" where it is no number."""
    bare = clean(text, 100).lower().removeprefix("tel:").replace("(0)", "")
    extension = _EXTENSION.search(bare)
    number = bare[: extension.start()] if extension else bare.partition(";")[0]
    digits = re.sub(r"\D", "", number)
    if not 3 <= len(digits) <= 20 or any(letter.isalpha() for letter in number):
        return ""
    told = number.strip().startswith("+")
    if not told and digits.startswith("00") and len(digits) > 9:
        told, digits = True, digits[2:]
    return ("+" if told else "") + digits + (f"x{extension[1]}" if extension else "")


_LEGAL = word_set(
    "inc incorporated llc ltd limited plc gmbh ag kg ohg ug se sa sas sarl srl spa bv nv ab oy as aps oyj"
    " kft sro doo sl slu lda corp corporation co company pty pte llp lp kk"
)


@lru_cache(maxsize=65_536)
def organisation(name: str) -> str:
    """An organisation's name for matching, without legal form. "Kelvin Labs, Inc." → "kelvin labs"."""
    words = plain(name.replace("&", " and ").replace(".", "")).split()
    while len(words) > 1 and words[-1] in _LEGAL:
        words.pop()
    return " ".join(words)

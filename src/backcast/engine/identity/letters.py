"""Letters of other scripts in Latin ones, and what a word sounds like however it was written."""

import re
import unicodedata
from functools import lru_cache

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu",
    "я": "ya", "і": "i", "ї": "yi", "є": "ye", "ґ": "g", "ў": "u", "ђ": "dj", "ј": "j", "љ": "lj", "њ": "nj",
    "ћ": "c", "џ": "dz", "ѓ": "gj", "ќ": "kj", "ѕ": "dz",
}  # fmt: skip
_GREEK = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k", "λ": "l",
    "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f",
    "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip
_WHOLE = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss"}
_LATIN = str.maketrans(_CYRILLIC | _GREEK | _WHOLE)
_KEPT_MARKS = str.maketrans({"й": "y", "ї": "yi", "ё": "yo", "ў": "u", "ѓ": "gj", "ќ": "kj"})
"""Letters that lose their meaning when the mark is taken off: done before that."""
_GREEK_PAIRS = (("ου", "u"), ("μπ", "b"), ("γκ", "g"), ("αυ", "av"), ("ευ", "ev"))
_INSIDE = str.maketrans("", "", "'’‘`´ʼ\u200b\u200c\u200d\u00ad")
_BETWEEN = re.compile(r"[^\w]+|[\d_]+")
# What different hands make of one sound: umlauts, Slavic and Greek romanisations, doubled letters.
_SOUNDS = {
    "tsch": "c", "sch": "s", "shch": "s", "tch": "c", "zh": "z", "sh": "s", "ch": "c", "kh": "h", "th": "t", "ph": "f",
    "ts": "c", "tz": "c", "ck": "k", "q": "k", "x": "ks", "w": "v", "ou": "u", "oe": "o", "ue": "u", "ae": "a",
    "y": "i", "j": "i",
}  # fmt: skip
_DOUBLE = re.compile(r"(.)\1+")


def latin(text: str) -> str:
    """Lower case in Latin letters without accents; scripts not known here stay as they are."""
    if text.isascii():
        return text.lower()
    low = unicodedata.normalize("NFKC", text).casefold().translate(_KEPT_MARKS)
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", low) if not unicodedata.combining(letter))
    for pair, letters in _GREEK_PAIRS:
        bare = bare.replace(pair, letters)
    return unicodedata.normalize("NFC", bare.translate(_LATIN))


def words(text: str) -> list[str]:
    """The words of a name, apostrophes closed up, anything else that is no letter a gap."""
    flat = latin(text).translate(_INSIDE)
    return flat.split() if flat.replace(" ", "").isalpha() else _BETWEEN.sub(" ", flat).split()


@lru_cache(maxsize=131_072)
def sound(word: str) -> str:
    """One spelling for the spellings of a word: Müller, Mueller; Yuriy, Iurii, Yuri; Philip, Filip."""
    for written, said in _SOUNDS.items():
        if written in word:
            word = word.replace(written, said)
    heard = _DOUBLE.sub(r"\1", word) if _DOUBLE.search(word) else word
    heard = heard[1:] if heard.startswith("ie") else heard
    return heard[:-1] if len(heard) > 3 and heard.endswith("h") else heard

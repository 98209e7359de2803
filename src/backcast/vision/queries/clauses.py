"""Titles of milestones as clauses of a story: "Speak at the meetup" as "I spoke at the meetup", where that is sure.

People write titles in any form and language. Only an English one that begins with a verb, or with what the user did, is
turned; every other is told as it stands, after a colon.
"""

import re
from itertools import pairwise
from typing import Final

from backcast.formats.names import word_set

IRREGULAR: Final = """
be was been; become became become; begin began begun; bring brought brought; build built built; choose chose chosen;
do did done; find found found; get got got; give gave given; go went gone; grow grew grown; have had had;
hold held held; lead led led; leave left left; learn learned learned; make made made; meet met met; pay paid paid;
read read read; rewrite rewrote rewritten; run ran run; send sent sent; set set set; show showed shown;
speak spoke spoken; spend spent spent; take took taken; teach taught taught; tell told told; win won won;
write wrote written
"""
REGULAR: Final = """
accept answer apply ask attend automate chair coach collect complete contribute create deliver design document draft
earn enrol explore finish follow help hire host improve interview introduce invite join land launch maintain manage
mentor migrate move offer open organise organize pass pitch practise practice prepare present propose prove publish
reach receive record recruit reduce register release replace research review share ship sign start study submit thank
train translate try visit volunteer
"""
SURE: Final = word_set(
    "ask attend be become begin contribute create deliver do earn enrol explore finish follow get give have introduce"
    " invite join learn make meet organise organize prepare publish receive speak submit take teach visit write"
)
"""Verbs that are hardly ever a noun or an adjective at the start of a title [D]; the others need a word after them that
only follows a verb."""
AFTER: Final = word_set(
    "a an the my our their his her its this that these those one two three four five six seven eight nine ten some any"
    " every each all both many several another myself somebody someone people who what how whether up out"
)
OWN_AFTER: Final = {"go": "to on back through", "present": "at to", "start": "to with", "help": "with", "read": "about"}
"""Words that show one verb to be one, besides."""
FOLLOWS: Final = AFTER | word_set("at in on for to with about from into through over near")
"""Words after what was done ("Spoke at"); as after a name, they are no part of a noun ("Published author")."""
ASIDE: Final = re.compile(r"[:;?!…\"“”«»|<>\n]|\.\s|\b(?:you|your|yours|yourself)\b", re.IGNORECASE)
"""What makes a title more than one clause, or speak to somebody."""


def _regular(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + {"ship": "ped", "submit": "ted", "enrol": "led"}.get(verb, "ed")


_TABLE: Final = [row.split() for row in IRREGULAR.split(";")]
PAST: Final = {base: past for base, past, _ in _TABLE} | {verb: _regular(verb) for verb in REGULAR.split()}
DONE: Final = {done: past for _, past, done in _TABLE} | {_regular(verb): _regular(verb) for verb in REGULAR.split()}
"""The past by the participle: "spoken" → "spoke"."""
PASTS: Final = frozenset(PAST.values())


def clause(title: str) -> str:
    """The title as something the user did, without a full stop; nothing where its form is not sure."""
    text = title.strip().rstrip(".").rstrip()
    if not text or ASIDE.search(text):
        return ""
    words = text.split()
    return _mine(words) if _is_mine(words[0]) else _verb(words)


def _is_mine(word: str) -> bool:
    return word in ("I", "We", "we", "I'd", "I’d", "I've", "I’ve")


def _mine(words: list[str]) -> str:
    """What the user tells of themselves, in the past: "I had spoken at" becomes "I spoke at"."""
    who, rest = words[0], words[1:]
    if who[1:2] in ("'", "’"):
        who, rest = "I", ["had", *rest]
    who = "we" if who == "We" else who
    if len(rest) > 1 and rest[0] in ("had", "have") and rest[1] in DONE:
        return " ".join([who, DONE[rest[1]], *rest[2:]])
    return " ".join([who, *rest]) if rest and rest[0] in PASTS else ""


def _verb(words: list[str]) -> str:
    first, after = words[0].lower(), words[1] if len(words) > 1 else ""
    if first == "have" and after in DONE:
        return " ".join(["I", DONE[after], *words[2:]])
    if _is_base(first, after):
        return _joined(["I", PAST[first], *words[1:]])
    is_told = first in PASTS and (after.lower() in FOLLOWS or after[:1].isupper() or after[:1].isdigit())
    return " ".join(["I", first, *words[1:]]) if is_told else ""


def _is_base(word: str, after: str) -> bool:
    """Whether a word is the verb of a title such as "Speak at", by what comes after it."""
    if word not in PAST or after.lower() == "and":
        return False
    own = OWN_AFTER.get(word, "").split()
    return word in SURE or after.lower() in AFTER or after[:1].isdigit() or after.lower() in own


def _is_plain(word: str) -> bool:
    """Whether a word after "to" may be a verb, rather than a name or "a meetup"."""
    return word.islower() and word not in AFTER


def _joined(words: list[str]) -> str:
    """The same with further verbs in the past: "I joined the group and spoke there". Nothing where such a verb may
    belong to another: "Learn to listen and give advice"."""
    ends = {
        place for place in range(3, len(words)) if words[place - 1] in ("and", "then") or words[place - 1][-1] == ","
    }
    turned = {place for place in ends if _is_base(words[place], words[place + 1] if place + 1 < len(words) else "")}
    if turned and any(word == "to" and _is_plain(after) for word, after in pairwise(words)):
        return ""
    return " ".join(PAST[word] if place in turned else word for place, word in enumerate(words))

"""What some of the sample speak: in every third address book entry somebody noted it, and the owner said so."""

from collections.abc import Sequence
from datetime import date, timedelta

from backcast.formats import languages
from backcast.journal.actions import Recorder
from backcast.network import actions as network
from backcast.network.models import Fact, Person

SOURCE = "sample"
OWN = "English, Portuguese, German"
SPOKEN = {
    "Lisbon": "Portuguese, English",
    "Porto": "Portuguese, Spanish",
    "São Paulo": "Portuguese",
    "Berlin": "German, English",
    "Zürich": "German, French, Italian",
    "Wien": "German",
    "Paris": "French",
    "Montréal": "French, English",
    "Bruxelles": "French, Dutch",
    "Madrid": "Spanish, English",
    "Kraków": "Polish, German",
    "København": "Danish, English",
    "Oslo": "Norwegian, English",
    "Istanbul": "Turkish, German",
    "Beirut": "Arabic, French",
    "Bengaluru": "Kannada, Hindi, English",
    "Tokyo": "Japanese",
    "Seoul": "Korean",
    "Nairobi": "Swahili, English",
    "Athens": "Greek",
    "Kyiv": "Ukrainian, Polish",
}
"""Town to what is spoken there, as somebody would write it."""


def put(rec: Recorder, people: Sequence[Person], owner: Person) -> None:
    """Claims of languages; the shown columns of `people` are settled by who calls."""
    told = {person: SPOKEN[person.place] for person in people[::3] if person.place in SPOKEN}
    day = rec.viewer.today - timedelta(days=30)
    rec.insert_many([_claim(person, words, day) for person, words in {**told, owner: OWN}.items()])
    network.settle_shown(rec, [owner.pk])


def _claim(person: Person, words: str, day: date) -> Fact:
    value = languages.joined(languages.listed(words))
    return Fact(person=person, field="languages", value=value, source=SOURCE, day=day)

"""Who of the sample knows whom, and the few who stand there twice, as people of two sources do."""

import random
from collections.abc import Sequence
from datetime import timedelta

from backcast.accounts.models import Viewer
from backcast.journal.actions import Recorder
from backcast.network.models import Acquaintance, ContactPoint, Evidence, Fact, Person, Position
from backcast.network.queries import acquaintances as network

SEED = "backcast sample 1: who knows whom"
SOURCE = "sample"
MET = 230
"""So many of the nearest have ever been met: only of them one hears whom they know."""
PAIRS = 140
HEARD = {
    "thread": (0.3, ("The guild of platform people", "Who talks at the next meetup?", "Notes from the incident")),
    "meeting": (0.4, ("Reading group", "Migration review", "Supper after the conference")),
    "employer": (0.2, ("",)),
    "said": (0.6, ("One of them spoke of the other.",)),
}
"""Kind of evidence → its strength (as the readers give it) and what it says."""
TWICE = (33, 41, 57)
"""Who stands there again at the end, as an address book knows them: one by an initial and the same e-mail address, one
by name and employer, one by the name alone, which decides nothing."""
Told = tuple[str, str, str, str]
"""(full name, given, family, place) of somebody."""


def doubled(told: Sequence[Told]) -> list[Told]:
    """Everybody, the last of whom are some of the others again."""
    first, *rest = (told[place] for place in TWICE)
    _, given, family, place = first
    return [*told[: -len(TWICE)], (f"{given[0]}. {family}", given, family, place), *rest]


def put(rec: Recorder, people: Sequence[Person]) -> None:
    """Acquaintances with their evidence, each pair once."""
    rng, viewer = random.Random(SEED), rec.viewer  # noqa: S311 the same pairs every time, no secret
    pairs: dict[tuple[int, int], list[Evidence]] = {}
    while len(pairs) < PAIRS:
        a, b = sorted(rng.sample(range(MET), 2))
        pairs.setdefault((people[a].pk, people[b].pk), _evidence(rng, viewer))
    rows = rec.insert_many(
        [
            Acquaintance(a_id=a, b_id=b, strength=network.strength(one.strength for one in told))
            for (a, b), told in pairs.items()
        ]
    )
    for row, told in zip(rows, pairs.values(), strict=True):
        for one in told:
            one.acquaintance = row
    rec.insert_many([one for told in pairs.values() for one in told])


def _evidence(rng: random.Random, viewer: Viewer) -> list[Evidence]:
    kinds = rng.sample(list(HEARD), rng.choice([1, 1, 2]))
    return [
        Evidence(
            kind=kind,
            strength=HEARD[kind][0],
            text=rng.choice(HEARD[kind][1]),
            source=SOURCE,
            day=viewer.today - timedelta(days=rng.randint(20, 900)),
        )
        for kind in kinds
    ]


def books(rec: Recorder, people: Sequence[Person]) -> None:
    """What the address book says of those who stand there twice: a name, and one thing more of some."""
    for row, place in zip(people[-len(TWICE) :], TWICE, strict=True):
        told = {"person": row, "source": "vcard", "day": rec.viewer.today - timedelta(days=45)}
        rec.insert(Fact(field="name", value=row.name, **told))
        if place == TWICE[0]:
            same = people[place].points.get(kind="email")
            rec.insert(ContactPoint(kind="email", value=same.value, key=same.key, **told))
        elif place == TWICE[1]:
            rec.insert(Position(organisation=people[place].organisation, **told))

"""The sample: invented people from a fixed seed in a workspace of their own, alive on any day it is looked at."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.db import transaction

from backcast.accounts import actions as accounts
from backcast.accounts import queries as who
from backcast.accounts.models import Owned, Viewer, Workspace
from backcast.engine import warmth
from backcast.errors import NotFound
from backcast.formats import names
from backcast.journal.actions import Recorder, in_turn, record
from backcast.journal.models import Change
from backcast.keeping import sample_asks, sample_languages, sample_network, sample_vision, suppressed
from backcast.keeping.sample_words import CULTURES, DEEDS, LINES, ORGANISATIONS, TALKS, TITLES
from backcast.network import actions as network
from backcast.network.models import ContactPoint, Fact, Organisation, Person, Position
from backcast.ties import actions as ties
from backcast.ties.models import Interaction, Promise, StandingEvidence, Tie
from backcast.vision import actions as vision

NAME = "demo"
SEED = "backcast sample 1"
PEOPLE = 400
YEARS = 3
SOURCE = "sample"
UNHEARD, LONG_AGO = range(20, 28), 760
"""People of whom nobody has heard where they work for so many days: those one lost sight of."""
OWNER = "Robin Valebrook"


@dataclass(frozen=True, slots=True)
class Group:
    """People the sample treats alike: how many, how often they meet (days from contact to contact, 0 = never),
    between which days ago, and what the user said of them."""

    count: int
    every: int
    newest: tuple[int, int]
    oldest: int
    kinds: str
    ring: str = ""
    standings: tuple[str, ...] = ("unknown",)
    aims: tuple[str, ...] = ("",)


GROUPS = (
    Group(3, 9, (2, 8), 1000, "meeting call message message", "family"),
    Group(4, 8, (1, 9), 1090, "meeting meeting call message message", "inner", ("champion", "advocate")),
    Group(4, 27, (6, 24), 1090, "meeting call message", "close", ("champion", "advocate", "supporter")),
    Group(2, 33, (31, 40), 900, "meeting call message", "close", ("advocate", "supporter")),
    Group(5, 60, (15, 85), 1000, "meeting call message mail", "active", ("supporter", "friendly"), ("advocate", "")),
    Group(2, 70, (100, 150), 1000, "meeting message mail", "active", ("supporter",), ("advocate",)),
    Group(8, 9, (745, 880), 1090, "meeting meeting call event message", "", ("supporter", "friendly", "unknown")),
    Group(26, 90, (20, 300), 1000, "message mail event meeting"),
    Group(70, 260, (30, 600), 900, "message message mail event"),
    Group(110, 600, (40, 900), 1000, "message message event"),
)
"""From the nearest to the furthest; the rest of the 400 are connections that never spoke. Few close, many quiet,
as real address books are (evidence.md §3.2)."""


def make() -> Viewer:
    """Make the sample anew; what was in its workspace before goes."""
    with transaction.atomic():
        viewer = accounts.ensure_workspace(NAME)
        _empty(viewer)
        with record(viewer, "sample", title="Made the sample", actor="rule") as rec:
            people = _people(rec, random.Random(SEED))  # noqa: S311 the same people every time, no secret
        vision.load(viewer, sample_vision.story(viewer.today, [person.name for person in people]))
        vision.load(viewer, sample_vision.calmer(viewer.today, [person.name for person in people]))
        ties.refresh(viewer, None)
        sample_asks.put(viewer, people)
        ties.refresh(viewer, None)
        newest = Change.objects.of(viewer).order_by("-pk").values_list("pk", flat=True)[0]
        space = Workspace.objects.get(pk=viewer.workspace_id)
        space.settings = {**space.settings, "sample": newest}
        space.aged_on = viewer.today
        space.save(update_fields=["settings", "aged_on"])
    return who.viewer(NAME)


def ensure() -> Viewer:
    """The sample as it is, made where there is none."""
    try:
        return who.viewer(NAME)
    except NotFound:
        return make()


def is_edited() -> bool:
    """Whether the user changed the sample since it was made."""
    try:
        viewer = who.viewer(NAME)
    except NotFound:
        return False
    made = viewer.workspace.settings.get("sample", 0)
    return Change.objects.of(viewer).filter(pk__gt=made, actor__in=["user", "import", "assistant"]).exists()


@transaction.atomic
def remove() -> int:
    """Delete the sample's workspace and everything in it; returns how many people it had."""
    viewer = who.viewer(NAME)
    people = Person.objects.all_of(viewer).filter(is_owner=False).count()
    _empty(viewer)
    viewer.workspace.delete()
    network.rebuild_search()
    return people


def _empty(viewer: Viewer) -> None:
    """Delete every row the workspace owns. Links are checked when the transaction ends, so any order will do."""
    with in_turn(viewer):
        for model in apps.get_app_config("backcast").get_models():
            if issubclass(model, Owned):
                rows = model.objects.all_of(viewer)
                rows._raw_delete(rows.db)
    suppressed.drop(viewer)


def _people(rec: Recorder, rng: random.Random) -> Sequence[Person]:
    places = rec.insert_many([Organisation(name=name, key=names.organisation(name)) for name in ORGANISATIONS])
    people = rec.insert_many([_person(rng, told, places) for told in sample_network.doubled(_names(rng))])
    once = people[: -len(sample_network.TWICE)]
    _put_of(rec, once, [fact for person in people for fact in _facts(rng, rec.viewer, person)])
    _put_of(rec, once, [point for person in people for point in _points(rec.viewer, person)])
    _put_of(rec, once, [role for at, one in enumerate(people) for role in _roles(rng, rec.viewer, one, places, at)])
    sample_network.books(rec, people)
    sample_languages.put(rec, once, _owner(rec, places))
    grouped = _grouped(people)
    rec.insert_many([_tie(rng, rec.viewer, person, group) for person, group in grouped])
    rec.insert_many([row for person, group in grouped for row in _contacts(rng, rec.viewer, person, group)])
    rec.insert_many(_promises(rec.viewer, people))
    rec.insert_many(_deeds(rec.viewer, people))
    sample_network.put(rec, people)
    network.settle(rec, [person.pk for person in people])
    return people


def _put_of(rec: Recorder, people: Sequence[Person], rows: Sequence[Any]) -> None:
    """Insert the rows of these people alone."""
    wanted = {person.pk for person in people}
    rec.insert_many([row for row in rows if row.person_id in wanted])


def _grouped(people: Sequence[Person]) -> list[tuple[Person, Group | None]]:
    groups: list[Group | None] = [group for group in GROUPS for _ in range(group.count)]
    return list(zip(people, [*groups, *[None] * (len(people) - len(groups))], strict=True))


def _names(rng: random.Random) -> list[tuple[str, str, str, str]]:
    """(full name, given, family, place), each name once."""
    weights = [culture.often for culture in CULTURES]
    told: dict[str, tuple[str, str, str, str]] = {}
    while len(told) < PEOPLE:
        culture = rng.choices(CULTURES, weights)[0]
        given, family = rng.choice(culture.given), rng.choice(culture.family)
        together = f"{family}{given}" if culture.family_first else f"{given} {family}"
        told.setdefault(names.fold(together), (together, given, family, rng.choice(culture.places)))
    return list(told.values())


def _person(rng: random.Random, told: tuple[str, str, str, str], places: Sequence[Organisation]) -> Person:
    name, given, family, place = told
    return Person(
        name=name,
        given=given,
        family=family,
        sort=names.fold(name),
        place=place,
        organisation=rng.choice(places),
        title=rng.choice(TITLES),
    )


def _claim(viewer: Viewer, person: Person, days_ago: int = 30) -> dict[str, Any]:
    return {"person": person, "source": SOURCE, "day": viewer.today - timedelta(days=days_ago)}


def _facts(rng: random.Random, viewer: Viewer, person: Person) -> list[Fact]:
    connected = viewer.today - timedelta(days=rng.randint(20, YEARS * 365 + 900))
    told = {"name": person.name, "place": person.place, "connected": connected.isoformat()}
    return [Fact(field=field, value=value, **_claim(viewer, person)) for field, value in told.items()]


def _points(viewer: Viewer, person: Person) -> list[ContactPoint]:
    """An address by name at the organisation, where the name has Latin letters, and a profile."""
    slug = names.plain(person.name).replace(" ", "-").replace("'", "")
    domain = names.organisation(person.organisation.name if person.organisation else "").replace(" ", "")
    told = [("url", f"https://people.example/{slug}", names.profile_url(f"https://people.example/{slug}"))]
    if slug.isascii():
        address = f"{slug.replace('-', '.')}@{domain}.example"
        told.append(("email", address, names.email(address)))
    return [ContactPoint(kind=kind, value=value, key=key, **_claim(viewer, person)) for kind, value, key in told if key]


def _roles(
    rng: random.Random, viewer: Viewer, person: Person, places: Sequence[Organisation], at: int
) -> list[Position]:
    """The current position, of some heard long ago, and for one in three the one before."""
    year, ago = viewer.today.year - rng.randint(0, 6), LONG_AGO if at in UNHEARD else 30
    start = "" if at in UNHEARD else str(year)
    now = Position(organisation=person.organisation, title=person.title, start=start, **_claim(viewer, person, ago))
    if rng.random() > 1 / 3:
        return [now]
    before = Position(
        organisation=rng.choice(places),
        title=rng.choice(TITLES),
        start=str(year - rng.randint(2, 5)),
        end=str(year),
        current=False,
        **_claim(viewer, person, 60),
    )
    return [now, before]


def _owner(rec: Recorder, places: Sequence[Organisation]) -> Person:
    owner = rec.insert(Person(name=OWNER, sort=names.fold(OWNER), is_owner=True, title="Senior Platform Engineer"))
    owner.organisation = places[0]
    rec.update(owner, organisation=places[0])
    rec.insert(Fact(field="name", value=OWNER, **_claim(rec.viewer, owner)))
    rec.insert(Position(organisation=places[0], title=owner.title, **_claim(rec.viewer, owner)))
    network.settle(rec, [owner.pk])
    return owner


def _tie(rng: random.Random, viewer: Viewer, person: Person, group: Group | None) -> Tie:
    standing = rng.choice(group.standings) if group else "unknown"
    told = viewer.today - timedelta(days=rng.randint(20, 300)) if standing != "unknown" else None
    # The very quiet were judged long ago, else their standing would keep them warm.
    if told and group and not group.ring:
        told = viewer.today - timedelta(days=group.newest[1])
    return Tie(
        person=person,
        standing=standing,
        standing_on=told,
        ring=group.ring if group else "",
        aim=rng.choice(group.aims) if group and standing != "champion" else "",
    )


def _contacts(rng: random.Random, viewer: Viewer, person: Person, group: Group | None) -> list[Interaction]:
    """A contact every so many days, loosely, from the newest back to the oldest."""
    if group is None:
        return []
    rows, ago = [], rng.randint(*group.newest)
    while ago <= group.oldest:
        rows.append(_contact(rng, person, viewer.today - timedelta(days=ago), rng.choice(group.kinds.split())))
        ago += max(1, round(rng.gauss(group.every, group.every / 3)))
    return rows


def _contact(rng: random.Random, person: Person, day: date, kind: str) -> Interaction:
    spoken = kind in ("meeting", "call", "event")
    minutes = rng.choice([30, 45, 60, 90]) if kind == "meeting" else None
    weight, hours = warmth.measure(kind, minutes)
    return Interaction(
        person=person,
        day=day,
        kind=kind,
        way="both" if spoken else rng.choice(["in", "out"]),
        minutes=minutes,
        weight=weight,
        hours=hours,
        text=rng.choice(TALKS if spoken else LINES),
        source=SOURCE,
    )


def _promises(viewer: Viewer, people: Sequence[Person]) -> list[Promise]:
    """One overdue, one soon, one owed to the user, and one kept."""
    told = (
        (8, "out", "send the slides on golden paths", -6, 20, None),
        (12, "out", "introduce them to the meetup's organiser", 24, 9, None),
        (14, "in", "share their checklist for migrations", 20, 11, None),
        (5, "out", "review the draft of their talk", -30, 45, -31),
    )
    return [
        Promise(
            person=people[at],
            way=way,
            text=text,
            due=viewer.today + timedelta(days=due),
            made_on=viewer.today - timedelta(days=made),
            done_on=None if done is None else viewer.today + timedelta(days=done),
        )
        for at, way, text, due, made, done in told
    ]


def _deeds(viewer: Viewer, people: Sequence[Person]) -> list[StandingEvidence]:
    """What some of them did, for proposals to rest on."""
    return [
        StandingEvidence(kind=kind, text=text, **_claim(viewer, people[at], days_ago))
        for at, kind, text, days_ago in DEEDS
    ]

"""What the user says of their ties, and the upkeep of what is derived from contacts."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from backcast import limits
from backcast.accounts.models import Viewer, Workspace
from backcast.engine import routes, warmth
from backcast.engine.standing import at_least
from backcast.errors import Invalid, Refused
from backcast.formats import names
from backcast.journal.actions import BULK, Also, Inverted, Recorder, in_turn, invert, record
from backcast.journal.models import Change, ChangeRow
from backcast.journal.queries import table
from backcast.network import actions as network
from backcast.network.actions import acquaintances, facts, hops
from backcast.network.models import (
    Acquaintance,
    ContactPoint,
    Evidence,
    Fact,
    Organisation,
    Person,
    Position,
)
from backcast.ties import snapshot
from backcast.ties.models import (
    KINDS,
    RINGS,
    STANDINGS,
    Favour,
    Interaction,
    Promise,
    StandingEvidence,
    Tie,
    TieProposal,
)

DERIVED = (
    "since",
    "first",
    "last",
    "next",
    "interactions",
    "days",
    "activity",
    "closeness",
    "strength",
    "reciprocity",
    "status",
    "gave",
    "got",
    "against",
)
EARLIEST_YEAR, YEARS_AHEAD = 1930, 20
"""Days of contacts and promises lie between these [D]: older than any address book, and past every horizon."""
OF_PEOPLE: dict[type, tuple[str, ...]] = {
    **dict.fromkeys(
        (ContactPoint, Position, Fact, Tie, Interaction, Promise, Favour, StandingEvidence, TieProposal),
        ("person_id",),
    ),
    Person: ("pk",),
    Organisation: ("people",),
    Acquaintance: ("a_id", "b_id"),
    Evidence: ("acquaintance__a_id", "acquaintance__b_id"),
}
"""The tables whose rows are about people, each with the ways to those."""
OF_ACQUAINTANCES: dict[type, tuple[str, ...]] = {Acquaintance: ("pk",), Evidence: ("acquaintance_id",)}
"""The same to who knows whom."""


def add(
    viewer: Viewer,
    *,
    name: str,
    email: str = "",
    organisation: str = "",
    title: str = "",
    place: str = "",
    also: Also | None = None,
) -> Person:
    """Add a person the user knows, and `also` what else follows. Refuses an empty name, a bad address, and an address
    someone here has."""
    name, told = names.clean(name), [names.clean(text) for text in (organisation, title, place)]
    if not name:
        raise Invalid("A person needs a name.", "Write the name you use for them.")
    facts.check_email(viewer, email)
    with record(viewer, "add", title=name) as rec:
        person = network.put_person(
            rec,
            name=name,
            email=names.email(email),
            organisation=told[0],
            title=told[1],
            place=told[2],
            day=viewer.today,
        )
        put_ties(rec, [person.pk])
        refresh(viewer, [person.pk])
        if also:
            also(rec)
    return person


def put_ties(rec: Recorder, ids: Iterable[int]) -> None:
    """A tie for each person that has none yet."""
    wanted = set(ids)
    held = set(Tie.objects.all_of(rec.viewer).filter(person__in=wanted).values_list("person_id", flat=True))
    rec.insert_many([Tie(person_id=pk) for pk in sorted(wanted - held)])


def log(
    viewer: Viewer,
    person: Person,
    *,
    text: str,
    kind: str = "meeting",
    on: date | None = None,
    minutes: int | None = None,
    way: str = "both",
) -> Interaction:
    """Log one contact. A day to come is kept and counts once it is there."""
    if kind not in KINDS:
        raise Invalid(f"{kind} is not a kind of contact.", f"Kinds: {', '.join(KINDS)}.")
    if minutes is not None and not 0 <= minutes <= 24 * 60:
        raise Invalid("Minutes are between 0 and 1440.", "Leave them out if you don't know.")
    day = checked_day(viewer, on or viewer.today)
    weight, hours = warmth.measure(kind, minutes)
    with record(viewer, "log", title=person.name) as rec:
        row = rec.insert(
            Interaction(
                person=person,
                day=day,
                kind=kind,
                way=way,
                minutes=minutes,
                weight=weight,
                hours=hours,
                text=names.clean_text(text),
            )
        )
        refresh(viewer, [person.pk])
    return row


def checked_day(viewer: Viewer, day: date) -> date:
    """A day within a working life: a year typed wrongly would otherwise hide the row for good."""
    if not EARLIEST_YEAR <= day.year <= viewer.today.year + YEARS_AHEAD:
        raise Invalid(f"{day.isoformat()} is not a likely day.", "Look at the year again.")
    return day


def stand(viewer: Viewer, person: Person, **wanted: Any) -> Tie:
    """Set standing, aim, ring, cadence or suggest: only what is given. Kept in the journal for good."""
    check_standing(wanted)
    tie = Tie.objects.of(viewer).get(person=person)
    if wanted.get("standing", tie.standing) != tie.standing:
        wanted["standing_on"] = viewer.today
    with record(viewer, "stand", title=person.name, pinned=True) as rec:
        rec.update(tie, **wanted)
        refresh(viewer, [person.pk])
        tie.refresh_from_db()
    return tie


def check_standing(wanted: Mapping[str, Any]) -> None:
    for field, allowed in (("standing", STANDINGS), ("aim", ["", *STANDINGS[:-1]]), ("ring", RINGS)):
        if field in wanted and wanted[field] not in allowed:
            words = ", ".join(word for word in allowed if word) + (", none" if "" in allowed else "")
            raise Invalid(f"{wanted[field]} is not a {field}.", f"One of: {words}.")


def promise(viewer: Viewer, person: Person, *, text: str, due: date | None = None, way: str = "out") -> Promise:
    """Note something owed to a person (`out`) or by them (`in`)."""
    text = names.clean(text, limits.TEXT)
    if not text:
        raise Invalid("A promise needs a few words.", "Say what was promised.")
    if due:
        checked_day(viewer, due)
    with record(viewer, "promise", title=person.name) as rec:
        return rec.insert(Promise(person=person, way=way, text=text, due=due, made_on=viewer.today))


def keep_promise(rec: Recorder, row: Promise, done_on: date | None) -> None:
    """Mark a promise kept, or open again with None."""
    rec.update(row, done_on=done_on)


def settle_promise(viewer: Viewer, row: Promise, *, done_on: date | None) -> None:
    """Mark a promise kept on a day, or open again with None."""
    with record(viewer, "promise_done", title=row.person.name) as rec:
        keep_promise(rec, row, done_on)


def take_back(viewer: Viewer, change: Change) -> Inverted:
    """Undo one change and bring what is derived from it up to date. Refused for an import, which has its own
    undo, and for a person added whom later rows have come to hang on. The owner stays where more is told of them."""
    if change.batch_id:
        raise Refused("This belongs to an import.", "Take the whole import back on its page.")
    with in_turn(viewer):
        rows = _written(viewer, change)
        ids, known = _whose(viewer, rows, OF_PEOPLE), _whose(viewer, rows, OF_ACQUAINTANCES)
        network.unindex(viewer, ids)
        done = invert(viewer, change)
        stays = {row for number, row, _ in done.kept if table(number) is Person}
        own = set(Person.objects.all_of(viewer).filter(pk__in=ids | stays, is_owner=True).values_list("pk", flat=True))
        if stays - own:
            raise Refused("This person has a history by now.", "To forget someone: backcast erase WHO")
        ids |= _whose(viewer, rows, OF_PEOPLE)
        known |= _whose(viewer, rows, OF_ACQUAINTANCES)
        with record(viewer, "undo", title=change.title, undo_of=change) as rec:
            acquaintances.settle(rec, known)
            network.settle_shown(rec, own)
        network.index(viewer, ids)
        refresh(viewer, ids)
        hops.settle(viewer, ids)
    return done


def _written(viewer: Viewer, change: Change) -> dict[type[Any], list[int]]:
    """The ids of all rows a change wrote, by their table."""
    found: dict[type[Any], list[int]] = {}
    for row in ChangeRow.objects.of(viewer).filter(change=change):
        for first, last in row.ranges or [[row.row, row.row]]:
            found.setdefault(table(row.table), []).extend(range(first, last + 1))
    return found


def _whose(viewer: Viewer, rows: Mapping[type[Any], list[int]], ways: Mapping[type, tuple[str, ...]]) -> set[int]:
    """Whom some rows are about, as far as those rows are there."""
    found: set[int] = set()
    for model in rows.keys() & ways.keys():
        for start in range(0, len(rows[model]), BULK):
            held = model.objects.all_of(viewer).filter(pk__in=rows[model][start : start + BULK])
            found |= {pk for told in held.values_list(*ways[model]) for pk in told}
    return found - {None}


def age(viewer: Viewer) -> None:
    """Bring every tie's derived columns up to today; the doors call it before the first read of a day."""
    if viewer.workspace.aged_on == viewer.today:
        return
    with in_turn(viewer):
        if viewer.workspace.aged_on is None:
            hops.rebuild(viewer)
        refresh(viewer, None)
        Workspace.objects.filter(pk=viewer.workspace_id).update(aged_on=viewer.today)
    viewer.workspace.aged_on = viewer.today


def refresh(viewer: Viewer, ids: Iterable[int] | None) -> None:
    """Recompute the derived columns of some ties, or of all. Not journaled: they follow from the rows."""
    wanted = None if ids is None else sorted(set(ids))
    if wanted is None or len(wanted) <= BULK:
        _refresh(viewer, wanted)
        return
    for start in range(0, len(wanted), BULK):
        _refresh(viewer, wanted[start : start + BULK])


def _refresh(viewer: Viewer, ids: list[int] | None) -> None:
    rows = Tie.objects.all_of(viewer)
    connected = Fact.objects.of(viewer).filter(field="connected")
    if ids is not None:
        rows, connected = rows.filter(person__in=ids), connected.filter(person__in=ids)
    since: dict[int, str] = {}
    for person, day in connected.values_list("person_id", "value"):
        since[person] = min(day, since.get(person, day))
    held, favours, kept = snapshot.contacts(viewer, ids), snapshot.favours(viewer, ids), snapshot.kept(viewer, ids)
    ties = list(rows)
    for row in ties:
        row.since = date.fromisoformat(since[row.person_id]) if row.person_id in since else None
        row.gave, row.got = favours.get(row.person_id, (0, 0))
        found = warmth.warmth(snapshot.tie(row, held.get(row.person_id, ())), viewer.today, explain=False)
        _set(row, found)
        row.against = _against(row, found) if row.person_id in kept or _is_known(row) else None
    Tie.objects.of(viewer).bulk_create(
        ties, batch_size=BULK, update_conflicts=True, unique_fields=["person"], update_fields=DERIVED
    )


def _set(row: Tie, found: warmth.Warmth) -> None:
    row.first, row.last, row.next = found.first, found.last, found.next
    row.interactions, row.days = found.interactions, found.days
    row.activity, row.closeness, row.strength = found.activity, found.closeness, found.strength
    row.reciprocity, row.status = found.reciprocity, found.status


def _is_known(row: Tie) -> bool:
    """Whether there is a tie at all: a connection, a contact or a standing. Nobody is asked by a stranger."""
    return bool(row.since or row.interactions or row.standing != "unknown" or row.ring)


def _against(row: Tie, found: warmth.Warmth) -> float:
    stands = at_least(row.standing, "supporter")
    return routes.against(routes.tie_score(found.strength, stands=stands, owed=found.balance))

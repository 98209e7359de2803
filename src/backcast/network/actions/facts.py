"""What is true of somebody, by the user's word: written by hand, or chosen among what sources tell."""

from collections.abc import Iterable, Mapping
from typing import Any

from backcast import limits
from backcast.accounts.models import Viewer
from backcast.errors import Invalid, NotFound
from backcast.formats import languages as spoken
from backcast.formats import names, titles
from backcast.journal.actions import Also, Recorder, record
from backcast.journal.models import Change
from backcast.network import actions, queries
from backcast.network.models import ContactPoint, Fact, Person, Position
from backcast.network.queries.disagreements import FIELDS, POSITION

CLAIMS: dict[str, type[Fact | Position]] = {"fact": Fact, "position": Position}
"""What can be chosen, by its word in a form."""


def choose(viewer: Viewer, person: Person, kind: str, row_id: int) -> Change | None:
    """Show this claim from now on, whatever is newer; None where it was chosen already."""
    claim = _claim(viewer, person, kind, row_id)
    with record(viewer, "choose", title=person.name) as rec:
        _mark(rec, _rivals(viewer, person, claim.field if isinstance(claim, Fact) else POSITION), claim.pk)
        actions.settle(rec, [person.pk])
    return rec.change if rec.change.pk else None


def follow_newest(viewer: Viewer, person: Person, field: str) -> Change | None:
    """Show the newest claim of a field again; None where nothing was chosen."""
    with record(viewer, "choose", title=person.name) as rec:
        _mark(rec, _rivals(viewer, person, field), None)
        actions.settle(rec, [person.pk])
    return rec.change if rec.change.pk else None


def _claim(viewer: Viewer, person: Person, kind: str, row_id: int) -> Fact | Position:
    model = CLAIMS.get(kind)
    found = model.objects.of(viewer).filter(pk=row_id, person=person).first() if model else None
    if found is None or (isinstance(found, Fact) and found.field not in FIELDS):
        raise NotFound("There is no such claim.", "Look at the page of the person again.")
    return found


def _rivals(viewer: Viewer, person: Person, field: str) -> list[Fact] | list[Position]:
    """The claims of one field."""
    if field == POSITION:
        return list(queries.positions(viewer, [person.pk]).filter(kind="work"))
    return list(queries.facts(viewer, [person.pk], [field] if field in FIELDS else ["-"]))


def _mark(rec: Recorder, claims: Iterable[Fact] | Iterable[Position], chosen: int | None) -> None:
    for claim in claims:
        rec.update(claim, chosen=claim.pk == chosen)


def edit(
    viewer: Viewer,
    person: Person,
    *,
    name: str,
    organisation: str,
    title: str,
    place: str,
    email: str = "",
    languages: str | None = None,
    field: str | None = None,
    seniority: str | None = None,
    also: Also | None = None,
) -> Change | None:
    """Set what is shown of a person, as claims by hand of today, add an address, and `also` what else follows. What
    stays the same is no claim. `languages` are words with commas between; None is where nothing is said of a field.
    Refuses an empty name, a bad address and one that somebody else here has; None where nothing differs."""
    told = {"name": names.clean(name), "place": names.clean(place)}
    if languages is not None:
        told["languages"] = spoken.joined(spoken.listed(languages))
    told |= _doing(field, seniority)
    where, what = names.clean(organisation), names.clean(title)
    if not told["name"]:
        raise Invalid("A person needs a name.", "Write the name you use for them.")
    check_email(viewer, email, person)
    with record(viewer, "edit", title=person.name) as rec:
        _say_all(rec, person, told)
        if told["name"] != person.name:
            rec.update(person, given="", family="")  # of the name before
        if (where, what) != (person.organisation.name if person.organisation else "", person.title):
            _place(rec, person, where, what)
        if email.strip():
            _reach(rec, person, names.email(email))
        actions.settle(rec, [person.pk])
        if also:
            also(rec)
    return rec.change if rec.change.pk else None


def describe(viewer: Viewer, person: Person, *, field: str, seniority: str, place: str) -> Change | None:
    """Set field, seniority and town by hand; what is empty is what their title says, or not known. None where nothing
    differs."""
    told = {"place": names.clean(place)} | _doing(field, seniority)
    with record(viewer, "edit", title=person.name) as rec:
        _say_all(rec, person, told)
        actions.settle(rec, [person.pk])
    return rec.change if rec.change.pk else None


def _say_all(rec: Recorder, person: Person, told: Mapping[str, str]) -> None:
    """A claim by hand for each value that differs; a level in other words is the same level."""
    for name, value in told.items():
        shown = getattr(person, name)
        if value != (titles.level_word(shown) if name == "seniority" else shown):
            _say(rec, person, name, value)


def _doing(field: str | None, seniority: str | None) -> dict[str, str]:
    """The columns that were said, in the words we use."""
    told = {"field": field and titles.field_word(field), "seniority": seniority and titles.level_word(seniority)}
    return {name: value for name, value in told.items() if value is not None}


def speak(viewer: Viewer, told: str) -> Change | None:
    """What the owner speaks, by hand: this and no more. None where that was known."""
    with record(viewer, "edit", title="What you speak") as rec:
        _speak(rec, spoken.joined(spoken.listed(told)))
    return rec.change if rec.change.pk else None


def speak_too(rec: Recorder, told: str) -> None:
    """Within another change: the owner speaks this beside what is known of them."""
    known, more = spoken.held(queries.own_languages(rec.viewer)), spoken.listed(told)
    if spoken.beside(known, more):
        _speak(rec, spoken.joined(spoken.together((*more, *known))))


def _speak(rec: Recorder, value: str) -> None:
    if value != queries.own_languages(rec.viewer):
        owner = actions.put_owner(rec)
        _say(rec, owner, "languages", value)
        actions.settle_shown(rec, [owner.pk])


def check_email(viewer: Viewer, email: str, own: Person | None = None) -> None:
    """Refuses what is no address, and one that somebody else here has."""
    if not email.strip():
        return
    key = names.email(email)
    if not key:
        raise Invalid(f"{email.strip()[:80]} is not an e-mail address.", "Write it like ada@example.org.")
    others = queries.people(viewer).filter(points__key=key)
    known = next((one for one in others if own is None or one.pk != own.pk), None)
    if known:
        raise Invalid(f"{known.name} already has this address.", f"See them with: backcast person {known.pk}")


def _say(rec: Recorder, person: Person, field: str, value: str) -> None:
    """A claim by hand."""
    claims = list(queries.facts(rec.viewer, [person.pk], [field]))
    _mark(rec, claims, None)
    held = next((claim for claim in claims if (claim.source, claim.value) == ("hand", value)), None)
    day, chosen = rec.viewer.today, _is_hidden(rec, claims, held)
    if held:
        rec.update(held, day=day, chosen=chosen)
    else:
        rec.insert(Fact(person=person, field=field, value=value[: limits.TEXT], day=day, chosen=chosen))


def _is_hidden(rec: Recorder, claims: Iterable[Fact | Position], held: Fact | Position | None) -> bool:
    """Whether what is written by hand now would not be shown unless it is chosen: a file speaks of a later day, or the
    user wrote something else today and now goes back to what they had."""
    later = (one for one in claims if one.day == rec.viewer.today and one.source == "hand" and held)
    return any(one.day > rec.viewer.today for one in claims) or any(one.pk > held.pk for one in later if held)


def _place(rec: Recorder, person: Person, organisation: str, title: str) -> None:
    """A position by hand; without both it says that there is none now."""
    claims = list(queries.positions(rec.viewer, [person.pk]).filter(kind="work"))
    _mark(rec, claims, None)
    where = actions.put_organisation(rec, organisation) if organisation else None
    told: dict[str, Any] = {"organisation_id": where.pk if where else None, "title": title, "start": "", "end": ""}
    same = (one for one in claims if one.source == "hand" and all(getattr(one, key) == told[key] for key in told))
    held = next(same, None)
    day, chosen = rec.viewer.today, _is_hidden(rec, claims, held)
    if held:
        rec.update(held, day=day, chosen=chosen)
    else:
        rec.insert(Position(person=person, day=day, chosen=chosen, **told))


def _reach(rec: Recorder, person: Person, key: str) -> None:
    if not ContactPoint.objects.of(rec.viewer).filter(person=person, kind="email", key=key).exists():
        rec.insert(ContactPoint(person=person, kind="email", value=key, key=key, day=rec.viewer.today))

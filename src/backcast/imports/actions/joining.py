"""What becomes of everything that points at somebody who turned out to be somebody else: one rule a column.

A row *moves* to the one who is kept, or *folds* where the kept one has the same: its image goes to the journal, and
the row that stays rests on the imports of both, so that either can be taken back.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from backcast.engine.week.kinds import KINDS
from backcast.imports.actions import asking, knowing
from backcast.imports.actions.resting import rest_on_both
from backcast.imports.models import Match
from backcast.introductions.models import AskStep
from backcast.journal.actions import Recorder
from backcast.network import actions as network
from backcast.network.models import ContactPoint, Fact, Hop, Person, Position, Spot, Tagged
from backcast.ties.models import Favour, Interaction, Promise, StandingEvidence, Tie, TieProposal
from backcast.vision.models import Barrier, FuturePerson, RoleModel
from backcast.week.models import Move


@dataclass(frozen=True, slots=True)
class Join:
    """Two people becoming one, within one change."""

    rec: Recorder
    keep: Person
    gone: Person

    def of(self, model: type[Any], person: Person, field: str = "person") -> list[Any]:
        """The rows of a table that point at one of them."""
        return list(model.objects.all_of(self.rec.viewer).filter(**{field: person}).order_by("pk"))


Rule = Callable[[Join], None]


def moves(model: type[Any], field: str = "person") -> Rule:
    """Every row goes to the kept one."""
    return lambda join: _put(join, join.of(model, join.gone, field), field)


def _put(join: Join, rows: Iterable[Any], field: str = "person") -> None:
    join.rec.put(rows, **{field: join.keep})


def folds(model: type[Any], *same: str, into: Callable[[Join, Sequence[Any]], None] | None = None) -> Rule:
    """What the kept one has too, by these columns, folds into theirs with `into`; the rest moves."""

    def rule(join: Join) -> None:
        again, fresh = matched(join.of(model, join.keep), join.of(model, join.gone), same)
        if into:
            into(join, again)
        join.rec.delete_many(row for _, row in again)
        _put(join, fresh)

    return rule


def keyed(model: type[Any], same: Sequence[str], says: Sequence[str]) -> Rule:
    """Rows known by a source's key, which is a person's own: under the same key two people may have different things.
    These stay side by side, and the second has no key any more."""
    fold = folds(model, *same, *says, into=_rest)

    def rule(join: Join) -> None:
        known, _ = matched(join.of(model, join.keep), join.of(model, join.gone), same)
        others = [row for kept, row in known if any(getattr(kept, one) != getattr(row, one) for one in says)]
        join.rec.put(others, key=None)
        fold(join)

    return rule


def matched(held: Iterable[Any], told: Iterable[Any], same: Sequence[str]) -> tuple[list[tuple[Any, Any]], list[Any]]:
    """(kept, told) for what is there already, and the rest. A row without a key of its own is like no other."""

    def of(row: Any) -> tuple[Any, ...] | None:
        return None if "key" in same and row.key is None else tuple(getattr(row, name) for name in same)

    known = {of(row): row for row in held}
    again, fresh = [], []
    for row in told:
        kept = known.get(of(row)) if of(row) is not None else None
        fresh.append(row) if kept is None else again.append((kept, row))
    return again, fresh


def _rest(join: Join, again: Sequence[Any]) -> None:
    rest_on_both(join.rec, again)


def _claims(model: type[Any], about: str, *same: str) -> Rule:
    """Claims fold; of two that the user chose for the same field the kept one's stands."""

    def into(join: Join, again: Sequence[Any]) -> None:
        rest_on_both(join.rec, again)
        for kept, row in again:
            join.rec.update(kept, chosen=kept.chosen or row.chosen)

    fold = folds(model, *same, into=into)

    def rule(join: Join) -> None:
        chosen = {getattr(row, about) for row in join.of(model, join.keep) if row.chosen}
        rivals = [row for row in join.of(model, join.gone) if row.chosen and getattr(row, about) in chosen]
        join.rec.put(rivals, chosen=False)
        fold(join)

    return rule


STRONGER = ("left", "accepted", "refused")
"""Answers to a proposal: a refusal is for good, whoever of the two it was given for."""


def _answers(join: Join, again: Sequence[tuple[TieProposal, TieProposal]]) -> None:
    for kept, row in again:
        state = max(kept.state, row.state, key=STRONGER.index)
        join.rec.update(kept, state=state, on=max(kept.on, row.on))


def _tie(join: Join) -> None:
    """What the user set on either stays; where both say something, the kept one's. The rest is derived."""
    ties = Tie.objects.all_of(join.rec.viewer)
    gone = ties.filter(person=join.gone).first()
    if gone is None:
        return
    held = ties.filter(person=join.keep).first() or join.rec.insert(Tie(person=join.keep))
    told: dict[str, Any] = {"suggest": held.suggest and gone.suggest, "cadence": held.cadence or gone.cadence}
    told |= {name: getattr(held, name) or getattr(gone, name) for name in ("aim", "ring")}
    if held.standing == "unknown":
        told |= {"standing": gone.standing, "standing_on": gone.standing_on or held.standing_on}
    join.rec.update(held, **told)
    join.rec.delete(gone)


def _acquaintances(join: Join) -> None:
    knowing.join(join.rec, join.keep.pk, join.gone.pk)


def _moves_of_weeks(join: Join) -> None:
    """What is done or put off stays so, under the kept one's key; of the same move of one week what happened to it
    counts, and what was only shown follows from the next plan."""
    held = {(row.week_id, row.key): row for row in join.of(Move, join.keep)}
    for row in join.of(Move, join.gone):
        key = _renamed(row.key, join)
        rival = held.get((row.week_id, key)) if key != row.key else None
        if rival and row.state in ("shown", "hidden"):
            join.rec.delete(row)
            continue
        if rival and rival.state in ("shown", "hidden"):
            join.rec.delete(rival)
        elif rival:
            key = row.key
        join.rec.update(row, person=join.keep, key=key, serves=[_served(one, join) for one in row.serves])


def _renamed(key: str, join: Join) -> str:
    kind, subject, *rest = key.split(":")
    mine = kind in KINDS and KINDS[kind].opening and subject == str(join.gone.pk)
    return ":".join([kind, str(join.keep.pk), *rest]) if mine else key


def _served(one: list[Any], join: Join) -> list[Any]:
    return ["tie", join.keep.pk] if list(one) == ["tie", join.gone.pk] else list(one)


def _apart(join: Join) -> None:
    """Whom the one who goes was kept apart from, the kept one is too."""
    rows = Match.objects.of(join.rec.viewer)
    for one, other in (("a", "b"), ("b", "a")):
        for row in rows.filter(state="apart", **{one: join.gone}).exclude(**{other: join.keep}):
            set_answer(join.rec, join.keep.pk, getattr(row, f"{other}_id"), "apart")


def set_answer(rec: Recorder, one: int, other: int, state: str) -> None:
    """Note the answer for two people, in place of an open question."""
    a, b = sorted((one, other))
    held = Match.objects.of(rec.viewer).filter(a=a, b=b).first()
    if held is None:
        rec.insert(Match(a_id=a, b_id=b, state=state))
    else:
        rec.update(held, state=state)


def _asks(join: Join) -> None:
    asking.join(join.rec, join.keep, join.gone)


def _search(join: Join) -> None:
    network.unindex(join.rec.viewer, [join.gone.pk])


def _hops(join: Join) -> None:
    """Derived: they follow from whom the kept one knows."""
    Hop.objects.of(join.rec.viewer).filter(Q(src=join.gone) | Q(dst=join.gone)).delete()


def _spot(join: Join) -> None:
    """Derived: the next map gives them places again."""
    Spot.objects.of(join.rec.viewer).filter(person=join.gone).delete()


RULES: dict[str, Rule] = {
    "Person.merged_into": moves(Person, "merged_into"),
    "ContactPoint.person": folds(ContactPoint, "kind", "key", into=_rest),
    "Position.person": _claims(Position, "kind", "organisation_id", "kind", "title", "start", "end"),
    "Fact.person": _claims(Fact, "field", "field", "source", "value"),
    "Acquaintance.a": _acquaintances,
    "Acquaintance.b": _acquaintances,
    "Hop.src": _hops,
    "Hop.dst": _hops,
    "Spot.person": _spot,
    "Tagged.person": folds(Tagged, "tag_id"),
    "SearchText.person": _search,
    "Tie.person": _tie,
    "Interaction.person": keyed(Interaction, ["key"], ["day", "kind", "way"]),
    "Promise.person": moves(Promise),
    "Favour.person": moves(Favour),
    "Ask.connector": _asks,
    "Ask.target": _asks,
    "AskStep.person": moves(AskStep),
    "StandingEvidence.person": keyed(StandingEvidence, ["kind", "key"], ["day", "text"]),
    "TieProposal.person": folds(TieProposal, "field", "value", into=_answers),
    "FuturePerson.person": moves(FuturePerson),
    "Barrier.guide": moves(Barrier, "guide"),
    "RoleModel.person": moves(RoleModel),
    "Move.person": _moves_of_weeks,
    "Match.a": _apart,
    "Match.b": _apart,
}
"""Every column that points at a person (a test fails where one is missing). A column of a new table needs its row."""


def join(rec: Recorder, keep: Person, gone: Person) -> None:
    """Bring everything of one person to another, and leave the first as a row that leads there."""
    both = Join(rec, keep, gone)
    for rule in dict.fromkeys(RULES.values()):
        rule(both)
    rec.update(gone, merged_into=keep)

"""How likely an ask was to work, on the day it was made: what outcomes are later held against."""

from dataclasses import dataclass

from django.db.models import Q

from backcast.accounts.models import Viewer
from backcast.engine import routes as engine
from backcast.engine import warmth
from backcast.introductions.models import Ask
from backcast.introductions.queries import learned, search, targets
from backcast.introductions.queries.targets import Target
from backcast.network.models import Person
from backcast.ties.models import Tie


@dataclass(frozen=True, slots=True)
class Foretold:
    """The chance of the best route that begins with a connector, the ids on it, and the first hop's `score` before
    anything was learned; what is not known is None or empty."""

    score: float | None = None
    estimate: engine.Estimate | None = None
    people: tuple[int, ...] = ()

    def columns(self) -> dict[str, float]:
        """What is known of it, as columns of an ask."""
        told = {"score": self.score}
        if self.estimate:
            told |= {"chance": self.estimate.chance, "low": self.estimate.low, "high": self.estimate.high}
        return {name: value for name, value in told.items() if value is not None}


def foretold(viewer: Viewer, connector: Person, target: Target | None) -> Foretold:
    """The best route through a connector; at an organisation to anybody there but them. Somebody the user never spoke
    to has no route, but their answer teaches as well. A handful of queries."""
    score = _score(Tie.objects.all_of(viewer).filter(person=connector).first())
    ends = tuple(pk for pk in target.ends if pk != connector.pk) if target else ()
    shift = learned.learned(viewer).shift
    found = search.best(viewer, search.Wanted(ends, 1, shift, only=frozenset({connector.pk}))) if ends else []
    if not found:
        return Foretold(score)
    scores = [engine.score_of(one) for one in found[0].against]
    return Foretold(score, engine.route(scores, shift=shift), found[0].people)


def _score(tie: Tie | None) -> float:
    """What the tie adds to the log-odds of a yes; favours alone make no tie, and still count."""
    if tie is None:
        return engine.tie_score(0.0, stands=False, owed=0.0)
    if tie.against is None:
        return engine.tie_score(tie.strength, stands=False, owed=warmth.balance(tie.gave, tie.got))
    return engine.score_of(tie.against)


def kept(row: Ask) -> engine.Estimate | None:
    """What an ask keeps of it."""
    if row.chance is None or row.low is None or row.high is None:
        return None
    return engine.Estimate(row.chance, row.low, row.high)


def target_of(viewer: Viewer, row: Ask) -> Target | None:
    """What an ask is about, as routes reach it; None where its aim has gone."""
    if row.target:
        return targets.of_person(row.target)
    if row.future_person:
        return targets.of_future_person(viewer, row.future_person)
    if row.organisation:
        return targets.of_organisation(viewer, row.organisation)
    return targets.of_words(viewer, row.wanted) if row.wanted else None


def same_aim(target: Target) -> Q:
    """Asks about the same, those among them that were made for a name of the vision before anybody knew who that is."""
    columns = columns_of(target)
    who = columns["target_id"]
    return Q(target=who) | Q(future_person__person=who) if who else Q(**columns)


def columns_of(target: Target) -> dict[str, object]:
    """The columns of an ask by which its aim is kept."""
    told: dict[str, object] = {"target_id": None, "future_person_id": None, "organisation_id": None, "wanted": ""}
    if target.kind == "person" or (target.kind == "future" and target.aim.people):
        return told | {"target_id": target.ends[0]}
    if target.kind == "words":
        return told | {"wanted": target.name}
    return told | {f"{'future_person' if target.kind == 'future' else 'organisation'}_id": target.id}

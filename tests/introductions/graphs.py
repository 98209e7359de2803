"""Small graphs of who knows whom, and the slow way to find routes in them: every way, step by step."""

from dataclasses import dataclass, field, replace
from math import prod
from random import Random

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from backcast.accounts.models import Viewer
from backcast.engine import routes
from backcast.introductions.queries import search
from backcast.network.models import Hop
from backcast.ties.models import Tie

SEEDS = st.integers(0, 2**32 - 1)


def few(examples):
    """So many examples, in one database that each of them fills anew."""
    return settings(max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@dataclass
class Graph:
    """Who knows whom among some people, as odds against; written anew for each example."""

    viewer: Viewer
    people: list[int]
    ties: dict[int, float] = field(default_factory=dict)
    hops: dict[tuple[int, int], float] = field(default_factory=dict)

    def write(self):
        Hop.objects.of(self.viewer).delete()
        Tie.objects.of(self.viewer).delete()
        where = self.viewer.workspace
        Tie.objects.of(self.viewer).bulk_create(
            [Tie(workspace=where, person_id=pk, against=self.ties.get(pk)) for pk in self.people]
        )
        Hop.objects.of(self.viewer).bulk_create(
            [Hop(workspace=where, src_id=src, dst_id=dst, against=odds) for (src, dst), odds in self.hops.items()]
        )

    def ways(self, wanted):
        """Every simple way to an end that fits, with its chance: forward from the user, step by step."""
        ends = set(wanted.ends) - wanted.without
        first = self.people if wanted.only is None else wanted.only
        begun = [((pk,), (odds,)) for pk, odds in self.ties.items() if pk in first and pk not in wanted.not_first]
        found = {}
        while begun:
            way, odds = begun.pop()
            if way[-1] in ends:
                if wanted.via is None or wanted.via in way[:-1]:
                    found[way] = prod(routes.chance(routes.score_of(one), shift=wanted.shift) for one in odds)
            elif way[-1] not in wanted.without and len(way) < wanted.hops:
                begun += [
                    ((*way, dst), (*odds, further))
                    for (src, dst), further in self.hops.items()
                    if src == way[-1] and dst not in way
                ]
        return found


def of_seed(viewer, people, seed):
    """A graph, sparse or dense, with chances that tie or never do."""
    random = Random(seed)
    few = [routes.against(routes.hop_score(strength)) for strength in (0.1, 0.5, 0.7)]

    def odds():
        return random.choice(few) if even else random.uniform(routes.against(1.5), 5)

    even, dense, known = random.random() < 0.3, random.choice([0.1, 0.3, 0.6]), random.random()
    there = people[: random.randint(2, len(people))]
    ties = {pk: odds() * random.choice([0.3, 1, 3]) for pk in there if random.random() < known}
    hops = {(a, b): odds() for a in there for b in there if a != b and random.random() < dense}
    return Graph(viewer, people, ties, hops), random


def sought(graph, random):
    """Something to look for: often the plain case, else with some of every limit."""
    people, some = graph.people, lambda share: frozenset(one for one in graph.people if random.random() < share)
    wanted = search.Wanted(tuple(random.sample(people, random.choice([1, 1, 3]))), random.choice([1, 2, 3, 5, 7]))
    limits = {
        "shift": random.choice([0.0, -0.9, 1.3]),
        "not_first": some(0.2),
        "without": some(0.1),
        "only": random.choice([some(0.5), frozenset(random.sample(people, 1))]),
        "via": random.choice(people),
        "hops": random.choice([1, 3, 4]),
    }
    kept = {name: value for name, value in limits.items() if random.random() < 0.3}
    return replace(wanted, **kept, apart=random.random() < 0.3)

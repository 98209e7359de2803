"""What ties are worth: everybody's weighed at once, beside a search of its own for every person on a best way.

    python bench/worth.py [PEOPLE [FUTURE [DEGREE]]]

10,000 people (86 % of them known, DEGREE acquaintances each, a few with very many), 20 future people of whom a
quarter are described by their organisation. Both give the same worths; the script stops if they don't.
"""

import math
import random
import sys
import tempfile
import time
from dataclasses import replace

from ageing import TODAY, start

STRENGTHS = [0.5, 0.6, 0.7, 0.12, 0.1, 0.3]


def fill(viewer, people, futures, degree):
    """Invented people with ties, acquaintances, and a vision with so many future people."""
    from backcast.engine import routes
    from backcast.network.models import Hop, Organisation, Person
    from backcast.ties.models import Tie

    rng, where = random.Random(1), {"workspace": viewer.workspace}
    houses = Organisation.objects.of(viewer).bulk_create(
        [Organisation(**where, name=f"House {n}", key=f"house {n}") for n in range(people // 20)]
    )
    rows = Person.objects.of(viewer).bulk_create(
        [Person(**where, name=f"P {n}", sort=f"p {n}", organisation=rng.choice(houses)) for n in range(people)],
        batch_size=2000,
    )
    Tie.objects.of(viewer).bulk_create([tie(where, row, rng) for row in rows], batch_size=2000)
    weights = [(n + 1) ** -0.55 for n in rng.sample(range(people), people)]
    ends = iter(rng.choices(rows, weights, k=4 * people * degree))
    pairs = {}
    while len(pairs) < people * degree // 2:
        one, other = next(ends), next(ends)
        if one.pk != other.pk:
            pairs[min(one.pk, other.pk), max(one.pk, other.pk)] = rng.choice(STRENGTHS)
    hops = [
        Hop(**where, src_id=src, dst_id=dst, against=routes.against(routes.hop_score(strength)))
        for pair, strength in pairs.items()
        for src, dst in (pair, pair[::-1])
    ]
    Hop.objects.of(viewer).bulk_create(hops, batch_size=5000)
    imagine(viewer, rows, futures, rng)
    return len(hops)


def tie(where, row, rng):
    """A tie, mostly weak; one in a hundred vouches, and one in seven is no tie at all."""
    from backcast.engine import routes
    from backcast.ties.models import Tie

    standing = rng.choice(["supporter", "advocate", "champion"]) if rng.random() < 0.01 else "unknown"
    strength = rng.betavariate(1, 6)
    score = routes.tie_score(strength, stands=standing != "unknown", owed=0.0)
    odds = None if rng.random() < 0.14 else math.exp(-score)
    return Tie(**where, person=row, standing=standing, strength=strength, against=odds)


def imagine(viewer, rows, futures, rng):
    """The vision: half of its people not known yet, a quarter known, a quarter somewhere."""
    from backcast.ties.models import Tie
    from backcast.vision.models import FuturePerson, Vision

    vision = Vision(workspace=viewer.workspace, key="main", active=True, title="t", horizon=TODAY.replace(year=2031))
    vision.save()
    known = set(Tie.objects.of(viewer).exclude(against=None).values_list("pk", flat=True))
    strangers = [row for row in rows if row.pk not in known]
    for n in range(futures):
        own = {"person": rng.choice(strangers if n % 2 else rows)} if n % 4 else {"organisation": f"House {n}"}
        made = FuturePerson(workspace=viewer.workspace, vision=vision, key=str(n), name=f"F {n}", **own)
        made.weight = rng.randint(1, 5)
        made.save()


def weighed(viewer):
    """Everybody's worth as it is stored."""
    from backcast.accounts.models import Workspace
    from backcast.introductions.actions import worth
    from backcast.ties.models import Tie

    Workspace.objects.of(viewer).update(weighed=-1)
    worth.weigh(viewer)
    return dict(Tie.objects.of(viewer).filter(worth__gt=0).values_list("pk", "worth"))


def one_by_one(viewer):
    """The same with a search of its own for each person on a best way."""
    from backcast.engine import worth as engine
    from backcast.introductions.queries import reach, search
    from backcast.ties.queries.vouchers import vouchers
    from backcast.vision import queries as visions

    found = {one.future.pk: one for one in reach.sought(viewer, visions.active(viewer))}

    def without(future, person):
        wanted = found[future.key].wanted
        others = frozenset({person}) - frozenset(wanted.ends)
        around = replace(wanted, most=3, not_first=wanted.not_first | {person}, without=others)
        return [reach.way(one, wanted.shift) for one in search.different(viewer, around)]

    worths = engine.worths([one.record for one in found.values()], vouchers(viewer), without)
    return {person: one.value for person, one in worths.items() if one.value > 0}


def timed(name, work, viewer):
    """The best of three, and what it gave."""
    taken = []
    for _ in range(3):
        begun = time.perf_counter()
        given = work(viewer)
        taken.append(time.perf_counter() - begun)
    print(f"{name:<28}{1000 * min(taken):>8.0f} ms")
    return given


def main():
    told = [int(text) for text in sys.argv[1:]]
    people, futures, degree = [*told, *(10_000, 20, 17)[len(told) :]]
    with tempfile.TemporaryDirectory() as folder:
        viewer = start(folder)
        hops = fill(viewer, people, futures, degree)
        print(f"{people:,} people, {hops:,} half-edges, {futures} future people")
        ours = timed("weighed and stored", weighed, viewer)
        naive = timed("a search for each, unstored", one_by_one, viewer)
        if ours.keys() != naive.keys() or any(not math.isclose(ours[pk], naive[pk], abs_tol=1e-9) for pk in ours):
            sys.exit("The two differ.")
        print(f"{len(ours)} people on whom anything hangs, the same by both")
        from backcast.introductions.queries.worth import gains

        timed("gains of every move", gains, viewer)


if __name__ == "__main__":
    main()

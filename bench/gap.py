"""The gap: where attention went, beside what the vision asks for.

    python bench/gap.py [PEOPLE [CONTACTS]]

10,000 people with a role, a town and one of 500 organisations, 200,000 contacts of the last year. The peer reads every
contact and adds the hours up in Python; both must find the same hours.
"""

import random
import sys
import tempfile
import time
from datetime import timedelta

from ageing import TODAY, start

ROLES = ["Software Engineer", "Head of Data", "CISO", "Product Manager", "Nurse", "Geschäftsführer", "Dream big", ""]


def fill(viewer, people, contacts):
    """Invented people and contacts."""
    from backcast.engine import warmth
    from backcast.network.models import Organisation, Person
    from backcast.ties.models import Interaction, Tie

    rng, where = random.Random(1), {"workspace": viewer.workspace}
    houses = Organisation.objects.of(viewer).bulk_create(
        [Organisation(**where, name=f"House {n}", key=f"house {n}") for n in range(max(people // 20, 1))]
    )
    rows = [
        Person(
            **where,
            name=f"P {n}",
            sort=f"p {n}",
            organisation=rng.choice(houses),
            title=f"{rng.choice(ROLES)} {n % 1500}",
            place=f"Town {n % 200}, Land {n % 20}",
        )
        for n in range(people)
    ]
    rows = Person.objects.of(viewer).bulk_create(rows, batch_size=2000)
    Tie.objects.of(viewer).bulk_create([Tie(**where, person=row) for row in rows], batch_size=2000)
    kinds = [kind for kind in warmth.WEIGHT if kind != "reaction"]
    made = []
    for _ in range(contacts):
        kind, day = rng.choice(kinds), TODAY - timedelta(rng.randrange(365))
        weight, hours = warmth.measure(kind)
        told = {"kind": kind, "day": day, "weight": weight, "hours": hours}
        made.append(Interaction(**where, person=rng.choice(rows), **told))
    Interaction.objects.of(viewer).bulk_create(made, batch_size=5000)


def peer(viewer, days):
    """All hours, from every contact on its own."""
    from backcast.ties.models import Interaction

    rows = Interaction.objects.of(viewer).filter(day__gt=TODAY - timedelta(days), day__lte=TODAY)
    return sum(rows.values_list("hours", flat=True).iterator())


def main(people, contacts):
    with tempfile.TemporaryDirectory() as folder:
        viewer = start(folder)
        from backcast.vision.queries.attention import given

        fill(viewer, people, contacts)
        for days in (365, 365, 90, 90):
            began, used = time.perf_counter(), time.process_time()
            found = given(viewer, days)
            took, cpu = time.perf_counter() - began, time.process_time() - used
            began = time.perf_counter()
            hours = peer(viewer, days)
            assert abs(sum(one.amount for one in found) - hours) < 1e-6
            print(
                f"{days} days: {len(found)} people, {took * 1000:.0f} ms ({cpu * 1000:.0f} of processor time),", end=" "
            )
            print(f"peer {(time.perf_counter() - began) * 1000:.0f} ms")


if __name__ == "__main__":
    told = [int(text) for text in sys.argv[1:]]
    main(*(told + [10_000, 200_000][len(told) :]))

"""Ageing every tie of a large workspace, and its pages: 10,000 people, 200,000 contacts.

    python bench/ageing.py [PEOPLE [CONTACTS]]

The peer of the ageing is the database's own scan of the same rows: count and newest day by person.
"""

import datetime as dt
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

TODAY = dt.date(2026, 11, 22)


def start(folder):
    """A home of its own with an empty database."""
    os.environ |= {"BACKCAST_HOME": folder, "BACKCAST_TODAY": TODAY.isoformat()}
    os.environ["DJANGO_SETTINGS_MODULE"] = "backcast.project.settings"
    from backcast.project import home

    home.make(Path(folder))
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    from backcast.accounts import actions, queries

    actions.ensure_owner()
    return queries.viewer("mine")


def fill(viewer, people, contacts):
    """Invented people, the busiest with thousands of contacts."""
    from backcast.engine.warmth import HOURS, WEIGHT
    from backcast.journal.actions import record
    from backcast.network import actions as network
    from backcast.network.models import Fact, Organisation, Person, Position
    from backcast.ties.actions import put_ties
    from backcast.ties.models import Interaction

    rng = random.Random(7)
    with record(viewer, "bench") as rec:
        where = rec.insert_many([Organisation(name=f"House {n}", key=f"house {n}") for n in range(200)])
        rows = rec.insert_many([Person(name=f"Given{n} Family{n}", sort=f"given{n} family{n}") for n in range(people)])
        rec.insert_many([Fact(person=row, field="name", value=row.name, day=TODAY) for row in rows])
        rec.insert_many(
            [
                Position(person=row, organisation=rng.choice(where), title=f"Role {n % 40}", day=TODAY)
                for n, row in enumerate(rows)
            ]
        )
        put_ties(rec, [row.pk for row in rows])
        for _ in range(contacts // 10_000):
            rec.insert_many([contact(rng, rows, Interaction, WEIGHT, HOURS) for _ in range(10_000)])
    with record(viewer, "bench") as rec:
        network.settle(rec, [row.pk for row in rows])
    return rows


def contact(rng, rows, model, weight, hours):
    kind = rng.choice(["meeting", "call", "message", "mail"])
    person = rows[
        min(int(rng.paretovariate(1.1)) - 1, len(rows) - 1) if rng.random() < 0.05 else rng.randrange(len(rows))
    ]
    day = TODAY - dt.timedelta(days=int(rng.expovariate(1 / 500)))
    way = rng.choice(["in", "out", "both"])
    return model(person=person, day=day, kind=kind, way=way, weight=weight[kind], hours=hours[kind])


def seconds(work, times=5):
    """Median seconds of some work."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def main():
    people, contacts = (int(text) for text in (*sys.argv[1:3], "10000", "200000")[:2])
    with tempfile.TemporaryDirectory() as folder:
        viewer = start(folder)
        rows = fill(viewer, people, contacts)
        from django.db import connection

        from backcast.ties import actions

        def scan():
            with connection.cursor() as cursor:
                cursor.execute("SELECT person_id, count(*), max(day) FROM backcast_interaction GROUP BY person_id")
                cursor.fetchall()

        age, peer = seconds(lambda: actions.refresh(viewer, None), 3), seconds(scan)
        print(f"{people:,} people, {contacts:,} contacts")
        beside = f"{age / peer:6.1f} × the database's own scan ({peer * 1000:.0f} ms)"
        print(f"{'ageing all ties':24}{age * 1000:9.0f} ms   {beside}")
        actions.age(viewer)
        pages(viewer, rows)


class Count:
    """Counts the statements that go through a connection."""

    def __init__(self):
        self.seen = 0

    def __call__(self, execute, sql, params, many, context):
        self.seen += 1
        return execute(sql, params, many, context)


def pages(viewer, rows):
    """Pages in process, with their queries (session and viewer included)."""
    from django.db import connection
    from django.test import Client

    client = Client(headers={"host": "127.0.0.1:8000"})
    session = client.session
    session["user"], session["workspace"] = viewer.workspace.owner_id, viewer.workspace_id
    session.save()
    middle = rows[len(rows) // 2].pk
    for path in ("/", "/people/", f"/people/{rows[0].pk}/", f"/people/{middle}/", "/vision/", "/imports/"):
        begun = time.perf_counter()
        client.get(path)
        first = time.perf_counter() - begun
        count = Count()
        with connection.execute_wrapper(count):
            client.get(path)
        again = seconds(lambda path=path: client.get(path), 9)
        print(f"{path:24}{again * 1000:9.1f} ms   {count.seen} queries (first {first * 1000:.0f} ms)")


if __name__ == "__main__":
    main()

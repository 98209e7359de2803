"""The upkeep of hops, from nothing and after one change of each kind, beside the same pairs by plain SQL.

    python bench/hops.py [PEOPLE [PAIRS]]

Invented people at firms of very different size, some with dates; half of PAIRS are acquaintances, others come of shared
firms. The peer finds the pairs by one statement into a table without odds; it must find as many. PostgreSQL, where it
is installed, runs in a temporary folder of its own.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ageing import TODAY, start

ROOT = Path(__file__).resolve().parents[1]
PAIRS = """
CREATE TEMPORARY TABLE peer AS
SELECT a.person_id AS a, b.person_id AS b FROM backcast_position a JOIN backcast_position b
ON a.organisation_id = b.organisation_id AND a.kind = b.kind AND a.person_id < b.person_id
WHERE a.organisation_id IN
    (SELECT organisation_id FROM backcast_position GROUP BY 1 HAVING count(DISTINCT person_id) <= 100)
AND (a.start <> '' AND b.start <> '' AND a."end" <> '' AND b."end" <> ''
     AND a.start <= b."end" || '~' AND b.start <= a."end" || '~' OR a."current" AND b."current")
UNION SELECT a_id, b_id FROM backcast_acquaintance WHERE state = 'active' AND strength > 0
"""


def fill(viewer, people, pairs):
    """Invented people, each with two positions and some acquaintances, as an import would leave them."""
    from backcast.journal.actions import record
    from backcast.network.models import Acquaintance, ContactPoint, Evidence, Fact, Organisation, Person
    from backcast.ties.actions import put_ties

    rng = random.Random(3)
    with record(viewer, "bench") as rec:
        firms = rec.insert_many([Organisation(name=f"House {n}", key=f"house {n}") for n in range(people // 5)])
        rows = rec.insert_many([Person(name=f"Given{n} Family{n}", sort=f"given{n} family{n}") for n in range(people)])
        rec.insert_many([Fact(person=row, field="name", value=row.name, day=TODAY) for row in rows])
        mails = [f"p{n}@house.example" for n in range(people)]
        rec.insert_many(
            [
                ContactPoint(person=row, kind="email", value=mail, key=mail, day=TODAY)
                for row, mail in zip(rows, mails, strict=True)
            ]
        )
        put_ties(rec, [row.pk for row in rows])
        sizes = [(n + 1) ** -0.8 for n in range(len(firms))]
        rec.insert_many([position(rng, row, firm) for row in rows for firm in rng.choices(firms, sizes, k=2)])
        weights = [(n + 1) ** -0.55 for n in range(people)]
        drawn = ((rng.choices(rows, weights, k=pairs), rng.choices(rows, weights, k=pairs)) for _ in range(2))
        met = {
            tuple(sorted((a.pk, b.pk))) for one, other in drawn for a, b in zip(one, other, strict=True) if a.pk != b.pk
        }
        met = rng.sample(sorted(met), pairs // 2)
        known = rec.insert_many([Acquaintance(a_id=a, b_id=b, strength=rng.choice((0.5, 0.7))) for a, b in met])
        rec.insert_many([Evidence(acquaintance=row, kind="said", strength=row.strength, day=TODAY) for row in known])
    return rows, firms


def position(rng, person, firm):
    """Now there, or there for some years, or nobody told."""
    from backcast.network.models import Position

    kind = rng.random()
    if kind < 0.4:
        return Position(person=person, organisation=firm, current=True, day=TODAY)
    begun = rng.randint(1995, 2020)
    told = {"start": f"{begun}", "end": f"{begun + rng.randint(1, 6)}"} if kind < 0.8 else {}
    return Position(person=person, organisation=firm, current=False, day=TODAY, **told)


def changes(viewer, rows, firms):
    """One change of each kind, by name; the best known people and the largest firms, where it takes longest."""
    from backcast.accounts.models import Workspace
    from backcast.imports.actions import merge
    from backcast.keeping import erase
    from backcast.network.actions import acquaintances, facts, hops, organisations, trash
    from backcast.ties import actions as ties

    def passes():
        Workspace.objects.filter(pk=viewer.workspace_id).update(aged_on="2026-11-21")
        viewer.workspace.refresh_from_db()
        ties.age(viewer)

    best, second, third, last = rows[0], rows[1], rows[2], rows[-1]
    moved = {"name": last.name, "title": "", "place": ""}
    return {
        "a look at every hop": lambda: hops.rebuild(viewer),
        "a day passes": passes,
        "two know each other": lambda: acquaintances.say(viewer, best, last),
        "they don't": lambda: acquaintances.put_state(viewer, best, last, "disputed"),
        "somebody works elsewhere": lambda: facts.edit(viewer, last, organisation=firms[90].name, **moved),
        "the best known to the trash": lambda: trash.throw(viewer, [best.pk]),
        "and back": lambda: trash.restore(viewer, [best.pk]),
        "two people are one": lambda: merge.merge(viewer, second, third),
        "two firms of some 100 are one": lambda: organisations.merge(viewer, firms[60], firms[61]),
        "the two largest firms are one": lambda: organisations.merge(viewer, firms[0], firms[1]),
        "the best known is forgotten": lambda: erase.forget(viewer, [best.pk]),
    }


def timed(name, work):
    begun, used = time.perf_counter(), time.process_time()
    found = work()
    print(f"{name:46}{time.perf_counter() - begun:8.2f} s{time.process_time() - used:8.2f} s", flush=True)
    return found


def pairs_by_sql():
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(PAIRS)
        cursor.execute("SELECT count(*) FROM peer")
        (found,) = cursor.fetchone()
        cursor.execute("DROP TABLE peer")
    return found


def measured(people, pairs, name):
    """The lines of one kind of database, in a home of its own."""
    from django.db import connection

    with tempfile.TemporaryDirectory() as folder:
        viewer = start(folder)
        from backcast.network.actions import hops

        rows, firms = fill(viewer, people, pairs)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        held = timed(f"{name}: every hop from nothing", lambda: hops.rebuild(viewer))
        found = timed(f"{name}: plain SQL, without odds", pairs_by_sql)
        assert 2 * found == held, (found, held)
        print(f"{name}: {held:,} half-edges")
        for kind, work in changes(viewer, rows, firms).items():
            timed(f"{name}: {kind}", work)
        assert hops.rebuild(viewer) == 2 * pairs_by_sql()
        connection.close()


def on_postgresql():
    """The same by another process on a server of its own."""
    sys.path.append(str(ROOT))
    from tests.servers.postgres import cluster, program

    initdb, pg_ctl = program("initdb"), program("pg_ctl")
    if not initdb or not pg_ctl:
        print("PostgreSQL is not installed")
        return
    with cluster(Path(tempfile.mkdtemp(prefix="backcast-pg-")), initdb, pg_ctl) as address:
        environ = os.environ | {"BACKCAST_DATABASE": address}
        subprocess.run([sys.executable, __file__, *sys.argv[1:]], env=environ, check=True)


def main():
    people, pairs = (int(told) for told in [*sys.argv[1:], *("10000", "85000")[len(sys.argv) - 1 :]])
    if os.environ.get("BACKCAST_DATABASE"):
        measured(people, pairs, "PostgreSQL")
        return
    print(f"{people:,} people{'wall':>39}{'processor':>12}")
    measured(people, pairs, "SQLite")
    on_postgresql()


if __name__ == "__main__":
    main()

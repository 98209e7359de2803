"""The best five routes of at most four hops: our search in the database beside networkx, igraph and scipy.

    python bench/routes.py [PEOPLE [HALF_EDGES]] [--queries N] [--peers N]

Everyone gets the same invented graph: most people know few, some know hundreds; the user has a tie to 86 of 100. The
peers hold the whole graph in memory, ready, and know no longest route: of their five, those of up to four hops must be
ours, in the same order. PostgreSQL, where it is installed, runs in a temporary folder of its own, and must answer like
SQLite. See docs/algorithms/routes.md.
"""

import argparse
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

import numpy as np  # noqa: TID253
from ageing import start

ROOT = Path(__file__).resolve().parents[1]
MOST = 5
KNOWN = 0.86
STRENGTHS = (0.1, 0.12, 0.3, 0.5, 0.6, 0.7)


def graph(people, half_edges):
    """Ties by person and hops by pair, numbered from 0, as odds against; and whom to look for."""
    from backcast.engine import routes

    random = np.random.default_rng(1)
    share = random.permutation(1 / np.arange(1, people + 1) ** 0.55).cumsum()
    pairs = np.empty(0, dtype=np.int64)
    while len(pairs) < half_edges // 2:
        a, b = (np.searchsorted(share, random.random(half_edges // 2) * share[-1]) for _ in "ab")
        low, high = np.minimum(a, b), np.maximum(a, b)
        pairs = np.unique(np.concatenate([pairs, (low * people + high)[low != high]]))
    pairs = random.permutation(pairs)[: half_edges // 2]
    odds = np.array([routes.against(routes.hop_score(one)) for one in STRENGTHS])[random.integers(6, size=len(pairs))]
    known = np.sort(random.permutation(people)[: int(people * KNOWN)])
    strengths, standing = random.beta(1, 6, len(known)), random.random(len(known)) < 0.05
    told = zip(known.tolist(), strengths.tolist(), standing.tolist(), strict=True)
    ties = {one: routes.against(routes.tie_score(strength, stands=stands, owed=0.0)) for one, strength, stands in told}
    return ties, (pairs // people, pairs % people, odds), random.permutation(people).tolist()


def fill(viewer, people, ties, hops):
    """The same in the database."""
    from django.db import connection, transaction

    from backcast.network.models import Hop, Person
    from backcast.ties.models import Tie

    where, (index,) = viewer.workspace, Hop._meta.indexes
    low, high, odds = hops
    both = np.concatenate([low, high]) + 1, np.concatenate([high, low]) + 1, np.concatenate([odds, odds])
    order = np.lexsort((both[1], both[0]))
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA cache_size=-1000000")  # of this connection, while it fills
            cursor.execute("PRAGMA synchronous=OFF")
        cursor.execute(f"DROP INDEX {index.name}")
        with transaction.atomic():
            copy(
                cursor,
                Person(workspace=where),
                ["id", "uid", "name", "sort"],
                ((n + 1, ids(n), f"P{n}", f"p{n}") for n in range(people)),
            )
            copy(cursor, Tie(workspace=where), ["person_id", "against"], ((n + 1, ties.get(n)) for n in range(people)))
            for part in np.array_split(order, len(order) // 500_000 + 1):
                rows = zip(*(column[part].tolist() for column in both), strict=True)
                copy(cursor, Hop(workspace=where), ["src_id", "dst_id", "against"], rows)
        cursor.execute(str(index.create_sql(Hop, connection.schema_editor())))
        # PostgreSQL does this by itself within the minute; until then every look into an index fetches its row too.
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
    connection.close()


def ids(number):
    """A UUID as this database takes it."""
    from django.db import connection

    made = uuid.UUID(int=number)
    return made if connection.features.has_native_uuid_field else made.hex


def copy(cursor, pattern, names, rows):
    """Rows that differ from a pattern in some columns, past the objects of Django, which take far longer."""
    from django.db import connection

    fields = [field for field in pattern._meta.concrete_fields if field.column != "id" or "id" in names]
    fixed = [field.get_db_prep_save(getattr(pattern, field.attname), connection) for field in fields]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    places = [names.index(field.column) if field.column in names else None for field in fields]
    text = f"INSERT INTO {pattern._meta.db_table} ({columns}) VALUES ({', '.join('%s' for _ in fields)})"
    whole = ([old if at is None else row[at] for at, old in zip(places, fixed, strict=True)] for row in rows)
    while part := list(islice(whole, 50_000)):
        cursor.executemany(text, part)


def timed(work, targets):
    """The answers, and the milliseconds of each, sorted: the fastest of three, as other programs run too."""
    answers, taken = [], []
    for target in targets:
        fastest = math.inf
        for _ in range(3):
            begun = time.perf_counter()
            answer = work(target)
            fastest = min(fastest, time.perf_counter() - begun)
        answers.append(answer)
        taken.append(fastest * 1000)
    return answers, sorted(taken)


def line(name, taken, beside=0.0):
    middle, last = statistics.median(taken), taken[min(int(len(taken) * 0.99), len(taken) - 1)]
    ratio = f"{middle / beside:10.1f} ×" if beside else ""
    print(f"{name:40}{len(taken):6}{middle:10.2f} ms{last:10.2f} ms{ratio}", flush=True)
    return middle


def ours(viewer, targets, name):
    """Our answers for the first kind of target, and their median time."""
    from backcast.introductions.queries import routes, search
    from backcast.introductions.queries.targets import of_person
    from backcast.network.models import Person

    kinds = {
        "best five": lambda pk: search.best(viewer, search.Wanted((pk,), MOST)),
        "best three by different people": lambda pk: search.different(viewer, search.Wanted((pk,), 3)),
        "the whole answer": lambda pk: routes.routes(viewer, of_person(Person(pk=pk))),
    }
    found, middle = [], 0.0
    for kind, work in kinds.items():
        for group, chosen in targets.items():
            answers, taken = timed(work, chosen)
            told = line(f"{name}: {kind}, {group}", taken)
            if not found:
                found, middle = [[(1 / one.inverse, one.people) for one in answer] for answer in answers], told
    return found, middle


def groups(people, ties, hops, order, queries):
    """Whom to look for, as ids: anybody, whom the user does not know, who knows most."""
    degrees = np.bincount(np.concatenate(hops[:2]), minlength=people)
    chosen = {"anybody": order[:queries], "strangers": [one for one in order if one not in ties][:queries]}
    chosen["the best known"] = np.argsort(-degrees)[:30].tolist()
    return {name: [one + 1 for one in those] for name, those in chosen.items()}


def networkx(nodes, edges, costs):
    import networkx as nx

    net = nx.DiGraph()
    net.add_weighted_edges_from(zip(*(column.tolist() for column in (*edges, costs)), strict=True))
    return lambda target: [way[1:] for way in islice(nx.shortest_simple_paths(net, 0, target, "weight"), MOST)]


def igraph(nodes, edges, costs):
    import igraph as ig

    net = ig.Graph(nodes, np.column_stack(edges), directed=True)
    return lambda target: [
        way[1:] for way in net.get_k_shortest_paths(0, target, MOST, mode="out", weights=costs.tolist(), output="vpath")
    ]


def scipy(nodes, edges, costs):
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import yen

    net = csr_array((costs, tuple(side.astype(np.int32) for side in edges)), shape=(nodes, nodes))

    def ways(target):
        _, before = yen(net, 0, target, MOST, return_predecessors=True)
        return [way(row, target) for row in before]

    def way(row, target):
        back = [target]
        while row[back[-1]] > 0:
            back.append(int(row[back[-1]]))
        return back[::-1]

    return ways


PEERS = {"networkx": networkx, "igraph": igraph, "scipy": scipy}


def compare(people, ties, hops, targets, found, middle):
    """A line for each peer; stops where an answer differs."""
    low, high, odds = hops
    known = np.fromiter(ties, dtype=np.int64)
    edges = (np.concatenate([np.zeros_like(known), low + 1, high + 1]), np.concatenate([known + 1, high + 1, low + 1]))
    costs = np.log1p(np.concatenate([np.fromiter(ties.values(), dtype=float), odds, odds]))
    cost = dict(zip(zip(*(side.tolist() for side in edges), strict=True), costs.tolist(), strict=True))
    for name, peer in PEERS.items():
        if not find_spec(name):
            print(f"{name} is not installed (requirements/bench.txt)")
            continue
        answers, taken = timed(peer(people + 1, edges, costs), targets)
        line(name, taken, middle)
        for ways, own in zip(answers, found, strict=False):
            short = [way for way in ways if len(way) <= 4]
            chances = [math.exp(-sum(cost[pair] for pair in zip([0, *way], way, strict=False))) for way in short]
            assert np.allclose(chances, [chance for chance, _ in own[: len(short)]], rtol=1e-9), (name, ways, own)


def measured(asked, ties, hops, order, name):
    """Our lines on one kind of database, in a home of its own."""
    with tempfile.TemporaryDirectory() as folder:
        viewer = start(folder)
        begun = time.perf_counter()
        fill(viewer, asked.people, ties, hops)
        print(f"{name} filled in {time.perf_counter() - begun:.0f} s")
        found = ours(viewer, groups(asked.people, ties, hops, order, asked.queries), name)
        from django.db import connection

        connection.close()
        return found


def on_postgresql(found):
    """The same by another process on a server of its own; its answers must be these."""
    sys.path.append(str(ROOT))
    from tests.servers.postgres import cluster, program

    initdb, pg_ctl = program("initdb"), program("pg_ctl")
    if not initdb or not pg_ctl:
        print("PostgreSQL is not installed")
        return
    folder = Path(tempfile.mkdtemp(prefix="backcast-pg-"))
    with cluster(folder, initdb, pg_ctl) as address, tempfile.NamedTemporaryFile() as file:
        command = [sys.executable, __file__, *sys.argv[1:], "--answers", file.name]
        subprocess.run(command, env=os.environ | {"BACKCAST_DATABASE": address}, check=True)
        assert json.loads(Path(file.name).read_text()) == json.loads(json.dumps(found)), "PostgreSQL differs"


def main():
    told = argparse.ArgumentParser()
    told.add_argument("people", type=int, nargs="?", default=10_000)
    told.add_argument("half_edges", type=int, nargs="?", default=0)
    told.add_argument("--queries", type=int, default=400)
    told.add_argument("--peers", type=int, default=20, help="queries of each peer; 0 for none")
    told.add_argument("--answers", help="where the run on PostgreSQL leaves its answers")
    asked = told.parse_args()
    ties, hops, order = graph(asked.people, asked.half_edges or asked.people * 17)
    if asked.answers:
        found, _ = measured(asked, ties, hops, order, "PostgreSQL")
        Path(asked.answers).write_text(json.dumps(found))
        return
    print(f"{asked.people:,} people, {2 * len(hops[0]):,} half-edges, {len(ties):,} ties")
    print(f"{'':40}{'asked':>6}{'p50':>13}{'p99':>13}{'p50 ÷ ours':>12}")
    found, middle = measured(asked, ties, hops, order, "SQLite")
    if asked.peers:
        compare(asked.people, ties, hops, [one + 1 for one in order[: asked.peers]], found, middle)
    if asked.people <= 100_000:
        on_postgresql(found)


if __name__ == "__main__":
    main()

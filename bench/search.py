"""Search in the People list by its index (FTS5 trigrams), beside looking through every text (LIKE), as without it.

    python bench/search.py [PEOPLE]

Both give the same people; the script stops if they don't. See docs/decisions/0009-search-index.md.
"""

import random
import statistics
import sys
import tempfile
import time
from contextlib import contextmanager
from unittest import mock

from ageing import start

SYLLABLES = ["ka", "lo", "mi", "ne", "ru", "sa", "to", "vi", "ha", "be", "du", "fe", "gi", "jo", "pa", "qui"]
ROLES = ["engineer", "manager", "director", "analyst"]
TRIED = {"nobody": "zzzzzz", "one organisation": "{house}", "a common role": "engineer", "everybody": "example"}


def word(rng, least, most):
    """An invented word."""
    return "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(least, most)))


def fill(viewer, people):
    """Invented people with an organisation, a role and an address each; the name of one organisation."""
    from backcast.journal.actions import record
    from backcast.network import actions as network
    from backcast.network.models import ContactPoint, Fact, Organisation, Person, Position
    from backcast.ties import actions as ties

    rng, day = random.Random(3), viewer.today
    houses = sorted({word(rng, 3, 5) for _ in range(people // 20)})
    with record(viewer, "bench") as rec:
        where = rec.insert_many([Organisation(name=name, key=name) for name in houses])
        names = [f"{word(rng, 2, 3)} {word(rng, 2, 4)}" for _ in range(people)]
        rows = rec.insert_many([Person(name=name, sort=name) for name in names])
        rec.insert_many([Fact(person=row, field="name", value=row.name, day=day) for row in rows])
        mails = [f"{row.name.replace(' ', '.')}{n}@{word(rng, 2, 3)}.example" for n, row in enumerate(rows)]
        points = [
            ContactPoint(person=row, kind="email", value=mail, key=mail, day=day)
            for row, mail in zip(rows, mails, strict=True)
        ]
        rec.insert_many(points)
        rec.insert_many(
            [
                Position(
                    person=row, organisation=rng.choice(where), title=f"{word(rng, 2, 3)} {rng.choice(ROLES)}", day=day
                )
                for row in rows
            ]
        )
        ties.put_ties(rec, [row.pk for row in rows])
        network.settle(rec, [row.pk for row in rows])
    ties.age(viewer)
    return houses[0]


def milliseconds(work, times=11):
    """Median milliseconds of processor time; other programs then count for little."""
    work()
    taken = []
    for _ in range(times):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return statistics.median(taken) * 1000


def rebuilt():
    """Milliseconds of making the index anew, bytes of the file without it, and its own."""
    from django.db import connection

    from backcast.network import actions
    from backcast.network.queries import index

    def size():
        cursor.execute("VACUUM")
        return cursor.execute("PRAGMA page_count").fetchone()[0] * cursor.execute("PRAGMA page_size").fetchone()[0]

    with connection.cursor() as cursor:
        with_it = size()
        cursor.execute(f"DROP TABLE {index.NAME}")
        without = size()
    actions.mend_search()
    return milliseconds(actions.rebuild_search, 3), without, with_it - without


@contextmanager
def without_index():
    """As on an SQLite that has no trigrams."""
    from backcast.network.queries import index

    with mock.patch.object(index, "has_trigrams", lambda: False):
        yield


def found(viewer, typed):
    """The list of people who fit."""
    from backcast.ties import queries

    return queries.people(viewer, words=typed)


def shown(rows):
    """What the page asks for: how many, and the first sixty."""
    return rows.count(), [row.pk for row in rows[:60]]


def main():
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        viewer = start(folder)
        house = fill(viewer, people)
        built, before, size = rebuilt()
        print(f"{people:,} people; the index: {built:.0f} ms anew, {size / 1e6:.1f} MB beside {before / 1e6:.1f} MB")
        heads = ("ids LIKE", "ids FTS5", "list LIKE", "list FTS5", "FTS5/LIKE", "page LIKE", "page FTS5")
        print(f"{'':18}{'hits':>8}" + "".join(f"{head:>11}" for head in heads))
        client = signed_in(viewer)
        for name, text in TRIED.items():
            compare(viewer, client, name, text.format(house=house))


def signed_in(viewer):
    """A browser in process."""
    from django.test import Client

    client = Client(headers={"host": "127.0.0.1:8000"})
    session = client.session
    session["user"], session["workspace"] = viewer.workspace.owner_id, viewer.workspace_id
    session.save()
    return client


def compare(viewer, client, name, typed):
    """One line of the table: the bare ids, the count with the first rows, and the whole page, each by both."""
    with without_index():
        like, like_page = found(viewer, typed), milliseconds(lambda: client.get("/people/", {"q": typed}))
    page = milliseconds(lambda: client.get("/people/", {"q": typed}))
    index = found(viewer, typed)
    assert shown(like) == shown(index) and str(like.query) != str(index.query), typed
    ids = [milliseconds(lambda rows=rows: list(rows.order_by().values_list("pk", flat=True))) for rows in (like, index)]
    lists = [milliseconds(lambda rows=rows: shown(rows.all())) for rows in (like, index)]
    cells = "".join(f"{number:9.2f}ms" for number in (*ids, *lists))
    print(f"{name:18}{like.count():8,}{cells}{lists[1] / lists[0]:11.2f}{like_page:9.1f}ms{page:9.1f}ms")


if __name__ == "__main__":
    main()

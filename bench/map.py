"""The map: drawing it, sending it, and each frame in a real browser, by a forced read-back of the canvas.

    python bench/map.py [PEOPLE [PAIRS]]

The peers are igraph's own layouts of the same graph, without groups and without a memory of the last drawing. Frames
are painted by the processor alone (no graphics card); a card makes them faster.
"""

import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from ageing import start

GROUPS = 50
WITHIN = 0.85
"""Share of the pairs that lie within a group."""
FRAME = """
const ask = window.requestAnimationFrame.bind(window);
window.frames_ = [];
window.requestAnimationFrame = (paint) => ask((at) => {
  const begun = performance.now();
  paint(at);
  const canvas = document.querySelector(".map-frame canvas");
  canvas?.getContext("2d").getImageData(0, 0, 1, 1);
  window.frames_.push(performance.now() - begun);
});
"""
"""Milliseconds of every frame, until the picture can be read."""


def fill(viewer, people, pairs):
    """Invented people in groups, some knowing far more than others."""
    from backcast.journal.actions import record
    from backcast.network.models import Fact, Hop, Organisation, Person
    from backcast.ties import actions as ties

    rng = random.Random(5)
    with record(viewer, "bench") as rec:
        houses = rec.insert_many([Organisation(name=f"House {n}", key=f"house {n}") for n in range(GROUPS)])
        told = [(f"Given{n} Family{n}", houses[rng.randrange(GROUPS)]) for n in range(people)]
        rows = rec.insert_many([Person(name=name, sort=name.lower(), organisation=house) for name, house in told])
        rec.insert_many([Fact(person=row, field="name", value=row.name, day=viewer.today) for row in rows])
        ties.put_ties(rec, [row.pk for row in rows])
    ties.age(viewer)
    found = chosen(rng, rows, pairs)
    both = [(a, b) for one, other in found for a, b in ((one, other), (other, one))]
    hops = [Hop(workspace=viewer.workspace, src_id=a, dst_id=b, against=rng.uniform(0.3, 4)) for a, b in both]
    Hop.objects.of(viewer).bulk_create(hops, batch_size=5000)


def chosen(rng, rows, pairs):
    """So many pairs of ids, mostly within a group."""
    near = {}
    for row in rows:
        near.setdefault(row.organisation_id, []).append(row.pk)
    found = set()
    while len(found) < pairs:
        one = rows[min(int(rng.paretovariate(1.2) * 20), len(rows) - 1)] if rng.random() < 0.1 else rng.choice(rows)
        other = rng.choice(near[one.organisation_id] if rng.random() < WITHIN else rows)
        other = getattr(other, "pk", other)
        if one.pk != other:
            found.add((min(one.pk, other), max(one.pk, other)))
    return sorted(found)


def seconds(work):
    """Seconds of some work, and what it gave."""
    begun = time.perf_counter()
    gave = work()
    return time.perf_counter() - begun, gave


def drawing(viewer):
    """The layout and its peers."""
    import igraph

    from backcast.engine.layout import Spot, layout
    from backcast.network.actions import map as actions
    from backcast.network.queries import map as queries
    from backcast.ties.queries import map as nodes
    from backcast.web.views.map import packed

    ids, edges = [row.pk for row in queries.people(viewer).order_by("pk")], queries.edges(viewer)
    first, old = seconds(lambda: layout(ids, edges))
    again, _ = seconds(lambda: layout(ids, edges, old))
    place = {pk: n for n, pk in enumerate(ids)}
    graph = igraph.Graph(len(ids), [(place[a], place[b]) for a, b, _ in edges])
    print(f"{len(ids):,} people, {len(edges):,} pairs, {len({spot.group for spot in old.values()})} groups")
    print(f"layout {first:.2f} s, again from there {again:.2f} s; peers, the same graph:")
    for name in ("fruchterman_reingold", "lgl"):
        taken, _ = seconds(lambda name=name: graph.layout(name))
        print(f"  igraph {name}: {taken:.2f} s, ratio {first / taken:.2f}")
    assert isinstance(next(iter(old.values())), Spot)
    whole, _ = seconds(lambda: actions.ask(viewer) or actions.draw(viewer))
    sent, raw = seconds(lambda: packed(nodes.nodes(viewer), queries.edges(viewer)))
    print(f"read, drawn and kept: {whole:.2f} s; the buffer: {len(raw) / 1e3:.0f} kB in {sent:.2f} s")


def frames(folder):
    """Milliseconds a frame while the map is moved, and at rest."""
    from playwright.sync_api import sync_playwright

    environ = os.environ | {"BACKCAST_HOME": folder}
    command = [sys.executable, "-m", "backcast", "serve", "--port", "8352"]
    server = subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        link = next(word for line in server.stdout for word in line.split() if "/sign-in/" in word)
        with sync_playwright() as play:
            browser = play.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )
            page = browser.new_page(viewport={"width": 1280, "height": 860})
            page.add_init_script(FRAME)
            page.goto(link)
            print(f"page with its list: {seconds(lambda: page.goto('http://127.0.0.1:8352/people/map'))[0]:.2f} s")
            page.locator("#map-who").get_by_text("Point at").wait_for()
            page.wait_for_timeout(800)
            show(page, "the whole map", 1)
            show(page, "three times nearer", 5)
            page.locator("#map-me").check()
            show(page, "me in the middle", 1)
            browser.close()
    finally:
        server.terminate()
        server.wait()


def show(page, name, nearer):
    """One line: frames while arrows are pressed, and the full ones at rest."""
    frame = page.locator(".map-frame")
    for _ in range(nearer if nearer > 1 else 0):
        page.locator("[data-zoom='1.4']").click()
    frame.focus()
    page.wait_for_timeout(500)
    moving, resting = [], []
    for _ in range(8):
        page.evaluate("window.frames_.length = 0")
        for key in ("ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown"):
            page.keyboard.press(key)
            page.wait_for_timeout(20)
        moving += page.evaluate("window.frames_")
        page.evaluate("window.frames_.length = 0")
        page.wait_for_timeout(400)
        resting += page.evaluate("window.frames_")
    print(f"{name:20} moving {told(moving)}; at rest, every line {told(resting)}")


def told(taken):
    """Median and worst in words."""
    return f"{statistics.median(taken):.0f} ms, at most {max(taken):.0f}" if taken else "no frame"


def main():
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    pairs = int(sys.argv[2]) if len(sys.argv) > 2 else 50_000
    with tempfile.TemporaryDirectory() as folder:
        viewer = start(folder)
        fill(viewer, people, pairs)
        drawing(viewer)
        work(viewer)
        frames(folder)


def work(viewer):
    """Leave a drawing behind, as the worker does."""
    from backcast.keeping.actions import work_once

    while work_once():
        pass


if __name__ == "__main__":
    main()

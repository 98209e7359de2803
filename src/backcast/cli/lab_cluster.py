"""The runs of a sweep on a Dask cluster that is there already, by the address of its scheduler and no other.

A worker that ends in the middle costs nothing: Dask gives its runs to the others.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from importlib.metadata import version
from typing import Any, Final

from backcast.cli.lab_pool import Played, Task, one
from backcast.errors import Invalid, Refused
from backcast.formats import names

ADDRESS: Final = re.compile(r"(tcp|tls)://([\w.-]{1,253}|\[[0-9a-fA-F:.]{2,45}\]):(\d{1,5})", re.ASCII)
PATIENCE: Final = 8
"""Seconds for a scheduler to answer, and then for a first worker to be there [D]."""
GREETING: Final = 1 << 20
"""Bytes of the first words of a scheduler at most [D]; text read as a length is far beyond."""
AHEAD: Final = 4
"""Runs waiting for each thread of the cluster, so that none is idle and little waits there [D]."""
ALONE: Final = 15.0
"""Seconds in which a cluster without any worker may get one again [D]: as long as starting one takes, and more."""
GLANCE: Final = 0.02
"""Seconds between two looks for a result [D]: short against a run."""
LOOK: Final = 1.0
"""Seconds between two looks for workers, which is a question to the scheduler [D]."""
OTHER: Final = "version"
"""The key of a result from a worker with another program."""


def played(tasks: Iterable[tuple[int, Task]], address: str) -> Iterator[Played]:
    """Results as they come. Refused, in one sentence, where there is no cluster or it goes away."""
    if not ADDRESS.fullmatch(address) or int(address.rpartition(":")[2]) > 65_535:
        raise Invalid(
            f"{names.clean(address)[:80] or 'An empty word'} is not the address of a scheduler.",
            "Write it such as tcp://127.0.0.1:8786.",
        )
    return _played(iter(tasks), address)


def _played(tasks: Iterator[tuple[int, Task]], address: str) -> Iterator[Played]:
    import logging
    import warnings

    _knock(address)
    try:
        import distributed
    except ImportError as missing:
        raise Refused(
            "A cluster needs the extra `cluster`, which is not installed.",
            "Install it: pip install -e '.[cluster]' in the folder of Backcast.",
        ) from missing
    logging.disable()  # what goes wrong is told in our own words
    try:
        with warnings.catch_warnings(action="ignore"), _client(distributed, address) as client:
            yield from _fed(distributed, client, tasks, address)
    finally:
        logging.disable(logging.NOTSET)


def _knock(address: str) -> None:
    """Refuse what is no scheduler before Dask waits for it: one begins to speak at once, with a short length."""
    import socket

    scheme, _, place = address.partition("://")
    host, _, port = place.rpartition(":")
    try:
        with socket.create_connection((host.strip("[]"), int(port)), PATIENCE / 2) as held:
            held.settimeout(PATIENCE / 2)
            if scheme == "tcp" and not 0 < int.from_bytes(held.recv(8), "little") < GREETING:
                raise _absent(address)
    except OSError as gone:
        raise _absent(address) from gone


def _absent(address: str) -> Refused:
    return Refused(f"No Dask scheduler answers at {address}.", "Check the address, and that the scheduler runs.")


def _client(distributed: Any, address: str) -> Any:
    try:
        client = distributed.Client(address, timeout=PATIENCE, set_as_default=False, direct_to_workers=False)
    except (OSError, ValueError, TypeError, EOFError) as gone:
        raise _absent(address) from gone
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except (OSError, TimeoutError) as none:
        client.close(timeout=1)
        raise Refused(f"The scheduler at {address} has no worker.", f"Start one with: dask worker {address}") from none
    return client


def _fed(distributed: Any, client: Any, tasks: Iterator[tuple[int, Task]], address: str) -> Iterator[Played]:
    """A few runs ahead of the workers, each asked for anew when it is done. What is sent is of Python's own types and
    functions, as the scheduler reads it too and need not have Backcast."""
    import operator
    import pkgutil
    from dataclasses import asdict
    from itertools import islice

    places: dict[Any, int] = {}
    ready = distributed.as_completed(loop=client.loop)
    there = client.submit(pkgutil.resolve_name, f"{__name__}:{versioned.__name__}", pure=False)
    while True:
        ahead = AHEAD * max(1, sum(client.nthreads().values()))
        for place, (case, seed) in islice(tasks, max(0, ahead - len(places))):
            told = (type(case).__name__, asdict(case), seed, version("backcast"))
            future = client.submit(operator.call, there, *told, pure=False)
            places[future] = place
            ready.add(future)
        if not places:
            return
        _wait(client, ready.has_ready, address)
        future = next(ready)
        yield places.pop(future), _result(distributed, client, future, address)


def _wait(client: Any, is_ready: Callable[[], bool], address: str) -> None:
    """Until a result is there. Refused where all workers have gone, and none has come back for a time."""
    import time

    there = looked = time.monotonic()
    while not is_ready():
        time.sleep(GLANCE)
        now = time.monotonic()
        if now - looked < LOOK:
            continue
        looked = now
        try:
            there = now if client.nthreads() else there
        except OSError as gone:
            raise _gone(address) from gone
        if now - there > ALONE:
            raise Refused(
                f"The cluster at {address} has no worker any more.",
                "Start workers and run the same command again: what is done is kept with --out.",
            )


def _gone(address: str) -> Refused:
    return Refused(f"The scheduler at {address} went away.", "The same command goes on with what is left.")


def versioned(kind: str, told: dict[str, Any], seed: int, wanted: str) -> dict[str, Any]:
    """One run on a worker, with the same program as where it was asked for."""
    from backcast.engine.lab import cases

    own = version("backcast")
    return one(getattr(cases, kind)(**told), seed) if own == wanted else {OTHER: own}


def _result(distributed: Any, client: Any, future: Any, address: str) -> dict[str, Any]:
    try:
        result = _held(client, future, address)
    except ImportError as missing:
        raise Refused(
            f"The workers at {address} do not have Backcast {version('backcast')}.", "Install it for each of them."
        ) from missing
    except distributed.KilledWorker as killed:
        raise Refused(
            f"Several workers at {address} ended over the same run, perhaps for want of memory.",
            "Use smaller markets, or workers with more memory.",
        ) from killed
    except (OSError, TimeoutError, distributed.CancelledError) as gone:
        raise _gone(address) from gone
    if OTHER in result:
        apart = f"{names.clean(str(result[OTHER]))}, and this is {version('backcast')}"
        raise Refused(f"The workers at {address} run Backcast {apart}.", "Install the same version everywhere.")
    return result


def _held(client: Any, future: Any, address: str) -> dict[str, Any]:
    """What a worker holds; where it ended before it was asked, what another then makes."""
    with suppress(TimeoutError):
        return dict(future.result(timeout=PATIENCE))
    _wait(client, future.done, address)
    return dict(future.result(timeout=PATIENCE))

"""Stops of long commands: Ctrl-C between two steps, and a stop by the system like Ctrl-C."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

Handler = Callable[[int, FrameType | None], Any]


@contextmanager
def between() -> Iterator[Callable[[], bool]]:
    """Whether Ctrl-C asks to stop, once somebody has begun to ask: what is found by then can be shown whole. Before
    that, and pressed again, it ends the command at once."""
    begun = stopped = False

    def press(*_: Any) -> None:
        nonlocal stopped
        if stopped or not begun:
            raise KeyboardInterrupt
        stopped = True

    def asked() -> bool:
        nonlocal begun
        begun = True
        return stopped

    with _handled(signal.SIGINT, press):
        yield asked


@contextmanager
def by_system() -> Iterator[None]:
    """A stop by the system goes through all that is open, as Ctrl-C does."""

    def end(*_: Any) -> None:
        raise KeyboardInterrupt

    with _handled(signal.SIGTERM, end):
        yield


@contextmanager
def _handled(number: int, handler: Handler) -> Iterator[None]:
    """Only a main thread can say what a signal does."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(number, handler)
    try:
        yield
    finally:
        signal.signal(number, before)

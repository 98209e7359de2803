"""The file in which a sweep keeps its results, one line of JSON for each run, so that a second call goes on from there.

A run is recognised by what it is made of and not by its place, so that lines of other sweeps may stand beside it.
"""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Final, Self

from backcast.errors import Refused, Unreadable
from backcast.formats import names

LINE: Final = 1 << 20
"""Bytes of a line at most [D]: a result has some tens of thousands."""
Fits = Callable[[str, dict[str, Any]], bool]
"""Whether a result holds the figures of its run; it may fail as looking for them does. Other runs are no matter."""


class Kept:
    """Results by their run, read at the start and written as they come; without a path in memory alone."""

    def __init__(self, path: str | None, fits: Fits) -> None:
        self._path, self._fits = path, fits
        self._file: BinaryIO | None = None
        self.results: dict[str, dict[str, Any]] = {}

    def __enter__(self) -> Self:
        if self._path is not None:
            try:
                self._file = self._opened(Path(self._path))
            except (OSError, ValueError) as cause:
                reason = getattr(cause, "strerror", None) or str(cause)
                raise Unreadable(f"{self._name} cannot be written: {reason}.", "Name another with --out.") from cause
            try:
                self._read(self._file)
            except BaseException:
                self._file.close()
                raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file:
            self._file.close()

    def add(self, run: str, told: dict[str, Any], result: dict[str, Any]) -> None:
        """Keep the result of a run, with what tells people which it was."""
        self.results[run] = result
        if self._file:
            line = json.dumps({"run": run, **told, "result": result}, ensure_ascii=False)
            try:
                self._file.write(line.encode() + b"\n")
                self._file.flush()
            except OSError as cause:
                again = "Make room; the same command goes on from there."
                raise Refused(f"{self._name} cannot be written: {cause.strerror}.", again) from cause

    @property
    def stays(self) -> bool:
        """Whether it outlives this command."""
        return self._path is not None

    @property
    def _name(self) -> str:
        return names.clean(str(self._path))

    def _opened(self, path: Path) -> BinaryIO:
        """Open to read and to write on; nobody else may write meanwhile."""
        if path.exists() and not path.is_file():
            raise OSError(0, "it is not a file")
        file = path.open("a+b")
        try:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:  # Windows
            pass
        except BlockingIOError as cause:
            file.close()
            raise Refused(f"Another sweep writes to {self._name} now.", "Wait for it, or name another file.") from cause
        return file

    def _read(self, file: BinaryIO) -> None:
        """All whole lines; half a line at the end, of a sweep that was cut off in it, is dropped."""
        file.seek(0)
        end = 0
        for number, line in enumerate(iter(partial(file.readline, LINE), b""), 1):
            if len(line) == LINE:
                raise self._stranger(number)
            if not line.endswith(b"\n"):
                if number > 1 or line.startswith(b'{"run"'[: len(line)]):
                    break
                raise self._stranger(number)
            run, result = self._line(number, line)
            self.results[run] = result
            end += len(line)
        file.truncate(end)
        file.seek(0, 2)

    def _line(self, number: int, line: bytes) -> tuple[str, dict[str, Any]]:
        try:
            told = json.loads(line)
            run, result = told["run"], told["result"]
            whole = isinstance(run, str) and isinstance(result, dict) and self._fits(run, result)
        except (ValueError, TypeError, LookupError, ArithmeticError, RecursionError) as cause:
            raise self._stranger(number) from cause
        if not whole:
            raise self._stranger(number)
        return run, result

    def _stranger(self, number: int) -> Refused:
        return Refused(
            f"{self._name}, line {number} is no result of a sweep.",
            "Nothing was changed. Name another file with --out, or take the line away.",
        )

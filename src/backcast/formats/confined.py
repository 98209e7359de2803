"""The child's side of `child`: takes its limits, locks itself in, then reads and answers line by line."""

import json
import os
import sys
from pathlib import Path
from typing import Any

from backcast.errors import Unreadable
from backcast.formats import (  # noqa: F401 - loaded before the doors close
    addressbook,
    calendars,
    linkedin,
    mail,
    monica,
    notes,
    pasted,
    resume,
    vcard,
)
from backcast.formats.reader import read
from backcast.formats.records import from_json, to_json

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_REFUSED = ("socket.", "subprocess.", "ctypes.", "shutil.", "winreg.", "urllib.", "ftplib.", "smtplib.")
_REFUSED_OS = frozenset(
    f"os.{act}"
    for act in (
        "system", "exec", "fork", "forkpty", "posix_spawn", "spawn", "startfile", "kill", "killpg", "remove",
        "rename", "mkdir", "rmdir", "link", "symlink", "truncate", "chmod", "chown", "utime", "setxattr",
        "removexattr", "putenv", "unsetenv",
    )
)  # fmt: skip


def main() -> None:
    """Answers one task and ends."""
    task = json.loads(sys.stdin.buffer.readline())
    _limit(**task["bounds"])
    sys.addaudithook(_refuse)
    try:
        for record in read([Path(path) for path in task["paths"]], from_json(task["hint"])):
            _answer(to_json(record))
        _answer({"type": "done"})
    except Unreadable as trouble:
        _answer({"type": "unreadable", "message": trouble.message, "hint": trouble.hint})
    except MemoryError:
        _answer({"type": "memory"})
    sys.stdout.flush()


def _answer(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")


def _limit(memory: int, cpu: int) -> None:
    """Where the platform can: address space, processor time, no file written, no core left behind."""
    try:
        import resource
    except ImportError:
        return
    bounds = {"RLIMIT_AS": memory, "RLIMIT_CPU": cpu, "RLIMIT_FSIZE": 0, "RLIMIT_CORE": 0}
    for name, most in bounds.items():
        try:
            resource.setrlimit(getattr(resource, name), (most, most))
        except (ValueError, OSError):
            continue  # macOS refuses some of them; the others still hold


def _refuse(event: str, details: tuple[Any, ...]) -> None:
    """Audit hook: no network, no other process, nothing written."""
    if event == "open":
        mode, flags = details[1], details[2]
        if (isinstance(mode, str) and set(mode) & set("wax+")) or (isinstance(flags, int) and flags & _WRITING):
            raise PermissionError("reading writes no files")
    elif event in _REFUSED_OS or event.startswith(_REFUSED):
        raise PermissionError(f"reading does not need {event}")


if __name__ == "__main__":
    main()

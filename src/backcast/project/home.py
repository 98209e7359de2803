"""The folder that holds everything: 0700, its files 0600 (security.md K1)."""

import os
import secrets
from pathlib import Path

from backcast.errors import Misconfigured

KEY = "secret.key"
DATABASE = "backcast.sqlite3"


def make(home: Path) -> None:
    """Create the home and its key where they are missing, and close it to other accounts."""
    os.umask(0o077)
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        home.chmod(0o700)
    except OSError as cause:
        raise Misconfigured(
            f"The folder {home} cannot be used: {cause.strerror}.", "Set BACKCAST_HOME to a folder of yours."
        ) from cause
    _make_key(home / KEY)


def _make_key(file: Path) -> None:
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w") as out:
        out.write(secrets.token_urlsafe(48))


def key(home: Path) -> str:
    """The key of this home; empty where the home was not made yet, which Django refuses to sign with."""
    try:
        return (home / KEY).read_text().strip()
    except FileNotFoundError:
        return ""

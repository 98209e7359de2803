"""The `BACKCAST_*` variables, checked once at the start. An unknown name or a malformed value stops it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from backcast.errors import Misconfigured

KNOWN = {
    "BACKCAST_HOME",
    "BACKCAST_DATABASE",
    "BACKCAST_SECRET_KEY",
    "BACKCAST_SECRET_KEY_FILE",
    "BACKCAST_HOSTS",
    "BACKCAST_TODAY",
    "BACKCAST_REAL_DATA",
}
PLANNED = {"prepare_threshold": 5, "options": "-c plan_cache_mode=force_generic_plan -c jit=off"}
"""PostgreSQL: psycopg's own number, and one plan kept whatever is asked; else the search of routes is planned every
time, which takes as long as the search."""


@dataclass(frozen=True, slots=True)
class Environment:
    """`today` freezes the date; `database` holds Django's keys, or None for SQLite in the home."""

    home: Path
    database: dict[str, Any] | None
    secret_key: str | None
    hosts: tuple[str, ...]
    today: dt.date | None


def read(values: Mapping[str, str]) -> Environment:
    """The environment as typed values; raises Misconfigured naming the variable at fault."""
    for name in sorted(values):
        if name.startswith("BACKCAST_") and name not in KNOWN:
            raise Misconfigured(f"{name} is not a setting of Backcast.", f"Known: {', '.join(sorted(KNOWN))}.")
    return Environment(
        home=_home(values.get("BACKCAST_HOME")),
        database=_database(values.get("BACKCAST_DATABASE")),
        secret_key=_secret(values),
        hosts=_hosts(values.get("BACKCAST_HOSTS", "127.0.0.1,localhost")),
        today=_today(values.get("BACKCAST_TODAY")),
    )


def _home(text: str | None) -> Path:
    if text:
        return Path(text).expanduser().absolute()
    import platformdirs

    return Path(platformdirs.user_data_dir("backcast"))


def _database(text: str | None) -> dict[str, Any] | None:
    if not text:
        return None
    hint = "Write postgresql://user:password@host/name, or leave it unset for SQLite."
    try:
        url = urlsplit(text)
        port = url.port
    except ValueError as cause:
        raise Misconfigured("BACKCAST_DATABASE is not an address.", hint) from cause
    if url.scheme not in ("postgresql", "postgres") or not url.path.strip("/"):
        raise Misconfigured("BACKCAST_DATABASE is not a PostgreSQL address.", hint)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.strip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": unquote(url.hostname or ""),
        "PORT": str(port or ""),
        "OPTIONS": PLANNED,
    }


def _secret(values: Mapping[str, str]) -> str | None:
    file = values.get("BACKCAST_SECRET_KEY_FILE")
    try:
        key = Path(file).read_text().strip() if file else values.get("BACKCAST_SECRET_KEY")
    except OSError as cause:
        raise Misconfigured("BACKCAST_SECRET_KEY_FILE cannot be read.", "Name a file this account may read.") from cause
    if key is not None and len(key) < 32:
        raise Misconfigured("BACKCAST_SECRET_KEY is shorter than 32 characters.", "Use a long random text.")
    return key


def _hosts(text: str) -> tuple[str, ...]:
    hosts = tuple(part.strip() for part in text.split(",") if part.strip())
    if not hosts or any(set(host) & set("*/:@ ") for host in hosts):
        raise Misconfigured("BACKCAST_HOSTS is not a list of host names.", "Write names with commas, without ports.")
    return hosts


def _today(text: str | None) -> dt.date | None:
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as cause:
        raise Misconfigured(f"BACKCAST_TODAY is not a date: {text}", "Write it like 2026-11-22.") from cause

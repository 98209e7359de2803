"""Files that wait in the home until the worker has read them: uploads, and lists that somebody pasted."""

import json
import secrets
import shutil
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from backcast.accounts.models import Job
from backcast.formats.pasted import FILE
from backcast.formats.records import ColumnsSeen, from_json, to_json

UPLOADS = "uploads"
"""The folder in the home where uploads wait for the worker."""
_QUESTIONS = "columns.json"
"""Beside the first file of an upload: what is asked about its columns, with a few of their values. It goes with it."""


def keep(name: str, chunks: Iterable[bytes]) -> Path:
    """The bytes as a file of this bare name, in a folder of its own that nobody else may open."""
    folder = Path(settings.BACKCAST_HOME) / UPLOADS / secrets.token_hex(8)
    folder.mkdir(parents=True, mode=0o700)
    path = folder / (Path(name.replace("\\", "/")).name[-120:] or "upload")
    with path.open("wb") as out:
        for chunk in chunks:
            out.write(chunk)
    return path


def keep_text(text: str) -> Path:
    """A pasted list as a file, until it has been read."""
    return keep(FILE, [text.encode("utf-8", "replace")])


@contextmanager
def held(raw: bytes) -> Iterator[Path]:
    """What came through a pipe, as a file for as long as it is read."""
    path = keep(FILE, [raw])
    try:
        yield path
    finally:
        drop([path])


def drop(paths: Iterable[Path]) -> None:
    """Delete the files with their folders."""
    for path in paths:
        shutil.rmtree(path.parent, ignore_errors=True)


def clear_abandoned() -> None:
    """Uploads nobody came to read, or to answer for, go after a day."""
    for folder in (Path(settings.BACKCAST_HOME) / UPLOADS).glob("*"):
        if time.time() - folder.stat().st_mtime > timedelta(days=1).total_seconds():
            shutil.rmtree(folder, ignore_errors=True)


def clear_asking() -> None:
    """Let go of files that wait for an answer: whoever was just forgotten may stand in them. The user still has the
    file, and chooses it again."""
    for told in (Path(settings.BACKCAST_HOME) / UPLOADS).glob(f"*/{_QUESTIONS}"):
        shutil.rmtree(told.parent, ignore_errors=True)


def ask(paths: Sequence[Path], questions: Sequence[ColumnsSeen]) -> None:
    """Leave questions beside the files they are about."""
    told = json.dumps([to_json(one) for one in questions])
    (paths[0].parent / _QUESTIONS).write_text(told, encoding="utf-8")


def questions(job: Job) -> list[ColumnsSeen]:
    """What is still asked about the files of a job; nothing once they are gone."""
    if job.kind != "imports.read" or not job.args.get("paths"):
        return []
    try:
        told = (paths(job)[0].parent / _QUESTIONS).read_text(encoding="utf-8")
    except OSError:
        return []
    return [from_json(one) for one in json.loads(told)]


def is_pasted(job: Job) -> bool:
    """Whether a job reads a pasted list."""
    return any(path.name == FILE for path in paths(job)) if "paths" in job.args else False


def paths(job: Job) -> list[Path]:
    """The files of a job."""
    return [Path(text) for text in job.args["paths"]]

"""The start of every process, and the jobs that run behind the pages."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

from backcast.accounts import actions as accounts
from backcast.accounts import queries as who
from backcast.accounts.models import Job, Viewer
from backcast.errors import BackcastError, NotFound, Refused
from backcast.imports import actions as imports
from backcast.keeping import backup, erase, queries, recovery
from backcast.network import actions as network

JOBS = {
    "imports.read": "backcast.imports.actions.run_read",
    "imports.apply": "backcast.imports.actions.run_apply",
    "imports.look": "backcast.imports.actions.duplicates.run_look",
    "imports.sure": "backcast.imports.actions.duplicates.run_sure",
    "introductions.weigh": "backcast.introductions.actions.worth.run_weigh",
    "lab.compare": "backcast.lab.actions.run_compare",
    "network.map": "backcast.network.actions.map.run_draw",
}
"""Kind of job → the function that does it, called with the viewer and the Job."""

LEASE = timedelta(seconds=60)
RENEW = 15.0
"""A job whose worker has not renewed its lease for a minute is free again [D]; renewed every 15 seconds."""
ATTEMPTS = 3
"""Times a job is taken before it is given up [D]: a lease runs out when its worker was killed, by the job or not."""

BEGUN = {"django_migrations", "django_session"}
"""All that a first start may leave behind when it is killed."""

log = logging.getLogger(__name__)


def start() -> None:
    """Make the database or bring it to this program's shape, after a verified backup; finish what a
    killed process left half done. Refuses a damaged database and one of a newer program."""
    try:
        recovery.refuse_lost()
        if needs_migration():
            with alone():
                _migrate()
        network.mend_search()
        _ensure_owner()
        erase.forget_again()
        erase.empty_trash()
        imports.finish_interrupted()
    except (DatabaseError, OSError) as cause:
        raise recovery.trouble(cause) from cause


def needs_migration() -> bool:
    """Whether the database is older than the program; Refused where it is newer or not ours."""
    applied, newest = queries.applied_migration(), queries.newest_migration()
    if applied > newest:
        raise Refused(
            f"This database was written by a newer Backcast ({applied}).",
            f"Install that version again; nothing was changed. Its backups are in {backup.folder()}.",
        )
    if not applied and set(queries.tables()) - BEGUN:
        raise Refused("The database holds something else than Backcast's tables.", "Name an empty one.")
    return applied != newest


def _migrate() -> None:
    """Migrate, unless another process did meanwhile. Its folder of backups marks a home that has a database."""
    if not needs_migration():
        return
    if connection.vendor == "sqlite":
        if queries.applied_migration():
            backup.before_migration()
        call_command("migrate", verbosity=0, interactive=False)
        backup.folder().mkdir(mode=0o700, exist_ok=True)
    else:
        call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def alone() -> Iterator[None]:
    """Only one process of this home at a time; where the system has no such lock, the database's must do."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    with (Path(settings.BACKCAST_HOME) / "start.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _ensure_owner() -> None:
    """Looks before it writes: a command that only reads must not wait for a writer."""
    try:
        who.viewer("mine")
    except NotFound:
        accounts.ensure_owner()


def work_once() -> bool:
    """Do the oldest job that nobody does; False where there is none, which leaves time to empty the trash."""
    job = _claim()
    if job is None:
        erase.empty_trash()
        return False
    with _renewed(job):
        ended = _run(job)
    _held(job).update(**ended, lease_until=None)
    return True


def _free() -> QuerySet[Job]:
    """Jobs that are open, or whose worker is gone. The worker serves every workspace, hence no viewer."""
    left = Q(state__in=["running", "stopping"], lease_until__lt=timezone.now())
    return Job._base_manager.filter(Q(state="open") | left)


def _held(job: Job) -> QuerySet[Job]:
    return Job._base_manager.filter(pk=job.pk, state__in=["running", "stopping"])


def _claim() -> Job | None:
    """Take a job by one conditional statement, so that two workers never take the same."""
    job = _free().select_related("workspace").order_by("pk").first()
    if job is None:
        return None
    job.state = "stopping" if job.state == "stopping" else "running"
    job.lease_until, job.attempts = timezone.now() + LEASE, job.attempts + 1
    won = _free().filter(pk=job.pk).update(state=job.state, lease_until=job.lease_until, attempts=job.attempts)
    return job if won else None


def _run(job: Job) -> dict[str, Any]:
    """Do a job and say how it ended: what it gave in `args` as `result`, or what went wrong in `error`."""
    if job.attempts > ATTEMPTS:
        return _failed("failed", "This stopped halfway, several times.", "Try it with a smaller part of the file.")
    try:
        result = import_string(JOBS[job.kind])(Viewer(job.workspace, who.today(job.workspace)), job)
    except imports.Stopped:
        return {"state": "stopped"}
    except BackcastError as error:
        return _failed(error.code, error.message, error.hint)
    except Exception:
        log.exception("A job of kind %s failed.", job.kind)
        return _failed("failed", "This stopped halfway.", "Nothing half-done is shown. Try again.")
    return {"state": "done", "args": {**job.args, "result": result}}


def _failed(code: str, message: str, hint: str) -> dict[str, Any]:
    return {"state": "failed", "error": {"code": code, "message": message, "hint": hint}}


@contextmanager
def _renewed(job: Job) -> Iterator[None]:
    """Keep the lease while the job is being done."""
    ended = threading.Event()

    def renew() -> None:
        while not ended.wait(RENEW):
            try:
                _held(job).update(lease_until=timezone.now() + LEASE)
            except DatabaseError:
                log.warning("A lease could not be renewed; it will be tried again.")
        connection.close()

    thread = threading.Thread(target=renew, name="lease", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()

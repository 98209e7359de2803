"""Runs the tests that touch the database once more, on a temporary PostgreSQL of our own.

The cluster lives in a temporary folder, listens on a socket in it alone, belongs to an unprivileged account,
and is stopped at the end. A running server is never touched. Without `--rest` it runs the
ideas that speak SQL of their own, one after the other, for other tests use the machine meanwhile;
with it the others, and two writers at once for long.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

FOLDERS = ["journal", "network", "introductions/test_search.py"]
REST = ["accounts", "imports", "introductions", "ties", "vision", "week"]
"""Ideas above them, which mostly ask Django for rows: once a landing is enough."""
LONG = ["network/test_two_writers.py"]
ACCOUNT = "postgres"


def program(name):
    """The newest installed program of that name, or None."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    return str(found[-1]) if found else shutil.which(name)


def as_account():
    """How to run a program unprivileged: PostgreSQL refuses root."""
    if os.getuid() != 0:
        return {}
    account = pwd.getpwnam(ACCOUNT)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


@contextmanager
def cluster(folder, initdb, pg_ctl):
    """A running server, as the address of its database."""
    who = as_account()
    if who:
        os.chown(folder, who["user"], who["group"])
    data, log = folder / "data", folder / "log"
    run = {"cwd": folder, "check": True, "stdout": subprocess.DEVNULL, **who}
    subprocess.run([initdb, "-D", data, "-U", "backcast", "-A", "trust", "-E", "UTF8", "--no-sync"], **run)
    options = f"-k {folder} -c listen_addresses='' -c fsync=off"
    subprocess.run([pg_ctl, "-D", data, "-l", log, "-w", "-t", "300", "-o", options, "start"], **run)
    try:
        yield f"postgresql://backcast@{str(folder).replace('/', '%2F')}/postgres"
    finally:
        subprocess.run([pg_ctl, "-D", data, "-m", "immediate", "stop"], **run)
        shutil.rmtree(folder, ignore_errors=True)


def main():
    initdb, pg_ctl = program("initdb"), program("pg_ctl")
    if not initdb or not pg_ctl:
        print("Skipped on PostgreSQL: it is not installed.")
        return 0
    with cluster(Path(tempfile.mkdtemp(prefix="backcast-pg-")), initdb, pg_ctl) as address:
        if "--rest" not in sys.argv:
            return run(address, FOLDERS, "-n", "0")
        return run(address, REST, "-n", "2") or run(address, LONG, "-n", "2", "-m", "deep")


def run(address, chosen, *more):
    """Some tests on that database; what pytest says of them."""
    command = [sys.executable, "-m", "pytest", "-q", "--dist", "loadfile", *more]
    command += [f"tests/{name}" for name in chosen]
    return subprocess.run(command, env=os.environ | {"TEST_DATABASE": address}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

"""The project's settings over a throw-away home, on a frozen day; PostgreSQL where TEST_DATABASE names one."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
"""A file system in memory, where there is one: hundreds of tests make a home of their own, and each of its many small
transactions would wait for a disk. None of them loses its power."""
if "TMPDIR" not in os.environ and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > 4 << 30:
    os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
"""Some machines set it: each of the hundreds of processes that tests start would compile the program again."""

for name in [name for name in os.environ if name.startswith("BACKCAST_") and name != "BACKCAST_REAL_DATA"]:
    del os.environ[name]
ROOT_ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith(("BACKCAST_", "DJANGO_"))}
"""What a process of its own starts from: nothing of ours but what a test gives it."""
HOME = Path(tempfile.mkdtemp(prefix="backcast-test-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ["BACKCAST_HOME"] = str(HOME)
os.environ["BACKCAST_TODAY"] = "2026-11-22"
if os.environ.get("TEST_DATABASE"):
    os.environ["BACKCAST_DATABASE"] = os.environ["TEST_DATABASE"]

from backcast.project import home  # noqa: E402

home.make(HOME)

from backcast.project.settings import *  # noqa: E402, F403

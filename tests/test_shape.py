"""The house keeps its shape: sizes, rooms, layers, owners, and what a start may load."""

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from backcast.accounts.models import Owned, User, Workspace

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "backcast"
FILES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
IDEAS = ["accounts", "journal", "network", "ties", "vision", "introductions", "week", "lab", "imports"]
ROOMS = {"models", "queries", "actions", "snapshot", "forms", "views", "urls", "templates", "static", "__init__"}
MORE = {"accounts": {"middleware"}, "week": {"sources"}}
"""What architecture.md places there besides."""
HEAVY = {"numpy", "highspy", "rich", "waitress", "playwright", "igraph", "numba", "mcp", "ninja", "rapidfuzz"}
UNSCOPED = {
    "accounts/actions.py": "signing in happens before there is a viewer",
    "journal/actions.py": "the recorder, which scopes what it reads and owns what it writes",
    "imports/actions/__init__.py": "the start finishes interrupted imports of every workspace",
    "network/queries/index.py": "the index of search has no workspaces; a viewer's query keeps their own of its ids",
    "introductions/queries/search.py": "the search of routes; it starts at people of the viewer and ends at their ties",
    "network/actions/search.py": "the same index, written for some ids or for all",
    "network/actions/hops.py": "many hops at once; each row is told its workspace, and was looked up through a viewer",
    "keeping": "backup, doctor and erase look at every row",
}


def tree(path):
    return ast.parse(path.read_text(), filename=str(path))


def name(path):
    return path.relative_to(SOURCE).as_posix()


@pytest.mark.parametrize("path", FILES, ids=name)
def test_files_and_functions_stay_small(path):
    assert len(path.read_text().splitlines()) <= 500
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno < 60, node.name


@pytest.mark.parametrize("path", FILES, ids=name)
def test_modules_and_public_engine_functions_say_what_they_mean(path):
    if path.name in ("urls.py", "__init__.py") and not path.read_text().strip().startswith('"""'):
        return
    module = tree(path)
    assert ast.get_docstring(module), "a module opens with one sentence"
    if path.is_relative_to(SOURCE / "engine") or path.name in ("actions.py", "queries.py"):
        for node in module.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                assert ast.get_docstring(node), node.name


def test_an_idea_holds_only_its_rooms():
    for idea in IDEAS:
        found = {path.stem for path in (SOURCE / idea).iterdir() if path.stem != "__pycache__"}
        assert found <= ROOMS | MORE.get(idea, set()), idea


def test_ideas_meet_only_in_models_queries_and_actions():
    for path in FILES:
        own = path.relative_to(SOURCE).parts[0]
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("backcast."):
                _, idea, *rest = f"{node.module}.{node.names[0].name}".split(".")
                if idea in IDEAS and idea != own and own in IDEAS:
                    assert rest[0] in ("models", "queries", "actions", "snapshot", "middleware"), name(path)


def test_every_table_belongs_to_a_workspace():
    for model in apps.get_app_config("backcast").get_models():
        assert issubclass(model, Owned) or model in (User, Workspace), model.__name__


def test_rows_are_only_reached_through_a_viewer(alice):
    for model in apps.get_app_config("backcast").get_models():
        if issubclass(model, Owned):
            with pytest.raises(RuntimeError):
                model.objects.all()
            assert f'"workspace_id" = {alice.workspace_id}' in str(model.objects.of(alice).query)


def test_nothing_goes_around_the_viewer_or_the_escaping():
    for path in FILES:
        text = path.read_text()
        if "_base_manager" in text or re.search(r"objects.*\.(raw|extra)\(|connection\.cursor", text):
            assert any(name(path).startswith(place) for place in UNSCOPED), name(path)
        assert not re.search(r"mark_safe|policy\.default|from_ical\(str|pickle|yaml\.load|fields\s*=\s*.__all__", text)


def test_the_migrations_are_one_line_and_say_what_the_models_say(db):
    loader = MigrationLoader(None)
    assert len(loader.graph.leaf_nodes("backcast")) == 1
    call_command("makemigrations", "backcast", check=True, dry_run=True, verbosity=0)


def modules_after(code, **environ):
    """What a fresh interpreter has loaded after running some code."""
    told = subprocess.run(
        [sys.executable, "-c", code + "\nimport sys, json; print('\\n' + json.dumps(sorted(sys.modules)))"],
        capture_output=True,
        text=True,
        check=True,
        env={key: value for key, value in os.environ.items() if not key.startswith("BACKCAST_")} | environ,
    )
    return {module.split(".")[0] for module in json.loads(told.stdout.splitlines()[-1])}


def test_help_loads_neither_django_nor_anything_heavy():
    code = "from click.testing import CliRunner\nfrom backcast.cli import cli\n"
    code += "assert CliRunner().invoke(cli, ['--help']).exit_code == 0"
    assert not modules_after(code) & (HEAVY | {"django", "sqlite3"})


def test_the_floor_loads_without_django():
    code = "import backcast.engine.week.plan, backcast.engine.warmth, backcast.engine.schedule\n"
    code += "import backcast.formats.child, backcast.formats.reader"
    assert not modules_after(code) & (HEAVY | {"django"})


def test_the_doors_start_without_anything_heavy(tmp_path):
    code = "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'backcast.project.settings'\n"
    code += "import django; django.setup()\nimport backcast.project.urls"
    (tmp_path / "secret.key").write_text("k" * 40)
    assert not modules_after(code, BACKCAST_HOME=str(tmp_path)) & HEAVY


def test_locks_carry_hashes_and_no_addresses():
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        text = path.read_text()
        assert not re.search(r"https?://|--index-url|--find-links", text), path.name
        assert text.count("--hash=sha256:") >= text.count("=="), path.name

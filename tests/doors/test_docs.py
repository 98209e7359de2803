"""What is promised in words is there: commands with help, and what the pages tell people to type works."""

import re
import shlex
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from backcast.cli import COMMANDS, HELP, cli, import_
from tests.imports.exports import archive

ROOT = Path(__file__).resolve().parents[2]
HIDDEN = {"work"}
"""Started by `serve`, not by people."""


def test_every_command_is_listed_and_every_listed_one_exists():
    assert set(HELP) == set(COMMANDS) - HIDDEN


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - {"manage"}))
def test_every_command_explains_itself(name):
    command = cli.get_command(click.Context(cli), name)
    within = [[name, part] for part in getattr(command, "commands", ())] or [[name]]
    for words in within:
        told = CliRunner().invoke(cli, [*words, "--help"])
        assert told.exit_code == 0 and len(told.output.splitlines()) > 4
        assert name in HIDDEN or "--json" in told.output


def told_to_type():
    """Every `backcast …` line of the README and the user's pages, with its page, from top to bottom."""
    for path in ("README.md", "docs/vision-file.md"):
        text = (ROOT / path).read_text()
        for line in re.findall(r"^    +(backcast [^#\n]+)|`(backcast [^`]+)`", text, re.MULTILINE):
            yield path, "".join(line).strip()


@pytest.mark.parametrize("line", sorted({line for _, line in told_to_type()}))
def test_what_the_pages_tell_people_to_type_is_understood(line):
    words = [word for word in shlex.split(line)[1:] if word != "NUMBER"]
    if words[0].startswith("--"):
        assert CliRunner().invoke(cli, words).exit_code == 0
        return
    command = cli.get_command(None, words[0])
    assert command is not None, line
    context = command.make_context(words[0], [], resilient_parsing=True)
    known = {name for parameter in command.get_params(context) for name in parameter.opts}
    assert {word for word in words[1:] if word.startswith("--")} <= known


EXPORT = "Basic_LinkedInDataExport.zip"


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder with what the pages speak of, at a terminal where one agrees."""
    people = [(f"Given{n} Family{n}", f"House {n % 5}", "Engineer", f"0{1 + n % 9} Jun 2015") for n in range(20)]
    archive(tmp_path, "11-20-2026", people, [(people[n][0], "me", "2022-01-02") for n in range(9)]).rename(
        tmp_path / EXPORT
    )
    [example] = re.findall(r"```toml\n(.*?)```", (ROOT / "docs" / "vision-file.md").read_text(), re.DOTALL)
    for name in ("future.toml", "my-future.toml"):
        (tmp_path / name).write_text(example)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(import_, "at_terminal", lambda: True)
    return tmp_path


@pytest.mark.parametrize("page", ["README.md", "docs/vision-file.md"])
def test_what_a_page_tells_people_to_type_works_in_its_order(alice, desk, page):
    shown = {}
    for line in (line for path, line in told_to_type() if path == page):
        words = shlex.split(line.replace("NUMBER", "1"))[1:]
        if words[0] == "serve" or line in shown:  # served for real in test_serve
            continue
        done = CliRunner().invoke(cli, words, input="y\n")
        assert done.exit_code == 0, f"{line}: {done.output}"
        shown[line] = done.output
    if page == "README.md":
        assert "Import 1 was taken back" in shown["backcast undo NUMBER"]
        assert "Write up the migration" in shown["backcast week"]


def test_make_knows_what_the_readme_tells():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for path in ("README.md", "CONTRIBUTING.md"):
        assert set(re.findall(r"^    make ([a-z]+)", (ROOT / path).read_text(), re.MULTILINE)) <= targets


def test_links_between_pages_lead_somewhere():
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]:
        for target in re.findall(r"(?:\]\((?!http)|src(?:set)?=\")([^)#\"]+)", path.read_text()):
            assert (path.parent / target).exists(), f"{path.name}: {target}"

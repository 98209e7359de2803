"""What is promised in words is there: commands with help, and the commands the README tells people to type."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from backcast.cli import COMMANDS, HELP, cli

ROOT = Path(__file__).resolve().parents[2]
HIDDEN = {"work"}
"""Started by `serve`, not by people."""


def test_every_command_is_listed_and_every_listed_one_exists():
    assert set(HELP) == set(COMMANDS) - HIDDEN


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - {"manage"}))
def test_every_command_explains_itself(name):
    told = CliRunner().invoke(cli, [name, "--help"])
    assert told.exit_code == 0 and len(told.output.splitlines()) > 4
    if name not in HIDDEN:
        assert "--json" in told.output


def told_to_type():
    """Every `backcast …` line of the README and the user's pages."""
    for path in (ROOT / "README.md", ROOT / "docs" / "vision-file.md"):
        for line in re.findall(r"^    +(backcast [^#\n]+)|`(backcast [^`]+)`", path.read_text(), re.MULTILINE):
            yield "".join(line).strip()


@pytest.mark.parametrize("line", sorted(set(told_to_type())))
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


def test_make_knows_what_the_readme_tells():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for path in ("README.md", "CONTRIBUTING.md"):
        assert set(re.findall(r"^    make ([a-z]+)", (ROOT / path).read_text(), re.MULTILINE)) <= targets


def test_links_between_pages_lead_somewhere():
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]:
        for target in re.findall(r"\]\((?!http)([^)#]+)", path.read_text()):
            assert (path.parent / target).exists(), f"{path.name}: {target}"

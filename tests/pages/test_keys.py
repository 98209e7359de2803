"""One table of keys: what a control carries stands in it, and what stands in it is carried or acted on."""

import re
from pathlib import Path

import pytest
from django.test import Client

import backcast
from backcast.pages.commands import COMMANDS, commands
from backcast.pages.keys import KEYS
from backcast.pages.menu import MENU

PACKAGE = Path(backcast.__file__).parent
SCRIPT = (PACKAGE / "web/static/backcast/js/keys.js").read_text()
ACTS = set(re.findall(r'"([^"]+)":', re.search(r"const ACTS = \{(.*?)\};", SCRIPT, re.DOTALL)[1]))
TABLE = [key.key for place in KEYS for key in place.keys]
FROM_MENU = "g {{ entry.key }}"


def carried():
    """Every key on a control, by template or form."""
    for path in [*PACKAGE.glob("*/templates/**/*.html"), *PACKAGE.glob("*/forms.py")]:
        for one, other in re.findall(r'data-key="([^"]*)"|"data-key": "([^"]*)"', path.read_text()):
            yield one or other, path.name


def test_every_key_on_a_control_stands_in_the_table():
    found = list(carried())
    assert (FROM_MENU, "base.html") in found and len(found) > 8
    unknown = [(key, name) for key, name in found if key not in TABLE and key != FROM_MENU]
    assert unknown == []


def test_every_key_of_the_table_does_something():
    held = {key for key, _ in carried()} | {f"g {entry.key}" for entry in MENU} | ACTS
    assert [key for key in TABLE if key not in held] == []


def test_every_act_of_the_script_stands_in_the_table():
    assert len(ACTS) > 3 and set(TABLE) >= ACTS


def test_a_key_means_one_thing_in_one_place():
    everywhere, *places = [[key.key for key in place.keys] for place in KEYS]
    assert all(len(set(place)) == len(place) for place in (everywhere, *places))
    assert not set(everywhere) & {key for place in places for key in place}


@pytest.mark.parametrize("part", [False, True])
def test_the_page_and_the_overlay_show_the_same_keys(walls, part):
    headers = {"host": "127.0.0.1", "sec-fetch-site": "same-origin"} | ({"hx-request": "true"} if part else {})
    told = Client(headers=headers).get("/keys").content.decode()
    assert told.count("<dt>") == len(TABLE) == told.count("<dd>")
    assert ("<html" in told) is not part


def test_a_command_answers_to_the_beginnings_of_its_words():
    for command in COMMANDS:
        assert command.answers([word.strip("?")[:3].lower() for word in command.label.split()]), command.label
        assert not command.answers(["zz"])


def test_commands_lead_somewhere_or_are_left_out(walls):
    assert [one.label for one in commands("")] == ["This week", "People", "Display", "Keys"]
    assert [one.label for one in commands("dark")] == ["Display"]

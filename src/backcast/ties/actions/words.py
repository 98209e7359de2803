"""The language of the words to start from, and the user's own wordings.

Wordings are files of the home, beside the database: they are shared by its workspaces, stand in no journal and in
no backup of the database, and belong to its owner alone. The doors let nobody else come here.
"""

import os
from pathlib import Path
from typing import Any

from backcast import limits
from backcast.accounts.models import Viewer
from backcast.errors import Invalid, Refused
from backcast.formats import names
from backcast.journal.actions import record
from backcast.ties.queries import wordings

ALL_FACTS = dict.fromkeys(wordings.FACTS, "x")
"""With everything known a wording must say something."""


def choose_language(viewer: Viewer, language: str) -> None:
    """Write in this language from now on; undone like any change."""
    if language not in wordings.LANGUAGES:
        raise Invalid("There are no wordings in this language.", "Choose one of the list.")
    workspace: Any = viewer.workspace  # no Owned row, and journaled like one
    workspace.refresh_from_db(fields=["settings"])  # others keep theirs in it too
    with record(viewer, "language", title=wordings.LANGUAGES[language]) as rec:
        rec.update(workspace, settings={**workspace.settings, "locale": language})


def keep_words(language: str, name: str, text: str) -> bool:
    """Keep the user's own wording; one that is ours needs no file. True where it is theirs now.

    Raises Invalid, and keeps nothing, for a text that no message could be made of.
    """
    file, own = wordings.own_file(language, name), checked(name, text)
    if own == wordings.ours(language, name):
        _removed(file)
        return False
    _written(file, own)
    return True


def checked(name: str, text: str) -> str:
    """The visible text of a wording, or Invalid: too long, with an unknown fact, or saying nothing."""
    own = names.clean_text(text)
    if len(own.encode()) > limits.WORDS:
        raise Invalid(f"This is longer than {limits.WORDS // 1024} kilobytes.", "A few lines are enough.")
    (_check_since if name == "since" else _check_message)(own)
    return own


def _check_since(text: str) -> None:
    lines = text.splitlines()
    if len(lines) != len(wordings.SILENCES) or not all(lines):
        hint = "The first for some weeks, the second for a while, the third for a long time."
        raise Invalid("This wording has three lines and no empty one.", hint)
    if "$" in text:
        raise Invalid("This wording holds no facts.", "Take the dollar sign out.")


def _check_message(text: str) -> None:
    if unknown := wordings.unknown_facts(text):
        known = ", ".join(f"${fact}" for fact in wordings.FACTS)
        raise Invalid(f"${unknown[0]} is no fact we know; there are {known}.", "For a dollar sign write $$.")
    if not all(wordings.told(text.splitlines(), ALL_FACTS)):
        hint = "The subject comes first, then an empty line, then the message."
        raise Invalid("This needs a subject and a message.", hint)


def _written(file: Path, text: str) -> None:
    """Whole or not at all, and for the owner's eyes only."""
    temp = file.with_suffix(".part")
    try:
        for folder in (wordings.own_folder(), file.parent):
            folder.mkdir(mode=0o700, exist_ok=True)
        with os.fdopen(os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
            out.write(text + "\n")
            out.flush()
            os.fsync(out.fileno())
        temp.replace(file)
    except OSError as cause:
        hint = f"Look at the folder {file.parent}."
        raise Refused(f"Your words could not be saved: {cause.strerror}.", hint) from cause


def back_to_ours(language: str, name: str) -> bool:
    """Use our wording again; the user's own stays beside it as .bak. True where there was one."""
    return _removed(wordings.own_file(language, name))


def _removed(file: Path) -> bool:
    try:
        file.replace(file.with_suffix(".bak"))
    except FileNotFoundError:
        return False
    except OSError as cause:
        raise Refused(f"Your words could not be put aside: {cause.strerror}.", f"Look at {file}.") from cause
    return True

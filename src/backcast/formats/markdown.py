"""Words of people in a Markdown file, written so that no reader of Markdown sees anything but the words."""

import re
from typing import Final

SIGNS: Final = re.compile(r"[\\`*_\[\]{}<>#|~$^&]")
"""What may begin markup anywhere in a line (CommonMark 0.31 and the usual extensions)."""
LINKS: Final = re.compile(r"(?<=[a-zA-Z])(?=://)|(?<=www)(?=\.)|(?<=mailto)(?=:)", re.IGNORECASE)
"""Where a bare address is told from a word."""
BEGIN: Final = re.compile(r"^(\d{1,9})([.)])|^([-+=:!>])")
"""What begins a list, a heading drawn below, or a rule, at the start of a line."""


def escape(text: str) -> str:
    """One line of text as itself."""
    line = LINKS.sub(r"\\", SIGNS.sub(r"\\\g<0>", " ".join(text.split())))
    return BEGIN.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", line)


def paragraph(text: str) -> str:
    """Several lines of text as one paragraph with its line ends."""
    return "\\\n".join(filter(None, map(escape, text.splitlines())))

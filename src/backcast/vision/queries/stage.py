"""How the user's stage of a career shapes their weeks, in one sentence."""

from collections.abc import Mapping
from typing import Final

from backcast.accounts.models import Viewer

SAID: Final[Mapping[str, str]] = {
    "entry": "As you are at the beginning, keeping up ties counts a little less in your weeks, and new ones more.",
    "mid": "In the middle of a career, keeping up ties and making new ones count alike in your weeks.",
    "senior": "As a senior, keeping up ties counts a little more in your weeks than making new ones.",
    "lead": "As a lead, keeping up ties counts more in your weeks than making new ones.",
    "executive": "As an executive, keeping up ties counts clearly more in your weeks than making new ones.",
}
"""By stage, after its split in engine.week.value.STAGE."""


def said(viewer: Viewer) -> str:
    """The sentence; "" where no stage was told. No query."""
    return SAID.get(viewer.workspace.stage, "")

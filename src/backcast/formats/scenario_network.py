"""The network file that a scenario names: its links, packed so that they travel with the work."""

import sys
from array import array
from itertools import chain
from pathlib import Path
from typing import Final

from backcast.formats import links, names
from backcast.formats.toml_values import Unfit

MOST: Final = 2_000_000
"""Links of a scenario's network at most [D]: they go with every single run, as 8 bytes each."""
Network = tuple[int, bytes]
"""How many agents, and the two ends of every link as whole numbers of 32 bits, the lowest byte first."""


def network(folder: Path, name: str) -> Network:
    """The links of a file beside the scenario, or below it. Raises Unfit where there is no such file."""
    path = folder / name
    if Path(name).is_absolute() or not _is_below(path, folder):
        raise Unfit("the network must lie beside this file or in a folder below it")
    if not links.is_file(path):
        raise Unfit(f"there is no file {names.clean(name)} beside it")
    agents, pairs = links.read(path, links.AGENTS, MOST)
    ends = array("i", chain.from_iterable(pairs))
    if sys.byteorder == "big":
        ends.byteswap()
    return agents, ends.tobytes()


def _is_below(path: Path, folder: Path) -> bool:
    """Whether a path leads nowhere else, wherever links in the folder point."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # links in a circle
        return False

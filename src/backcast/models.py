"""Imports every idea's models, so that Django finds them; nothing else."""

from backcast.accounts import models as accounts
from backcast.imports import models as imports
from backcast.introductions import models as introductions
from backcast.journal import models as journal
from backcast.lab import models as lab
from backcast.network import models as network
from backcast.ties import models as ties
from backcast.vision import models as vision
from backcast.week import models as week

__all__ = ["accounts", "imports", "introductions", "journal", "lab", "network", "ties", "vision", "week"]

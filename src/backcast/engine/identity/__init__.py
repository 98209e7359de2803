"""Is this the same person?"""

from backcast.engine.identity.index import Identity as Identity
from backcast.engine.identity.index import Index as Index
from backcast.engine.identity.index import Match as Match

"""Single lives laid over one simulated market: one's own ties lead to agents of it, who are in work or not, and tell
whom they like best (lab.md, "The user").

The market runs once for all lives and strategies, and does not notice them: one life more among so many people changes
nothing for these. Lives of different strategies share their people and their random words, and so their luck.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import exp
from typing import TYPE_CHECKING, Final

from backcast.engine.lab import full, graphs, kernel, words
from backcast.engine.lab.ego import USUAL, Ego
from backcast.engine.lab.kernel import ALONE, TIPPED, VOUCHED
from backcast.engine.lab.layers import AGAIN, Layer, buckets, layers
from backcast.engine.lab.lives import Lives
from backcast.engine.lab.market import BEFORE, settled
from backcast.engine.lab.meanfield import IDLE, REFERRED, Market
from backcast.engine.lab.parameters import BASE, COUNTS, WEEKS, Parameters, Strategy
from backcast.engine.lab.pay import amount, growth
from backcast.engine.lab.ties import BUCKETS, alone, loses

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]
    Words = words.Words

AGENTS: Final = 20_000
LEAST: Final = 2000
EACH: Final = 10
"""People of the market at most and at least, and for each life [D]: how one of them fares hardly matters."""
PLACED: Final = 4_000_000
"""Ties placed at most [D]: with more, several lives have the same people around them."""
AT_ONCE: Final = 1 << 20
"""Ties looked at at once: some 50 MB [D]."""
FEW: Final = 1000
"""Ties of a life up to which each has a word of its own; of more, those that tell nothing are passed over [D]."""
STEPS: Final = 64
"""Steps over such ties taken at once [D]."""
BEYOND: Final = 1 << 32
"""Where the words of these steps begin, apart from those of ties."""
SURE: Final = 1 - 2.0**-53
"""A chance that a step can have at most."""
OTHERS: Final = 2**33
"""Where the words of lives begin, apart from the market's."""


def lives(
    market: Market, strategies: Sequence[Strategy], years: int, many: int, seed: int, ego: Ego = USUAL
) -> list[Lives]:
    """So many lives with each strategy and the ties `ego`, over some years; they begin as the market at rest is, with
    pay 1."""
    *_, found = week_by_week(market, strategies, years, many, seed, ego)
    return found


def week_by_week(
    market: Market, strategies: Sequence[Strategy], years: int, many: int, seed: int, ego: Ego = USUAL
) -> Iterator[list[Lives]]:
    """The same after each week, so that whoever waits can stop: lives as far as they are after each year, and nothing
    in between."""
    held = [_Course(market, one, ego, many, years, seed) for one in strategies]
    people = max(LEAST, min(AGENTS, EACH * many))
    places = _places(people, sum(ego.counts) + max(one.new for one in held), many, seed)
    for at, crowd in enumerate(_crowds(market, people, seed, years * WEEKS)):
        word = words.first(words.key(seed, OTHERS + at), many)
        for one in held:
            one.week(at, crowd, places, word)
        passed, weeks = divmod(at + 1, WEEKS)
        yield [] if weeks else [Lives(one.pay[:passed], one.total, one.idle) for one in held]


@dataclass(frozen=True, slots=True)
class _Crowd:
    """The market at the end of a week: who is in work, and for each what their contacts weigh who are out of work, and
    in work."""

    employed: "Flags"
    idle: "Floats"
    busy: "Floats"


def _crowds(market: Market, people: int, seed: int, weeks: int) -> Iterator[_Crowd]:
    """The market at rest, and week after week from there. Weights follow from who found or lost work."""
    import numpy as np

    graph = graphs.layered(people, COUNTS, seed)
    mutual = np.rint(market.ego.mutuals).astype(np.uint8)[graph.layer]
    graph = replace(graph, mutual=mutual)
    state, tables = settled(market, graph, seed), full.tables(market.parameters, [BASE], 0)
    ties = layers(market.parameters, BASE, BASE, 0.0, market.ego, market.ego)
    idle, busy = (_whole([getattr(one, way).weight for one in ties]) for way in ("idle", "busy"))
    wanting, content = np.zeros(people), np.full(people, busy @ np.array(COUNTS))
    before = np.ones(people, bool)
    for week in range(weeks):
        changed = np.flatnonzero(before != state.employed)
        of, owner = graph.ties(changed)
        sign, layer, contact = np.where(state.employed[changed], 1.0, -1.0)[owner], graph.layer[of], graph.contact[of]
        wanting = wanting - np.bincount(contact, idle[layer] * sign, people)
        content = content + np.bincount(contact, busy[layer] * sign, people)
        before = state.employed
        yield _Crowd(before, wanting, content)
        kernel.step(state, graph, tables, seed, BEFORE + week)


def _whole(weights: Sequence[float]) -> "Floats":
    """As whole numbers, so that sums are exact in any order."""
    import numpy as np

    whole: Floats = np.rint(np.array(weights) * full.UNIT)
    return whole


def _places(people: int, ties: int, many: int, seed: int) -> "Whole":
    """`[life, tie]`: the agent that each tie leads to, at random."""
    import numpy as np

    rows = max(1, min(many, PLACED // max(1, ties)))
    return np.random.default_rng(seed).integers(people, size=(rows, ties), dtype=np.int32)


class _Course:
    """All lives with one strategy, as they go on."""

    def __init__(self, market: Market, mine: Strategy, ego: Ego, many: int, years: int, seed: int) -> None:
        import numpy as np

        self.market, self.mine, self.ego = market, mine, ego
        size, _ = buckets(market.parameters, mine, BASE, ego, market.ego)
        self.new = round(size * len(BUCKETS))
        begins = words.low(words.first(words.key(seed, OTHERS - 1), many)) / words.ONE
        self.state = np.searchsorted(np.cumsum(market.states), begins, side="right").clip(IDLE, REFERRED)
        self.wage, self.pay = np.ones(many), np.zeros((years, many))
        self.total, self.idle = np.zeros(many), np.zeros(many)

    def week(self, at: int, crowd: _Crowd, places: "Whole", word: "Words") -> None:
        """Let one week pass, in the order of the market (lab.md A.2)."""
        import numpy as np

        parameters = self.market.parameters
        if at % AGAIN == 0:
            self._again(at)
        out, referred = self.state == IDLE, self.state == REFERRED
        found = np.zeros(len(word), np.int64)
        found[out] = self._found(np.flatnonzero(out), crowd, places, word)
        self._better(found, np.flatnonzero(~out), crowd, places, word)
        before = np.where(out, found == VOUCHED, referred)
        less, luck = 1 - parameters.quit_less * before, words.low(word) / words.ONE
        works = ~out | (found > 0)
        lost = works & (luck < self.leaves * less)
        moves = ~out & (found == 0) & ~lost & (luck < (self.leaves + parameters.moves) * less)
        found[moves] = ALONE
        keeps, vouched = works & ~lost, np.where(found > 0, found == VOUCHED, referred)
        self.state = np.where(keeps, 1 + vouched, IDLE)
        self._paid(at, keeps, ~out & (found > 0) & keeps)

    def _paid(self, at: int, keeps: "Flags", moved: "Flags") -> None:
        import numpy as np

        parameters = self.market.parameters
        self.wage[moved] *= parameters.better
        self.wage[keeps] *= self.grows
        earned = self.wage * np.where(keeps, 1.0, parameters.replaced) / WEEKS
        self.pay[at // WEEKS] += earned
        self.total += earned * exp(-parameters.discount * at / WEEKS)
        self.idle += ~keeps

    def _again(self, at: int) -> None:
        """What ties do from this week on."""
        import numpy as np

        parameters, others = self.market.parameters, self.market.ego
        ties = layers(parameters, self.mine, BASE, at, self.ego, others)
        self.grows = exp(growth(parameters, self.mine, amount(parameters, ties), others) / WEEKS)
        self.alone, self.leaves = alone(parameters, self.mine, BASE.idle), loses(parameters, self.mine)
        ends = np.rint(np.cumsum([one.count for one in ties])).astype(np.int64)
        self.to_idle, self.to_busy = (
            _Told.of(parameters, ties, np.diff(ends, prepend=0), out=out) for out in (True, False)
        )

    def _found(self, rows: "Whole", crowd: _Crowd, places: "Whole", word: "Words") -> "Whole":
        """How those out of work find a job, if they do."""
        import numpy as np

        look = _Look(self.to_idle, self.to_idle.works, crowd.employed, crowd.idle, places)
        own = np.where(words.high(word[rows]) / words.ONE < self.alone, ALONE, 0)
        return np.maximum(own, look.offers(rows, word[rows], np.full(len(rows), -1)))

    def _better(self, found: "Whole", rows: "Whole", crowd: _Crowd, places: "Whole", word: "Words") -> None:
        """Whether somebody in work hears of a better job. Only those look at their ties who would hear if all tellers
        were in work and had as few others to tell as anybody (thin first); which tie would be the first to tell
        follows from the same word."""
        import numpy as np

        most = self.to_busy.chances(slice(None), np.ones(1, bool), crowd.busy.min())
        upto = 1 - np.cumprod(1 - most)
        luck = words.high(word[rows]) / words.ONE
        some = np.flatnonzero(luck < upto[-1:].sum())
        look = _Look(self.to_busy, most, crowd.employed, crowd.busy, places)
        rows, first = rows[some], np.searchsorted(upto, luck[some], side="right")
        found[rows] = look.offers(rows, word[rows], first)


def _counted(word: "Words", places: "Whole") -> "Words":
    """The words of a life by number: those of its ties, and from `BEYOND` on those of steps over them."""
    import numpy as np

    return words.further(word + (places + 1).astype(np.uint64) * np.uint64(words.GOLDEN))


def _heard(word: "Words", most: "Floats", first: "Whole") -> tuple["Whole", "Whole", "Words"]:
    """Life and tie wherever one tells, by its chance, and the word of each; of ties up to `first` that one alone."""
    import numpy as np

    place = np.arange(len(most))
    second = _counted(word[:, None], place)
    hears = (words.high(second) < np.rint(most * words.ONE).astype(np.uint64)) & (place > first[:, None])
    life, tie = np.nonzero(hears | (place == first[:, None]))
    return life, tie, second[life, tie]


def _heard_of_many(word: "Words", most: "Floats", first: "Whole") -> tuple["Whole", "Whole", "Words"]:
    """The same by chance, without looking at every tie: on a line along which each takes −ln(1 − p), points that come
    at a rate of one miss a tie with chance 1 − p, whatever else they hit. Such a point may come twice over a tie."""
    import numpy as np

    ends = np.concatenate([np.zeros(1), np.cumsum(-np.log1p(-np.minimum(most, SURE)))])
    rows, at, step = np.arange(len(word)), ends[first + 1], BEYOND
    lives, ties = [np.flatnonzero(first >= 0)], [first[first >= 0]]
    while len(rows):
        drawn = _counted(word[rows, None], np.arange(step, step + STEPS)) >> np.uint64(11)
        points = at[:, None] + np.cumsum(-np.log1p(-(drawn * 2.0**-53)), axis=1)
        hit, told = points < ends[-1], points[:, -1] < ends[-1]
        lives.append(rows[np.nonzero(hit)[0]])
        ties.append(np.searchsorted(ends, points[hit], side="right") - 1)
        rows, at, step = rows[told], points[told, -1], step + STEPS
    life, tie = np.concatenate(lives), np.concatenate(ties)
    return life, tie, _counted(word[life], tie)


@dataclass(frozen=True, slots=True)
class _Told:
    """Tie by tie, what it weighs, the chance that news over it comes to a job where the teller has no other to tell,
    and the share that is vouched for."""

    weight: "Floats"
    works: "Floats"
    vouched: "Floats"

    @classmethod
    def of(cls, parameters: Parameters, ties: Sequence[Layer], counts: "Whole", *, out: bool) -> "_Told":
        """By the layers and how many ties each has."""
        import numpy as np

        each = [one.tie(out=out) for one in ties]
        rate = parameters.news if out else parameters.ladder
        works = [min(1.0, rate * one.works) for one in each]
        columns = (_whole([one.weight for one in each]), np.array(works), np.array([one.vouched for one in each]))
        return cls(*(np.repeat(column, counts) for column in columns))

    def chances(self, ties: "Whole | slice", employed: "Flags", others: "Floats | float") -> "Floats":
        """p = a · s · ω/(ω + W) · works."""
        import numpy as np

        weight = self.weight[ties]
        found: Floats = np.where(employed, self.works[ties] * weight / np.maximum(weight + others, 1.0), 0.0)
        return found


@dataclass(frozen=True, slots=True)
class _Look:
    """What it takes to look at ties in some week: what each does, the most it may do for anybody, and of each agent
    whether they are in work and what the others weigh whom they may tell."""

    told: _Told
    most: "Floats"
    employed: "Flags"
    others: "Floats"
    places: "Whole"

    def offers(self, lives: "Whole", word: "Words", first: "Whole") -> "Whole":
        """The best that ties bring each of these lives, where the tie `first` would tell and none before it; −1 where
        nothing is known of that."""
        import numpy as np

        found = np.zeros(len(lives), np.int64)
        many = self.places.shape[1]
        some = max(1, AT_ONCE // (STEPS if many > FEW else many))
        for begin in range(0, len(lives), some):
            part = slice(begin, begin + some)
            self._offers(found[part], lives[part], word[part], first[part])
        return found

    def _offers(self, found: "Whole", lives: "Whole", word: "Words", first: "Whole") -> None:
        import numpy as np

        heard = _heard_of_many if self.places.shape[1] > FEW else _heard
        life, tie, second = heard(word, self.most, first)
        agents = self.places[lives[life] % len(self.places), tie]
        chance = self.told.chances(tie, self.employed[agents], self.others[agents])
        kept = words.low(second) / words.ONE * self.most[tie] < chance
        vouched = words.high(words.further(second)) / words.ONE < self.told.vouched[tie]
        np.maximum.at(found, life[kept], np.where(vouched, VOUCHED, TIPPED)[kept])

"""The time line of a story as a drawing: the future at the right, today and what is done at the left.

Places are shares of the width, heights and letters are pixels: computed for the narrowest page that shows the drawing,
the words keep apart on every wider one. Days keep their order and, where there is room, their distance; where much
happens at once the line is stretched, and the years with it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from backcast.vision.models import Barrier
from backcast.vision.queries import Story
from backcast.vision.queries.marks import Mark, marks
from backcast.vision.queries.spacing import between, short, spread, width, wrap

NARROWEST = 640.0
"""Pixels of the narrowest page that shows the drawing: 40rem (ui.md). Below, the list takes its place."""
LEFT, RIGHT, EDGE = 14.0, 618.0, 8.0
"""Where the line begins and ends, and what words keep from its end, of `NARROWEST` [D]."""
NEAR, LAST = 26.0, 40.0
"""From today to the first mark, where nothing is done, and from the last to the future [D]."""
PAST = 0.25
"""Of the line what is done takes at most [D]."""
FEW = 6
"""Marks whose words stand in one row on each side; more stand in two [D]."""
WORDS = {1: 160.0, 2: 150.0}
"""The width of a mark's words, by rows on a side: what `NARROWEST` has room for [D]."""
APART = 12.0
"""Between words side by side."""
LINES, LINE, NOTE, SMALLER = 3, 16, 15, 13 / 12
"""Lines of a title, heights of a line and of a note; so much more of a note fits, it is smaller [D]."""
STEM, BETWEEN, HEAD, FOOT = 20, 10, 34, 34
"""From the line to the first words, between rows, the band of the future's sentence, the years [D]."""
SENTENCE, YEAR, ENDS = 560.0, 50.0, (56.0, 74.0)
"""Room of the future's sentence, between years, and from the first and the last word of that row [D]."""
STRETCHED = 24.0
"""Pixels that a mark may stand from its day before the drawing says so [D]."""


@dataclass(frozen=True, slots=True)
class Word:
    """A line of words at its height; `is_note` where it is small."""

    text: str
    y: int
    is_note: bool


@dataclass(frozen=True, slots=True)
class Node:
    """A mark in its place, with its words, and the end of the stem that leads to them."""

    mark: Mark
    x: str
    words: tuple[Word, ...]
    stem: int


@dataclass(frozen=True, slots=True)
class Run:
    """From its latest start to its day a milestone must be under way."""

    start: str
    end: str
    is_tight: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A first of January."""

    x: str
    year: int


@dataclass(frozen=True, slots=True)
class Line:
    """The whole drawing. `nodes` run from the future to today, as the list does."""

    title: str
    height: int
    axis: int
    begin: str
    today: str
    end: str
    nodes: tuple[Node, ...]
    runs: tuple[Run, ...]
    ticks: tuple[Tick, ...]
    barriers: tuple[Barrier, ...]
    is_stretched: bool

    @property
    def foot(self) -> int:
        """Where the years stand."""
        return self.height - 12

    @property
    def has_past(self) -> bool:
        """Whether something lies behind today."""
        return any(node.mark.is_done for node in self.nodes)

    @property
    def has_barriers(self) -> bool:
        """Whether a diamond is drawn."""
        return bool(self.barriers) or any(node.mark.barriers for node in self.nodes)

    @property
    def is_folded(self) -> bool:
        """Whether one mark stands for several milestones."""
        return any(len(node.mark.chapters) > 1 for node in self.nodes)


@dataclass(frozen=True, slots=True)
class Scale:
    """Where days stand: those of the marks, of today and of the future, in their order."""

    days: tuple[date, ...]
    places: tuple[float, ...]
    today: float
    is_stretched: bool

    def at(self, day: date) -> float:
        """The place of a day between them."""
        return between(day.toordinal(), [one.toordinal() for one in self.days], self.places)


def line(story: Story, today: date) -> Line:
    """The drawing of a story."""
    drawn = marks(story.chapters, today, story.vision.horizon)
    rows = 1 if len(drawn) <= FEW else 2
    texts = [_words(mark, WORDS[rows]) for mark in drawn]
    behind = sum(mark.is_done for mark in drawn)
    scale = _scale(drawn, texts, behind, rows, today, story.vision.horizon)
    places = (*scale.places[:behind], *scale.places[behind + 1 : -1])
    sides, axis, end = _sides(texts[::-1], rows)
    nodes = [
        Node(mark, share(place), *_placed(text, sides[turn % len(sides)]))
        for turn, (mark, text, place) in enumerate(zip(drawn[::-1], texts[::-1], places[::-1], strict=True))
    ]
    return Line(
        title=short(story.vision.title, SENTENCE),
        height=end + FOOT,
        axis=axis,
        begin=share(scale.places[0]),
        today=share(scale.today),
        end=share(RIGHT),
        nodes=tuple(nodes),
        runs=tuple(_runs(drawn[behind:], places[behind:], scale)),
        ticks=tuple(_ticks(scale)),
        barriers=tuple(one for one in story.barriers if one.milestone_id is None and one.state != "past"),
        is_stretched=scale.is_stretched,
    )


def share(place: float) -> str:
    """A place as a share of the width."""
    return f"{100 * place / NARROWEST:.2f}%"


def _words(mark: Mark, most: float) -> list[tuple[str, bool]]:
    """The words of a mark line by line, and whether each is a note."""
    notes = [line for note in mark.notes for line in wrap(note, most * SMALLER, 2)]
    return [*((line, False) for line in wrap(mark.title, most, LINES)), *((line, True) for line in notes)]


def _half(words: Sequence[tuple[str, bool]]) -> float:
    return max((width(text) / (SMALLER if is_note else 1) for text, is_note in words), default=0.0) / 2


def _scale(
    drawn: Sequence[Mark],
    texts: Sequence[Sequence[tuple[str, bool]]],
    behind: int,
    rows: int,
    today: date,
    horizon: date,
) -> Scale:
    """Every mark as near to its day as the words allow."""
    days = [mark.day for mark in drawn]
    days = [*days[:behind], today, *days[behind:], max(horizon, today)]
    halves = [_half(words) for words in texts]
    low, high = [4 + half for half in halves], [RIGHT - EDGE - half for half in halves]
    begin = LEFT if behind == 0 else RIGHT
    low = [*low[:behind], LEFT, *low[behind:], RIGHT]
    high = [*high[:behind], begin, *high[behind:], RIGHT]
    wanted = [_wanted(day, days[0], today, days[-1]) for day in days]
    places = spread(wanted, _gaps(len(drawn), behind, rows), low, high)
    moved = max(abs(one - place) for one, place in zip(wanted, places, strict=True))
    return Scale(tuple(days), tuple(places), places[behind], moved > STRETCHED)


def _wanted(day: date, first: date, today: date, last: date) -> float:
    """Where a day stands on a line that nothing stretches: what is past takes a part of it, and not too much."""
    past, future = (today - first).days, max((last - today).days, 1)
    now = min(past / (past + future), PAST)
    part = now * (1 - (today - day).days / past) if day < today else now + (1 - now) * (day - today).days / future
    return LEFT + (RIGHT - LEFT) * part


def _gaps(count: int, behind: int, rows: int) -> list[float]:
    """The least distances, so that words in the same row keep apart and stems pass between those of the row below."""
    most = WORDS[rows]
    gap = most + APART if rows == 1 else max((most + APART) / 2, most / 2 + 5)
    gap /= 2
    gaps = [gap] * (count + 1)
    if 0 < behind < count:
        gaps[behind - 1 : behind + 1] = [gap / 2, gap / 2]
    elif gaps:
        gaps[max(behind - 1, 0)] = NEAR
    gaps[-1] = LAST
    return gaps


def _sides(texts: Sequence[Sequence[tuple[str, bool]]], rows: int) -> tuple[list[tuple[int, int]], int, int]:
    """Where words stand by turns, first that of the last mark: (edge, direction), the edge being the nearer to the
    line. And the heights of the line and of the last words."""
    turns = 2 * rows
    tall = [max((_tall(words) for words in texts[turn::turns]), default=0) for turn in range(turns)]
    below, above = tall[0::2], tall[1::2]
    axis = HEAD + max(sum(above) + BETWEEN * (rows - 1), 26) + STEM
    sides = []
    for row in range(rows):
        sides.append((axis + STEM + sum(below[:row]) + BETWEEN * row, 1))
        sides.append((axis - STEM - sum(above[:row]) - BETWEEN * row, -1))
    return sides, axis, axis + STEM + max(sum(below) + BETWEEN * (rows - 1), 12)


def _tall(words: Sequence[tuple[str, bool]]) -> int:
    return sum(NOTE if is_note else LINE for _, is_note in words)


def _placed(words: Sequence[tuple[str, bool]], side: tuple[int, int]) -> tuple[tuple[Word, ...], int]:
    edge, direction = side
    y = edge if direction > 0 else edge - _tall(words)
    found = []
    for text, is_note in words:
        y += NOTE if is_note else LINE
        found.append(Word(text, y - 4, is_note))
    return tuple(found), edge - direction * 3


def _runs(ahead: Sequence[Mark], places: Sequence[float], scale: Scale) -> Iterator[Run]:
    for mark, place in zip(ahead, places, strict=True):
        item = mark.first.item
        if item is not None and len(mark.chapters) == 1:
            start = max(min(scale.at(item.latest_start), place), scale.today)
            if start < place:
                yield Run(share(start), share(place), item.critical)


def _ticks(scale: Scale) -> Iterator[Tick]:
    """Each first of January that has room for its figures."""
    taken = -YEAR
    for year in range(scale.days[0].year + 1, scale.days[-1].year + 1):
        place = scale.at(date(year, 1, 1))
        is_free = abs(place - scale.today) >= ENDS[0] and place <= RIGHT - ENDS[1]
        if is_free and place - taken >= YEAR and place >= LEFT:
            taken = place
            yield Tick(share(place), year)

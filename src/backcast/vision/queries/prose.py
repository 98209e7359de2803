"""The story as prose, told from the future backward: what is written down and nothing else, in frames that read well
however the user wrote it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from string import Formatter
from typing import Final

from backcast.engine.schedule import Item
from backcast.formats import markdown
from backcast.formats.names import word_set
from backcast.vision.models import Barrier, FuturePerson, RoleModel, Shift
from backcast.vision.queries import Chapter, Story
from backcast.vision.queries.clauses import clause

HEAD, TAIL = 30, 10
"""Milestones told from the future on, and up to today, where there are more [D]: what one reads in a few minutes."""
NAMED: Final = 12
"""People named in one sentence [D]; the rest are counted."""
STEPS: Final = 3
"""First steps named [D]."""
NEAR: Final = timedelta(days=365)
"""What need not begin within this time is no first step, unless nothing else is [D]."""
PART: Final = 4
"""Milestones in a paragraph [D]."""
NOUNS: Final = {
    "association": "a circle I joined",
    "conference": "a conference",
    "assignment": "an assignment",
    "skill": "something I learned",
    "article": "a piece of writing",
    "talk": "a talk",
    "introduction": "an introduction",
    "follow": "something I followed",
    "role": "a role",
}
"""What came, by the kind of a milestone whose title is told as it stands."""
BECAUSE: Final = ("That became possible because", "It could happen because", "And that was possible because")
BEFORE: Final = ("Before that", "Earlier still", "And before that")
LATER: Final = {
    "association": "That circle",
    "conference": "That conference",
    "assignment": "That assignment",
    "skill": "What I learned",
    "article": "That piece of writing",
    "talk": "That talk",
    "introduction": "That introduction",
    "follow": "What I followed",
    "role": "That role",
}
"""What came later, taken up again after something else was told."""
LED: Final = ("It led me to {who}.", "That is how I came to {who}.")
ENDS: Final = (".", "!", "?", "…", "。", "！", "？", "؟", "।")
RANKS: Final = word_set(
    "head director lead leader cto ceo cio ciso cfo coo vp chief principal staff senior founder co-founder partner"
    " professor manager architect engineer developer owner president chair consultant maintainer"
)
"""Words with which somebody says what they are without an article [D]."""


class Own(str):
    """Words of the user within a sentence; how they are shown (apart, or as no markup) is for who shows them."""

    __slots__ = ()
    own = True


Piece = str | Own
Paragraph = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """The story in paragraphs, each of pieces in their order."""

    paragraphs: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        """The same as plain text, a blank line between paragraphs."""
        return "\n\n".join("".join(pieces) for pieces in self.paragraphs)


def as_markdown(story: Story, today: date) -> str:
    """The story as the user tells it, or as told from the milestones, for other programs; no word of it is markup."""
    row = story.vision
    heading = f"# {row.horizon:%B} {row.horizon.year}: {markdown.escape(row.title)}"
    paragraphs = row.told.split("\n\n") if row.told else ["".join(one) for one in told(story, today).paragraphs]
    return "\n\n".join([heading, *filter(None, map(markdown.paragraph, paragraphs))]) + "\n"


def told(story: Story, today: date) -> Told:
    """The prose of one future."""
    parts = [_future(story), _meaning(story), _people(story.people), *_chapters(story, today)]
    parts += [_changed(story), _barriers(story), _today(story, today)]
    return Told(tuple(_joined(part) for part in parts if part))


def say(frame: str, **parts: Piece | Iterable[Piece]) -> list[Piece]:
    """A sentence from its frame. A full stop after words that end a sentence themselves is left out."""
    pieces: list[Piece] = []
    for literal, name, _, _ in Formatter().parse(frame):
        ended = bool(pieces) and pieces[-1].endswith(ENDS)
        pieces.append(literal[1:] if ended and literal.startswith(".") else literal)
        if name is not None:
            part = parts[name]
            pieces += [part] if isinstance(part, str) else part
    return [piece for piece in pieces if piece]


def _joined(sentences: Iterable[Sequence[Piece]]) -> Paragraph:
    """Sentences as one paragraph."""
    pieces: list[Piece] = []
    for one in sentences:
        pieces += [" ", *one] if pieces else one
    return tuple(pieces)


def listed(words: Sequence[Sequence[Piece]], most: int = NAMED) -> list[Piece]:
    """Things as one says them: a, b and c; of many the first ones and how many more."""
    kept = [list(one) for one in words[:most]]
    if len(words) > most:
        kept.append([f"{len(words) - most} more"])
    found: list[Piece] = []
    for place, one in enumerate(kept):
        found += [", " if place < len(kept) - 1 else " and "] if place else []
        found += one
    return found


def _future(story: Story) -> list[list[Piece]]:
    row = story.vision
    sentences = [_here(row.title, f"{row.horizon:%B} {row.horizon.year}")]
    if row.known_for:
        sentences.append(say("I am known for {what}.", what=_without(row.known_for, r"(?:i am |i'm )?known for |for ")))
    if row.place:
        sentences.append(say("My place in the world: {where}.", where=Own(row.place)))
    return sentences


def _without(text: str, begin: str) -> Own:
    return Own(re.sub(rf"^(?:{begin})", "", text, flags=re.IGNORECASE))


def _here(title: str, month: str) -> list[Piece]:
    """Where the user is by then; a title is what they are, what they tell of themselves, or what came true."""
    first, *rest = title.split()
    if first in ("I", "I'm", "I’m", "We", "My") and rest:
        return say("It is {month}. {title}.", month=month, title=Own(title))
    if first in ("A", "An", "The") and rest:
        return say("It is {month}, and I am {title}.", month=month, title=_lower(title))
    if re.sub(r"[^\w-]", "", first).lower() in RANKS:
        return say("It is {month}, and I am {title}.", month=month, title=Own(title))
    return say("It is {month}, and this is where I am: {title}.", month=month, title=Own(title))


def _meaning(story: Story) -> list[list[Piece]]:
    text = " ".join(story.vision.meaning.split())
    return [say("What it means to me: {text}.", text=Own(text))] if text else []


def _people(people: Sequence[FuturePerson]) -> list[list[Piece]]:
    """Who knows the user by then, those with a name first, and whom they have coffee with."""
    known = sorted(people, key=lambda one: not one.name)
    if not known:
        return []
    words = [who(one) for one in known]
    first, rest = [_capital(words[0][0]), *words[0][1:]], listed(words[1:], NAMED - 1)
    frames = {0: "{first} knows me.", 1: "{first} knows me, and so does {rest}."}
    sentences = [say(frames.get(len(words) - 1, "{first} knows me, and so do {rest}."), first=first, rest=rest)]
    sentences += _some(known, "coffee", "I have coffee with {who}.", "I have coffee with {who}.")
    sentences += _some(known, "local", "{who} is close by.", "{who} are close by.")
    return sentences + _some(known, "knows_me", *["{who} knew me before this story began."] * 2)


def _some(people: Sequence[FuturePerson], column: str, one: str, several: str) -> list[list[Piece]]:
    """A sentence about those of whom something is true; nothing where there are none."""
    chosen = [who(row) for row in people if getattr(row, column)]
    if not chosen:
        return []
    words = listed(chosen)
    begin = [_capital(words[0]), *words[1:]] if one.startswith("{") else words
    return [say(several if len(chosen) > 1 else one, who=begin)]


def who(row: FuturePerson) -> list[Piece]:
    """Somebody of the future within a sentence."""
    name = Own(row.name) if row.name else _described(row.describe)
    return [name, " (", Own(row.organisation), ")"] if row.organisation else [name]


def _described(text: str) -> Own:
    """A description within a sentence: "A CTO at a bank" as "a CTO at a bank"."""
    first = text.split()[0].lower() if text.strip() else ""
    text = text.strip().rstrip(".")
    if first in ("a", "an", "the", "someone", "somebody", "one", "my", "who"):
        text = text[:1].lower() + text[1:]
    return Own(f"somebody {text}" if first == "who" else text)


def _lower(text: str) -> Own:
    return Own(text[:1].lower() + text[1:])


def _capital(piece: Piece) -> Piece:
    return type(piece)(piece[:1].upper() + piece[1:])


def _chapters(story: Story, today: date) -> Iterator[list[list[Piece]]]:
    """The milestones that lie ahead, from the future on, a few in a paragraph."""
    ahead = _threads([one for one in story.chapters if one.milestone.state != "done"])
    skipped = max(0, len(ahead) - HEAD - TAIL)
    kept = ahead[:HEAD] + ahead[len(ahead) - TAIL :] if skipped else ahead
    sentences: list[list[list[Piece]]] = []
    for place, one in enumerate(kept):
        gap = bool(skipped) and place == HEAD
        before = kept[:place] if not gap else []
        when = _when(one, story.vision.horizon, today)
        own_when = when if not before or when != _when(before[-1], story.vision.horizon, today) else ""
        own = [_came(one, before, own_when, place), *_on_the_way(one, LED[place % 2])]
        sentences.append([say("{n} more steps lie in between.", n=str(skipped)), *own] if gap else own)
    for start in range(0, len(sentences), PART):
        yield [one for several in sentences[start : start + PART] for one in several]


def _threads(chapters: Sequence[Chapter]) -> list[Chapter]:
    """The same in the order of telling: a milestone, then what made it possible, down to its beginnings, then the next;
    nothing before all that it served."""
    by_id = {one.milestone.pk: one for one in chapters}
    before = {pk: [by_id[row.pk] for row in one.after if row.pk in by_id] for pk, one in by_id.items()}
    waiting = Counter(one.milestone.pk for several in before.values() for one in several)
    stack = [one for one in reversed(chapters) if not waiting[one.milestone.pk]]
    place = {one.milestone.pk: n for n, one in enumerate(chapters)}
    ordered: list[Chapter] = []
    while stack:
        ordered.append(stack.pop())
        for one in sorted(before[ordered[-1].milestone.pk], key=lambda one: -place[one.milestone.pk]):
            waiting[one.milestone.pk] -= 1
            stack += [] if waiting[one.milestone.pk] else [one]
    return ordered


def _when(chapter: Chapter, horizon: date, today: date) -> str:
    """A given date by its month, one that follows from others by the part of its year; nothing where only the day of
    the future bounds it, or where it has passed."""
    item: Item | None = chapter.item
    if item is None or item.latest_finish < today or item.latest_finish >= horizon:
        return ""
    day = item.latest_finish
    if day == chapter.milestone.due:
        return f"in {day:%B} {day.year}"
    return f"{('early in', 'in the middle of', 'late in')[(day.month - 1) // 4]} {day.year}"


def _came(one: Chapter, before: Sequence[Chapter], when: str, place: int) -> list[Piece]:
    """How a milestone came to be, after those that came later (`before` in the telling)."""
    row, served = one.milestone, [later for later in before if one.milestone in later.after]
    did, noun = clause(row.title), NOUNS.get(row.kind, "this")
    if served and served[-1] is not before[-1]:
        return say(_for(served[-1], before) + "{when}: {did}.", when=_comma(when), did=Own(did or row.title))
    opener = BECAUSE[place % 3] if served else _before(one, before, place)
    if served and did:
        return say("{opener} {when}{did}.", opener=opener, when=when and f"{when} ", did=Own(did))
    if served:
        return say(
            "{opener} of {noun}{when}: {title}.", opener=opener, noun=noun, when=_comma(when), title=Own(row.title)
        )
    if did:
        return say("{opener}{when}, {did}.", opener=opener, when=_comma(when), did=Own(did))
    aside = f"{_comma(when)}," if when else ""
    return say("{opener}{aside} came {noun}: {title}.", opener=opener, aside=aside, noun=noun, title=Own(row.title))


def _before(one: Chapter, before: Sequence[Chapter], place: int) -> str:
    """How to go on with what nothing told so far had to wait for."""
    if not before:
        return "Just before that"
    return BEFORE[place % 3] if one.until <= before[-1].until else "Besides that"


def _for(later: Chapter, before: Sequence[Chapter]) -> str:
    """What a milestone served that was told a while ago."""
    is_second = any(told.milestone in later.after for told in before)
    return f"{LATER.get(later.milestone.kind, 'One of the later steps')} {'also took' if is_second else 'took'} this"


def _comma(when: str) -> str:
    return f", {when}" if when else ""


def _on_the_way(chapter: Chapter, led: str) -> list[list[Piece]]:
    """Whom a milestone led to, and what stood before it."""
    sentences = []
    if chapter.leads_to:
        sentences.append(say(led, who=listed([who(one) for one in chapter.leads_to])))
    for barrier in chapter.barriers:
        sentences += _past(barrier, "In its way stood this: {title}.")
    return sentences


def _past(barrier: Barrier, frame: str) -> list[list[Piece]]:
    """What stood in the way, who guided past it, and what they were asked first."""
    sentences = [say(frame, title=Own(barrier.title))]
    guide = barrier.known.name if barrier.known else barrier.guide_name
    if guide:
        sentences.append(say("{who} guided me past it.", who=Own(guide)))
    if barrier.first_ask:
        sentences.append(say("What I asked first: {ask}.", ask=Own(barrier.first_ask)))
    return sentences


def _changed(story: Story) -> list[list[Piece]]:
    """Places, shifts, and whom the user learned from."""
    sentences = []
    if story.places:
        names: list[Piece] = []
        for one in story.places:
            names += ["; ", Own(one.title)] if names else [Own(one.title)]
        sentences.append(say("Where I went to meet people: {places}.", places=names))
    shifts = [one for one in story.shifts if one.state != "dropped"]
    if shifts:
        sentences.append(["I came to show up differently."])
    for shift in shifts:
        sentences += _shift(shift)
    return sentences + [_model(one) for one in story.models]


def _shift(row: Shift) -> list[list[Piece]]:
    sentences = [say("Before: {was}; since then: {to}.", was=Own(row.was.rstrip(".")), to=Own(row.to))]
    if row.practice:
        sentences.append(say("What I practised: {practice}.", practice=Own(row.practice)))
    return sentences


def _model(row: RoleModel) -> list[Piece]:
    name = Own(row.known.name if row.known else row.name)
    if row.what:
        return say("I took {name} for a model, and learned this: {what}.", name=name, what=Own(row.what))
    return say("I took {name} for a model.", name=name)


def _barriers(story: Story) -> list[list[Piece]]:
    """What stood before the whole of it."""
    rows = [one for one in story.barriers if one.milestone_id is None]
    frames = ("This stood in the way of it all: {title}.", "So did this: {title}.")
    return [sentence for place, one in enumerate(rows) for sentence in _past(one, frames[bool(place)])]


def _today(story: Story, today: date) -> list[list[Piece]]:
    """Where it begins: what is done, what is under way, and what can begin now."""
    sentences = [say("And all of it begins today, {day}.", day=f"{today.day} {today:%B} {today.year}")]
    done = [one for one in story.chapters if one.milestone.state == "done"]
    for one in done[:TAIL]:
        sentences.append(_behind(one))
    if len(done) > TAIL:
        sentences.append(say("{n} more steps are done.", n=str(len(done) - TAIL)))
    doing = [one for one in story.chapters if one.milestone.state == "doing"]
    ready = [one for one in story.chapters if one.milestone.state == "open" and one.item and one.item.ready]
    ready.sort(key=lambda one: (one.item.latest_start if one.item else today, one.milestone.pk))
    ready = [one for one in ready if one.item and one.item.latest_start <= today + NEAR] or ready[:1]
    for rows, frame in ((doing, "Under way: {titles}."), (ready, "What I can begin now: {titles}.")):
        if rows:
            sentences.append(say(frame, titles=_titles(rows[:STEPS])))
    return sentences


def _titles(rows: Sequence[Chapter]) -> list[Piece]:
    found: list[Piece] = []
    for one in rows:
        title = one.milestone.title if len(rows) == 1 else one.milestone.title.rstrip(".")
        found += ["; ", Own(title)] if found else [Own(title)]
    return found


def _behind(chapter: Chapter) -> list[Piece]:
    row = chapter.milestone
    when = f"in {row.done_on:%B} {row.done_on.year}" if row.done_on else ""
    return say("Done already{when}: {title}.", when=_comma(when), title=Own(clause(row.title) or row.title))

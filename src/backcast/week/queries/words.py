"""The words for moves: titles, reasons, and why something was left out. Codes and figures are the engine's."""

from collections.abc import Mapping
from typing import Any

from backcast.introductions.queries import asks
from backcast.pages.templatetags.backcast import count, hours, minutes, span
from backcast.vision.actions.steps import step_of
from backcast.week.models import Move


def title(row: Move) -> str:
    """A stored move's title."""
    return titled(
        row.kind,
        row.person.name if row.person else row.barrier.guide_name if row.barrier else "",
        row.promise.text if row.promise else "",
        row.milestone.title if row.milestone else "",
        next((figures["most"] for _, figures in row.why if "most" in figures), 0),
        aim(row),
        row.barrier.title if row.barrier else "",
    )


def aim(row: Move) -> str:
    """Whom a stored move is to lead to, in words; empty where they are gone."""
    if row.ask:
        return asks.about(row.ask)
    return asks.called(row.future_person) if row.future_person else ""


def _begun(text: str) -> str:
    """As the beginning of a sentence; "iOS" and "eBay" stay as their owners write them."""
    return text[:1].upper() + text[1:] if text.partition(" ")[0].islower() else text


def titled(kind: str, name: str, promise: str, milestone: str, most: int = 0, aim: str = "", barrier: str = "") -> str:
    """The one table of titles; empty where what it is about is gone. `most` is how many it asks for, where known, `aim`
    whom it is to lead to, `barrier` what stands in the way."""
    sentence = _begun(promise.rstrip("."))
    told = {
        "promise": f"{sentence}, as promised to {name}" if promise and name else "",
        "few_lines": f"A few lines to {name}" if name else "",
        "wake": f"Write to {name} again" if name else "",
        "slice": f"Time for “{milestone}”" if milestone else "",
        "step": milestone,
        "vision": "Write five lines about where you want to be",
        "name_people": "Name or describe two people who will know you by then",
        "sort_lists": f"Place {_people(most)} on your lists: who would go out of their way for you?",
        "recall": "Write down five people you know, from memory",
        "find_place": "Find one place where the people of this future meet",
        "visible": "Show one small piece of your work",
        "ask": f"Ask {name} for a way to {aim}" if name and aim else "",
        "follow_up": f"A short reminder to {name}" if name else "",
        "thank": f"Thank {name} for the introduction" if name else "",
        "loop": f"Tell {name} what came of the introduction" if name else "",
        "give": f"Give {name} something useful" if name else "",
        "near": f"Who might know someone near {aim}?" if aim else "",
        "direct": f"Write to {aim or name} directly" if aim or name else "",
        "barrier": f"Ask {name} how to get past: {barrier}" if name and barrier else "",
    }
    return told[kind]


def _people(most: int) -> str:
    """How many people a move asks for; just people where that is not known."""
    return "people" if not most else "one person" if most == 1 else f"{number(most)} people"


NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def number(figure: int) -> str:
    """A number in a sentence: in letters up to twelve."""
    return NUMBERS[figure] if 0 <= figure < len(NUMBERS) else str(figure)


MANY = 5
"""Ways that are counted no further (introductions.queries.reach)."""


def reason(code: str, figures: Mapping[str, Any]) -> str:
    """A reason in words."""
    return str(REASONS[code](figures))


def _promise_due(told: Mapping[str, Any]) -> str:
    days = told["days"]
    if days < 0:
        named = {-1: "yesterday", -2: "the day before yesterday"}.get(days)
        return f"Promised for {named}." if named else f"Due {span(-days)} ago."
    return {0: "Promised for today.", 1: "Promised for tomorrow."}.get(days, f"Due in {span(days)}.")


def _slice(told: Mapping[str, Any]) -> str:
    weeks = told["weeks"]
    if told["hours"] == told["all"]:
        begin = f"Begin within {count(weeks, 'week')}" if weeks > 0 else "Its time to begin is now"
        return f"{begin}; {hours(told['all'])} in all."
    begin = f"Go on within {count(weeks, 'week')}" if weeks > 0 else "It should go on now"
    return f"{begin}; {hours(told['hours'])} of {hours(told['all'])} are left."


def _due(told: Mapping[str, Any]) -> str:
    every = "day" if told["every"] == 1 else count(told["every"], "day")
    kept = "you asked for" if told.get("own") else f"you keep {told['ring']} ties about"
    return f"Quiet for {span(told['days'])}; {kept} every {every}."


def _someone(people: int) -> str:
    return "One person" if people == 1 else f"{number(people).capitalize()} people"


def _placed(told: Mapping[str, Any]) -> str:
    placed, first = told["placed"], "the first 30" if told["people"] > 30 else f"{told['people']}"
    if not placed:
        none = "Nobody" if told["people"] == 1 else f"None of {first}"
        return f"{none} is placed; everything else gets better with this."
    if placed >= 30:
        return f"{placed} are placed; a few more and the lists can rest."
    return f"{placed} of {first} {'is' if placed == 1 else 'are'} placed; the weeks get better with more."


def _named(told: Mapping[str, Any]) -> str:
    if not told["named"]:
        return "They are where your story leads. What they do is enough; a name can follow."
    return f"{_someone(told['named'])} so far; six give the weeks a direction."


def _way(told: Mapping[str, Any]) -> str:
    ways = told["ways"]
    if ways == 1:
        return f"The only way you have {_where(told)} begins with them."
    return f"One of {number(ways) if ways < MANY else 'several'} ways {_where(told)} begins with them."


def _where(told: Mapping[str, Any]) -> str:
    """Where a way leads, as far as the future person is still there."""
    return told.get("where") or "to one of the people in your vision"


def _ago(told: Mapping[str, Any]) -> str:
    return f"{span(told['days'])} ago" if told["days"] else "today"


def _a(word: str) -> str:
    return f"{'an' if word[:1] in 'aeiou' else 'a'} {word}"


def _on_list(standing: str) -> str:
    return f"On your list as {_a(standing)}"


def _step(name: str) -> tuple[str, str]:
    """Why a small step is worth its minutes, and how to go about it."""
    row = step_of(name)
    return (row.why, row.how) if row else ("One of the small steps you planned.", "As you wrote it.")


REASONS: dict[str, Any] = {
    "promise_due": _promise_due,
    "promise_made": lambda told: f"Promised {span(told['days'])} ago." if told["days"] else "Promised today.",
    "dormant": lambda told: f"Last in touch {span(told['days'])} ago. Old ties often help as much as current ones.",
    "due": _due,
    "quiet": lambda told: f"Quiet for {span(told['days'])}, after contact on {count(told['contacts'], 'day')}.",
    "in_vision": lambda _: "One of the people in your vision.",
    "inside": lambda told: f"They are a first step {_where(told)}.",
    "way": _way,
    "unspoken": lambda _: "No contact is noted yet. Two lines without a request.",
    "drafted": lambda told: f"You drafted the letter {_ago(told)}.",
    "no_answer": lambda told: (
        f"No answer for {count(told['days'], 'working day')}. One line is enough, and a no is fine."
    ),
    "introduced": lambda told: f"They introduced you {_ago(told)}.",
    "thanked": lambda told: f"You thanked them {_ago(told)}. What came of it closes the loop.",
    "no_way": lambda _: "Hardly any way is known yet. Write down one name.",
    "stranger": lambda _: "No introduction is open; about one such letter in ten is answered.",
    "received_more": lambda told: f"They did {count(told['got'], 'favour')} for you, and you {told['gave']} for them.",
    "rests_now": lambda _: "Nothing should be asked of them now. Giving is always fine.",
    "towards": lambda told: f"You would like them to become {_a(told['aim'])}.",
    "barrier": lambda told: (
        f"It stands before “{told['before']}”." if told.get("before") else "It stands before the whole future."
    ),
    "first_ask": lambda _: "What to ask first is written down.",
    "no_first_ask": lambda _: "One question is enough. What would you ask them first?",
    "useful": lambda _: "What you give makes the tie steadier for what you have in mind.",
    "leads": lambda told: f"Leads to {number(told['people'])} of your people.",
    "slice": _slice,
    "step": lambda told: _step(told["step"])[0],
    "step_how": lambda told: _step(told["step"])[1],
    "used_up": lambda told: f"All of its {told['all']:g} h are used. Finish it, or say that it is done.",
    "no_vision": lambda _: "Without a direction no move can say what it is for. Five lines are enough.",
    "named": _named,
    "placed": _placed,
    "recall": lambda _: "Nobody has to be important. Whoever likes you is a beginning, and the weeks grow from there.",
    "no_place": lambda _: "One meetup, association or mailing list is enough; going there can wait.",
    "visible": lambda _: (
        "A short note, an answer to a question, a result shown to a colleague. In writing is fine, and small is enough."
    ),
    "on_list": lambda told: f"{_on_list(told['standing'])}, and no contact is noted yet. Two lines without a request.",
}


def because(row: Mapping[str, Any], first: str = "") -> str:
    """Why a move is not in this week, in words; `first` is the title of the move it waits for."""
    told, later = {**row["figures"], "first": first}, row["week"]
    when = {None: "", 0: "", 1: " It comes next week."}.get(later, f" It comes in {later} weeks.")
    return str(BECAUSE[row["because"]](told)) + when


BECAUSE: dict[str, Any] = {
    "no_hours": lambda told: "There are no hours this week.",
    "too_long": lambda told: "It is longer than the whole week.",
    "not_yet": lambda told: "Its time has not come yet.",
    "no_value": lambda told: "Nothing asks for it now.",
    "after": lambda told: f"“{told['first']}” comes first." if told["first"] else "Something else comes first.",
    "same_way": lambda told: "One way to somebody in three weeks is enough.",
    "same_person": lambda told: "One approach to a person in a fortnight is enough.",
    "limit": lambda told: f"{number(told.get('most', 2)).capitalize()} of this kind a week is enough.",
    "hours": lambda told: f"It takes {minutes(told.get('minutes'))}, and {minutes(told.get('free'))} are left.",
    "moves": lambda told: "The week has enough moves.",
    "energy": lambda told: "It would make the week too heavy.",
    "duties_first": lambda told: "What you promised comes first.",
    "later": lambda told: "A later week suits it better.",
}

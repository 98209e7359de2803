"""The story told in words: frames that read well for any title, own words, Markdown, and the page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from backcast import limits
from backcast.formats import markdown
from backcast.journal.actions import invert
from backcast.journal.models import Change
from backcast.vision import actions, queries
from backcast.vision.actions.story import change_here
from backcast.vision.models import Milestone
from backcast.vision.queries.clauses import clause
from backcast.vision.queries.prose import HEAD, TAIL, say, told
from backcast.vision.queries.untold import untold
from tests import cast
from tests.vision.test_load import STORY, TOP, load

CLAUSES = {
    "Speak at the SRE day": "I spoke at the SRE day",
    "Speak": "I spoke",
    "I had spoken at the regional conference.": "I spoke at the regional conference",
    "I'd met Grace": "I met Grace",
    "I've written the book": "I wrote the book",
    "Spoke at the regional conference": "I spoke at the regional conference",
    "We spoke at length": "we spoke at length",
    "Write up the migration": "I wrote up the migration",
    "Lead a platform team of my own": "I led a platform team of my own",
    "Land three changes in the catalogue": "I landed three changes in the catalogue",
    "Join ACM, write two reviews and speak at the fair": "I joined ACM, wrote two reviews and spoke at the fair",
    "Go to a meetup in Lisbon and speak with one person": "I went to a meetup in Lisbon and spoke with one person",
    "Ask Mei Park to introduce me": "I asked Mei Park to introduce me",
    "Published an article in InfoQ": "I published an article in InfoQ",
    "Have coffee with Ada": "I had coffee with Ada",
    "Have spoken twice": "I spoke twice",
    "Be invited to the panel": "I was invited to the panel",
    "Present at the board": "I presented at the board",
    "Ship 2 versions": "I shipped 2 versions",
}
AS_IT_STANDS = (
    "Talk at SRE day", "Lead Architect at Harbour Bank", "Lead generation", "Published author", "Speaking German",
    "I am CTO", "Review at work", "Go certification", "Meet and greet", "Learn to listen and give advice", "...",
    "Mei introduced me to Ada", "Vortrag auf der PyCon halten", "Быть докладчиком", "講演する", "KubeCon 2028",
    "Hold the first talk: listen, and ask", "Ask what you need", "Join. Speak at it", "Why me?", "🎉", "I", "and",
)  # fmt: skip


@pytest.fixture
def browser(alice):
    return cast.client(alice)


def prose(viewer):
    return told(queries.active_story(viewer), viewer.today).text


def text(response):
    return response.content.decode()


def test_a_title_becomes_a_clause_only_where_its_form_is_sure():
    assert {title: clause(title) for title in CLAUSES} == CLAUSES
    assert [title for title in AS_IT_STANDS if clause(title)] == []


@given(st.text(max_size=40))
@settings(max_examples=60)
def test_no_title_breaks_a_clause_and_none_ends_like_a_sentence(title):
    found = clause(title)
    assert not found or (found.startswith(("I ", "we ")) and not found.endswith("."))


def test_words_that_end_a_sentence_get_no_second_full_stop():
    assert "".join(say("This: {what}. Then.", what="Why me?")) == "This: Why me? Then."
    assert "".join(say("This: {what}. Then.", what="It is so")) == "This: It is so. Then."


def test_a_story_is_told_from_the_future_back_to_today(alice):
    load(
        alice,
        'meaning = "More\\ntime"\nplace = "Porto"\n' + STORY + '[[future_people]]\nkey = "b"\ncoffee = true\n'
        'describe = "A CTO at a bank."\norganisation = "Harbour"\nlocal = true\nknows_me = true\n'
        '[[milestones]]\nkey = "old"\ntitle = "Left the old job"\nstate = "done"\n'
        '[[barriers]]\ntitle = "Fear"\nfirst_ask = "How?"\n',
    )  # fmt: skip
    assert prose(alice).split("\n\n") == [
        "It is November 2031, and I am Head of platforms. I am known for calm. My place in the world: Porto.",
        "What it means to me: More time.",
        "Mei Park knows me, and so does a CTO at a bank (Harbour). I have coffee with a CTO at a bank (Harbour). "
        "A CTO at a bank (Harbour) is close by. A CTO at a bank (Harbour) knew me before this story began.",
        "Just before that, I spoke. It led me to Mei Park. In its way stood this: No experience. "
        "Ada Lin guided me past it. It could happen because in the middle of 2031 I wrote it up.",
        "Where I went to meet people: The meetup. I came to show up differently. Before: waits; since then: shows. "
        "I took Grace Roe for a model, and learned this: calm.",
        "This stood in the way of it all: Fear. What I asked first: How?",
        "And all of it begins today, 22 November 2026. Done already: I left the old job. "
        "What I can begin now: Write it up.",
    ]


def test_what_has_years_to_wait_is_no_first_step(alice):
    rows = '[[milestones]]\nkey = "{0}"\ntitle = "{0} it"\nhours = 1\n{1}'
    load(alice, TOP + rows.format("call", "due = 2026-12-05\n") + rows.format("crown", ""))
    assert "What I can begin now: call it." in prose(alice)


def test_every_title_is_told_once_as_it_stands_or_turned(alice):
    titles = [*CLAUSES, *AS_IT_STANDS]
    kinds = ("talk", "conference", "association", "other", "follow")
    rows = [
        f'[[milestones]]\nkey = "k{place}"\ntitle = "{title}"\nkind = "{kinds[place % 5]}"\nhours = 1\n'
        + (f'after = ["k{place - 2}"]\n' if place > 1 and place % 3 else "")
        for place, title in enumerate(titles[: HEAD + TAIL])
    ]
    load(alice, TOP + "".join(rows))
    page = prose(alice)
    for title in titles[: HEAD + TAIL]:
        assert (clause(title) or title).rstrip(".") in page, title
    for wrong in ("..", " ,", ",,", "  ", ". .", "because of this:  ", "None", "{", " :"):
        assert wrong not in page.replace("...", "x"), wrong


def test_of_a_very_long_story_the_middle_is_counted(alice):
    load(
        alice,
        TOP + "".join(f'[[milestones]]\nkey = "k{n}"\ntitle = "Step {n}"\nhours = 1\n' for n in range(HEAD + TAIL + 7)),
    )
    assert "7 more steps lie in between." in prose(alice) and prose(alice).count("Step ") <= HEAD + TAIL + 3


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("A trusted voice", "It is November 2031, and I am a trusted voice."),
        ("CTO of a bank", "It is November 2031, and I am CTO of a bank."),
        ("I run my own firm.", "It is November 2031. I run my own firm."),
        ("Four days a week", "It is November 2031, and this is where I am: Four days a week."),
    ],
)
def test_the_future_is_what_one_is_or_says_or_where_one_is(alice, title, said):
    load(alice, TOP.replace("Head of platforms", title))
    assert prose(alice).split("\n\n")[0] == said


MARKUP = st.text(alphabet="ab1.)-+=*_`#<>[]()!|~\\&;:/\n \tw@", max_size=30)


@given(MARKUP)
@settings(max_examples=150)
def test_no_words_become_markup(words):
    told_as = markdown.paragraph(words)
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(told_as)
    inline = [token for token in tokens if token.type == "inline"]
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    children = [child for token in inline for child in token.children]
    assert {child.type for child in children} <= {"text", "hardbreak", "text_special"}
    plain = "".join(child.content if child.type.startswith("text") else " " for child in children)
    assert plain.split() == words.split()


def test_own_words_win_are_saved_apart_and_can_be_given_up(browser, alice):
    vision = load(alice, STORY).vision
    address = f"/vision/{vision.pk}/told"
    before = text(browser.get(address))
    assert "It is November 2031, and I am" in before and "Tell it in your own words" in before
    same = browser.post(address, {"told": prose(alice).replace("\n", "\r\n")})
    assert same.status_code == 303 and Change.objects.of(alice).count() == 1
    page = text(browser.post(address, {"told": "I came <b>home</b>.\r\n\r\nThen\r\nslept"}, follow=True))
    assert "<p>I came &lt;b&gt;home&lt;/b&gt;.</p>" in page and "Then<br>slept" in page and "Undo" in page
    assert "Since then" not in page and "Tell it from the milestones again" in page
    assert "Undo" in text(browser.post(address, {"told": ""}, follow=True))
    vision.refresh_from_db()
    assert vision.told == ""
    invert(alice, Change.objects.of(alice).latest("pk"))
    assert "I came &lt;b&gt;home" in text(browser.get(address))


def test_too_many_words_are_named_and_kept(browser, alice):
    vision = load(alice, STORY).vision
    page = browser.post(f"/vision/{vision.pk}/told", {"told": "x" * (limits.TEXT + 1)})
    assert page.status_code == 422 and "longer than 100000 characters" in text(page) and "x" * 1000 in text(page)
    assert "<details" in text(page) and " open>" in text(page)


def test_it_says_quietly_what_the_own_words_cannot_know(browser, alice):
    vision = load(alice, STORY).vision
    story = queries.story(alice, vision)
    assert untold(alice, story) is None
    browser.post(f"/vision/{vision.pk}/told", {"told": "Mine"})
    vision.refresh_from_db()
    talk, write = Milestone.objects.of(alice).get(key="talk"), Milestone.objects.of(alice).get(key="write-up")
    place = story.places[0]
    actions.put_milestone(alice, vision, None, title="Learn Rust")
    for title in ("Talk", "Speak"):
        actions.put_milestone(alice, vision, talk, title=title)
    actions.set_state(alice, write, "done")
    change_here(alice, talk, spent=1.0, keeps_day=True)
    actions.write(alice, vision, appeal=2)
    actions.remove(alice, place)
    found = untold(alice, queries.story(alice, vision))
    assert (found.new, found.changed, found.gone) == (("Learn Rust",), ("Write it up", "Speak"), ("The meetup",))
    actions.set_state(alice, talk, "open")
    invert(alice, Change.objects.of(alice).filter(verb="vision").exclude(undone=True).order_by("-pk")[1])
    found = untold(alice, queries.story(alice, vision))
    assert (found.changed, found.gone) == (("Write it up",), ())
    actions.write(alice, vision, place="Porto")
    assert untold(alice, queries.story(alice, vision)).changed == ("Head of platforms", "Write it up")
    page = text(browser.get(f"/vision/{vision.pk}/told"))
    assert "Since then:" in page and "New: <bdi>Learn Rust</bdi>." in page and "No longer there" not in page


def test_it_is_taken_along_as_a_file_with_a_plain_name(browser, alice):
    vision = load(alice, STORY.replace("Head of platforms", 'Head of *x* \\"../🎉')).vision
    answer = browser.get(f"/vision/{vision.pk}/told.md")
    assert answer["Content-Disposition"] == 'attachment; filename="my-story-2031-head-of-x.md"'
    assert answer["Content-Type"] == "text/markdown; charset=utf-8"
    assert text(answer).startswith('# November 2031: Head of \\*x\\* "../🎉\n\nIt is November 2031')
    browser.post(f"/vision/{vision.pk}/told", {"told": "# Mine\n\n- so\nand so"})
    assert text(browser.get(f"/vision/{vision.pk}/told.md")).endswith("\n\n\\# Mine\n\n\\- so\\\nand so\n")


def test_nothing_but_a_sentence_is_told_too_and_the_page_says_what_comes_next(browser, alice):
    vision = load(alice, TOP).vision
    page = text(browser.get(f"/vision/{vision.pk}/told"))
    assert "Head of platforms" in page and "Write the first milestone" in page
    assert prose(alice).endswith("And all of it begins today, 22 November 2026.")


def test_the_page_asks_the_same_however_long_the_story(browser, alice):
    counts = []
    for size in (2, 15):
        rows = "".join(f'[[milestones]]\nkey = "k{n}"\ntitle = "Step {n}"\nafter = []\n' for n in range(size))
        vision = load(
            alice, TOP + rows + "".join(f'[[barriers]]\ntitle = "B{n}"\nbefore = "k0"\n' for n in range(size))
        ).vision
        actions.write(alice, vision, told=f"Mine {size}")
        with CaptureQueriesContext(connection) as asked:
            browser.get(f"/vision/{vision.pk}/told")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 14

"""Words to start from: whose facts they hold, whose wording wins, and what never gets into them."""

import datetime as dt
import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backcast import limits
from backcast.network.models import Organisation, Person
from backcast.ties.models import Tie
from backcast.ties.queries import drafts, wordings
from backcast.ties.queries.drafts import Occasion
from backcast.week import actions, queries
from tests import cast, make

WORDINGS = [name for name in wordings.NAMES if name != "since"]
ODD = "$name ${organisation} %s {0} <script>alert(1)</script> | $$"


@pytest.fixture
def home(settings, tmp_path):
    settings.BACKCAST_HOME = tmp_path
    return tmp_path


def wording(home, text, name="hello_again", language="en"):
    folder = home / "words" / language
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.txt").write_bytes(text if isinstance(text, bytes) else text.encode())


def made(name="", given="", organisation="", last=None):
    """A person who is in no table: writing asks for nothing."""
    person = Person(name=name, given=given, organisation=Organisation(name=organisation) if organisation else None)
    person.tie = Tie(last=last)
    return person


def ago(viewer, days):
    return viewer.today - dt.timedelta(days=days)


def shown(viewer):
    return queries.view(viewer, actions.plan(viewer))


def test_every_fact_is_used_where_it_is_known(alice, home):
    told = drafts.write(alice, "hello_again", made("Mei-Lin Park", "Mei-Lin", "Acme GmbH", ago(alice, 200)))
    assert told.subject == "Hello again"
    assert told.text.splitlines() == [
        "Hello Mei-Lin,",
        "It has been a while, and you came to mind.",
        "I hope things are going well at Acme GmbH.",
    ]


def test_a_full_name_is_never_split(alice, home):
    for name in ("Nguyễn Thị Minh Khai", "مريم بنت أحمد", "José Luis García Márquez", "Sukarno"):
        assert drafts.write(alice, "hello_again", made(name)).text.startswith(f"Hello {name},\n")


@pytest.mark.parametrize("name", WORDINGS)
def test_nothing_known_still_gives_a_greeting_and_two_lines(alice, home, name):
    told = drafts.write(alice, name, made())
    assert told.text.startswith("Hello,\n") and len(told.text.splitlines()) == 3
    assert "$" not in told.text and "|" not in told.text


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-9, None),
        (20, None),
        (21, "a few weeks"),
        (59, "a few weeks"),
        (60, "a while"),
        (729, "a while"),
        (730, "a long time"),
    ],
)
def test_a_silence_is_told_in_words_never_in_numbers(alice, home, days, said):
    text = drafts.write(alice, "dormant", made("Mei", last=ago(alice, days))).text
    assert (f"It has been {said} since we" in text) if said else "It has been" not in text
    assert not re.search(r"\d", text)


@pytest.mark.parametrize("name", WORDINGS)
def test_what_a_user_or_a_file_wrote_is_never_a_template(alice, home, name):
    told = drafts.write(alice, name, made("x", ODD, ODD), promise=ODD)
    assert told.text.startswith(f"Hello {ODD},\n") and told.text.count(ODD) == told.text.count("<script>")


def test_a_promise_is_told_in_its_own_words_unless_it_is_a_letter(alice, home):
    told = drafts.write(alice, "promise", made("Mei"), promise="send the\nslides.")
    assert "I have not forgotten what I promised you: send the slides.\n" in told.text
    assert "x" * 50 not in drafts.write(alice, "promise", made("Mei"), promise="x" * 161).text


def test_ones_own_wording_wins_and_may_be_as_long_as_one_likes(alice, home):
    wording(home, "\ufeffHi\r\n\r\nDear $name,\r\n\r\nfive $5 $wrong $$\r\nat $organisation\r\nlast\r\n")
    told = drafts.write(alice, "hello_again", made("Mei"))
    assert (told.subject, told.text) == ("Hi", "Dear Mei,\n\nfive $5 $wrong $\nlast")


@pytest.mark.parametrize(
    "broken",
    [b"", b" \n\n", b"only a subject", b"\xff\xfe\x00", b"Hi\n\nat $organisation", b"S\n\n" + b"x" * limits.WORDS],
    ids=["empty", "blank", "subject", "no text", "nothing known", "over-long"],
)
def test_a_broken_wording_falls_back_to_ours(alice, home, broken):
    ours = drafts.write(alice, "hello_again", made("Mei"))
    wording(home, broken)
    assert drafts.write(alice, "hello_again", made("Mei")) == ours


def test_a_folder_in_the_place_of_a_wording_is_passed_over(alice, home):
    (home / "words" / "en" / "hello_again.txt").mkdir(parents=True)
    assert drafts.write(alice, "hello_again", made("Mei")).subject == "Hello again"


@pytest.mark.parametrize(("locale", "said"), [("de_AT", "Hallo"), ("de", "Hallo"), ("fi", "Hello"), ("../de", "Hello")])
def test_the_language_is_the_users_where_there_is_a_folder(alice, home, locale, said):
    wording(home, "Hallo\n\n$name | du\nEs ist lange her, $since | Es ist lange her", language="de")
    alice.workspace.settings = {"locale": locale}
    told = drafts.write(alice, "hello_again", made("Mei", last=ago(alice, 900)))
    assert told.subject.startswith(said) and (said == "Hello" or told.text.endswith("her")), "no two languages in one"


def test_only_what_has_words_gets_a_draft_and_an_address_is_the_first_usable(alice, home):
    person = make.person(alice, "Mei Park", email="mei@example.org")
    found = drafts.drafts(alice, [Occasion("few_lines", person), Occasion("slice", person), Occasion("wake", None)])
    assert found[0].email == "mei@example.org" and found[1:] == [None, None]


@pytest.mark.parametrize("sign", ["\r\n", "\n", "\r", "\u2028", "\x85", "\0", "%0d%0a", "&bcc=", "#", "?"])
def test_nobodys_name_adds_a_header_to_a_mail(alice, home, sign):
    wording(home, "To $name\n\nHello $name,\nagain")
    name = f"Mei{sign}Bcc: eve@example.org"
    link = drafts.write(alice, "hello_again", made(name), email="mei+a&b?c=d@example.org").mailto
    parts = urlsplit(link)
    assert re.fullmatch(r"[\w.~%@:?&=-]+", link, re.ASCII) and unquote(parts.path) == "mei+a&b?c=d@example.org"
    asked = parse_qs(parts.query, keep_blank_values=True)
    assert {key: len(values) for key, values in asked.items()} == {"subject": 1, "body": 1}
    assert len(asked["subject"][0].splitlines()) == 1 and len(asked["body"][0].splitlines()) == 2


def test_an_address_that_is_none_gives_no_link(alice, home):
    person = make.person(alice, "Mei Park", email="mei@example.org")
    for wrong in ("mei@example.org\r\nBcc: eve@example.org", "a@example.org,eve@example.org", "no address"):
        person.points.update(value=wrong)
        assert drafts.drafts(alice, [Occasion("few_lines", person)])[0].mailto == ""


def test_many_drafts_ask_once(alice, home):
    people = [make.person(alice, f"Mei {n}", email=f"mei{n}@example.org") for n in range(6)]
    rows = list(Person.objects.of(alice).select_related("tie", "organisation").filter(pk__in=[p.pk for p in people]))
    for some in (rows[:1], rows):
        with CaptureQueriesContext(connection) as asked:
            found = drafts.drafts(alice, [Occasion("wake", one) for one in some])
        assert len(asked) == 2 and all(one.mailto for one in found)


def test_the_page_shows_words_escaped_and_the_document_tells_them(alice, home):
    person = make.person(alice, ODD, ring="close", organisation="Acme")
    make.contact(alice, person, days_ago=40, text="seems unhappy there")
    make.promise(alice, person, "send </textarea><b>it</b>", due_in=0)
    page = cast.client(alice).get("/").content.decode()
    assert "Words to start from" in page and "<script>alert" not in page and "</textarea><b>" not in page
    assert "Hello $name ${organisation} %s {0} &lt;script&gt;" in page and "mailto:" not in page
    told = {one["kind"]: one["draft"] for one in queries.document(shown(alice))["moves"]}
    assert "send </textarea><b>it</b>" in told["promise"] and told["sort_lists"] is None
    assert not any("unhappy" in (text or "") for text in told.values())


def test_the_page_opens_the_mail_program_only_where_there_is_an_address(alice, home):
    person = make.person(alice, "Mei Park", ring="close", email="mei@example.org")
    make.contact(alice, person, days_ago=40)
    page = cast.client(alice).get("/").content.decode()
    assert 'href="mailto:mei@example.org?subject=Hello%20again&amp;body=Hello%20Mei%20Park%2C%0D%0A' in page

"""The words to start from: their language, one's own wordings, and where they are offered."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backcast.accounts.models import Workspace
from backcast.network.models import Person
from backcast.ties import queries as ties
from backcast.ties.queries import drafts, wordings
from backcast.vision.actions import steps
from backcast.vision.models import FuturePerson, Milestone, MilestoneLeads, Vision
from backcast.week import actions, queries
from tests import cast, make

OWN = "Servus\n\nLiebe Grüße, $name | Liebe Grüße\nbis bald"


@pytest.fixture
def home(settings, tmp_path):
    settings.BACKCAST_HOME = tmp_path
    return tmp_path


@pytest.fixture
def client(alice, home):
    return cast.client(alice)


def text(answer):
    return answer.content.decode()


def press(client, do, **fields):
    """Press a button of the page; the answer is the page it leads to."""
    answer = client.post("/words", {"do": do, **fields})
    return client.get(answer.headers["Location"]) if answer.status_code == 303 else answer


def files(home):
    return sorted(path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file())


def test_the_page_shows_every_wording_and_every_fact(client):
    page = text(client.get("/words"))
    assert all(f'id="wording-{name}"' in page for name in wordings.NAMES)
    assert all(f"<code>${fact}</code>" in page for fact in wordings.FACTS)
    assert "Hello Mei,<br>It has been a while, and you came to mind." in page, "the preview of somebody known"
    assert "Hello,<br>You came to mind this week." in page, "and of somebody of whom nothing is known"
    assert '<option value="en" lang="en" selected>' in page and "<details open" not in page


def test_english_holds_until_a_language_is_chosen_and_the_browsers_is_offered_first(client):
    asking = {"accept-language": "de;q=0,fi,pt-BR;q=0.9,fr;q=0.5"}
    page = text(client.get("/words", headers=asking))
    assert "Your browser asks for" in page and page.index('<option value="pt"') < page.index('<option value="en"')
    assert '<option value="en" lang="en" selected>' in page
    assert "Your browser asks" not in text(client.get("/words", headers={"accept-language": "fi, xx;q=_"}))
    press(client, "language", language="en")
    assert "Your browser asks" not in text(client.get("/words", headers=asking)), "English was chosen"


def test_a_language_is_chosen_and_undone_from_the_notice(alice, client):
    make.contact(alice, make.person(alice, "Mei Park", ring="close"), days_ago=40)
    page = text(press(client, "language", language="de"))
    assert "Words are in Deutsch from now on." in page and "Hallo Mei,<br>es ist eine Weile her" in page
    assert "Hallo Mei Park,\n" in text(client.get("/")) and 'lang="de" readonly' in text(client.get("/"))
    client.post(re.search(r'action="(/undo/\d+)"', page)[1])
    assert "Hello Mei Park,\n" in text(client.get("/")) and Workspace.objects.of(alice).get().settings == {}


def test_one_writes_ones_own_and_goes_back(client, home):
    page = text(press(client, "save", language="de", name="talk", text=OWN))
    assert "“A short talk” is in your words now." in page and files(home) == ["words/de/talk.txt"]
    press(client, "language", language="de")
    page = text(client.get("/words?wording=talk"))
    assert page.count("your words</span>") == 1 and "Liebe Grüße, Mei<br>bis bald" in page
    assert re.search(r'id="wording-talk" open', page)
    page = text(press(client, "ours", language="de", name="talk"))
    assert "is as ours again" in page and "your words</span>" not in page and files(home) == ["words/de/talk.bak"]


def test_saving_ours_unchanged_says_so(client, home):
    assert "is as ours." in text(press(client, "save", language="en", name="talk", text=wordings.ours("en", "talk")))
    assert files(home) == []


def test_a_preview_shows_and_saves_nothing(client, home):
    answer = press(client, "preview", language="de", name="talk", text=OWN)
    assert answer.status_code == 200 and "Nothing is saved yet." in text(answer) and files(home) == []
    assert "Liebe Grüße, Mei<br>bis bald" in text(answer) and "Liebe Grüße<br>bis bald" in text(answer)
    assert '<option value="de" lang="de" selected>' in text(answer)


@pytest.mark.parametrize("do", ["save", "preview"])
def test_a_text_that_cannot_be_used_is_kept_in_its_field_and_says_why(client, home, do):
    answer = press(client, do, language="en", name="share", text="Hi\n\nHello $nmae </textarea><b>x")
    page = text(answer)
    assert answer.status_code == 422 and "$nmae is no fact we know" in page and files(home) == []
    assert "Hello $nmae &lt;/textarea&gt;&lt;b&gt;x" in page and 'aria-invalid="true"' in page
    assert page.count("field wrong") == 1 and re.search(r'id="wording-share" open', page)


@pytest.mark.parametrize("language", ["en", "..", "", "xx"])
@pytest.mark.parametrize("name", ["../../evil", "", "since.txt", "talk\0", "TALK"])
def test_a_file_is_written_only_where_our_tables_say(client, home, language, name):
    for do in ("save", "preview", "ours"):
        assert press(client, do, language=language, name=name, text="Hi\n\nHello").status_code == 404
    assert files(home) == []


def test_a_button_that_is_none_is_told(client, alice):
    assert press(client, "fly").status_code == 422
    assert press(client, "language", language="tlh").status_code == 422
    assert Workspace.objects.of(alice).get().settings == {}


def test_the_files_are_the_local_owners_alone(charlie, alice, home):
    stranger = cast.client(charlie)
    assert stranger.get("/words").status_code == 404
    for do in ("language", "save", "preview", "ours"):
        assert press(stranger, do, language="de", name="talk", text=OWN).status_code == 404
    assert files(home) == [] and Workspace.objects.of(charlie).get().settings == {}


def test_the_page_asks_for_little(client, django_assert_max_num_queries):
    client.get("/words")
    with django_assert_max_num_queries(6):
        client.get("/words")


def test_the_week_and_display_lead_here(alice, client):
    make.contact(alice, make.person(alice, "Mei Park", ring="close"), days_ago=40)
    assert 'href="/words?wording=hello_again#wording-hello_again"' in text(client.get("/"))
    assert 'href="/words"' in text(client.get("/display"))


def test_a_persons_page_offers_four_wordings(alice, client):
    mei = make.person(alice, "Mei Park", email="mei@example.org", organisation="Kelvin Labs")
    page = text(client.get(f"/people/{mei.pk}/"))
    assert re.findall(r'<textarea id="words-(\w+)"', page) == [*drafts.OFFERED]
    assert page.count('href="mailto:mei@example.org?subject=') == 4
    make.contact(alice, mei, days_ago=3000)
    again = ties.portrait(alice, mei)
    again.tie.status = "dormant"
    assert drafts.offered(alice, mei, again.tie, again.points)[0].wording == "dormant"


@pytest.mark.parametrize("wish", [{"ring": "family"}, {"suggest": False}])
def test_no_words_are_offered_where_no_suggestion_is_wanted(alice, client, wish):
    mei = make.person(alice, "Mei Park", **wish)
    assert "Words to start from" not in text(client.get(f"/people/{mei.pk}/")).split("<footer")[0]


def test_offering_words_asks_for_nothing(alice, home):
    held = ties.portrait(alice, make.person(alice, "Mei Park", email="mei@example.org"))
    person = Person.objects.of(alice).select_related("organisation").get()
    with CaptureQueriesContext(connection) as asked:
        assert len(drafts.offered(alice, person, held.tie, held.points)) == 4
    assert not asked.captured_queries


def introduction(viewer, person, kind="introduction"):
    """A future in which a milestone leads to somebody."""
    vision = Vision(workspace=viewer.workspace, key="main", active=True, title="There", horizon="2031-01-01")
    vision.save()
    made = {"workspace": viewer.workspace, "vision": vision}
    future = FuturePerson(**made, key="f", name="Somebody", person=person)
    milestone = Milestone(**made, key="m", title="Meet them", kind=kind, hours=3)
    future.save(), milestone.save()
    MilestoneLeads(workspace=viewer.workspace, milestone=milestone, future_person=future).save()


def slice_of(viewer):
    shown = queries.view(viewer, actions.plan(viewer))
    return next(one for one in shown.moves if one.move.kind == "slice")


def test_work_on_an_introduction_has_words_for_the_one_it_leads_to(alice, client):
    introduction(alice, make.person(alice, "Mei Park", email="mei@example.org", organisation="Kelvin Labs"))
    one = slice_of(alice)
    assert (one.draft.wording, one.draft.to, one.draft.email) == ("talk", "Mei Park", "mei@example.org")
    moves = queries.document(queries.view(alice, one.move.week))["moves"]
    assert [move["draft"] for move in moves if move["id"] == one.move.pk] == [one.draft.text]
    assert "Words to start from, to <bdi>Mei Park</bdi>" in text(client.get("/"))


def test_other_work_and_people_not_to_be_written_to_have_no_words(alice, home):
    introduction(alice, make.person(alice, "Mei Park"), kind="talk")
    assert slice_of(alice).draft is None, "to speak to many is no letter"
    Milestone.objects.of(alice).update(kind="introduction")
    assert slice_of(alice).draft
    Person.objects.of(alice).get().tie.__class__.objects.of(alice).update(ring="family")
    assert slice_of(alice).draft is None
    FuturePerson.objects.of(alice).update(person=None)
    assert slice_of(alice).draft is None


@pytest.mark.parametrize(("key", "wording"), drafts.STEPS.items())
def test_a_first_step_towards_somebody_has_words_before_they_have_a_name(alice, home, key, wording):
    assert key.removeprefix(steps.PREFIX) in steps.STEPS
    introduction(alice, None)
    Milestone.objects.of(alice).update(key=key)
    draft = slice_of(alice).draft
    assert (draft.wording, draft.to, draft.mailto) == (wording, "", "") and draft.text.startswith("Hello,\n")
    FuturePerson.objects.of(alice).update(person=make.person(alice, "Mei Park"))
    assert slice_of(alice).draft.text.startswith("Hello Mei Park,\n")

"""The lab: what is asked, how it runs and is kept, and that the page, the worker and the command agree."""

import json
import re
import shlex
from dataclasses import asdict, replace
from datetime import date

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from backcast.accounts.models import Job
from backcast.cli import cli
from backcast.engine.lab.scenario import Setting, conduct
from backcast.errors import NotFound
from backcast.introductions.models import Ask
from backcast.keeping.actions import work_once
from backcast.keeping.queries import digest
from backcast.lab import actions, queries
from backcast.lab.models import Experiment, Run
from backcast.lab.urls import urlpatterns
from backcast.vision.queries import active
from tests import cast, make
from tests.vision.test_load import STORY, load

SMALL = Setting(("work", "broad"), hours=6.5, years=1, draws=3, lives=40, seed=5, told=0.25)


@pytest.fixture
def browser(alice):
    return cast.client(alice)


def text(response):
    return re.sub(r"\s+", " ", response.content.decode())


def made(viewer, setting=SMALL):
    row = actions.begin(viewer, setting, "Mine <b>")
    return row, reverse("lab-experiment", args=[row.pk])


def test_the_command_under_the_result_gives_the_same_figures(browser, alice):
    row, address = made(alice)
    waiting = text(browser.get(address))
    assert 'hx-trigger="load delay:500ms"' in waiting and "Starting" in waiting and "<form" in waiting
    assert work_once()
    page = text(browser.get(address))
    assert 'id="ended" class="hidden-label" role="status"></p>' in waiting and "The comparison has ended.</p>" in page
    assert "hx-trigger" not in page.split('id="found"')[1].split(">")[0] and "Mine &lt;b&gt;" in page
    assert "In our model, over 1 year with 6.5 hours a week" in page and page.count("odelled, not measured") >= 3
    run = queries.run(alice, row)
    command = run.result["command"]
    assert command in page and run.seconds and queries.setting(row) == SMALL
    again = CliRunner().invoke(cli, [*shlex.split(command)[1:], "--lives", "40", "--json"])
    assert json.loads(again.stdout) == run.result


def test_what_goes_on_is_told_while_it_does(browser, alice):
    _, address = made(alice)
    Job.objects.of(alice).update(state="running")
    said = {
        (2, 0, 0): "2 of 3 possible worlds. The figures below are the first ones",
        (3, 7, 0): "Single lives, week 7 of 52. The figures below are from 3 of 3 possible worlds",
        (3, 52, 0): "changes as you advance come last",
        (
            3,
            52,
            2,
        ): "possible worlds are compared. The next hour and what changes as you advance come last: 2 of 3",
    }
    for found in conduct(SMALL):
        if words := said.pop((found.worlds, found.weeks, found.looked), ""):
            Run.objects.of(alice).update(result=found.document())
            assert words in text(browser.get(address))
    assert not said


def test_a_stop_keeps_what_was_looked_at_and_says_how_to_have_it_again(browser, alice, monkeypatch):
    monkeypatch.setattr(actions, "EARLY", 1)
    monkeypatch.setattr(actions, "PAUSE", 0.0)
    row, address = made(alice)
    job = Job.objects.of(alice).get()
    Job.objects.of(alice).update(state="running")
    browser.post(f"{address}stop")
    assert Job.objects.of(alice).get().state == "stopping"
    assert actions.run_compare(alice, job) == {"experiment": row.pk, "stopped": True}
    Job.objects.of(alice).update(state="done")
    page = text(browser.get(address))
    assert "Stopped after 1 of 3 possible worlds" in page and "--first 1 --further 0" in page
    browser.post(f"{address}again")
    assert Run.objects.of(alice).count() == 2 and "Starting" in text(browser.get(address))
    browser.post(f"{address}again")
    assert Run.objects.of(alice).count() == 2
    browser.post(f"{address}stop")
    assert "Stopped before there was anything to show" in text(browser.get(address))


def test_a_stop_in_the_last_part_says_what_is_missing(browser, alice, monkeypatch):
    monkeypatch.setattr(actions, "PAUSE", -1.0)
    monkeypatch.setattr(actions, "_is_stopped", lambda _viewer, _job, found: found.looked == 2)
    _, address = made(alice)
    assert work_once()
    page = text(browser.get(address))
    assert "Stopped once all 3 possible worlds were compared." in page and "Single lives are missing" not in page
    assert "The next hour and what changes as you advance rest on 2 of 3 worlds." in page
    assert "--further 2" in page and "Run all of it" in page and "not whole" in text(browser.get("/lab/"))


def test_a_stop_before_enough_worlds_shows_no_range_of_them(browser, alice, monkeypatch):
    monkeypatch.setattr(actions, "_is_stopped", lambda *_: True)
    _, address = made(alice)
    assert work_once()
    assert "Stopped before there was anything to show" in text(browser.get(address))


def test_a_run_that_failed_says_so(browser, alice):
    _, address = made(alice)
    Job.objects.of(alice).update(state="failed", error={"message": "This <stopped> halfway.", "hint": "Try again."})
    assert "This &lt;stopped&gt; halfway. Try again." in text(browser.get(address))
    Run.objects.of(alice).update(seconds=2.0, result=next(conduct(SMALL)).document())
    assert "Stopped after 1 of 3 possible worlds." in text(browser.get(address)), "its figures are not the whole"
    assert "did not work" in text(browser.get("/lab/"))


def test_an_experiment_is_renamed_and_removed_with_an_undo(browser, alice):
    _, address = made(alice)
    Run.objects.of(alice).update(result=None, seconds=2.0)
    assert "Please fill this in." in text(browser.post(f"{address}rename", {"name": " \u200b"}))
    page = text(browser.post(f"{address}rename", {"name": "Hours <or> ties"}, follow=True))
    assert "Hours &lt;or&gt; ties" in page and "Undo" in page
    page = text(browser.post(f"{address}remove", follow=True))
    assert "No experiment yet" in page and not Run.objects.of(alice).exists()
    assert Job.objects.of(alice).get().state == "stopped"
    browser.post(re.search(r'action="(/undo/\d+)"', page)[1])
    assert Experiment.objects.of(alice).get().name == "Hours <or> ties" and Run.objects.of(alice).get().seconds == 2.0
    assert queries.setting(Experiment.objects.of(alice).get()) == SMALL
    assert actions.run_compare(alice, Job(args={"run": 10**6})) == {}


def chosen(**told):
    usual = {"strategies": ["broad", "work"], "hours": "7.5", "years": "4", "seed": "3", "ratio": "", "told": ""}
    return usual | {"network": "usual"} | told


def test_what_is_chosen_becomes_an_experiment(browser, alice):
    answer = browser.post("/lab/", chosen(ratio="2", told="33"))
    row = queries.experiments(alice).get()
    assert answer.status_code == 303 and answer["Location"] == f"/lab/{row.pk}/"
    assert queries.setting(row) == Setting(("work", "broad"), 7.5, 4, seed=3, told=0.33, ratio=2.0)
    assert row.name == "All at work · Many, lightly (7.5 h a week, 4 years)" and row.made_on == cast.TODAY
    page = text(browser.get(f"/lab/?from={row.pk}"))
    assert 'name="told" value="33"' in page and 'name="hours" value="7.5"' in page and page.count("checked") == 3
    browser.post("/lab/sample")
    assert queries.setting(queries.experiments(alice)[0]) == queries.USUAL


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"strategies": []}, "Choose at least one."),
        ({"strategies": ["work", "deep", "new", "broad"]}, "Choose at most 3"),
        ({"strategies": ["luck"]}, "Choose one of these."),
        ({"hours": "nan"}, "Write a number, such as 2 or 1.5."),
        ({"hours": "81"}, "Write a number between 0 and 80."),
        ({"years": "1.5"}, "Write a whole number, such as 5."),
        ({"ratio": "0"}, "Write a number between 0.05 and 20."),
        ({"told": "-1"}, "Write a number between 0 and 100."),
        ({"network": "theirs"}, "Choose one of these."),
        ({"seed": "9" * 30}, "Write a number between 0 and 2147483647."),
    ],
)
def test_what_cannot_be_used_is_said_beside_the_field(browser, alice, told, said):
    answer = browser.post("/lab/", chosen(**told))
    assert answer.status_code == 422 and said in text(answer) and not Experiment.objects.of(alice).exists()
    told_by = " ".join(re.findall('aria-describedby="([^"]+)"', text(answer))).split()
    assert f"id_{next(iter(told))}_error" in told_by and "id_network_helptext" in told_by
    assert all(f' id="{one}"' in text(answer) for one in told_by)


@pytest.mark.parametrize("wrong", ["x", "-1", "9" * 30])
def test_a_form_filled_in_as_before_needs_an_experiment(browser, alice, wrong):
    assert browser.get("/lab/", {"from": wrong}).status_code == 200
    assert browser.get("/lab/", {"from": "999999"}).status_code == 404


def test_the_form_begins_with_what_is_known_of_the_user(browser, alice):
    assert queries.fitting(alice, active(alice)) == queries.USUAL
    page = text(browser.get("/lab/"))
    assert "No experiment yet" in page and "Filled in" not in page
    vision = load(alice, STORY).vision
    vision.hours_per_week, vision.horizon = 4.5, date(2029, 11, 1)
    vision.save()
    assert queries.fitting(alice, active(alice)) == replace(queries.USUAL, hours=4.5, years=3)
    assert "Filled in from" in text(browser.get("/lab/"))
    for address in ("/vision/schedule", "/welcome/work-or-networking"):
        assert '<a href="/lab/">' in text(browser.get(address)).split("<main")[1]
    for number in range(5):
        asked = make.person(alice, f"Ana {number}")
        Ask(workspace=alice.workspace, connector=asked, state="told", score=0.0, made_on=cast.TODAY).save()
    assert 0.27 < queries.fitting(alice, None).told < 0.5


def test_a_stranger_sees_and_changes_nothing(alice, charlie):
    row, _ = made(alice)
    client, before = cast.client(charlie), digest()
    with pytest.raises(NotFound):
        queries.experiment(charlie, row.pk)
    of_a_row = [one for one in urlpatterns if one.pattern.converters]
    assert len(of_a_row) == 5
    for one in of_a_row:
        for method in ("get", "head", "post"):
            theirs, nobodys = (
                getattr(client, method)(reverse(one.name, args=[pk]), {"name": "x"} if method == "post" else {})
                for pk in (row.pk, 10**6)
            )
            assert theirs.status_code in (404, 405) and theirs.content == nobodys.content
    assert client.get("/lab/", {"from": row.pk}).status_code == 404
    assert digest() == before and "Mine" not in text(client.get("/lab/"))


def test_the_pages_ask_as_often_for_many_as_for_few(browser, alice):
    row, address = made(alice)
    counts = []
    for more in (0, 30):
        for _ in range(more):
            Run(workspace=alice.workspace, experiment=row, job=Job.objects.of(alice).get()).save()
            params = asdict(SMALL) | {"seed": None}
            Experiment(
                workspace=alice.workspace, name="x", params=params, seed=1, version="0", made_on=cast.TODAY
            ).save()
        for page in ("/lab/", address):
            with CaptureQueriesContext(connection) as asked:
                browser.get(page)
            counts.append(len(asked))
    assert counts[:2] == counts[2:] and counts[0] <= 10 and counts[1] <= 4
    assert "Older" in text(browser.get("/lab/"))

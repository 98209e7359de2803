"""The user's own ties: counted as they are, chosen on the page, taken by the command, and told beside the figures."""

import json
import re
import shlex

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from backcast.cli import cli
from backcast.engine.lab.ego import Ego, parsed
from backcast.engine.lab.parameters import MUTUALS
from backcast.engine.lab.scenario import SO_MANY, Setting
from backcast.introductions.models import Ask
from backcast.keeping.actions import work_once
from backcast.lab import queries
from backcast.lab.models import Experiment
from backcast.lab.queries import circles, own
from backcast.lab.queries.own import WARM, Own
from backcast.network.models import Acquaintance
from backcast.ties.models import Interaction, Tie
from tests import cast, make

CHOSEN = {"strategies": ["work"], "hours": "5", "years": "1", "seed": "2", "ratio": "", "told": ""}


@pytest.fixture
def browser(alice):
    return cast.client(alice)


def text(response):
    return re.sub(r"\s+", " ", response.content.decode())


def first(page):
    """The network that is chosen as the page opens."""
    return re.search(r'name="network" value="(\w+)"[^>]* checked', page)[1]


def tied(viewer, name, strength, **told):
    """A tie as warmth left it, last heard of ten days ago unless told otherwise."""
    person = make.person(viewer, name)
    told = {"closeness": strength, "status": "current", "last": cast.TODAY.replace(day=1)} | told
    Tie.objects.of(viewer).filter(person=person).update(strength=strength, **told)
    return person


def peopled(viewer, many=own.ENOUGH):
    return [tied(viewer, f"Ana {number}", 0.9 - number / 100) for number in range(many)]


def test_ties_go_to_their_ring_or_by_strength_to_what_is_free_and_those_at_rest_are_apart(alice):
    people = peopled(alice, 20)
    for number in range(3):
        tied(alice, f"In ring {number}", 0.02 + number / 100, ring="inner")
    tied(alice, "Resting", 0.99, status="dormant", ring="inner")
    tied(alice, "Long silent", 0.98, last=cast.TODAY.replace(year=cast.TODAY.year - 2), since=None)
    tied(alice, "Kin", 0.97, ring="family")
    tied(alice, "A name only", WARM / 2)
    found = own.own(alice)
    assert found.ego.counts == (5, 10, 8, 0, 2) and found.awake == 23 and found.is_enough
    assert found.ego.closeness[0] == round((0.9 + 0.89 + 0.02 + 0.03 + 0.04) / 5, 3)
    assert found.ego.closeness[3] is None and found.ego.mutuals == MUTUALS
    assert parsed(str(found.ego)) == found.ego
    for day in (1, 1, 2):
        contact = {"kind": "call", "weight": 2.0, "hours": 0.3, "day": cast.TODAY.replace(day=day), "source": "user"}
        Interaction(workspace=alice.workspace, person=people[0], **contact).save()
    for other in people[1:]:
        a, b = sorted([people[0].pk, other.pk])
        Acquaintance(workspace=alice.workspace, a_id=a, b_id=b, strength=0.9).save()
    then = own.own(alice).ego
    assert then.activity[0] == round((1 - 2.718281828 ** (-4 * 2 / 52)) / 5, 3) and then.activity[1] == 0
    assert then.mutuals == MUTUALS, "known links say how many at least"
    people = {row.pk for row in people}
    assert max(own._known(alice, dict.fromkeys(people, "")).values()) == 19


def test_the_own_network_is_read_with_as_many_queries_however_many_ties_there_are(alice):
    counts = []
    for more in (1, 30):
        peopled(alice, more)
        with CaptureQueriesContext(connection) as asked:
            own.own(alice)
        counts.append(len(asked))
    assert counts == [3, 3]


ASKS = st.lists(st.tuples(st.floats(0.01, 1), st.booleans()), max_size=300)


@given(ASKS)
def test_own_asks_move_the_share_within_what_is_assumed(asks):
    share = own._left(asks)
    assert 0.02 <= share <= 0.5
    assert own._left([*asks, (0.5, False)]) <= share + 1e-9 <= own._left([*asks, (0.5, True)]) + 2e-9


def test_a_yes_of_a_strong_tie_tells_less_of_loose_ones(alice):
    assert own.told(alice) is None
    shares = []
    for name, strength in (("Loose", 0.0), ("Strong", 0.9)):
        Ask.objects.of(alice).delete()
        for number in range(5):
            asked = tied(alice, f"{name} {number}", strength)
            Ask(workspace=alice.workspace, connector=asked, state="agreed", score=0.0, made_on=cast.TODAY).save()
        shares.append(own.told(alice))
    assert 0.26 < shares[1] < shares[0] < 0.5


def test_own_ties_can_be_chosen_and_the_printed_command_gives_the_same_figures(browser, alice):
    few = text(browser.get("/lab/"))
    assert few.index("A usual network") < few.index("Your own ties") and "nobody you are in touch with so far" in few
    assert first(few) == "usual"
    for number in range(own.ENOUGH):
        make.contact(alice, make.person(alice, f"Ana {number}", standing="champion"), days_ago=number + 1)
    many = text(browser.get("/lab/"))
    assert many.index("Your own ties (15 people)") < many.index("A usual network")
    assert first(many) == "own" and "look weaker" in many
    assert browser.post("/lab/", CHOSEN | {"network": "own"}).status_code == 303
    row = queries.experiments(alice).get()
    ego = own.own(alice).ego
    assert queries.setting(row).ego == ego and row.params["ego"] == str(ego)
    assert first(text(browser.get("/lab/", {"from": row.pk}))) == "own"
    Experiment.objects.of(alice).update(params=row.params | {"draws": 2, "lives": 10})
    assert work_once()
    page = text(browser.get(reverse("lab-experiment", args=[row.pk])))
    assert "With your own ties: 5 very close, 10 close." in page
    result = queries.run(alice, row).result
    assert result["network"]["own"] and result["network"]["ties"] == str(ego) and f"--ties {ego}" in result["command"]
    command = [*shlex.split(result["command"])[1:], "--json"]
    assert json.loads(CliRunner().invoke(cli, command).stdout) == result
    bare = [one for one in command if not one.startswith("inner=") and one != "--ties"]
    assert json.loads(CliRunner().invoke(cli, bare).stdout) == result, "the workspace's own, as there are enough"
    usual = json.loads(CliRunner().invoke(cli, [*bare, "--usual"]).stdout)
    assert not usual["network"]["own"] and usual["strategies"] != result["strategies"]


@pytest.mark.parametrize(
    "more", [["--ties", "x"], ["--ties", "none", "--usual"], ["--ties", "none", "--mode", "mixed"]]
)
def test_wrong_ties_on_the_command_line_are_one_sentence(alice, more):
    answer = CliRunner().invoke(cli, ["lab", "compare", *more])
    assert answer.exit_code == 1 and "Traceback" not in answer.stderr and answer.stderr.count("\n") <= 2


def test_an_older_experiment_still_opens(alice):
    params = {"strategies": ["work"], "hours": 2.0, "years": 1, "draws": 2, "lives": 10, "mode": "solo"}
    row = Experiment(workspace=alice.workspace, name="x", params=params, seed=1, version="0", made_on=cast.TODAY)
    assert queries.setting(row) == Setting(("work",), 2.0, 1, draws=2, lives=10)
    assert circles.said({}) == ""


def test_hours_for_whom_there_is_nobody_are_said_to_go_elsewhere():
    layers = {"inner": 2, "close": 0, "active": 0, "outer": 3, "dormant": 0}
    told = {"network": {"own": True, "layers": layers}, "strategies": [{"name": "deep"}, {"name": "broad"}]}
    assert circles.said(told).startswith("With your own ties: 2 very close, 3 seen rarely. Nobody is in regular touch:")
    assert circles.said(told | {"strategies": [{"name": "broad"}]}).endswith("3 seen rarely.")


def test_with_more_ties_than_the_model_is_good_for_it_says_so():
    few, many = (Setting(("work", "broad"), 2.0, 1, ego=parsed(f"outer={ties}")) for ties in (170, 500))
    assert few.cautions == [] and many.cautions == [SO_MANY]
    layers = dict.fromkeys(circles.CIRCLES, 0) | {"outer": 500}
    told = {"network": {"own": True, "layers": layers}, "strategies": [{"name": "broad"}]}
    assert circles.said(told).endswith(SO_MANY)


def test_whoever_knows_few_is_told_why_a_usual_network_stands_first():
    assert "1 person you are in touch with" in circles.why(Own(Ego(), 1))
    assert circles.choices(Own(Ego(), 15))[0][0] == "own"

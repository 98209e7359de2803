"""What a tie is worth, in words, on the pages; and who would vouch tomorrow."""

import re
from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from backcast.introductions.queries.readiness import readiness
from backcast.network.actions import acquaintances
from backcast.ties import actions as ties
from backcast.ties.models import Tie
from backcast.vision import actions as vision
from backcast.vision import queries as visions
from backcast.vision.models import FuturePerson
from tests import cast, make


def text(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def world(viewer):
    """Ada is the only way to Cy, who stands in the vision; Bo is closer to the user and leads nowhere."""
    ada, bo, cy = (make.person(viewer, name) for name in ("Ada Byron", "Bo Lind", "Cy Diaz"))
    ties.stand(viewer, bo, ring="close")
    ties.stand(viewer, ada, ring="outer")
    acquaintances.say(viewer, ada, cy)
    row = vision.begin(viewer, title="Head of platform", horizon=viewer.today + timedelta(days=1800))
    vision.put_person(viewer, row, None, name="Cy Diaz")
    vision.put_person(viewer, row, None, describe="somebody who decides on budgets")
    return ada, bo, cy


def test_the_pages_say_why_somebody_matters_and_how_near_the_future_is(alice):
    ada, bo, _ = world(alice)
    client = cast.client(alice)
    shown = text(client.get("/people/"))
    assert shown.index("Ada Byron The only way you have to Cy Diaz.") < shown.index("Bo Lind")
    assert "Why this tie matters The only way you have to Cy Diaz." in text(client.get(f"/people/{ada.pk}/"))
    assert "Why this tie matters" not in text(client.get(f"/people/{bo.pk}/"))
    story = text(client.get("/vision/"))
    assert "You know a way to 1 of 2." in story and "A way is known, a long shot" in story
    acquaintances.say(alice, bo, ada)
    worth = Tie.objects.of(alice).get(pk=ada.pk).worth
    assert not re.search(r"0\.\d{3}", shown) and worth > 0, "no number is put on a person"


def test_what_is_shown_is_of_today_whatever_page_comes_first(alice):
    _, _, cy = world(alice)
    client = cast.client(alice)
    assert FuturePerson.objects.of(alice).get(person=cy).reach is None
    client.get("/vision/")
    assert FuturePerson.objects.of(alice).get(person=cy).reach > 0
    Tie.objects.of(alice).update(worth=None)
    with CaptureQueriesContext(connection) as read:
        client.get("/people/")
    assert not [one for one in read if "UPDATE" in one["sql"] and "tie" in one["sql"]], "once a change is enough"


def test_who_would_vouch_tomorrow_for_what_and_how_steadily(alice):
    ada = make.person(alice, "Ada Byron", organisation="Kelvin Labs", standing="champion")
    cold = make.person(alice, "Bo Lind", standing="advocate")
    make.person(alice, "Cy Diaz", standing="friendly")
    make.person(alice, "Di Moss", standing="champion", ring="family")
    for days in (3, 30):
        make.contact(alice, ada, days_ago=days, minutes=600)
    ties.age(alice)
    Tie.objects.of(alice).filter(pk=cold.pk).update(strength=0.1)
    make.evidence(alice, ada, "recommendation")
    found = readiness(alice)
    assert found.people == 2 and found.organisations == 1 and 0 < found.share < 1
    assert [(kind, person.name) for kind, person in found.steadier] == [("wake", "Bo Lind"), ("show", "Cy Diaz")]
    shown = text(cast.client(alice).get("/people/readiness"))
    assert "2 people would vouch for you, in 1 organisation." in shown
    assert "Recommended you in writing" in shown and "Kelvin Labs" in shown
    assert "cold by now" in shown and "Friendlys" not in shown


def test_it_rests_on_one_or_on_several_and_on_nobody_at_first(alice):
    client = cast.client(alice)
    assert "Nobody is placed yet" in text(client.get("/people/readiness"))
    make.person(alice, "Ada Byron", standing="champion")
    assert "Everything rests on this one person." in text(client.get("/people/readiness"))
    for name in ("Bo Lind", "Cy Diaz", "Di Moss"):
        make.person(alice, name, standing="champion")
    found = readiness(alice)
    assert found.half == 2 and found.is_steady
    assert "It would stand without any one of them." in text(client.get("/people/readiness"))


def test_readiness_takes_as_many_queries_with_many_people(alice, charlie):
    make.person(charlie, "Theirs", standing="champion")
    seen = []
    for upto in (2, 12):
        for n in range(upto):
            make.person(alice, f"P{upto} Q{n}", standing="supporter")
        with CaptureQueriesContext(connection) as read:
            assert readiness(alice).people == (2 if upto == 2 else 14)
        seen.append(len(read))
    assert seen[0] == seen[1] <= 10


def test_the_document_of_a_vision_tells_reach_and_coverage(alice):
    world(alice)
    cast.client(alice).get("/people/")
    alice.workspace.refresh_from_db()
    told = visions.document(visions.active_story(alice))
    assert [one["reach"] is None for one in told["future_people"]] == [False, True]
    assert told["coverage"]["reachable"] == 1

"""Mail, meetings and who knows whom: what they become, in any order, and what is left after an undo."""

import datetime as dt
import json
from dataclasses import replace

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile

from backcast.accounts.models import Job
from backcast.cli import cli
from backcast.errors import Invalid
from backcast.imports import actions
from backcast.imports.actions import acquaintances
from backcast.imports.models import PreviewChunk, Sighting
from backcast.journal import actions as journal
from backcast.journal.models import Batch, Change
from backcast.keeping.erase import forget
from backcast.network import queries as network
from backcast.network.models import Acquaintance, Evidence, Fact, Person
from backcast.network.queries.acquaintances import known_by, out_of_step
from backcast.ties.models import Interaction
from backcast.ties.queries import documents
from tests import cast, make
from tests.imports import mailbox
from tests.imports.exports import bring, shown
from tests.imports.mailbox import knows, mail, meeting, owner, person, written

DAY = dt.date(2026, 5, 4)
ANNA, BO, CY = "Anna Ash", "Bo Birch", "Cy Cedar"
BOX = [
    knows(ANNA, BO, DAY, "t1"),
    mail(ANNA, DAY, "m1"),
    mail(BO, DAY, "m1", weight=0.5),
    meeting(BO, DAY, "u1", hours=0.75),
    knows(BO, ANNA, DAY, "t2", text="Re: lunch"),
    person(ANNA),
    person(BO),
]
"""A reader tells of people last."""


@pytest.fixture(autouse=True)
def in_process(monkeypatch):
    monkeypatch.setattr(actions.child, "read_limited", mailbox.read)


def box(viewer, folder, records, name="box"):
    return bring(viewer, written(folder / name, records))


def edges(viewer):
    rows = Acquaintance.objects.of(viewer).select_related("a", "b").order_by("pk")
    return [({row.a.name, row.b.name}, round(row.strength, 6)) for row in rows]


def test_people_come_before_what_is_told_of_them(alice, tmp_path, monkeypatch):
    monkeypatch.setattr(actions, "CHUNK", 2)
    found = actions.read(alice, [written(tmp_path / "box", BOX)])
    assert PreviewChunk.objects.of(alice).count() > 4
    report = actions.apply(alice, found.batch)
    assert {key: report[key] for key in report if key != "seconds"} == {
        key: found.report[key] for key in report if key != "seconds"
    }
    assert report["people"]["new"] == 2 and report["interactions"] == {"new": 3, "same": 0}
    assert report["acquaintances"] == {"new": 1, "updated": 0, "same": 0} and report["left_out"] == {}
    assert edges(alice) == [({ANNA, BO}, 0.51)]


def test_mails_and_meetings_are_contacts_with_their_length(alice, tmp_path):
    box(alice, tmp_path, BOX)
    bo = network.find(alice, BO)
    rows = Interaction.objects.of(alice).filter(person=bo).order_by("kind")
    assert [(row.kind, row.minutes, row.hours, row.weight, row.source) for row in rows] == [
        ("mail", None, 0.05, 0.5, "mail"), ("meeting", 45, 0.75, 3.0, "calendar")
    ]  # fmt: skip
    assert (bo.tie.first, bo.tie.last, bo.tie.since, bo.tie.interactions) == (DAY, DAY, None, 2)
    assert {claim.source for claim in network.claims(alice, bo)} == {"mail"}


def test_the_same_again_or_in_another_order_changes_nothing(alice, tmp_path):
    box(alice, tmp_path, BOX)
    before, changes = shown(alice), Change.objects.of(alice).count()
    for records in (BOX, BOX[::-1]):
        batch, report = box(alice, tmp_path, records)
        assert batch is None and report["acquaintances"] == {"new": 0, "updated": 0, "same": 1}
        assert report["interactions"] == {"new": 0, "same": 3}
    assert shown(alice) == before and Change.objects.of(alice).count() == changes


def test_a_message_in_two_mailboxes_is_one_and_outlives_the_first(alice, tmp_path):
    first, _ = box(alice, tmp_path, BOX)
    second, report = box(alice, tmp_path, [*BOX, mail(CY, DAY, "m9"), person(CY), knows(ANNA, CY, DAY, "t9")])
    assert report["interactions"] == {"new": 1, "same": 3}
    assert report["acquaintances"] == {"new": 1, "updated": 0, "same": 1}
    assert actions.undo(alice, first).kept == []
    assert edges(alice) == [({ANNA, BO}, 0.51), ({ANNA, CY}, 0.3)] and Interaction.objects.of(alice).count() == 4
    assert {row.batch_id for row in Evidence.objects.of(alice)} == {second.pk}
    actions.undo(alice, second)
    assert not any(model.objects.of(alice).exists() for model in (Person, Acquaintance, Evidence, Sighting))


def test_more_evidence_makes_an_acquaintance_surer_and_its_undo_takes_that_back(alice, tmp_path):
    box(alice, tmp_path, BOX)
    more, report = box(alice, tmp_path, [*BOX, knows(ANNA, BO, DAY, "u1", "meeting", 0.6)])
    assert report["acquaintances"] == {"new": 0, "updated": 1, "same": 0}
    assert edges(alice) == [({ANNA, BO}, round(1 - 0.7 * 0.7 * 0.4, 6))]
    actions.undo(alice, more)
    assert edges(alice) == [({ANNA, BO}, 0.51)]
    assert not out_of_step(alice, 10)


def test_strangers_are_counted_and_nobody_knows_themselves(alice, tmp_path):
    told = [*BOX, mail("Dee Dogwood", DAY, "m2"), meeting("Eve Elm", DAY, "u2"), knows(ANNA, "Eve Elm", DAY, "t3"),
            knows(ANNA, ANNA, DAY, "t4")]  # fmt: skip
    _, report = box(alice, tmp_path, told)
    assert report["left_out"] == {
        "mails with somebody who is not among your people": 1,
        "meetings with somebody who is not among your people": 1,
        acquaintances.STRANGERS: 1,
    }
    assert network.people(alice).count() == 2 and len(edges(alice)) == 1


def test_an_address_nobody_here_has_is_somebody_else_whatever_the_name(alice, tmp_path):
    make.person(alice, ANNA, email="anna@elsewhere.example")
    _, report = box(
        alice, tmp_path, [person(BO), mail(BO, DAY, "m1"), mail(ANNA, DAY, "m2"), knows(ANNA, BO, DAY, "t")]
    )
    assert not network.find(alice, ANNA).interactions.exists() and not edges(alice)
    assert report["left_out"]["mails with somebody who is not among your people"] == 1


def test_of_a_family_with_one_address_the_name_decides(alice, tmp_path):
    both = [replace(person(name), emails=("home@example.org",)) for name in ("Ann Oak", "Ben Elm")]
    told = [replace(mail(name, DAY, f"m {name}"), email="home@example.org") for name in ("Ben Elm", "Nobody Here")]
    _, report = box(alice, tmp_path, [*both, *told])
    assert [row.person.name for row in Interaction.objects.of(alice)] == ["Ben Elm"]
    assert report["people"]["new"] == 2 and sum(report["left_out"].values()) == 1


def test_people_another_import_tells_of_stay_and_a_word_of_the_user_keeps_them_too(alice, tmp_path):
    first, _ = box(alice, tmp_path, [person(ANNA), person(BO), person(CY)])
    second, _ = box(alice, tmp_path, [knows(ANNA, BO, DAY, "t1")])
    anna, cy = network.find(alice, ANNA), network.find(alice, CY)
    with journal.record(alice, "knows") as rec:
        pair = rec.insert(Acquaintance(a=anna, b=cy))
        rec.insert(Evidence(acquaintance=pair, kind="said", strength=0.7, day=DAY))
        acquaintances.settle(rec, [pair.pk])
    kept = {row.name: because for row, because in actions.undo(alice, first).kept}
    by_import, by_user = "another import tells whom they know", "you noted whom they know"
    assert kept == {ANNA: by_user, BO: by_import, CY: by_user}
    assert [row.name for row, _ in actions.undo(alice, second).kept] == [ANNA]
    assert edges(alice) == [({ANNA, CY}, 0.7)]


def test_a_name_that_is_only_an_address_gives_way_to_a_name(alice, tmp_path):
    box(alice, tmp_path, [replace(person(ANNA), day=dt.date(2020, 1, 1))])
    box(alice, tmp_path, [replace(person(ANNA), name=mailbox.address(ANNA), day=DAY)])
    (anna,) = network.people(alice)
    assert anna.name == ANNA


def test_own_addresses_are_a_claim_of_the_owner_once_applied(alice, tmp_path):
    path = written(tmp_path / "box", [*BOX, owner("mia@example.org", "m.me@example.org")])
    found = actions.read(alice, [path], me=["MIA@example.org"])
    assert network.owner(alice) is None
    actions.apply(alice, found.batch)
    mia = network.owner(alice)
    assert mia.name == "Mia Me"
    assert list(mia.points.order_by("key").values_list("key", "source")) == [
        ("m.me@example.org", "mail"), ("mia@example.org", "hand")
    ]  # fmt: skip
    assert actions.read(alice, [path], me=["mia@example.org"]).batch is None
    assert actions.read(alice, [path]).batch is None
    actions.undo(alice, found.batch)
    assert not Person.objects.of(alice).exists() and not Fact.objects.of(alice).exists()


def test_own_addresses_reach_the_reader_with_those_known_before(alice, tmp_path, monkeypatch):
    seen = []

    def read(paths, hint):
        seen.append(hint.emails)
        yield from mailbox.read(paths, hint)

    path = written(tmp_path / "box", [*BOX, owner("old@example.org")])
    bring(alice, path)
    monkeypatch.setattr(actions.child, "read_limited", read)
    found = actions.read(alice, [path], me=["new@example.org"])
    assert seen == [("new@example.org", "old@example.org")]
    actions.apply(alice, found.batch)
    assert "new@example.org" in network.owner(alice).points.values_list("key", flat=True)
    with pytest.raises(Invalid):
        actions.read(alice, [path], me=["me"])
    assert not Batch.objects.of(alice).filter(state="reading").exists()


def test_erasing_somebody_leaves_no_trace_of_whom_they_knew(alice, tmp_path, settings):
    settings.BACKCAST_HOME = tmp_path
    box(alice, tmp_path, [*BOX, person(CY), knows(ANNA, CY, DAY, "t7", text=f"Lunch with {BO}")])
    anna = network.find(alice, ANNA)
    assert forget(alice, [anna.pk]).traces == 0
    assert not Acquaintance.objects.of(alice).exists() and not Evidence.objects.of(alice).exists()
    assert {row.name for row in network.people(alice)} == {BO, CY}


def test_a_stranger_sees_none_of_it(alice, charlie, tmp_path):
    box(alice, tmp_path, BOX)
    anna = network.find(alice, ANNA)
    assert known_by(alice, anna.pk).total == 1 and known_by(charlie, anna.pk).total == 0
    _, report = box(charlie, tmp_path, BOX)
    assert report["acquaintances"]["new"] == 1 and len(edges(alice)) == len(edges(charlie)) == 1


def test_a_person_s_page_and_document_tell_whom_they_know_and_why(alice, tmp_path, django_assert_num_queries):
    box(alice, tmp_path, [*BOX, knows(ANNA, BO, dt.date(2026, 2, 1), "u1", "meeting", 0.6)])
    anna = network.find(alice, ANNA)
    (told,) = documents.document(alice, anna)["acquaintances"]
    assert (told["name"], round(told["strength"], 6)) == (BO, round(1 - 0.7 * 0.7 * 0.4, 6))
    assert {"kind": "thread", "text": "Re: lunch", "source": "mail", "date": "2026-05-04"} in told["evidence"]
    (known,) = known_by(alice, anna.pk).people
    assert [words for words, _ in known.because] == [
        "In 2 mail threads together, last in May 2026", "At a meeting together in February 2026"
    ]  # fmt: skip
    page = cast.client(alice).get(f"/people/{anna.pk}/")
    assert "Who they know" in page.content.decode() and "In 2 mail threads together" in page.content.decode()
    with django_assert_num_queries(4):
        known_by(alice, anna.pk)
    box(alice, tmp_path, [*(person(f"Given{n} Family") for n in range(30)),
                          *(knows(ANNA, f"Given{n} Family", DAY, f"x{n}") for n in range(30))])  # fmt: skip
    with django_assert_num_queries(4):
        found = known_by(alice, anna.pk, 12)
    assert (len(found.people), found.total) == (12, 31)
    assert "All 31" in cast.client(alice).get(f"/people/{anna.pk}/").content.decode()


def test_the_page_takes_one_s_own_address_along(alice, tmp_path, settings):
    settings.BACKCAST_HOME = tmp_path
    client = cast.client(alice)

    def send(me):
        return client.post("/imports/", {"sources": SimpleUploadedFile("box.records", b"x"), "me": me})

    refused = send("me at home")
    assert refused.status_code == 422 and "not an e-mail address" in refused.content.decode()
    assert send(" Mia@Example.org ").status_code == 302
    assert Job.objects.of(alice).get().args["me"] == ["mia@example.org"]


def test_the_doctor_sees_an_acquaintance_that_does_not_follow_from_its_evidence(alice, tmp_path):
    box(alice, tmp_path, BOX)
    assert not out_of_step(alice, 10)
    pair = Acquaintance.objects.of(alice).get()
    Acquaintance.objects.of(alice).update(strength=0.9)
    assert out_of_step(alice, 10) == {pair.pk}
    Evidence.objects.of(alice).update(retired=True)
    Acquaintance.objects.of(alice).update(strength=0.0)
    assert not out_of_step(alice, 10)
    Evidence.objects.of(alice).delete()
    assert out_of_step(alice, 10) == {pair.pk}


def test_the_command_takes_one_s_own_addresses(alice, tmp_path):
    path = str(written(tmp_path / "box", BOX))

    def run(*words):
        return CliRunner().invoke(cli, ["import", path, "--yes", "--json", *words])

    refused = run("--me", "me at home")
    assert refused.exit_code == 1 and "not an e-mail address" in json.loads(refused.stdout)["error"]["message"]
    told = json.loads(run("--me", "mia@example.org", "--me", "m@example.org").stdout)
    assert told["acquaintances"]["new"] == 1 and told["interactions"]["new"] == 3
    assert told["taught"]["new"]["count"] == 2
    assert sorted(network.owner(alice).points.values_list("key", flat=True)) == ["m@example.org", "mia@example.org"]
    shown = CliRunner().invoke(cli, ["person", ANNA])
    assert f"Seems to know {BO} (thread)" in shown.stdout

"""Preview, apply, undo, again: what a user is promised."""

import datetime as dt
import zipfile

import pytest
from django.db import OperationalError

from backcast.errors import NotFound, Refused, Unreadable
from backcast.formats import vision_file
from backcast.imports import actions
from backcast.imports.actions import publish
from backcast.imports.models import PreviewChunk
from backcast.introductions.models import Ask, AskStep
from backcast.journal import queries as journal
from backcast.journal.actions import record
from backcast.journal.models import Batch, Change
from backcast.network import queries as network
from backcast.network.models import Organisation, Person
from backcast.ties import actions as ties
from backcast.ties.models import Favour, Interaction, Tie
from backcast.vision import actions as vision
from backcast.vision.models import FuturePerson
from tests import make
from tests.imports.exports import PROFILE, archive, bring, connections, messages, notes, shown

ANNA = ("Anna Ash", "Ash & Co", "Baker", "07 Jun 2021")
BO = ("Bo Birch", "Birch Ltd", "Smith", "08 Jun 2022")
TOLD = (("me", "Anna Ash", "2026-01-02"), ("Anna Ash", "me", "2026-01-03"), ("Bo Birch", "me", "2026-02-01"))


def test_a_preview_shows_what_applying_does_and_changes_nothing(alice, tmp_path):
    found = actions.read(alice, [archive(tmp_path, "03-01-2026", [ANNA, BO], TOLD)])
    assert found.report["people"] == {"new": 2, "updated": 0, "same": 0, "unsure": 0}
    assert found.report["interactions"] == {"new": 3, "same": 0}
    assert not Person.objects.of(alice).exists() and not Change.objects.of(alice).exists()
    report = actions.apply(alice, found.batch)
    assert {key: report[key] for key in found.report if key != "seconds"} == {
        key: value for key, value in found.report.items() if key != "seconds"
    }
    assert network.people(alice).count() == 2 and Interaction.objects.of(alice).count() == 3
    assert not PreviewChunk.objects.of(alice).exists()


def test_connections_have_first_contact_position_and_address(alice, tmp_path):
    bring(alice, archive(tmp_path, "03-01-2026", [ANNA], TOLD[:2]))
    anna = network.find(alice, "anna ash")
    assert (anna.title, anna.organisation.name) == ("Baker", "Ash & Co")
    assert [point.key for point in anna.points.all()] == ["https://www.linkedin.com/in/anna-ash"]
    assert anna.tie.since == anna.tie.first == dt.date(2021, 6, 7) and anna.tie.interactions == 2
    position = anna.positions.get()
    assert (position.source, position.day, position.current) == ("linkedin", dt.date(2026, 3, 1), True)


def test_a_connection_date_alone_is_no_interaction(alice, tmp_path):
    bring(alice, archive(tmp_path, "03-01-2026", [BO]))
    bo = network.find(alice, "Bo Birch")
    assert bo.tie.first == dt.date(2022, 6, 8) and bo.tie.last is None and bo.tie.interactions == 0


def test_the_owner_is_nobodys_contact(alice, tmp_path):
    own = archive(tmp_path, "03-01-2026", [ANNA, ("Mia Me", "Self", "Me", "01 Jan 2020")], TOLD)
    bring(alice, own)
    assert network.owner(alice).name == "Mia Me"
    assert sorted(network.people(alice).values_list("name", flat=True)) == ["Anna Ash", "Bo Birch"]
    assert not Tie.objects.of(alice).filter(person__is_owner=True).exists()


def test_the_same_again_changes_nothing_and_writes_no_journal(alice, tmp_path):
    path = archive(tmp_path, "03-01-2026", [ANNA, BO], TOLD)
    bring(alice, path)
    before, changes = shown(alice), Change.objects.of(alice).count()
    batch, report = bring(alice, path)
    assert batch is None and report["people"] == {"new": 0, "updated": 0, "same": 2, "unsure": 0}
    assert shown(alice) == before and Change.objects.of(alice).count() == changes
    assert Batch.objects.of(alice).count() == 1


def test_the_same_in_another_order_changes_nothing(alice, tmp_path):
    bring(alice, archive(tmp_path, "03-01-2026", [ANNA, BO], TOLD))
    before, changes = shown(alice), Change.objects.of(alice).count()
    _, report = bring(alice, archive(tmp_path, "03-01-2026", [BO, ANNA], TOLD[::-1]))
    assert report["people"]["same"] == 2 and report["interactions"] == {"new": 0, "same": 3}
    assert shown(alice) == before and Change.objects.of(alice).count() == changes


def test_one_changed_row_is_one_update(alice, tmp_path):
    bring(alice, archive(tmp_path, "03-01-2026", [ANNA, BO]))
    moved = ("Bo Birch", "Cedar GmbH", "Head of Iron", "08 Jun 2022")
    _, report = bring(alice, archive(tmp_path, "09-01-2026", [ANNA, moved]))
    assert report["people"] == {"new": 0, "updated": 1, "same": 1, "unsure": 0}
    bo = network.find(alice, "Bo Birch")
    assert (bo.title, bo.organisation.name) == ("Head of Iron", "Cedar GmbH")
    assert sorted(bo.positions.values_list("title", "current")) == [("Head of Iron", True), ("Smith", False)]


def test_an_older_file_never_overwrites_a_newer_fact(alice, tmp_path):
    bring(alice, archive(tmp_path, "09-01-2026", [("Bo Birch", "Cedar GmbH", "Head of Iron", "08 Jun 2022")]))
    bring(alice, archive(tmp_path, "03-01-2026", [BO]))
    assert network.find(alice, "Bo Birch").title == "Head of Iron"


def test_a_newer_file_that_says_the_same_protects_it_from_one_in_between(alice, tmp_path):
    bring(alice, archive(tmp_path, "01-01-2025", [BO]))
    bring(alice, archive(tmp_path, "01-01-2026", [BO, ANNA]))
    bring(alice, archive(tmp_path, "06-01-2025", [("Bo Birch", "Elsewhere", "Guest", "08 Jun 2022")]))
    assert network.find(alice, "Bo Birch").title == "Smith"


def test_what_the_user_typed_wins_over_an_older_export(alice, tmp_path):
    bo = make.person(alice, "Bo Birch", organisation="Dune", title="Founder")
    _, report = bring(alice, archive(tmp_path, "03-01-2026", [BO]))
    assert report["people"] == {"new": 0, "updated": 1, "same": 0, "unsure": 0}
    bo.refresh_from_db()
    assert bo.title == "Founder" and bo.points.filter(kind="url").exists()


def test_two_people_of_one_name_stay_two(alice, tmp_path):
    bring(alice, archive(tmp_path, "03-01-2026", [ANNA]))
    other = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    other += "Anna,Ash,https://www.linkedin.com/in/anna-ash-77,,Ash & Co,Baker,07 Jun 2021\n"
    (tmp_path / "Connections.csv").write_text(other)
    _, report = bring(alice, tmp_path / "Connections.csv")
    assert report["people"]["new"] == 1 and network.people(alice).filter(name="Anna Ash").count() == 2


def test_a_family_may_share_an_address(alice, tmp_path):
    cards = "".join(
        f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nEMAIL:family@example.org\nEND:VCARD\n" for name in ("Ann Oak", "Ben Elm")
    )
    (tmp_path / "family.vcf").write_text(cards)
    _, report = bring(alice, tmp_path / "family.vcf")
    assert report["people"]["new"] == 2


def test_an_era_without_addresses_recognises_by_name_and_date(alice, tmp_path):
    bring(alice, archive(tmp_path, "03-01-2026", [ANNA]))
    old = "First Name,Last Name,Email Address,Company,Position,Connected On\nAnna,Ash,,Old Oven,Trainee,07 Jun 2021\n"
    (tmp_path / "Connections.csv").write_text(old)
    _, report = bring(alice, tmp_path / "Connections.csv")
    assert report["people"] == {"new": 0, "updated": 1, "same": 0, "unsure": 0}


def test_undo_leaves_nothing_behind(alice, tmp_path):
    make.person(alice, "Kept Person")
    before = shown(alice)
    batch, _ = bring(alice, archive(tmp_path, "03-01-2026", [ANNA, BO], TOLD))
    taken = actions.undo(alice, batch)
    assert shown(alice) == before and taken.kept == []
    assert not Organisation.objects.of(alice).exists()
    assert journal.batch(alice, batch.pk).state == "undone"
    with pytest.raises(Refused):
        actions.undo(alice, journal.batch(alice, batch.pk))


def insert(viewer, row):
    with record(viewer, "test") as rec:
        return rec.insert(row)


@pytest.mark.parametrize(
    ("act", "because"),
    [
        (lambda who, anna: make.contact(who, anna), "you logged a contact"),
        (lambda who, anna: make.promise(who, anna), "there is a promise"),
        (lambda who, anna: insert(who, Favour(person=anna, text="a lift", day=who.today)), "you noted a favour"),
        (lambda who, anna: insert(who, Ask(connector=anna, made_on=who.today)), "you asked them for something"),
        (
            lambda who, anna: insert(who, Ask(connector=make.person(who), target=anna, made_on=who.today)),
            "you want to meet them",
        ),
        (
            lambda who, anna: insert(
                who, AskStep(ask=insert(who, Ask(connector=make.person(who), made_on=who.today)), place=1, person=anna)
            ),
            "they are on a way you planned",
        ),
        (lambda who, anna: ties.stand(who, anna, standing="champion"), "you set where they stand"),
    ],
)
def test_undo_keeps_and_names_people_with_rows_of_the_user(alice, tmp_path, act, because):
    batch, _ = bring(alice, archive(tmp_path, "03-01-2026", [ANNA, BO], TOLD))
    act(alice, network.find(alice, "Anna Ash"))
    taken = actions.undo(alice, batch)
    assert [(person.name, why) for person, why in taken.kept] == [("Anna Ash", because)]
    anna = network.find(alice, "Anna Ash")
    assert anna.title == "" and not anna.points.exists()


def test_people_of_the_vision_are_found_and_let_go_again(alice, tmp_path):
    text = 'title = "x"\nhorizon = 2030-01-01\n[[future_people]]\nkey = "a"\nname = "anna ash"\n'
    vision.load(alice, vision_file.read_text(text, "v.toml", alice.today))
    batch, _ = bring(alice, archive(tmp_path, "03-01-2026", [ANNA, BO]))
    future = FuturePerson.objects.of(alice).get()
    assert future.person == network.find(alice, "Anna Ash")
    assert actions.undo(alice, batch).kept == []
    future.refresh_from_db()
    assert future.person is None and future.name == "anna ash"


def test_after_undo_the_file_comes_in_again(alice, tmp_path):
    path = archive(tmp_path, "03-01-2026", [ANNA, BO], TOLD)
    batch, _ = bring(alice, path)
    after = shown(alice)
    actions.undo(alice, batch)
    bring(alice, path)
    assert shown(alice) == after


def test_a_kill_in_the_middle_is_finished_at_the_next_start(alice, tmp_path, monkeypatch):
    monkeypatch.setattr(actions, "CHUNK", 10)
    people = [(f"Given{n} Family{n}", "Ash & Co", "Baker", "07 Jun 2021") for n in range(12)]
    found = actions.read(alice, [archive(tmp_path, "03-01-2026", people, TOLD)])
    real, done = publish.chunk, []

    def failing(*args):
        if len(done) == 3:
            raise KeyboardInterrupt
        done.append(real(*args))

    monkeypatch.setattr(publish, "chunk", failing)
    with pytest.raises(KeyboardInterrupt):
        actions.apply(alice, found.batch)
    assert 0 < network.people(alice).count() < 12
    monkeypatch.setattr(publish, "chunk", real)
    actions.finish_interrupted()
    assert journal.batch(alice, found.batch.pk).state == "applied"
    assert network.people(alice).count() == 14 and Interaction.objects.of(alice).count() == 3


def test_a_start_without_room_for_the_rest_still_opens(alice, tmp_path, monkeypatch):
    found = actions.read(alice, [archive(tmp_path, "03-01-2026", [ANNA, BO], TOLD)])

    def full(*_):
        raise OperationalError("database or disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(publish, "chunk", full)
        with pytest.raises(OperationalError):
            actions.apply(alice, found.batch)
        actions.finish_interrupted()
    assert journal.batch(alice, found.batch.pk).state == "applying"
    actions.finish_interrupted()
    assert journal.batch(alice, found.batch.pk).state == "applied"


def test_what_cannot_be_read_leaves_nothing(alice, tmp_path):
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 and then nothing")
    with pytest.raises(Unreadable):
        actions.read(alice, [tmp_path / "broken.zip"])
    assert not Batch.objects.of(alice).exists()


def test_problems_name_file_and_line_and_neighbours_come_in(alice, tmp_path):
    text = connections(ANNA, ("Bad Date", "Ash & Co", "Baker", "31 Feb 2021"), BO)
    (tmp_path / "Connections.csv").write_text(text)
    _, report = bring(alice, tmp_path / "Connections.csv")
    assert [(problem["file"], problem["line"]) for problem in report["problems"]] == [("Connections.csv", 3)]
    assert network.people(alice).count() == 3


def test_a_stranger_sees_no_batch(alice, charlie, tmp_path):
    batch, _ = bring(alice, archive(tmp_path, "03-01-2026", [ANNA]))
    with pytest.raises(NotFound):
        journal.batch(charlie, batch.pk)
    assert not network.people(charlie).exists()


def test_the_same_rows_in_another_order_are_no_new_import(alice, tmp_path):
    bring(alice, archive(tmp_path, "03-01-2026", [ANNA, BO], TOLD))
    assert bring(alice, archive(tmp_path, "03-01-2026", [BO, ANNA], TOLD[::-1]))[0] is None


POSITIONS = "Company Name,Title,Description,Location,Started On,Finished On\nAcme,Baker,,,Jan 2020,"


def roles(viewer):
    held = network.owner(viewer).positions.values_list("title", "start", "end", "current", "day")
    return [(*role[:4], f"{role[4]:%Y-%m}") for role in held.order_by("pk")]


def test_a_newer_export_ends_a_position_of_mine(alice, tmp_path):
    bring(alice, archive(tmp_path, "03-01-2025", [ANNA], extra={"Positions.csv": POSITIONS}))
    later = {"Positions.csv": POSITIONS + "Dec 2025"}
    newer, report = bring(alice, archive(tmp_path, "03-01-2026", [ANNA], extra=later))
    ended = ("Baker", "2020-01", "2025-12", False, "2026-03")
    assert roles(alice) == [("Baker", "2020-01", "", False, "2025-03"), ended] and report["positions"]["new"] == 1
    actions.undo(alice, newer)
    assert roles(alice) == [("Baker", "2020-01", "", True, "2025-03")]


def test_a_position_of_mine_rests_on_every_file_that_tells_of_it(alice, tmp_path):
    first, _ = bring(alice, archive(tmp_path, "03-01-2025", [ANNA], extra={"Positions.csv": POSITIONS}))
    bring(alice, archive(tmp_path, "03-01-2026", [ANNA, BO], extra={"Positions.csv": POSITIONS}))
    assert roles(alice) == [("Baker", "2020-01", "", True, "2026-03")]
    taken = actions.undo(alice, first)
    assert roles(alice) == [("Baker", "2020-01", "", True, "2026-03")] and taken.kept == []


def test_my_positions_alone_keep_me_without_calling_me_a_contact(alice, tmp_path):
    first, _ = bring(alice, archive(tmp_path, "03-01-2025", [ANNA], extra={"Positions.csv": POSITIONS}))
    (tmp_path / "Positions.csv").write_text(POSITIONS)
    bring(alice, tmp_path / "Positions.csv")
    assert actions.undo(alice, first).kept == [] and roles(alice)[0][0] == "Baker"


@pytest.mark.parametrize("turned", [False, True])
def test_several_exports_at_once_speak_each_for_their_own_day(alice, tmp_path, turned):
    moved = ("Bo Birch", "Cedar GmbH", "Head of Iron", "08 Jun 2022")
    before = {"Profile.csv": PROFILE.replace("Keeps", "Kept"), "Positions.csv": POSITIONS}
    older = archive(tmp_path, "03-01-2025", [BO, ANNA], TOLD, before)
    newer = archive(tmp_path, "03-01-2026", [moved, ANNA], TOLD, {"Positions.csv": POSITIONS + "Dec 2025"})
    _, report = bring(alice, *([newer, older] if turned else [older, newer]))
    bo, anna = network.find(alice, "Bo Birch"), network.find(alice, "Anna Ash")
    assert (bo.title, report["people"]["new"]) == ("Head of Iron", 2)
    days = [(role.title, f"{role.day:%Y-%m}", role.current) for role in bo.positions.order_by("day")]
    assert days == [("Smith", "2025-03", False), ("Head of Iron", "2026-03", True)]
    assert [f"{role.day:%Y-%m}" for role in anna.positions.all()] == ["2026-03"]
    assert network.owner(alice).headline == "Keeps things running"
    assert sorted(roles(alice), key=str)[0] == ("Baker", "2020-01", "", False, "2025-03") and len(roles(alice)) == 2
    assert report["interactions"]["new"] == 3 and network.people(alice).count() == 2


def test_a_folder_of_exports_is_as_many_exports(alice, tmp_path):
    archive(tmp_path, "03-01-2026", [("Bo Birch", "Cedar GmbH", "Head of Iron", "08 Jun 2022")])
    with zipfile.ZipFile(archive(tmp_path, "03-01-2025", [BO])) as older:
        older.extractall(tmp_path / "Basic_LinkedInDataExport_04-01-2025")
    bring(alice, tmp_path)
    bo = network.find(alice, "Bo Birch")
    assert bo.title == "Head of Iron"
    assert sorted(f"{role.day:%Y-%m}" for role in bo.positions.all()) == ["2025-04", "2026-03"]


def test_the_files_of_one_export_are_read_together(alice, tmp_path):
    with zipfile.ZipFile(archive(tmp_path, "03-01-2025", [BO], [("Bo Birch", "me", "2026-01-02")])) as packed:
        packed.extractall(tmp_path / "loose")
    _, report = bring(alice, *(tmp_path / "loose").iterdir())
    assert report["people"]["new"] == report["interactions"]["new"] == 1


def test_what_one_export_tells_of_the_owner_helps_to_read_the_next(alice, tmp_path):
    bring(alice, archive(tmp_path, "03-01-2025", [BO]), archive(tmp_path, "03-01-2026", [ANNA], TOLD[:1]))
    assert network.people(alice).count() == 2


@pytest.mark.parametrize(
    ("name", "text"),
    [("Positions.csv", POSITIONS), ("Email Addresses.csv", "Email Address,Confirmed,Primary\nmia@example.org,Yes,Yes")],
)
def test_a_file_that_does_not_name_me_does_not_hide_who_i_am(alice, tmp_path, name, text):
    (tmp_path / name).write_text(text)
    bring(alice, tmp_path / name)
    assert network.owner(alice).name == "You"
    (tmp_path / "messages.csv").write_text(messages(*TOLD, ("me", "Cy Cedar", "2026-01-01")))
    bring(alice, tmp_path / "messages.csv")
    assert not network.people(alice).filter(name="Mia Me").exists() and network.people(alice).count() >= 2


def test_a_claim_two_files_of_one_import_tell_of_is_as_new_as_the_newer_once_another_import_is_gone(alice, tmp_path):
    noted = {"Notes.csv": notes(("Bo Birch", "Kind.", "2026-05-01"))}
    newer, _ = bring(alice, archive(tmp_path, "09-01-2026", [BO]))
    bring(alice, archive(tmp_path, "03-01-2026", [BO], extra=noted))
    actions.undo(alice, newer)
    assert network.find(alice, "Bo Birch").facts.get(field="name").day == dt.date(2026, 5, 1)

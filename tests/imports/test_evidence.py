"""What people did for the user, notes, schools and address books: from an archive to rows, and back."""

import datetime as dt

import pytest

from backcast.accounts.actions import suppression_code
from backcast.accounts.models import Suppression
from backcast.imports import actions
from backcast.journal.models import Change
from backcast.network import queries as network
from backcast.network.models import Fact, Person, Position
from backcast.ties.models import Interaction, StandingEvidence, TieProposal
from tests import cast, make
from tests.imports.exports import (
    archive,
    bring,
    connections,
    contacts,
    education,
    endorsements,
    messages,
    notes,
    recommendations,
    shown,
    table,
)

ANNA = ("Anna Ash", "Ash & Co", "Baker", "07 Jun 2021")
BO = ("Bo Birch", "Birch Ltd", "Smith", "08 Jun 2022")
PRAISE = ("Anna Ash", "Old Oven", "Head Baker", "Bakes with care. Comes back.", "07/21/09, 12:11 PM")
FILES = {
    "Recommendations_Received.csv": recommendations(PRAISE),
    "Recommendations_Given.csv": recommendations(("Bo Birch", "Birch Ltd", "Smith", "Calm.", "01/02/10, 1:11 PM")),
    "Endorsement_Received_Info.csv": endorsements(
        ("Anna Ash", "Baking", "2023/06/20 13:05:02 UTC"), ("Anna Ash", "Patience", "2023/06/21 13:05:02 UTC")
    ),
    "Endorsement_Given_Info.csv": endorsements(("Bo Birch", "Iron", "2022/06/20 13:05:02 UTC"), given=True),
    "Member_Follows_252701747.csv": table(["Date", "Status", "FullName"], ["2024-01-02", "Active", "Bo Birch"]),
    "Notes.csv": notes(("Anna Ash", "Likes rye.", "2024-05-01"), ("Anna Ash", "Moves in spring.", "2025-05-02")),
    "Education.csv": education(("School of Bread", "BSc, Crusts", "Sep 2008", "2012")),
}  # fmt: skip


def brought(viewer, folder, day="03-01-2026", people=(ANNA, BO), extra=FILES, told=()):
    return bring(viewer, archive(folder, day, people, told, extra))


def evidence(viewer):
    rows = StandingEvidence.objects.of(viewer).order_by("kind", "text")
    return [(row.person.name, row.kind, row.text, row.day.isoformat()) for row in rows.select_related("person")]


def test_evidence_becomes_rows_with_its_own_day(alice, tmp_path):
    _, report = brought(alice, tmp_path)
    assert evidence(alice) == [
        ("Anna Ash", "endorsement", "Baking", "2023-06-20"),
        ("Anna Ash", "endorsement", "Patience", "2023-06-21"),
        ("Bo Birch", "endorsement_given", "Iron", "2022-06-20"),
        ("Bo Birch", "follow", "", "2024-01-02"),
        ("Anna Ash", "recommendation", "Bakes with care. Comes back. (Head Baker, Old Oven)", "2009-07-21"),
        ("Bo Birch", "recommendation_given", "Calm. (Smith, Birch Ltd)", "2010-01-02"),
    ]
    assert report["evidence"] == {"new": 6, "same": 0} and report["people"]["new"] == 2 and not report["problems"]
    assert network.find(alice, "Anna Ash").title == "Baker"


def test_the_preview_counts_what_applying_writes(alice, tmp_path):
    found = actions.read(alice, [archive(tmp_path, "03-01-2026", [ANNA, BO], (), FILES)])
    assert found.report["evidence"] == {"new": 6, "same": 0} and not evidence(alice)
    assert actions.apply(alice, found.batch)["evidence"] == found.report["evidence"] and len(evidence(alice)) == 6


def test_the_same_again_in_any_order_changes_nothing(alice, tmp_path):
    brought(alice, tmp_path)
    before, changes = shown(alice), Change.objects.of(alice).count()
    turned = {name: "".join([head, *rows[::-1]]) for name, (head, *rows) in lines(FILES).items()}
    for files in (FILES, turned):
        batch, report = brought(alice, tmp_path, extra=files)
        assert batch is None and report["evidence"] == {"new": 0, "same": 6}
    assert shown(alice) == before and Change.objects.of(alice).count() == changes


def lines(files):
    return {name: text.splitlines(keepends=True) for name, text in files.items()}


def test_a_later_export_of_the_same_writes_no_journal(alice, tmp_path):
    brought(alice, tmp_path)
    before, changes = evidence(alice), Change.objects.of(alice).count()
    _, report = brought(alice, tmp_path, "09-01-2026")
    assert report["people"]["updated"] == report["evidence"]["new"] == report["positions"]["new"] == 0
    assert evidence(alice) == before and Change.objects.of(alice).count() == changes


def test_undo_takes_all_of_it_back(alice, tmp_path):
    make.person(alice, "Kept Person")
    before = shown(alice)
    batch, _ = brought(alice, tmp_path)
    assert actions.undo(alice, batch).kept == [] and shown(alice) == before
    assert not StandingEvidence.objects.of(alice).exists() and not Position.objects.of(alice).exists()


def test_evidence_two_files_tell_of_outlives_the_first(alice, tmp_path):
    first, _ = brought(alice, tmp_path)
    cy = ("Cy Cedar", "Cedar", "Poet", "01 Jan 2023")
    second, _ = brought(alice, tmp_path, "09-01-2026", (ANNA, cy), {"e.csv": FILES["Endorsement_Received_Info.csv"]})
    assert actions.undo(alice, first).kept == []
    assert [row[:3] for row in evidence(alice)] == [
        ("Anna Ash", "endorsement", "Baking"), ("Anna Ash", "endorsement", "Patience")
    ]  # fmt: skip
    actions.undo(alice, second)
    assert not Person.objects.of(alice).exists()


@pytest.mark.parametrize(
    ("act", "because"),
    [
        (
            lambda who, anna: make_row(
                StandingEvidence, who, person=anna, kind="effort", text="Came by", day=who.today
            ),
            "you noted what they did",
        ),
        (
            lambda who, anna: make_row(
                TieProposal, who, person=anna, field="standing", value="champion", state="refused", on=who.today
            ),
            "you answered a proposal about them",
        ),
    ],
)
def test_people_with_evidence_or_answers_of_the_user_stay(alice, tmp_path, act, because):
    batch, _ = brought(alice, tmp_path)
    act(alice, network.find(alice, "Anna Ash"))
    assert [(person.name, why) for person, why in actions.undo(alice, batch).kept] == [("Anna Ash", because)]
    assert [row[1] for row in evidence(alice)] in (["effort"], [])


def make_viewer():
    return cast.viewer("another")


def make_row(model, viewer, **columns):
    return model.objects.of(viewer).create(workspace=viewer.workspace, **columns)


def test_whoever_recommends_in_writing_is_somebody_known(alice, tmp_path):
    batch, report = brought(
        alice, tmp_path, people=(BO,), extra={"Recommendations_Received.csv": recommendations(PRAISE)}
    )
    anna = network.find(alice, "Anna Ash")
    assert (anna.title, anna.organisation.name, report["people"]["new"]) == ("Head Baker", "Old Oven", 2)
    assert [row.day for row in anna.positions.all()] == [dt.date(2009, 7, 21)]
    assert anna.tie.interactions == 0 and anna.tie.since is None
    assert len(evidence(alice)) == 1
    actions.undo(alice, batch)
    assert not Person.objects.of(alice).exists() and not evidence(alice)


def test_a_claim_told_twice_in_one_import_is_as_new_as_the_newer(alice, tmp_path):
    book = "FirstName,LastName,Companies,Title,Emails\nAnna,Ash,Old Oven,Head Baker,anna@example.org\n"
    files = {"Recommendations_Received.csv": recommendations(PRAISE), "Contacts.csv": book}
    brought(alice, tmp_path, people=(BO,), extra=files)
    anna = network.find(alice, "anna@example.org")
    assert anna.positions.get().day == dt.date(2026, 3, 1) and len(evidence(alice)) == 1


def test_a_later_connection_is_the_recommender_and_not_a_second_person(alice, tmp_path):
    praised = {"Recommendations_Received.csv": recommendations(PRAISE)}
    brought(alice, tmp_path, "03-01-2025", (BO,), praised)
    _, report = brought(alice, tmp_path, "03-01-2026", (ANNA, BO), praised)
    assert report["people"]["new"] == 0 and network.find(alice, "Anna Ash").title == "Baker"
    assert len(evidence(alice)) == 1


def test_a_lone_file_finds_its_people_by_name(alice, tmp_path):
    brought(alice, tmp_path, extra={})
    (tmp_path / "Recommendations_Received.csv").write_text(recommendations(PRAISE))
    _, report = bring(alice, tmp_path / "Recommendations_Received.csv")
    assert report["people"]["new"] == 0 and [row[0] for row in evidence(alice)] == ["Anna Ash"]
    assert network.find(alice, "Anna Ash").title == "Baker"


TWINS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n" + "".join(
    f"Anna,Ash,https://www.linkedin.com/in/anna-{where.lower()},,{where},,0{day} Jun 2021\n"
    for day, where in enumerate(("Oak", "Elm"), 1)
)


def test_of_two_namesakes_the_organisation_decides_else_nobody_is_guessed(alice, tmp_path):
    told = recommendations(
        ("Anna Ash", "Elm", "", "Fine.", "2020-01-02"), ("Anna Ash", "Fir", "", "Good.", "2020-01-03")
    )
    _, report = brought(
        alice, tmp_path, people=(), extra={"Connections.csv": TWINS, "Recommendations_Received.csv": told}
    )
    (row,) = StandingEvidence.objects.of(alice).select_related("person__organisation")
    assert (row.text, row.person.organisation.name) == ("Fine. (Elm)", "Elm")
    assert report["left_out"]["recommendations from somebody not recognised"] == 1
    (tmp_path / "Notes.csv").write_text("Connection First Name,Connection Last Name,Note\nAnna,Ash,Met at the fair\n")
    _, report = bring(alice, tmp_path / "Notes.csv")
    (problem,) = report["problems"]
    assert (problem["file"], problem["line"]) == ("Notes.csv", 2) and "Anna Ash" in problem["message"]
    assert network.people(alice).count() == 2


def test_an_endorser_with_an_address_is_a_person_and_a_followed_stranger_is_none(alice, tmp_path):
    extra = {
        "Endorsement_Received_Info.csv": endorsements(("Dee Dogwood", "Baking", "2023/06/20 13:05:02 UTC")),
        "Member_Follows.csv": table(["Date", "Status", "FullName"], ["2024-01-02", "Active", "Eve Elm"]),
    }
    _, report = brought(alice, tmp_path, extra=extra)
    assert [row[0] for row in evidence(alice)] == ["Dee Dogwood"] and report["people"]["new"] == 3
    assert report["left_out"] == {"people you follow and do not know yet": 1}


def test_whom_only_evidence_of_another_import_names_stays_until_that_goes_too(alice, tmp_path):
    first, _ = brought(alice, tmp_path, extra={})
    (tmp_path / "Member_Follows.csv").write_text(FILES["Member_Follows_252701747.csv"])
    second, _ = bring(alice, tmp_path / "Member_Follows.csv")
    taken = actions.undo(alice, first)
    assert [(person.name, why) for person, why in taken.kept] == [("Bo Birch", "another import tells what they did")]
    actions.undo(alice, second)
    assert not Person.objects.of(alice).exists()


def test_the_forgotten_come_back_by_no_recommendation(alice, tmp_path):
    for key in ("anna ash|old oven", "https://www.linkedin.com/in/anna-ash"):
        make_row(Suppression, alice, code=suppression_code(alice, key))
    files = {
        name: FILES[name] for name in ("Recommendations_Received.csv", "Endorsement_Received_Info.csv", "Notes.csv")
    }
    _, report = brought(alice, tmp_path, people=(BO,), extra=files)
    assert not evidence(alice) and [row.name for row in network.people(alice)] == ["Bo Birch"]
    assert report["left_out"]["asked to be forgotten"] >= 2


OLD = "First Name,Last Name,Email Address,Company,Position,Connected On\nAnna,Ash,,Ash & Co,Baker,07 Jun 2021\n"
MET = {
    "messages.csv": messages(("Anna Ash", "me", "2020-01-02")),
    "Endorsement_Received_Info.csv": FILES["Endorsement_Received_Info.csv"],
    "Notes.csv": FILES["Notes.csv"],
}


@pytest.mark.parametrize("name", MET)
def test_a_connection_without_address_and_a_member_with_one_are_one_person(alice, tmp_path, name):
    connection, met = {"Connections.csv": OLD}, {"Connections.csv": connections(BO), name: MET[name]}
    for viewer, orders in ((alice, [connection | {name: MET[name]}]), (make_viewer(), [met, connection])):
        for day, files in enumerate(orders, 1):
            brought(viewer, tmp_path, f"03-0{day}-2026", (), files)
        (anna,) = network.people(viewer).filter(name="Anna Ash")
        assert anna.tie.since == dt.date(2021, 6, 7) and anna.points.get().key.endswith("/anna-ash")


def test_two_connections_of_one_name_without_address_are_not_guessed_at(alice, tmp_path):
    two = OLD + "Anna,Ash,,Elm,Cook,08 Jun 2022\n"
    _, report = brought(alice, tmp_path, people=(), extra={"Connections.csv": two} | MET)
    assert report["people"]["new"] == 3 and report["people"]["unsure"] == 2


def test_notes_of_one_person_are_one_text_and_none_is_lost(alice, tmp_path):
    brought(alice, tmp_path)
    both = "2024-05-01: Likes rye.\n\n2025-05-02: Moves in spring."
    anna = network.find(alice, "Anna Ash")
    assert (anna.note, [fact.day for fact in anna.facts.filter(field="note")]) == (both, [dt.date(2025, 5, 2)])
    newer, _ = brought(
        alice,
        tmp_path,
        "09-01-2026",
        extra={"Notes.csv": FILES["Notes.csv"] + notes(("Anna Ash", "Moved.", "2026-04-01"))},
    )
    anna.refresh_from_db()
    assert anna.note == f"{both}\n\n2026-04-01: Moved."
    actions.undo(alice, newer)
    anna.refresh_from_db()
    assert anna.note == both


def test_a_note_keeps_somebody_who_is_no_connection_any_more(alice, tmp_path):
    brought(alice, tmp_path, people=(BO,), extra={"Notes.csv": FILES["Notes.csv"]})
    assert network.find(alice, "Anna Ash").note.startswith("2024-05-01: Likes rye.")


def test_schools_are_places_of_study_and_no_work(alice, tmp_path):
    positions = "Company Name,Title,Description,Location,Started On,Finished On\nAcme,Baker,,,Jan 2020,\n"
    batch, report = brought(alice, tmp_path, extra=FILES | {"Positions.csv": positions})
    owner = network.owner(alice)
    held = owner.positions.order_by("kind").values_list("kind", "organisation__name", "title", "start", "end")
    assert list(held) == [
        ("study", "School of Bread", "BSc, Crusts", "2008-09", "2012"), ("work", "Acme", "Baker", "2020-01", "")
    ]  # fmt: skip
    assert (owner.title, report["positions"]["new"]) == ("Baker", 4)
    assert brought(alice, tmp_path, extra=FILES | {"Positions.csv": positions})[0] is None
    actions.undo(alice, batch)
    assert not Position.objects.of(alice).exists()


def test_a_school_and_a_post_of_the_same_words_are_two(alice, tmp_path):
    positions = 'Company Name,Title,Started On,Finished On\nSchool of Bread,"BSc, Crusts",Sep 2008,2012\n'
    brought(alice, tmp_path, extra=FILES | {"Positions.csv": positions})
    assert sorted(network.owner(alice).positions.values_list("kind", flat=True)) == ["study", "work"]


def test_an_address_book_is_met_by_mail_and_makes_no_ties(alice, tmp_path):
    make.person(alice, "Anna Ash", email="anna@example.org")
    book = contacts(
        ("Anna Ash", "ANNA@example.org;a.ash@example.org", "Stale Ltd"), ("Dee Dogwood", "not an address", "Elm"),
        ("", "no-reply@shop.example", ""), ("", "team.newsletter@shop.example", ""), ("", "", "Nobody Inc"),
        ("", "eve@example.org", ""),
    )  # fmt: skip
    _, report = brought(alice, tmp_path, people=(BO,), extra={"ImportedContacts.csv": book, "Contacts.csv": book})
    anna = network.find(alice, "anna@example.org")
    assert sorted(anna.points.values_list("key", flat=True)) == ["a.ash@example.org", "anna@example.org"]
    assert anna.positions.get().day == dt.date(2020, 1, 2)
    assert sorted(row.name for row in network.people(alice)) == [
        "Anna Ash",
        "Bo Birch",
        "Dee Dogwood",
        "eve@example.org",
    ]
    assert not Interaction.objects.of(alice).exists()
    assert not Fact.objects.of(alice).filter(field="connected").exclude(person__name="Bo Birch").exists()
    assert sorted((problem["file"], problem["line"]) for problem in report["problems"]) == [
        ("Contacts.csv", 3), ("ImportedContacts.csv", 3)
    ]  # fmt: skip
    assert report["left_out"] == {
        "address book entries of machines: no name, and an address that nobody reads": 4,
        "address book entries with neither name nor e-mail address": 2,
        "the same address book entry once more": 3,
    }


def test_what_members_say_of_themselves_wins_over_an_address_book(alice, tmp_path):
    brought(alice, tmp_path, "03-01-2025", (ANNA,), {})
    book = "FirstName,LastName,Companies,Emails\nAnn,Ash,Stale Ltd,anna@example.org\n"
    linked = connections(ANNA).replace("anna-ash,,", "anna-ash,anna@example.org,")
    brought(alice, tmp_path, "03-01-2026", (), {"Connections.csv": linked, "Contacts.csv": book})
    anna = network.people(alice).get()
    assert (anna.name, anna.organisation.name) == ("Anna Ash", "Ash & Co")
    assert sorted(fact.value for fact in anna.facts.filter(field="name")) == ["Ann Ash", "Anna Ash"]


def test_an_address_book_does_not_hide_whom_old_messages_mean(alice, tmp_path):
    old = "First Name,Last Name,Email Address,Company,Position,Connected On\nAnna,Ash,,Ash & Co,Baker,07 Jun 2021\n"
    letters = messages(("Anna Ash", "me", "2020-01-02")).replace("https://www.linkedin.com/in/anna-ash", "")
    book = contacts(("Anna Ash", "another@example.org", "Elm"))
    extra = {"Connections.csv": old, "messages.csv": letters, "Contacts.csv": book}
    _, report = brought(alice, tmp_path, people=(), extra=extra)
    assert report["people"]["new"] == 2 and report["interactions"]["new"] == 1
    (met,) = Interaction.objects.of(alice).select_related("person__organisation")
    assert met.person.organisation.name == "Ash & Co"


def test_one_bad_row_is_one_problem_and_costs_nobody_else(alice, tmp_path):
    text = FILES["Endorsement_Received_Info.csv"]
    bad = text + text.splitlines()[1].replace("2023/06/20 13:05:02 UTC", "someday").replace("Baking", "Rye") + "\n"
    _, report = brought(alice, tmp_path, extra={"Endorsement_Received_Info.csv": bad})
    (problem,) = report["problems"]
    assert (problem["file"], problem["line"], problem["field"]) == (
        "Endorsement_Received_Info.csv",
        4,
        "Endorsement Date",
    )
    assert [row[2] for row in evidence(alice)] == ["Baking", "Patience"]


def test_a_stranger_sees_none_of_it(alice, charlie, tmp_path):
    brought(alice, tmp_path)
    assert not evidence(charlie)
    _, report = brought(charlie, tmp_path)
    assert report["evidence"]["new"] == 6 and len(evidence(alice)) == len(evidence(charlie)) == 6


def test_among_namesakes_a_bare_name_means_nobody_the_second_time_either(alice, tmp_path):
    two = table(
        ["Endorsement Date", "Skill Name", "Endorser First Name", "Endorser Last Name", "Endorser Public Url"],
        ["07/21/09, 12:11 PM", "Calm", "Anna", "Ash", "www.linkedin.com/in/anna"],
        ["07/21/09, 12:11 PM", "Calm", "Anna", "Ash", "www.linkedin.com/in/anna-2"],
    )
    bring(alice, archive(tmp_path, "03-01-2026", extra={"Endorsement_Received_Info.csv": two}))
    third = table(
        ["Source", "FirstName", "LastName", "Companies", "Title", "Emails"], ["", "Anna", "Ash", "Elm", "Cook", ""]
    )
    extra = {"Contacts.csv": third, "Recommendations_Received.csv": recommendations(("Anna Ash", "", "", "Calm.", ""))}
    bring(alice, archive(tmp_path, "03-02-2026", extra=extra))
    report = bring(alice, archive(tmp_path, "03-03-2026", extra=extra))[1]
    assert report["people"]["updated"] == report["people"]["new"] == 0

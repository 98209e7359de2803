"""The trash and time: purged after thirty days without a code, left alone by imports, forgotten as a whole."""

import dataclasses
import datetime as dt
import sqlite3
from contextlib import closing

import pytest

from backcast.accounts.models import Suppression
from backcast.errors import NotFound
from backcast.imports import actions as imports
from backcast.imports.queries import taught
from backcast.journal.actions import record
from backcast.journal.models import Batch, ChangeRow
from backcast.keeping import erase
from backcast.keeping.queries import digest
from backcast.keeping.sought import Sought
from backcast.network.actions import trash as actions
from backcast.network.models import ContactPoint, Person
from backcast.network.queries import search_lags, trash
from backcast.ties import actions as ties
from backcast.ties.models import Interaction, Promise
from tests import make
from tests.imports.exports import archive, bring, recommendations
from tests.keeping.homes import database, everything, run, told

CARD = (
    "BEGIN:VCARD\nVERSION:3.0\nFN:Ada King\nURL:https://www.linkedin.com/in/ada-byron\n"
    "REV:2026-11-01T00:00:00Z\nEND:VCARD\n"
)
PEOPLE = [("Ada Byron", "Acme", "SRE", "01 Jan 2020"), ("Bo Lind", "Initech", "CTO", "01 Feb 2021")]


@pytest.fixture(autouse=True)
def own_file(settings, tmp_path):
    """The codes go beside no real database."""
    settings.BACKCAST_HOME = tmp_path


def later(viewer, days):
    return dataclasses.replace(viewer, today=viewer.today + dt.timedelta(days=days))


def named(viewer, name):
    return Person.objects.all_of(viewer).get(name=name)


def test_after_thirty_days_they_go_and_a_later_file_may_bring_them_again(alice, tmp_path):
    file = archive(tmp_path, "05-04-2023", PEOPLE)
    bring(alice, file)
    ada = named(alice, "Ada Byron")
    make.promise(alice, ada, "call Ada Byron")
    actions.throw(alice, [ada.pk])
    assert [one.days_left for one in trash.trash(later(alice, 29))] == [1] and erase.purge(later(alice, 29)) == 0
    assert erase.purge(later(alice, 30)) == 1 == Person.objects.all_of(alice).filter(is_owner=False).count()
    assert not Promise.objects.of(alice).exists() and not Suppression.objects.of(alice).exists()
    assert not ChangeRow.objects.of(alice).filter(table=12).exclude(op="I").exists() and search_lags(alice) == set()
    assert erase.purge(later(alice, 99)) == 0
    newer = archive(tmp_path, "11-20-2026", PEOPLE)
    assert bring(alice, newer)[1]["people"] == {"new": 1, "updated": 0, "same": 1, "unsure": 0}


def test_the_purge_waits_for_an_import_under_way(alice):
    actions.throw(alice, [make.person(alice).pk])
    Batch(workspace=alice.workspace, state="applying", digest="x", as_of=alice.today).save()
    assert erase.purge(later(alice, 31)) == 0 and trash.in_trash(alice).count() == 1


def test_the_first_start_after_thirty_days_leaves_no_byte_of_them(home):
    who = told(home, "add", "Wyx Canarius", "--email", "wyx@canarius.example")["id"]
    with closing(sqlite3.connect(database(home))) as held, held:
        held.execute("UPDATE backcast_person SET deleted_at = '2026-10-23' WHERE id = ?", (who,))
    assert b"canarius" in everything(home).lower()
    run(home, "people")
    assert b"canarius" not in everything(home).lower()


def rows(viewer, person):
    """What is known of a person, row by row."""
    return [list(one.objects.all_of(viewer).filter(person=person).values()) for one in (ContactPoint, Interaction)]


def test_an_import_leaves_who_is_in_the_trash_alone(alice, tmp_path):
    told_then = [("me", "Ada Byron", "2022-10-01")]
    bring(alice, archive(tmp_path, "05-04-2023", PEOPLE, told_then))
    ada, bo = named(alice, "Ada Byron"), named(alice, "Bo Lind")
    actions.throw(alice, [ada.pk])
    before = [*rows(alice, ada), *Person.objects.all_of(alice).filter(pk=ada.pk).values()]
    letter = recommendations(("Ada Byron", "Acme", "SRE", "Calm.", "07/21/09, 12:11 PM"))
    newer = [("Ada Byron", "Globex", "Head", "01 Jan 2020"), PEOPLE[1], ("Cy Diaz", "Acme", "Dev", "01 Mar 2024")]
    talks = [("me", "Ada Byron", "2026-10-01"), *told_then, ("me", "Bo Lind", "2026-10-02")]
    extra = {"Recommendations_Received.csv": letter}
    batch, report = bring(alice, archive(tmp_path, "11-20-2026", newer, talks, extra))
    assert report["people"] == {"new": 1, "updated": 0, "same": 1, "unsure": 0}
    assert report["left_out"]["in your trash"] == 1
    assert report["left_out"]["contacts and evidence of somebody in your trash"] == 3
    assert [*rows(alice, ada), *Person.objects.all_of(alice).filter(pk=ada.pk).values()] == before
    assert trash.in_trash(alice).get() == ada and Interaction.objects.of(alice).filter(person=bo).count() == 1
    actions.restore(alice, [ada.pk])
    again, report = bring(alice, archive(tmp_path, "11-21-2026", newer, talks, extra))
    assert report["people"] == {"new": 0, "updated": 1, "same": 2, "unsure": 0} and report["interactions"]["new"] == 1
    imports.undo(alice, again)
    imports.undo(alice, batch)
    assert named(alice, "Ada Byron").organisation.name == "Acme" and search_lags(alice) == set()


def test_of_two_with_one_address_the_import_means_the_one_who_is_not_in_the_trash(alice, tmp_path):
    bring(alice, archive(tmp_path, "05-04-2023", PEOPLE))
    ada = named(alice, "Ada Byron")
    twin = make.person(alice, "A. Byron")
    with record(alice, "edit") as rec:
        url = ada.points.get()
        rec.insert(ContactPoint(person=twin, kind="url", value=url.value, key=url.key, day=alice.today))
    actions.throw(alice, [twin.pk])
    before = rows(alice, twin)
    newer = [("Ada Byron", "Globex", "Head", "01 Jan 2020"), PEOPLE[1]]
    _, report = bring(alice, archive(tmp_path, "11-20-2026", newer, [("me", "Ada Byron", "2026-10-01")]))
    assert "in your trash" not in report["left_out"] and report["people"]["updated"] == 1
    ada.refresh_from_db()
    assert ada.title == "Head" and ada.interactions.count() == 1 and rows(alice, twin) == before


def test_an_import_that_is_taken_back_keeps_what_the_user_made_even_in_the_trash(alice, tmp_path):
    batch, _ = bring(alice, archive(tmp_path, "05-04-2023", PEOPLE))
    ada, bo = named(alice, "Ada Byron"), named(alice, "Bo Lind")
    make.promise(alice, ada)
    actions.throw(alice, [ada.pk, bo.pk])
    assert imports.undo(alice, batch).kept == []
    assert trash.in_trash(alice).get() == ada
    actions.restore(alice, [ada.pk])
    assert Promise.objects.of(alice).get().person == ada and search_lags(alice) == set()


def test_forgetting_several_at_once_leaves_what_forgetting_one_after_the_other_leaves(alice, charlie):
    for viewer in (alice, charlie):
        for name in ("Zyx Quagmirova", "Wyn Quagmirova", "Bo Lind"):
            person = make.person(viewer, name, email=f"{name[:3].strip()}@q.example", organisation=f"{name[:3]} Works")
            make.contact(viewer, person, text=f"met {name} with Zyx Quagmirova and wyn quagmirova")
            ties.stand(viewer, person, standing="supporter")
    ids = {viewer: {row.name: row.pk for row in Person.objects.of(viewer)} for viewer in (alice, charlie)}
    erase.forget(alice, [ids[alice]["Zyx Quagmirova"], ids[alice]["Wyn Quagmirova"]])
    erase.forget(charlie, [ids[charlie]["Zyx Quagmirova"]])
    done = erase.forget(charlie, [ids[charlie]["Wyn Quagmirova"]])
    assert done.people == 1 and len(done.mentions) == 1
    shown = []
    for viewer in (alice, charlie):
        [bo] = Person.objects.all_of(viewer).values("name", "sort", "title", "search__text", "organisation__name")
        changes = ChangeRow.objects.of(viewer).order_by("pk").values_list("op", "fields", "change__title")
        shown.append((bo, [*changes], Suppression.objects.of(viewer).count()))
    assert shown[0] == shown[1] and digest()


def test_somebody_in_the_trash_is_found_there_to_be_forgotten_and_a_live_namesake_first(alice, charlie):
    one, other = make.person(alice, "Zoë Hale"), make.person(alice, "Bo Birch")
    actions.throw(alice, [one.pk, other.pk])
    assert trash.find(alice, "zoe hale") == one and trash.find(alice, str(other.pk)) == other
    again = make.person(alice, "Zoe Hale")
    assert trash.find(alice, "Zoë Hale") == again
    for who, viewer in (("Nobody", alice), (str(one.pk), charlie), ("Bo Birch", charlie)):
        with pytest.raises(NotFound):
            trash.find(viewer, who)


def test_nobody_is_forgotten_where_one_of_them_is_somebody_elses(alice, charlie):
    mine, theirs = make.person(alice), make.person(charlie)
    with pytest.raises(NotFound):
        erase.forget(alice, [mine.pk, theirs.pk])
    assert Person.objects.of(alice).count() == Person.objects.of(charlie).count() == 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ada", "someone who asked to be forgotten"),
        ("met ADA   KING, and Ada", "met someone who asked to be forgotten, and someone who asked to be forgotten"),
        ("Adam and ada@x.example", "Adam and ada@x.example"),
        ("İlker (İLKER)", "someone who asked to be forgotten (someone who asked to be forgotten)"),
        ("a.b+c@x.example", "someone who asked to be forgotten"),
        ("", ""),
    ],
)
def test_the_longest_of_many_texts_is_replaced_as_a_whole_word(text, shown):
    texts = {"Ada", "Ada King", "İlker", "İLKER", "a.b+c@x.example", *(f"ad{n}" for n in range(50))}
    assert Sought(frozenset(texts)).replaced(text) == shown
    assert Sought(frozenset()).replaced(text) == text


def test_what_an_import_taught_says_nothing_of_who_is_in_the_trash(alice, tmp_path):
    bring(alice, archive(tmp_path, "05-04-2023", PEOPLE))
    cards = tmp_path / "contacts.vcf"
    cards.write_text(CARD)
    letter = recommendations(("Bo Lind", "Initech", "CTO", "Calm.", "07/21/09, 12:11 PM"))
    newer = [("Ada Byron", "Globex", "SRE", "01 Jan 2020"), PEOPLE[1]]
    extra = {"Recommendations_Received.csv": letter}
    file = archive(tmp_path, "11-20-2026", newer, [("me", "Bo Lind", "2026-10-01")], extra)
    batch, _ = bring(alice, file, cards)
    before = taught.taught(alice, batch)
    assert before.moved_count and before.differ_count and before.deeds and before.warm.count
    ids = Person.objects.of(alice).filter(is_owner=False).values_list("pk", flat=True)
    actions.throw(alice, ids)
    assert taught.taught(alice, batch).is_empty and taught.lines(taught.taught(alice, batch)) == []
    file = archive(tmp_path, "11-21-2026", [*newer, ("Cy Diaz", "Acme", "Dev", "01 Mar 2024")])
    preview = imports.read(alice, [file])
    assert taught.newcomers(alice, preview.batch) == ["Cy Diaz"]

"""Forgetting leaves nothing behind, touches nobody else, and holds after an old backup comes back."""

import re
import shutil
import sqlite3
from contextlib import closing
from unittest import mock

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from backcast.accounts.models import Job, Suppression, Workspace
from backcast.errors import Refused
from backcast.imports.actions import uploads
from backcast.imports.models import PreviewChunk
from backcast.introductions.models import Ask, AskStep
from backcast.journal import actions as journal
from backcast.journal.models import Batch, Change, ChangeRow
from backcast.keeping import suppressed, traces
from backcast.keeping.erase import forget, forget_again
from backcast.keeping.sought import SOMEONE, Sought
from backcast.network.actions import acquaintances
from backcast.network.models import Acquaintance, Evidence, Hop, Organisation, Person, Spot
from backcast.ties import actions as ties
from backcast.ties.actions import proposals
from backcast.ties.models import Favour
from backcast.vision.models import Barrier, FuturePerson, RoleModel, Vision
from tests import make
from tests.keeping.homes import database, everything, letters, run, told

MAIL = "zyxquill@quagmire.example"


@pytest.fixture(autouse=True)
def own_file(settings, tmp_path):
    """The codes go beside no real database."""
    settings.BACKCAST_HOME = tmp_path


def known(viewer, name="Zyx Quagmirova", email=MAIL):
    """Someone with a row in every table that can hold them."""
    person = make.person(viewer, name, email=email, organisation="Quagmire Works", title="Founder", place="Lisbon")
    make.contact(viewer, person, text=f"met {name} at the fair")
    row = make.promise(viewer, person, f"write to {name}")
    ties.stand(viewer, person, standing="supporter")
    deed = proposals.add_evidence(viewer, person, kind="interview", text=f"{name} asked their boss", on=viewer.today)
    proposals.remove_evidence(viewer, make.evidence(viewer, person, "effort", text=f"{name} drove me", source="hand"))
    proposals.refuse(viewer, (person.pk, "standing", "advocate"))
    assert deed.pk
    with journal.record(viewer, "keep") as rec:
        rec.delete(row)
    return person


def asked(viewer, person):
    """Everything that is noted of whom a person knows and of what was asked of and for them; and who else it is of."""
    name, other = person.name, make.person(viewer, "Ann Other", organisation="Elm")
    with journal.record(viewer, "keep") as rec:
        rec.insert(Favour(person=person, text=f"a lift for {name}", day=viewer.today))
        of_them = rec.insert(Ask(connector=person, text=f"Dear {name}", made_on=viewer.today))
        for_them = rec.insert(Ask(connector=other, target=person, note=f"{name} builds", made_on=viewer.today))
        rec.insert_many([AskStep(ask=one, place=1, person=person) for one in (of_them, for_them)])
        gone = rec.insert(Ask(connector=person, note=f"{name}, too", state="told", made_on=viewer.today))
    with journal.record(viewer, "keep") as rec:
        rec.update(of_them, text=f"My dear {name}")
        rec.delete(gone)
    acquaintances.retire(viewer, acquaintances.say(viewer, person, other, why=f"{name} said"))
    acquaintances.say(viewer, person, other, why="a photograph")
    Spot(workspace=viewer.workspace, person=person, x=0, y=0, group=1).save()
    assert Hop.objects.of(viewer).filter(dst=person).exists()
    return other


def wished(viewer, person):
    """A vision that names a person in every way it can."""
    with journal.record(viewer, "vision") as rec:
        vision = rec.insert(Vision(key="main", title="Head", horizon=viewer.today))
        named = rec.insert(FuturePerson(vision=vision, key="host", person=person, name=person.name))
        told_of = rec.insert(FuturePerson(vision=vision, key="cto", person=person, describe="a CTO"))
        guide = rec.insert(Barrier(vision=vision, title="Fear", guide=person, guide_name=person.name))
        learned = rec.insert(RoleModel(vision=vision, person=person, name=person.name, what="calm"))
        rec.update(learned, what="calm days")
        rec.update(named, weight=5)
        rec.update(guide, first_ask="how?")
        gone = rec.insert(FuturePerson(vision=vision, key="zyx-quagmirova", person=person, name=person.name))
    with journal.record(viewer, "vision") as rec:
        rec.delete(gone)
    return named, told_of, guide, learned


def left(viewer):
    """Every place that still names Zyx."""
    wanted = Sought(frozenset({"quagmirova", MAIL, "quagmire works"}), frozenset({"zyx quagmirova"}))
    return traces.search(viewer, wanted)[0]


def test_nothing_of_a_person_is_left(alice):
    person = known(alice)
    other = asked(alice, person)
    named, told_of, guide, learned = wished(alice, person)
    report = {"problems": [{"message": f"bad date of {MAIL}"}]}
    batch = Batch(workspace=alice.workspace, state="applied", digest="x", as_of=alice.today, report=report)
    batch.save()
    args = {"paths": ["up/1"], "result": {"report": report}}
    Job(workspace=alice.workspace, kind="imports.read", state="done", args=args).save()
    PreviewChunk(workspace=alice.workspace, batch=batch, records=[{"name": "Zyx Quagmirova"}, {"name": "Bo"}]).save()
    assert left(alice)
    assert forget(alice, [person.pk]).traces == 0
    assert left(alice) == []
    assert not Organisation.objects.of(alice).filter(name="Quagmire Works").exists()
    for model in (Acquaintance, Evidence, Hop, Spot, Favour, Ask, AskStep):
        assert not model.objects.all_of(alice).exists()
    assert set(Person.objects.all_of(alice)) == {other}
    assert PreviewChunk.objects.of(alice).get().records == [{"name": "Bo"}]
    named.refresh_from_db()
    told_of.refresh_from_db()
    guide.refresh_from_db()
    assert (named.person, named.name, named.describe) == (None, "", SOMEONE)
    assert (told_of.person, told_of.describe) == (None, "a CTO")
    learned.refresh_from_db()
    assert (learned.person, learned.name) == (None, f"{SOMEONE} ({learned.pk})")
    assert (guide.guide, guide.guide_name, guide.first_ask) == (None, "", "how?")
    newest = Change.objects.of(alice).latest("pk")
    assert (newest.verb, newest.title, newest.rows.count()) == ("forget", "Forgot a person", 0)


def test_others_keep_everything_and_their_notes_are_named_for_review(alice):
    other = make.person(alice, "Bo Lind", email="bo@lind.example", organisation="Quagmire Works")
    row = make.contact(alice, other, text="lunch with Zyx Quagmirova")
    person = known(alice)
    history = list(ChangeRow.objects.of(alice).filter(table=2, row=other.pk).values_list())
    done = forget(alice, [person.pk])
    assert done.mentions == (traces.Trace("backcast_interaction", "text", row.pk),) and done.traces == 1
    assert Person.objects.of(alice).get().pk == other.pk
    assert Organisation.objects.of(alice).filter(name="Quagmire Works").exists()
    assert list(ChangeRow.objects.of(alice).filter(table=2, row=other.pk).values_list()) == history != []
    assert Change.objects.of(alice).filter(title="Bo Lind").count() == 2


def test_what_was_asked_of_others_is_named_for_review_with_whom_it_was_asked_of(alice):
    person, bo = known(alice), make.person(alice, "Bo Lind", organisation="Elm")
    with journal.record(alice, "ask") as rec:
        row = rec.insert(Ask(connector=bo, wanted="like Zyx Quagmirova", made_on=alice.today))
    acquaintances.say(alice, bo, make.person(alice, "Cy Lind"), why="Zyx Quagmirova told me")
    found = traces.told(alice, forget(alice, [person.pk]).mentions)
    assert {(one.what, one.person) for one in found} == {
        ("What you asked of", bo),
        ("How you know whom somebody knows:", bo),
    }
    assert row.pk and not ChangeRow.objects.of(alice).filter(fields__contains="zyx").exists()


def test_a_namesake_stays_untouched(alice):
    one, two = known(alice), make.person(alice, "Zyx Quagmirova", organisation="Elsewhere")
    done = forget(alice, [one.pk])
    assert done.traces == 0
    two.refresh_from_db()
    assert two.name == "Zyx Quagmirova" and two.search.text
    assert suppressed.returned(alice) == []


def test_a_shared_address_of_a_family_is_not_suppressed(alice):
    one = make.person(alice, "Zyx Quagmirova", email=MAIL)
    two = make.person(alice, "Wyn Quagmirova")
    with journal.record(alice, "edit") as rec:
        point = one.points.get()
        rec.insert(type(point)(person=two, kind="email", value=MAIL, key=MAIL, day=alice.today))
    forget(alice, [one.pk])
    assert suppressed.returned(alice) == []
    assert Person.objects.of(alice).get().pk == two.pk


def test_what_was_done_before_can_still_be_taken_back(alice):
    other = make.person(alice, "Bo Lind")
    person = known(alice)
    wished(alice, person)
    forget(alice, [person.pk])
    for change in Change.objects.of(alice).filter(undo_of=None, undone=False).exclude(verb="forget").order_by("-pk"):
        journal.invert(alice, change)
    assert not Person.objects.of(alice).filter(pk=other.pk).exists()
    assert left(alice) == []


def test_only_keyed_codes_are_kept(alice, settings):
    person = known(alice)
    forget(alice, [person.pk])
    kept = (settings.BACKCAST_HOME / "suppressed.json").read_text()
    assert "quag" not in kept.lower()
    assert all(code in kept for code in Suppression.objects.of(alice).values_list("code", flat=True))


@pytest.mark.parametrize("email", [MAIL, ""])
def test_someone_brought_back_by_an_old_backup_is_forgotten_again(alice, email):
    forget(alice, [known(alice, email=email).pk])
    Suppression.objects.of(alice).delete()
    known(alice, email=email)
    stays = make.person(alice, "Bo Lind", email="bo@lind.example")
    forget_again()
    assert [row.pk for row in Person.objects.of(alice)] == [stays.pk]
    assert left(alice) == []
    stamp = Workspace.objects.get(pk=alice.workspace_id).stamp
    forget_again()
    assert Workspace.objects.get(pk=alice.workspace_id).stamp == stamp


def test_nobody_is_forgotten_while_an_import_is_written(alice):
    person = make.person(alice)
    Batch(workspace=alice.workspace, state="applying", digest="x", as_of=alice.today).save()
    with pytest.raises(Refused):
        forget(alice, [person.pk])
    assert Person.objects.of(alice).filter(pk=person.pk).exists()
    assert not Suppression.objects.of(alice).exists()


def test_a_list_that_waits_for_an_answer_goes_too(alice):
    person = known(alice)
    waiting, unread = (uploads.keep(name, [person.name.encode()]) for name in ("mine.csv", "other.vcf"))
    uploads.ask([waiting], [])
    forget(alice, [person.pk])
    assert not waiting.parent.exists() and unread.exists()


def test_a_stranger_s_mention_is_neither_shown_nor_changed(alice, charlie):
    person = known(alice)
    theirs = known(charlie)
    done = forget(alice, [person.pk])
    assert done.mentions == () and Person.objects.of(charlie).get().pk == theirs.pk
    assert Change.objects.of(charlie).filter(title="Zyx Quagmirova").exists()


def test_no_byte_of_a_person_is_left_in_the_files(home):
    who = told(home, "add", "Wyx Canarius", "--email", "wyx@canarius.example", "--org", "Canarius Works")["id"]
    run(home, "log", str(who), "Canarius told me of the mines", "--on", "2026-11-01")
    run(home, "stand", str(who), "champion")
    run(home, "backup")
    assert b"canarius" in everything(home).lower()
    done = told(home, "erase", "wyx@canarius.example", "--yes")
    assert (done["erased"], done["traces"], done["review"], done["backups"]) == (True, 0, [], 2)
    assert b"canarius" not in everything(home).lower()
    newest = max((home / "backups").glob("*.sqlite3"))
    shutil.copy(newest, database(home))
    assert "Wyx Canarius" not in {one["name"] for one in told(home, "people")}
    assert b"canarius" not in everything(home).lower()


def test_no_three_letters_of_a_rare_name_are_left_in_the_index(home):
    who = told(home, "add", "𐌀𐌀𐌀𐌀 Canarius", "--email", "wyx@canarius.example")["id"]
    before = told(home, "backup")["path"]
    with closing(sqlite3.connect(database(home))) as held:
        blocks = "SELECT count(*) FROM backcast_searchindex_data WHERE instr(block, cast(? AS BLOB))"
        assert held.execute(blocks, ("𐌀",)).fetchone()[0] and {"can", "𐌀𐌀𐌀"} <= letters(home)
    assert told(home, "erase", str(who), "--yes")["traces"] == 0
    assert "𐌀".encode() not in everything(home)
    with closing(sqlite3.connect(database(home))) as held:
        rest = " ".join(row[0] for row in held.execute("SELECT text FROM backcast_searchtext"))
        assert {term for term in letters(home) if term not in rest} == set()
    shutil.copy(before, database(home))
    assert "𐌀".encode() in everything(home)
    run(home, "people")
    assert "𐌀".encode() not in everything(home)


def test_what_an_unsafe_delete_left_in_the_file_is_swept_out(home):
    run(home, "add", "Wyx Canarius", "--email", "wyx@canarius.example")
    held = sqlite3.connect(database(home), isolation_level=None)
    held.execute("PRAGMA secure_delete=OFF")
    held.execute("CREATE TABLE left (told TEXT)")
    held.executemany("INSERT INTO left VALUES (?)", [("wyx@canarius.example " * 300,)] * 9)
    held.execute("DROP TABLE left")
    held.close()
    assert everything(home).count(b"wyx@canarius") > 1000
    assert told(home, "erase", "Wyx Canarius", "--yes")["traces"] == 0
    assert b"canarius" not in everything(home).lower()


@given(st.integers(1, 40), st.lists(st.integers(0, 200), max_size=6))
def test_every_occurrence_in_a_file_is_counted_once(tmp_path_factory, size, gaps):
    file = tmp_path_factory.getbasetemp() / "bytes"
    file.write_bytes(b"".join(b"." * gap + b"needle" for gap in gaps))
    with mock.patch.object(traces, "CHUNK", size):
        assert traces.count(file, re.compile(b"needle"), 6) == len(gaps)


def test_without_a_terminal_only_yes_erases(home):
    assert told(home, "erase", "Ines Quill", code=1)["error"]["code"] == "refused"
    assert len(told(home, "people")) == 1
    assert told(home, "erase", "Nobody Here", "--yes", code=1)["error"]["code"] == "not_found"


@pytest.mark.django_db
def test_only_tables_that_hold_no_text_are_left_out_of_the_look():
    left_out = traces._without_text()
    assert Hop._meta.db_table in left_out
    with connection.cursor() as cursor:
        columns = [row for table in left_out for row in connection.introspection.get_table_description(cursor, table)]
    kinds = {connection.introspection.get_field_type(row.type_code, row) for row in columns}
    assert not kinds & {"TextField", "CharField", "JSONField", "UUIDField"}

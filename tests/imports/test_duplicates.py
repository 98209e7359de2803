"""Who may be here twice: found anew whenever something changed, answered once, and looked at one pair at a time."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backcast.accounts.models import Workspace
from backcast.engine.identity.evidence import KINDS
from backcast.engine.identity.records import Piece
from backcast.imports.actions import duplicates, look, merge
from backcast.imports.models import Match
from backcast.imports.queries import duplicates as queries
from backcast.imports.queries.beside import beside
from backcast.journal.actions import record
from backcast.journal.models import Change
from backcast.keeping.actions import work_once
from backcast.network import actions as network
from backcast.network.models import ContactPoint, Person
from tests import cast, make
from tests.imports import mailbox
from tests.imports.exports import bring
from tests.imports.test_orders import in_process

__all__ = ["in_process"]

NAMES = ["Anna Hale", "Bo Stone", "Cy Cedar", "Dee Dogwood", "Eve Elm", "Fay Fir"]


def twin(viewer, name="Anna Hale", email="anna@hale.example", **told):
    """Somebody with an address that others here may have too."""
    person = make.person(viewer, name, **told)
    with record(viewer, "test") as rec:
        rec.insert(ContactPoint(person=person, kind="email", key=email, value=email, day=viewer.today))
        network.settle(rec, [person.pk])
    return person


def twins(viewer, count):
    """So many pairs of people who are one each."""
    return [tuple(twin(viewer, name, f"{name[:2]}@example.org") for _ in range(2)) for name in NAMES[:count]]


def asked(viewer):
    look.look(viewer)
    return [(row.a_id, row.b_id) for row in queries.pairs(viewer)]


def people_of(row):
    return row.a, row.b


def told(one, other, answer, **more):
    """What the form of the page sends."""
    return {"one": one.pk, "other": other.pk, "answer": answer, "n": "1", **more}


@pytest.fixture
def no_scan(monkeypatch):
    """From here on everyone is never compared with everyone again."""

    def scan(*_, **__):
        raise AssertionError("everyone was compared again")

    return lambda: monkeypatch.setattr(look.match, "candidates", scan)


def test_a_look_leaves_no_trace_but_its_questions_and_happens_once(alice, no_scan):
    one, other = twin(alice), twin(alice, "A. Hale")
    before = Change.objects.of(alice).count(), Workspace.objects.get(pk=alice.workspace_id).stamp
    assert asked(alice) == [(one.pk, other.pk)]
    assert (Change.objects.of(alice).count(), Workspace.objects.get(pk=alice.workspace_id).stamp) == before
    no_scan()
    assert asked(alice) == [(one.pk, other.pk)]


def test_a_new_look_keeps_what_still_holds_and_drops_the_rest(alice):
    one, other = twin(alice), twin(alice)
    asked(alice)
    held = Match.objects.of(alice).get()
    twin(alice, "Bo Stone", "bo@stone.example"), twin(alice, "Bo Stone", "bo@stone.example")
    Match(workspace=alice.workspace, a=one, b=make.person(alice, "Zoe"), probability=0.9).save()
    assert len(asked(alice)) == 2 and (one.pk, other.pk) in asked(alice)
    assert Match.objects.of(alice).filter(pk=held.pk).exists()


def test_an_answer_is_never_asked_for_again_until_it_is_taken_back(alice):
    one, other = twin(alice), twin(alice)
    asked(alice)
    change = merge.keep_apart(alice, one, other)
    make.contact(alice, one)
    assert asked(alice) == [] and merge.keep_apart(alice, other, one) is None
    merge.take_back(alice, change)
    assert asked(alice) == [(one.pk, other.pk)]


def test_many_answers_cost_no_look(alice, no_scan):
    people = twins(alice, 4)
    assert len(asked(alice)) == 4
    no_scan()
    for place, (one, other) in enumerate(people):
        merge.merge(alice, one, other) if place % 2 else merge.keep_apart(alice, one, other)
        assert len(asked(alice)) == 3 - place


def test_after_a_merge_the_kept_one_is_asked_about_with_what_is_known_now(alice, no_scan):
    one, other = twin(alice, "Anna Hale", "a@hale.example"), twin(alice, "Anna Hale", "a@hale.example")
    third = twin(alice, "Anna Hale", "b@hale.example")
    with record(alice, "test") as rec:
        rec.insert(ContactPoint(person=other, kind="email", key="b@hale.example", value="b", day=alice.today))
    pairs = asked(alice)
    assert (other.pk, third.pk) in pairs
    no_scan()
    merge.merge(alice, one, other)
    assert asked(alice) == [(one.pk, third.pk)]
    assert queries.sure(alice).exists()


def test_an_open_question_hinders_nobody(alice):
    twin(alice, "Anna Hale", "a@hale.example")
    added = make.person(alice, "Anna Hale", organisation="Kelvin Labs")
    change = Change.objects.of(alice).order_by("-pk").first()
    Match(workspace=alice.workspace, a=Person.objects.of(alice).exclude(pk=added.pk).get(), b=added).save()
    merge.take_back(alice, change)
    assert not Match.objects.of(alice).exists()


def test_all_sure_pairs_at_once_leave_one_of_several_and_come_apart_again(alice):
    people = [twin(alice, name) for name in ("Anna Hale", "Anna Hale", "Hale, Anna", "Anna Hale")]
    apart = people[3]
    for one in people[:3]:
        merge.keep_apart(alice, one, apart)
    steps = []
    made = duplicates.apply_sure(alice, lambda done, total, what: steps.append((done, total)))
    assert len(made) == 2 and set(Person.objects.of(alice)) == {made[-1].keep, apart}
    assert all(done <= total for done, total in steps) and steps[-1][0] == steps[-1][1]
    for one in reversed(made):
        merge.unmerge(alice, one.change)
    assert set(Person.objects.of(alice)) == {*people}


def test_the_one_with_more_contacts_is_kept_unless_the_user_swaps_them(alice):
    one, other = twin(alice), twin(alice)
    make.contact(alice, other)
    asked(alice)
    assert queries.kept_first(*people_of(queries.pairs(alice).get())) == (other, one)
    client = cast.client(alice)
    page = client.get("/imports/duplicates").content.decode()
    assert f'value="{other.pk}" checked' in page
    client.post("/imports/duplicates/answer", told(one, other, "merge", keep=one.pk))
    assert Person.objects.of(alice).get() == one


def test_what_differs_is_marked_and_what_is_shared_or_missing_is_not(alice):
    one = twin(alice, "Anna Hale", organisation="Kelvin Labs", place="Oslo")
    other = twin(alice, "A. Hale", organisation="Acme")
    lines = {line.label: line for line in beside(alice, one, other)}
    assert {label for label, line in lines.items() if line.differs} == {"Name", "Work"}
    assert [one.said for one in lines["Town"].one] == ["you"] and not lines["Town"].other
    asked(alice)
    page = cast.client(alice).get("/imports/duplicates").content.decode()
    assert page.count("≠") == 3 and "1 of 1" in page and "The same e-mail address" in page


def test_the_page_takes_answers_and_takes_the_last_one_back(alice):
    twins(alice, 2)
    asked(alice)
    client = cast.client(alice)
    first, second = queries.pairs(alice)
    assert "2 of 2" in client.get("/imports/duplicates?n=2").content.decode()
    client.post("/imports/duplicates/answer", told(*people_of(first), "apart"))
    page = client.get("/imports/duplicates").content.decode()
    assert "1 of 1" in page and "Undo the last answer" in page
    client.post("/imports/duplicates/answer", told(*people_of(second), "merge"))
    page = client.get("/imports/duplicates").content.decode()
    assert "Nobody seems to be here twice" in page and page.count("Take apart") == 1 and page.count("Ask again") == 1
    client.post(f"/undo/{Change.objects.of(alice).filter(verb='merge').get().pk}")
    assert Person.objects.of(alice).count() == 4 and queries.count(alice) == 0


def test_any_two_are_compared_and_merged_by_hand(alice):
    one, other, third = make.person(alice, "Ada Ash"), make.person(alice, "Bo Birch"), make.person(alice, "Cy Cedar")
    client = cast.client(alice)
    there = client.post("/imports/duplicates/compare", {"people": [other.pk, one.pk]}).headers["Location"]
    assert "Ada Ash" in client.get(there).content.decode() and queries.count(alice) == 0
    sent = told(one, other, "merge", n="", keep=other.pk)
    assert client.post("/imports/duplicates/answer", sent).headers["Location"] == f"/people/{other.pk}/"
    assert client.get(there).headers["Location"] == f"/people/{other.pk}/"
    assert client.post("/imports/duplicates/compare", {"people": [one.pk]}).headers["Location"] == "/people/"
    assert client.post("/imports/duplicates/answer", told(one, other, "merge")).status_code == 409
    assert client.post("/imports/duplicates/answer", {"one": "x"}).status_code == 422
    assert set(Person.objects.of(alice)) == {other, third}


def test_an_old_answer_is_taken_back_where_the_two_are_compared(alice):
    one, other = twin(alice), twin(alice)
    merge.keep_apart(alice, one, other)
    client, there = cast.client(alice), f"/imports/duplicates/compare?people={one.pk}&people={other.pk}"
    assert client.post("/imports/duplicates/answer", told(one, other, "merge")).status_code == 409
    assert "You said that these are two people" in client.get(there).content.decode()
    client.post(f"/undo/{Change.objects.of(alice).get(verb='apart').pk}")
    assert "You said" not in client.get(there).content.decode() and asked(alice) == [(one.pk, other.pk)]


def test_a_stranger_can_neither_compare_nor_answer(alice, charlie):
    one, other, own = twin(alice), twin(alice), make.person(charlie, "Own")
    client = cast.client(charlie)
    for pair in ((one, other), (one, own), (own, other)):
        assert client.post("/imports/duplicates/answer", told(*pair, "merge")).status_code == 404
        assert client.get(f"/imports/duplicates/compare?people={pair[0].pk}&people={pair[1].pk}").status_code == 404
    assert Person.objects.of(alice).count() == 2 and not Match.objects.of(alice).exists()


def test_the_sure_ones_are_listed_and_merged_by_the_worker(alice):
    twin(alice), twin(alice, "Hale, Anna")
    asked(alice)
    client = cast.client(alice)
    assert "Merge 1 sure pair" in client.get("/imports/duplicates").content.decode()
    assert "Hale, Anna" in client.get("/imports/duplicates/sure").content.decode()
    job = client.post("/imports/duplicates/sure").headers["Location"]
    assert work_once() and client.get(job).headers["Location"] == "/imports/duplicates"
    assert "1 pair was merged" in client.get("/imports/duplicates").content.decode()
    assert Person.objects.of(alice).count() == 1


def test_among_very_many_the_page_asks_before_it_looks(alice, monkeypatch):
    monkeypatch.setattr(look, "AT_ONCE", 1)
    twin(alice), twin(alice)
    client = cast.client(alice)
    assert "Look again" in client.get("/imports/duplicates").content.decode() and queries.count(alice) == 0
    job = client.post("/imports/duplicates/look").headers["Location"]
    assert work_once() and client.get(job).status_code == 302
    assert "1 of 1" in client.get("/imports/duplicates").content.decode()


def test_the_page_asks_as_often_for_few_pairs_as_for_many(alice):
    counts = []
    for most in (1, 6):
        twins(alice, most)
        client = cast.client(alice)
        client.get("/imports/duplicates")
        with CaptureQueriesContext(connection) as seen:
            client.get("/imports/duplicates")
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 30


def test_somebody_in_the_trash_is_not_asked_about(alice):
    one, _ = twin(alice), twin(alice)
    asked(alice)
    Person.objects.of(alice).filter(pk=one.pk).update(deleted_at=alice.today)
    assert queries.count(alice) == 0


def test_likelihood_is_told_in_words():
    assert [queries.likely(one) for one in (0.999, 0.93, 0.8, 0.5, 0.1)] == [
        "Almost surely the same person",
        "Very likely the same person",
        "Likely the same person",
        "Perhaps the same person",
        "Rather two people",
    ]


def test_a_common_name_alone_is_told_as_a_perhaps_and_counted_as_one(alice):
    people = [make.person(alice, "Maria Schmidt") for _ in range(2)]
    assert asked(alice) == [tuple(one.pk for one in people)]
    page = cast.client(alice).get("/imports/duplicates").content.decode()
    (told,) = queries.documents(alice, queries.pairs(alice))
    assert "Perhaps the same person" in page and 0.5 <= told["probability"] < 0.75
    assert f"({int(100 * told['probability'])} %)" in page and not told["sure"]


def test_every_kind_of_evidence_has_its_words():
    assert {row[0] for row in KINDS} | {"colleague"} == set(queries.SAME) == set(queries.OTHER)


@pytest.mark.parametrize(
    ("piece", "words"),
    [
        (Piece("colleague", True, 5.0, "acme.example", "acme.example"), "An address at the same employer"),
        (Piece("colleague", False, 0.0, "acme", "acme"), "Colleagues rather than one person"),
        (Piece("birthday", True, 5.0, "1980-03-21", "1980-05-21"), "Almost the same birthday"),
        (Piece("birthday", True, 14.0, "1980-03-21", "1980-03-21"), "The same birthday"),
        (Piece("phone", True, 16.0, "+351210000", "0210000"), "The same phone number"),
        (Piece("organisation", False, -1.5, "acme", "ibm"), "Works at different places"),
    ],
)
def test_evidence_is_told_as_it_is(piece, words):
    assert queries.reason(piece).words == words


@pytest.mark.usefixtures("in_process")
def test_an_import_ends_with_a_look_and_says_what_it_found(alice, tmp_path):
    twin(alice), twin(alice)
    batch, _ = bring(alice, mailbox.written(tmp_path / "box", [mailbox.person("Dee Dogwood")]))
    assert queries.count(alice) == 1
    client = cast.client(alice)
    for page in (f"/imports/{batch.pk}/", "/imports/"):
        assert "1 pair may be the same person" in client.get(page).content.decode()

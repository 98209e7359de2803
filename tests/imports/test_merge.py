"""Two people become one and are taken apart again: nothing is lost, and everything comes back as it was."""

import datetime as dt
from itertools import count

import pytest
from django.apps import apps
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from backcast.errors import NotFound, Refused
from backcast.imports.actions import acquaintances, joining, merge
from backcast.imports.models import Match, Sighting
from backcast.imports.queries import merges
from backcast.introductions.models import OPEN, Ask, AskStep
from backcast.journal import actions as journal
from backcast.journal.actions import record
from backcast.journal.models import Batch, Change, ChangeRow
from backcast.journal.queries import number
from backcast.keeping import erase
from backcast.network import actions as network
from backcast.network import queries
from backcast.network.models import Acquaintance, ContactPoint, Evidence, Fact, Hop, Person, Position, Tag, Tagged
from backcast.network.queries.acquaintances import strength
from backcast.ties import actions as ties
from backcast.ties.models import Favour, Interaction, Promise, StandingEvidence, Tie, TieProposal
from backcast.vision.models import Barrier, FuturePerson, Vision
from backcast.week.models import Move, Week
from tests import cast, make

COUNT = count()
JOURNAL = {"Change", "ChangeRow", "Job", "Match", "Workspace", "User", "Token"}
"""What grows with every act, and the answer about the pair, which an unmerge leaves behind."""


def state(viewer):
    """Every column of every row that is not about the work itself, the derived ones too."""
    found = {}
    for model in apps.get_app_config("backcast").get_models():
        if model.__name__ not in JOURNAL:
            for row in model.objects.all_of(viewer):
                key = (row.src_id, row.dst_id) if model is Hop else row.pk
                found[model.__name__, key] = journal.image(row)
                if model is Hop:  # made anew, under another id
                    del found[model.__name__, key]["id"]
    return found


def last(viewer, verb="merge"):
    return Change.objects.of(viewer).filter(verb=verb).order_by("-pk").first()


def test_every_column_that_points_at_a_person_has_a_rule():
    relations = [one for one in Person._meta.get_fields(include_hidden=True) if one.auto_created and one.is_relation]
    pointing = {f"{one.related_model.__name__}.{one.field.name}" for one in relations if not one.concrete}
    assert pointing == set(joining.RULES)


WHO = st.integers(0, 3)
DAY = st.sampled_from([dt.date(2024, 1, 1), dt.date(2025, 6, 1), dt.date(2026, 3, 4)])
BATCH = st.sampled_from([None, 0, 1])
KEY = st.sampled_from([None, 7, 8])
row = st.one_of(
    st.tuples(
        st.just("fact"), WHO, st.sampled_from(["place", "languages", "note", "connected"]), DAY, BATCH, st.booleans()
    ),
    st.tuples(st.just("point"), WHO, st.sampled_from(["home@example.org", "work@example.org"]), DAY, BATCH, KEY),
    st.tuples(st.just("role"), WHO, st.sampled_from(["Ash & Co", "Birch"]), DAY, BATCH, st.booleans()),
    st.tuples(st.just("contact"), WHO, st.just(""), DAY, BATCH, KEY),
    st.tuples(st.just("proof"), WHO, st.sampled_from(["recommendation", "effort"]), DAY, BATCH, KEY),
    st.tuples(st.just("knows"), WHO, WHO, DAY, BATCH, KEY),
    st.tuples(st.just("answer"), WHO, st.sampled_from(["refused", "accepted", "left"]), DAY, BATCH, KEY),
    st.tuples(st.just("tag"), WHO, st.sampled_from(["choir", "chess"]), DAY, BATCH, KEY),
    st.tuples(st.just("move"), WHO, st.sampled_from(["shown", "done", "skipped"]), DAY, BATCH, KEY),
    st.tuples(st.just("stand"), WHO, st.sampled_from(["champion", "friendly"]), DAY, BATCH, KEY),
    st.tuples(st.just("promise"), WHO, st.just(""), DAY, BATCH, KEY),
    st.tuples(st.just("favour"), WHO, st.sampled_from(["in", "out"]), DAY, BATCH, KEY),
    st.tuples(st.just("ask"), WHO, st.sampled_from(["drafted", "asked", "agreed", "told"]), DAY, BATCH, KEY),
    st.tuples(st.just("dispute"), WHO, WHO, DAY, BATCH, KEY),
    st.tuples(st.just("future"), WHO, st.sampled_from(["Ada", "Bo", "nobody"]), DAY, BATCH, KEY),
    st.tuples(st.just("seen"), WHO, st.just(""), DAY, BATCH, KEY),
)


class World:
    """A few people and rows about them, written as the actions would."""

    def __init__(self, viewer, rows):
        self.viewer = viewer
        self.people = make.people(viewer, [(name, "Ash & Co", "") for name in ("Ada", "Ada", "Bo", "Cy")])
        told = {"workspace": viewer.workspace, "state": "applied", "as_of": viewer.today}
        self.batches = [Batch(digest=digest, **told) for digest in "ab"]
        for one in self.batches:
            one.save()
        with record(viewer, "test") as rec:
            self.vision = rec.insert(Vision(key="main", active=True, title="T", horizon=dt.date(2031, 1, 1)))
            self.week = rec.insert(Week(start=dt.date(2026, 11, 23)))
            for one in rows:
                getattr(self, f"_{one[0]}")(rec, self.people[one[1]], *one[2:])
            acquaintances.settle(rec, set(Acquaintance.objects.of(viewer).values_list("pk", flat=True)))
            network.settle(rec, [one.pk for one in self.people])
        ties.refresh(viewer, None)

    def _sourced(self, day, batch):
        if batch is None:
            return {"day": day, "source": "hand"}
        return {"day": day, "source": "mail", "batch": self.batches[batch]}

    def _once(self, rec, model, same, **more):
        """A row, unless these columns are told already."""
        if same.get("key", 0) is None or not model.objects.of(self.viewer).filter(**same).exists():
            rec.insert(model(**same, **more))

    def _fact(self, rec, who, field, day, batch, chosen):
        told = self._sourced(day, batch)
        same = {"person": who, "field": field, "source": told.pop("source")}
        value = "the same" if field == "note" else day.isoformat()
        self._once(rec, Fact, {**same, "value": value}, chosen=chosen, **told)

    def _point(self, rec, who, key, day, batch, _):
        self._once(
            rec, ContactPoint, {"person": who, "kind": "email", "key": key}, value=key, **self._sourced(day, batch)
        )

    def _role(self, rec, who, where, day, batch, chosen):
        place = network.put_organisation(rec, where)
        rec.insert(Position(person=who, organisation=place, title="Smith", chosen=chosen, **self._sourced(day, batch)))

    def _contact(self, rec, who, _, day, batch, key):
        told = {"kind": "mail", "weight": 1.0, "hours": 0.1, "way": "in", **self._sourced(day, batch)}
        self._once(rec, Interaction, {"person": who, "key": key}, **told)

    def _proof(self, rec, who, kind, day, batch, key):
        self._once(rec, StandingEvidence, {"person": who, "kind": kind, "key": key}, **self._sourced(day, batch))

    def _knows(self, rec, who, other, day, batch, key):
        a, b = sorted((who.pk, self.people[other].pk))
        if a == b:
            return
        self._once(rec, Acquaintance, {"a_id": a, "b_id": b})
        found = Acquaintance.objects.of(self.viewer).get(a=a, b=b)
        same = {"acquaintance": found, "kind": "thread", "key": key}
        self._once(rec, Evidence, same, strength=0.3, **self._sourced(day, batch))

    def _answer(self, rec, who, state, day, *_):
        self._once(rec, TieProposal, {"person": who, "field": "standing", "value": "champion"}, state=state, on=day)

    def _tag(self, rec, who, name, *_):
        self._once(rec, Tag, {"name": name})
        self._once(rec, Tagged, {"tag": Tag.objects.of(self.viewer).get(name=name), "person": who})

    def _move(self, rec, who, state, day, *_):
        told = {"kind": "wake", "minutes": 10, "state": state, "serves": [["tie", who.pk]]}
        self._once(rec, Move, {"week": self.week, "person": who, "key": f"wake:{who.pk}"}, **told)

    def _stand(self, rec, who, standing, day, *_):
        told = {"standing": standing, "standing_on": day, "ring": "close", "suggest": False}
        rec.update(Tie.objects.of(self.viewer).get(person=who), **told)

    def _promise(self, rec, who, _, day, *__):
        rec.insert(Promise(person=who, text="slides", made_on=day))

    def _favour(self, rec, who, way, day, *_):
        rec.insert(Favour(person=who, way=way, text="lent a book", day=day))

    def _ask(self, rec, who, state, day, _, key):
        if state in OPEN and Ask.objects.of(self.viewer).filter(connector=who, state__in=OPEN).exists():
            return
        target = self.people[key - 6] if key else None
        told = {"target": target, "state": state, "made_on": day, "score": 0.5}
        step = AskStep(ask=rec.insert(Ask(connector=who, **told)), place=1, person=who)
        rec.insert(step)

    def _dispute(self, rec, who, other, *_):
        a, b = sorted((who.pk, self.people[other].pk))
        if a != b:
            self._once(rec, Acquaintance, {"a_id": a, "b_id": b})
            rec.update(Acquaintance.objects.of(self.viewer).get(a=a, b=b), state="disputed")

    def _future(self, rec, who, name, *_):
        n = FuturePerson.objects.of(self.viewer).count()
        linked = who if name != "nobody" else None
        told = "Ada" if linked is None else name
        rec.insert(FuturePerson(vision=self.vision, key=f"f{n}", name=told, person=linked))
        rec.insert(Barrier(vision=self.vision, title=f"b{n}", guide=linked, guide_name=told))

    def _seen(self, rec, who, _, day, batch, __):
        for fact in Fact.objects.of(self.viewer).filter(person=who, batch__isnull=False):
            for one in self.batches:
                self._once(rec, Sighting, {"table": number(Fact), "row": fact.pk, "batch": one}, day=min(day, fact.day))


def examples(most):
    return settings(
        max_examples=most,
        deadline=None,
        phases=[Phase.explicit, Phase.reuse, Phase.generate],
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )


worlds = given(told=st.lists(row, max_size=20), pairs=st.lists(st.tuples(WHO, WHO), min_size=1, max_size=3))


@pytest.mark.django_db
@examples(5)
@worlds
def test_taking_merges_apart_restores_every_column(told, pairs):
    comes_back(told, pairs)


@pytest.mark.deep
@pytest.mark.django_db
@examples(400)
@worlds
def test_taking_many_merges_apart_restores_every_column(told, pairs):
    comes_back(told, pairs)


def comes_back(told, pairs):
    viewer = cast.viewer(f"w{next(COUNT)}")
    world = World(viewer, told)
    before, made = [], []
    for keep, gone in pairs:
        one, other = (queries.person(viewer, world.people[place].pk) for place in (keep, gone))
        if one.pk != other.pk:
            before.append(state(viewer))
            made.append(merge.merge(viewer, one, other))
            left = {Person.objects.all_of(viewer).get(pk=other.pk).merged_into_id}
            assert left == {one.pk} and not pointing_at(viewer, other)
    for merged, earlier in zip(reversed(made), reversed(before), strict=True):
        found = merge.unmerge(viewer, merged.change)
        assert not found.stayed and not found.changed_since
        assert state(viewer) == earlier


def pointing_at(viewer, person):
    """Rows of any table that still point at somebody, but for answers about pairs."""
    found = []
    for name in joining.RULES:
        model, field = name.split(".")
        if model != "Match":
            found += apps.get_model("backcast", model).objects.all_of(viewer).filter(**{field: person})
    return found


@pytest.fixture
def two(alice):
    """Two people who are one, each with something of their own."""
    ada = make.person(alice, "Ada Ash", email="ada@example.org", standing="friendly", ring="close")
    other = make.person(alice, "A. Ash", email="ash@example.com", standing="champion", aim="champion", suggest=False)
    make.contact(alice, ada, days_ago=3)
    make.contact(alice, other, days_ago=30)
    return ada, other


def test_what_the_user_said_of_either_stays_and_the_kept_ones_words_come_first(alice, two):
    made = merge.merge(alice, *two)
    tie = Tie.objects.of(alice).get(person=made.keep)
    assert (tie.standing, tie.aim, tie.ring, tie.suggest, tie.interactions) == (
        "friendly",
        "champion",
        "close",
        False,
        2,
    )
    assert {point.key for point in made.keep.points.all()} == {"ada@example.org", "ash@example.com"}
    assert made.change.pinned and Change.objects.of(alice).filter(pk__gt=made.change.pk).count() == 0


def test_an_old_id_leads_to_the_kept_one_through_several_merges(alice, two):
    third = make.person(alice, "Ada A.")
    merge.merge(alice, *two)
    merge.merge(alice, third, two[0])
    for one in two:
        assert queries.person(alice, one.pk) == queries.find(alice, str(one.pk)) == third
    assert set(Person.objects.of(alice)) == {third}


def test_a_merge_is_refused_for_the_owner_the_same_the_trash_and_two_said_to_be_two(alice, two):
    ada, other = two
    me = make.person(alice, "Mia Me")
    Person.objects.of(alice).filter(pk=me.pk).update(is_owner=True)
    gone = make.person(alice, "Gone")
    Person.objects.of(alice).filter(pk=gone.pk).update(deleted_at=alice.today)
    for pair in ((ada, ada), (ada, me), (me, ada), (ada, gone), (gone, ada)):
        with pytest.raises(Refused):
            merge.merge(alice, *pair)
    merge.keep_apart(alice, ada, other)
    with pytest.raises(Refused, match="two people"):
        merge.merge(alice, other, ada)
    merge.take_back(alice, last(alice, "apart"))
    assert merge.merge(alice, other, ada).keep == other


def test_two_kept_apart_stay_apart_whoever_they_are_merged_with(alice, two):
    third = make.person(alice, "Ada A.")
    merge.keep_apart(alice, two[1], third)
    merge.merge(alice, *two)
    with pytest.raises(Refused):
        merge.merge(alice, two[0], third)


def test_what_came_after_a_merge_stays_with_the_kept_one_and_is_named(alice, two):
    before = state(alice)
    made = merge.merge(alice, *two)
    make.contact(alice, made.keep)
    make.promise(alice, made.keep)
    ties.stand(alice, made.keep, ring="inner")
    found = merge.unmerge(alice, made.change)
    assert dict(found.stayed) == {"contacts": 1, "promises": 1} and found.restored == [two[1]]
    after = state(alice)
    assert after.pop(("Tie", two[0].pk))["ring"] == "inner"
    before.pop(("Tie", two[0].pk))
    assert {key: after[key] for key in before} == before
    assert {name for name, _ in after.keys() - before.keys()} == {"Interaction", "Promise"}
    assert Match.objects.of(alice).get().state == "apart"


def test_evidence_that_came_after_a_merge_stays_with_the_kept_one(alice, two):
    ada, other = two
    friend = make.person(alice, "Bo Birch")
    with record(alice, "test") as rec:
        known = rec.insert(Acquaintance(a=other, b=friend))
        rec.insert(Evidence(acquaintance=known, kind="said", strength=0.5, day=alice.today))
    made = merge.merge(alice, ada, other)
    with record(alice, "test") as rec:
        new = Acquaintance.objects.of(alice).get()
        rec.insert(Evidence(acquaintance=new, kind="meeting", strength=0.2, day=alice.today))
    merge.unmerge(alice, made.change)
    told = {(row.acquaintance.a_id, row.kind, row.acquaintance.strength) for row in Evidence.objects.of(alice)}
    assert told == {(other.pk, "said", 0.5), (ada.pk, "meeting", strength([0.2]))}


def test_an_older_merge_waits_for_the_newer_one_and_names_it(alice, two):
    third = make.person(alice, "Ada A.")
    first = merge.merge(alice, *two)
    second = merge.merge(alice, third, two[0])
    with pytest.raises(Refused) as refused:
        merge.unmerge(alice, first.change)
    assert str(second.change.pk) in refused.value.hint
    merge.unmerge(alice, second.change)
    merge.unmerge(alice, first.change)
    with pytest.raises(Refused):
        merge.unmerge(alice, first.change)
    with pytest.raises(NotFound):
        merge.unmerge(alice, last(alice, "add"))


def test_a_merge_of_others_leaves_it_free(alice, two):
    first = merge.merge(alice, *two)
    merge.merge(alice, make.person(alice, "Bo"), make.person(alice, "Bob"))
    assert merge.unmerge(alice, first.change).restored == [two[1]]


def test_two_kept_apart_by_an_unmerge_may_be_asked_about_again_by_undoing_that(alice, two):
    made = merge.merge(alice, *two)
    merge.take_back(alice, made.change)
    assert [one.is_merge for one in merges.lately(alice, 5)] == [False]
    merge.take_back(alice, last(alice, "apart"))
    assert not Match.objects.of(alice).exclude(state="open").exists() and merges.lately(alice, 5) == []


def test_the_person_page_tells_who_was_merged_and_an_old_address_leads_there(alice, two):
    client = cast.client(alice)
    merge.merge(alice, *two)
    answer = client.get(f"/people/{two[1].pk}/")
    assert answer.headers["Location"] == f"/people/{two[0].pk}/"
    assert "Take apart" in client.get(answer.headers["Location"]).content.decode()
    client.post(f"/undo/{last(alice).pk}")
    assert client.get(f"/people/{two[1].pk}/").status_code == 200


def test_forgetting_somebody_forgets_who_was_merged_into_them(alice, two):
    third = make.person(alice, "Zebulon Quill", email="zeb@quill.example", organisation="Quill & Co")
    make.contact(alice, third, text="tea")
    made = merge.merge(alice, two[0], third)
    assert erase.forget(alice, [made.keep.pk]).traces == 0
    told = [*ChangeRow.objects.of(alice).values_list("before", "after"), *Change.objects.of(alice).values_list("title")]
    assert "uill" not in str(told) and not Person.objects.all_of(alice).filter(pk=third.pk).exists()
    with pytest.raises(Refused, match="not known any more"):
        merge.unmerge(alice, made.change)


def test_what_was_done_with_one_of_them_counts_for_the_kept_one(alice, two):
    with record(alice, "test") as rec:
        week = rec.insert(Week(start=dt.date(2026, 11, 23)))
        told = {"week": week, "kind": "wake", "minutes": 10}
        for person, state in ((two[0], "shown"), (two[1], "done")):
            rec.insert(Move(person=person, key=f"wake:{person.pk}", state=state, serves=[["tie", person.pk]], **told))
        rec.insert(Move(person=two[1], key="promise:7", state="skipped", week=week, kind="promise", minutes=15))
    merge.merge(alice, *two)
    moves = {row.key: (row.person_id, row.state, row.serves) for row in Move.objects.of(alice)}
    kept = two[0].pk
    assert moves == {f"wake:{kept}": (kept, "done", [["tie", kept]]), "promise:7": (kept, "skipped", [])}


def test_a_name_that_two_had_is_found_by_the_vision_once_they_are_one(alice):
    one, other = make.person(alice, "Ada Ash"), make.person(alice, "Ada Ash")
    with record(alice, "test") as rec:
        vision = rec.insert(Vision(key="main", active=True, title="T", horizon=dt.date(2031, 1, 1)))
        rec.insert(FuturePerson(vision=vision, key="ada", name="Ada Ash"))
    made = merge.merge(alice, one, other)
    assert FuturePerson.objects.of(alice).get().person == one
    merge.unmerge(alice, made.change)
    assert FuturePerson.objects.of(alice).get().person is None


def test_a_merge_comes_apart_though_somebody_both_knew_was_forgotten(alice, two):
    friend = make.person(alice, "Zebulon Quill")
    with record(alice, "test") as rec:
        for one in two:
            known = rec.insert(Acquaintance(a=one, b=friend))
            rec.insert(Evidence(acquaintance=known, kind="thread", key=7, strength=0.5, day=alice.today))
    made = merge.merge(alice, *two)
    erase.forget(alice, [friend.pk])
    assert merge.unmerge(alice, made.change).restored == [two[1]]
    assert not Evidence.objects.of(alice).exists()


def test_somebody_is_still_found_by_a_name_they_had(alice, two):
    merge.merge(alice, *two)
    for name in ("Ada Ash", "A. Ash"):
        assert queries.find(alice, name) == two[0]
        assert [row.pk for row in queries.search(alice, name)] == [two[0].pk]
    assert not queries.search_lags(alice)


def test_two_different_things_under_one_key_both_stay_and_the_same_thing_is_one(alice, two):
    for key, words in ((7, ("kind", "quick")), (8, ("wise", "wise"))):
        for person, text in zip(two, words, strict=True):
            make.evidence(alice, person, key=key, text=text)
    made = merge.merge(alice, *two)
    assert sorted(StandingEvidence.objects.of(alice).values_list("text", flat=True)) == ["kind", "quick", "wise"]
    merge.unmerge(alice, made.change)
    assert sorted(two[1].evidence.values_list("key", "text")) == [(7, "quick"), (8, "wise")]

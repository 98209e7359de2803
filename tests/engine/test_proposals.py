"""Proposed standings and rings: what speaks for what, and the laws both keep."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from backcast.engine import rings, standing
from backcast.engine.standing import RANK, SPEAKS_FOR, Answer, Evidence
from backcast.engine.warmth.constants import RING_SIZE
from backcast.ties.models import EVIDENCE

DAY = dt.date(2026, 11, 22)
days = st.integers(0, 5000).map(lambda ago: DAY - dt.timedelta(days=ago))
standings = st.sampled_from(standing.STANDINGS)
evidence = st.lists(st.builds(Evidence, st.sampled_from(EVIDENCE), days), max_size=6)
answers = st.lists(st.builds(Answer, st.sampled_from(standing.STANDINGS[1:]), st.booleans(), days), max_size=4)


def ago(number):
    return DAY - dt.timedelta(days=number)


def rank(word):
    return RANK[word] if word else -1


def test_every_kind_the_table_knows_is_one_evidence_can_have():
    silent = set(EVIDENCE) - set(SPEAKS_FOR)
    assert set(SPEAKS_FOR) <= set(EVIDENCE)
    assert silent == {"recommendation_given", "endorsement_given", "follow"}
    assert all(because for _, because in SPEAKS_FOR.values())


def test_the_definitions_of_the_four_lists_hold():
    told = {kind: standing.proposed("unknown", [Evidence(kind, DAY)]) for kind in EVIDENCE}
    assert told["effort"] == "champion" and told["interview"] == "advocate" and told["reference"] == "supporter"
    assert told["endorsement"] == "friendly" and told["follow"] is None


@given(standings, evidence, answers)
@settings(max_examples=100)
def test_a_proposal_is_the_highest_spoken_for_above_what_is_set_and_not_refused(now, told, said):
    refused = {answer.standing for answer in said if answer.refused}
    spoken = {SPEAKS_FOR[one.kind][0] for one in told if one.kind in SPEAKS_FOR}
    fitting = [word for word in spoken if RANK[word] > RANK[now]]
    assert standing.proposed(now, told) == max(fitting, key=rank, default=None)
    assert standing.proposed(now, told, said) in [None, *(set(fitting) - refused)]


@given(standings, evidence, evidence, answers)
@settings(max_examples=100)
def test_more_evidence_never_proposes_less_and_order_changes_nothing(now, told, more, said):
    fewer = standing.proposed(now, told, said)
    assert rank(standing.proposed(now, told + more, said)) >= rank(fewer)
    assert standing.proposed(now, told[::-1], said[::-1]) == fewer


def test_what_was_left_rests_until_newer_evidence_for_it_and_a_refusal_is_for_good():
    written = Evidence("recommendation", ago(400))
    left, refused = Answer("supporter", False, ago(30)), Answer("supporter", True, ago(30))
    assert standing.proposed("unknown", [written], [left]) is None
    assert standing.proposed("unknown", [written, Evidence("endorsement", DAY)], [left]) == "friendly"
    assert standing.proposed("unknown", [written, Evidence("reference", DAY)], [left]) == "supporter"
    assert standing.proposed("unknown", [written, Evidence("reference", DAY)], [refused]) is None
    assert standing.proposed("unknown", [written, Evidence("endorsement", ago(9))], [refused]) == "friendly"
    assert standing.proposed("unknown", [written, Evidence("effort", ago(500))], [refused, left]) == "champion"
    waved = Answer("champion", False, ago(30))
    assert standing.proposed("unknown", [written, Evidence("effort", ago(500))], [waved]) is None


nears = st.builds(
    rings.Near,
    key=st.integers(1, 10**6),
    days=st.integers(0, 60),
    lasting=st.integers(0, 2000),
    closeness=st.floats(0, 1),
    strength=st.floats(0, 1),
    one_sided=st.booleans(),
    answered=st.frozensets(st.sampled_from([*rings.NEAREST, "outer"]), max_size=2),
)
crowds = st.lists(nears, max_size=60, unique_by=lambda one: one.key)
places = st.fixed_dictionaries({ring: st.integers(0, size + 2) for ring, size in RING_SIZE.items()})


@given(crowds, places)
@settings(max_examples=100)
def test_rings_are_for_real_contact_and_never_hold_more_than_they_do(ties, taken):
    found = rings.proposed(ties, taken)
    held = {one.key: one for one in ties}
    for key, ring in found.items():
        near = held[key]
        assert near.days >= rings.LEAST_DAYS[ring] and near.closeness >= rings.LEAST_CLOSENESS[ring]
        assert not near.one_sided and near.lasting >= rings.LASTING
        assert all(rings.NEAREST.index(ring) < rings.NEAREST.index(a) for a in near.answered & set(rings.NEAREST))
    for ring in rings.NEAREST:
        new = sum(1 for one in found.values() if one == ring)
        assert new == 0 or new + taken[ring] <= RING_SIZE[ring]
    assert rings.proposed(ties[::-1], taken) == found


def test_who_fits_a_full_ring_is_proposed_for_the_next():
    friend = rings.Near(1, days=40, lasting=900, closeness=0.7, strength=0.8)
    assert rings.proposed([friend], {}) == {1: "inner"}
    assert rings.proposed([friend], {"inner": 5}) == {1: "close"}
    assert rings.proposed([friend], {"inner": 9, "close": 15, "active": 50}) == {}


def test_the_stronger_tie_gets_the_last_place():
    ties = [rings.Near(key, 40, 900, 0.7, strength=key / 10) for key in range(1, 8)]
    assert rings.proposed(ties, {"close": 15}) == {7: "inner", 6: "inner", 5: "inner", 4: "inner", 3: "inner"} | {
        2: "active",
        1: "active",
    }

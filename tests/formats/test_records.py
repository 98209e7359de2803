import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcast.formats import records


@pytest.mark.parametrize("kind", records.KINDS.values())
@given(data=st.data())
def test_every_record_survives_json(kind, data):
    record = data.draw(st.builds(kind).filter(lambda made: "nan" not in repr(made)))  # not a number is never equal
    assert records.from_json(json.loads(json.dumps(records.to_json(record)))) == record


@pytest.mark.parametrize("told", [{}, {"type": "x"}, {"type": "left_out"}, {"type": "origin", "named": "soon"}])
def test_what_is_no_record_is_refused(told):
    with pytest.raises((ValueError, TypeError)):
        records.from_json(told)


def test_a_record_kept_by_an_older_version_is_read_with_what_it_lacked():
    position = records.PositionRecord("linkedin", "Ash", "Baker", "", "", "", "p.csv", 2)
    told = records.to_json(position)
    assert told.pop("kind") == "work" and records.from_json(told) == position

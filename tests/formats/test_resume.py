import json
import os
from pathlib import Path

import pytest

from backcast import limits
from backcast.errors import Unreadable
from backcast.formats.records import OwnerHint, OwnerRecord, PositionRecord
from tests.formats import people_files, samples

JOB = {"name": "Oak Ltd", "position": "Baker", "startDate": "2020-01", "endDate": "2022-03-04", "location": "Porto"}


def read(tmp_path, text, name="cv.json"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return samples.read(path)


def positions(records):
    return [(one.kind, one.organisation, one.title, one.start, one.end) for one in samples.of(PositionRecord, records)]


def test_a_cv_tells_of_its_owner_and_their_positions(tmp_path):
    study = {"institution": "Elm School", "studyType": "BSc", "area": "Rye", "startDate": "2008", "endDate": "2011"}
    help_out = {"organization": "Larch Aid", "position": "Driver", "startDate": "2019-05"}
    records = read(tmp_path, people_files.resume([JOB], education=[study], volunteer=[help_out]))
    (owner,) = samples.of(OwnerRecord, records)
    assert (owner.name, owner.emails, owner.headline) == ("Mia Me", ("mia@example.org",), "Keeps things running")
    assert owner.urls == ("https://mia.example", "https://www.linkedin.com/in/mia-me")
    assert owner.place == "Lisbon, PT"
    assert positions(records) == [
        ("work", "Oak Ltd", "Baker", "2020-01", "2022-03-04"),
        ("work", "Larch Aid", "Driver", "2019-05", ""),
        ("study", "Elm School", "BSc, Rye", "2008", "2011"),
    ]
    assert samples.of(PositionRecord, records)[0].place == "Porto" and not samples.people(records)
    assert samples.seen(records)["cv.json"] == ("resume", 3, 3)


def test_older_dialects_say_it_in_other_words(tmp_path):
    old = {
        "basics": {"firstName": "Mia", "lastName": "Me", "website": "mia.example", "location": "Lisbon"},
        "work": {"company": "Oak", "position": "Baker", "startDate": "2020", "endDate": "Present"},
    }
    records = read(tmp_path, json.dumps(old))
    (owner,) = samples.of(OwnerRecord, records)
    assert (owner.name, owner.given, owner.family, owner.place) == ("Mia Me", "Mia", "Me", "Lisbon")
    assert owner.urls == ("https://mia.example",)
    assert positions(records) == [("work", "Oak", "Baker", "2020", "")]


def test_what_has_no_use_yet_is_counted(tmp_path):
    more = {"skills": [{"name": "Rye"}, {"name": "Wheat"}], "references": [{"name": "Bo", "reference": "Good."}]}
    left = samples.left_out(read(tmp_path, people_files.resume([JOB], **more)))
    assert left == {"skills, not used yet": 2, "references in a CV, not used yet": 1}


def test_an_entry_in_trouble_says_where_it_is(tmp_path):
    records = read(tmp_path, people_files.resume([{"position": "Baker"}, JOB | {"startDate": "2020-13"}, "noise"]))
    assert [problem.field for problem in samples.problems(records)] == [
        "work[0].name", "work[1].startDate", "work[2].name",
    ]  # fmt: skip
    assert positions(records) == [("work", "Oak Ltd", "Baker", "", "2022-03-04")]


@pytest.mark.parametrize(
    ("hint", "is_told"),
    [
        (OwnerHint(names=("Bo Birch",)), True), (OwnerHint(names=("Mia Maria Me", "Bo")), False), (OwnerHint(), False),
        (OwnerHint(names=("Bo Birch",), emails=("MIA@example.org",)), False),
    ],
)  # fmt: skip
def test_the_cv_of_somebody_else_is_asked_about(tmp_path, hint, is_told):
    path = samples.written(tmp_path, {"cv.json": people_files.resume([JOB])}) / "cv.json"
    records = samples.read(path, hint=hint)
    assert [problem.field for problem in samples.problems(records)] == ["basics.name"] * is_told
    assert len(samples.of(OwnerRecord, records)) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_encoding_gives_the_same_owner(tmp_path, encoding):
    text = people_files.resume().replace("Mia Me", "Zoë Me")
    (owner,) = samples.of(OwnerRecord, read(tmp_path, text.encode(encoding)))
    assert owner.name == "Zoë Me"


def test_a_name_that_stands_twice_is_told_and_the_first_holds(tmp_path):
    records = read(tmp_path, people_files.resume().replace('"label"', '"name": "Eve Evil", "label"'))
    assert [owner.name for owner in samples.of(OwnerRecord, records)] == ["Mia Me"]
    assert [(problem.field, problem.line) for problem in samples.problems(records)] == [("name", 0)]


ODD = {
    "broken off": people_files.resume([JOB])[:-40],
    "huge numbers": people_files.resume([{"name": "Oak", "startDate": 10}]).replace("10", "9" * 5_000),
    "deep": people_files.resume(meta=1).replace('"meta": 1', '"meta": ' + "[" * 100_000),
    "infinite": people_files.resume(meta=1).replace('"meta": 1', '"meta": [1e999, -Infinity, NaN]'),
    "work is a text": people_files.resume(work=[]).replace("[]", '"none"', 1),
    "half a character": people_files.resume().replace("Lisbon", "\\ud800\\udc00\\udbff"),
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_no_oddity_stops_the_reading(tmp_path, text):
    records = read(tmp_path, text)
    assert samples.seen(records)["cv.json"][0] == "resume"
    assert samples.problems(records) or samples.of(OwnerRecord, records)
    people_files.of_bytes("resume", "resume", text.encode())


def test_where_it_breaks_off_is_told_with_its_line(tmp_path):
    whole = people_files.resume([JOB])
    (problem,) = samples.problems(read(tmp_path, whole[:-40]))
    assert problem.line == len(whole[:-40].splitlines()) and "breaks off" in problem.message


def test_pictures_are_dropped_and_the_rest_is_bounded(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "HELD", 2_000)
    monkeypatch.setattr(limits, "PICTURE", 1_000)
    picture = 'data:image/png;base64,"\\' * 200_000
    records = read(tmp_path, people_files.resume([JOB], image=picture))
    assert len(positions(records)) == 1 and not samples.problems(records)
    (problem,) = samples.problems(read(tmp_path, people_files.resume([JOB] * 40)))
    assert "more than 2,000 characters" in problem.message


def test_json_that_is_no_cv_or_too_large_is_left_alone(tmp_path, monkeypatch):
    for text in ('{"name": "package", "version": "1"}', '["basics"]', '{"a": {"basics": {"name": "x"}}}', "{"):
        with pytest.raises(Unreadable):
            read(tmp_path, text)
    monkeypatch.setattr(limits, "JSON", 100)
    with pytest.raises(Unreadable):
        read(tmp_path, people_files.resume([JOB]))


@pytest.mark.skipif("BACKCAST_REAL_DATA" not in os.environ, reason="BACKCAST_REAL_DATA is not set")
def test_foreign_cvs_are_read():
    for path in sorted((Path(os.environ["BACKCAST_REAL_DATA"]) / "jsonresume").rglob("*_resume.json")):
        records = samples.read(path)
        assert len(samples.of(OwnerRecord, records)) == 1 and len(positions(records)) == 2
        assert not samples.problems(records)

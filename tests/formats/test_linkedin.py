import csv
import zipfile
from datetime import UTC, date, datetime

import pytest

from backcast import limits
from backcast.errors import Unreadable
from backcast.formats.records import Origin, OwnerHint, OwnerRecord, PositionRecord
from tests.formats import samples
from tests.formats.samples import ANNA, BO, CY, HINT, ME, anna, bo, message

OLD = "First Name,Last Name,Email Address,Company,Position,Connected On\nAnna,Ash,a@example.org,Ash,Baker,07 Jun 2021"
ERAS = {
    "before mid-2021": OLD,
    "before mid-2023": samples.PREAMBLE + OLD,
    "now": samples.connections(["Anna", "Ash", ANNA, "a@example.org", "Ash", "Baker", "07 Jun 2021"]),
    "quoted notes": '\ufeff"Notes:"\n"one ""odd"" note"\nanother, unquoted\n\n'
    + samples.table(samples.CONNECTIONS, ["Anna", "Ash", ANNA, "a@example.org", "Ash", "Baker", "7-Jun-21"]),
    "european excel": samples.table(
        samples.CONNECTIONS, ["Anna", "Ash", ANNA, "a@example.org", "Ash", "Baker", "07.06.2021"], separator=";"
    ).replace("\n", "\r\n"),
    "columns turned": "connected on,COMPANY,Position,last_name,First Name,email address\n"
    '"6/7/21, 12:33 PM",Ash,Baker,Ash,Anna,a@example.org\n',
}


@pytest.mark.parametrize("text", ERAS.values(), ids=ERAS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_connections_of_every_era_give_the_same_person(tmp_path, text, encoding):
    path = tmp_path / "any name.csv"
    path.write_bytes(text.replace("Baker", "Bäcker").encode(encoding, "ignore"))
    records = samples.read(path)
    (person,) = samples.people(records)
    assert (person.name, person.emails, person.organisation, person.title) == (
        "Anna Ash", ("a@example.org",), "Ash", "Bäcker",
    )  # fmt: skip
    assert person.connected_on == date(2021, 6, 7)
    assert not samples.problems(records)


def test_hidden_accounts_are_counted_and_credentials_stay_in_the_name(tmp_path):
    rows = [anna(), ["", "", "", "", "", "", "07 Jun 2026"], ["", "", "", "", "", "", "08 Jun 2026"]]
    path = samples.zipped(tmp_path / "a.zip", {"Connections.csv": samples.connections(*rows)})
    records = samples.read(path)
    (person,) = samples.people(records)
    assert (person.name, person.family, person.key) == ("Anna Ash, PhD", "Ash, PhD", ANNA)
    assert samples.left_out(records)["connections with only a date: hidden or closed accounts"] == 2
    assert samples.seen(records)["Connections.csv"] == ("linkedin.connections", 3, 1)


def test_an_impossible_date_is_a_problem_and_the_person_stays(tmp_path):
    samples.written(tmp_path, {"Connections.csv": samples.connections(anna("30 Feb 2026"), bo())})
    records = samples.read(tmp_path)
    assert [person.connected_on for person in samples.people(records)] == [None, date(2021, 6, 8)]
    (problem,) = samples.problems(records)
    assert (problem.file, problem.line, problem.field) == ("Connections.csv", 5, "Connected On")
    assert "30 Feb 2026" in problem.message


def test_a_renamed_column_is_one_problem_that_names_it(tmp_path):
    text = samples.connections(anna(), bo()).replace("Connected On", "Linked Since")
    records = samples.read(samples.written(tmp_path, {"x.csv": text}) / "x.csv")
    (problem,) = samples.problems(records)
    assert (problem.file, problem.line, problem.field) == ("x.csv", 4, "connected on")
    assert "linked since" in problem.message
    assert not samples.people(records)


def test_formulas_and_surnames_that_look_like_nothing_are_plain_text(tmp_path):
    rows = [["=SUM(A1)", "Null", "", "n@example.org", "N/A", "@x", "07 Jun 2021"], ["Li", "Na", ANNA, "", "", "", ""]]
    samples.written(tmp_path, {"c.csv": samples.connections(*rows)})
    first, second = samples.people(samples.read(tmp_path))
    assert (first.name, first.organisation, first.title) == ("=SUM(A1) Null", "", "@x")
    assert (second.name, second.connected_on) == ("Li Na", None)


def test_a_script_is_no_profile_and_an_address_alone_is_a_name(tmp_path):
    rows = [["", "", "javascript:alert(1)", "q@example.org", "", "", "07 Jun 2021"], ["", "", ANNA, "", "", "", ""]]
    samples.written(tmp_path, {"c.csv": samples.connections(*rows)})
    records = samples.read(tmp_path)
    (person,) = samples.people(records)
    assert (person.name, person.urls) == ("q@example.org", ())
    assert [(problem.line, problem.field) for problem in samples.problems(records)] == [(5, "URL"), (6, "First Name")]


def archive(*messages, **more):
    files = {
        "Profile.csv": samples.PROFILE,
        "Connections.csv": samples.connections(anna(), bo()),
        "messages.csv": samples.table(samples.MESSAGES, *messages, quoting=csv.QUOTE_ALL),
    }
    return files | more


IN = message("Anna Ash, PhD", ANNA, "Mia Me", ME, "2024-01-02 03:04:05 UTC")
OUT = message("Mia Me", ME, "Anna Ash, PhD", ANNA, "2024-01-03 03:04:05 UTC", words='two\nlines, and "quotes"')


def test_messages_go_both_ways_and_their_words_are_not_kept(tmp_path):
    records = samples.read(samples.zipped(tmp_path / "a.zip", archive(IN, OUT)))
    first, second = samples.interactions(records)
    assert (first.way, first.name, first.url, first.weight) == ("in", "Anna Ash, PhD", ANNA, 1)
    assert first.at == datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert (second.way, second.url, second.day, second.hours) == ("out", ANNA, date(2024, 1, 3), None)
    assert not any("lines" in repr(record) or "hello" in repr(record) for record in records)
    (owner,) = samples.of(OwnerRecord, records)
    assert (owner.name, owner.urls, owner.birthday, owner.place) == ("Mia Me", (ME,), "--12-10", "Lisbon")
    assert all(ME not in person.urls for person in samples.people(records))


def test_the_same_message_has_one_key_in_every_era(tmp_path):
    def era(drop, **changed):
        keep = [at for at, name in enumerate(samples.MESSAGES) if name not in drop]
        rows = [[row[at] for at in keep] for row in (IN, OUT)]
        rows = [[cell.replace(" UTC", "") if changed else cell for cell in row] for row in rows]
        return samples.table([samples.MESSAGES[at] for at in keep], *rows)

    early = era({"RECIPIENT PROFILE URLS", "ATTACHMENTS", "IS MESSAGE DRAFT"}, zone="")
    keys = []
    for name, text in (("early", early), ("late", era(set()))):
        files = archive() | {"messages.csv": text}
        found = samples.interactions(samples.read(samples.written(tmp_path / name, files)))
        assert [one.url for one in found] == [ANNA, ANNA]
        keys.append([one.key for one in found])
    assert keys[0] == keys[1]


def test_a_message_told_twice_counts_once(tmp_path):
    records = samples.read(samples.zipped(tmp_path / "a.zip", archive(IN, IN, OUT)))
    assert len(samples.interactions(records)) == 2
    assert samples.left_out(records)["the same message once more"] == 1


def test_a_group_message_weighs_its_share_and_names_may_hold_commas(tmp_path):
    group = message(
        "Mia Me", ME, "Anna Ash, PhD, Bo Birch,Cy Cedar, MBA", f"{ANNA},{BO};{CY}", "2024-02-02 10:00:00 UTC"
    )
    reply = message(
        "Cy Cedar, MBA", CY, "Mia Me, Anna Ash, PhD, Bo Birch", f"{ME} {ANNA}\n{BO}", "2024-02-02 11:00:00 UTC"
    )
    records = samples.read(samples.zipped(tmp_path / "a.zip", archive(group, reply)))
    found = samples.interactions(records)
    assert [(one.url, one.way, round(one.weight, 3)) for one in found] == [
        (ANNA, "out", 0.333), (BO, "out", 0.333), (CY, "out", 0.333), (CY, "in", 0.333),
    ]  # fmt: skip
    (stranger,) = [person for person in samples.people(records) if person.key == CY]
    assert (stranger.name, stranger.connected_on, stranger.organisation) == ("Cy Cedar, MBA", None, "")
    assert records.index(stranger) < records.index(found[2])


def test_names_without_addresses_are_found_if_only_one_bears_them(tmp_path):
    twin = ["Bo", "Birch", BO + "-2", "", "", "", "07 Jun 2021"]
    files = archive(message("Mia Me", ME, "Anna Ash, PhD,Bo Birch", "", "2024-02-02 10:00:00"))
    files["Connections.csv"] = samples.connections(anna(), bo(), twin)
    found = samples.interactions(samples.read(samples.zipped(tmp_path / "a.zip", files)))
    assert [(one.name, one.url, one.weight) for one in found] == [("Anna Ash, PhD", ANNA, 0.5), ("Bo Birch", "", 0.5)]


def test_what_is_nobodys_is_counted_with_its_reason(tmp_path):
    when = "2024-02-02 10:00:0{} UTC"
    files = archive(
        message("LinkedIn Member", "", "Mia Me", ME, when.format(1)),
        message("Mia Me", ME, "LinkedIn Member", "", when.format(2)),
        message("Ad", "", "Mia Me", ME, when.format(3), words="Hi %FIRSTNAME%"),
        message("Ad", ANNA, "Mia Me", ME, when.format(4), **{"CONVERSATION TITLE": "Sponsored Conversation"}),
        message("Anna Ash", ANNA, "Mia Me", ME, when.format(5), FOLDER="SPAM"),
        message("Mia Me", ME, "Anna Ash", ANNA, when.format(6), **{"IS MESSAGE DRAFT": "Yes"}),
        message("", "", "Mia Me", ME, when.format(7)),
        message("Mia Me", ME, "Mia Me", ME, when.format(8)),
        message("Anna Ash", ANNA, "Mia Me", ME, "some day"),
    )
    records = samples.read(samples.zipped(tmp_path / "a.zip", files))
    assert not samples.interactions(records)
    assert samples.left_out(records) == {
        "messages of deleted or hidden accounts": 2,
        "sponsored messages": 2,
        "messages in the spam folder": 1,
        "drafts that were never sent": 1,
        "messages that name no sender": 1,
        "messages to yourself or to nobody": 1,
    }
    assert [problem.field for problem in samples.problems(records)] == ["DATE"]


def test_somebody_with_the_owners_name_is_not_the_owner(tmp_path):
    namesake = ME + "-too"
    files = archive(IN, OUT, message("Mia Me", namesake, "Mia Me", ME, "2024-03-03 10:00:00 UTC"))
    found = samples.interactions(samples.read(samples.zipped(tmp_path / "a.zip", files), hint=HINT))
    assert (found[-1].way, found[-1].url) == ("in", namesake)


def test_a_lone_message_file_tells_its_owner_by_being_everywhere(tmp_path):
    rows = [IN, OUT, message("Bo Birch", BO, "Mia Me", ME, "2024-01-05 03:04:05 UTC", talk="2-b")]
    path = samples.written(tmp_path, {"m.csv": samples.table(samples.MESSAGES, *rows)}) / "m.csv"
    records = samples.read(path)
    (owner,) = samples.of(OwnerRecord, records)
    assert (owner.name, owner.urls) == ("Mia Me", (ME,))
    assert [one.way for one in samples.interactions(records)] == ["in", "out", "in"]
    assert samples.read(path, hint=HINT) == records[1:]


def test_one_conversation_does_not_tell_who_you_are_but_a_hint_does(tmp_path):
    path = samples.written(tmp_path, {"m.csv": samples.table(samples.MESSAGES, IN, OUT)}) / "m.csv"
    records = samples.read(path)
    assert not samples.interactions(records)
    assert "Profile.csv" in samples.problems(records)[0].message
    assert [one.way for one in samples.interactions(samples.read(path, hint=OwnerHint(names=("mia me",))))] == [
        "in",
        "out",
    ]


def test_invitations_with_words_are_messages_and_without_count_little(tmp_path):
    rows = [
        ["Mia Me", "Cy Cedar", "1/5/24, 12:33\u202fPM", "May I ask you something?", "OUTGOING", ME, CY],
        ["Bo Birch", "Mia Me", "1/6/24, 1:02 AM", "", "INCOMING", BO, ME],
        ["Dee Dogwood", "Mia Me", "1/7/24, 1:02 AM", "", "INCOMING", ME + "-dee", ME],
    ]
    files = archive(**{"Invitations.csv": samples.table(samples.INVITATIONS, *rows)})
    records = samples.read(samples.zipped(tmp_path / "a.zip", files))
    asked, answered = samples.interactions(records)
    assert (asked.way, asked.url, asked.weight, asked.hours, asked.at) == ("out", CY, 1, None, None)
    assert (answered.way, answered.url, answered.weight, answered.hours) == ("in", BO, 0.1, 0.0)
    assert asked.day == date(2024, 1, 5)
    assert {person.name for person in samples.people(records)} == {"Anna Ash, PhD", "Bo Birch", "Cy Cedar"}


def test_positions_are_as_exact_as_the_file(tmp_path):
    text = "Company Name,Title,Description,Location,Started On,Finished On\n"
    text += 'Ash,Baker,"bread\nand rolls",Rome,Jan 2020,\nOak,Cook,,,2009,31 Feb 2010\n'
    records = samples.read(samples.written(tmp_path, {"Positions.csv": text}))
    first, second = samples.of(PositionRecord, records)
    assert (first.start, first.end, first.place) == ("2020-01", "", "Rome")
    assert (second.start, second.end, second.line) == ("2009", "", 4)
    assert [(problem.line, problem.field) for problem in samples.problems(records)] == [(4, "Finished On")]


def test_private_files_are_never_opened_and_others_only_named(tmp_path, monkeypatch):
    private = [
        "Logins.csv",
        "Ad_Targeting.csv",
        "Receipts_v2 (1).csv",
        "SEARCH QUERIES.csv",
        "Verifications/Verifications.csv",
    ]
    other = ["Profile Summary.csv", "Jobs\\Job Seeker Preferences_1.csv", "guide_messages.csv"]
    files = archive(**{name: samples.table(samples.MESSAGES, IN) for name in private + other})
    path = samples.zipped(tmp_path / "a.zip", files)
    opened = []
    monkeypatch.setattr("zipfile.ZipFile.open", _noting(opened))
    records = samples.read(path)
    assert set(opened) == {"Profile.csv", "Connections.csv", "messages.csv"}
    told = samples.seen(records)
    assert all(told[name] == ("linkedin.private", 0, 0) for name in private)
    assert told["Jobs/Job Seeker Preferences_1.csv"] == ("linkedin.job_seeker_preferences", 0, 0)
    left = samples.left_out(records)
    assert (left["private, never read"], left["settings of your LinkedIn account, not read"]) == (5, 2)
    assert left["talks with an assistant, not with people"] == 1


LATER = {
    "Company Follows.csv": ("Organization,Followed On\nAsh,Fri Jan 24 02:54:41 UTC 2025\n\nOak,\n", 2),
    "Jobs/Job Applications_1.csv": ('Application Date,Question And Answers\n1/2/24,"Q: why?\nA: so"\n', 1),
    "Jobs\\Saved Jobs.csv": ("Saved Date;Job Url\r\n1/2/24;x\r\n2/2/24;y\r\n3/2/24;z\r\n", 3),
    "Skills.csv": ("\ufeffName\nBaking\nPatience\n", 2),
    "Publications.csv": ("Name,Published On\n", 0),
    "Shares_252701747.csv": ('Date,ShareCommentary\n2026-07-20 10:25:25,"one"\n"\n"two"\n2026-07-21,x\n', 2),
}


def test_what_has_no_use_yet_is_counted_in_rows_and_never_in_the_way(tmp_path, monkeypatch):
    path = samples.zipped(tmp_path / "a.zip", archive(IN, **{name: text for name, (text, _) in LATER.items()}))
    records = samples.read(path)
    assert samples.left_out(records) == {
        "organisations you follow, not used yet": 2,
        "job applications, not used yet": 1,
        "saved jobs, not used yet": 3,
        "skills, not used yet": 2,
        "your posts, not used yet": 2,
    }
    seen = {name.replace("\\", "/"): count for name, (_, count) in LATER.items()}
    assert {name: rows for name, (_, rows, read) in samples.seen(records).items() if name in seen} == seen
    assert len(samples.people(records)) == 2 and not samples.problems(records)
    monkeypatch.setattr(limits, "COUNTED", 40)
    left = samples.left_out(samples.read(path))
    assert left["large or damaged files of your posts, not looked into"] == 1 and left["skills, not used yet"] == 2


def test_a_damaged_file_of_no_use_costs_nothing(tmp_path):
    path = samples.zipped(tmp_path / "a.zip", archive(IN, **{"Skills.csv": "Name\n" + "Baking\n" * 500}))
    with zipfile.ZipFile(path) as packed:
        at = packed.getinfo("Skills.csv").header_offset + 60
    raw = bytearray(path.read_bytes())
    raw[at : at + 8] = b"\xff" * 8
    path.write_bytes(raw)
    records = samples.read(path)
    assert samples.left_out(records) == {"large or damaged files of skills, not looked into": 1}
    assert len(samples.people(records)) == 2


def _noting(opened):
    from zipfile import ZipFile

    real = ZipFile.open

    def noting(self, name, *rest, **more):
        opened.append(name.filename)
        return real(self, name, *rest, **more)

    return noting


def test_a_renamed_private_file_is_known_by_its_columns(tmp_path):
    samples.written(
        tmp_path,
        {"x.csv": "Login Date,IP Address,User Agent,Login Type\n1,2,3,4\n", "c.csv": samples.connections(bo())},
    )
    assert samples.seen(samples.read(tmp_path))["x.csv"] == ("linkedin.private", 0, 0)


def test_only_unread_files_are_nothing_to_read(tmp_path):
    samples.written(tmp_path, {"Skills.csv": "Name\nBaking\n", "photo.jpg": "x"})
    with pytest.raises(Unreadable, match="nothing Backcast can read") as trouble:
        samples.read(tmp_path)
    assert "vCard" in trouble.value.hint


def test_the_origin_has_name_files_and_contents(tmp_path):
    name = "Basic_LinkedInDataExport_11-20-2026"
    path = samples.zipped(tmp_path / f"{name} (1).zip", {f"{name}/Connections.csv": samples.connections(anna(), bo())})
    *_, origin = samples.read(path)
    assert isinstance(origin, Origin)
    assert (origin.named, origin.newest) == (date(2026, 11, 20), date(2021, 6, 8))
    assert origin.written


def slashed(folder, *days):
    rows = [["Al", f"Alba{number}", "", "", "", "", day] for number, day in enumerate(days)]
    path = samples.written(folder, {"Connections.csv": samples.connections(*rows)}) / "Connections.csv"
    records = samples.read(path)
    return [str(person.connected_on) for person in samples.people(records)], samples.problems(records)


def test_one_date_that_can_only_be_day_first_settles_its_whole_column(tmp_path):
    assert slashed(tmp_path, "05/01/2024", "22/01/2024") == (["2024-01-05", "2024-01-22"], [])
    assert slashed(tmp_path, "05/13/2024", "06/02/2024") == (["2024-05-13", "2024-06-02"], [])
    assert slashed(tmp_path, "5/1/24, 10:00 PM", "22/1/24") == (["2024-01-05", "2024-01-22"], [])


def test_a_column_of_both_orders_is_read_as_linkedin_writes_it(tmp_path):
    days, trouble = slashed(tmp_path, "05/01/2024", "22/01/2024", "01/22/2024")
    assert days == ["2024-05-01", "None", "2024-01-22"] and [problem.line for problem in trouble] == [5, 6]


def test_a_date_that_nothing_settles_is_told_of_once_a_file(tmp_path):
    days, (trouble,) = slashed(tmp_path, "05/05/2024", "05/01/2024", "06/02/2024")
    assert days == ["2024-05-05", "2024-05-01", "2024-06-02"]
    assert (trouble.line, trouble.field) == (6, "Connected On") and "month/day/year" in trouble.message
    assert slashed(tmp_path, "5/1/24, 12:33 PM", "05/05/2024", "22.01.2024", "44290")[1] == []


def test_dates_of_one_file_speak_for_each_other(tmp_path):
    text = "Company Name,Title,Started On,Finished On\nAsh,Baker,01/02/2020,22/03/2021\nOak,Cook,Jan-19,43831\n"
    records = samples.read(samples.written(tmp_path, {"Positions.csv": text}))
    first, second = samples.of(PositionRecord, records)
    assert (first.start, first.end, second.start, second.end) == ("2020-02-01", "2021-03-22", "2019-01", "2020-01")
    assert not samples.problems(records)


def test_a_header_in_the_middle_is_nobody(tmp_path):
    text = samples.connections(samples.anna()) + samples.table(samples.CONNECTIONS, samples.bo())
    records = samples.read(samples.written(tmp_path, {"Connections.csv": text}) / "Connections.csv")
    assert [person.name for person in samples.people(records)] == ["Anna Ash, PhD", "Bo Birch"]
    assert samples.problems(records) == [] and samples.seen(records)["Connections.csv"][1:] == (2, 2)


def test_two_of_one_name_without_addresses_are_told_apart_by_their_dates(tmp_path):
    columns = ["First Name", "Last Name", "Email Address", "Company", "Position", "Connected On"]
    one, other = ["Al", "Li", "", "X", "", "05 Jan 2020"], ["Al", "Li", "", "Y", "", "06 Jan 2020"]
    path = samples.written(tmp_path, {"Connections.csv": samples.table(columns, one, other, one)}) / "Connections.csv"
    records = samples.read(path)
    assert [person.organisation for person in samples.people(records)] == ["X", "Y"]
    assert samples.left_out(records)["the same connection once more"] == 1


def test_a_path_of_no_use_beside_a_good_one_is_named(tmp_path):
    samples.written(tmp_path, {"Connections.csv": samples.connections(samples.bo()), "list.txt": "milk\n"})
    (trouble,) = samples.problems(samples.read(tmp_path / "Connections.csv", tmp_path / "list.txt"))
    assert trouble.file == "list.txt" and "nothing Backcast can read" in trouble.message
    assert samples.problems(samples.read(tmp_path)) == []

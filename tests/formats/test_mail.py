import gzip
import itertools
from datetime import UTC, date, datetime

import pytest

from backcast.formats.records import FileSeen, OwnerHint, OwnerRecord, Problem
from tests.formats import mails, samples
from tests.formats.mails import ANNA, BO, CY, HINT, ME, mail, mbox


def test_a_mail_is_a_contact_in_utc_and_its_words_are_nowhere(tmp_path):
    records = mails.read(tmp_path, mbox(mail(body="canary\n", subject="canary"), mail(ME, f"{ANNA}, {BO}", 2)))
    received, to_anna, to_bo = samples.interactions(records)
    assert (received.email, received.name, received.way, received.weight) == ("anna@ash.example", "Anna Ash", "in", 1)
    assert (received.at, received.key) == (datetime(2024, 1, 2, 9, tzinfo=UTC), "1@mail.example")
    assert (received.source, received.kind, received.hours, received.line) == ("mail", "mail", None, 1)
    assert (to_anna.way, to_anna.weight, to_bo.email, to_bo.line) == ("out", 0.5, "bo@birch.example", 10)
    assert to_anna.key == to_bo.key
    assert mails.emails(records) == ["anna@ash.example", "bo@birch.example"]
    assert "canary" not in repr(records)


def test_people_are_those_the_owner_writes_with(tmp_path):
    often = [mail(BO, ME, n) for n in range(3)]
    crowd = mail(ME, ", ".join(f"p{n}@x.example" for n in range(11)), 9)
    records = mails.read(tmp_path, mbox(mail(n=8), *often, crowd, mail(ME, CY, 7)))
    assert mails.emails(records) == ["bo@birch.example", "cy@cedar.example"]
    assert samples.left_out(records)["people you never wrote to"] == 12
    assert len(samples.interactions(records)) == 1 + 3 + 11 + 1
    last = max(at for at, one in enumerate(records) if one in samples.interactions(records))
    assert all(records.index(person) > last for person in samples.people(records))


LEFT = {
    "mails in the spam folder": {"x_gmail_labels": "Unread,Spam"},
    "deleted mails": {"x_gmail_labels": "=?utf-8?q?Papierkorb?="},
    "drafts that were never sent": {"x_gmail_labels": "=?utf-8?q?Entw=C3=BCrfe?=", "sender": ME},
    "chats kept with the mail": {"x_gmail_labels": 'Chat,"Travel, 2023"'},
    "mails that came back undelivered": {"return_path": "<>"},
    "automatic replies and notices": {"auto_submitted": "auto-replied"},
    "invitations and notices of a calendar": {"content_type": "text/calendar; method=REPLY"},
    "mails of mailing lists": {"list_id": "<talk.example>"},
    "newsletters and mass mails": {"list_unsubscribe": "<https://x.example>"},
    "senders that take no reply": {"sender": "Shop <no-reply@shop.example>"},
    "shared addresses such as info@ or support@": {"sender": "info@shop.example"},
    "mails without a usable sender": {"sender": None},
    "mails without a usable date": {"date": None},
    "mails with hidden or no recipients": {"to": "undisclosed-recipients:;"},
    "mails that were not sent to you": {"to": BO},
    "mails to more than fifty people": {"to": ", ".join([ME, *(f"p{n}@x.example" for n in range(50))])},
    "mails to yourself": {"sender": ME},
}


@pytest.mark.parametrize(("reason", "fields"), LEFT.items(), ids=LEFT)
def test_mails_that_are_nobodys_are_counted_by_reason(tmp_path, reason, fields):
    box = mbox(mail(n=5), mail(**fields)).replace("From a@b.example Mon Jan 15 10:00:00 2024\n", "From -\n")
    records = mails.read(tmp_path, box)
    assert samples.left_out(records)[reason] == 1
    assert mails.contacts(records) == [("anna@ash.example", "in")]
    assert samples.seen(records) == {"mail.mbox": ("mail.mbox", 2, 1)}


@pytest.mark.parametrize(
    "address",
    [
        "noreply@x.example", "do_not_reply@x.example", "mailer-daemon@x.example", "x-bounces@x.example",
        "bounce+17.a=b@x.example", "notifications@x.example", "team-noreply@x.example", "news@x.example",
        "no-reply-77a@x.example", "reply+abc123@x.example",
    ],
)  # fmt: skip
def test_machines_are_known_by_their_address(tmp_path, address):
    records = mails.read(tmp_path, mbox(mail(address), mail(f"N <{address.upper()}>", n=2), mail(ME, address, 3)))
    assert not mails.contacts(records) and samples.left_out(records)["senders that take no reply"] == 3


@pytest.mark.parametrize("address", ["john.root@x.example", "abbott@x.example", "newsom@x.example", "notley@x.example"])
def test_people_are_not_taken_for_machines(tmp_path, address):
    assert mails.contacts(mails.read(tmp_path, mbox(mail(address)))) == [(address, "in")]


def test_the_owner_is_learnt_from_mails_sent_and_delivered(tmp_path):
    sent = [mail("Mia Me <mia@work.example>", ANNA, n, x_gmail_labels="Sent") for n in range(3)]
    got = [mail(BO, "team@ash.example", n, delivered_to="mia@home.example") for n in range(4, 8)]
    records = mails.read(tmp_path, mbox(*sent, *got), hint=OwnerHint())
    (owner,) = samples.of(OwnerRecord, records)
    assert (owner.name, owner.emails) == ("Mia Me", ("mia@work.example", "mia@home.example"))
    assert [way for _, way in mails.contacts(records)] == ["out"] * 3 + ["in"] * 4


def test_without_an_owner_the_reader_asks_and_tells_no_contacts(tmp_path):
    records = mails.read(tmp_path, mbox(mail(), mail(BO, n=2)), hint=OwnerHint())
    assert not mails.contacts(records) and not samples.people(records)
    assert "which address is yours" in samples.problems(records)[0].message
    assert samples.left_out(records) == {"mails of a mailbox whose owner is not known": 2}
    (foreign,) = samples.problems(mails.read(tmp_path, mbox(mail(to=BO))))
    assert ME in foreign.message


@pytest.mark.parametrize("address", ["m.i.a+lists@googlemail.com", "MIA@gmail.com", "'mia@gmail.com'"])
def test_the_owners_aliases_are_the_owner(tmp_path, address):
    records = mails.read(tmp_path, mbox(mail(to=address)), hint=OwnerHint(emails=("mia@gmail.com",)))
    assert mails.contacts(records) == [("anna@ash.example", "in")]


def test_dots_tell_people_apart_except_at_gmail(tmp_path):
    assert not mails.contacts(mails.read(tmp_path, mbox(mail(to="miame@example.org"))))


def test_one_person_behind_tags_is_one_and_the_same_mail_counts_once(tmp_path):
    twice = mail("Anna <anna+a@ash.example>", n=1)
    records = mails.read(tmp_path, mbox(twice, twice, mail("anna@ash.example", n=2), mail("anna+b@ash.example", n=3)))
    assert mails.contacts(records) == [("anna@ash.example", "in")] * 3
    assert samples.left_out(records) == {"the same mail once more": 1}
    assert mails.emails(records) == ["anna@ash.example"]


LIST = {"list_id": "<talk.lists.example>", "to": "talk@lists.example"}
POST = mail(ME, n=1, **LIST)
REPLY = mail(ANNA, n=2, in_reply_to="<1@mail.example>", **LIST)
ANSWER = mail(ME, n=3, references="<0@x> <2@mail.example>", **LIST)
OTHER = mail(BO, n=4, in_reply_to="<2@mail.example>", **LIST)


@pytest.mark.parametrize("order", list(itertools.permutations([POST, REPLY, ANSWER, OTHER])))
def test_replies_over_a_list_are_contacts_in_whatever_order_they_come(tmp_path, order):
    records = mails.read(tmp_path, mbox(*order))
    assert sorted(mails.contacts(records)) == [("anna@ash.example", "in"), ("anna@ash.example", "out")]
    assert mails.emails(records) == ["anna@ash.example"]
    assert samples.left_out(records) == {"mails of mailing lists": 2}


def test_a_mail_over_a_list_counts_once_and_a_copy_to_me_is_a_contact_of_its_own(tmp_path):
    records = mails.read(tmp_path, mbox(POST, REPLY, REPLY, POST, ANSWER, OTHER))
    assert sorted(mails.contacts(records)) == [("anna@ash.example", "in"), ("anna@ash.example", "out")]
    assert samples.left_out(records) == {"mails of mailing lists": 2, "the same mail once more": 2}
    direct = mail(BO, n=4, in_reply_to="<2@mail.example>")
    assert ("bo@birch.example", "in") in mails.contacts(mails.read(tmp_path, mbox(POST, OTHER, direct)))


def test_pipermail_has_no_recipients_and_tells_of_replies_alone(tmp_path):
    text = mbox(
        mail("anna at ash.example (Anna Ash)", None, 2, in_reply_to="<1@mail.example>"),
        mail("mia.me at example.org (Mia Me)", None, 1),
        mail("bo at birch.example (=?utf-8?q?B=C3=B8?=)", None, 4),
    )
    records = mails.read(tmp_path, gzip.compress(text.replace("a@b", "a at b").encode()), "2024-January.txt.gz")
    (reply,) = samples.interactions(records)
    assert (reply.email, reply.name, reply.way, reply.weight) == ("anna@ash.example", "Anna Ash", "in", 0.5)
    assert samples.left_out(records) == {"mails of mailing lists": 2, "people you never wrote to": 1}
    assert samples.seen(records) == {"2024-January.txt.gz": ("mail.archive", 3, 1)}


@pytest.mark.parametrize("field", ["x_original_from", "reply_to", "x_original_sender"])
def test_a_list_that_writes_in_anothers_name_is_looked_through(tmp_path, field):
    via = mail("'Anna Ash' via Talk <talk@lists.example>", n=2, in_reply_to="<1@mail.example>", **LIST | {field: ANNA})
    (reply,) = samples.interactions(mails.read(tmp_path, mbox(POST, via)))
    assert (reply.email, reply.name) == ("anna@ash.example", "Anna Ash")


def test_a_list_that_hides_who_wrote_is_nobody(tmp_path):
    hidden = mail("'Anna' via Talk <talk@ash.example>", n=2, in_reply_to="<1@mail.example>", **LIST)
    assert not mails.contacts(mails.read(tmp_path, mbox(POST, hidden)))


def test_a_small_thread_tells_who_knows_whom_once(tmp_path):
    thread = {"to": f"{ME}, {BO}", "cc": CY}
    again = mail(ME, f"{BO}, {ANNA}", 2, references="<1@mail.example>")
    crowd = mail(n=5, to=", ".join([ME, *(f"p{n}@x.example" for n in range(6))]))
    records = mails.read(tmp_path, mbox(mail(**thread), again, crowd, mail(n=6, to=f"{ME}, info@x.example, {BO}")))
    one, two, three = "anna@ash.example", "bo@birch.example", "cy@cedar.example"
    assert mails.pairs(records) == [(one, two), (one, three), (two, three), (one, two)]
    told = samples.of(mails.AcquaintanceRecord, records)
    assert {record.kind for record in told} == {"thread"} and len({record.key for record in told}) == 4
    assert told[0].text == "on a mail thread of 4 people" and told[0].day == date(2024, 1, 2)


NAMES = {
    "Anna Ash <anna@ash.example>": "Anna Ash",
    '"Ash, Anna" <anna@ash.example>': "Anna Ash",
    "Ash, Anna <anna@ash.example>": "Anna Ash",
    '"ASH, ANNA" <anna@ash.example>': "ANNA ASH",
    '"Ash, A." <anna@ash.example>': "A. Ash",
    '"Anna Ash, PhD" <anna@ash.example>': "Anna Ash, PhD",
    "anna@ash.example (Anna Ash)": "Anna Ash",
    "=?iso-8859-1?q?Ann=E4?= =?iso-8859-1?q?_Ash?= <anna@ash.example>": "Annä Ash",
    "=?utf-8?b?QW5uww==?= =?utf-8?b?qQ?= Ash <anna@ash.example>": "Anné Ash",
    '"=?uft-8?q?Ann=C3=A4?=" <anna@ash.example>': "Annä",
    "=?x-made-up-charset?q?Anna?= <anna@ash.example>": "Anna",
    '"=?utf-8?q?boss=40bank.example?=" <anna@ash.example>': "anna@ash.example",
    "=?utf-8?q?Anna=0D=0ABcc=3A_x=00?= <anna@ash.example>": "Anna Bcc: x",
    "'Anna Ash' via Docs <anna@ash.example>": "Anna Ash",
    "anna@ash.example <anna@ash.example>": "anna@ash.example",
    "<jane.doe@ash.example>": "Jane Doe",
    "jd1@ash.example": "jd1@ash.example",
    "Friends: Anna Ash <anna@ash.example>;": "Anna Ash",
    "Anna \\(Ash\\) <anna@ash.example": "Anna",
}


@pytest.mark.parametrize(("written", "name"), NAMES.items(), ids=NAMES)
def test_names_as_mail_programs_write_them(tmp_path, written, name):
    (person,) = samples.people(mails.read(tmp_path, mbox(mail(ME, written))))
    assert person.name == name and "@" in person.emails[0]


def test_raw_bytes_are_read_as_what_they_are_and_the_usual_name_wins(tmp_path):
    usual, latin = mail(ME, "Änna Ash <anna@ash.example>"), mail(ME, "Änn <anna@ash.example>", 2)
    box = mbox(usual).encode() + mbox(latin).encode("latin-1") + mbox(mail("Änna Ash <anna@ash.example>", n=3)).encode()
    (person,) = samples.people(mails.read(tmp_path, box))
    assert person.name == "Änna Ash" and person.day == date(2024, 1, 4)


DATES = {
    "Mon, 1 Jan 2024 00:30:00 +0200": (2023, 12, 31, 22, 30),
    "1 Jan 24 10:00 EST": (2024, 1, 1, 15, 0),
    "Mon, 01 Jan 2024 10:00:00 GMT": (2024, 1, 1, 10, 0),
    "Mon Jan  1 10:00:00 2024 -0100": None,
    "Mon, 1 Jan 2024 10:00:00": None,
    "Mon, 1 Jan 2024 10:00:00 +9999": None,
    "Mon, 1 Jan 9999 10:00:00 +0000": (2024, 1, 15, 8, 0),
    "Mon, 1 Jan 1900 10:00:00 +0000": (2024, 1, 15, 8, 0),
    "Mon, 31 Feb 2024 10:00:00 +0000": (2024, 1, 15, 8, 0),
    "soon": (2024, 1, 15, 8, 0),
}


@pytest.mark.parametrize(("written", "moment"), DATES.items(), ids=DATES)
def test_dates_of_any_sort(tmp_path, written, moment):
    box = "From 18487@xxx Mon Jan 15 10:00:00 +0200 2024\n" + mail(date=written)
    (one,) = samples.interactions(mails.read(tmp_path, box))
    assert one.at == (moment and datetime(*moment, tzinfo=UTC))
    assert one.day == (one.at.date() if one.at else date(2024, 1, 1))


def test_trouble_in_a_mail_is_named_by_its_line(tmp_path):
    box = mbox(mail(), mail("nobody at all", n=2), mail(n=3, date="someday"))
    records = mails.read(tmp_path, box.replace("From a@b.example Mon Jan 15 10:00:00 2024", "From a@b.example"))
    assert [(one.line, one.field) for one in samples.problems(records)] == [(10, "From"), (19, "Date")]


def test_a_reader_of_ten_bad_mails_lists_some_and_counts_the_rest(tmp_path, monkeypatch):
    monkeypatch.setattr("backcast.limits.MAIL_PROBLEMS", 4)
    records = mails.read(tmp_path, mbox(mail(), *(mail("nobody", n=n) for n in range(2, 12))))
    assert len(samples.problems(records)) == 4
    assert samples.left_out(records)["mails in trouble beyond those listed"] == 6


BOXES = {
    "Takeout/Mail/All mail Including Spam and Trash.mbox": mbox(mail()),
    "Takeout/Mail/Gesendet.mbox": mbox(mail("mia@other.example", BO, 2)),
    "Takeout/Mail/Spam.mbox": mbox(mail(n=3)),
    "Apple/INBOX.mbox/mbox": mbox(mail(CY, n=4)),
    "Apple/INBOX.mbox/table_of_contents": "\0\0\1",
    "Profile/Inbox": mbox(mail(n=5), mail(n=6, x_mozilla_status="0009")),
    "Profile/Inbox.msf": "// <!-- <mdb:mork:z v=\"1.4\"/> -->",
    "Maildir/cur/17.M1.host:2,S": mail(BO, n=7),
    "Maildir/cur/17.M2.host:2,ST": mail(BO, n=8),
    "Maildir/new/17.M3.host": mail(CY, n=9),
    "Maildir/.Sent/cur/17.M4.host:2,S": mail("mia@other.example", CY, 10),
    "Maildir/.INBOX.Envoy&AOk-s/cur/17.M5.host!2,S": mail("mia@third.example", CY, 11),
    "Maildir/.Sent/new/.hidden": "x",
    "one/a.eml": mail(CY, n=12).replace("\n", "\r\n"),
    "one/b.eml": ">From x\n" + mail(CY, n=13),
    "Messages/1.emlx": "1234\n" + mail(CY, n=14) + "<?xml version='1.0'?>",
}  # fmt: skip


def test_mailboxes_of_every_kind_in_one_folder(tmp_path):
    for folder in ("Maildir/.Sent/new", "Maildir/.INBOX.Envoy&AOk-s/new"):
        (tmp_path / folder).mkdir(parents=True)
    samples.written(tmp_path, BOXES)
    records = samples.read(tmp_path, hint=HINT)
    keys = sorted(int(one.key.partition("@")[0]) for one in samples.interactions(records))
    assert keys == [1, 2, 4, 5, 7, 9, 10, 11, 12, 13, 14]
    left = samples.left_out(records)
    assert (left["deleted mails"], left["mails in the spam folder"]) == (2, 1)
    seen = samples.seen(records)
    assert seen["Maildir"] == ("mail.message", 3, 2) and seen["one"] == ("mail.message", 2, 2)
    assert seen["Messages/1.emlx"] == ("mail.message", 1, 1)
    (owner,) = samples.of(OwnerRecord, records)
    assert set(owner.emails) == {ME, "mia@other.example", "mia@third.example"}


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_ends_of_other_systems(tmp_path, ending):
    records = mails.read(tmp_path, mbox(mail(), mail(BO, n=2)).replace("\n", ending).encode())
    assert [one.line for one in samples.interactions(records)] == [1, 10]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_mailbox_saved_in_another_encoding(tmp_path, encoding):
    assert len(mails.contacts(mails.read(tmp_path, mbox(mail(), mail(BO, n=2)).encode(encoding)))) == 2


PROSE = (
    "From the start we met at 10:30 in 2024\nand then left.\nFrom there: nothing.\n>From x Mon Jan 1 10:00:00 2024\n"
)


def test_a_body_that_looks_like_mail_is_none(tmp_path):
    inner = mbox(mail(BO, n=7))
    size = len(inner)
    records = mails.read(tmp_path, mbox(mail(body=PROSE), mail(n=2, content_length=size, body=inner), mail(n=3)))
    assert len(mails.contacts(records)) == 3


@pytest.mark.parametrize("size", [1, 100_000, 9_999_999_999])
def test_a_length_that_does_not_fit_is_not_believed(tmp_path, size):
    records = mails.read(tmp_path, mbox(mail(n=1, content_length=size), mail(n=2), mail(n=3)))
    assert len(mails.contacts(records)) == 3


def test_a_missing_blank_line_costs_nobody(tmp_path):
    torn = "From a@b.example Mon Jan 15 10:00:00 2024\nFrom: x@y.example\n"
    records = mails.read(tmp_path, torn + mbox(mail(body="no end")) + mbox(mail(n=2)))
    assert len(mails.contacts(records)) == 2


def test_a_gzip_that_breaks_off_gives_what_it_has(tmp_path):
    whole = gzip.compress(mbox(*(mail(n=n, body=f"{n * 7919}\n" * 50) for n in range(2_000))).encode())
    records = mails.read(tmp_path, whole[: len(whole) // 2], "all.mbox.gz")
    assert "damaged" in samples.problems(records)[0].message


def test_twice_the_same_and_other_order_of_files_say_the_same(tmp_path):
    a = samples.written(tmp_path, {"a.mbox": mbox(POST, mail(n=7)), "b.mbox": mbox(REPLY, ANSWER, mail(BO, n=8))})
    there = [one for one in samples.read(a / "a.mbox", a / "b.mbox", hint=HINT) if not isinstance(one, Problem)]
    back = [one for one in samples.read(a / "b.mbox", a / "a.mbox", hint=HINT) if not isinstance(one, Problem)]
    assert there == back and len(samples.of(FileSeen, there)) == 2

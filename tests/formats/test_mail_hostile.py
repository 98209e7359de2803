"""Mail that is broken or means harm: every neighbour survives, nothing is held that grows with the mailbox."""

import gzip
import io
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcast import limits
from backcast.errors import Unreadable
from backcast.formats import names, reader
from backcast.formats.container import Claimed, Member
from backcast.formats.mail import addresses, header, read, splitting
from backcast.formats.records import from_json, to_json
from tests.formats import mails, samples
from tests.formats.mails import HINT, ME, mail, mbox

ODD = {
    "a header line of two megabytes": {"subject": "x" * 2_000_000},
    "a sender of two megabytes": {"sender": "x" * 2_000_000 + " <x@x.example>"},
    "many encoded words": {"sender": "=?utf-8?q?x?= " * 20_000 + "<x@x.example>"},
    "many brackets": {"to": "(" * 20_000 + ME},
    "many quotes": {"to": '"\\"' * 20_000 + ME},
    "many angles": {"to": "<" * 20_000 + ME},
    "many colons": {"to": ":" * 60_000 + ME},
    "many spaces": {"sender": '"' + " " * 60_000 + 'x" <x@x.example>'},
    "three thousand recipients": {"to": ", ".join(f"p{n}@x.example" for n in range(3_000)) + ", " + ME},
    "an address in an address": {"sender": "a@b@c"},
    "two hundred references": {"references": " ".join(f"<{n}@x>" for n in range(200))},
    "an id without end": {"message_id": "<" + "x" * 100_000},
    "folds": {"sender": "\n ".join("x" * 30_000)},
    "labels": {"x_gmail_labels": '"' + ',"' * 30_000},
    "a date like no other": {"date": "1 " * 30_000 + "Jan"},
    "NUL": {"sender": "An\0na <a\0nna@ash.example>"},
    "bytes": {"sender": "\udcff\udc80 <\udcff@x.example>"},
}


@pytest.mark.parametrize("told", ODD.values(), ids=ODD)
def test_nine_hundred_ninety_nine_neighbours_survive(tmp_path, told):
    good = [mail(f"P{n} <p{n}@good.example>", n=n) for n in range(999)]
    odd = mail(**{"n": 5_000} | told)
    text = mbox(*good[:500], odd, *good[500:]).encode("utf-8", "surrogateescape")
    found = [email for email, _ in mails.contacts(mails.read(tmp_path, text))]
    assert [email for email in found if "good" in email] == [f"p{n}@good.example" for n in range(999)]


def test_a_header_without_end_is_a_problem_and_the_next_mail_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MAIL_HEADER", 50_000)
    monkeypatch.setattr(splitting, "_CHUNK", 10_000)
    records = mails.read(tmp_path, mbox(mail(), mail(n=2, x_odd="x" * 90_000), mail(n=3)))
    assert [one.key for one in samples.interactions(records)] == ["1@mail.example", "3@mail.example"]
    assert [one.line for one in samples.problems(records)] == [10]


plain = st.text(st.characters(codec="utf-8", exclude_characters="\r\x1c\x1d\x1e\x85\u2028\u2029"), max_size=60)
bodies = st.lists(plain | st.just("From here it went on.") | st.just(">From x Mon Jan 1 10:00:00 2024"), max_size=8)


@settings(max_examples=100, deadline=None)
@given(words=st.lists(bodies, min_size=1, max_size=6), chunk=st.integers(7, 900))
def test_it_makes_no_difference_where_the_stream_is_cut(words, chunk):
    raw = mbox(*(mail(n=n, body="\n".join(body) + "\n") for n, body in enumerate(words))).encode()
    whole = list(splitting.messages(io.BytesIO(raw), "x"))
    before, splitting._CHUNK = splitting._CHUNK, chunk
    try:
        cut = list(splitting.messages(io.BytesIO(raw), "x"))
    finally:
        splitting._CHUNK = before
    assert cut == whole and len(whole) == len(words)
    lines = raw.split(b"\n")
    assert all(lines[one.line - 1] == one.separator for one in whole)


class Endless(io.RawIOBase):
    """A mailbox of that many bytes that never is in memory."""

    def __init__(self, size):
        self.part = mbox(*(mail(n=n, body="x" * 30_000 + "\n") for n in range(20))).encode()
        self.left, self.most = size, 0

    def readable(self):
        return True

    def read(self, size=-1):
        self.most = max(self.most, size)
        chunk = (self.part * (size // len(self.part) + 1))[: min(size, self.left)]
        self.left -= len(chunk)
        return chunk


def test_a_mailbox_is_read_in_pieces(monkeypatch):
    opened = []
    size = 200 * limits.MEGABYTE
    claimed = Claimed(
        Member("All mail.mbox", size, None, lambda: opened.append(Endless(size)) or opened[-1]), "mail.mbox"
    )
    records = list(read([claimed], HINT))
    assert {stream.most for stream in opened} == {splitting._CHUNK} and samples.of(
        mails.AcquaintanceRecord, records
    ) == []
    assert samples.left_out(records)["the same mail once more"] > 1_000


def test_a_gzip_that_unpacks_to_far_more_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MEGABYTE", 100_000)
    bomb = gzip.compress(mbox(mail(), mail(n=2, body="\n" * 30_000_000)).encode())
    records = mails.read(tmp_path, bomb, "all.mbox.gz")
    assert "far more than an honest archive" in samples.problems(records)[0].message


def test_a_mailbox_may_be_larger_than_what_an_archive_may_unpack(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "ARCHIVE_UNPACKED", 1_000)
    assert len(mails.contacts(mails.read(tmp_path, mbox(*(mail(n=n) for n in range(99)))))) == 99


def test_what_is_remembered_is_bounded_and_strangers_are_forgotten_first(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MAIL_PEOPLE", 10)
    strangers = [mail(f"s{n}@x.example", n=n) for n in range(40)]
    friends = [mail(ME, f"p{n}@x.example", 100 + n) for n in range(12)]
    records = mails.read(tmp_path, mbox(*strangers, *friends))
    assert len(mails.contacts(records)) == 52 and len(mails.emails(records)) == 10
    assert samples.left_out(records) == {
        "people you never wrote to": 40,
        "correspondents beyond the number that is kept in mind": 2,
    }


noise = st.binary(max_size=30) | st.sampled_from(
    [b"\nFrom ", b"\n\n", b"\r", b"\0", b"=?utf-8?b?", b'"', b"<", b"\n ", b":", b"\xff", b"From - 10:00 2024\nTo:"]
)
SEED = mbox(
    mail(), mail(ME, "A <a@x.example>, b@x.example", 2), mail(n=3, list_id="<l.x>", in_reply_to="<2@mail.example>"),
    mail("=?utf-8?q?=C3=84nna?= <a@x.example>", n=4, x_gmail_labels="Sent,=?utf-8?q?x?=", content_length=7),
).encode()  # fmt: skip
changes = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 60), noise), min_size=1, max_size=6)


def survives(folder: Path, name: str, raw: bytes) -> None:
    """Whatever comes in: records that are whole, or one plain refusal."""
    (folder / name).write_bytes(raw)
    try:
        records = list(reader.read([folder / name], HINT))
    except Unreadable as trouble:
        assert trouble.message and trouble.hint
        return
    for record in records:
        assert from_json(to_json(record)) == record
        assert not {"\r", "\n", "\0"} & set(str(getattr(record, "name", "")) + str(getattr(record, "email", "")))


def changed(raw: bytes, cuts: list[tuple[float, int, bytes]]) -> bytes:
    for where, drop, put in cuts:
        at = int(where * len(raw))
        raw = raw[:at] + put + raw[at + drop :]
    return raw


@settings(max_examples=150, deadline=None)
@given(cuts=changes, name=st.sampled_from(["x.mbox", "x.eml"]))
def test_changed_mailboxes_never_stop_the_reading(tmp_path_factory, cuts, name):
    raw = SEED if name == "x.mbox" else mail().encode()
    survives(tmp_path_factory.getbasetemp(), name, changed(raw, cuts))


@pytest.mark.deep
@settings(max_examples=20_000, deadline=None)
@given(cuts=changes, name=st.sampled_from(["x.mbox", "x.eml", "Sent"]))
def test_twenty_thousand_changed_mailboxes(tmp_path_factory, cuts, name):
    raw = SEED if name != "x.eml" else mail().encode()
    survives(tmp_path_factory.getbasetemp(), name, changed(raw, cuts))


pieces = st.lists(noise | st.sampled_from([b"Anna", b" ", b",", b";", b"a@b.example", b"<a@b.example>", b"(x)"]))


@settings(max_examples=400, deadline=None)
@given(raw=pieces.map(b"".join))
def test_any_bytes_are_addresses_or_none(raw):
    for name, email in addresses.people(raw):
        assert "@" in email and email == email.lower() and "@" not in name
        assert name == names.clean(name) and len(name) <= limits.NAME


@settings(max_examples=300, deadline=None)
@given(raw=st.binary(max_size=80) | pieces.map(b"".join), separator=st.binary(max_size=40))
def test_any_bytes_are_a_date_or_none(raw, separator):
    found = header.when({b"date": raw, b"received": b"x;" + raw}, separator)
    assert found is None or 1970 <= found.day.year <= 2100


@settings(max_examples=200, deadline=None)
@given(
    name=st.text(st.characters(codec="utf-8", categories=["L"]), min_size=2, max_size=20),
    local=st.from_regex(r"[a-z]{1,9}[0-9]", fullmatch=True),
)
def test_a_name_comes_back_however_it_is_written(name, local):
    quoted = "".join(f"={byte:02X}" for byte in name.encode())
    for written in (f'"{name}" <{local}@x.example>', f"=?utf-8?Q?{quoted}?= <{local}@x.example>"):
        assert addresses.people(written.encode()) == ((names.clean(name), f"{local}@x.example"),)


DATA = os.environ.get("BACKCAST_REAL_DATA", "")
real = pytest.mark.skipif(not DATA, reason="BACKCAST_REAL_DATA is not set")


@real
def test_every_mail_file_is_read_or_refused_in_one_sentence():
    files = [path for path in sorted((Path(DATA) / "mail").rglob("*")) if path.is_file()]
    assert len(files) > 600
    read_whole = 0
    for path in files:
        try:
            records = samples.read(path, hint=HINT)
        except Unreadable as trouble:
            assert trouble.hint
            continue
        read_whole += 1
        assert all(from_json(to_json(record)) == record for record in records)
    assert read_whole >= 230


@real
def test_a_lists_archive_tells_of_replies_to_and_from_the_one_declared_its_owner():
    folder = Path(DATA) / "mail" / "twisted-python-pipermail"
    records = samples.read(folder, hint=mails.OwnerHint(emails=("glyph@twistedmatrix.com",)))
    rows = [sum(counts) for counts in zip(*(row[1:] for row in samples.seen(records).values()), strict=True)]
    contacts, left = samples.interactions(records), samples.left_out(records)
    listed, twice = left["mails of mailing lists"], left["the same mail once more"]
    assert rows[0] == 18_550 and 850 <= len(contacts) <= 1_000
    assert 9_000 <= twice <= 9_500, "this archive holds nearly every mail twice"
    assert rows[0] == len(contacts) + listed + twice + len(samples.problems(records))
    assert {one.way for one in contacts} == {"in", "out"} and 100 <= len(samples.people(records)) <= 250

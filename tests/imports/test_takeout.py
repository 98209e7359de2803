"""Everything at once: an export of Google's in several parts, as ZIPs, as folders, in any order."""

import zipfile

import pytest

from backcast.imports import actions
from backcast.network.models import Acquaintance, Person
from backcast.ties.models import Interaction, Tie
from tests.formats import diaries, mails, samples
from tests.imports.exports import bring

ME, ANNA, BO, CY = diaries.MIA, diaries.ANNA, diaries.BO, diaries.CY
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{}\r\nEMAIL;TYPE=INTERNET:{}\r\nORG:{}\r\nEND:VCARD\r\n"
SENT = {"sender": f"Mia Me <{ME}>", "x_gmail_labels": "Sent"}
MAIL = mails.mbox(
    mails.mail(f"Anna Ash <{ANNA}>", ME, 1, delivered_to=ME, x_gmail_labels="Inbox,Important"),
    mails.mail(to=f"Anna Ash <{ANNA}>, Bo Birch <{BO}>", n=2, **SENT),
    mails.mail("Offers <no-reply@shop.example>", ME, 3, delivered_to=ME, x_gmail_labels="Inbox"),
    mails.mail("Eve <eve@spam.example>", ME, 4, delivered_to=ME, x_gmail_labels="Spam"),
)
FIRST = {
    "Takeout/archive_browser.html": "<html></html>",
    "Takeout/Contacts/All Contacts/All Contacts.vcf": CARD.format("Anna Ash", ANNA, "Oak")
    + CARD.format("Cy Cedar", CY, "Elm"),
    "Takeout/Contacts/My Contacts/My Contacts.vcf": CARD.format("Anna Ash", ANNA, "Oak"),
    "Takeout/Contacts/All Contacts/Anna Ash.jpg": "\xff\xd8",
    "Takeout/YouTube/subscriptions/subscriptions.csv": "Channel Id,Channel Url,Channel Title\nx,https://x.example,Rye\n",
}
SECOND = {
    "Takeout/Mail/All mail Including Spam and Trash.mbox": MAIL,
    f"Takeout/Calendar/{ME}.ics": diaries.calendar(diaries.event(*diaries.WITH_ANNA), head=(f"X-WR-CALNAME:{ME}",)),
}
PARTS = {"takeout-20260301T100000Z-001": FIRST, "takeout-20260301T100000Z-002": SECOND}


@pytest.fixture
def parts(tmp_path):
    (tmp_path / "zips").mkdir()
    return [samples.zipped(tmp_path / "zips" / f"{name}.zip", files) for name, files in PARTS.items()]


def test_every_kind_of_every_part_comes_in_as_the_same_people(alice, parts):
    _, report = bring(alice, *parts)
    assert report["kind"] == ["calendar", "mail", "vcard"] and report["problems"] == []
    assert report["people"] == {"new": 3, "updated": 0, "same": 0, "unsure": 0} and "columns" not in report
    assert report["interactions"]["new"] == 4 and Interaction.objects.of(alice).count() == 4
    left = report["left_out"]
    assert left["not a kind of file Backcast reads"] == 3 and left["the same card once more"] == 1
    assert left["mails in the spam folder"] == 1 and left["senders that take no reply"] == 1
    people = Person.objects.of(alice).filter(is_owner=False).values_list("name", flat=True)
    assert sorted(people) == ["Anna Ash", "Bo Birch", "Cy Cedar"] and Acquaintance.objects.of(alice).count() == 1
    assert Tie.objects.of(alice).get(person__name="Anna Ash").last.isoformat() == "2024-06-03"


def test_the_parts_in_another_order_as_a_folder_or_unpacked_bring_nothing_new(alice, parts, tmp_path):
    bring(alice, *parts)
    for archive in parts:
        zipfile.ZipFile(archive).extractall(tmp_path / "unpacked")
    for again in (parts[::-1], [tmp_path / "zips"], [tmp_path / "unpacked"], [tmp_path / "unpacked" / "Takeout"]):
        found = actions.read(alice, again)
        new = [found.report[part]["new"] for part in ("people", "interactions", "positions", "acquaintances")]
        assert new == [0, 0, 0, 0] and found.report["people"] == {"new": 0, "updated": 0, "same": 3, "unsure": 0}


def test_parts_brought_one_after_the_other_are_what_both_are_together(alice, charlie, parts):
    bring(alice, *parts)
    for part in parts:
        bring(charlie, part)
    for model, columns in ((Person, ("name", "organisation__name")), (Interaction, ("day", "kind", "way"))):
        rows = [sorted(map(str, model.objects.of(who).values_list(*columns))) for who in (alice, charlie)]
        assert rows[0] == rows[1] != []

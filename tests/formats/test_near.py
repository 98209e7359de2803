"""Tables that look like LinkedIn's: whose they are is told by LinkedIn's own columns, or by their name."""

import pytest

from backcast.formats import reader
from backcast.formats.records import FileSeen, OwnerHint, PersonRecord, Problem

PLAIN = "First Name,Last Name,Email Address,Company,Position\nAda,Lin,ada@example.org,Harbour,SRE\n"


def read(tmp_path, name, text):
    (tmp_path / name).write_text(text)
    return list(reader.read([tmp_path / name], OwnerHint()))


@pytest.mark.parametrize("name", ["people.csv", "contacts.csv"])
def test_a_plain_table_of_people_is_an_address_book(tmp_path, name):
    told = read(tmp_path, name, PLAIN)
    [person] = [one for one in told if isinstance(one, PersonRecord)]
    assert (person.name, person.source, person.emails) == ("Ada Lin", "csv", ("ada@example.org",))
    assert not [one for one in told if isinstance(one, Problem)]


def test_connections_without_their_day_are_still_linkedins_and_it_says_what_is_missing(tmp_path):
    told = read(tmp_path, "Connections.csv", PLAIN)
    assert [one.kind for one in told if isinstance(one, FileSeen)] == ["linkedin.connections"]
    assert any(
        "Connected On" in one.message or "connected on" in one.message.lower()
        for one in told
        if isinstance(one, Problem)
    )

"""Small CVs, Monica exports and notes; every name in them is invented."""

import io
import json
from importlib import import_module

from backcast.formats import reader
from backcast.formats.container import Claimed, Member
from backcast.formats.records import OwnerHint, PersonRecord, from_json, to_json
from backcast.formats.text import lines


def resume(work=(), **more):
    basics = {
        "name": "Mia Me", "label": "Keeps things running", "email": "Mia@Example.org", "url": "https://mia.example",
        "location": {"city": "Lisbon", "countryCode": "PT", "address": "1 Oak St"},
        "profiles": [{"network": "LinkedIn", "url": "linkedin.com/in/mia-me"}, {"network": "X", "username": "mia"}],
    }  # fmt: skip
    return json.dumps({"basics": basics, "work": list(work)} | more, indent=1, ensure_ascii=False)


def section(kind, values):
    return {"count": len(values), "type": kind, "values": values}


def contact(uuid, first, last, *data, born=None, **told):
    properties = {"first_name": first, "last_name": last, "is_dead": False, "is_partial": False} | told
    if born:
        properties["birthdate"] = {"uuid": "d", "is_age_based": False, "is_year_unknown": False} | born
    return {"uuid": uuid, "created_at": "2020-01-01T00:00:00Z", "properties": properties, "data": list(data)}


def monica(*contacts, activities=(), more=()):
    users = [{"uuid": "u-1", "first_name": "Mia", "last_name": "Me", "email": "mia@example.org", "password": "hash",
              "google2fa_secret": "s3cret", "properties": {"me_contact": "c-me"}}]  # fmt: skip
    types = [
        {"uuid": f"t-{kind}", "properties": {"name": kind.title(), "type": kind}} for kind in ("email", "phone", "site")
    ]
    data = [section("user", users), section("contact", list(contacts)), section("activity", list(activities)), *more]
    account = {"uuid": "a", "api_key": "k3y", "data": data, "instance": {"contact_field_types": types}}
    head = {"version": "1.0-preview.1", "app_version": "3.7.0", "export_date": "2024-05-06T07:08:09Z", "url": "x"}
    return json.dumps(head | {"exported_by": "u-1", "account": account}, indent=4, ensure_ascii=False)


def field(kind, data):
    return {"properties": {"data": data, "type": f"t-{kind}"}}


CONTACTS = "id account_id first_name middle_name last_name uuid is_partial is_dead birthday_special_date_id job company"
DUMP = "# ****\n# Mia O'Me dump of data\n# Export date: 2024-05-06 07:08:09\n# ****\n\nSET FOREIGN_KEY_CHECKS=0;\n\n"


def insert(table, columns, *rows):
    named = ",".join(f"`{name}`" for name in columns.split())
    return f"INSERT IGNORE INTO `{table}` ({named}) VALUES\n" + ",\n".join(map(sql_row, rows)) + ";\n\n"


def sql_row(cells):
    return " (" + ",".join(map(sql_cell, cells)) + ")"


def sql_cell(cell):
    """As PHP's addslashes writes it; what looks like a number is bare."""
    if cell is None or isinstance(cell, int):
        return "NULL" if cell is None else str(cell)
    return "'" + cell.replace("\\", "\\\\").replace("'", "\\'").replace('"', '\\"') + "'"


def of_bytes(name, kind, raw):
    """All records of one file held in memory, each of which must survive the way to the parent."""
    module = import_module(reader.READERS[name])
    claimed = Claimed(Member(f"people/{name}.x", len(raw), None, lambda: io.BytesIO(raw)), kind)
    records = list(module.read([claimed], OwnerHint()))
    for record in records:
        assert from_json(json.loads(json.dumps(to_json(record)).encode())) == record
        str(to_json(record)).encode()  # no half characters
        if isinstance(record, PersonRecord):
            assert record.name and record.key and len(record.name) <= 200
            assert all(url.startswith(("http://", "https://")) for url in record.urls)
    return records


def claims(name, file, raw):
    module = import_module(reader.READERS[name])
    return module.by_contents(file, list(lines(io.BytesIO(raw), 65_536))[:120])

"""An index for search: FTS5 trigrams on SQLite, pg_trgm on PostgreSQL. Where neither can be had, search looks
through every text. The index on SQLite is derived and made by the program of today, so no copy of it is kept here."""

from typing import Any

from django.db import DatabaseError, migrations, transaction

from backcast.network.actions.search import mend_search
from backcast.network.queries import index

NAME = "backcast_searchtext_trigrams"


def make(apps: Any, schema_editor: Any) -> None:
    """The index of this database; a PostgreSQL whose owner may not have the extension goes without."""
    if schema_editor.connection.vendor == "sqlite":
        mend_search()
    elif schema_editor.connection.vendor == "postgresql":
        try:
            with transaction.atomic():
                schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
                schema_editor.execute(f"CREATE INDEX {NAME} ON backcast_searchtext USING gin (text gin_trgm_ops)")
        except DatabaseError:
            pass


def unmake(apps: Any, schema_editor: Any) -> None:
    """The database without it; the extension stays, others may use it."""
    if schema_editor.connection.vendor == "sqlite" and index.is_used():
        schema_editor.execute(f"DROP TABLE IF EXISTS {index.NAME}")
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX IF EXISTS {NAME}")


class Migration(migrations.Migration):
    dependencies = [
        ("backcast", "0002_evidence"),
    ]

    operations = [
        migrations.RunPython(make, unmake),
    ]

"""What was removed is found in a long history without reading all that was not: answers taken back wait in the tray."""

from __future__ import annotations

from sqlite_utils import Database


def migrate(db: Database) -> None:
    db.execute("CREATE INDEX change_removed ON change(table_name) WHERE after IS NULL")

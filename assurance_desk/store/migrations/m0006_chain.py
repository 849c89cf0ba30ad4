"""Each step's hash holds the one before it: who alters an old step must alter every later hash too."""

from __future__ import annotations

from sqlite_utils import Database

STATEMENTS = (
    "CREATE TABLE chain (step_id INTEGER PRIMARY KEY REFERENCES step(id), hash TEXT NOT NULL) STRICT",
    (
        "CREATE TRIGGER chain_no_update BEFORE UPDATE ON chain "
        "BEGIN SELECT RAISE(ABORT, 'history only grows'); END"
    ),
    (
        "CREATE TRIGGER chain_no_delete BEFORE DELETE ON chain "
        "BEGIN SELECT RAISE(ABORT, 'history only grows'); END"
    ),
)


def migrate(db: Database) -> None:
    for statement in STATEMENTS:
        db.execute(statement)

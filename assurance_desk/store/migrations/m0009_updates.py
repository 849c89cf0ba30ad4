"""Updates asked of lead organisations on their open actions, and what came back, cell by cell."""

from __future__ import annotations

from sqlite_utils import Database

STATEMENTS = (
    """
CREATE TABLE update_request (
    id TEXT PRIMARY KEY, ref TEXT NOT NULL UNIQUE, asked_on TEXT NOT NULL, due_on TEXT, body TEXT NOT NULL,
    marking TEXT NOT NULL, contact_who TEXT NOT NULL, contact_email TEXT NOT NULL, contact_phone TEXT NOT NULL,
    words TEXT NOT NULL, position INTEGER NOT NULL
) STRICT
""",
    """
CREATE TABLE update_copy (
    id TEXT PRIMARY KEY, request_id TEXT NOT NULL REFERENCES update_request(id) ON DELETE CASCADE,
    organisation_id TEXT NOT NULL REFERENCES organisation(id), ref TEXT NOT NULL, name TEXT NOT NULL,
    code TEXT NOT NULL UNIQUE, received_on TEXT, position INTEGER NOT NULL
) STRICT
""",
    """
CREATE TABLE update_action (
    id TEXT PRIMARY KEY, copy_id TEXT NOT NULL REFERENCES update_copy(id) ON DELETE CASCADE,
    action_id TEXT NOT NULL REFERENCES action(id), number INTEGER NOT NULL, review TEXT NOT NULL, ref TEXT NOT NULL,
    text TEXT NOT NULL, due TEXT NOT NULL, delivery TEXT NOT NULL, position INTEGER NOT NULL
) STRICT
""",
    """
CREATE TABLE update_item (
    id TEXT PRIMARY KEY, copy_id TEXT NOT NULL REFERENCES update_copy(id) ON DELETE CASCADE,
    file_id TEXT NOT NULL REFERENCES return_file(id) ON DELETE CASCADE,
    update_action_id TEXT REFERENCES update_action(id) ON DELETE CASCADE, part TEXT NOT NULL, sheet TEXT NOT NULL,
    cell TEXT NOT NULL, found TEXT NOT NULL, reading TEXT NOT NULL, how TEXT NOT NULL, problem TEXT NOT NULL,
    other TEXT NOT NULL, sure INTEGER NOT NULL, status TEXT NOT NULL, decision TEXT NOT NULL, decided_on TEXT,
    made_id TEXT NOT NULL, position INTEGER NOT NULL
) STRICT
""",
    "CREATE INDEX update_copy_request ON update_copy(request_id)",
    "CREATE INDEX update_copy_organisation ON update_copy(organisation_id)",
    "CREATE INDEX update_action_copy ON update_action(copy_id)",
    "CREATE INDEX update_action_action ON update_action(action_id)",
    "CREATE INDEX update_item_copy ON update_item(copy_id)",
    "CREATE INDEX update_item_file ON update_item(file_id)",
    "CREATE INDEX update_item_action ON update_item(update_action_id)",
    "ALTER TABLE return_file ADD COLUMN update_copy_id TEXT REFERENCES update_copy(id) ON DELETE SET NULL",
    "CREATE INDEX return_file_update ON return_file(update_copy_id)",
)


def migrate(db: Database) -> None:
    for statement in STATEMENTS:
        db.execute(statement)

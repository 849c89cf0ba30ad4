"""How far a questionnaire is on its way to its recipient: drafted, sent, bounced; and a due date extended."""

from __future__ import annotations

from sqlite_utils import Database

STATEMENTS = (
    *(
        f"ALTER TABLE return_ ADD COLUMN {name} TEXT"
        for name in ("drafted_on", "sent_on", "bounced_on", "first_due_on")
    ),
    "ALTER TABLE return_ ADD COLUMN reason TEXT NOT NULL DEFAULT ''",
)


def migrate(db: Database) -> None:
    for statement in STATEMENTS:
        db.execute(statement)

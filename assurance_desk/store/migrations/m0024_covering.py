"""What goes with a questionnaire in words, and the role it is written to."""

from __future__ import annotations

from sqlite_utils import Database

NAMES = (
    "legal_basis",
    "privacy_notice",
    "sign_off_role",
    "covering_subject",
    "covering_text",
    "recipient_role",
)


def migrate(db: Database) -> None:
    for name in NAMES:
        db.execute(f"ALTER TABLE questionnaire ADD COLUMN {name} TEXT NOT NULL DEFAULT ''")

"""What returns came in, e-mails among them, and the files that came with them; why a file was refused, as a word."""

from __future__ import annotations

from sqlite_utils import Database

STATEMENTS = (
    """
CREATE TABLE parcel (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL, subject TEXT NOT NULL,
    sender_name TEXT NOT NULL, sender TEXT NOT NULL, sent_on TEXT, sent_at TEXT NOT NULL, note TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT
""",
    """
CREATE TABLE enclosure (
    id TEXT PRIMARY KEY, parcel_id TEXT REFERENCES parcel(id) ON DELETE SET NULL,
    return_id TEXT REFERENCES return_(id) ON DELETE CASCADE, name TEXT NOT NULL, sha256 TEXT NOT NULL,
    size INTEGER NOT NULL, received_on TEXT, question TEXT NOT NULL, settled INTEGER NOT NULL,
    evidence_id TEXT REFERENCES evidence(id) ON DELETE SET NULL, position INTEGER NOT NULL
) STRICT
""",
    "CREATE INDEX enclosure_parcel ON enclosure(parcel_id)",
    "CREATE INDEX enclosure_return ON enclosure(return_id)",
    "CREATE INDEX enclosure_evidence ON enclosure(evidence_id)",
    "ALTER TABLE return_file ADD COLUMN why TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE return_file ADD COLUMN parcel_id TEXT REFERENCES parcel(id) ON DELETE SET NULL",
    "CREATE INDEX return_file_parcel ON return_file(parcel_id)",
)


def migrate(db: Database) -> None:
    for statement in STATEMENTS:
        db.execute(statement)

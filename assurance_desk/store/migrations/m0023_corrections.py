"""Answers put right later keep what they were; queries go back to the sender in a workbook and come home in it."""

from __future__ import annotations

from sqlite_utils import Database

STATEMENTS = (
    """
CREATE TABLE correction (
    id TEXT PRIMARY KEY, return_id TEXT NOT NULL REFERENCES return_(id) ON DELETE CASCADE, question TEXT NOT NULL,
    "row" TEXT NOT NULL, "column" TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, who TEXT NOT NULL,
    how TEXT NOT NULL, "on" TEXT NOT NULL, reason TEXT NOT NULL, position INTEGER NOT NULL
) STRICT
""",
    "CREATE INDEX correction_return ON correction(return_id)",
    """
CREATE TABLE correction_book (
    id TEXT PRIMARY KEY, return_id TEXT NOT NULL REFERENCES return_(id) ON DELETE CASCADE,
    file_id TEXT REFERENCES return_file(id) ON DELETE SET NULL, code TEXT NOT NULL, name TEXT NOT NULL,
    sha256 TEXT NOT NULL, finding_sha256 TEXT NOT NULL, made_on TEXT NOT NULL, sent_on TEXT, position INTEGER NOT NULL
) STRICT
""",
    "CREATE INDEX correction_book_return ON correction_book(return_id)",
    """
CREATE TABLE correction_item (
    id TEXT PRIMARY KEY, book_id TEXT NOT NULL REFERENCES correction_book(id) ON DELETE CASCADE,
    query_id TEXT NOT NULL REFERENCES query(id) ON DELETE CASCADE, question TEXT NOT NULL, "row" TEXT NOT NULL,
    "column" TEXT NOT NULL, sheet TEXT NOT NULL, cell TEXT NOT NULL, was TEXT NOT NULL, position INTEGER NOT NULL
) STRICT
""",
    "CREATE INDEX correction_item_book ON correction_item(book_id)",
    "CREATE INDEX correction_item_query ON correction_item(query_id)",
    "ALTER TABLE return_file ADD COLUMN correction_id TEXT REFERENCES correction_book(id) ON DELETE SET NULL",
    "ALTER TABLE query ADD COLUMN asked_on TEXT",
    "ALTER TABLE query ADD COLUMN answered_on TEXT",
    "ALTER TABLE query ADD COLUMN answer TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE query ADD COLUMN answer_reading TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE query ADD COLUMN answer_why TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE query ADD COLUMN answer_file_id TEXT REFERENCES return_file(id) ON DELETE SET NULL",
)


def migrate(db: Database) -> None:
    for statement in STATEMENTS:
        db.execute(statement)

"""A forum's yearly pattern, days the office is closed, papers expected, and challenges apart from their meeting."""

from __future__ import annotations

from sqlite_utils import Database

STATEMENTS = (
    """
CREATE TABLE closure (
    id TEXT PRIMARY KEY, first TEXT NOT NULL, last TEXT NOT NULL, why TEXT NOT NULL
) STRICT
""",
    """
CREATE TABLE forum (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, papers_days INTEGER NOT NULL, quorum INTEGER NOT NULL,
    which INTEGER NOT NULL, weekday INTEGER NOT NULL, months TEXT NOT NULL, position INTEGER NOT NULL
) STRICT
""",
    """
CREATE TABLE planned_paper (
    id TEXT PRIMARY KEY, meeting_id TEXT NOT NULL REFERENCES meeting(id) ON DELETE CASCADE, title TEXT NOT NULL,
    by_whom TEXT NOT NULL, state TEXT NOT NULL, position INTEGER NOT NULL
) STRICT
""",
    "CREATE INDEX planned_paper_meeting ON planned_paper(meeting_id)",
    """
CREATE TABLE challenge_kept (
    id TEXT PRIMARY KEY, meeting_id TEXT REFERENCES meeting(id) ON DELETE SET NULL, by_whom TEXT NOT NULL,
    to_whom TEXT NOT NULL, asked TEXT NOT NULL, answered TEXT NOT NULL, difference TEXT NOT NULL,
    position INTEGER NOT NULL, asked_on TEXT, evidence TEXT NOT NULL DEFAULT ''
) STRICT
""",
    """
INSERT INTO challenge_kept (id, meeting_id, by_whom, to_whom, asked, answered, difference, position)
SELECT id, meeting_id, by_whom, to_whom, asked, answered, difference, position FROM challenge ORDER BY rowid
""",
    "DROP TABLE challenge",
    "ALTER TABLE challenge_kept RENAME TO challenge",
    "CREATE INDEX challenge_meeting ON challenge(meeting_id)",
)


def migrate(db: Database) -> None:
    for statement in STATEMENTS:
        db.execute(statement)

"""Meetings with who came, what was decided on each thing put to them, challenges, and their minutes."""

from __future__ import annotations

from sqlite_utils import Database

STATEMENTS = (
    "ALTER TABLE meeting ADD COLUMN chair TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE meeting ADD COLUMN place TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE meeting ADD COLUMN quorum INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE meeting ADD COLUMN minutes_name TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE meeting ADD COLUMN minutes_sha256 TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE meeting ADD COLUMN minutes_approved_on TEXT",
    """
CREATE TABLE attendance (
    id TEXT PRIMARY KEY, meeting_id TEXT NOT NULL REFERENCES meeting(id) ON DELETE CASCADE, who TEXT NOT NULL,
    organisation TEXT NOT NULL, state TEXT NOT NULL, interests TEXT NOT NULL, position INTEGER NOT NULL
) STRICT
""",
    """
CREATE TABLE outcome (
    id TEXT PRIMARY KEY, meeting_id TEXT NOT NULL REFERENCES meeting(id) ON DELETE CASCADE, subject TEXT NOT NULL,
    recommendation_id TEXT REFERENCES recommendation(id) ON DELETE SET NULL,
    action_id TEXT REFERENCES action(id) ON DELETE SET NULL, ref TEXT NOT NULL, asked TEXT NOT NULL,
    outcome TEXT NOT NULL, wording TEXT NOT NULL, position INTEGER NOT NULL, UNIQUE (meeting_id, subject)
) STRICT
""",
    """
CREATE TABLE challenge (
    id TEXT PRIMARY KEY, meeting_id TEXT NOT NULL REFERENCES meeting(id) ON DELETE CASCADE, by_whom TEXT NOT NULL,
    to_whom TEXT NOT NULL, asked TEXT NOT NULL, answered TEXT NOT NULL, difference TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT
""",
    "CREATE INDEX attendance_meeting ON attendance(meeting_id)",
    "CREATE INDEX challenge_meeting ON challenge(meeting_id)",
    "ALTER TABLE action ADD COLUMN outcome_id TEXT REFERENCES outcome(id) ON DELETE SET NULL",
)


def migrate(db: Database) -> None:
    for statement in STATEMENTS:
        db.execute(statement)

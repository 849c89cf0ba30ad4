"""A review has a plan for its publication; a recommendation may repeat one of an earlier review."""

from __future__ import annotations

from sqlite_utils import Database

STATEMENTS = (
    """
CREATE TABLE publication_step (
    id TEXT PRIMARY KEY, review_id TEXT NOT NULL REFERENCES review(id) ON DELETE CASCADE, text TEXT NOT NULL,
    who TEXT NOT NULL, due TEXT, days_before INTEGER, done_on TEXT, note TEXT NOT NULL, position INTEGER NOT NULL
) STRICT
""",
    "CREATE INDEX publication_step_review ON publication_step(review_id)",
    """
CREATE TABLE recurrence (
    id TEXT PRIMARY KEY, recommendation_id TEXT NOT NULL REFERENCES recommendation(id) ON DELETE CASCADE,
    earlier_id TEXT NOT NULL REFERENCES recommendation(id) ON DELETE CASCADE, UNIQUE (recommendation_id, earlier_id)
) STRICT
""",
    "CREATE INDEX recurrence_recommendation ON recurrence(recommendation_id)",
    "CREATE INDEX recurrence_earlier ON recurrence(earlier_id)",
)


def migrate(db: Database) -> None:
    for statement in STATEMENTS:
        db.execute(statement)

"""Words of a response that look like a promise and are none are set aside, so that they are not hinted at again."""

from __future__ import annotations

from sqlite_utils import Database

STATEMENTS = (
    """
CREATE TABLE set_aside (
    id TEXT PRIMARY KEY, review_id TEXT NOT NULL REFERENCES review(id) ON DELETE CASCADE,
    recommendation_id TEXT REFERENCES recommendation(id) ON DELETE CASCADE, words TEXT NOT NULL, "on" TEXT NOT NULL
) STRICT
""",
    "CREATE INDEX set_aside_review ON set_aside(review_id)",
    "CREATE INDEX set_aside_recommendation ON set_aside(recommendation_id)",
)


def migrate(db: Database) -> None:
    for statement in STATEMENTS:
        db.execute(statement)

"""An action may serve several recommendations, each response in words of its own."""

from __future__ import annotations

from sqlite_utils import Database

STATEMENTS = (
    """
CREATE TABLE recommendation_link (
    id TEXT PRIMARY KEY, action_id TEXT NOT NULL REFERENCES action(id) ON DELETE CASCADE,
    recommendation_id TEXT NOT NULL REFERENCES recommendation(id) ON DELETE CASCADE, words TEXT NOT NULL,
    UNIQUE (action_id, recommendation_id)
) STRICT
""",
    "CREATE INDEX recommendation_link_action ON recommendation_link(action_id)",
    "CREATE INDEX recommendation_link_recommendation ON recommendation_link(recommendation_id)",
)


def migrate(db: Database) -> None:
    for statement in STATEMENTS:
        db.execute(statement)

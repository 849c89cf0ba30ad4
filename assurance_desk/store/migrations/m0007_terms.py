"""The words of every vocabulary, once an officer edits them. None are put in: until then the built-in ones hold."""

from __future__ import annotations

from sqlite_utils import Database

TERM = """
CREATE TABLE term (
    id TEXT PRIMARY KEY, vocabulary TEXT NOT NULL, word TEXT NOT NULL, definition TEXT NOT NULL, code TEXT NOT NULL,
    since TEXT, retired_on TEXT, returns INTEGER NOT NULL, position INTEGER NOT NULL
) STRICT
"""


def migrate(db: Database) -> None:
    db.execute(TERM)
    db.execute("CREATE INDEX term_vocabulary ON term(vocabulary)")

"""How the columns of an online form's answers were mapped to a questionnaire, for the next time it is exported."""

from __future__ import annotations

from sqlite_utils import Database


def migrate(db: Database) -> None:
    db.execute(
        "CREATE TABLE form_map (id TEXT PRIMARY KEY, questionnaire_ref TEXT NOT NULL, heads TEXT NOT NULL,"
        " targets TEXT NOT NULL) STRICT"
    )

"""Records by words of their reference or title, for the Ctrl+K box."""

from __future__ import annotations

from sqlite_utils import Database

_SOURCES: dict[str, str] = {
    "recommendation": "SELECT id, ref, CASE title WHEN '' THEN text ELSE title END AS title, "
    "ref || ' ' || title || ' ' || text AS held FROM recommendation",
    "action": "SELECT id, ref, text AS title, ref || ' ' || text || ' ' || lead || ' ' || owner_role AS held FROM action",
    "organisation": "SELECT id, ref, name AS title, ref || ' ' || name || ' ' || short_name AS held FROM organisation",
    "return_": "SELECT r.id, q.ref || ' ' || r.ref AS ref, r.name AS title, "
    "q.ref || ' ' || r.ref || ' ' || r.name AS held "
    "FROM return_ r JOIN questionnaire q ON q.id = r.questionnaire_id",
    "paper": "SELECT id, number AS ref, title, number || ' ' || title AS held FROM paper",
}


def by_words(db: Database, table: str, words: list[str], limit: int) -> list[tuple[str, str, str]]:
    """(id, ref, title) of rows that hold every word, capitals or not; those whose ref begins so come first."""
    clauses = " AND ".join(["held LIKE ? ESCAPE '!'"] * len(words))
    literal = [word.replace("!", "!!").replace("%", "!%").replace("_", "!_") for word in words]
    sql = (
        f"SELECT id, ref, title FROM ({_SOURCES[table]}) WHERE {clauses} "  # noqa: S608  (fixed texts)
        "ORDER BY ref LIKE ? ESCAPE '!' DESC, length(ref), ref LIMIT ?"
    )
    found = db.execute(sql, [*(f"%{word}%" for word in literal), f"{literal[0]}%", limit])
    return [(str(row[0]), str(row[1]), str(row[2])) for row in found]

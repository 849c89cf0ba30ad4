"""Evidence with its file or where it is, its strength apart from its kind, and serving more than one action."""

from __future__ import annotations

from sqlite_utils import Database

from assurance_desk.store.migrations import recording

EVIDENCE = """
CREATE TABLE evidence (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, kind TEXT NOT NULL, strength TEXT NOT NULL, source TEXT NOT NULL,
    dated TEXT, received_on TEXT, shows TEXT NOT NULL, pointer TEXT NOT NULL, file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL, size INTEGER NOT NULL, state TEXT NOT NULL, query TEXT NOT NULL, decided_by TEXT NOT NULL,
    decided_on TEXT, position INTEGER NOT NULL
) STRICT
"""
LINK = """
CREATE TABLE evidence_link (
    id TEXT PRIMARY KEY, evidence_id TEXT NOT NULL REFERENCES evidence(id) ON DELETE CASCADE,
    action_id TEXT NOT NULL REFERENCES action(id) ON DELETE CASCADE, UNIQUE (evidence_id, action_id)
) STRICT
"""
KINDS = {"audit": "audit", "outcome data": "data", "voice": "voice of practitioner", "document": "report"}


def migrate(db: Database) -> None:
    cursor = db.execute("SELECT * FROM evidence ORDER BY rowid")
    names = [column[0] for column in cursor.description]
    held = [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]
    db.execute("DROP TABLE evidence")
    for statement in (
        EVIDENCE,
        LINK,
        "CREATE INDEX evidence_link_action ON evidence_link(action_id)",
        "CREATE INDEX evidence_link_evidence ON evidence_link(evidence_id)",
    ):
        db.execute(statement)
    changed: list[tuple[str, str, recording.Row | None, recording.Row | None]] = []
    for position, one in enumerate(held, 1):
        _insert(db, one, position)
        link = f"link-{one['id']}"
        changed.append(("evidence", one["id"], one, recording.row(db, "evidence", one["id"])))
        changed.append(("evidence_link", link, None, recording.row(db, "evidence_link", link)))
    recording.record(db, 3, "Keep evidence apart from the action it serves", changed)


def upgrade_row(table: str, row: recording.Row) -> list[tuple[str, recording.Row]]:
    """A row as older history kept it, as rows of today: evidence that knew its one action is linked to it."""
    if table != "evidence" or "action_id" not in row:
        return [(table, row)]
    made = {
        "id": row["id"], "title": row["title"], "kind": KINDS.get(row["kind"], "other"), "strength": row["kind"],
        "source": "", "dated": row["dated"], "received_on": None, "shows": row["shows"], "pointer": "",
        "file_name": "", "sha256": "", "size": 0, "state": row["state"], "query": "", "decided_by": "",
        "decided_on": None, "position": 0,
    }  # fmt: skip
    link = {"id": f"link-{row['id']}", "evidence_id": row["id"], "action_id": row["action_id"]}
    return [(table, made), ("evidence_link", link)]


def _insert(db: Database, one: recording.Row, position: int) -> None:
    kind = KINDS.get(one["kind"], "other")
    db.execute(
        "INSERT INTO evidence VALUES (?, ?, ?, ?, '', ?, NULL, ?, '', '', '', 0, ?, '', '', NULL, ?)",
        [one["id"], one["title"], kind, one["kind"], one["dated"], one["shows"], one["state"], position],
    )
    db.execute(
        "INSERT INTO evidence_link VALUES (?, ?, ?)", [f"link-{one['id']}", one["id"], one["action_id"]]
    )

"""Every move of a due date is a record of its own, with its reason; an action says at which level it works."""

from __future__ import annotations

import hashlib
import re

from sqlite_utils import Database

from assurance_desk.domain.dates import When, parse_when
from assurance_desk.errors import DeskError
from assurance_desk.store.migrations import recording

TABLE = """
CREATE TABLE redating (
    id TEXT PRIMARY KEY, action_id TEXT NOT NULL REFERENCES action(id) ON DELETE CASCADE, "on" TEXT NOT NULL,
    before TEXT, after TEXT, reason TEXT NOT NULL, position INTEGER NOT NULL
) STRICT
"""
COLUMNS = (
    "ALTER TABLE action ADD COLUMN level TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE action ADD COLUMN difference TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE action ADD COLUMN last_reviewed TEXT",
)
_SAID = re.compile(r"Due (?P<after>[^.]+?), was (?P<before>[^.]+)\.(?: (?P<reason>.*))?", re.DOTALL)
"""What the first schema wrote into a progress note when a date moved."""


def migrate(db: Database) -> None:
    db.execute(TABLE)
    db.execute("CREATE INDEX redating_action ON redating(action_id)")
    for column in COLUMNS:
        db.execute(column)
    notes = db.execute('SELECT id, action_id, "on", text FROM progress_note ORDER BY "on", rowid').fetchall()
    changed = []
    for position, (note_id, action_id, on, text) in enumerate(notes, 1):
        said = _SAID.fullmatch(text)
        if said is None:
            continue
        try:
            before, after = _iso(said["before"]), _iso(said["after"])
        except DeskError:
            continue  # a note of the officer's own that only begins alike
        made = hashlib.sha256(f"redating {note_id}".encode()).hexdigest()[:32]
        db.execute(
            "INSERT INTO redating VALUES (?, ?, ?, ?, ?, ?, ?)",
            [made, action_id, on, before, after, (said["reason"] or "").strip(), position],
        )
        changed.append(("redating", made, None, recording.row(db, "redating", made)))
    recording.record(db, 2, "Keep each move of a date by itself", changed)


def _iso(words: str) -> str | None:
    found: When | None = None if words == "no date" else parse_when(words)
    return found.iso if found else None

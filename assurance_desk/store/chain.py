"""The steps of the history chained by hash, as links of a chain: each hash is made of the step and the hash before.

Every change of a step enters by its own digest, so that a value which must be forgotten can be blanked and the chain
still be proved by the digest kept in its place.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from sqlite_utils import Database

_STEP = "SELECT id, label, kind, reverses, at, user, schema FROM step WHERE id > ? ORDER BY id"
_CHANGES = "SELECT table_name, row_id, before, after FROM change WHERE step_id = ? ORDER BY id"


def extend(db: Database) -> None:
    """Chain every step that is not chained yet, in their order."""
    last = db.execute("SELECT step_id, hash FROM chain ORDER BY step_id DESC LIMIT 1").fetchone()
    for step_id, link in list(_links(db, *(last or (0, "")))):
        db.execute("INSERT INTO chain VALUES (?, ?)", [step_id, link])


def seal(db: Database) -> str:
    """The hash of the latest step, which stands for the whole history; empty where nothing was done."""
    row = db.execute("SELECT hash FROM chain ORDER BY step_id DESC LIMIT 1").fetchone()
    return str(row[0]) if row else ""


def broken_at(db: Database) -> int | None:
    """The first step whose hash does not prove it, or that has none; None where the chain holds to its end."""
    kept = {int(row[0]): str(row[1]) for row in db.execute("SELECT step_id, hash FROM chain")}
    for step_id, link in _links(db, 0, ""):
        if kept.pop(step_id, "") != link:
            return step_id
    return min(kept, default=None)


def _links(db: Database, after: int, link: str) -> Iterator[tuple[int, str]]:
    """(step id, hash) of each step behind ``after``, whose hash is ``link``."""
    for step in db.execute(_STEP, [after]).fetchall():
        made = hashlib.sha256(link.encode())
        made.update(json.dumps(step, ensure_ascii=False).encode())
        for change in db.execute(_CHANGES, [step[0]]):
            made.update(_digest(*change))
        link = made.hexdigest()
        yield int(step[0]), link


def _digest(table: str, row_id: str, before: str | None, after: str | None) -> bytes:
    """A row's image is JSON and so never empty: an empty one stands for none."""
    return hashlib.sha256("\0".join((table, row_id, before or "", after or "")).encode()).digest()

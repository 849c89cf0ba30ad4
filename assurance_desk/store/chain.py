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


class Growing:
    """The hash of the step that is open, made while its changes come: at the end of a long step little is left to do."""

    def __init__(self, db: Database, step_id: int) -> None:
        self._db, self.step_id, self._reached = db, step_id, 0
        last = _last(db)
        step = db.execute(_STEP, [last[0]]).fetchall()
        self.first = [int(one[0]) for one in step] == [step_id]
        """Whether no step before it waits to be chained."""
        self._made = hashlib.sha256(last[1].encode())
        self._made.update(json.dumps(step[-1], ensure_ascii=False).encode())

    def keep_up(self) -> None:
        """Take in the changes that came since."""
        for change_id, *change in self._db.execute(_SINCE, [self.step_id, self._reached]):
            self._made.update(_digest(*change))
            self._reached = change_id

    def link(self) -> str:
        self.keep_up()
        return self._made.hexdigest()


_SINCE = "SELECT id, table_name, row_id, before, after FROM change WHERE step_id = ? AND id > ? ORDER BY id"


def _last(db: Database) -> tuple[int, str]:
    row = db.execute("SELECT step_id, hash FROM chain ORDER BY step_id DESC LIMIT 1").fetchone()
    return (int(row[0]), str(row[1])) if row else (0, "")


def extend(db: Database, growing: Growing | None = None) -> None:
    """Chain every step that is not chained yet, in their order. ``growing``: the last one's hash, made already."""
    if growing is not None and growing.first:
        db.execute("INSERT INTO chain VALUES (?, ?)", [growing.step_id, growing.link()])
        return
    for step_id, link in list(_links(db, *_last(db))):
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

"""Record every change to the file, so that it can be undone, shown and audited.

One step is one thing the user did. While a step is open, temporary triggers copy each row touched, before
and after, into ``change``. Undo plays a step's rows backwards inside a new step, so history only ever grows.
(After the technique of SQLite's "Automatic Undo/Redo Using SQLite" page, storing rows as JSON.)
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlite_utils import Database

from assurance_desk.domain.changes import Changes, RowChange, Step
from assurance_desk.store import chain, in_use
from assurance_desk.store.migrations import SCHEMA
from assurance_desk.store.tables import NAMES

JOURNALED: tuple[str, ...] = NAMES
UNJOURNALED: tuple[str, ...] = ("step", "change", "chain", "blob", "draft", "setting", "_sqlite_migrations")
_STEP = "SELECT id, label, kind, at, user, reverses FROM step"


class StepInsideStepError(Exception):
    """A step was opened while one was open: one thing the user did is one step."""


class StepResult:
    """What a step did; filled in when its block ends. None where nothing was touched."""

    changes: Changes | None = None


class Journal:
    """Watches one open file. ``sitting`` is the last step before this opening: undo does not reach behind it.

    ``now`` tells the local time a step is dated by: a sample that stands on a day of its own keeps to it.
    """

    def __init__(
        self, db: Database, now: Callable[[], datetime] = datetime.now, *, watching: bool = True
    ) -> None:
        """``watching=False``: call ``watch`` soon; until then nothing stops a write outside a step. A step sees to it."""
        self._db = db
        self._now = now
        self._open = False
        self._growing: chain.Growing | None = None
        self._user = in_use.user()
        self._watching = False
        if watching:
            self.watch()
        self.sitting = int(db.execute("SELECT COALESCE(MAX(id), 0) FROM step").fetchone()[0])

    def watch(self) -> None:
        """From here on every write is recorded in its step, and refused outside one."""
        if self._watching:
            return
        self._db.execute("CREATE TEMP TABLE open_step (id INTEGER)")
        for table in JOURNALED:
            self._watch(table)
        self._watching = True

    def _watch(self, table: str) -> None:
        columns = [str(row[1]) for row in self._db.execute(f'PRAGMA table_info("{table}")')]

        def row(which: str) -> str:
            return "json_object(" + ", ".join(f"'{c}', {which}.\"{c}\"" for c in columns) + ")"

        guard = "SELECT RAISE(ABORT, 'no open step') WHERE NOT EXISTS (SELECT 1 FROM open_step);"
        for event, key, before, after, when in (
            ("INSERT", "new.id", "NULL", row("new"), ""),
            ("UPDATE", "old.id", row("old"), row("new"), f"WHEN {row('old')} IS NOT {row('new')}"),
            ("DELETE", "old.id", row("old"), "NULL", ""),
        ):
            self._db.execute(
                f'CREATE TEMP TRIGGER journal_{table}_{event.lower()} AFTER {event} ON main."{table}" '  # noqa: S608
                f"{when} BEGIN {guard} "
                f"INSERT INTO change (step_id, table_name, row_id, before, after) "
                f"SELECT id, '{table}', {key}, {before}, {after} FROM open_step; END"
            )

    @contextmanager
    def step(self, label: str, *, kind: str = "edit", reverses: int | None = None) -> Iterator[StepResult]:
        """Group the writes in this block into one undoable, audited step; all of them or none.

        Raises:
            StepInsideStepError: a step is open already.
        """
        if self._open:
            raise StepInsideStepError(label)
        self.watch()
        result = StepResult()
        self._open = True
        try:
            with self._db.atomic():
                step_id = self._begin(label, kind, reverses)
                yield result
                self._db.execute("DELETE FROM open_step")
                result.changes = self._end(step_id, label)
        finally:
            self._open = False
            self._growing = None

    @property
    def open(self) -> bool:
        """Whether a step is open now."""
        return self._open

    def keep_up(self) -> None:
        """Between the writes of a long step: what its end would have to do for all of them is done for those so far."""
        if self._growing is None:
            step_id = int(self._db.execute("SELECT id FROM open_step").fetchone()[0])
            self._growing = chain.Growing(self._db, step_id)
        self._growing.keep_up()

    def _begin(self, label: str, kind: str, reverses: int | None) -> int:
        cursor = self._db.execute(
            "INSERT INTO step (label, kind, reverses, at, user, schema) VALUES (?, ?, ?, ?, ?, ?)",
            [
                label,
                kind,
                reverses,
                self._now().astimezone(UTC).isoformat(timespec="seconds"),
                self._user,
                SCHEMA,
            ],
        )
        step_id = int(cursor.lastrowid or 0)
        self._db.execute("INSERT INTO open_step VALUES (?)", [step_id])
        return step_id

    def _end(self, step_id: int, label: str) -> Changes | None:
        rows = self._db.execute(
            "SELECT table_name, row_id FROM change WHERE step_id = ?", [step_id]
        ).fetchall()
        if not rows:
            self._db.execute("DELETE FROM step WHERE id = ?", [step_id])
            return None
        chain.extend(self._db, self._growing)
        return Changes(step_id, label, frozenset(rows))

    def reverse(self, step: Step, *, kind: str) -> Changes | None:
        """Put back every row the step touched, as a new step."""
        changes = self._db.execute(
            "SELECT table_name, row_id, before FROM change WHERE step_id = ? ORDER BY id DESC", [step.id]
        ).fetchall()
        with self.step(step.label, kind=kind, reverses=step.id) as result:
            # Rows come back in an order that may point forward for a moment.
            self._db.execute("PRAGMA defer_foreign_keys = ON")
            for table, row_id, before in changes:
                self._put_back(str(table), str(row_id), before)
        return result.changes

    def _put_back(self, table: str, row_id: str, before: str | None) -> None:
        if before is None:
            self._db.execute(f'DELETE FROM "{table}" WHERE id = ?', [row_id])  # noqa: S608
            return
        put_image(self._db, table, json.loads(before))

    def undoable(self) -> Step | None:
        """The latest step of this sitting that is neither an undo nor undone."""
        return self._step(
            " WHERE kind != 'undo' AND id > ? "
            "AND NOT EXISTS (SELECT 1 FROM step u WHERE u.reverses = step.id) ORDER BY id DESC LIMIT 1",
            [self.sitting],
        )

    def redoable(self) -> Step | None:
        """The latest undo not yet redone, if nothing else was done since."""
        return self._step(
            " WHERE kind = 'undo' AND id > ? AND NOT EXISTS (SELECT 1 FROM step r WHERE r.reverses = step.id) "
            "AND id > COALESCE((SELECT MAX(id) FROM step WHERE kind NOT IN ('undo', 'redo')), 0) "
            "ORDER BY id DESC LIMIT 1",
            [self.sitting],
        )

    def _step(self, where: str, values: list[object]) -> Step | None:
        row = self._db.execute(_STEP + where, values).fetchone()
        return row and Step(*row)

    def history(self, *, limit: int = 500, before: int | None = None) -> list[Step]:
        """Steps, newest first; ``before`` a step's id for the next page."""
        rows = self._db.execute(
            _STEP + " WHERE id < ? ORDER BY id DESC LIMIT ?", [2**62 if before is None else before, limit]
        )
        return [Step(*row) for row in rows]

    def changes(self, step_id: int) -> list[RowChange]:
        """Every row of one step, in the order they were touched."""
        rows = self._db.execute(
            "SELECT table_name, row_id, before, after FROM change WHERE step_id = ? ORDER BY id", [step_id]
        )
        return [
            RowChange(table, row_id, before and json.loads(before), after and json.loads(after))
            for table, row_id, before, after in rows
        ]

    def changes_of(self, table: str, row_id: str) -> list[tuple[Step, RowChange]]:
        """One record's story, newest first."""
        rows = self._db.execute(
            "SELECT s.id, s.label, s.kind, s.at, s.user, s.reverses, c.before, c.after FROM change c "
            "JOIN step s ON s.id = c.step_id WHERE c.table_name = ? AND c.row_id = ? ORDER BY c.id DESC",
            [table, row_id],
        )
        return [
            (
                Step(*row[:6]),
                RowChange(table, row_id, row[6] and json.loads(row[6]), row[7] and json.loads(row[7])),
            )
            for row in rows
        ]


def put_image(db: Database, table: str, row: dict[str, Any]) -> None:
    """Make the row of this id what the image says: put it back, or alter the one that is there."""
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" * len(row))
    sets = ", ".join(f'"{name}" = excluded."{name}"' for name in row if name != "id")
    db.execute(
        f'INSERT INTO "{table}" ({names}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {sets}',  # noqa: S608
        list(row.values()),
    )

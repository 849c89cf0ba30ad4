"""The workbook's schema, one file a step; MIGRATIONS names them in order. Tuples survive freezing."""

from __future__ import annotations

from collections.abc import Callable

from sqlite_utils import Database

from assurance_desk.store.migrations import m0001_first

Migration = Callable[[Database], None]

MIGRATIONS: tuple[Migration, ...] = (m0001_first.migrate,)
SCHEMA = len(MIGRATIONS)

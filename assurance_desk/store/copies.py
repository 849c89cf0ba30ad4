"""A whole copy of an open workbook, in a file of its own."""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database

from assurance_desk.store import faults


def copy_into(db: Database, path: Path) -> None:
    """Write every page of the open file to ``path``: whole, or not at all.

    Raises:
        DeskError: the place cannot be written.
    """
    part = path.with_name(f"~{path.name}.part")
    with faults.sentences(path):
        part.unlink(missing_ok=True)
        try:
            db.execute("VACUUM INTO ?", [str(part)])
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)

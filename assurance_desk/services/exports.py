"""Returns, register and actions as plain Excel tables, for those who work in Excel."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from assurance_desk.domain.dates import When
from assurance_desk.domain.gaps_table import PlainTable, Value
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.returns_kept import ReturnsKept, returns_tables
from assurance_desk.errors import DeskError
from assurance_desk.progress import Progress
from assurance_desk.services import embargo
from assurance_desk.services.desk import Desk
from assurance_desk.services.exports_register import gather_register
from assurance_desk.services.paper_making import write
from assurance_desk.store import snapshot as reads
from assurance_desk.texts import _

__all__ = [
    "ACTIONS",
    "KINDS",
    "REGISTER",
    "RETURNS",
    "Exported",
    "as_csv",
    "as_workbook",
    "choose",
    "export",
    "gather_register",
    "gather_returns",
    "tables",
    "write",
]

RETURNS, REGISTER, ACTIONS = "returns", "register", "actions"
KINDS = (RETURNS, REGISTER, ACTIONS)
MOST_ROWS = 1_048_576
_RISKY = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Exported:
    """``sheets``: each sheet's name and how many rows it has below its head."""

    path: Path
    sheets: tuple[tuple[str, int], ...]


def tables(desk: Desk, kind: str, *, questionnaire: str = "", review: str = "") -> list[PlainTable]:
    """Plain values, so that writing them can be done in another process.

    Raises:
        DeskError: no such questionnaire or review, or several and none was named.
    """
    if kind == RETURNS:
        return returns_tables(gather_returns(desk, questionnaire))
    from assurance_desk.excel.register import register_tables

    return register_tables(gather_register(desk, review), kind)


def export(
    desk: Desk,
    kind: str,
    path: Path,
    *,
    questionnaire: str = "",
    review: str = "",
    progress: Progress | None = None,
) -> Exported:
    """Write the file, whole or not at all: a workbook, or for ``.csv`` its one table (of returns the long one).

    Raises:
        DeskError: as ``tables``; or the file cannot be written, or its ending is neither.
    """
    ending = path.suffix.casefold()
    if ending not in (".xlsx", ".csv"):
        raise DeskError(
            _("“{name}” was not written: give it the ending .xlsx for Excel, or .csv.").format(name=path.name)
        )
    made = tables(desk, kind, questionnaire=questionnaire, review=review)
    if ending == ".csv":
        made = made[-1:] if kind == RETURNS else made[:1]
        write(path, as_csv(made[0]))
    else:
        write(path, as_workbook(made, desk.clock.today(), progress))
    return Exported(path, tuple((table.name, len(table.rows)) for table in made))


def as_workbook(made: Sequence[PlainTable], day: date, progress: Progress | None = None) -> bytes:
    from assurance_desk.excel.returns import write_tables

    too_long = next((table for table in made if len(table.rows) >= MOST_ROWS), None)
    if too_long is not None:
        raise DeskError(
            _(
                "A sheet holds {most:,} rows and these are {n:,}, so nothing was written; export to .csv."
            ).format(most=MOST_ROWS, n=len(too_long.rows) + 1)
        )
    return write_tables(made, day, progress)


def as_csv(table: PlainTable) -> bytes:
    """UTF-8 with a mark Excel knows it by. Text a program would run as a formula gets an apostrophe before it."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(head.words for head in table.heads)
    writer.writerows([_plain(value) for value in row] for row in table.rows)
    return buffer.getvalue().encode("utf-8-sig", "replace")


def _plain(value: Value) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, When):
        return value.iso
    if isinstance(value, int):
        return str(value)
    text = (value if isinstance(value, str) else value.words).replace("\0", "")
    return f"'{text}" if text.startswith(_RISKY) else text


# ------------------------------------------------------------------ returns


def choose(desk: Desk, ref: str) -> Questionnaire:
    """The questionnaire of that reference that was issued, or the only one there is.

    Raises:
        DeskError: none fits, or none was named and there are several.
    """
    every = reads.questionnaires(desk.db)
    found = [one for one in every if not ref or one.ref.casefold() == ref.casefold()]
    if not every:
        raise DeskError(
            _("No questionnaire has been issued from this workbook, so there are no returns to export.")
        )
    if not found:
        raise DeskError(
            _("This workbook has issued no questionnaire “{ref}”. It has: {refs}.").format(
                ref=ref, refs=", ".join(dict.fromkeys(one.ref for one in every))
            )
        )
    refs = sorted({one.ref for one in found})
    if len(refs) > 1:
        raise DeskError(
            _("Say which questionnaire with --questionnaire: {refs}. Nothing was written.").format(
                refs=", ".join(refs)
            )
        )
    return found[0]


def gather_returns(desk: Desk, questionnaire: str = "") -> ReturnsKept:
    """What is kept of one questionnaire’s returns, read at once; the worker’s “write returns” shapes and writes it.

    Raises:
        DeskError: as ``choose``.
    """
    chosen = choose(desk, questionnaire)
    chosen = replace(chosen, marking=embargo.marking(desk, chosen))
    return ReturnsKept(
        chosen,
        reads.asked(desk.db, chosen.id, desk.clock.today()),
        reads.kept_answers(desk.db, chosen.id),
        tuple(reads.in_doubt(desk.db, chosen.id)),
    )

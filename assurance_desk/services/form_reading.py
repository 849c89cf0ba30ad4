"""What the worker child does for an online form: its table, and each line as what it answers. No store."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assurance_desk.domain.form_export import FormTable
from assurance_desk.domain.form_rows import FormRow, read_rows
from assurance_desk.domain.names_scan import CELL, Text, hits_of
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.recovery.book import address
from assurance_desk.domain.recovery.finding import ExpectedReturn
from assurance_desk.progress import Progress
from assurance_desk.reading import form_tables
from assurance_desk.services import worker_memory
from assurance_desk.services.names_reading import look_of
from assurance_desk.texts import _

MOST_MEMORY = 400_000_000


def read_table(data: bytes, name: str, progress: Progress) -> FormTable:
    """The table a form exported.

    Raises:
        DeskError: it is none.
    """
    progress.at(0, 1, name)
    with worker_memory.within(MOST_MEMORY):
        try:
            return form_tables.read(data, name)
        except MemoryError as error:
            raise form_tables.NoFormError(name, _("is far larger than the answers of a form")) from error


def read_lines(
    table: FormTable,
    targets: Sequence[str],
    asked: Questionnaire,
    returns: Sequence[ExpectedReturn],
    today: date | None,
    expected: bytes,
    progress: Progress,
) -> tuple[FormRow, ...]:
    """Each line: whose it is, what it answers, and what in it seems to name a child.

    Raises:
        Cancelled: the user stopped it.
    """
    look = look_of(expected)
    made = []
    rows = read_rows(table, targets, asked, returns, today)
    for done, one in enumerate(rows):
        if done % 50 == 0:
            progress.at(done, len(rows), table.name)
        cells = table.rows[one.row - table.first]
        texts = [Text(CELL, table.sheet, address(1, at), words) for at, words in enumerate(cells) if words]
        made.append(replace(one, hits=tuple(hits_of(texts, look)), data=own_file(table, cells)))
    return tuple(made)


def own_file(table: FormTable, cells: Sequence[str]) -> bytes:
    """One respondent's line by itself, under the headings: nobody else's answers are kept with its return."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(table.head)
    writer.writerow(cells)
    return ("\ufeff" + buffer.getvalue()).encode("utf-8")

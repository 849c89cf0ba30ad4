"""What an online form exported, CSV or spreadsheet, as one table of words. Runs in the worker."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Final

from assurance_desk.domain.form_export import FormTable
from assurance_desk.domain.questions.cells import as_shown
from assurance_desk.domain.recovery.book import Sheet
from assurance_desk.errors import DeskError
from assurance_desk.reading import spreadsheets
from assurance_desk.reading.spreadsheet_kinds import FORMATS, kind_of
from assurance_desk.texts import _

MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 2_000
MOST_LETTERS: Final = 32_767
HEAD_LOOKED_AT: Final = 12
_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
SHEET: Final = "Form"


class NoFormError(DeskError):
    def __init__(self, name: str, what: str) -> None:
        super().__init__(
            _(
                "“{name}” {what}, so nothing was taken from it. Export the form’s answers again as CSV or Excel, one line a "
                "respondent, and bring that in."
            ).format(name=name, what=what)
        )


def read(data: bytes, name: str) -> FormTable:
    """The table: its headings, and every line below them.

    Raises:
        DeskError: it is neither, cannot be read, or holds no lines.
    """
    if kind_of(data) in FORMATS:
        sheet, rows = _of_workbook(data, name)
    else:
        sheet, rows = SHEET, _of_text(data, name)
    if len(rows) > MOST_ROWS or max(map(len, rows), default=0) > MOST_COLUMNS:
        raise NoFormError(name, _("is far larger than the answers of a form"))
    return _table(name, sheet, rows)


def _of_workbook(data: bytes, name: str) -> tuple[str, list[list[str]]]:
    """The sheet with the most lines: some programs put a summary before the answers."""
    book = spreadsheets.read(data, name)
    fullest: Sheet = max(book.sheets, key=lambda one: (len(one.rows), len(one.texts)))
    return fullest.name, [[as_shown(value) for value in row] for row in fullest.rows]


def _of_text(data: bytes, name: str) -> list[list[str]]:
    if b"\0" in data[:4000] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NoFormError(name, _("is no text and no spreadsheet"))
    text = _decoded(data)
    csv.field_size_limit(10_000_000)
    try:
        return [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))]
    except csv.Error as error:
        raise NoFormError(name, _("cannot be read as a table")) from error


def _decoded(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")  # what Excel in Britain writes


def _delimiter(text: str) -> str:
    """What parts the first lines into the most columns, alike from line to line."""
    start = text[:20_000]

    def columns(sign: str) -> tuple[int, int]:
        rows = [len(row) for row in csv.reader(io.StringIO(start, newline=""), delimiter=sign)][:10]
        return (min(rows, default=0), max(rows, default=0))

    return max((",", ";", "\t", "|"), key=columns)


def _table(name: str, sheet: str, rows: list[list[str]]) -> FormTable:
    filled = [[" ".join(cell.split()) for cell in row] for row in rows[:HEAD_LOOKED_AT]]
    at = next((place for place, row in enumerate(filled) if sum(map(bool, row)) > 1), -1)  # below a title
    if at < 0:
        raise NoFormError(name, _("has no line of headings"))
    head, below = filled[at], at + 1
    if _second_line_of_heads(filled, at):
        head, below = _joined(head, filled[at + 1]), at + 2
    wide = max(len(row) for row in rows[at:])
    lines = tuple(tuple(_padded(rows_of, wide)) for rows_of in (_letters(row) for row in rows[below:]))
    if not any(any(row) for row in lines):
        raise NoFormError(name, _("holds headings and no answers"))
    return FormTable(name, sheet, tuple(_padded(head, wide)), lines, below + 1)


def _letters(row: Sequence[str]) -> list[str]:
    return [cell.strip()[:MOST_LETTERS] for cell in row]


def _padded(row: Sequence[str], wide: int) -> list[str]:
    return [*row, *([""] * (wide - len(row)))]


def _second_line_of_heads(rows: list[list[str]], at: int) -> bool:
    """Some programs write a question over its options: the first line then has gaps the second one fills."""
    if at + 2 >= len(rows):
        return False
    first, second = rows[at], rows[at + 1]
    gaps = [place for place, cell in enumerate(first) if not cell]
    return bool(gaps) and all(place < len(second) and second[place] for place in gaps)


def _joined(first: Sequence[str], second: Sequence[str]) -> list[str]:
    made: list[str] = []
    above = ""
    for place, below in enumerate(_padded(second, len(first))):
        above = first[place] if place < len(first) and first[place] else above
        plain = below.casefold() in ("", "response", "open-ended response")
        made.append(above if plain else f"{above} [{below}]")
    return made

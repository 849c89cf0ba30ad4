"""A correction workbook that came back: known by the code on its first sheet; what we put in is taken out before reading."""

from __future__ import annotations

from dataclasses import replace

from assurance_desk.domain.corrections import CHECK_SHEET, code_in
from assurance_desk.domain.questions.cells import plain
from assurance_desk.domain.recovery.book import Sheet, SheetBook
from assurance_desk.domain.recovery.finding import Expected, ExpectedCorrection, Finding


def known(book: SheetBook, expected: Expected) -> ExpectedCorrection | None:
    """Which of ours it is; None where no sheet bears a code of ours."""
    by_code = {one.code: one for one in expected.corrections}
    found = (by_code.get(code_in(text)) for sheet in book.sheets for _row, _column, text in sheet.texts)
    return next((one for one in found if one is not None), None) if by_code else None


def without_ours(book: SheetBook, correction: ExpectedCorrection) -> SheetBook:
    """Without the first sheet and the words beside the cells: the file as its sender had it, corrections made."""
    ours = frozenset(plain(one) for one in correction.beside)
    kept = [sheet for sheet in book.sheets if not _is_first(sheet, correction.code)]
    return replace(book, sheets=tuple(_cleared(sheet, ours) for sheet in kept))


def _is_first(sheet: Sheet, code: str) -> bool:
    return sheet.name.startswith(CHECK_SHEET) and any(
        code_in(text) == code for _row, _column, text in sheet.texts
    )


def _cleared(sheet: Sheet, ours: frozenset[str]) -> Sheet:
    """A text of ours that was changed stays, and is listed like anything else."""
    mine = {(row, column) for row, column, text in sheet.texts if plain(text) in ours}
    if not mine:
        return sheet
    lines = tuple(
        tuple("" if (number, column) in mine else value for column, value in enumerate(line))
        for number, line in enumerate(sheet.rows)
    )
    return replace(sheet, rows=lines)


def marked(finding: Finding, correction: ExpectedCorrection) -> Finding:
    """Said to be the correction it is, unless what is in it is another's return."""
    if finding.return_id not in ("", correction.return_id):
        return finding
    return replace(
        finding,
        correction=correction.id,
        return_id=correction.return_id,
        return_ref=correction.return_ref,
        doubt="",
    )
